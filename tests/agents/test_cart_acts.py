"""Changing, undoing and paying, in words, through the real understander and the whole graph."""

from decimal import Decimal

import pytest

from agents.agent import ShoppingAgent
from agents.desk import Desk
from agents.turn import Turn, Utterance
from retrieval.product import Product
from tests.agents.shop import SHOP, ListSearch, reader

CHECKOUT = "https://shop.example/cart/{lines}?from=voice"
BOOTS = ("show me hiking boots", "add the third one in a nine")
MUG = ("show me mugs", "add the first one")
Lines = list[tuple[str, str | None, int]]
BOOT: tuple[str, str | None, int] = ("boot-3", "9", 1)
ONE_MUG: tuple[str, str | None, int] = ("mug-1", None, 1)


def agent(checkout: str | None = None) -> ShoppingAgent:
    return ShoppingAgent(ListSearch(SHOP), reader(), desk=Desk(checkout_url=checkout))


async def say(to: ShoppingAgent, *lines: str) -> Turn:
    for line in lines:
        turn = await to.plan("c", Utterance(line))
        await to.commit(turn)
    return turn


def held(turn: Turn) -> Lines:
    return [(line.product_id, line.size, line.quantity) for line in turn.cart]


@pytest.mark.parametrize(
    ("lines", "cart", "said"),
    [
        ((*BOOTS, *MUG, "change the boots to a ten"), [("boot-3", "10", 1), ONE_MUG], "a 10"),
        ((*BOOTS, *MUG, "make the mug three"), [BOOT, ("mug-1", None, 3)], "three of them"),
        ((*BOOTS, *MUG, "set the mugs to four"), [BOOT, ("mug-1", None, 4)], "four of them"),
        ((*MUG, "make it two", "double the mugs"), [("mug-1", None, 4)], "four of them"),
        ((*MUG, *BOOTS, "make the mugs forty"), [ONE_MUG, BOOT], "only 12"),
        ((*MUG, *BOOTS, "change the boots to a thirteen"), [ONE_MUG, BOOT], "13"),
        ((*MUG, "change the tent in my cart to a nine"), [ONE_MUG], "isn't in your cart"),
        ((*MUG, "show me tents", "swap the mug for the first one"), [("tent-1", None, 1)], "Lee"),
        ((*MUG, *BOOTS, "make the mug zero"), [BOOT], "out of your cart"),
        ((*MUG, *BOOTS, "one more of the mugs"), [("mug-1", None, 2), BOOT], "two of them"),
        ((*MUG[:1], "add zero of the first one"), [], "Nothing was added"),
        ((*MUG[:1], "add a thousand of the first one"), [], "only 12 left"),
        ((*MUG, *BOOTS, "remove the tent"), [ONE_MUG, BOOT], "isn't in your cart"),
        ((*MUG, *BOOTS, "remove the boots and the mug"), [], "empty now"),
        ((*MUG, *BOOTS, "take everything except the boots out of my cart"), [BOOT], "$99"),
        ((*MUG, *BOOTS, "remove everything"), [ONE_MUG, BOOT], "Shall I take everything out?"),
        ((*MUG, *BOOTS, "remove everything", "no"), [ONE_MUG, BOOT], ""),
        ((*MUG, *BOOTS, "remove everything", "yes"), [], "empty now"),
        ((*MUG, *BOOTS, "empty my cart", "do you take paypal", "yes"), [], "empty now"),
    ],
)  # fmt: skip
async def test_any_line_can_be_changed(lines: tuple[str, ...], cart: Lines, said: str) -> None:
    turn = await say(agent(), *lines)
    assert held(turn) == cart
    assert said in turn.reply.text


@pytest.mark.parametrize(
    ("lines", "cart", "said"),
    [
        ((*MUG, "undo that"), [], "out of your cart again"),
        ((*MUG, *BOOTS, "undo"), [ONE_MUG], "$14"),
        ((*MUG, *BOOTS, "remove the mug", "undo that"), [ONE_MUG, BOOT], "back in your cart"),
        ((*MUG, *BOOTS, "remove the mug", "put it back"), [ONE_MUG, BOOT], "back in your cart"),
        ((*MUG, "make it three", "undo that"), [ONE_MUG], "Harbor"),
        ((*MUG, *BOOTS, "remove everything", "yes", "undo that"), [ONE_MUG, BOOT], "are back"),
        ((*MUG, *BOOTS, "undo", "undo"), [], "empty"),
        ((*MUG, *BOOTS, "remove the mug", "remove the boots", "put the mug back in"),
         [ONE_MUG], "back in your cart"),
        ((*MUG, "show me tents", "swap the mug for the first one", "undo that"), [ONE_MUG], "back"),
        (("undo",), [], "nothing in your cart to undo"),
    ],
)  # fmt: skip
async def test_the_last_change_can_be_undone(
    lines: tuple[str, ...], cart: Lines, said: str
) -> None:
    turn = await say(agent(), *lines)
    assert sorted(held(turn)) == sorted(cart)
    assert said in turn.reply.text


