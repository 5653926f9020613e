"""What a shopper can actually buy of a product: each variant at its price.

Size, colour, price and stock must hold together on one offer: boots that come
in blue and in size 10 are no answer when blue is only made in size 9.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from retrieval.product import Product, Variant
from retrieval.terms import Field


@dataclass(frozen=True, slots=True)
class Offer:
    """One buyable form of a product."""

    size: str | None
    colours: tuple[str, ...]
    price: Decimal
    in_stock: bool
    variant: Variant | None
    """None for a product that is sold in one form."""

    @property
    def values(self) -> dict[Field, frozenset[str]]:
        """Its size and colours, by field."""
        return {
            Field.SIZE: frozenset((self.size,) if self.size else ()),
            Field.COLOUR: frozenset(self.colours),
        }


def offers_of(product: Product) -> Iterator[Offer]:
    """Yield every offer of `product`: its variants, or the product itself.

    A colour that the product states and no variant does is a colour of all of them.
    """
    if not product.variants:
        yield Offer(None, product.colours, product.price, product.in_stock, None)
        return
    varying = {variant.colour for variant in product.variants}
    common = tuple(colour for colour in product.colours if colour not in varying)
    for variant in product.variants:
        own = (variant.colour,) if variant.colour else ()
        yield Offer(variant.size, own + common, variant.price, variant.in_stock, variant)
