"""Values that say what a product can be bought as, against its offers."""

from decimal import Decimal
from itertools import product as combined

from retrieval.combinations import PRICED_BELOW, combination, combinations_of, priced, prices_of
from retrieval.offers import Offer

RED_10 = Offer("10", ("red", "white"), Decimal(30), True, None)
RED_9 = Offer("9", ("red",), Decimal("20.50"), False, None)
PLAIN = Offer(None, (), Decimal(5), True, None)


def has(size: str | None, colour: str | None, in_stock: bool, *offers: Offer) -> bool:
    return any(
        size in (None, offer.size)
        and (colour is None or colour in offer.colours)
        and (offer.in_stock or not in_stock)
        for offer in offers
    )


def test_a_product_has_exactly_the_values_of_its_offers() -> None:
    for offers in ((RED_10,), (RED_9,), (RED_10, RED_9), (PLAIN,), (PLAIN, RED_9)):
        found = combinations_of(offers)
        assert len(found) == len(set(found))
        for size, colour, in_stock in combined(
            (None, "9", "10"), (None, "red", "white"), (False, True)
        ):
            if in_stock or (size and colour):
                value = combination(size, colour, in_stock)
                assert (value in found) == has(size, colour, in_stock, *offers)


def test_values_are_unambiguous() -> None:
    parts = list(combined((None, "1", "1|a", "1:", "+"), (None, "a", "|a", "1"), (False, True)))
    assert len({combination(*each) for each in parts}) == len(parts)


def test_the_numbers_of_one_combination_are_in_the_order_of_prices() -> None:
    value = combination("9", "red", in_stock=False)
    prices = [Decimal(0), Decimal("0.01"), Decimal("20.50"), Decimal(999_999), PRICED_BELOW]
    numbers = [priced(value, price) for price in prices]
    assert numbers == sorted(set(numbers))
    assert priced(value, 2 * PRICED_BELOW) == numbers[-1] == int(float(numbers[-1])) < 2**53
    assert numbers[2] in prices_of((RED_10, RED_9))
    assert priced(combination("10", "red", in_stock=False), RED_9.price) not in prices_of(
        (RED_10, RED_9)
    )
    assert priced(combination("9", "red", in_stock=True), RED_9.price) not in prices_of((RED_9,))
