"""No kept turn is lost: to a slow plan, an early end, a cancelled waiter, a strange failure."""

import asyncio

import pytest

from assistant.session_events import Trouble, TurnCommitted, TurnEnded
from tests.assistant.noting_conversation import NotingConversation, Session, said
from tests.loopback import over_loopback


@over_loopback
async def test_who_leaves_before_the_plan_is_ready_has_a_turn_all_the_same() -> None:
    conversation = NotingConversation(gate=asyncio.Event())
    session = Session(conversation)
    session.turns.keep(said("boots"))
    closing = asyncio.create_task(session.turns.close())
    await asyncio.sleep(0)
    assert conversation.gate is not None
    conversation.gate.set()
    await closing
    assert conversation.committed == ["boots"]
    assert conversation.ended == [("boots", "interrupted", "")]
    assert [cut.by for cut in conversation.cuts] == ["left"]
    assert len(session.of(TurnCommitted)) == len(session.of(TurnEnded)) == 1


@over_loopback
async def test_words_said_while_the_turn_before_them_is_planned_follow_it() -> None:
    conversation = NotingConversation(gate=asyncio.Event())
    session = Session(conversation)
    session.turns.keep(said("boots"))
    following = asyncio.create_task(session.turns.plan(said("cheaper")))
    await asyncio.sleep(0)
    assert conversation.gate is not None
    conversation.gate.set()
    planned = await following
    session.turns.keep(said("cheaper"))
    session.turns.end(interrupted=False)
    await session.turns.close()
    assert planned.turn.index == 1
    assert conversation.committed == ["boots", "cheaper"]
    assert [outcome for _, outcome, _ in conversation.ended] == ["interrupted", "completed"]
    assert session.of(Trouble) == []


@over_loopback
async def test_who_waits_for_a_turn_to_be_stored_and_is_cancelled_cancels_nothing() -> None:
    conversation = NotingConversation(storing=asyncio.Event())
    session = Session(conversation)
    await session.turns.plan(said("boots"))
    session.turns.keep(said("boots"))
    session.turns.end(interrupted=True)
    correcting = asyncio.create_task(session.turns.heard_until(0, 0.0))
    closing = asyncio.create_task(session.turns.close())
    await asyncio.sleep(0)
    for waiting in (correcting, closing):
        waiting.cancel()
    await asyncio.gather(correcting, closing, return_exceptions=True)
    assert conversation.storing is not None
    conversation.storing.set()
    await session.turns.close()
    assert conversation.committed == ["boots"]
    assert conversation.ended == [("boots", "interrupted", "")]


@pytest.mark.parametrize("fails", ["commit_error", "end_error"])
@over_loopback
async def test_a_failure_nobody_thought_of_ends_the_turn_too(fails: str) -> None:
    conversation = NotingConversation()
    setattr(conversation, fails, OSError("a private path"))
    session = Session(conversation)
    await session.turns.plan(said("boots"))
    session.turns.keep(said("boots"))
    session.turns.end(interrupted=False)
    await session.turns.close()
    [ended] = session.of(TurnEnded)
    assert isinstance(ended, TurnEnded)
    assert ended.outcome == ("failed" if fails == "commit_error" else "completed")
    assert ended.is_logged == (fails == "commit_error")
    [trouble] = session.of(Trouble)
    assert isinstance(trouble, Trouble)
    assert "private" not in trouble.message, "what it was is for the log, not for a client"
