"""Logged constraints as wishes, which is how scenarios say them."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from agents.constraints import Kind
from evals.scenarios.expectations import Wish
from evals.scenarios.where import Bounds

_SAME_NAME = {
    Kind.CATEGORY: "category",
    Kind.BRAND: "brand",
    Kind.COLOUR: "colour",
    Kind.MATERIAL: "material",
    Kind.AUDIENCE: "audience",
    Kind.SIZE: "size",
    Kind.FEATURE: "feature",
    Kind.TYPE: "type",
}


def wishes_of(constraints: Sequence[Mapping[str, Any]]) -> tuple[Wish, ...] | None:
    """Return constraints of the intent log as wishes; None where one cannot be said as one."""
    wishes = [_wish(constraint) for constraint in constraints]
    if any(wish is None for wish in wishes):
        return None
    return tuple(wish for wish in wishes if wish is not None)


def _wish(constraint: Mapping[str, Any]) -> Wish | None:
    kind, value = Kind(constraint["kind"]), constraint["value"]
    given: dict[str, Any]
    if kind in _SAME_NAME:
        given = {_SAME_NAME[kind]: str(value)}
    elif kind is Kind.PRICE and isinstance(value, Mapping):
        low, high = value.get("low"), value.get("high")
        if low is None and high is None:
            return None
        given = {"price": Bounds(at_least=_amount(low), at_most=_amount(high))}
    elif kind is Kind.RATING:
        given = {"rating_at_least": float(value)}
    elif kind is Kind.AVAILABILITY:
        given = {"in_stock": True}
    else:
        return None
    if not constraint.get("wanted", True):
        return Wish.model_validate({"not": given})
    return Wish(**given, soft=not constraint.get("hard", True))


def _amount(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))
