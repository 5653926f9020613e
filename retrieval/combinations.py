"""What a product can be bought as, in single values, so that one look decides most filters.

"In size 10 and blue, in stock, under 50" must hold on one variant. An engine answers that by
reading the product's list of variants, 9 us for each product that it passes on its way; a
value that says the same is looked up in 0.1 us. Where the variants of a product have several
prices, a number says which combination has which: its upper digits are a hash of the
combination, its lower ones cents.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from zlib import crc32

from retrieval.offers import Offer

PRICED_BELOW = Decimal(2**27) / 100
"""Where the cents end in a number: dearer offers count as this dear."""

_CENTS = 2**27
_HASHES = 2**26
"""Together 53 bits, which a float holds. Combinations that share a hash do no harm unless one
product has both, at prices on either side of a bound."""


LOW = "low "
"""Before the values of a product of low quality: whoever does not ask for those leaves them out
without a look at flags, which took a third of the time of a filter on stock."""


def combination(size: str | None, colour: str | None, in_stock: bool) -> str:
    """Return the value of a product with one offer of all that is given.

    Args:
        size: not empty; None for any.
        colour: not empty; None for any.
        in_stock: False for whether or not.
    """
    # With its length before it, a size cannot be taken for a part of the colour.
    sized = "" if size is None else f"{len(size)}:{size}"
    return f"{'+' if in_stock else '-'}{sized}|{colour or ''}"


def priced(value: str, price: Decimal) -> int:
    """Return the number of a combination at a price, 0..2^53; one combination's are in order."""
    return (crc32(value.encode()) % _HASHES) * _CENTS + min(int(price * 100), _CENTS - 1)


def combinations_of(offers: Iterable[Offer]) -> list[str]:
    """Return what one or another of `offers` is, none twice.

    A size alone and a colour alone are left out: products have fields for these.
    """
    found = (
        value
        for offer in offers
        for size, colour, in_stock, value in _of(offer)
        if in_stock or (size and colour)
    )
    return list(dict.fromkeys(found))


def prices_of(offers: Iterable[Offer]) -> list[int]:
    """Return the number of everything that one of `offers` is, at its price; none twice."""
    found = (priced(value, offer.price) for offer in offers for *_, value in _of(offer))
    return list(dict.fromkeys(found))


def _of(offer: Offer) -> Iterator[tuple[str | None, str | None, bool, str]]:
    for in_stock in (False, True) if offer.in_stock else (False,):
        for size in (None, offer.size) if offer.size else (None,):
            for colour in (None, *offer.colours):
                if in_stock or size or colour:
                    yield size, colour, in_stock, combination(size, colour, in_stock)