async def test_undo_takes_back_whichever_came_last() -> None:
    turn = await say(agent(), *MUG, "show me hiking boots", "only in leather", "undo that")
    assert held(turn) == [ONE_MUG]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("what's in my cart", "$113 in all"),
        ("what's my total", "$113"),
        ("what's my total without the mug", "Without the Pellworth Harbor it's $99."),
        ("is the mug in my cart", "Yes"),
        ("did you add the tent", "No, that isn't in your cart."),
    ],
)
async def test_the_cart_is_told(question: str, said: str) -> None:
    turn = await say(agent(), *BOOTS, *MUG, question)
    assert said in turn.reply.text
    assert sorted(held(turn)) == sorted([BOOT, ONE_MUG])


@pytest.mark.parametrize("words", ["check out", "I'm ready to pay", "buy everything in my cart"])
async def test_checkout_is_a_link_and_no_purchase(words: str) -> None:
    turn = await say(agent(CHECKOUT), *BOOTS, *MUG, words)
    assert [link.url for link in turn.links] == [
        "https://shop.example/cart/boot-3-gray-9:1,mug-1:1?from=voice"
    ]
    assert "on your screen" in turn.reply.text
    assert "http" not in turn.reply.text
    assert len(turn.cart) == 2


async def test_without_a_checkout_the_shop_is_named() -> None:
    turn = await say(agent(), *MUG, "check out")
    assert turn.links == ()
    assert "in the shop" in turn.reply.text


async def test_what_changed_in_the_shop_meanwhile_is_said() -> None:
    shop = {p.id: p for p in SHOP}
    search = ListSearch(SHOP)
    talk = ShoppingAgent(search, reader(), desk=Desk(checkout_url=CHECKOUT))
    await say(talk, *MUG, "make it three", *BOOTS)
    search._by_id["mug-1"] = shop["mug-1"].model_copy(update={"price": Decimal("16.00")})
    assert "went up to $16" in (await say(talk, "what's in my cart")).reply.text
    search._by_id["mug-1"] = shop["mug-1"].model_copy(update={"stock": 2})
    assert "only two" in (await say(talk, "check out")).reply.text
    del search._by_id["mug-1"]
    turn = await say(talk, "what's in my cart")
    assert "left your cart" in turn.reply.text
    assert held(turn) == [BOOT]


async def test_a_question_survives_a_side_question() -> None:
    talk = agent()
    turn = await say(talk, "show me hiking boots", "add the third one", "what's your return policy")
    assert turn.asked == "size"
    assert "which size" in turn.reply.text
    assert held(await say(talk, "nine")) == [BOOT]


async def test_ids_never_break_the_checkout_link() -> None:
    odd = replace_id("mug-1", "mug:1,2/ü")
    search = ListSearch([p if p.id != "mug-1" else odd for p in SHOP])
    talk = ShoppingAgent(search, reader(), desk=Desk(checkout_url=CHECKOUT))
    await say(talk, "show me mugs", "add the Harbor")
    link = (await say(talk, "check out")).links[0].url
    assert link == "https://shop.example/cart/mug%3A1%2C2%2F%C3%BC:1?from=voice"


def replace_id(old: str, new: str) -> Product:
    return next(p for p in SHOP if p.id == old).model_copy(update={"id": new})


@pytest.mark.parametrize(
    ("words", "pace"),
    [
        (("slower please",), 0.9),
        (("you're talking too fast", "slower", "slow down"), 0.8),
        (("speak faster",), 1.1),
        (("faster", "faster", "faster"), 1.25),
        (("slower", "normal speed please"), 1.0),
    ],
)
async def test_the_pace_of_the_voice(words: tuple[str, ...], pace: float) -> None:
    assert (await say(agent(), *words)).pace == pace


async def test_a_turn_that_was_not_committed_changed_nothing() -> None:
    talk = agent()
    await say(talk, *MUG)
    planned = await talk.plan("c", Utterance("undo that"))
    assert planned.cart == ()
    assert held(await say(talk, "what's in my cart")) == [ONE_MUG]
