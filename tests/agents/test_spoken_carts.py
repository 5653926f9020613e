"""Whole conversations about the cart: what goes in is what was named, and nothing twice."""

from decimal import Decimal

import pytest

from agents.acts import Act
from agents.agent import ShoppingAgent
from agents.corrections import form_in
from agents.desk import Desk
from agents.fitting import suits_age
from agents.turn import Turn, Utterance
from agents.understand import Understander
from retrieval.product import Product, Variant, pieces_of
from tests.agents.shop import SHOP, ListSearch, thing


def in_colours(
    id_: str, title: str, price: str, category: str, *colours: str, **more: object
) -> Product:
    """Make a product that comes in several colours, five pieces of each."""
    variants = tuple(
        Variant(id=f"{id_}-{c}", size=None, colour=c, price=Decimal(price), stock=5)
        for c in colours
    )
    made = {"colours": colours, "variants": variants, "stock": pieces_of(variants), **more}
    return thing(id_, title, price, category, **made)


LAMPS = (
    in_colours("lamp-1", "Pellworth Beacon Desk Lamp", "40.00", "desk lamps", "black", "red"),
    in_colours("lamp-2", "Lintwell Marigold Desk Lamp", "55.00", "desk lamps", "white", "gray"),
    thing("lamp-3", "Auden Copper Desk Lamp", "61.00", "desk lamps"),
)
CASES = (
    thing("case-1", "Ostra Meadow Suitcase", "60.00", "suitcases"),
    thing("case-2", "Ostra Harbor Suitcase", "95.00", "suitcases", features=("spinner wheels",),
          attributes={"spinner_wheels": "yes"}),
    thing("case-3", "Tarnholm Pier Suitcase", "140.00", "suitcases", features=("spinner wheels",),
          attributes={"spinner_wheels": "yes"}),
)  # fmt: skip
GLASSES = (thing("glass-1", "Lintwell Clear Wine Glass", "9.00", "wine glasses", stock=2),)
ALL = (*SHOP, *LAMPS, *CASES, *GLASSES)
READER = Understander(ListSearch(ALL).vocabulary)


async def say(*lines: str) -> list[Turn]:
    agent = ShoppingAgent(ListSearch(ALL), READER, desk=Desk())
    turns: list[Turn] = []
    for line in lines:
        turn = await agent.plan("c", Utterance(line))
        await agent.commit(turn)
        turns.append(turn)
    return turns


def held(turn: Turn) -> list[tuple[str, str | None, str | None, int]]:
    return [(n.product_id, n.size, n.colour, n.quantity) for n in turn.cart]


@pytest.mark.parametrize(
    ("lines", "cart"),
    [
        (("desk lamps by Pellworth", "I'll take the red one"), ("lamp-1", None, "red", 1)),
        (("desk lamps by Pellworth", "put the red one in my cart"), ("lamp-1", None, "red", 1)),
        (("desk lamps", "add the Lintwell, the gray one"), ("lamp-2", None, "gray", 1)),
        (("desk lamps by Pellworth", "add the first one"), ("lamp-1", None, "black", 1)),
        (("hiking boots by Ostra", "add the Fell Low in a nine, in green"),
         ("boot-3", "9", "green", 1)),
    ],
)  # fmt: skip
async def test_the_form_that_tells_it_is_the_form_that_is_added(
    lines: tuple[str, ...], cart: tuple[str, str | None, str | None, int]
) -> None:
    assert held((await say(*lines))[-1]) == [cart]


@pytest.mark.parametrize("words", ["the Copper one", "the Copper"])
async def test_a_color_word_in_a_title_is_its_name(words: str) -> None:
    # Nothing on the screen comes in copper.
    extra = in_colours("vase-1", "Auden Vase", "20.00", "vases", "copper", "gold")
    search = ListSearch((*ALL, extra))
    agent = ShoppingAgent(search, Understander(search.vocabulary))
    for line in ("desk lamps", f"add {words} to my cart"):
        turn = await agent.plan("c", Utterance(line))
        await agent.commit(turn)
    assert held(turn) == [("lamp-3", None, None, 1)]


