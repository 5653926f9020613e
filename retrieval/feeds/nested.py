"""Fields within fields: "offers.price", and the first of a list of offers."""

from collections.abc import Callable, Mapping

from retrieval.feeds.record import Value

Walk = Callable[[Mapping[str, Value]], Value]
"""From an entry to what one of its columns holds; None if nothing."""


def walker(column: str) -> Walk:
    """Return what reads `column`, a name or a path with dots, from an entry."""
    if "." not in column:
        return lambda values: values.get(column)
    steps = tuple(column.split("."))

    def walk(values: Mapping[str, Value]) -> Value:
        if column in values:
            return values[column]
        here: Value = dict(values)
        for step in steps:
            if isinstance(here, list):
                here = here[0] if here else None
            if not isinstance(here, Mapping):
                return None
            here = here.get(step)
        return here

    return walk
