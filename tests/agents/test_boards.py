"""Saving to boards, in words, through the real understander and the whole graph."""

import pytest

from agents.agent import ShoppingAgent
from agents.boards import Board, Saved, find, meant, saved, spoken_name
from agents.turn import Turn, Utterance
from tests.agents.shop import SHOP, ListSearch, reader

MUGS = "show me mugs"
Boards = dict[str, tuple[str, ...]]


def agent() -> ShoppingAgent:
    return ShoppingAgent(ListSearch(SHOP), reader())


async def say(to: ShoppingAgent, *lines: str) -> Turn:
    for line in lines:
        turn = await to.plan("c", Utterance(line))
        await to.commit(turn)
    return turn


@pytest.mark.parametrize(
    ("lines", "boards", "said"),
    [
        ((MUGS, "save the second one"), {"saved": ("mug-2",)}, "your board"),
        ((MUGS, "save the first one to my camping board"), {"camping": ("mug-1",)}, "camping"),
        ((MUGS, "put the first one on my wish list"), {"wish list": ("mug-1",)}, "wish list"),
        ((MUGS, "save the first one to my camping board", "save the second one too"),
         {"camping": ("mug-1", "mug-2")}, "camping"),
        ((MUGS, "save the first one", "save the first one"), {"saved": ("mug-1",)}, "already"),
        ((MUGS, "save the first one to my trip board", "show me my trip board",
          "take it off the board"), {"trip": ()}, "off your trip board"),
        ((MUGS, "save the first one", "clear my board"), {"saved": ("mug-1",)}, "Shall I"),
        ((MUGS, "save the first one", "clear my board", "yes"), {"saved": ()}, "empty now"),
        ((MUGS, "save the first one", "clear my board", "no"), {"saved": ("mug-1",)}, ""),
        (("create a board called summer trip",), {"summer trip": ()}, "summer trip board"),
        ((MUGS, "save it"), {}, "Which one"),
        (("what did I save",), {}, "haven't saved anything"),
    ],
)  # fmt: skip
async def test_what_is_saved(lines: tuple[str, ...], boards: Boards, said: str) -> None:
    turn = await say(agent(), *lines)
    assert {b.name: b.product_ids for b in turn.boards} == boards
    assert said in turn.reply.text


async def test_a_board_is_the_list_that_references_mean() -> None:
    talk = agent()
    await say(talk, MUGS, "save the first one to my trip board", "show me tents")
    await say(talk, "save the second one to my trip board", "show me headphones")
    turn = await say(talk, "show my trip board")
    assert [c.product.id for c in turn.products] == ["mug-1", "tent-2"]
    turn = await say(talk, "add the second one to my cart")
    assert [line.product_id for line in turn.cart] == ["tent-2"]


async def test_a_whole_board_goes_into_the_cart_only_after_a_yes() -> None:
    talk = agent()
    await say(talk, MUGS, "save the first two to my trip board")
    turn = await say(talk, "add everything on my trip board to the cart")
    assert turn.cart == ()
    assert turn.asked == "yes_no"
    turn = await say(talk, "yes please")
    assert [line.product_id for line in turn.cart] == ["mug-1", "mug-2"]


async def test_what_was_saved_on_any_board_is_shown_together() -> None:
    turn = await say(
        agent(), MUGS, "save the first one to my trip board", "save the second one to my wish list",
        "what did I save",
    )  # fmt: skip
    assert [c.product.id for c in turn.products] == ["mug-1", "mug-2"]


async def test_boards_that_the_caller_keeps_leave_no_copy() -> None:
    talk = agent()
    turn = await talk.plan("c", Utterance(MUGS), boards=())
    await talk.commit(turn)
    turn = await talk.plan("c", Utterance("save the first one"), boards=())
    await talk.commit(turn)
    assert [b.product_ids for b in turn.boards] == [("mug-1",)]
    assert (await talk.dialogue("c")).boards == ()
    again = await talk.plan("other", Utterance("what did I save"), boards=turn.boards)
    assert [c.product.id for c in again.products] == ["mug-1"]


def test_boards_are_found_by_their_words() -> None:
    boards = (Board("camping trip"), Board("wish list", (Saved("a"),)))
    assert find(boards, "Camping") == boards[0]
    assert find(boards, "wishlist board") == boards[1]
    assert find(boards, "office") is None
    assert meant(boards, None, "wish list") == boards[1]
    assert meant(boards, None, None) is None
    assert spoken_name("camping trip") == "your camping trip board"


def test_a_product_is_on_a_board_once() -> None:
    boards = saved((), "x", [Saved("a"), Saved("b")])
    assert saved(boards, "x", [Saved("a", "a-red")])[0].items == (Saved("b"), Saved("a", "a-red"))
