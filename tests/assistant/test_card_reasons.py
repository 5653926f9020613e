"""Why a card is shown: only what the product itself states."""

from decimal import Decimal

from agents.constraints import Constraint, Kind
from assistant.card_reasons import MOST, reasons_of
from assistant.presentation import web_address
from retrieval.product import Product, Variant
from retrieval.query import Candidate, PriceRange
from retrieval.terms import Field, Term

BOOT = Product(
    id="b",
    title="Veldra Tarn Boot",
    brand="Veldra",
    price=Decimal(129),
    department="Outdoor",
    category="hiking boots",
    colours=("navy blue", "gray"),
    materials=("leather",),
    features=("insulated",),
    attributes={"waterproof": "yes", "vegan": "no"},
    audience="women",
    rating=4.5,
    variants=(
        Variant(id="v1", price=Decimal(129), size="9", colour="gray", stock=3),
        Variant(id="v2", price=Decimal(129), size="10", colour="gray", stock=0),
    ),
)
CARD = Candidate(BOOT, None, 1.0, 1.0)


def wish(kind: Kind, value: str | PriceRange | Decimal, wanted: bool = True) -> Constraint:
    return Constraint(kind, value, "said", 0, wanted)


def test_the_wishes_that_it_meets_the_latest_first() -> None:
    wishes = [
        wish(Kind.PRICE, PriceRange(high=Decimal("149.99"))),
        wish(Kind.FEATURE, "waterproof"),
        wish(Kind.COLOUR, "blue"),
    ]
    assert reasons_of(CARD, wishes) == ["Comes in navy blue.", "Waterproof.", "Under $150."]
    assert reasons_of(CARD, [wish(Kind.SIZE, "9")]) == ["Size 9 in stock."]
    assert reasons_of(CARD, [wish(Kind.RATING, Decimal(4))]) == ["Rated 4.5."]


def test_nothing_is_said_that_it_does_not_state() -> None:
    wishes = [
        wish(Kind.FEATURE, "vegan"),
        wish(Kind.FEATURE, "breathable"),
        wish(Kind.COLOUR, "green"),
        wish(Kind.SIZE, "10"),
        wish(Kind.PRICE, PriceRange(high=Decimal(100))),
        wish(Kind.BRAND, "Veldra", wanted=False),
        wish(Kind.RATING, Decimal("4.8")),
    ]
    assert reasons_of(CARD, wishes) == []


def test_what_was_given_up_comes_first() -> None:
    relaxed = [
        Term(Field.COLOUR, "purple"),
        Term(Field.FEATURE, "breathable"),
        Term(Field.SIZE, "10"),
        Term(Field.COLOUR, "gray"),
    ]
    assert reasons_of(CARD, [wish(Kind.MATERIAL, "leather")], relaxed) == [
        "Not in purple.",
        "The listing doesn't say breathable.",
        "Size 10 is sold out.",
        "Leather.",
    ]


def test_a_card_has_few_sentences() -> None:
    liked = [f"because you saved {i}" for i in range(9)]
    assert len(reasons_of(CARD, liked=liked)) == MOST


def test_addresses_that_are_no_pages_are_left_out() -> None:
    assert web_address("https://shop.example/a.jpg") == "https://shop.example/a.jpg"
    for bad in (None, "", "javascript:alert(1)", "data:text/html,x", "//x", "ftp://x"):
        assert web_address(bad) is None
