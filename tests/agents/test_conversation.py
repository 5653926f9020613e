"""The graph end to end, with readings by hand: a whole conversation and others."""

from dataclasses import replace
from pathlib import Path

import pytest

from agents.acts import Act
from agents.agent import PlannedTurn, ShoppingAgent
from agents.checkpoints import open_checkpoints
from agents.constraints import Kind
from agents.errors import CheckpointsFailed, ForeignTurn, StalePlan, UnreadableState
from agents.graph import mermaid
from agents.reading import Reading
from agents.turn import Turn, Utterance
from tests.agents.say import (
    BOOTS_UNDER_150,
    CHEAPER_NOT_LEATHER,
    IT,
    SECOND_WATERPROOF,
    ByHand,
    Relative,
    Shift,
    nth,
    reading,
    under,
    want,
)
from tests.agents.shop import SHOP, ListSearch

FIND = "I'm looking for hiking boots under a hundred and fifty dollars"
CHEAPER = "do you have something cheaper, not leather"
WATERPROOF = "is the second one waterproof"
ADD_TEN = "add it to my cart, size ten"
SCRIPT: dict[str, Reading | tuple[Reading, ...]] = {
    FIND: BOOTS_UNDER_150,
    CHEAPER: CHEAPER_NOT_LEATHER,
    WATERPROOF: SECOND_WATERPROOF,
    ADD_TEN: reading(Act.CART_ADD, references=IT, size="10"),
    "first, size nine": reading(Act.CART_ADD, references=nth(1), size="9"),
    "add it": reading(Act.CART_ADD, references=IT),
    "nine": reading(Act.UNCLEAR, words="nine"),
    "the first": reading(Act.SELECT, references=nth(1)),
    "twelve then": reading(Act.CART_ADD, size="12"),
    "no": reading(Act.DENY),
    "what is in my cart": reading(Act.CART_VIEW),
    "cheaper": reading(Act.REFINE, Shift(Relative.CHEAPER, "cheaper")),
    "boots. stop": (BOOTS_UNDER_150, reading(Act.STOP)),
    "hm": (),
}


def agent(search: ListSearch | None = None, **more: object) -> ShoppingAgent:
    return ShoppingAgent(search or ListSearch(SHOP), ByHand(SCRIPT), **more)  # type: ignore[arg-type]  # **more is a checkpointer


async def say(to: ShoppingAgent, *lines: str, id_: str = "c1") -> Turn:
    for line in lines:
        turn = await to.plan(id_, Utterance(line))
        await to.commit(turn)
    return turn


async def test_a_whole_conversation_with_a_size_that_is_sold_out() -> None:
    shop = agent()
    first = await say(shop, FIND)
    assert [c.product.id for c in first.products[:3]] == ["boot-1", "boot-2", "boot-3"]
    assert all(c.product.price <= 150 for c in first.products)
    assert first.focus is None

    second = await say(shop, CHEAPER)
    spoken_before = min(c.product.price for c in first.products[:3])
    ids = [c.product.id for c in second.products]
    assert ids[:2] == ["boot-4", "boot-5"]
    assert not any("leather" in c.product.materials for c in second.products)
    assert all(c.product.price < spoken_before for c in second.products)
    assert "cheaper" in second.reply.clauses[0]

    third = await say(shop, WATERPROOF)
    assert third.focus is not None and third.focus.id == "boot-5"
    assert third.reply.text == "Yes, the Quillan Pass is waterproof."

    fourth = await say(shop, ADD_TEN)
    assert fourth.cart == ()
    assert fourth.reply.text == "The 10 is sold out. I have 9 and 11. Which would you like?"
    fifth = await say(shop, "nine")
    assert [(line.product_id, line.size) for line in fifth.cart] == [("boot-5", "9")]
    assert "size 9" in fifth.reply.text


async def test_a_size_that_is_not_made_is_asked_back_with_those_that_are() -> None:
    talk = agent()
    turn = await say(talk, FIND, CHEAPER, "the first", ADD_TEN)
    assert turn.cart == ()
    assert turn.reply.text == "It doesn't come in a 10. I have 8, 9 and 11. Which would you like?"
    turn = await say(talk, "twelve then")
    assert turn.cart == ()
    assert turn.reply.text.startswith("It doesn't come in a 12.")
    turn = await say(talk, "nine")
    assert [(line.product_id, line.size) for line in turn.cart] == [("boot-4", "9")]


