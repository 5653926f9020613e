"""Cart and boards changed by hand: the spoken cart's rules, and no click is ever lost."""

import pytest

from agents.acts import Act
from agents.agent import ShoppingAgent
from agents.boards import Board
from agents.clicked import LINES_MOST, QUANTITY_MOST
from agents.clicks import Click, Deed
from agents.errors import ClickRefused
from agents.turn import Utterance
from tests.agents.say import BOOTS_UNDER_150, ByHand, nth, reading
from tests.agents.shop import SHOP, ListSearch

SCRIPT = {
    "boots": BOOTS_UNDER_150,
    "add the first": reading(Act.CART_ADD, references=nth(1)),
    "add the third, nine": reading(Act.CART_ADD, references=nth(3), size="9"),
    "nine": reading(Act.UNCLEAR, words="nine"),
    "undo that": reading(Act.CART_UNDO, words="undo that"),
    "make it two": reading(Act.OUT_OF_SCOPE, words="make it two"),
    "save the first": reading(Act.SAVE, references=nth(1), board="camping"),
}
BOOT = Click(Deed.ADD, "boot-1", size="9")
LINE = Click(Deed.REMOVE, "boot-1", "boot-1-9")


def agent() -> ShoppingAgent:
    return ShoppingAgent(ListSearch(SHOP), ByHand(SCRIPT))


async def say(shop: ShoppingAgent, *lines: str) -> None:
    for line in lines:
        await shop.commit(await shop.plan("c", Utterance(line)))


async def held(shop: ShoppingAgent) -> list[tuple[str, str | None, int]]:
    return [(line.product_id, line.size, line.quantity) for line in await shop.cart("c")]


async def test_what_is_clicked_is_in_the_cart_and_by_voice_undone() -> None:
    shop = agent()
    await shop.click("c", BOOT)
    assert await held(shop) == [("boot-1", "9", 1)]
    await say(shop, "make it two")
    assert await held(shop) == [("boot-1", "9", 2)]
    await say(shop, "undo that", "undo that")
    assert await held(shop) == []


@pytest.mark.parametrize(
    ("click", "code"),
    [
        (Click(Deed.ADD, "boot-1"), "size_needed"),
        (Click(Deed.ADD, "boot-1", size="40"), "no_such_size"),
        (Click(Deed.ADD, "boot-1", size="9", colour="pink"), "no_such_colour"),
        (Click(Deed.ADD, "boot-1", "no-such"), "no_such_variant"),
        (Click(Deed.ADD, "no-such"), "no_such_product"),
        (Click(Deed.ADD, "mug-2", quantity=3), "few_left"),
        (Click(Deed.ADD, "mug-1", quantity=QUANTITY_MOST + 1), "few_left"),
        (LINE, "no_such_line"),
        (Click(Deed.CHANGE, "mug-1", quantity=2), "no_such_line"),
        (Click(Deed.UNDO), "nothing_to_undo"),
        (Click(Deed.DROP_BOARD, board="none"), "no_such_board"),
        (Click(Deed.SAVE, "no-such", board="camping"), "no_such_product"),
    ],
)
async def test_what_cannot_be_had_is_refused_and_changes_nothing(click: Click, code: str) -> None:
    shop = agent()
    with pytest.raises(ClickRefused) as refused:
        await shop.click("c", click)
    assert refused.value.code == code
    assert str(refused.value).endswith(".")
    assert not await shop.knows("c")


async def test_a_line_is_changed_in_its_place() -> None:
    shop = agent()
    await shop.click("c", BOOT)
    variant = (await shop.cart("c"))[0].variant_id
    await shop.click("c", Click(Deed.CHANGE, "boot-1", variant, size="10", quantity=2))
    assert await held(shop) == [("boot-1", "10", 2)]
    variant = (await shop.cart("c"))[0].variant_id
    await shop.click("c", Click(Deed.CHANGE, "boot-1", variant, quantity=0))
    assert await held(shop) == []
    await shop.click("c", Click(Deed.UNDO))
    assert await held(shop) == [("boot-1", "10", 2)]


async def test_pieces_of_two_clicks_are_counted_together() -> None:
    shop = agent()
    await shop.click("c", Click(Deed.ADD, "mug-2"))
    with pytest.raises(ClickRefused) as refused:
        await shop.click("c", Click(Deed.ADD, "mug-2", quantity=2))
    assert refused.value.choices == ("1",)


async def test_a_click_while_a_turn_is_planned_is_not_lost() -> None:
    shop = agent()
    await say(shop, "boots")
    planned = await shop.plan("c", Utterance("add the third, nine"))
    await shop.click("c", BOOT)
    missed = await shop.commit(planned)
    assert missed == (BOOT,)
    assert await held(shop) == [("boot-3", "9", 1), ("boot-1", "9", 1)]
    assert (await shop.dialogue("c")).clicks == ()


async def test_a_click_that_no_longer_fits_the_turn_is_dropped() -> None:
    shop = agent()
    await shop.click("c", BOOT)
    await say(shop, "boots")
    planned = await shop.plan("c", Utterance("undo that"))
    variant = (await shop.cart("c"))[0].variant_id
    await shop.click("c", Click(Deed.CHANGE, "boot-1", variant, quantity=3))
    await shop.commit(planned)
    assert await held(shop) == []


async def test_a_click_answers_the_question_for_a_size() -> None:
    shop = agent()
    await say(shop, "boots", "add the first")
    assert (await shop.dialogue("c")).pending is not None
    await shop.click("c", BOOT)
    assert (await shop.dialogue("c")).pending is None


async def test_boards_by_hand() -> None:
    shop = agent()
    await say(shop, "boots", "save the first")
    after = await shop.click("c", Click(Deed.SAVE, "mug-1", board="Camping"))
    assert [b.product_ids for b in after.boards] == [("boot-1", "mug-1")]
    after = await shop.click("c", Click(Deed.TAKE_OFF, "boot-1", board="camping"))
    assert [b.product_ids for b in after.boards] == [("mug-1",)]
    after = await shop.click("c", Click(Deed.DROP_BOARD, board="camping"))
    assert after.boards == ()


async def test_boards_of_a_known_shopper_are_not_copied_into_the_conversation() -> None:
    shop = agent()
    own = (Board("gifts"),)
    after = await shop.click("c", Click(Deed.SAVE, "mug-1", board="gifts"), own)
    assert after.boards[0].product_ids == ("mug-1",)
    assert (await shop.dialogue("c")).boards == ()


async def test_a_cart_has_an_end() -> None:
    products = [SHOP[-1].model_copy(update={"id": f"p{i}", "variants": ()}) for i in range(200)]
    shop = ShoppingAgent(ListSearch(products), ByHand({}))
    for i in range(LINES_MOST):
        await shop.click("c", Click(Deed.ADD, f"p{i}"))
    with pytest.raises(ClickRefused) as refused:
        await shop.click("c", Click(Deed.ADD, "p150"))
    assert refused.value.code == "cart_full"


async def test_a_conversation_apart_leaves_no_trace() -> None:
    shop = agent()
    apart = shop.apart("c", await shop.dialogue("c"), "seed", without_models=True)
    await say(apart, "boots")
    await apart.click("c", BOOT)
    assert await held(apart) == [("boot-1", "9", 1)]
    assert not await shop.knows("c")
    assert await apart.forget("c")
    assert not await apart.knows("c")


async def test_what_is_forgotten_is_gone() -> None:
    shop = agent()
    await say(shop, "boots")
    assert await shop.forget("c")
    assert not await shop.forget("c")
    assert (await shop.dialogue("c")).turn == 0
