"""Prices: every spoken form of an amount, every bound, and numbers that are no price."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.constraints import Kind, Set
from agents.understand import Understander
from retrieval.query import PriceRange
from tests.agents.understand.catalog import vocabulary
from tests.agents.understand.spoken_numbers import priced_spellings, whole_spellings
from tests.agents.understand.summary import CONTEXTS

_UNDERSTANDER = Understander(vocabulary())


def price_of(text: str, context: str = "-") -> tuple[PriceRange | None, bool]:
    """Return the one price constraint of `text` and whether it is hard."""
    sets = [
        e.constraint
        for r in _UNDERSTANDER.read(text, CONTEXTS[context])
        for e in r.edits
        if isinstance(e, Set)
    ]
    prices = [c for c in sets if c.kind is Kind.PRICE]
    assert len(prices) <= 1, prices
    if not prices:
        return None, True
    assert isinstance(prices[0].value, PriceRange)
    return prices[0].value, prices[0].hard


_DOLLARS = st.integers(5, 9999)
_CENTS = st.integers(1, 99)
_CENT = Decimal("0.01")
_BELOW = ("under", "below", "less than", "cheaper than")
_AT_MOST = ("at most", "up to", "no more than", "max", "not over", "nothing above")
_ABOVE = ("over", "more than", "above")
_AT_LEAST = ("at least", "no less than", "minimum")


@given(st.data(), _DOLLARS, st.sampled_from(_BELOW + _AT_MOST))
def test_whole_amounts_come_back_exactly(data: st.DataObject, dollars: int, bound: str) -> None:
    form = data.draw(st.sampled_from([*whole_spellings(dollars), *priced_spellings(dollars, 0)]))
    found, _ = price_of(f"hiking boots {bound} {form}")
    high = Decimal(dollars) - (_CENT if bound in _BELOW else 0)
    assert found == PriceRange(high=high), form


@given(st.data(), _DOLLARS, _CENTS, st.sampled_from(_ABOVE + _AT_LEAST))
def test_amounts_with_cents_come_back_exactly(
    data: st.DataObject, dollars: int, cents: int, bound: str
) -> None:
    form = data.draw(st.sampled_from(priced_spellings(dollars, cents)))
    found, _ = price_of(f"show me tents {bound} {form}")
    low = Decimal(dollars * 100 + cents) / 100 + (_CENT if bound in _ABOVE else 0)
    assert found == PriceRange(low=low), form


@given(
    st.data(),
    st.integers(5, 900),
    st.integers(1, 900),
    st.sampled_from(["between {} and {}", "from {} to {}"]),
)
def test_ranges_come_back_exactly(data: st.DataObject, low: int, more: int, pattern: str) -> None:
    high = low + more
    a = data.draw(st.sampled_from(whole_spellings(low)))
    b = data.draw(st.sampled_from(priced_spellings(high, 0)))
    found, _ = price_of("a sofa " + pattern.format(a, b))
    assert found == PriceRange(Decimal(low), Decimal(high)), (a, b)


@pytest.mark.parametrize(
    ("text", "low", "high", "hard"),
    [
        ("under $150.", None, "149.99", True),
        ("100 or less", None, "100", True),
        ("200 dollars max", None, "200", True),
        ("my budget is two fifty", None, "250", True),
        ("my budget is around two fifty", "212.5", "287.5", False),
        ("I don't want to spend more than eighty bucks", None, "80", True),
        ("I can spend up to 5k", None, "5000", True),
        ("nothing over sixty", None, "60", True),
        ("two to three hundred dollars", "200", "300", True),
        ("between one and two hundred", "100", "200", True),
        ("$50-$100", "50", "100", True),
        ("50 to 100 bucks", "50", "100", True),
        ("over 50 but under 100", "50.01", "99.99", True),
        ("100 and up", "100", None, True),
        ("around 60 dollars", "51", "69", False),
        ("60 bucks or so", "51", "69", False),
        ("ninety nine cents or less", None, "0.99", True),
        ("four ninety nine or less", None, "499", True),
        ("under nineteen ninety nine", None, "19.98", True),
        ("under fifty, no wait, sixty", None, "59.99", True),
        ("under fifty, I mean forty dollars", None, "39.99", True),
        ("ideally under 40", None, "39.99", False),
        ("under 200 euros", None, "199.99", True),
        ("keep it under a couple hundred", None, "199.99", True),
        ("I can't go over 90", None, "90", True),
        ("100 and under", None, "100", True),
        ("more than 20 but no more than 40", "20.01", "40", True),
    ],
)
def test_price_phrases(text: str, low: str | None, high: str | None, hard: bool) -> None:
    expected = PriceRange(Decimal(low) if low else None, Decimal(high) if high else None)
    assert price_of(text, "B") == (expected, hard)


@pytest.mark.parametrize(
    "text",
    [
        "size 10", "a tent for 2 people", "a 13 inch laptop", "2 person tent",
        "for my five year old",
        "at least 4.5 stars", "under 27 inches", "a 27 inch monitor", "two of those", "a 10",
        "number two", "the 2nd one", "over 18 years", "at least 4 pockets", "less than 3 pounds",
        "a 32 ounce bottle", "under 2 kg", "not too expensive", "at least 20 liters",
        "more than 8 hours",
        "a couple of mugs", "5 pairs of socks", "at least 2 of them", "from 2 to 4 people",
    ],
)  # fmt: skip
def test_what_is_no_price(text: str) -> None:
    assert price_of(text, "B")[0] is None
