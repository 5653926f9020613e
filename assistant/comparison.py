"""Products side by side, as a table: every fact that one of them states. Pure."""

from collections.abc import Callable, Sequence
from typing import Any

from agents.offers import sizes_in_stock
from agents.reply.money import cost_of
from retrieval.product import Product

_STATED: dict[str, Callable[[Product], str]] = {
    "price": lambda p: str(cost_of(p)),
    "rating": lambda p: f"{p.rating:g} ({p.rating_count})" if p.rating is not None else "",
    "brand": lambda p: p.brand or "",
    "availability": lambda p: p.availability.value.replace("_", " "),
    "colors": lambda p: ", ".join(p.colours),
    "sizes in stock": lambda p: ", ".join(sizes_in_stock(p, None)),
    "materials": lambda p: ", ".join(p.materials),
    "for": lambda p: p.audience or "",
    "features": lambda p: ", ".join(p.features),
}


def rows_of(products: Sequence[Product]) -> list[dict[str, Any]]:
    """Return the rows of a table: {"name", "values", "differs"}.

    A value is null where a product does not state it, and a row is left out where none does.
    """
    rows = [_row(name, [of(p) for p in products]) for name, of in _STATED.items()]
    names = dict.fromkeys(name for p in products for name in p.attributes)
    rows += [
        _row(name.replace("_", " "), [p.attributes.get(name, "") for p in products])
        for name in names
    ]
    return [row for row in rows if any(row["values"])]


def _row(name: str, values: Sequence[str]) -> dict[str, Any]:
    return {
        "name": name,
        "values": [value or None for value in values],
        "differs": len(set(values)) > 1,
    }
