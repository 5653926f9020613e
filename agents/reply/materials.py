"""How materials are said: "it's made of wool", "it's made of synthetic material"."""

from collections.abc import Sequence

from agents.reply.names import listed

_ADJECTIVES = ("synthetic", "artificial", "recycled", "vegan", "natural", "organic", "mixed")
"""Materials that catalogs name by a property: "made of synthetic" is not said."""

_OTHER_WORDS = ("down", "crystal", "ash", "paper", "glass")
"""Materials that mean something else after "is", or sound it."""


def made_of(materials: Sequence[str]) -> str:
    """Return "made of leather and wool", at most three of them."""
    return f"made of {listed([_noun(m) for m in materials[:3]])}"


def is_said(material: str) -> str:
    """Return what follows "the first is": "leather", but "made of synthetic material"."""
    awkward = material.casefold() in (*_ADJECTIVES, *_OTHER_WORDS)
    return made_of([material]) if awkward else material


def _noun(material: str) -> str:
    return f"{material} material" if material.casefold() in _ADJECTIVES else material
