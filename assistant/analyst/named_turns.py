"""Finding those of some named turns, such as a cluster's, that a question wants."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from assistant.analyst.turns_query import After, Wanted, turns_of
from assistant.analytics.filters import Filters
from assistant.analytics.store import Cell, Store

AT_ONCE: Final = 2_000
"""Turns that one question names."""


def every_turn_of(
    store: Store, filters: Filters, wanted: Wanted, members: Sequence[tuple[date, str]]
) -> Iterator[list[tuple[Cell, ...]]]:
    """Yield those of some turns that are wanted, as `every_turn`.

    Args:
        store: Where from.
        filters: Which part of the log.
        wanted: What else they must be.
        members: Day and query_id of each, newest first.
    """
    for within, named in _by_piece(filters, wanted, members):
        yield turns_of(store, within, named, len(named.query_ids or ()), None)


def turns_among(
    store: Store,
    filters: Filters,
    wanted: Wanted,
    members: Sequence[tuple[date, str]],
    page: tuple[int, After | None],
) -> list[tuple[Cell, ...]]:
    """Return those of some turns that are wanted, as `turns_of`.

    Args:
        store: Where from.
        filters: Which part of the log.
        wanted: What else they must be.
        members: Day and query_id of each, newest first.
        page: How many at most, and behind which.
    """
    limit, after = page
    found: list[tuple[Cell, ...]] = []
    for within, named in _by_piece(filters, wanted, members):
        if len(found) == limit:
            break
        found += turns_of(store, within, named, limit - len(found), after)
    return found


def _by_piece(
    filters: Filters, wanted: Wanted, members: Sequence[tuple[date, str]]
) -> Iterator[tuple[Filters, Wanted]]:
    """Yield what asks for some of the turns each: days beside theirs need not be looked through."""
    for start in range(0, len(members), AT_ONCE):
        some = members[start : start + AT_ONCE]
        first, last = max(filters.first, some[-1][0]), min(filters.last, some[0][0])
        named = replace(wanted, query_ids=[query_id for _, query_id in some])
        yield replace(filters, first=first, last=last), named
