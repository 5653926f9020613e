"""The words of `evals.repair_forms`: what is wanted, edit terms, and lines written by hand.

Data only; "dev", "held_out" and "both" as in `evals.price_phrases`. Values are those of the
sample catalog.
"""

from dataclasses import dataclass

from evals.price_phrases import Of

Said = tuple[str, str]
"""As it is said, and as the catalog has it."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Kinds of thing that may be wanted in the same words."""

    things: tuple[str, ...]
    materials: tuple[str, ...]
    features: tuple[str, ...]
    brands: tuple[str, ...]
    sizes: tuple[Said, ...]
    people: tuple[str, ...]
    prices: tuple[int, ...]


# fmt: off
COLOURS = ("black", "navy", "red", "blue", "green", "white", "brown", "gray", "pink", "beige")
SHELVES = (
    Shelf(
        ("hiking boots", "ankle boots", "sneakers", "loafers", "running shoes", "sandals"),
        ("leather", "suede", "mesh", "canvas"), ("waterproof", "vegan"),
        ("Fleetwick", "Rokanda", "Cairnsley", "Wayfold"),
        (("nine", "9"), ("ten", "10"), ("8", "8"), ("eleven", "11"), ("seven", "7")),
        ("men", "women", "kids"), (50, 60, 80, 90, 120, 150),
    ),
    Shelf(
        ("sweaters", "shirts", "hoodies", "pajamas", "cardigans", "blazers"),
        ("wool", "cotton", "linen", "polyester"), ("machine washable",),
        ("Lindenrow", "Plainsong", "Braddock Mill", "Anselma"),
        (("small", "S"), ("medium", "M"), ("large", "L"), ("XL", "XL")),
        ("men", "women"), (40, 50, 60, 75, 80, 100),
    ),
    Shelf(
        ("rain jackets", "puffer jackets", "fleece jackets", "winter coats"),
        ("nylon", "polyester", "wool"), ("waterproof", "insulated"),
        ("Cairnsley", "Wayfold", "Lindenrow", "Inverlaine"),
        (("small", "S"), ("medium", "M"), ("large", "L"), ("XL", "XL")),
        ("men", "women"), (90, 100, 150, 200, 250),
    ),
    Shelf(
        ("coffee tables", "desks", "bookcases", "dining chairs", "mirrors"),
        ("oak", "walnut", "glass", "steel"), (), ("Tavolund", "Norrvik", "Stenhage"), (), (),
        (100, 150, 200, 300, 400, 500),
    ),
    Shelf(
        ("tents", "sleeping bags", "hiking backpacks", "sleeping pads"),
        ("nylon", "polyester"), ("waterproof",), ("Cairnsley", "Wayfold"), (), (),
        (60, 80, 100, 150, 200, 300),
    ),
    Shelf(
        ("duvet covers", "sheet sets"), ("cotton", "linen", "microfiber", "flannel"), (),
        ("Tavolund", "Norrvik"), (("queen", "queen"), ("king", "king"), ("twin", "twin")), (),
        (40, 50, 70, 100),
    ),
    Shelf(
        ("handbags", "wallets", "belts"), ("leather", "canvas", "nylon"), (),
        ("Ludomira", "Braddock Mill"), (), ("men", "women"), (40, 50, 60, 80, 100),
    ),
)
LEADS: dict[Of, tuple[str, ...]] = {
    "both": ("", "show me"),
    "dev": ("I'm looking for", "do you have", "I need some", "can I see", "find me", "I want"),
    "held_out": (
        "I'd like some", "have you got", "let's see", "could you find", "I'm after", "we need",
        "um, give me", "what do you have in",
    ),
}
TERMS: dict[Of, tuple[str, ...]] = {
    "both": ("no wait", "I mean", "sorry", "no", "actually", "or rather"),
    "dev": ("wait no", "oops, I meant", "no sorry", "hmm no", "well no", "no I mean"),
    "held_out": (
        "uh no", "sorry, I meant", "er, no", "hmm, I mean", "no no", "actually no", "oh wait",
        "wait, I mean", "um, rather", "sorry, no", "no, hold on",
    ),
}
"""Before anything that takes the place of something."""
MAKE: dict[Of, tuple[str, ...]] = {
    "both": ("make that", "no, make that"),
    "dev": ("make it", "let's make that", "scratch that,"),
    "held_out": ("or better", "let's say", "actually make that", "scratch that, make it"),
}
"""Before a value alone."""
ASKS: dict[Of, tuple[str, ...]] = {
    "both": ("is {r} waterproof", "tell me more about {r}"),
    "dev": ("how much is {r}", "add {r} to my cart", "I like {r}"),
    "held_out": ("what does {r} weigh", "put {r} in the cart", "what colors does {r} come in"),
}
ORDINALS = ("first", "second", "third", "fourth")
# fmt: on
