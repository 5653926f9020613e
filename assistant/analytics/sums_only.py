"""Which questions need only sums of measures, by few of what is named of turns and sessions.

Most of what the pages ask is such: a store may answer it from fewer rows (`made.sums`). What may
be summed is what the measures sum, row by row of DAILY and of SESSIONS; the rows it is summed to
are of several kinds, each with other columns left out.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

from assistant.analytics.filters import Filters
from assistant.analytics.measures.measure import How, Ratio, Total
from assistant.analytics.measures.registry import MEASURES
from assistant.analytics.tables import DAILY, SESSIONS, Table

EVERYWHERE: Final = ("day", "tenant", "application")
"""Columns that each kind has."""
_FLOATING: Final = re.compile(r"\b(cost_usd|order_value)\b")


@dataclass(frozen=True, slots=True)
class Kind:
    """Rows that know so much of what is named of turns or sessions."""

    name: str
    table: str
    """What is summed: "daily" or "sessions"."""
    columns: tuple[str, ...]
    """Besides those of every kind."""
    is_small: bool = False
    """A hundredth of the rows: kept in memory."""

    @property
    def hint(self) -> str:
        """What stands behind FROM; a store without such rows reads the table itself."""
        return f"{self.table} /* sums: {self.name} */"


KINDS: Final = (
    Kind("turns", "daily", ("modality", "door", "intent", "tier", "known"), is_small=True),
    Kind("turns_category", "daily", ("category",), is_small=True),
    Kind("sessions", "sessions", ("modality", "door", "intent", "known"), is_small=True),
    Kind("sessions_category", "sessions", ("category",), is_small=True),
    Kind("turns_category_tier", "daily", ("category", "tier")),
    Kind("turns_category_modality", "daily", ("category", "modality", "known")),
    Kind("turns_category_intent", "daily", ("category", "intent")),
    Kind("sessions_category_modality", "sessions", ("category", "modality", "known")),
    Kind("sessions_category_intent", "sessions", ("category", "intent")),
)
"""Of several that know enough for a question, the first has the fewest rows."""
KIND_NAMES: Final[Mapping[str, Kind]] = {kind.name: kind for kind in KINDS}
SUMS_ONLY: Final = KINDS[0].hint
"""In a query, behind FROM, where nothing but sums of `LISTED` is asked."""


def terms(how: How) -> tuple[str, ...] | None:
    """Return the expressions of a row that a measure sums; None where it is no sum."""
    match how:
        case Ratio():
            return how.terms
        case Total(part):
            return (part,)
    return None


def _summed(source: str) -> tuple[str, ...]:
    hows = (measure.sources.get(source) for measure in MEASURES.values())  # type: ignore[call-overload]
    told = (term for how in hows if how is not None for term in terms(how) or ())
    return tuple(dict.fromkeys(told))


_TERMS: Final = {table.name: _summed(table.name) for table in (DAILY, SESSIONS)}
_MARK: Final = blake2b(repr(_TERMS).encode(), digest_size=4).hexdigest()
COUNTS: Final = f"counts_{_MARK}"
AMOUNTS: Final = f"amounts_{_MARK}"
"""Columns: lists of whole sums, and of others. Told apart by what is summed, so that sums of
another definition are never taken for those of this one."""
LISTED: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    table: {
        COUNTS: tuple(term for term in summed if not _FLOATING.search(term)),
        AMOUNTS: tuple(term for term in summed if _FLOATING.search(term)),
    }
    for table, summed in _TERMS.items()
}
"""By table, what each of the two lists has the sums of, in order."""


def summed_in(kind: Kind) -> dict[str, str]:
    """Return where each sum is in rows of a kind, by expression: in a list, or in a column."""
    place = "{}[{}]" if kind.is_small else "{}_{}"
    return {
        term: place.format(name, number)
        for name, terms in LISTED[kind.table].items()
        for number, term in enumerate(terms, 1)
    }


def counted_from(table: Table, part: Filters, keys: Iterable[str], hows: Iterable[How]) -> str:
    """Return what stands behind FROM where sums of a table are asked.

    Args:
        table: Any.
        part: The conditions of the rows.
        keys: What they are grouped by, and further conditions.
        hows: What is counted of them.
    """
    if table.name not in LISTED:
        return table.name
    known = {term for terms_of in LISTED[table.name].values() for term in terms_of}
    for how in hows:
        summed = terms(how)
        if summed is None or any(term not in known for term in summed):
            return table.name
    told = " ".join([part.where(table)[0], *keys])
    named = {name for name in table.names if re.search(rf"\b{name}\b", told)} - {*EVERYWHERE}
    if "client_id" in named:  # asked only whether there is one
        named = named - {"client_id"} | {"known"}
    fits = (kind for kind in KINDS if kind.table == table.name and named <= {*kind.columns})
    found = next(fits, None)
    return table.name if found is None else found.hint
