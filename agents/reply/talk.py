"""Fixed sentences: manners, what Aisle cannot do, and asking back."""

from agents.acts import Act
from agents.references import Trouble
from agents.reply.names import PLACES, count_word, listed, spoken_names
from agents.reply.phrasing import Phrasing
from agents.reply.plan import SPOKEN, Unresolved
from agents.reply.refused import REFUSED
from agents.reply.sentences import sentences
from agents.reply.talk_parts import Repeated, Talk, Talked

_WORDINGS: dict[Talk, tuple[tuple[str, ...], ...]] = {
    Talk.GREETING: (
        ("Hi there.", "What are you looking for?"),
        ("Hello.", "What can I find for you?"),
    ),
    Talk.THANKS: (("You're welcome.",), ("Happy to help.",), ("Any time.",)),
    Talk.GOODBYE: (("Goodbye.", "Thanks for stopping by."), ("Bye for now.", "Take care.")),
    Talk.HOW_ARE_YOU: (
        ("Doing well, thanks.", "What can I find for you?"),
        ("Very well, thank you.", "What are you shopping for today?"),
        ("All good here.", "What can I show you?"),
    ),
    Talk.IDENTITY: (
        ("I'm Aisle.", "I'm a computer that helps you shop here."),
        ("I'm Aisle, the shop's assistant, and a computer.", "What can I find for you?"),
    ),
    Talk.COMPLIMENT: (("Thank you.", "Shall we keep looking?"), ("That's kind of you.",)),
    Talk.FOND: (("That's lovely.", "Shall we keep looking?"), ("How nice.", "Shall we go on?")),
    Talk.INSULT: (
        ("Sorry about that.", "Tell me what you need, and I'll try again."),
        ("Fair enough, let me do better.", "What are you looking for?"),
        ("I'm sorry that wasn't what you wanted.", "What should I change?"),
    ),
    Talk.HELP: (
        ("Just tell me what you need.", "I can narrow it by price, color, size or brand."),
        ("I can find and compare things.", "Ask about price, size or material, or say add it."),
        ("I can find things, fill your cart and keep boards.", "Try boots under a hundred."),
    ),
    Talk.ORDER: (("Sorry, I can't look up orders.", "I can help you find things, though."),),
    Talk.DELIVERY: (("Sorry, I don't know about delivery.", "I only know the products."),),
    Talk.RETURNS: (("Sorry, I don't know the return policy.", "I only know the products."),),
    Talk.PAYMENT: (("Sorry, I can't take payment.", "I can fill your cart, though."),),
    Talk.ACCOUNT: (("Sorry, I can't see accounts.", "I can help you find things, though."),),
    Talk.BUNDLE: (("I can't build sets yet.", "Tell me the first piece, and I'll find it."),),
    Talk.STOP: (("Okay.",), ("All right.",)),
    Talk.OUT_OF_SCOPE: (
        ("I can't help with that.", "I can find things in this shop, though."),
        ("That's not something I do.", "Ask me for anything in the shop."),
    ),
    Talk.CONFIRMED: (("Great.", "What would you like next?"), ("Good.", "What's next?")),
    Talk.DENIED: (
        ("No problem.", "What would you like instead?"),
        ("Okay.", "What would you like to see?"),
    ),
    Talk.LEFT_OUT: (("Okay, I left it out.",), ("No problem, nothing was added.",)),
    Talk.KEPT: (("Okay, everything stays as it is.",), ("No problem, nothing has changed.",)),
    Talk.CHANGE_WHICH: (("Which one should I change?",),),
    Talk.ZERO: (("Okay, none then.", "Nothing was added."),),
    Talk.NO_CARDS: (
        ("Please don't tell me card numbers.", "Paying happens in the shop's own checkout."),
    ),
    Talk.EXCHANGE: (("Sorry, I don't know about exchanges.", "I only know the products."),),
    Talk.WARRANTY: (("Sorry, I don't know about the warranty.", "I only know the products."),),
    Talk.DISCOUNTS: (("I know of no discounts.", "I can look for the best price, though."),),
    Talk.GIFT_WRAP: (("Sorry, I don't know about gift wrapping.", "I only know the products."),),
    Talk.STORES: (("Sorry, I don't know about stores.", "I only know the products here."),),
    Talk.CONTACT: (("Sorry, I have no contact details.", "I'll help as well as I can."),),
    Talk.PRIVACY: (("Sorry, I don't know the privacy policy.", "I only know the products."),),
    Talk.NOT_IN_CART: (("That isn't in your cart.",),),
    Talk.REMOVE_WHICH: (("Which one should go?",),),
    Talk.ASK_WISH: (
        ("Sure, what are you looking for?",),
        ("Okay, what would you like to see?",),
    ),
    Talk.NOTHING_SAID: (("I haven't said anything yet.", "What are you looking for?"),),
    Talk.ASR_FAILURE: (("Sorry, I did not catch that.",),),
    Talk.THINKING: (("Sure, take your time.",), ("No rush.",)),
    **REFUSED,
}
_UNCLEAR: tuple[tuple[str, ...], ...] = (
    ("I'm not sure I follow.", "Tell me what to look for{example}."),
    ("I didn't quite get that.", "What would you like to find?"),
)
_UNCLEAR_SHOWN: tuple[tuple[str, ...], ...] = (
    ("I'm not sure I follow.", "Ask about one of these, or say what to change."),
    ("I didn't quite get that.", "You can say cheaper, another color, or the second one."),
)


def say_talked(part: Talked, phrasing: Phrasing) -> list[str]:
    """Return a fixed reply, in one of its wordings."""
    wordings = _WORDINGS.get(part.talk, _UNCLEAR_SHOWN if part.shown else _UNCLEAR)
    example = f", like {part.examples[0]}" if part.examples else ""
    wording = wordings[phrasing.seed % len(wordings)]
    return [said.replace("{example}", example) for said in wording]


def say_unresolved(part: Unresolved) -> list[str]:
    """Ask which product is meant, or say that there is no such one."""
    match part.trouble:
        case Trouble.NOTHING_SHOWN:
            return ["There's nothing on the screen yet.", "What are you looking for?"]
        case Trouble.NO_SUCH:
            if part.act is Act.COMPARE:
                return ["There's only one here.", "Say more, and I'll find others to compare."]
            number = count_word(part.shown)
            there = "There's only one." if part.shown == 1 else f"I have {number} on the screen."
            return ["I don't see that one.", there]
        case Trouble.AMBIGUOUS:
            what = "should I add" if part.act is Act.CART_ADD else "do you mean"
            brands = [p.brand or "" for p in part.among]
            if all(brands) and len(set(brands)) == len(brands):
                choices = [f"the {brand}" for brand in brands]
            elif part.among:
                choices = list(spoken_names(part.among[:SPOKEN]))
            else:
                choices = [f"the {place}" for place in PLACES[1:3]]
            return [f"Which one {what}, {listed(choices, 'or')}?"]


def say_repeated(part: Repeated) -> list[str]:
    """Return the last reply, unchanged."""
    return list(sentences(part.text))
