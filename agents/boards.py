"""Boards: named lists of products that a shopper saves. Pure.

They live in the dialogue's state; for a shopper who is known `assistant` keeps them from one
conversation to the next. Ids only: titles and prices are looked up when a board is shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

UNNAMED = "saved"
"""The board of those who name none."""
BOARDS_MOST = 30
ITEMS_MOST = 200
"""On one board; the oldest leaves first, as a state must stay small."""


@dataclass(frozen=True, slots=True)
class Saved:
    """One thing on a board."""

    product_id: str
    variant_id: str | None = None


@dataclass(frozen=True, slots=True)
class Board:
    """A named list, in the order in which things were saved."""

    name: str
    items: tuple[Saved, ...] = ()

    @property
    def product_ids(self) -> tuple[str, ...]:
        """The products on it, none twice."""
        return tuple(dict.fromkeys(item.product_id for item in self.items))


def find(boards: Sequence[Board], name: str) -> Board | None:
    """Return the board called so: exactly, or else the only one that has all the words."""
    wanted = _plain(name)
    exact = next((b for b in boards if _plain(b.name) == wanted), None)
    if exact:
        return exact
    near = [b for b in boards if set(wanted.split()) <= set(_plain(b.name).split())]
    return near[0] if len(near) == 1 else None


def meant(boards: Sequence[Board], name: str | None, last: str | None) -> Board | None:
    """Return the board that is meant: the one named, or the last one used, or the only one.

    Args:
        boards: All of them.
        name: As said; None for "my board".
        last: Name of the one used last.
    """
    if name is not None:
        return find(boards, name)
    if last is not None and (used := find(boards, last)):
        return used
    return boards[0] if len(boards) == 1 else None


def saved(boards: Sequence[Board], name: str, items: Sequence[Saved]) -> tuple[Board, ...]:
    """Return the boards with `items` on the one called `name`, which is made if there is none.

    What is on it already moves to its end: there is never a second line of it.
    """
    there = find(boards, name) or Board(name)
    ids = {item.product_id for item in items}
    kept = tuple(item for item in there.items if item.product_id not in ids)
    fuller = replace(there, items=(*kept, *items)[-ITEMS_MOST:])
    if any(b.name == there.name for b in boards):
        return tuple(fuller if b.name == there.name else b for b in boards)
    return (*boards, fuller)[-BOARDS_MOST:]


def taken_off(boards: Sequence[Board], name: str, product_ids: Sequence[str]) -> tuple[Board, ...]:
    """Return the boards with these products off the one called `name`."""
    return tuple(
        replace(b, items=tuple(i for i in b.items if i.product_id not in product_ids))
        if b.name == name
        else b
        for b in boards
    )


def holding(boards: Sequence[Board], product_id: str) -> Board | None:
    """Return the latest board that a product is on."""
    return next((b for b in reversed(boards) if product_id in b.product_ids), None)


def spoken_name(name: str) -> str:
    """Return the name with its noun: "your camping board", "your wish list"."""
    plain = _plain(name)
    if plain == UNNAMED:
        return "your board"
    if plain.endswith((" list", "list", "favorites", "collection", " board")):
        return f"your {name}"
    return f"your {name} board"


def _plain(name: str) -> str:
    words = name.casefold().replace("-", " ").split()
    plain = " ".join(words).replace("wishlist", "wish list").replace("favourites", "favorites")
    return plain.removesuffix(" board")
