"""What to give up when nothing fulfils every wish, and why just that.

A shopper would rather hear "nothing waterproof in suede" than "nothing found".
Price bounds, exclusions, the lowest rating and "in stock" are never given up,
and the kind of product only for its department.

Each question costs a count, so nothing is asked twice: 7 counts for what a relaxed request
of two to six wishes gives up and why, 27 at most, over 159 random ones. Passing over sets
that hold a known conflict (Reiter 1987) needed 7.4 and 31.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import chain, combinations

from retrieval.conditions import Conditions, storable
from retrieval.query import Relaxation
from retrieval.terms import ALL_OF, Field, Term
from retrieval.vocabulary import Vocabulary

GIVEN_UP_FIRST = (
    Field.FEATURE,
    Field.SIZE,
    Field.MATERIAL,
    Field.COLOUR,
    Field.AUDIENCE,
    Field.BRAND,
)
"""From the wish that defines the product least; of several features the last named first."""

EXACT_UP_TO = 6
"""Of so many wishes the fewest are given up, at the price of at most 2^6 counts. Of more,
one after the other joins those that go together, the most defining first."""

_KINDS = (Field.DEPARTMENT, Field.CATEGORY)


@dataclass(frozen=True, slots=True)
class Relaxed:
    """The conditions that are left and what they find."""

    conditions: Conditions
    relaxations: tuple[Relaxation, ...] = ()
    """In the order of the request."""
    total: int = 0


def relax(
    conditions: Conditions,
    wanted: Sequence[Term],
    vocabulary: Vocabulary,
    count: Callable[[Conditions], int],
) -> Relaxed:
    """Give up as few wishes as possible for something to be left.

    Args:
        conditions: every hard constraint of the request.
        wanted: the wanted terms of the request, in its order.
        vocabulary: what it lacks is not asked of the engine.
        count: how many products fulfil conditions.

    Returns:
        The first that finds anything, in this order: nothing given up; if only the price
        is in the way, nothing given up and a total of 0; one wish, the first by
        `GIVEN_UP_FIRST`; two; ...; the category for its department, and so on again; then
        the same again at any price, with the price among the conditions and a total of 0.
        If none does: the conditions as they were and a total of 0.
    """
    total = count(conditions)
    if total or (conditions.has_price and count(conditions.at_any_price())):
        return Relaxed(conditions, (), total)
    terms = tuple(term for term in dict.fromkeys(wanted) if term.hard)
    wishes = _wishes(conditions, terms)
    known = tuple(wish for wish in wishes if wish.is_known(vocabulary))
    kinds = tuple(
        _Wish(name, conditions.wanted[name]) for name in _KINDS if name in conditions.wanted
    )
    asking = _Asking(conditions, count)
    for scope in _SCOPES if conditions.has_price else _SCOPES[:1]:
        for kept in (kinds, _wider(kinds, vocabulary.department_of)):
            given_up = None if kept is None else _fewest(known, kept, scope, asking)
            if kept is None or given_up is None:
                continue
            left = tuple(wish for wish in known if wish not in given_up)
            dropped = [wish for wish in (*wishes, *kinds) if wish not in (*left, *kept)]
            return Relaxed(
                conditions.wanting(_by_field((*kept, *left))),
                tuple(_reasons(dropped, left, kept, terms, scope, asking)),
                asking.total((*kept, *left), scope) if scope is _Scope.ASKED else 0,
            )
    return Relaxed(conditions)


class _Scope(Enum):
    """Which bounds count when the engine is asked what goes together."""

    ASKED = auto()
    ANY_PRICE = auto()
    TERMS = auto()
    """None of them: neither price nor rating nor stock nor exclusions."""


_SCOPES = (_Scope.ASKED, _Scope.ANY_PRICE)


@dataclass(frozen=True, slots=True)
class _Wish:
    """What can be given up alone: one feature, or all alternatives of another field."""

    field: Field
    values: frozenset[str]

    def is_known(self, vocabulary: Vocabulary) -> bool:
        return not all(vocabulary.lacks(self.field, value) for value in self.values)

    def has(self, term: Term) -> bool:
        return term.field is self.field and storable(term.value) in self.values


class _Asking:
    """Counts what fulfils some wishes together, and nothing twice."""

    def __init__(self, conditions: Conditions, count: Callable[[Conditions], int]) -> None:
        self._count = count
        self._bounds = {
            _Scope.ASKED: conditions,
            _Scope.ANY_PRICE: conditions.at_any_price(),
            _Scope.TERMS: conditions.unbounded(),
        }
        self._totals: dict[tuple[frozenset[_Wish], _Scope], int] = {}

    def total(self, wishes: Iterable[_Wish], scope: _Scope) -> int:
        """Return how many products fulfil all of `wishes` within the bounds of `scope`."""
        together = frozenset(wishes)
        key = together, scope
        if key not in self._totals:
            self._totals[key] = self._count(self._bounds[scope].wanting(_by_field(together)))
        return self._totals[key]

    def conflict(
        self, among: Sequence[_Wish], always: Sequence[_Wish], scope: _Scope
    ) -> tuple[_Wish, ...]:
        """Return those `among` that nothing fulfils together with `always`, none in vain.

        Of several such sets, the one that does without the first.
        """
        rest = tuple(among)
        for wish in among:
            fewer = tuple(other for other in rest if other != wish)
            if not self.total((*always, *fewer), scope):
                rest = fewer
        return rest


def _fewest(
    wishes: tuple[_Wish, ...], kept: Sequence[_Wish], scope: _Scope, asking: _Asking
) -> tuple[_Wish, ...] | None:
    """Return the fewest wishes without which something is left; None if nothing ever is."""
    if not asking.total(kept, scope):
        return None
    if len(wishes) > EXACT_UP_TO:
        return _some(wishes, kept, scope, asking)
    for given_up in _subsets(wishes):
        left = (wish for wish in wishes if wish not in given_up)
        if asking.total((*kept, *left), scope):
            return given_up
    return wishes


def _some(
    wishes: tuple[_Wish, ...], kept: Sequence[_Wish], scope: _Scope, asking: _Asking
) -> tuple[_Wish, ...]:
    together: list[_Wish] = []
    for wish in reversed(wishes):
        if asking.total((*kept, *together, wish), scope):
            together.append(wish)
    return tuple(wish for wish in wishes if wish not in together)


def _reasons(
    dropped: Sequence[_Wish],
    left: Sequence[_Wish],
    kept: Sequence[_Wish],
    terms: Sequence[Term],
    scope: _Scope,
    asking: _Asking,
) -> Iterator[Relaxation]:
    """Yield each term that was given up with what was kept and excludes it."""
    why: dict[_Wish, tuple[tuple[_Wish, ...], bool]] = {}
    for wish in dropped:
        if not asking.total((wish,), _Scope.TERMS):
            why[wish] = (), False
            continue
        bounded = bool(asking.total((wish, *left, *kept), _Scope.TERMS))
        within = scope if bounded else _Scope.TERMS
        # The kind of product comes last, so that it stays: "no boots in suede".
        why[wish] = asking.conflict((*left, *kept), (wish,), within), bounded
    for term in terms:
        found = next((each for each in dropped if each.has(term)), None)
        if found is not None:
            others, bounded = why[found]
            reason = (Term(each.field, value) for each in others for value in sorted(each.values))
            yield Relaxation(term, tuple(reason), bounded)


def _wishes(conditions: Conditions, terms: Sequence[Term]) -> tuple[_Wish, ...]:
    """Return what may be given up, in the order in which it is."""
    wishes: list[_Wish] = []
    for name in GIVEN_UP_FIRST:
        if name not in conditions.wanted:
            continue
        if name in ALL_OF:
            named = (storable(term.value) for term in reversed(terms) if term.field is name)
            wishes += (_Wish(name, frozenset({value})) for value in dict.fromkeys(named))
        else:
            wishes.append(_Wish(name, conditions.wanted[name]))
    return tuple(wishes)


def _subsets(wishes: tuple[_Wish, ...]) -> Iterator[tuple[_Wish, ...]]:
    """Smallest first; of one size, those that give up the least defining first."""
    return chain.from_iterable(combinations(wishes, size) for size in range(len(wishes) + 1))


def _by_field(wishes: Iterable[_Wish]) -> dict[Field, frozenset[str]]:
    wanted: dict[Field, frozenset[str]] = {}
    for wish in wishes:
        wanted[wish.field] = wanted.get(wish.field, frozenset()) | wish.values
    return wanted


def _wider(kinds: Sequence[_Wish], department_of: Mapping[str, str]) -> tuple[_Wish, ...] | None:
    """Widen the wanted categories to their departments, unless one was asked for as well."""
    fields = {kind.field: kind for kind in kinds}
    category = fields.get(Field.CATEGORY)
    if category is None:
        return None
    if Field.DEPARTMENT in fields:
        return (fields[Field.DEPARTMENT],)
    departments = frozenset(
        department_of[name] for name in category.values if name in department_of
    )
    return (_Wish(Field.DEPARTMENT, departments),) if departments else None
