"""How the shoppers of a synthesised log say what they want, spoken and typed."""

from random import Random
from typing import Final

SPOKEN_FIND: Final = (
    "I'm looking for {x}", "do you have any {x}", "show me {x}", "can you find me {x}",
    "I need {x}", "um I want {x}", "hi I'd like to see {x}", "have you got {x}",
    "what {x} do you have", "could you help me find {x}", "okay so I'm after {x}",
)  # fmt: skip
TYPED_FIND: Final = ("{x}", "{x}", "{x}", "looking for {x}", "show me {x}", "need {x}", "{x}?")
PURPOSES: Final = (
    "", "", "", "", " for my wife", " for work", " for the weekend", " for a trip to Norway",
    " for my son", " for everyday", " for a small flat", " that will last", " as a treat",
)  # fmt: skip
REFINE: Final = {
    "colour": ("in {v}", "do you have that in {v}", "only the {v} ones", "actually {v}", "{v}"),
    "price": ("under {v} dollars", "nothing over {v}", "cheaper than {v}", "my budget is {v}"),
    "brand": ("from {v}", "only {v}", "do you have {v}", "I prefer {v}"),
    "material": ("in {v}", "made of {v}", "only {v}", "it should be {v}"),
    "feature": ("it has to be {v}", "something {v}", "{v} would be good", "only {v} ones"),
    "audience": ("for {v}", "they're for {v}", "{v}", "{v} please"),
    "size": ("in size {v}", "size {v}", "do you have a {v}"),
}  # fmt: skip
COMPARE: Final = (
    "compare the first two", "what's the difference between these", "which one is better",
    "compare the first and the third", "how do they differ",
)  # fmt: skip
ASK: Final = (
    "tell me more about the {nth} one", "is the {nth} one any good", "what is the {nth} made of",
    "does the {nth} one come in other colors", "is it machine washable", "how big is it",
    "what do people say about it",
)  # fmt: skip
STOCK: Final = (
    "how much is the {nth} one", "is the {nth} one in stock", "what does it cost",
    "do you have it in stock", "when can I get it",
)  # fmt: skip
ADD: Final = (
    "add the {nth} one to my cart", "I'll take the {nth} one", "put it in the cart",
    "okay I'll take it", "add it please", "great, in the cart with it",
)  # fmt: skip
SAVE: Final = ("save the {nth} one for later", "keep that one", "put it on my wish list")
OTHERS: Final = ("show me something else", "other ones", "more", "what else do you have")
OVER: Final = ("that's all thanks", "no thanks", "thank you", "okay bye", "I'll think about it")
REPEATS: Final = ("no I said {x}", "I said {x}", "{x}, not that", "no, {x}")
POLICY: Final = (
    "where is my order", "how long does delivery take", "can I return this",
    "what is your return policy", "do you ship to Canada", "I want to change my address",
    "how do I get a refund", "is delivery free",
)  # fmt: skip
SMALLTALK: Final = ("hello", "hi there", "how are you", "are you a robot", "good morning", "thanks")
OUT_OF_SCOPE: Final = (
    "what's the weather tomorrow", "play some music", "tell me a joke", "who won the game",
    "set a timer for ten minutes", "what is the capital of Peru",
)  # fmt: skip
UNCLEAR: Final = ("the uh thing", "hmm", "for the you know", "what about that other", "so er")
GIFT: Final = (
    "a gift for my {who} who likes {x}", "what could I give my {who}, maybe {x}",
    "I need a present for my {who}, something like {x}",
)  # fmt: skip
WHO: Final = ("mother", "father", "sister", "brother", "girlfriend", "boss", "friend", "niece")
BUNDLE: Final = (
    "everything for camping for two",
    "a whole set for a new desk",
    "an outfit for a wedding",
)
INSPIRE: Final = ("surprise me", "I'm bored, show me something nice", "any ideas for a rainy day")
CHECKOUT: Final = ("check out", "I want to pay", "take me to checkout", "that's it, let's pay")
NTH: Final = ("first", "second", "third")


def find(rng: Random, spoken: bool, thing: str) -> str:
    """Return a sentence that asks for a thing."""
    sentence = rng.choice(SPOKEN_FIND if spoken else TYPED_FIND).format(x=thing)
    return sentence + rng.choice(PURPOSES)


def shouted(rng: Random, text: str) -> str:
    """Return a typed sentence as it is typed: mostly in small letters."""
    return text.lower() if rng.random() < 0.7 else text
