"""Second thoughts about what was just put into the cart: "make it three", "actually in brown".

Pure. Understanding reads such lines as refinements, choices or nothing it knows,
since it does not look at the cart; here they are read once more, beside the line
that was added last. Whatever could as well be a new wish is left to be one.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from agents.acts import Act
from agents.constraints import Drop, Kind, Set
from agents.offers import match_colour
from agents.reading import Reading
from agents.sizes import match_size, said_as
from retrieval.product import Product

WORDS_MOST = 9
"""Longer than "no sorry, can you make that two of them please" is a wish of its own."""


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be different about a line of the cart; None stays as it is."""

    size: str | None = None
    colour: str | None = None
    quantity: int | None = None
    """Pieces of the line in all."""


_MARKED = re.compile(
    r"\b(?:make (?:it|that|this|them|those)|actually|instead|rather|chang(?:e|ed)|switch|swap|"
    r"i mean|i meant|sorry|wait|no)\b"
)
_IN_ADDITION = re.compile(r"\b(?:more|another|also|too|extra|as well|other|else)\b")
_LOOKS = re.compile(r"\b(?:show|find|search|look|see|have you|do you|is there|are there)\b")
_PIECES = re.compile(
    r"(?:\b(?:make (?:it|that|this|them)|just|only|i'?ll take|i'?ll have|i want|i need)"
    r"(?: just| only)? (\d{1,2})\b(?! ?\d)"
    r"|\b(\d{1,2}) (?:of (?:them|those|these|it|that)|pieces|pairs|please|actually|instead)\b"
    r"|^(?:no |actually |sorry |wait |or |rather |i (?:mean|meant|said) |oh )*(\d{1,2})$)"
)
_A_FORM = re.compile(r"\b(?:an?|the|size|in an?|in) ([\w.]+)")
_FORMS = (Kind.SIZE, Kind.COLOUR)
_LOOSE_ACTS = frozenset({Act.UNCLEAR, Act.OUT_OF_SCOPE, Act.INSPIRE, Act.SELECT, Act.CART_ADD})


def change_of(reading: Reading, product: Product) -> Change | None:
    """Return how `reading` changes the line of `product` that was added last.

    Args:
        reading: What was said right after the addition.
        product: What was added.

    Returns:
        None where it is no correction: something further, or another wish.
    """
    words = _plain(reading.words)
    if _IN_ADDITION.search(words) or len(words.split()) > WORDS_MOST:
        return None
    marked = bool(_MARKED.search(words))
    if reading.act is Act.REFINE:
        return _reformed(reading, product, words, marked)
    if reading.act not in _LOOSE_ACTS or _LOOKS.search(words):
        return None
    form = _form(reading)
    if any(not r.deictic for r in reading.references) and form is None:
        return None
    size, colour = form or (None, None)
    size = size or _bare_size(words, product)
    pieces = None if size else _pieces(words)
    if reading.act is Act.CART_ADD and not marked:
        return None
    if reading.act is Act.SELECT and not (marked or pieces):
        return None
    change = Change(size, colour, reading.quantity or pieces)
    return change if change != Change() else None


def _reformed(reading: Reading, product: Product, words: str, marked: bool) -> Change | None:
    """Return a change of size or colour that was read as a refinement of the search."""
    sets = [e for e in reading.edits if isinstance(e, Set)]
    rest = [e for e in reading.edits if not isinstance(e, Set | Drop)]
    wanted = {e.constraint.kind: str(e.constraint.value) for e in sets if e.constraint.wanted}
    if rest or len(wanted) != len(sets) or not wanted or not set(wanted) <= set(_FORMS):
        return None
    size, colour = wanted.get(Kind.SIZE), wanted.get(Kind.COLOUR)
    if not marked:
        made = (
            product.variants
            and (not size or match_size(size, product.sizes))
            and (not colour or match_colour(product, colour))
        )
        if _LOOKS.search(words) or not made:
            return None
    return Change(size, colour, _pieces(words))


def _form(reading: Reading) -> tuple[str | None, str | None] | None:
    """Return the size and colour that a reading names; None if it names neither."""
    size, colour = reading.size, reading.colour
    for reference in reading.references:
        kinds = {kind for kind, _ in reference.descriptors}
        if reference.ordinal is not None or not kinds <= set(_FORMS):
            return None
        size = size or _first(v for k, v in reference.descriptors if k is Kind.SIZE)
        colour = colour or _first(v for k, v in reference.descriptors if k is Kind.COLOUR)
    return (size, colour) if size or colour else None


def _bare_size(words: str, product: Product) -> str | None:
    """Return the size named by "the 9 instead", "make it a medium", or "9" where 9 is one."""
    named = [match_size(w, product.sizes) for w in _A_FORM.findall(words)]
    counted = _PIECES.search(words)
    if counted:
        named.append(match_size(next(g for g in counted.groups() if g), product.sizes))
    elif not any(named):
        named += [match_size(w, product.sizes) for w in words.split() if w not in _NOT_SIZES]
    return _first(size for size in named if size)


def form_in(words: str, product: Product) -> Change:
    """Return the size and colour of `product` that words name, however short they are."""
    said = _plain(words)
    colours = (match_colour(product, word) for word in said.split())
    size = _bare_size(said, product)
    if size is None:
        # "Medium" is an m, which by itself may be what is left of "I'm".
        whole = (w for w in re.findall(r"[a-z]{4,}", words.lower()))
        size = _first(s for w in whole if (s := match_size(w, product.sizes)))
    return Change(size, _first(c for c in colours if c))


_NOT_SIZES = frozenset({"a", "an", "the", "it", "in", "no", "one", "s", "i", "m"})
"""Words that a catalog may also spell a size with: "it's" leaves an "s"."""


def pieces_named(words: str) -> int | None:
    """Return how many pieces "make it two", "just one" or "three of them" mean."""
    return _pieces(_plain(words))


def looks_further(words: str) -> bool:
    """Say whether words ask to be shown something, rather than change something."""
    return bool(_LOOKS.search(words.lower()))


def _plain(words: str) -> str:
    return " ".join(re.sub(r"[,.!?;]", " ", said_as(words)).split())


def _pieces(words: str) -> int | None:
    found = _PIECES.search(words)
    number = int(next(g for g in found.groups() if g)) if found else 0
    return number or None


def _first(values: Iterable[str]) -> str | None:
    return next(iter(values), None)