async def test_a_whole_conversation_with_a_size_that_is_sold() -> None:
    turn = await say(agent(), FIND, WATERPROOF, ADD_TEN)
    assert [(line.product_id, line.size, line.quantity) for line in turn.cart] == [
        ("boot-2", "10", 1)
    ]
    assert "size 10" in turn.reply.clauses[0]


async def test_cheaper_is_cheaper_than_all_on_the_screen_where_that_exists() -> None:
    search = ListSearch([p for p in SHOP if p.id in {"boot-1", "boot-2"}])
    talk = agent(search)
    await say(talk, FIND)
    search.products = SHOP
    turn = await say(talk, CHEAPER)
    assert turn.products
    assert all(c.product.price < 129 for c in turn.products)
    assert "cheaper" in turn.reply.clauses[0]


async def test_where_nothing_is_cheaper_the_cheapest_are_shown_and_it_is_said() -> None:
    talk = agent(ListSearch([p for p in SHOP if p.id in {"boot-1", "boot-2"}]))
    await say(talk, FIND)
    turn = await say(talk, "cheaper")
    assert [c.product.id for c in turn.products] == ["boot-1", "boot-2"]
    assert turn.reply.text.startswith("Nothing cheaper fits. The lowest are")
    # The bound that found nothing is not kept.
    assert [str(c.value) for c in turn.constraints] == [
        "hiking boots",
        "PriceRange(low=None, high=Decimal('150'))",
    ]


async def test_a_request_that_ends_in_stop_is_shown_and_not_read_out() -> None:
    turn = await say(agent(), "boots. stop")
    assert turn.products
    assert len(turn.reply.text.split()) < 4


async def test_planning_stores_nothing_and_may_be_repeated() -> None:
    talk = agent()
    await say(talk, FIND, WATERPROOF)
    before = await talk.dialogue("c1")
    one = await talk.plan("c1", Utterance(ADD_TEN))
    two = await talk.plan("c1", Utterance(ADD_TEN))
    assert one == two
    assert await talk.dialogue("c1") == before
    assert await talk.cart("c1") == ()
    await talk.commit(two)
    assert len(await talk.cart("c1")) == 1


async def test_a_stale_plan_is_refused() -> None:
    talk = agent()
    old = await talk.plan("c1", Utterance(FIND))
    await say(talk, FIND)
    with pytest.raises(StalePlan, match="plan the utterance again"):
        await talk.commit(old)


async def test_a_turn_that_was_not_planned_is_refused() -> None:
    talk = agent()
    planned = await talk.plan("c1", Utterance(FIND))
    assert isinstance(planned, PlannedTurn)
    fields = {name: getattr(planned, name) for name in Turn.__dataclass_fields__}
    with pytest.raises(ForeignTurn):
        await talk.commit(Turn(**fields))


async def test_conversations_do_not_mix() -> None:
    talk = agent()
    await say(talk, FIND, "first, size nine", id_="a")
    assert await talk.cart("b") == ()
    assert (await talk.dialogue("b")).turn == 0


async def test_a_conversation_resumes_after_a_restart(tmp_path: Path) -> None:
    file = tmp_path / "made" / "conversations.sqlite"
    async with open_checkpoints(file) as store:
        await say(agent(checkpointer=store), FIND, "first, size nine")
    async with open_checkpoints(file) as store:
        again = agent(checkpointer=store)
        assert [line.product_id for line in await again.cart("c1")] == ["boot-1"]
        turn = await say(again, WATERPROOF)
        assert turn.index == 2
        assert turn.focus is not None and turn.focus.id == "boot-2"


async def test_an_interrupted_reply_is_remembered_as_heard() -> None:
    talk = ShoppingAgent(
        ListSearch(SHOP), ByHand({**SCRIPT, "say that again": reading(Act.REPEAT)})
    )
    turn = await talk.plan("c1", Utterance(FIND))
    await talk.commit(turn, heard=turn.reply.clauses[0])
    state = await talk.dialogue("c1")
    assert state.last_reply == turn.reply.clauses[0]
    assert state.spoken == 0
    assert len(state.screen) == len(turn.products)
    # What was not heard was not said: the whole of it is wanted.
    again = await say(talk, "say that again")
    assert again.reply.text == turn.reply.text


