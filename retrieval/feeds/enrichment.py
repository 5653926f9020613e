"""What a product gains on its way: attributes that its text states, and flags.

Nothing that the feed states is overwritten; what is added is named in
`Product.derived`.
"""

import re
from collections.abc import Sequence
from typing import Any, Final

from retrieval.feeds.derive_audience import derive_audience, derive_size
from retrieval.feeds.derive_colours import derive_colours
from retrieval.feeds.derive_materials import derive_materials
from retrieval.feeds.suspect_text import is_suspect
from retrieval.product import Flag, Variant
from retrieval.wordset import wordset

STUFFED_WORDS: Final = 25
"""In a title: Google allows 150 characters, about this many words; more is keywords."""
SHOUTED: Final = 0.9
"""Share of capitals among the letters of a title that shouts."""
_SHOUTED_LETTERS: Final = 25
"""Shorter titles may be a model's name: "LG OLED65C3PUA"."""
_REPEATED: Final = 4
"""Times the same word in a title."""


_GROWN: Final = frozenset(("women", "men", "adults"))
_NO_MATERIALS: Final = wordset(
    """
    makeup cosmetics skincare fragrance fragrances perfume perfumes parfum lipsticks shampoos
    conditioners food foods beverages wine wines beer beers spirits books ebooks music movies films
    """
)
"""Shelves where "velvet" and "silk" are what a name promises, not what a thing is made of."""
_YOUNG: Final = frozenset(("kids", "baby"))


def enrich(stated: dict[str, Any], tags: tuple[str, ...], shows: bool = True) -> None:
    """Fill what a product's fields lack, in place, and flag it.

    Args:
        stated: fields of a `Product`; "variants" as `Variant`s.
        tags: words that the shop files it under.
        shows: whether the feed has pictures or descriptions at all, so that lacking both is poor.
    """
    derived: list[str] = []
    title, description = stated["title"], stated.get("description", "")
    brand = stated.get("brand")
    shelves = (*stated.get("category_path", ()), stated["category"])
    if not stated.get("colours") and not any(v.colour for v in stated.get("variants", ())):
        # A description of several forms often tells the colour of the pictured one.
        variants: Sequence[Variant] = stated.get("variants") or ()
        one_form = description if len(variants) < 2 else ""
        if colours := derive_colours(title, one_form, shelves, brand):
            stated["colours"] = colours
            derived.append("colours")
    poetic = not _NO_MATERIALS.isdisjoint(" ".join(shelves).casefold().split())
    if (
        not stated.get("materials")
        and not poetic
        and (materials := derive_materials(title, description, brand))
    ):
        stated["materials"] = materials
        derived.append("materials")
    audience = stated.get("audience")
    if not audience or audience in _GROWN:
        read = derive_audience(title, shelves) or (not audience and derive_audience("", tags))
        # "F" beside "Kids Backpack" tells a girl, not a woman.
        if read and (not audience or read in _YOUNG):
            stated["audience"] = read
            derived.append("audience")
    if not stated.get("variants") and (size := derive_size(title)):
        stated["variants"] = (_only_variant(stated, size),)
        derived.append("variants")
    if derived:
        stated["derived"] = tuple(derived)
    _flag(stated, title, description, shows)


_CAPITAL = re.compile(r"[A-ZÀ-ÖØ-Þ]")


def _only_variant(stated: dict[str, Any], size: str) -> Variant:
    colours: tuple[str, ...] = stated.get("colours") or ()
    return Variant(
        id=stated["id"],
        price=stated["price"],
        list_price=stated.get("list_price"),
        stock=stated.get("stock"),
        availability=stated["availability"],
        size=size,
        colour=colours[0] if len(colours) == 1 else None,
        gtin=stated.get("gtin"),
    )


def _flag(stated: dict[str, Any], title: str, description: str, shows: bool) -> None:
    flags = list(stated.get("flags", ()))
    facts = " . ".join(stated.get("attributes", {}).values())
    if is_suspect(title, description, facts):
        flags.append(Flag.SUSPECT_TEXT)
    if is_low_quality(title, description, bool(stated.get("images")) or not shows):
        flags.append(Flag.LOW_QUALITY)
    if flags:
        stated["flags"] = tuple(dict.fromkeys(flags))


def is_low_quality(title: str, description: str, has_image: bool) -> bool:
    """Say whether an entry is too poor to be shown first: conservative, whole signs only."""
    if not has_image and not description:
        return True
    words = title.casefold().split()
    if len(words) > STUFFED_WORDS:
        return True
    if len(words) > _REPEATED:
        long = [word for word in words if len(word) > 3]
        if any(long.count(word) >= _REPEATED for word in set(long)):
            return True
    capitals = len(_CAPITAL.findall(title))
    if capitals < _SHOUTED_LETTERS * SHOUTED:
        return False
    letters = sum(map(str.isalpha, title))
    return letters >= _SHOUTED_LETTERS and capitals >= SHOUTED * letters
