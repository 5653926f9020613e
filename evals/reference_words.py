"""The words of `evals.reference_asks`: topics, questions and the names for products.

Data only; "dev", "held_out" and "both" as in `evals.price_phrases`. {r} is a reference to one
product, {s} to several, {x} a value.
"""

from dataclasses import dataclass
from typing import Literal

from evals.price_phrases import Half, Of

Ways = dict[Of, tuple[str, ...]]
# fmt: off
Family = Literal[
    "first", "second", "third", "fourth", "last", "middle", "colour", "material", "brand",
    "audience", "name", "cheapest", "dearest", "best_rated", "it", "other", "both",
    "all_three", "first_two", "last_two", "first_and_last", "not_first", "said_first",
    "shown_first", "before", "that_brand", "not_that_brand", "cheaper_of_two", "those_with",
    "in_cart", "cut_off", "back_again",
]
# fmt: on


@dataclass(frozen=True, slots=True)
class Topic:
    """Something to shop for."""

    openings: tuple[str, ...]
    noun: str
    """As in "back to the tents"."""
    narrower: tuple[str, ...]
    """Further wishes that show another list."""


# fmt: off
TOPICS: dict[Half, tuple[Topic, ...]] = {
    "dev": (
        Topic(
            ("I'm looking for hiking boots", "show me hiking boots under 200"),
            "hiking boots", ("something cheaper", "only waterproof ones"),
        ),
        Topic(
            ("show me tents", "I need a tent under 300 dollars"),
            "tents", ("under 150", "only waterproof ones"),
        ),
        Topic(
            ("do you have coffee tables", "a coffee table for under 500"),
            "coffee tables", ("in wood please", "something cheaper"),
        ),
        Topic(
            ("I want a desk lamp", "desk lamps in black"),
            "desk lamps", ("under 60", "a dimmable one"),
        ),
        Topic(
            ("wool sweaters", "I'd like a sweater under 120"),
            "sweaters", ("something cheaper", "in navy"),
        ),
        Topic(
            ("I need headphones", "wireless headphones"),
            "headphones", ("under 150", "in black"),
        ),
        Topic(
            ("a bed for my dog", "show me dog beds"),
            "dog beds", ("cheaper ones", "in gray"),
        ),
        Topic(
            ("espresso machines", "I want an espresso machine under 600"),
            "espresso machines", ("something cheaper", "in silver"),
        ),
    ),
    "held_out": (
        Topic(
            ("what rain jackets do you carry", "a rain jacket, max 200"),
            "rain jackets", ("do you have cheaper ones", "make it blue"),
        ),
        Topic(
            ("we're after sleeping bags", "sleeping bags for camping"),
            "sleeping bags", ("nothing over 100", "in green"),
        ),
        Topic(
            ("let's look at sofas", "I need a new sofa under 1500"),
            "sofas", ("that's too expensive, show me cheaper ones", "in gray"),
        ),
        Topic(
            ("could you show me handbags", "a handbag for my wife"),
            "handbags", ("below 200", "in black"),
        ),
        Topic(
            ("dresses please", "I'd like a dress for under 150"),
            "dresses", ("can I see cheaper ones", "in black"),
        ),
        Topic(
            ("yoga mats", "I want to buy a yoga mat"),
            "yoga mats", ("not more than 50", "in purple"),
        ),
        Topic(
            ("have you got bookcases", "bookcases for my living room"),
            "bookcases", ("for less than 300", "in white"),
        ),
        Topic(
            ("I need a carry-on suitcase", "carry-on suitcases under 300"),
            "carry-on suitcases", ("something cheaper", "in teal"),
        ),
        Topic(
            ("running shoes", "can I see running shoes"),
            "running shoes", ("for men", "under 120"),
        ),
        Topic(
            ("a watch as a present", "let's see watches"),
            "watches", ("for women", "up to 200"),
        ),
        Topic(
            ("strollers", "we need a stroller"),
            "strollers", ("below 400", "in navy"),
        ),
        Topic(
            ("rugs for the bedroom", "show me rugs"),
            "rugs", ("at most 200", "in gray"),
        ),
    ),
}
ASKS: Ways = {
    "both": ("how much is {r}", "is {r} in stock", "tell me more about {r}", "what's {r} made of"),
    "dev": ("I like {r}", "what colors does {r} come in", "show me {r}", "what is {r} rated"),
    "held_out": (
        "what does {r} cost", "can you tell me about {r}", "do you still have {r}",
        "I think I prefer {r}", "what about {r}", "how well is {r} rated", "let me look at {r}",
        "what's the price of {r} again", "so what's {r} made of again",
    ),
}
ADDS: Ways = {
    "both": ("add {r} to my cart", "I'll take {r}"),
    "dev": ("put {r} in my cart", "I'd like to buy {r}"),
    "held_out": (
        "can you put {r} in the cart", "okay I'll get {r}", "let's add {r}",
        "{r} goes in my basket please",
    ),
}
ADD_SEVERAL: Ways = {
    "both": ("add {s} to my cart",),
    "dev": ("I'll take {s}",),
    "held_out": ("put {s} in the cart please", "I want {s}, add them to my cart"),
}
COMPARES: Ways = {
    "both": ("compare {s}",),
    "dev": ("what's the difference between {s}",),
    "held_out": ("how do {s} differ", "can you compare {s} for me"),
}
FILLERS: Ways = {
    "both": ("thanks", "what's your return policy"),
    "dev": ("okay", "how long does shipping take"),
    "held_out": ("hmm, good", "do you ship to Canada", "cool, thank you"),
}
SIMPLY: tuple[str, str, str] = ("the first one", "the second one", "the third one")
"""How a product is singled out on the way to what is judged."""

