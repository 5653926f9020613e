"""Where price phrases of `evals.price_forms` stand: carriers, things, and what is no price.

Data only; "dev", "held_out" and "both" as in `evals.price_phrases`.
"""

from dataclasses import dataclass

from evals.price_phrases import Of, Place


@dataclass(frozen=True, slots=True)
class Thing:
    """What is wanted, and about what it costs in whole units of money."""

    said: str
    low: int
    high: int


# fmt: off
CARRIERS: dict[Place, dict[Of, tuple[str, ...]]] = {
    "noun": {
        "both": ("{p} {c}",),
        "dev": (
            "show me {p} {c}", "I'm looking for {p} {c}", "do you have {p} {c}",
            "I need {p} {c} please", "can you find me {p} {c}", "hey, um, {p} {c}",
            "I'd love {p} for my brother {c}", "find me {p} {c} for the weekend",
        ),
        "held_out": (
            "I want {p} {c}", "hi, got {p} {c}", "got any ideas for {p} {c}",
            "so I'm after {p} {c}", "could you look for {p} {c} for me", "my wife needs {p} {c}",
            "uh can I see {p} {c}", "let's see {p} {c}, thanks",
            "what have you got {c} in the way of {p}", "I'm shopping for {p} {c} as a present",
        ),
    },
    "tail": {
        "both": ("{p}, {c}",),
        "dev": ("show me {p}, {c}", "I need {p}, {c}, please", "I'm looking for {p}, {c}"),
        "held_out": (
            "I'd like {p}, {c}", "{p} for my mom, {c}", "can you get me {p}, {c}",
            "we want {p} for the new place, {c}", "find {p}. {c}.",
        ),
    },
    "sentence": {
        "both": ("I'm looking for {p} and {c}",),
        "dev": ("I need {p}, {c}", "{c}, I'm looking for {p}", "show me {p}. {c}."),
        "held_out": (
            "{c}. What do you have in the way of {p}?", "well, I want {p} but {c}",
            "so {c} and I'd like {p}", "we need {p} for a birthday, {c}", "{p} please, and {c}",
        ),
    },
}

BARE: dict[Of, tuple[str, ...]] = {
    "both": ("{c}",),
    "dev": ("ok {c}", "{c} please"),
    "held_out": ("oh and {c}", "you know what, {c}", "hmm, {c}"),
}
"""Around a price that is said alone."""

THINGS = (
    Thing("hiking boots", 50, 320), Thing("a tent", 90, 600), Thing("some running shoes", 50, 180),
    Thing("a coffee table", 70, 800), Thing("a desk lamp", 15, 200),
    Thing("a rain jacket", 50, 300), Thing("a sofa", 400, 2500), Thing("a yoga mat", 15, 100),
    Thing("headphones", 30, 400), Thing("a dress", 35, 300), Thing("a wool sweater", 35, 250),
    Thing("a carry-on suitcase", 70, 450), Thing("an espresso machine", 90, 1000),
    Thing("jeans", 30, 130), Thing("a dog bed", 25, 170), Thing("a blender", 30, 250),
    Thing("a watch", 60, 450), Thing("white sneakers", 35, 170), Thing("a backpack", 40, 300),
    Thing("a board game", 10, 50), Thing("sunglasses", 15, 170), Thing("a bookcase", 50, 700),
    Thing("a mirror", 25, 350), Thing("a stroller", 110, 650), Thing("curtains", 25, 120),
    Thing("a leather jacket", 90, 500), Thing("a mattress", 250, 1200),
    Thing("a frying pan", 25, 180), Thing("a perfume", 25, 110), Thing("a bicycle", 300, 1900),
    Thing("a winter coat", 100, 450), Thing("a gift for my dad", 20, 150),
    Thing("earbuds", 20, 250), Thing("a ukulele", 40, 250), Thing("a fishing rod", 30, 250),
    Thing("a drone", 80, 900), Thing("something nice", 20, 200),
    Thing("a sewing machine", 90, 600), Thing("a wig", 20, 150), Thing("phone cases", 10, 60),
    Thing("a saddle", 200, 1500), Thing("bed sheets", 30, 170),
)

COUNTED = (
    Thing("size nine boots", 60, 250), Thing("a 27 inch monitor", 120, 600),
    Thing("two mugs", 8, 40), Thing("a tent for four people", 90, 600),
    Thing("a pack of 3 t-shirts", 15, 60), Thing("a bike for my 8 year old", 80, 400),
    Thing("a 65 inch TV", 400, 2000), Thing("a 40 liter backpack", 50, 300),
    Thing("a queen size mattress", 250, 1200), Thing("running shoes in a ten and a half", 50, 180),
    Thing("a 1000 piece puzzle", 10, 40), Thing("a dinner set for six", 55, 270),
    Thing("size 32 jeans", 30, 130), Thing("a 20 pound kettlebell", 20, 80),
    Thing("a headset for the PlayStation 5", 30, 200), Thing("an iPhone 15 case", 10, 60),
    Thing("a 12 inch frying pan", 25, 180), Thing("three yoga blocks", 10, 40),
    Thing("a doll for a five year old", 15, 70), Thing("an 8 by 10 rug", 45, 400),
    Thing("a blender with a 4 star rating", 30, 250), Thing("a pair of 34 by 32 jeans", 30, 130),
    Thing("a 10 cup coffee maker", 30, 250), Thing("a size 14 dress", 35, 300),
    Thing("a set of 6 wine glasses", 12, 70), Thing("a Sony XM5", 100, 450),
    Thing("a 7 in 1 pressure cooker", 60, 250),
)
"""With numbers that are no price."""

NO_PRICE: dict[Of, tuple[str, ...]] = {
    "dev": (
        "size nine hiking boots", "a monitor over 27 inches", "a tent for four people",
        "only ones rated over four stars", "a mattress under 12 inches thick",
        "toys for a kid under five", "a backpack between 40 and 60 liters", "jeans in a 32",
        "show me three more", "what about the XM5", "a jacket good down to 20 degrees",
        "a suitcase under 8 kilos", "a party of around fifty guests needs plates",
        "a gift for my 60 year old father", "headphones with at least 30 hours of battery",
        "compare the first two", "add two of the second one", "a dumbbell of 15 pounds",
        "sunscreen with at least factor 50", "a TV from 55 to 65 inches",
        "boots for a woman in her fifties", "a 1000 piece puzzle",
        "running shoes for a half marathon, around 20 kilometers",
    ),
    "held_out": (
        "do you have these in a ten and a half", "a rug that's at least 8 feet wide",
        "something for six people to sit around", "I want at least four and a half stars",
        "a desk less than 40 inches wide", "puzzles for children over ten",
        "a pan between 10 and 12 inches", "34 by 32 jeans", "I need about twelve of those",
        "a case for the iPhone 15", "a sleeping bag rated to around 30 degrees",
        "a stroller that weighs less than 9 kilos", "I need it in under 3 days",
        "my nephew is turning eight, he likes trains", "earbuds with more than 8 hours of battery",
        "a dress in size 14 to 16", "make it three", "a kettlebell over 20 kilos",
        "sunscreen, SPF 30 to 50", "a 65 inch TV", "a present for a man in his thirties",
        "a jigsaw with up to 500 pieces", "a light bulb of about 60 watts",
        "a sheet set with 400 thread count", "a watch that is waterproof to 50 meters",
        "a carafe of 1.5 liters", "towels, a set of 4", "vitamins for people over 50",
        "a bag for a 15 inch laptop", "a tent I can set up in less than ten minutes",
    ),
}
# fmt: on
