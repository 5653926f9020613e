from decimal import Decimal

from assistant.hearing import SCREEN, ShopHearing, terms_of_screen, terms_of_shop
from retrieval.product import Product
from retrieval.query import Candidate
from retrieval.vocabulary import Vocabulary


def _product(number: int, title: str, brand: str, category: str = "hiking boots") -> Product:
    return Product(
        id=str(number),
        title=title,
        brand=brand,
        price=Decimal(90),
        stock=3,
        department="Outdoor",
        category=category,
        colours=("blue",),
        features=("waterproof",),
    )


_PRODUCTS = [
    _product(1, "Keldan Ridgewalker Boots", "Keldan Outdoor"),
    _product(2, "Tavolund Lamp", "Tavolund", "desk lamps"),
]


def _shown(*products: Product) -> list[Candidate]:
    return [Candidate(product, None, 1.0, 0.5) for product in products]


def test_the_shops_terms_are_what_its_products_are_called_by() -> None:
    texts = {term.text: term.kind for term in terms_of_shop(Vocabulary.of(_PRODUCTS))}
    assert texts["Tavolund"] == texts["Keldan Outdoor"] == "brand"
    assert texts["hiking boots"] == "kind"
    assert texts["blue"] == "colour"
    assert texts["waterproof"] == "feature"


def test_people_shorten_names_and_kinds() -> None:
    texts = {term.text for term in terms_of_shop(Vocabulary.of(_PRODUCTS))}
    assert {"Keldan", "boots", "lamps"} <= texts


def test_names_on_the_screen_are_terms_too() -> None:
    terms = {(term.text, term.kind) for term in terms_of_screen(_shown(*_PRODUCTS))}
    assert ("Ridgewalker", "model") in terms
    assert ("Tavolund", "brand") in terms
    assert ("Tavolund in", "model") in terms


def test_no_more_products_than_fit_a_screen_are_looked_at() -> None:
    many = [_product(n, "Boots", f"Brand{chr(97 + n)}") for n in range(SCREEN + 5)]
    brands = [term for term in terms_of_screen(_shown(*many)) if term.kind == "brand"]
    assert len(brands) == SCREEN


def test_a_session_has_a_repairer_and_no_prompt() -> None:
    hints = ShopHearing(Vocabulary.of(_PRODUCTS)).hints(_shown(_PRODUCTS[0]))
    assert hints.prompt == ""
    assert hints.repairer is not None
    repaired = hints.repairer.repair(
        "The ridge walker, please.", (), lambda texts, expecting="": [0.0] * len(texts)
    )
    assert repaired.text == "The Ridgewalker, please."
