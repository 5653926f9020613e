"""Where in the shop a product stands: department, path, and the type as a shopper says it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from retrieval.feeds.plain_text import plain_line
from retrieval.feeds.plurals import plural, singular_noun
from retrieval.feeds.record import Value
from retrieval.feeds.values import read_name, text_of
from retrieval.wordset import wordset

NO_CATEGORY: Final = "other products"
NO_DEPARTMENT: Final = "Other"
"""Of a feed that files nothing anywhere: every product has both."""

TOP_OF_TAXONOMY: Final[Mapping[int, str]] = {
    1: "Animals & Pet Supplies", 166: "Apparel & Accessories", 8: "Arts & Entertainment",
    537: "Baby & Toddler", 111: "Business & Industrial", 141: "Cameras & Optics",
    222: "Electronics", 412: "Food, Beverages & Tobacco", 436: "Furniture", 632: "Hardware",
    469: "Health & Beauty", 536: "Home & Garden", 5181: "Luggage & Bags", 772: "Mature",
    783: "Media", 922: "Office Supplies", 5605: "Religious & Ceremonial", 2092: "Software",
    988: "Sporting Goods", 1239: "Toys & Games", 888: "Vehicles & Parts",
}  # fmt: skip
"""Google's numbers of the 21 tops of its taxonomy; a number further down stays a number."""

_ROOTS: Final = wordset(
    """
    default category, root catalog, root, shop, all, all products, products, catalog, store,
    startseite, sortiment, all categories, homepage, collections, accueil, inicio
    """,
    ",",
)
_PROMOTIONS: Final = wordset(
    """
    collections, promotions, sale, sales, new, new arrivals, what's new, bestsellers, best
    sellers, featured, deals, offers, clearance, gifts, specials, brands, trending
    """,
    ",",
)
"""Shelves that say nothing about what a thing is."""

_PATH_MARK = re.compile(r"\s*(?:>|»|›|/|\||\n|::|→)\s*")
_STRONG_MARK = re.compile(r"\s*(?:>|»|›|::|→|&gt;)\s*")
_SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)+", re.ASCII)
_FOR_WHOM = re.compile(
    r"^(?:(?:wo)?men|ladies|ladie|boy|girl|unisex|gent)(?:['’]s|s['’]|s)?\s+(?=\w{3})", re.I
)
_MENS = re.compile(r"^((?:wo)?men|boy|girl|kid)s(?= )")
_PARENTHESES = re.compile(r"\s*\([^)]*\)")
_EITHER = re.compile(r" (?:&|and|/|\+|,) |, | / |/")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where a product stands."""

    department: str
    """"" if it is not known, as of a bare number further down Google's taxonomy."""
    category: str
    """As a shopper says it, lower case plural; "" as for `department`."""
    path: tuple[str, ...]
    taxonomy_id: int | None = None


def shelf_of(
    category: Value, subcategory: Value = None, taxonomy: Value = None, department: Value = None
) -> Shelf | None:
    """Return where a row's columns file it; None if they are empty.

    Args:
        category: a path in any shape, one name, several of either, or an object.
        subcategory: the narrower type, where that has a column of its own.
        taxonomy: Google's product category, a number or a path.
        department: the top, where that has a column of its own.
    """
    key = (_flat(category), _flat(subcategory), _flat(taxonomy), _flat(department))
    return _shelf(*key) if any(key) else None


@lru_cache(maxsize=20_000)
def _shelf(category: str, subcategory: str, taxonomy: str, department: str) -> Shelf | None:
    taxonomy_id = int(taxonomy) if taxonomy.isdecimal() and len(taxonomy) < 9 else None
    top = TOP_OF_TAXONOMY.get(taxonomy_id or 0, "")
    published = read_path(taxonomy) if taxonomy_id is None else ((top,) if top else ())
    path = read_path(category) or published
    for more in read_path(subcategory):
        if not path or more.casefold() != path[-1].casefold():
            path = (*path, more)
    if department:
        stated = shown_name(plain_line(department))
        if not path or path[0].casefold() != stated.casefold():
            path = (stated, *path)
    if not path:
        return Shelf("", "", (), taxonomy_id) if taxonomy_id else None
    top_name = published[0] if published and len(path) == 1 else path[0]
    return Shelf(top_name, shopper_name(path[-1]) or NO_CATEGORY, path, taxonomy_id)


def _flat(value: Value) -> str:
    """Return a column as text; the parts of a list on a line each."""
    if isinstance(value, list):
        parts = [_flat(each) for each in value]
        return _FLAT_MARK.join(part for part in parts if part)
    return text_of(value) or read_name(value)


