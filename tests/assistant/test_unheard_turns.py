"""Turns that no words were recognised for, beside turns with words, without a model."""

import asyncio

import pytest

from assistant.session_events import Trouble
from tests.assistant.noting_conversation import NotingConversation, Session, said
from tests.loopback import over_loopback


@over_loopback
async def test_words_planned_while_nothing_was_heard_are_planned_anew_after_it() -> None:
    conversation = NotingConversation(gate=asyncio.Event())
    session = Session(conversation)
    saying = asyncio.create_task(session.turns.say(said("")))
    hearing = asyncio.create_task(session.turns.plan(said("boots")))
    await asyncio.sleep(0.01)
    assert conversation.gate is not None
    conversation.gate.set()
    assert (await saying).index == 0
    await hearing
    session.turns.keep(said("boots"))
    await asyncio.sleep(0.01)
    await session.turns.close()
    assert session.of(Trouble) == []
    assert conversation.committed == ["", "boots"]


@over_loopback
async def test_two_that_were_not_heard_are_two_turns() -> None:
    conversation = NotingConversation()
    session = Session(conversation)
    turns = await asyncio.gather(*(session.turns.say(said("")) for _ in range(2)))
    await session.turns.close()
    assert session.of(Trouble) == []
    assert [turn.index for turn in turns] == [0, 1]


@pytest.mark.parametrize("is_kept_first", [True, False])
@over_loopback
async def test_what_was_not_heard_comes_after_words_that_were(is_kept_first: bool) -> None:
    conversation = NotingConversation(gate=asyncio.Event())
    session = Session(conversation)
    if is_kept_first:
        session.turns.keep(said("boots"))
    saying = asyncio.create_task(session.turns.say(said("")))
    await asyncio.sleep(0.01)
    if not is_kept_first:
        session.turns.keep(said("boots"))
    assert conversation.gate is not None
    conversation.gate.set()
    assert (await saying).index == 1
    await session.turns.close()
    assert session.of(Trouble) == []
    assert conversation.committed == ["boots", ""]
