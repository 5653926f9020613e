"""The oracle of the scripted dialogues on conversations made by hand."""

from datetime import UTC, datetime
from decimal import Decimal
from random import Random

import pytest

from evals.reference_asks import List, Seen, ask, key_of, meant, named_in
from evals.reference_dialogues import SCRIPTS
from evals.reference_words import NAMES, TOPICS, Family
from retrieval.product import Product

DICE = Random(1)


def lamp(
    number: int, title: str, price: str, *colours: str, materials: tuple[str, ...] = ()
) -> Product:
    return Product(
        id=f"lamp-{number}",
        price=Decimal(price),
        title=title,
        brand=title.split(maxsplit=1)[0],
        department="Home",
        category="desk lamps",
        currency="USD",
        colours=colours,
        materials=materials,
        rating=4.0 + number / 10,
        rating_count=9,
        updated=datetime(2026, 10, 1, tzinfo=UTC),
    )


ALMA = lamp(1, "Alma Reed Desk Lamp", "40", "blue", "red", materials=("oak",))
BORG = lamp(2, "Borg Fjord Desk Lamp", "30", "light blue", materials=("faux leather",))
CODA = lamp(3, "Coda Hill Desk Lamp", "50", "red", materials=("leather",))
DALE = lamp(4, "Dale Moor Desk Lamp", "60", "green", materials=("steel",))


def seen(
    *heard: Product,
    shown: tuple[Product, ...] = (ALMA, BORG, CODA, DALE),
    focus: Product | None = None,
) -> Seen:
    return Seen([List(shown, heard)], focus)


def only(family: Family, conversation: Seen) -> list[Product] | None:
    found = meant(Random(1), family, conversation)
    return list(found[0]) if found else None


def test_the_last_one_is_the_last_that_was_named() -> None:
    assert only("last", seen(ALMA, BORG)) == [BORG]
    assert only("cut_off", seen(ALMA, BORG, CODA)) == [CODA]
    assert only("last", seen(ALMA)) is None


def test_the_middle_one_needs_three() -> None:
    assert only("middle", seen(ALMA, BORG, CODA)) == [BORG]
    assert only("middle", seen(ALMA, BORG)) is None


def test_a_colour_singles_out_only_what_no_other_nearly_has() -> None:
    found = [meant(Random(n), "colour", seen(ALMA, BORG)) for n in range(20)]
    assert all(one == ((DALE,), "green") for one in found), "red is on two, blue in light blue"


def test_leather_is_not_asked_for_beside_faux_leather() -> None:
    values = {found[1] for n in range(20) if (found := meant(Random(n), "material", seen(ALMA)))}
    assert values == {"oak", "steel"}


def test_the_cheapest_must_be_so_for_listener_and_viewer() -> None:
    assert only("cheapest", seen(ALMA, BORG)) == [BORG]
    assert only("cheapest", seen(ALMA, CODA)) is None
    assert only("dearest", seen(ALMA, BORG)) is None


def test_the_other_one_is_the_other_of_two_that_were_named() -> None:
    assert only("other", seen(ALMA, BORG, focus=ALMA)) == [BORG]
    assert only("other", seen(ALMA, BORG)) is None
    assert only("other", seen(ALMA, BORG, CODA, focus=ALMA)) is None


def test_the_cheaper_of_two() -> None:
    assert only("cheaper_of_two", seen(ALMA, BORG)) == [BORG]
    assert only("cheaper_of_two", seen(ALMA, BORG, CODA)) is None


def test_several_are_those_that_were_named() -> None:
    assert only("both", seen(ALMA, BORG)) == [ALMA, BORG]
    assert only("both", seen(ALMA, BORG, CODA)) is None
    assert only("last_two", seen(ALMA, BORG, CODA)) == [BORG, CODA]


def test_the_first_shown_is_of_the_first_list() -> None:
    conversation = Seen([List((ALMA, BORG), (ALMA, BORG)), List((CODA, DALE), (CODA, DALE))])
    assert only("shown_first", conversation) == [ALMA]
    assert only("before", conversation) in ([ALMA], [BORG])
    assert only("said_first", conversation) is None, "it could be the first of either list"


def test_what_is_in_the_cart_is_worth_asking_for_where_it_is_not_the_focus() -> None:
    conversation = seen(ALMA, BORG, focus=BORG)
    conversation.added = ALMA
    assert only("in_cart", conversation) == [ALMA]
    conversation.focus = ALMA
    assert only("in_cart", conversation) is None


def test_a_reply_names_products_by_brand_and_model() -> None:
    assert key_of(ALMA) == "Alma Reed"
    reply = "I found two. The Borg Fjord is $30 and the Alma Reed $40."
    assert named_in(reply, (ALMA, BORG, CODA)) == (BORG, ALMA)


@pytest.mark.parametrize("family", sorted(set(SCRIPTS) - {"that_brand", "not_that_brand"}))
def test_every_family_has_names_for_both_halves(family: Family) -> None:
    for half in ("dev", "held_out"):
        assert {*NAMES[family].get("both", ()), *NAMES[family].get(half, ())}


def test_an_ask_is_complete_and_says_what_is_meant() -> None:
    for family in ("second", "cheapest", "brand", "name", "both", "not_first"):
        asked = ask(Random(3), "held_out", family, seen(ALMA, BORG))
        assert asked is not None
        assert asked.meant
        assert not set(asked.text) & set("{}")


def test_the_halves_shop_for_different_things() -> None:
    dev, held_out = ({topic.noun for topic in TOPICS[half]} for half in ("dev", "held_out"))
    assert not dev & held_out