@pytest.mark.parametrize(
    ("words", "added"),
    [
        ("add the cheapest one with spinner wheels", "case-2"),
        ("put the priciest one with spinner wheels in my cart", "case-3"),
        ("add the cheapest one", "case-1"),
    ],
)
async def test_the_cheapest_of_those_that_have_it(words: str, added: str) -> None:
    assert [n.product_id for n in (await say("suitcases", words))[-1].cart] == [added]


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("I don't want the mug anymore, take it out", ["lamp-1"]),
        ("I don't need the mug. Take it out.", ["lamp-1"]),
        ("take it out", ["mug-1"]),
        ("no, remove it again", ["mug-1"]),
    ],
)
async def test_it_is_what_was_named_before_it(words: str, left: list[str]) -> None:
    lines = (
        "blue mugs by Pellworth",
        "add it",
        "desk lamps by Pellworth",
        "add the red one",
        words,
    )
    assert [n.product_id for n in (await say(*lines))[-1].cart] == left


@pytest.mark.parametrize("words", ["sorry, make that four", "I meant four", "no, four of them"])
async def test_another_number_is_no_yes_to_the_number_offered(words: str) -> None:
    turns = await say("wine glasses", "add five of them", words, "no, thanks")
    assert held(turns[2]) == []
    assert turns[2].asked == "quantity"
    assert held(turns[3]) == []


@pytest.mark.parametrize(
    ("words", "many"), [("yes", 2), ("two", 2), ("just one then", 1), ("okay, make it one", 1)]
)
async def test_a_number_that_is_there_is_added(words: str, many: int) -> None:
    turns = await say("wine glasses", "add five of them", words)
    assert held(turns[-1]) == [("glass-1", None, None, many)]


@pytest.mark.parametrize(
    "words",
    [
        "I'll, uh, I'll take the second one",
        "add, um, add the second one",
        "I'll take the second one, add it",
        "I'll take the second one. Put it in my cart.",
    ],
)
async def test_what_is_said_twice_is_added_once(words: str) -> None:
    turn = (await say("suitcases", words))[-1]
    assert [(n.product_id, n.quantity) for n in turn.cart] == [("case-2", 1)]


@pytest.mark.parametrize("words", ["add the second one twice", "add two of the second one"])
async def test_what_is_asked_for_twice_is_added_twice(words: str) -> None:
    turn = (await say("suitcases", words))[-1]
    assert sum(n.quantity for n in turn.cart) == 2


@pytest.mark.parametrize(
    "words", ["make that four mugs", "change it to four mugs", "I need four of the mugs"]
)
async def test_more_of_what_is_in_the_cart(words: str) -> None:
    lines = ("blue mugs by Pellworth", "add it", "desk lamps", "add the first one", words)
    assert [(n.product_id, n.quantity) for n in (await say(*lines))[-1].cart] == [
        ("mug-1", 4),
        ("lamp-1", 1),
    ]


@pytest.mark.parametrize("words", ["I need two suitcases", "show me four suitcases"])
async def test_a_number_of_something_else_is_a_wish(words: str) -> None:
    turn = (await say("blue mugs by Pellworth", "add it", words))[-1]
    assert held(turn) == [("mug-1", None, "blue", 1)] or held(turn) == [("mug-1", None, None, 1)]


@pytest.mark.parametrize("words", ["add it to my cart", "put it in my basket as well"])
async def test_what_was_saved_is_talked_of(words: str) -> None:
    turn = (await say("suitcases", "save the second one", words))[-1]
    assert [n.product_id for n in turn.cart] == ["case-2"]


@pytest.mark.parametrize("words", ["let's go in red instead", "change it to red"])
async def test_with_an_empty_cart_a_change_is_a_wish(words: str) -> None:
    turn = (await say("desk lamps", words))[-1]
    assert "cart" not in turn.reply.text.lower()
    assert turn.cart == ()


