"""The products that a run keeps, so that it can be judged where its catalog is not."""

from collections.abc import Iterable, Iterator, Sequence

from pydantic import BaseModel

from evals.scenarios.scenario import Scenario
from evals.scenarios.where import Where
from retrieval.product import Product

WHOLE_MOST = 5_000
"""Products; a catalog up to here is kept whole (10 MB). The sample catalog has 2,000."""

MATCHED_MOST = 20_000
"""Products that are kept of a larger catalog because a scenario speaks of them (40 MB)."""


def kept_of(
    every: Sequence[Product], scenarios: Iterable[Scenario]
) -> tuple[tuple[Product, ...], tuple[str, ...]]:
    """Choose what is kept of a catalog.

    Returns:
        The products, and notes for the reader where it is not all of them.
    """
    if len(every) <= WHOLE_MOST:
        return tuple(every), ()
    all_of_them = (where for scenario in scenarios for where in predicates_of(scenario))
    wheres = {where.model_dump_json(): where for where in all_of_them}.values()
    matched = [product for product in every if any(where.holds(product) for where in wheres)]
    note = (
        f"Of the {len(every)} products of the catalog only those are kept that were shown or that "
        f"a scenario speaks of ({min(len(matched), MATCHED_MOST)})."
    )
    if len(matched) > MATCHED_MOST:
        note += f" {len(matched) - MATCHED_MOST} more would match."
    return tuple(matched[:MATCHED_MOST]), (note,)


def predicates_of(part: BaseModel) -> Iterator[Where]:
    """Yield every product predicate of a scenario or of a part of one."""
    if isinstance(part, Where):
        yield part
        return
    for name in type(part).model_fields:
        yield from _within(getattr(part, name))


def _within(value: object) -> Iterator[Where]:
    if isinstance(value, BaseModel):
        yield from predicates_of(value)
    elif isinstance(value, tuple):
        for each in value:
            yield from _within(each)
