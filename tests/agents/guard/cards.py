"""Three pairs of boots of an invented shop, and what a reply may be checked against."""

from decimal import Decimal

from agents.guard.guard import Guard
from agents.guard.sheet import FactSheet
from agents.guard.verdict import Fault, Verdict
from agents.reply.stated import Fact
from retrieval.product import Availability, Product, Variant


def _boot(number: int, title: str, brand: str, price: str, **rest: object) -> Product:
    given: dict[str, object] = {
        "id": f"b{number}", "title": title, "brand": brand, "price": Decimal(price),
        "department": "Outdoor", "category": "hiking boots", **rest,
    }  # fmt: skip
    return Product.model_validate(given)


def _sizes(product: str, price: str, stock: dict[str, int]) -> tuple[Variant, ...]:
    return tuple(
        Variant(
            id=f"{product}-{size}", price=Decimal(price), size=size, colour="gray", stock=pieces
        )
        for size, pieces in stock.items()
    )


RIDGE = _boot(
    1, "Fernhollow Ridge Mid Hiking Boot", "Fernhollow", "129", list_price=Decimal(159),
    colours=("gray", "olive"), materials=("faux leather", "mesh"), audience="men",
    features=("waterproof", "removable liner", "vegan"),
    attributes={"waterproof": "yes", "vegan": "yes", "insulated": "no", "weight": "450 g",
                "width": "45 cm", "length": "50 cm", "battery_life": "10 hours"},
    variants=_sizes("b1", "129", {"9": 4, "10": 0}), rating=4.6, rating_count=212,
)  # fmt: skip
MOOR = _boot(
    2, "Brackmoor Cascade High Hiking Boot", "Brackmoor", "97", colours=("navy",),
    materials=("leather",), audience="women", features=("insulated",), stock=40,
    attributes={"waterproof": "no", "vegan": "no", "insulated": "yes", "weight": "900 g"},
    rating=3.9, rating_count=35,
)  # fmt: skip
SEDGE = _boot(
    3, "Oddfell Sedge Trek Hiking Boot", "Oddfell", "99.50", colours=("tan",),
    materials=("canvas",), audience="women", features=("water resistant",),
    attributes={"water_resistant": "yes", "weight": "1.2 kg"},
    availability=Availability.OUT_OF_STOCK,
)  # fmt: skip
BOOTS = (RIDGE, MOOR, SEDGE)


def sheet(*products: Product, utterance: str = "", said: tuple[str, ...] = ()) -> FactSheet:
    """Return a sheet of these products, each with its price as a fact."""
    shown = products or BOOTS
    facts = tuple(Fact(p.id, "title", p.title) for p in shown)
    return FactSheet(shown, facts, said, utterance)


def verdict(text: str, *products: Product, utterance: str = "") -> Verdict:
    """Return what a fresh guard says of a text."""
    return Guard(sheet(*products, utterance=utterance)).check(text)


def faults(text: str, *products: Product, utterance: str = "") -> set[Fault]:
    """Return what is wrong with a text."""
    return {r.fault for r in verdict(text, *products, utterance=utterance).refusals}