_FLAT_MARK = "\x1f"


def read_path(text: str) -> tuple[str, ...]:
    """Return the parts of a category path, the top first; of several paths the best.

    Args:
        text: "A > B > C", "Root/A/B,Root/C", "A|B", one name on a line each, or a slug.
    """
    if not text:
        return ()
    paths = [_split(each) for each in _several(text)]
    best = [path for path in paths if path and path[0].casefold() not in _PROMOTIONS]
    return max(best or [p for p in paths if p], key=len, default=())


def _several(text: str) -> list[str]:
    if _FLAT_MARK in text:
        parts = text.split(_FLAT_MARK)
        # ["Men", "Shoes"] is one path; ["Men > Shoes", "Sale > Shoes"] are two.
        return parts if any(_PATH_MARK.search(part) for part in parts) else [" > ".join(parts)]
    if "," in text and (text.count("/") > 1 or ">" in text):
        first = text.split(",", maxsplit=1)[0]
        if "/" in first or ">" in first:
            return _comma_paths(text)
    return [text]


def _comma_paths(text: str) -> list[str]:
    """Part paths at commas, but not "Food, Beverages & Tobacco > ..." within one."""
    pieces = text.split(",")
    tops = {_PATH_MARK.split(piece.strip())[0] for piece in pieces[:1] if ">" in piece}
    if tops and all(_PATH_MARK.split(piece.strip())[0] in tops for piece in pieces):
        # WooCommerce's "Coffee > Single Origin, Coffee".
        return pieces
    if any(piece.startswith(" ") for piece in pieces[1:]) and text.count(">") < len(pieces):
        return [text]
    return pieces


def _split(text: str) -> tuple[str, ...]:
    mark = _STRONG_MARK if _STRONG_MARK.search(text) else _PATH_MARK
    parts = [shown_name(plain_line(part)) for part in mark.split(text.strip(" >/|\n"))]
    parts = [part for part in parts if part]
    while len(parts) > 1 and parts[0].casefold() in _ROOTS:
        parts.pop(0)
    for number, part in enumerate(parts):
        # Magento lists the shelves of one product on lines: "Gear\nWatches\nCollections\nYoga".
        if number and part.casefold() in _PROMOTIONS:
            return tuple(parts[:number])
    if len(parts) == 1 and parts[0].casefold() in _ROOTS:
        return ()
    return tuple(parts)


def shown_name(name: str) -> str:
    """Return a category's name as it is shown: a slug as words, a small name with capitals."""
    if _SLUG.fullmatch(name):
        name = re.sub(r"[-_]", " ", name) if not name.startswith("t-") else name
        name = _MENS.sub(r"\1's", name)
    if name.islower() or (name.isupper() and len(name) > 4):
        return " ".join(word[:1].upper() + word[1:].lower() for word in name.split())
    return name


def shopper_name(name: str) -> str:
    """Return the product type of a shop's name for a shelf: "Women's Hiking Boot" to "hiking "
    "boots"."""
    name = _PARENTHESES.sub("", name.replace("’", "'")).casefold().strip()
    stripped = _FOR_WHOM.sub("", name)
    return plural(_BLANKS.sub(" ", stripped or name)).strip(" -&/,")


_BLANKS = re.compile(r"\s+")


def narrowed(shelf: Shelf, title: str) -> str:
    """Return the part of a shelf for several types that the title names.

    "hoodies & sweatshirts" is "hoodies" for a "Fleece Hoodie", and "Gravel" below "Bikes" is
    "gravel bikes" for an "Altis Gravel Bike"; without a hint in the title the name stays.
    """
    parts = _EITHER.split(shelf.category)
    if len(parts) < 2:
        return _completed(shelf, title)
    words = {singular_noun(word) for word in _WORD.findall(title.casefold())}
    named = [part for part in parts if part and singular_noun(part.split()[-1]) in words]
    return named[0] if len(named) == 1 else shelf.category


def _completed(shelf: Shelf, title: str) -> str:
    """Return a shelf's name with the noun of the shelf above it, where the title has both."""
    if len(shelf.path) < 2 or " " in shelf.category:
        return shelf.category
    above, own = (_WORD.findall(name.casefold()) for name in shelf.path[-2:])
    if len(own) != 1 or not above:
        return shelf.category
    words = _WORD.findall(title.casefold())
    noun = singular_noun(above[-1])
    both = any(one == own[0] and singular_noun(two) == noun for one, two in pairwise(words))
    return plural(f"{own[0]} {noun}") if both and own[0] != noun else shelf.category
