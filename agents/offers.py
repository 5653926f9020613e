"""Which variant of a product is meant, and whether it can be had.

One place decides what "in a ten" or "in blue" comes to, for questions ("do
you have it in a ten?") and for the cart alike, so that the two never differ.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from agents.sizes import match_size, nearest_sizes
from retrieval.product import Product, Variant

_FORM = re.compile(r"\b(?:in|size)\s+(?:an? |the )?(.+)$")


class Offer(StrEnum):
    """What a size and a colour asked for come to."""

    READY = "ready"
    """One variant, or a product without variants, in stock."""
    SOLD_OUT = "sold_out"
    """The whole product, in every form."""
    NO_SIZE = "no_size"
    """Not made in this size."""
    SIZE_GONE = "size_gone"
    """Made in this size, none left."""
    NO_COLOUR = "no_colour"
    COLOUR_GONE = "colour_gone"
    """Made in this colour, none left, in the size asked for if one was."""
    ASK_SIZE = "ask_size"
    ASK_COLOUR = "ask_colour"


UNCOUNTED = 99
"""Pieces that may be asked for of something whose stock nobody counted."""


@dataclass(frozen=True, slots=True)
class Offered:
    """One product's answer to a size and a colour."""

    offer: Offer
    product: Product
    variant: Variant | None = None
    size: str | None = None
    """As the catalog spells it where it is made, else as asked."""
    colour: str | None = None
    choices: tuple[str, ...] = ()
    """Sizes or colours in stock: for a size, the nearest to the one asked for."""
    pictured: bool = False
    """True where nobody chose the colour and the first one of the listing was taken."""

    @property
    def chose_colour(self) -> bool:
        """Whether a colour was asked for."""
        return self.colour is not None and not self.pictured

    @property
    def stock(self) -> int | None:
        """Pieces; None if nobody counted them."""
        return self.variant.stock if self.variant else self.product.stock

    def room(self, taken: int) -> int:
        """Return how many more can be had when `taken` are; `UNCOUNTED` where nobody counted."""
        return UNCOUNTED if self.stock is None else self.stock - taken


def offer(
    product: Product,
    size: str | None = None,
    colour: str | None = None,
    preferred_colour: str | None = None,
) -> Offered:
    """Say what asking for `product` in this size and colour comes to.

    Args:
        product: What is asked for.
        size: As said or as spelled; None if none was said.
        colour: The same for the colour.
        preferred_colour: The colour taken if none was said, such as the one shown. The
            listing's first colour where this is None too: it is the one in the picture.
    """
    if not product.in_stock and not any(v.in_stock for v in product.variants):
        return Offered(Offer.SOLD_OUT, product, size=size, colour=colour)
    made = match_colour(product, colour) if colour else None
    if colour and made is None:
        return Offered(
            Offer.NO_COLOUR, product, size=size, colour=colour, choices=_in_stock(product)
        )
    if product.sizes:
        sized = _sized(product, size, made)
        if sized.offer is not Offer.READY:
            return sized
        size = sized.size
    elif size:
        return Offered(Offer.NO_SIZE, product, size=size)
    return _coloured(product, size, made, preferred_colour)


def _sized(product: Product, size: str | None, colour: str | None) -> Offered:
    in_stock = sizes_in_stock(product, colour)
    if size is None:
        if len(product.sizes) == 1:
            return Offered(Offer.READY, product, size=product.sizes[0])
        return Offered(Offer.ASK_SIZE, product, colour=colour, choices=in_stock)
    match = match_size(size, product.sizes)
    if match is None:
        near = nearest_sizes(size, in_stock)
        return Offered(Offer.NO_SIZE, product, size=size, colour=colour, choices=near)
    if match not in in_stock:
        near = nearest_sizes(match, in_stock)
        return Offered(Offer.SIZE_GONE, product, size=match, colour=colour, choices=near)
    return Offered(Offer.READY, product, size=match)


def _coloured(
    product: Product, size: str | None, colour: str | None, preferred: str | None
) -> Offered:
    forms = [v for v in product.variants if size is None or v.size == size]
    if not forms:
        return Offered(Offer.READY, product, colour=colour)
    in_stock = [v for v in forms if v.in_stock]
    choices = tuple(dict.fromkeys(v.colour for v in in_stock if v.colour))
    if colour:
        found = next((v for v in in_stock if v.colour == colour), None)
        if found is None and not any(v.colour for v in forms):
            found = next(iter(in_stock), None)
        if found is None:
            return Offered(Offer.COLOUR_GONE, product, None, size, colour, choices)
        return Offered(Offer.READY, product, found, size, colour)
    if not in_stock:
        return Offered(Offer.SIZE_GONE, product, size=size, choices=sizes_in_stock(product, None))
    if len(choices) < 2:
        only = in_stock[0]
        return Offered(Offer.READY, product, only, size, only.colour, pictured=True)
    wanted = preferred if preferred in {v.colour for v in forms} else forms[0].colour
    pictured = next((v for v in in_stock if v.colour == wanted), None)
    if pictured is None:
        # The one on the picture is gone in this size: now the colour matters.
        return Offered(Offer.ASK_COLOUR, product, None, size, wanted, choices)
    return Offered(Offer.READY, product, pictured, size, wanted, choices, pictured=True)


def form_named(product: Product, words: str) -> tuple[str | None, str | None]:
    """Return the size and the colour of `product` that are named after "in" or "size"."""
    named = _FORM.search(words.lower())
    if named is None:
        return None, None
    tail = named[1].strip(" .?!")
    return match_size(tail, product.sizes), match_colour(product, tail)


def match_colour(product: Product, colour: str) -> str | None:
    """Return the product's own spelling of `colour`: "blue" finds "navy blue"; None if not made."""
    colours = tuple(
        dict.fromkeys((*(v.colour for v in product.variants if v.colour), *product.colours))
    )
    wanted = colour.casefold()
    exact = next((c for c in colours if c.casefold() == wanted), None)
    return exact or next((c for c in colours if wanted in c.casefold().split()), None)


def sizes_in_stock(product: Product, colour: str | None) -> tuple[str, ...]:
    """Return the sizes of which a piece is left, in this colour if one is given."""
    return tuple(
        size
        for size in product.sizes
        if any(
            v.size == size and v.in_stock and (colour is None or v.colour in (None, colour))
            for v in product.variants
        )
    )


def _in_stock(product: Product) -> tuple[str, ...]:
    colours = tuple(dict.fromkeys(v.colour for v in product.variants if v.colour and v.in_stock))
    return colours or product.colours
