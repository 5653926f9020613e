"""Words for boards, the shop's rules, its orders, a person to talk to, and the voice's pace."""

from agents.boards import spoken_name as board_name
from agents.pending import Slot
from agents.policies import Contact
from agents.reply.money import currency_name, range_words
from agents.reply.names import count_word, listed, sentence, spoken_names
from agents.reply.phrasing import Phrasing
from agents.reply.sentences import sentences
from agents.reply.shop_parts import (
    BoardDeed,
    BoardDone,
    BoardShown,
    InCurrency,
    OrderSaid,
    PaceSet,
    PolicySaid,
    Reached,
    StillAsks,
)

_NAMED = 3
"""Boards named in one reply."""


def say_board_done(part: BoardDone, phrasing: Phrasing) -> list[str]:
    """Return what was done with a board, or why it was not."""
    name = board_name(part.board) if part.board else "your board"
    names = spoken_names(part.products)[:_NAMED]
    match part.deed:
        case BoardDeed.SAVED:
            what = "them" if len(names) > 1 else names[0] if names else "it"
            return [phrasing.pick(f"Saved {what} to {name}.", f"Okay, {what} is on {name}.")
                    if what != "them" else f"Saved {listed(names)} to {name}."]  # fmt: skip
        case BoardDeed.THERE_ALREADY:
            return [sentence(f"{'they are' if len(names) > 1 else 'that is'} on {name} already")]
        case BoardDeed.MADE:
            return [sentence(f"{name} is ready"), "Say save this to put something on it."]
        case BoardDeed.TAKEN_OFF:
            return [sentence(f"{listed(names)} {'is' if len(names) == 1 else 'are'} off {name}")]
        case BoardDeed.NOT_ON_IT:
            return [sentence(f"that isn't on {name}")]
        case BoardDeed.CLEARED:
            return [sentence(f"{name} is empty now")]
        case BoardDeed.EMPTY:
            return [sentence(f"there's nothing on {name} yet")]
        case BoardDeed.NONE:
            if part.others:
                return [sentence(f"I don't see {name}"), _there_is(part.others)]
            return ["You haven't saved anything yet.", "Say save this, and I'll keep it."]
        case BoardDeed.WHICH:
            return [_there_is(part.others), "Which one would you like?"][
                : 1 + (len(part.others) > 1)
            ]


def _there_is(names: tuple[str, ...]) -> str:
    told = [board_name(name) for name in names[-_NAMED:]]
    more = len(names) - len(told)
    if more:
        told.append(f"{count_word(more)} more")
    return sentence(f"there's {listed(told)}" if len(names) == 1 else f"there are {listed(told)}")


def say_board_shown(part: BoardShown) -> list[str]:
    """Return how much is on a board, and the names of the first things."""
    count, name = len(part.products), board_name(part.board) if part.board else ""
    names = spoken_names(part.products)[: part.spoken]
    if count == 1:
        return [sentence(f"{name} has {names[0]}" if name else f"you saved {names[0]}")]
    more = count - len(names)
    listed_names = [*names, *([f"{count_word(more)} more"] if more else [])]
    lead = f"{name} has" if name else "you saved"
    return [sentence(f"{lead} {count_word(count)} things"), sentence(listed(listed_names))]


def say_policy(part: PolicySaid) -> list[str]:
    """Return the file's answer, or that it has none and its page does."""
    answer = part.answer
    if not answer.silent:
        said = list(sentences(answer.text))
        return [f"{answer.verdict.capitalize()}.", *said] if answer.verdict else said
    page = _PAGES.get(answer.topic, answer.topic.replace("_", " "))
    if answer.link:
        return [f"I don't have that; the {page} page does.", "The link is on your screen."]
    return [f"I don't have that about {page}.", *sentences(answer.text)]


_PAGES = {"gift_wrap": "gift wrapping", "stores": "store", "account": "account"}


def say_order(part: OrderSaid) -> list[str]:
    """Return an order's status; without an order system, that orders are not seen here."""
    if part.status:
        link = ["Its page is on your screen."] if part.status.link else []
        return [sentence(f"order {_digits(part.status.number)} {part.status.status}"), *link]
    if part.visible and part.number is None:
        return ["Sure, what's the order number?"]
    if part.visible:
        return [f"I find no order {_digits(part.number or '')}.", *_reach(part.contact)]
    if part.contact:
        return ["I can't see orders here.", *_reach(part.contact)]
    if part.link:
        return ["I can't see orders here.", "The orders page is on your screen."]
    return ["Sorry, I can't see orders here.", "I can help you find things, though."]


def _digits(number: str) -> str:
    return " ".join(number) if len(number) > 4 else number


def say_reached(part: Reached) -> list[str]:
    """Return how to reach a person, or that there is nobody to pass on to."""
    if part.contact is None or not _reach(part.contact):
        return ["Sorry, there's nobody I can pass you to.", "I'll help as well as I can."]
    return ["I can't put you through.", *_reach(part.contact)]


def _reach(contact: Contact | None) -> list[str]:
    if contact is None:
        return []
    hours = f", {contact.hours}" if contact.hours else ""
    if contact.phone and contact.email:
        return [f"Call {contact.phone}{hours}.", f"Or write to {contact.email}."]
    if contact.phone:
        return [f"You can call {contact.phone}{hours}."]
    if contact.email:
        return [f"You can write to {contact.email}."]
    return ["The contact page is on your screen."] if contact.link else []


def say_pace(part: PaceSet, phrasing: Phrasing) -> list[str]:
    """Say that the voice is slower or faster from now on; it is, from this sentence on."""
    if part.topic == "normal":
        return [phrasing.pick("Okay, back to my usual pace.", "Sure, my normal pace again.")]
    if part.at_limit:
        return [f"That's as {'slow' if part.topic == 'slower' else 'fast'} as I go."]
    word = "slower" if part.topic == "slower" else "faster"
    if not part.spoken:
        return [f"Okay, when I speak I'll speak {word}."]
    return [phrasing.pick(f"Okay, I'll speak {word}.", f"Sure, {word} from now on.")]


def say_still_asks(part: StillAsks) -> list[str]:
    """Put the open question again, in a few words."""
    what = {Slot.SIZE: "size", Slot.COLOUR: "color"}.get(part.slot)
    return [f"So, which {what} would you like?"] if what else []


def say_in_currency(part: InCurrency) -> list[str]:
    """Return "Prices here are in dollars, so I took that as under $50."."""
    name = currency_name(part.shop)
    if part.taken is None:
        return [f"Prices here are in {name}.", "I can't convert them."]
    said = range_words(part.taken, part.shop)
    return [f"Prices here are in {name}, so I took that as{said}."]
