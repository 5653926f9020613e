"""Placeholders: what code fills in, and what no fact fills."""

from dataclasses import replace
from decimal import Decimal

import pytest

from agents.guard.sheet import sheet_of
from agents.phrasing.cards import Card, cards_of
from agents.phrasing.placeholders import Placeholders, open_at, with_slots
from agents.reply.money import Cost
from tests.agents.phrasing.turns import planned

PLAN = planned("boots").plan
CARDS = cards_of(PLAN, sheet_of(PLAN))
FROM = tuple(replace(card, price=Cost(Decimal(50), "USD", at_least=True)) for card in CARDS)


def filled(text: str, cards: tuple[Card, ...] = CARDS) -> str:
    found = Placeholders(cards).fill(text)
    assert not found.unknown
    return found.text


def test_names_prices_and_facts_are_filled_in_the_templates_style() -> None:
    assert filled("the {1.name} at {1.price}") == "the Fernhollow Ridge at $129"
    assert filled("{ 2 . PRICE } and {2.rating} stars") == "$145 and 4.1 stars"
    assert filled("made of {3.materials}, {1.reviews} reviews") == "made of suede, 212 reviews"


def test_an_article_fits_the_name_behind_it() -> None:
    assert filled("an {1.name} or a {3.name}") == "a Fernhollow Ridge or an Ostra Fell"
    assert filled("An {2.name} is a {1.price} boot") == "A Tarnholm Scree is a $129 boot"
    assert Placeholders(CARDS).fill("an {9.name}").unknown == ("{9.name}",)


@pytest.mark.parametrize("before", ["is", "is from", "starts at", "costs", "at", "for", "from"])
def test_a_price_that_depends_on_the_size_is_said_to_once(before: str) -> None:
    text = filled(f"It {before} {{1.price}}.", FROM)
    assert text.count("$50") == 1 and ("from $50" in text or "starts at $50" in text)
    assert "from from" not in text and "at from" not in text


@pytest.mark.parametrize(
    "text", ["{9.name}", "{1.weight}", "{name}", "{1.name", "1.name}", "{{1.name}}", "{1}", "{}"]
)
def test_what_no_fact_fills_is_told(text: str) -> None:
    assert Placeholders(CARDS).fill(f"The {text} is good.").unknown


def test_an_open_placeholder_is_seen() -> None:
    assert open_at("the {1.na") == 4
    assert open_at("the {1.name} is") is None
    assert open_at("a { brace that is followed by a whole sentence of words") is None


def test_the_draft_shows_how_placeholders_are_written() -> None:
    draft = with_slots(planned("boots").reply.text, CARDS)
    assert draft == (
        "I found six hiking boots. The {1.name} is {1.price}, the {2.name} {2.price}, "
        "and the {3.name} {3.price}."
    )
    assert filled(draft) == planned("boots").reply.text


def test_a_price_that_two_share_keeps_its_figures() -> None:
    same = tuple(replace(card, price=CARDS[0].price) for card in CARDS)
    assert "$129" in with_slots("The Fernhollow Ridge is $129.", same)
