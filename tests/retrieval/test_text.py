"""The text that is embedded and searched for."""

import pytest

from retrieval.text import MAX_QUERY_CHARS, clean, document, topic
from tests.retrieval.catalog import boots


def test_document_has_one_fixed_order_whatever_the_feed_s() -> None:
    facts = {"waterproof": "yes", "sole": "rubber", "insulated": "no", "weight": "450 g"}
    first = boots("A", colours=("red", "blue"), features=("warm", "light"), attributes=facts)
    second = boots(
        "A",
        colours=("blue", "red"),
        features=("light", "warm"),
        attributes=dict(reversed(facts.items())),
    )
    assert document(first) == document(second)
    assert document(first) == (
        "A Hiking Boots. hiking boots. blue, red. light, warm. sole rubber, waterproof. Shoes"
    )


def test_document_leaves_numbers_out_but_in_the_title() -> None:
    product = boots("A", title="Ridge 500", description="Only 450 g at $99.99 a pair.")
    text = document(product)
    assert "Ridge 500" in text
    assert "450" not in text
    assert "99" not in text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  red\n\tboots\x00 ", "red boots"),
        ("a\ud800b", "a b"),
        ("\ufb01ne", "fine"),
        ("x" * 100_000, "x" * MAX_QUERY_CHARS),
        ("\ufdfa" * 100_000, None),
    ],
)
def test_clean(text: str, expected: str | None) -> None:
    cleaned = clean(text)
    assert len(cleaned) <= MAX_QUERY_CHARS
    assert expected is None or cleaned == expected


@pytest.mark.parametrize("text", ["", " ", "something nice please", "?!", "\u0000", "the one"])
def test_text_that_names_no_product(text: str) -> None:
    assert topic(text) == ""


@pytest.mark.parametrize("text", ["boots", "something for hiking", "Stiefel für Kinder", "靴"])
def test_text_that_names_one(text: str) -> None:
    assert topic(text) == text
