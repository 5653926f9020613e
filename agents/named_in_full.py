"""One product called by its brand and more of its title: "the Tarnholm Scree boot". Pure.

Filters hold a brand and a kind of thing; the rest of a name is only text to a search, which
ranks the product first and shows the brand's others below it.
"""

from collections.abc import Sequence

from agents.acts import Act
from agents.constraints import Kind, Set
from agents.reading import Reading
from agents.search_text import stems_of
from retrieval.query import Candidate

_WISHES = frozenset({Act.FIND, Act.REFINE})


def named_in_full(reading: Reading, found: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Return those of `found` whose titles have every word said beside a brand.

    Args:
        reading: One wish.
        found: What its search brought.

    Returns:
        All of `found` where no brand is named or the words tell none apart.
    """
    brand = any(
        isinstance(e, Set)
        and e.constraint.kind is Kind.BRAND
        and e.constraint.wanted
        and e.constraint.known
        for e in reading.edits
    )
    said = stems_of(reading.text or "")
    if reading.act not in _WISHES or not brand or not said:
        return tuple(found)
    called = tuple(c for c in found if said <= stems_of(c.product.title))
    return called or tuple(found)
