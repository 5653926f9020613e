"""What makes a product good for something: what listings state that speaks for it. Pure.

Only stated facts count: one that is silent is not worse, it "doesn't say".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from agents.measures import most
from retrieval.product import Product


@dataclass(frozen=True, slots=True)
class Purpose:
    """A use with the properties that speak for it, the most telling first."""

    words: str
    traits: tuple[str, ...] = ()
    qualities: tuple[str, ...] = ()
    """Measured qualities of `agents.measures` of which more is better."""


@dataclass(frozen=True, slots=True)
class Suits:
    """Which of several products a stated fact speaks for."""

    places: tuple[int, ...]
    """From 0."""
    trait: str
    denied: tuple[int, ...] = ()
    """Those that state that they have it not; the others are silent."""
    measured: bool = False


_WATER = ("waterproof", "water resistant", "water repellent", "hooded")
_LIGHT = ("lightweight", "packable", "foldable", "compact", "portable", "cordless")
_PURPOSES: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("rain|wet|rainy|puddles|water|river|beach|pool|boat|kayak|shower|storm|mud", _WATER, ()),
    ("winter|cold|snow|ice|freezing|skiing|frost",
     ("insulated", "lined", "fleece lined", "four season", "thermal", "waterproof"), ("warm",)),
    ("summer|hot|heat|warm weather|sun|desert",
     ("breathable", "moisture wicking", "uv protection", "lightweight", "cooling"), ("light",)),
    ("travel|traveling|trips?|flights?|flying|commut\\w+|carrying|backpacking",
     (*_LIGHT, "tsa lock", "wireless"), ("light", "lasting", "small")),
    ("running|jogging|racing|speed|marathon",
     ("lightweight", "breathable", "cushioned"), ("light",)),
    ("hiking|mountains?|trails?|trekking|rough",
     ("waterproof", "ankle support", "grip", "insulated"), ("light",)),
    ("camping|outdoors?|tents?", ("waterproof", "rechargeable", "foldable"), ("lasting", "light")),
    ("kids|children|toddlers?|family|families|a child",
     ("washable", "machine washable", "dishwasher safe", "bpa free", "shatterproof"), ()),
    ("beginners?|starters?|starting|first time|novices?|learning",
     ("beginner friendly", "beginners", "easy to use", "easy to clean", "assembly free"), ()),
    ("office|work|working|calls|meetings|studying|concentrat\\w+",
     ("noise cancelling", "adjustable", "ergonomic", "microphone"), ("quiet",)),
    ("gym|workouts?|sports?|sweat\\w*|exercise",
     ("sweat resistant", "sweatproof", "moisture wicking", "non slip", "water resistant"), ()),
    ("sensitive skin|allerg\\w+|dry skin|sensitive",
     ("fragrance free", "hypoallergenic", "organic", "gentle", "dermatologist tested"), ()),
    ("small (?:room|apartment|kitchen|flat|space)s?|storage",
     ("foldable", "stackable", "compact"), ("small",)),
    ("big (?:family|room|group|dog)s?|large \\w+|groups?|parties|party", ("extendable",), ("big",)),
    ("sleep|sleeping|night|nights", ("blackout", "cooling", "dimmable"), ("quiet",)),
    ("reading", ("dimmable", "adjustable", "backlit"), ("bright",)),
    ("music|movies|sound|bass", ("noise cancelling", "stereo"), ("lasting",)),
    ("long (?:days?|trips?|flights?|use)|all day", ("cushioned", "arch support"), ("lasting",)),
    ("vegans?|animals|environment|planet", ("vegan", "recycled", "organic"), ()),
    ("dishwasher|cleaning", ("dishwasher safe", "washable", "easy to clean"), ()),
    ("induction", ("induction compatible",), ()),
    ("wide feet", ("wide fit",), ()),
)  # fmt: skip
_FOR = re.compile(
    r"\b(?:better|best|good|right|suited|suitable|ideal|made|pick|choose|take|recommend|one|which)"
    r"\b.*?\b(?:for|in|on|at|with|against|as)(?: (?:a|an|the|my|our|some|when|it is))?"
    r" (?P<what>[a-z][a-z ]*?)(?: please| then)*$"
)


def purpose_in(text: str) -> Purpose | None:
    """Return what something is to be good for: "which is better for rain"."""
    said = _FOR.search(text)
    if said is None:
        return None
    what = said["what"].strip()
    for words, traits, qualities in _PURPOSES:
        if re.search(rf"\b(?:{words})\b", what):
            return Purpose(what, traits, qualities)
    return Purpose(what)


def suited(products: Sequence[Product], purpose: Purpose) -> Suits | None:
    """Return the first fact that speaks for some of `products` and not for all.

    The purpose's own word counts too: a listing that speaks of "beginners" is for them.
    """
    own = purpose.words.removeprefix("a ").rstrip("s")
    alike: Suits | None = None
    for trait in (*purpose.traits, own):
        says = [states(p, trait) for p in products]
        places = tuple(i for i, s in enumerate(says) if s)
        if not places or len(trait) < len("rain"):
            continue
        found = Suits(places, trait, tuple(i for i, s in enumerate(says) if s is False))
        if len(places) < len(products):
            return found
        alike = alike or found
    for quality in purpose.qualities:
        best = most(products, quality)
        if best is not None:
            place = next(i for i, p in enumerate(products) if p.id == best.id)
            return Suits((place,), quality, measured=True)
    return alike


def states(product: Product, trait: str) -> bool | None:
    """Say whether a listing states a property, or that it lacks it; None where it is silent."""
    stated = product.attributes.get(trait.replace(" ", "_"))
    if stated in ("yes", "no"):
        return stated == "yes"
    low = trait.casefold()
    texts = (product.title, product.description, *product.features, *product.attributes.values())
    if any(re.search(rf"\b{re.escape(low)}", t.casefold().replace("-", " ")) for t in texts):
        return True
    return None
