"""The cart: what is in it, and what adding and removing come to. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from agents.state import CartItem
from agents.turn import CartLine
from retrieval.product import Product

Look = Callable[[str], Product | None]
"""Finds a product by its id."""


def added(items: Sequence[CartItem], new: CartItem) -> tuple[CartItem, ...]:
    """Return the cart with `new` in it; the same variant is one line with more pieces."""
    for place, item in enumerate(items):
        if (item.product_id, item.variant_id) == (new.product_id, new.variant_id):
            more = replace(item, quantity=item.quantity + new.quantity, price=new.price)
            return (*items[:place], more, *items[place + 1 :])
    return (*items, new)


def moved(items: Sequence[CartItem], old: CartItem, new: CartItem) -> tuple[CartItem, ...]:
    """Return the cart with `old.quantity` pieces of `old` replaced by `new`, in its place.

    Pieces of the new variant that are there already join it: there is never a second line.
    """
    key = (new.product_id, new.variant_id)
    changed: list[CartItem] = []
    for item in items:
        if (item.product_id, item.variant_id) == (old.product_id, old.variant_id):
            if item.quantity > old.quantity:
                changed.append(replace(item, quantity=item.quantity - old.quantity))
            changed.append(new)
        else:
            changed.append(item)
    joined: dict[tuple[str, str | None], CartItem] = {}
    for item in changed:
        place = (item.product_id, item.variant_id)
        there = joined[place].quantity if place == key and place in joined else 0
        joined[place] = replace(item, quantity=item.quantity + there)
    return tuple(joined.values())


def removed(
    items: Sequence[CartItem], product_ids: Sequence[str], quantity: int | None = None
) -> tuple[CartItem, ...]:
    """Return the cart without these products, or with `quantity` pieces fewer of each."""
    kept = []
    for item in items:
        if item.product_id not in product_ids:
            kept.append(item)
        elif quantity is not None and quantity < item.quantity:
            kept.append(replace(item, quantity=item.quantity - quantity))
    return tuple(kept)


def quantity_of(items: Sequence[CartItem], product_id: str, variant_id: str | None) -> int:
    """Return how many pieces of this variant are in the cart."""
    return sum(
        item.quantity
        for item in items
        if (item.product_id, item.variant_id) == (product_id, variant_id)
    )


def lines(items: Sequence[CartItem], look: Look) -> tuple[CartLine, ...]:
    """Return the cart with today's titles and prices; what left the catalog is left out."""
    return tuple(line for item in items if (line := _line(item, look)))


def _line(item: CartItem, look: Look) -> CartLine | None:
    product = look(item.product_id)
    if product is None:
        return None
    variant = next((v for v in product.variants if v.id == item.variant_id), None)
    if item.variant_id and variant is None:
        return None
    return CartLine(
        product_id=product.id,
        variant_id=item.variant_id,
        title=product.title,
        size=variant.size if variant else None,
        colour=variant.colour if variant else None,
        unit_price=variant.price if variant else product.price,
        currency=product.currency,
        quantity=item.quantity,
        added_price=item.price,
    )


def total(cart: Sequence[CartLine]) -> Decimal:
    """Return what the lines cost together, in their currency."""
    return sum((line.unit_price * line.quantity for line in cart), Decimal(0))
