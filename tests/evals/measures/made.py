"""A little shop, and records of conversations in it, made for these tests."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from agents.acts import Act
from evals.measures.measure import Case
from evals.runs.record import CartLineSeen, ProductSeen, TrialRecord, TurnSeen
from evals.scenarios.expectations import Ends
from evals.scenarios.scenario import Line, Scenario
from retrieval.product import Product, Variant


def shoe(
    number: int,
    title: str,
    price: str,
    *,
    category: str = "hiking boots",
    colours: tuple[str, ...] = ("brown",),
    sizes: tuple[str, ...] = ("8", "9", "10"),
    sold_out: tuple[str, ...] = (),
    features: tuple[str, ...] = (),
    materials: tuple[str, ...] = ("leather",),
    audience: str | None = "men",
    rating: float = 4.0,
    votes: int = 100,
    attributes: dict[str, str] | None = None,
) -> Product:
    """Return a product with a variant for each size and colour."""
    variants = tuple(
        Variant(
            id=f"p{number}-{colour}-{size}",
            price=Decimal(price),
            size=size,
            colour=colour,
            stock=0 if size in sold_out else 7,
        )
        for colour in colours
        for size in sizes
    )
    return Product(
        id=f"p{number}",
        title=title,
        brand=title.split(maxsplit=1)[0],
        price=Decimal(price),
        department="Outdoor",
        category=category,
        colours=colours,
        materials=materials,
        audience=audience,
        features=features,
        attributes=attributes or {},
        variants=variants,
        rating=rating,
        rating_count=votes,
    )


CATALOG = (
    shoe(1, "Torvane Larch Mid Hiking Boot", "125", features=("waterproof",), rating=4.7, votes=231,
         attributes={"weight": "1.6 lb", "waterproof": "yes"}),
    shoe(2, "Brackmoor Cascade High Hiking Boot", "97", colours=("brown", "gray"), rating=3.5,
         features=("waterproof",), attributes={"weight": "2.4 lb", "insulated": "no"}),
    shoe(3, "Oddfell Sedge Trek Hiking Boot", "99", audience="women", rating=3.9, sold_out=("9",)),
    shoe(4, "Torvane Fjord Low Hiking Boot", "169", materials=("suede",), rating=4.1),
    shoe(5, "Pavondo Allegro Running Shoe", "119", category="running shoes", colours=("red",)),
    shoe(6, "Ardenzo Zigzag Running Shoe", "175", category="running shoes", colours=("blue",)),
)  # fmt: skip
BY_ID = {product.id: product for product in CATALOG}


def card(number: int, price: str | None = None, size: str | None = None) -> ProductSeen:
    """Return the card of product `number`."""
    product = BY_ID[f"p{number}"]
    return ProductSeen(
        id=product.id,
        title=product.title,
        price=Decimal(price) if price else product.price,
        currency="USD",
        size=size,
        availability=product.availability.value,
        score=1.0,
    )


def held(kind: str, value: Any, **more: Any) -> dict[str, Any]:
    """Return a constraint as a record keeps it."""
    return {
        "kind": kind,
        "value": value,
        "wanted": True,
        "hard": True,
        "words": "",
        "turn": 0,
    } | more


def line(number: int, size: str | None = "9", quantity: int = 1) -> CartLineSeen:
    """Return a line of the cart."""
    product = BY_ID[f"p{number}"]
    return CartLineSeen(
        product_id=product.id,
        title=product.title,
        size=size,
        colour=product.colours[0],
        unit_price=product.price,
        quantity=quantity,
    )


def turn(said: str = "brown hiking boots", cards: Sequence[int] = (), **more: Any) -> TurnSeen:
    """Return a turn; `cards` are numbers of products."""
    given: dict[str, Any] = {
        "index": 0,
        "said": said,
        "move": "script",
        "line": 0,
        "heard": said,
        "acts": (Act.FIND,),
        "constraints": (),
        "products": tuple(card(number) for number in cards),
        "reply": "",
        "tier": "template",
    }
    return TurnSeen.model_validate(given | more)


def record(*turns: TurnSeen, **more: Any) -> TrialRecord:
    """Return a trial of these turns, numbered in their order."""
    numbered = tuple(one.model_copy(update={"index": i}) for i, one in enumerate(turns))
    given: dict[str, Any] = {
        "scenario": "boots",
        "digest": "0" * 12,
        "trial": 0,
        "seed": 1,
        "ended": "script_over",
        "turns": numbered,
    }
    return TrialRecord.model_validate(given | more)


def scenario(*expected: dict[str, Any] | None, ends: dict[str, Any] | None = None) -> Scenario:
    """Return a script with a line for each expectation."""
    return Scenario(
        id="boots",
        about="boots",
        turns=tuple(
            Line.model_validate({"say": "x", "expect": one}) for one in expected or (None,)
        ),
        ends=Ends.model_validate(ends or {}),
    )


def case(one: Scenario, tried: TrialRecord, catalog: tuple[Product, ...] = CATALOG) -> Case:
    """Return a trial ready to be measured."""
    products = {product.id: product for product in catalog}
    return Case(one, tried, catalog, products.get)