@pytest.mark.parametrize(
    ("words", "added"),
    [("the Tarnholm", "case-3"), ("Tarnholm", "case-3"), ("Tarnholm please", "case-3")],
)
async def test_a_brand_answers_which(words: str, added: str) -> None:
    turn = (await say("suitcases", "add it", words))[-1]
    assert [n.product_id for n in turn.cart] == [added]


@pytest.mark.parametrize("words", ["Ostra", "the Ostra"])
async def test_a_brand_of_two_answers_nothing(words: str) -> None:
    assert (await say("suitcases", "add it", words))[-1].cart == ()


@pytest.mark.parametrize(
    ("words", "added"),
    [
        ("I'll take the cheapest spinner wheels one", "case-2"),
        ("take the most expensive one that has spinner wheels", "case-3"),
    ],
)
async def test_a_property_before_or_behind_the_cheapest(words: str, added: str) -> None:
    assert [n.product_id for n in (await say("suitcases", words))[-1].cart] == [added]


@pytest.mark.parametrize("words", ["add the Ridgecrest to my cart", "put the Zephyrine in my cart"])
async def test_a_strange_name_is_not_what_is_shown(words: str) -> None:
    turn = (await say("desk lamps by Pellworth", words))[-1]
    assert turn.cart == ()


@pytest.mark.parametrize("words", ["yes, the two", "okay, those two then", "just the two please"])
async def test_the_number_offered_is_agreed_to(words: str) -> None:
    turn = (await say("wine glasses", "add five of them", words))[-1]
    assert held(turn) == [("glass-1", None, None, 2)]


@pytest.mark.parametrize("words", ["undo that last thing", "undo", "take back what I just did"])
async def test_with_a_cart_never_filled_undo_is_of_the_wish(words: str) -> None:
    turns = await say("hiking boots", "in green", words)
    assert not any(str(c.value) == "green" for c in turns[-1].constraints)


def test_a_form_is_read_from_a_correction() -> None:
    made = {"sizes": ("S", "M", "L")}
    variants = tuple(
        Variant(id=s, size=s, colour="navy", price=Decimal(9), stock=2) for s in made["sizes"]
    )
    sweater = thing("s", "Ostra Knit", "9.00", "sweaters", variants=variants, stock=6)
    assert form_in("no, medium instead", sweater).size == "M"
    assert form_in("large rather", sweater).size == "L"
    assert form_in("I'm not sure", sweater).size is None


@pytest.mark.parametrize(("words", "size"), [("ate", "8"), ("Nein.", "9"), ("tin", "10")])
async def test_a_size_that_sounds_like_another_word(words: str, size: str) -> None:
    turn = (await say("hiking boots by Ostra", "add the Fell Low in gray", words))[-1]
    assert held(turn) == [("boot-3", size, "gray", 1)]


@pytest.mark.parametrize(
    "words", ["which is better rated", "compare them by rating", "which one has the better rating"]
)
async def test_compared_by_what_was_asked_for(words: str) -> None:
    text = (await say("hiking boots by Fernhollow", words))[-1].reply.text
    assert "4.6" in text and "4" in text and "listings" not in text


@pytest.mark.parametrize(
    "words",
    ["Excuse me, do you have suitcases?", "Sorry, show me suitcases", "pardon me, any suitcases"],
)
async def test_an_apology_before_a_wish_asks_for_no_repetition(words: str) -> None:
    turn = (await say(words))[-1]
    assert [r.act for r in turn.readings] == [Act.FIND]


@pytest.mark.parametrize(
    ("told", "age", "suits"),
    [
        ("ages 5 to 8", 2, False),
        ("ages 1 to 3", 2, True),
        ("ages 3+", 2, False),
        ("ages 8 years and up", 40, True),
        ("ages 3 to 6", 7, True),
        ("ages 3 to 6", 9, False),
        ("washable", 2, True),
    ],
)
def test_what_a_listing_tells_of_ages(told: str, age: int, suits: bool) -> None:
    assert suits_age(thing("t", "Ostra Toy", "9.00", "toys", features=(told,)), age) is suits
