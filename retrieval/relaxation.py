"""What to give up when nothing fulfils every wish.

A shopper would rather hear "not in suede, but in leather" than "nothing found".
Price bounds, exclusions, the lowest rating and "in stock" are never given up,
and the kind of product only for its department.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations

from retrieval.conditions import Conditions
from retrieval.terms import Field, Term

GIVEN_UP_FIRST = (
    Field.FEATURE,
    Field.SIZE,
    Field.MATERIAL,
    Field.COLOUR,
    Field.AUDIENCE,
    Field.BRAND,
)
"""From the wish that defines the product least. At most 2^6 counts of about 0.5 ms each."""


@dataclass(frozen=True, slots=True)
class Relaxed:
    """The conditions that are left and what they find."""

    conditions: Conditions
    fields: frozenset[Field]
    """Given up; CATEGORY means that its department took its place."""
    total: int


def relax(
    conditions: Conditions,
    department_of: Mapping[str, str],
    count: Callable[[Conditions], int],
) -> Relaxed:
    """Give up as few fields as possible for something to be left.

    Args:
        conditions: every hard constraint of the request.
        department_of: category to department, as in the vocabulary.
        count: how many products fulfil conditions.

    Returns:
        The first that finds anything, in this order: nothing given up; if only the price
        is in the way, nothing given up and a total of 0; one field, the first of
        `GIVEN_UP_FIRST`; two; ...; the category for its department, and so on again. If
        none does: the conditions as they were and a total of 0.
    """
    total = count(conditions)
    if total or (conditions.has_price and count(conditions.at_any_price())):
        return Relaxed(conditions, frozenset(), total)
    for attempt in _attempts(conditions, department_of):
        total = count(attempt.conditions)
        if total:
            return replace(attempt, total=total)
    return Relaxed(conditions, frozenset(), 0)


def dropped_terms(wanted: tuple[Term, ...], fields: frozenset[Field]) -> tuple[Term, ...]:
    """Return the hard terms of `fields`, in the order of the request."""
    return tuple(term for term in wanted if term.hard and term.field in fields)


def _attempts(conditions: Conditions, department_of: Mapping[str, str]) -> Iterator[Relaxed]:
    for given_up in _subsets(conditions):
        if given_up:
            yield Relaxed(conditions.without(given_up), given_up, 0)
    wider = _in_department(conditions, department_of)
    if wider is not None:
        for given_up in _subsets(conditions):
            yield Relaxed(wider.without(given_up), given_up | {Field.CATEGORY}, 0)


def _subsets(conditions: Conditions) -> Iterator[frozenset[Field]]:
    """Smallest first; of one size, those that give up the least defining first."""
    fields = [name for name in GIVEN_UP_FIRST if name in conditions.wanted]
    for size in range(len(fields) + 1):
        for chosen in combinations(fields, size):
            yield frozenset(chosen)


def _in_department(conditions: Conditions, department_of: Mapping[str, str]) -> Conditions | None:
    """Widen the wanted categories to their departments, unless one was asked for as well."""
    categories = conditions.wanted.get(Field.CATEGORY)
    if categories is None:
        return None
    wider = conditions.without(frozenset({Field.CATEGORY}))
    if Field.DEPARTMENT in wider.wanted:
        return wider
    departments = frozenset(department_of[name] for name in categories if name in department_of)
    if not departments:
        return None
    return replace(wider, wanted={**wider.wanted, Field.DEPARTMENT: departments})