async def test_a_reply_cut_off_after_its_commit_leaves_what_was_heard() -> None:
    script = {**SCRIPT, "the last one": reading(Act.SELECT, references=nth(-1))}
    talk = ShoppingAgent(ListSearch(SHOP), ByHand(script))
    turn = await say(talk, FIND)
    before = await talk.dialogue("c1")
    two_of_three = turn.reply.text[: turn.reply.text.index(", and the")]
    await talk.note_heard("c1", two_of_three)
    after = await talk.dialogue("c1")
    assert after == replace(before, last_reply=two_of_three, spoken=2)
    chosen = await say(talk, "the last one")
    assert chosen.focus is not None and chosen.focus.id == "boot-2"


async def test_a_yes_to_an_offer_that_was_not_heard_agrees_to_nothing() -> None:
    script = {"cheap": reading(Act.FIND, want(Kind.CATEGORY, "mugs"), under("10")),
              "yes": reading(Act.CONFIRM, words="yes")}  # fmt: skip
    for unheard, shown in ((6, 0), (3, 0), (1, 1)):
        talk = ShoppingAgent(ListSearch(SHOP), ByHand(script))
        offer = await say(talk, "cheap")
        heard = " ".join(offer.reply.text.split()[:-unheard])
        await talk.note_heard("c1", heard)
        assert len((await say(talk, "yes")).products) == shown, heard


async def test_heard_of_a_conversation_that_never_was_is_nothing() -> None:
    talk = agent()
    await talk.note_heard("nobody", "Here are")
    assert (await talk.dialogue("nobody")).turn == 0


async def test_silence_is_not_a_wish() -> None:
    turn = await say(agent(), "  ")
    assert "did not catch that" in turn.reply.text
    assert [r.act for r in turn.readings] == [Act.ASR_FAILURE]


async def test_an_understander_without_an_idea_is_asked_back() -> None:
    turn = await say(agent(), "hm")
    assert [r.act for r in turn.readings] == [Act.UNCLEAR]
    assert turn.products == ()


async def test_deny_calls_off_a_waiting_add() -> None:
    talk = agent()
    turn = await say(talk, FIND, WATERPROOF, "add it", "no", "nine")
    assert turn.cart == ()


async def test_a_damaged_conversation_is_one_clear_error(tmp_path: Path) -> None:
    async with open_checkpoints(tmp_path / "c.sqlite") as store:
        talk = agent(checkpointer=store)
        await say(talk, FIND)
        config = {"configurable": {"thread_id": "c1"}}
        await talk._stored.aupdate_state(config, {"saved": {"version": 99}}, "compose")  # type: ignore[arg-type]
        with pytest.raises(UnreadableState, match="99"):
            await talk.plan("c1", Utterance(FIND))


async def test_a_file_that_is_no_database_is_one_clear_error(tmp_path: Path) -> None:
    file = tmp_path / "c.sqlite"
    file.write_bytes(b"not a database, but long enough to look like one" * 40)
    with pytest.raises(CheckpointsFailed, match="SQLite"):
        async with open_checkpoints(file):
            pass


async def test_no_search_runs_twice_in_one_turn() -> None:
    search = ListSearch(SHOP)
    talk = ShoppingAgent(search, ByHand({"twice": (BOOTS_UNDER_150, BOOTS_UNDER_150)}))
    await say(talk, "twice")
    assert len(search.requests) == 1


def test_the_graph_draws_itself() -> None:
    drawn = mermaid()
    assert drawn.lstrip().startswith(("---", "graph", "flowchart"))
    nodes = ("understand", "edit", "retrieve", "answer", "cart", "talk", "plan_reply", "compose")
    for node in nodes:
        assert f"{node}(" in drawn
    assert "understand -.-> reread" in drawn
    assert "plan_reply --> compose" in drawn
    assert "edit -.-> retrieve" in drawn
    assert "retrieve -.-> edit" in drawn