NAMES: dict[Family, Ways] = {
    "first": {
        "both": ("the first one", "the first"),
        "held_out": ("number one", "the very first one"),
    },
    "second": {
        "both": ("the second one", "the second"),
        "dev": ("number two",),
        "held_out": ("the 2nd one", "option two"),
    },
    "third": {
        "both": ("the third one",),
        "dev": ("the third",),
        "held_out": ("number three", "the 3rd one"),
    },
    "fourth": {"both": ("the fourth one",), "held_out": ("number four",)},
    "last": {
        "both": ("the last one",),
        "held_out": ("the last one you mentioned", "the final one"),
    },
    "middle": {"both": ("the middle one",), "held_out": ("the one in the middle",)},
    "colour": {
        "both": ("the {x} one",),
        "dev": ("the one in {x}",),
        "held_out": ("the one that comes in {x}", "that {x} one"),
    },
    "material": {
        "both": ("the {x} one",),
        "dev": ("the one in {x}",),
        "held_out": ("the one made of {x}", "that {x} one"),
    },
    "brand": {
        "both": ("the {x} one", "the {x}"),
        "held_out": ("the one from {x}", "the one by {x}"),
    },
    "audience": {"both": ("the one for {x}",), "held_out": ("the one that's for {x}",)},
    "name": {"both": ("the {x}",), "held_out": ("that {x}", "the {x} one")},
    "cheapest": {
        "both": ("the cheapest one",),
        "dev": ("the cheapest",),
        "held_out": ("the least expensive one", "the one that costs the least"),
    },
    "dearest": {"both": ("the most expensive one",), "held_out": ("the priciest one",)},
    "best_rated": {
        "both": ("the best rated one",),
        "held_out": ("the one with the best rating", "the top rated one"),
    },
    "it": {"both": ("it", "that one"), "dev": ("this one",), "held_out": ("that", "that same one")},
    "other": {"both": ("the other one",), "held_out": ("the other",)},
    "both": {"both": ("both", "both of them"), "held_out": ("the two of them", "those two")},
    "all_three": {"both": ("all three",), "held_out": ("all three of them",)},
    "first_two": {"both": ("the first two",), "held_out": ("the first and the second",)},
    "last_two": {"both": ("the last two",), "held_out": ("the second and the third one",)},
    "first_and_last": {
        "both": ("the first and the third one",),
        "held_out": ("one and three", "the first one and the last one"),
    },
    "not_first": {
        "both": ("no, not the first one, the second one",),
        "dev": ("not the first, the second", "no wait, the second one"),
        "held_out": (
            "no not that one, the second one", "sorry, I meant the second one",
            "not the first one, I mean the second",
        ),
    },
    "said_first": {
        "both": ("the one you said first",),
        "held_out": ("the one you mentioned first", "the first one you said"),
    },
    "shown_first": {
        "both": ("the first one you showed me",),
        "dev": ("the very first one you showed me",),
        "held_out": ("the one you showed me first", "the first one from the beginning"),
    },
    "before": {
        "both": ("the {x} from before",),
        "dev": ("the {x} one from earlier",),
        "held_out": ("the {x} you showed me earlier", "that {x} from before"),
    },
    "cheaper_of_two": {
        "both": ("the cheaper one", "the cheaper of the two"),
        "held_out": ("the less expensive of the two", "the cheaper one of those"),
    },
    "those_with": {"both": ("the {x} ones",), "held_out": ("those {x} ones",)},
    "in_cart": {
        "both": ("the one in my cart",),
        "dev": ("the one I added",),
        "held_out": ("the one I put in my cart", "the one that's in my cart"),
    },
    "cut_off": {"both": ("the last one",), "held_out": ("the last one you said",)},
    "back_again": {"both": ("the second one", "the first one"), "held_out": ("number two",)},
}
THAT_BRAND: Ways = {
    "both": ("show me more from that brand",),
    "dev": ("what else do you have from that brand",),
    "held_out": ("anything else by that brand", "do they have others of that brand"),
}
NOT_THAT_BRAND: Ways = {
    "both": ("not that brand",),
    "dev": ("something else, not that brand",),
    "held_out": ("I don't want that brand", "anything but that brand"),
}
BACK: Ways = {
    "both": ("back to the {x}", "let's go back to the {x}"),
    "held_out": ("can we return to the {x}", "show me the {x} again"),
}
# fmt: on
