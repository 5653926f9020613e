"""Prices as people say them, each with the range that it means."""

from decimal import Decimal

import pytest

from agents.constraints import Constraint, Kind, Set
from agents.understand import Understander
from retrieval.query import PriceRange
from tests.agents.understand.catalog import vocabulary

_UNDERSTANDER = Understander(vocabulary())

FORMS = """
boots in the fifties | 50..59.99
a tent in the two hundreds | 200..299.99
boots in the mid fifties | ~53..57
boots, sixty give or take ten | ~50..70
boots for sixty or so | ~51..69
boots, sixtyish | ~51..69
boots ~$100 | ~85..115
a laptop, 1.5k max | ..1500
a laptop for under a grand | ..999.99
a laptop under half a grand | ..499.99
a laptop under fifteen hundred | ..1499.99
a tent under two nineteen | ..218.99
jeans under fifty-nine ninety-nine | ..59.98
boots $1 50 or less | ..150
boots under 19 99 | ..19.98
boots under 1 200 dollars | ..1199.99
mugs under a tenner | ..9.99
boots under a buck fifty | ..149.99
boots between $50 and $80 | 50..80
boots $50 and $80 | 50..80
boots in the 50 to 80 range | 50..80
boots in the $50-100 range | 50..100
boots for twenty-thirty dollars | 20..30
boots under nineteen-ninety-nine | ..19.98
a laptop, one to two grand | 1000..2000
a tent, two to three fifty | 200..350
a tent between four and six hundred bucks | 400..600
boots over 50 under 80 | 50.01..79.99
boots > 50 and < 100 | 50.01..99.99
boots at least 50, at most 80 | 50..80
boots less than a hundred but more than fifty | 50.01..99.99
boots at or below 100 | ..100
boots less than or equal to 100 | ..100
I'm not spending over 100 on boots | ..100
I wouldn't go higher than 100, boots | ..100
I refuse to pay more than 100 for boots | ..100
boots shouldn't cost more than 100 | ..100
boots no pricier than 100 | ..100
boots, not a penny over fifty | ..50
boots, fifty and not a penny more | ..50
skip anything under 50, boots | 50..
boots, 100 as a minimum | 100..
boots with a minimum of 50 and a max of 80 | 50..80
boots, minimum price 50 | 50..
a tent and boots, 300 for everything | ..300
boots ideally around fifty | ~42.5..57.5
I'd love boots under fifty | ..49.99
iphone 15 case under 20 | ..19.99
a 32 oz bottle for under 40 | ..39.99
a tent for 4 under 200 | ..199.99
a tv from 55 to 65 inches |
a puzzle with 500 to 1000 pieces |
a jacket for around 20 degrees |
headphones with over 200 ratings |
toys for 8 to 12 year olds |
boots, no, over 50 | 50.01..
boots over 80, no, over 50 | 50.01..
boots under $33, no wait, $40 | ..39.99
boots between 50 and 80, no, 60 and 90 | 60..90
"""
_ROWS = [line.split("|") for line in FORMS.strip().splitlines()]


def prices(text: str) -> list[Constraint]:
    edits = [edit for reading in _UNDERSTANDER.read(text) for edit in reading.edits]
    sets = [edit.constraint for edit in edits if isinstance(edit, Set)]
    return [c for c in sets if c.kind is Kind.PRICE]


def written(constraint: Constraint) -> str:
    value = constraint.value
    assert isinstance(value, PriceRange)
    low, high = ("" if b is None else f"{b.normalize():f}" for b in (value.low, value.high))
    return f"{'' if constraint.hard else '~'}{low}..{high}"


@pytest.mark.parametrize(("text", "meant"), [(a.strip(), b.strip()) for a, b in _ROWS])
def test_price_is_read_as_said(text: str, meant: str) -> None:
    assert " ".join(written(c) for c in prices(text)) == meant


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("boots under 80 euros", "EUR"),
        ("boots under £80", "GBP"),
        ("boots under 80 quid", "GBP"),
        ("boots under 80 bucks", None),
        ("boots under 80", None),
    ],
)
def test_another_currency_is_kept_and_not_converted(text: str, currency: str | None) -> None:
    (price,) = prices(text)
    assert price.currency == currency
    assert price.value == PriceRange(high=Decimal("79.99"))


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("a tent and boots, under 300 in total", True),
        ("an outfit for under 200 altogether", True),
        ("my total budget is 300 for boots and a tent", True),
        ("mugs under 10 each", False),
        ("boots under 100", False),
    ],
)
def test_an_amount_for_everything_is_marked(text: str, total: bool) -> None:
    (price,) = prices(text)
    assert price.total is total
