"""What the assistant itself says it holds, against the products that it shows."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from evals.measures.values import plain
from evals.runs.record import ProductSeen, TurnSeen
from retrieval.product import Product

Values = Callable[[Product, ProductSeen], tuple[str | None, ...]]

_ALL_OF = frozenset(("feature",))
"""Kinds of which every value must hold; of the others any one."""

_NEVER_BROKEN = frozenset(("price", "rating", "availability"))
"""Kinds that hold even for the nearest to a thing that the catalog does not have at all."""


def _colours(product: Product, card: ProductSeen) -> tuple[str | None, ...]:
    made = (variant.colour for variant in product.variants)
    return (card.colour,) if card.colour else (*product.colours, *made)


def _sizes(product: Product, card: ProductSeen) -> tuple[str | None, ...]:
    return (card.size,) if card.size else product.sizes


def _features(product: Product, card: ProductSeen) -> tuple[str | None, ...]:
    del card
    stated = (
        name.replace("_", " ") for name, value in product.attributes.items() if value == "yes"
    )
    return (*product.features, *product.materials, *stated)


_VALUES: Mapping[str, Values] = {
    "category": lambda product, _card: (product.category,),
    "department": lambda product, _card: (product.department,),
    "brand": lambda product, _card: (product.brand,),
    "colour": _colours,
    "material": lambda product, _card: product.materials,
    "size": _sizes,
    "audience": lambda product, _card: (product.audience,),
    "feature": _features,
}


def broken_wishes(
    turn: TurnSeen, card: ProductSeen, product: Product, known: Callable[[str, str], bool]
) -> tuple[str, ...]:
    """Return the hard wishes of a turn that a product on its screen does not keep, in words.

    What was given up (`relaxed`) is not held any more. Values that no product of the catalog has
    filter nothing by themselves: "purple" in a shop that has nothing purple.

    Args:
        turn: With the constraints that hold after it.
        card: The product as it is shown.
        product: The same in the catalog.
        known: Says whether any product has a value, by kind and plain value.
    """
    given_up = {(str(one.get("field")), plain(str(one.get("value")))) for one in turn.relaxed}
    held: dict[tuple[str, bool], list[Mapping[str, Any]]] = {}
    no_such_thing = any(one.get("kind") == "type" for one in turn.constraints)
    for one in turn.constraints:
        kind = str(one.get("kind"))
        if no_such_thing and kind not in _NEVER_BROKEN and one.get("wanted", True):
            continue
        if one.get("hard", True) and (kind, plain(str(one.get("value")))) not in given_up:
            held.setdefault((kind, bool(one.get("wanted", True))), []).append(one)
    broken: list[str] = []
    for (kind, wanted), ones in held.items():
        broken.extend(_broken(kind, wanted, ones, card, product, known))
    return tuple(broken)


def _broken(
    kind: str,
    wanted: bool,
    ones: Sequence[Mapping[str, Any]],
    card: ProductSeen,
    product: Product,
    known: Callable[[str, str], bool],
) -> tuple[str, ...]:
    values = [one.get("value") for one in ones]
    match kind:
        case "price":
            return tuple(f"price {card.price}" for v in values if not _within(card.price, v))
        case "rating":
            stars = max((_number(v) for v in values), default=Decimal(0))
            low = product.rating is None or Decimal(str(product.rating)) < stars
            return (f"rating {product.rating}",) if wanted and low else ()
        case "availability":
            return () if product.in_stock or not wanted else ("sold out",)
    of = _VALUES.get(kind)
    if of is None:
        return ()
    has = {plain(one) for one in of(product, card) if one}
    asked = [plain(str(value)) for value in values]
    if not wanted:
        return tuple(f"not {kind} {value}" for value in asked if value in has)
    there = [value for value in asked if known(kind, value)]
    if kind in _ALL_OF:
        return tuple(f"{kind} {value}" for value in there if value not in has)
    missing = bool(there) and not has & set(there)
    return (f"{kind} {' or '.join(there)}",) if missing else ()


def values_of(product: Product, kind: str) -> frozenset[str]:
    """Return the plain values that a product has of a kind, whatever its form."""
    bare = ProductSeen(
        id=product.id,
        title=product.title,
        price=product.price,
        currency=product.currency,
        availability=product.availability.value,
        score=0.0,
    )
    of = _VALUES.get(kind)
    return frozenset(plain(one) for one in of(product, bare) if one) if of else frozenset()


def _within(price: Decimal, value: object) -> bool:
    if not isinstance(value, Mapping):
        return True
    low, high = value.get("low"), value.get("high")
    return (low is None or price >= _number(low)) and (high is None or price <= _number(high))


def _number(value: object) -> Decimal:
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return Decimal(0)
