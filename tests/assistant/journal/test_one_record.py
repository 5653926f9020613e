"""Whatever becomes of an utterance, the log has exactly one honest record of it."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from agents.acts import Act
from agents.clicks import Click, Deed
from agents.errors import CheckpointsFailed
from agents.turn import Utterance
from assistant.conversation import Conversation
from assistant.errors import LogUnwritable
from assistant.events.event import Event
from assistant.journal.journal import Cut
from assistant.parts import Parts
from assistant.turn_record import TurnRecord
from tests.assistant.test_written_replies import Writer, parts_of
from tests.patience import PATIENCE_S


@pytest.fixture
def parts(tmp_path: Path) -> Parts:
    from agents.phrasing.as_planned import AsPlanned  # noqa: PLC0415

    made = parts_of(tmp_path, Writer())
    object.__setattr__(made, "writer", AsPlanned())
    return made


def turns(parts: Parts) -> list[TurnRecord]:
    return [r for r in parts.log.read_all() if isinstance(r, TurnRecord)]


def events(parts: Parts, action: str) -> list[Event]:
    found = [r for r in parts.log.read_all() if isinstance(r, Event)]
    return [event for event in found if event.action_name == action]


async def test_one_that_cannot_be_planned(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fails(*_: Any, **__: Any) -> None:
        raise CheckpointsFailed("no disk")

    talk = Conversation(parts, "c")
    monkeypatch.setattr(parts.shopping, "plan", fails)
    with pytest.raises(CheckpointsFailed):
        await talk.answer("boots", "text")
    (record,) = turns(parts)
    assert (record.outcome, record.turn, record.user_query) == ("failed", None, "boots")
    assert (record.door, record.spoken_ids) == ("text", [])
    (error,) = events(parts, "error")
    assert error.event_attributes.details == {"code": "turn_failed", "door": "text"}


async def test_one_that_cannot_be_stored(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fails(*_: Any, **__: Any) -> None:
        raise CheckpointsFailed("no disk")

    talk = Conversation(parts, "c")
    monkeypatch.setattr(parts.shopping, "commit", fails)
    with pytest.raises(CheckpointsFailed):
        await talk.answer("boots", "text")
    (record,) = turns(parts)
    assert (record.outcome, record.turn) == ("failed", None)
    monkeypatch.undo()
    await talk.answer("boots", "text")
    _, kept = turns(parts)
    assert (kept.outcome, kept.turn) == ("completed", 0), "no number is given twice"


async def test_one_whose_client_vanishes_in_the_middle_of_the_reply(parts: Parts) -> None:
    talk = Conversation(parts, "c")

    first = asyncio.Event()

    async def read_one_clause() -> None:
        async with talk.typed("hiking boots", door="chat") as typed:
            async for _ in typed.planned.clauses():
                first.set()
                await asyncio.sleep(600)

    reading = asyncio.create_task(read_one_clause())
    await asyncio.wait_for(first.wait(), PATIENCE_S)
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    (record,) = turns(parts)
    assert record.outcome == "interrupted"
    (cut,) = events(parts, "interruption")
    assert (cut.query_id, cut.turn) == (record.query_id, 0)


async def test_one_whose_client_vanishes_before_it_is_answered(parts: Parts) -> None:
    talk = Conversation(parts, "c")
    async with talk._typed.order:
        waiting = asyncio.create_task(talk.answer("boots", "text"))
        await asyncio.sleep(0.05)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
    (record,) = turns(parts)
    assert (record.outcome, record.turn, record.user_query) == ("failed", None, "boots")


@pytest.mark.parametrize(("said", "act"), [("", Act.ASR_FAILURE), ("nine", Act.UNCLEAR)])
async def test_what_was_not_heard_is_told_apart_from_what_was_not_understood(
    parts: Parts, said: str, act: Act
) -> None:
    talk = Conversation(parts, "c")
    planned = await talk.plan(Utterance(said, spoken=True, confidence=0.2))
    await talk.commit(planned)
    await talk.end(planned)
    (record,) = turns(parts)
    assert record.acts[0]["act"] == act
    assert (record.outcome, record.query) == ("completed", None)


async def test_a_spoken_reply_that_was_cut_off(parts: Parts) -> None:
    talk = Conversation(parts, "c")
    planned = await talk.plan(Utterance("hiking boots", spoken=True))
    planned.door = "realtime"
    async for _ in planned.clauses():
        pass
    await talk.commit(planned)
    whole = planned.turn.reply.text
    heard = whole[: len(whole) // 3]
    await talk.end(planned, outcome="interrupted", heard=heard, cut=Cut(1.234, "speech"))
    (record,) = turns(parts)
    assert (record.outcome, record.heard) == ("interrupted", heard)
    assert record.spoken_ids is not None
    assert len(record.spoken_ids) < 3 <= len(record.query_response_hit_ids)
    (cut,) = events(parts, "interruption")
    assert cut.event_attributes.details == {"by": "speech", "heard_ms": 1234}


async def test_an_event_that_cannot_be_written_takes_nothing_from_the_shopper(
    parts: Parts, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def full(_: Any) -> None:
        raise LogUnwritable("The disk is full.")

    talk = Conversation(parts, "c")
    turn, _ = await talk.answer("hiking boots")
    product = turn.products[0].product
    variant = product.variants[0].id if product.variants else None
    monkeypatch.setattr(parts.log, "append_async", full)
    after = await talk.click(Click(Deed.ADD, product.id, variant))
    assert len(after.cart) == 1
    assert "an event was not logged" in caplog.text


async def test_a_click_while_a_turn_is_planned_counts_once(parts: Parts) -> None:
    talk = Conversation(parts, "c")
    turn, _ = await talk.answer("hiking boots")
    product = turn.products[0].product
    variant = product.variants[0].id if product.variants else None
    planned = await talk.plan(Utterance("only waterproof ones", spoken=True))
    await talk.click(Click(Deed.ADD, product.id, variant))
    await talk.commit(planned)
    await talk.end(planned)
    (added,) = events(parts, "add_to_cart")
    assert added.event_attributes.details["by"] == "hand"
    assert added.query_id == turn.query_id
    assert events(parts, "remove_from_cart") == []


async def test_a_visit_has_a_beginning_and_an_end(parts: Parts) -> None:
    talk = Conversation(parts, "c")
    async with talk.journal.visit("cli"):
        assert list(parts.log.read_all()) == []
        await talk.answer("boots", "cli")
    (start,), (end,) = events(parts, "session_start"), events(parts, "session_end")
    assert start.event_attributes.details == {"door": "cli", "resumed": False}
    assert end.event_attributes.details["reason"] == "left"
    assert start.timestamp <= turns(parts)[0].timestamp <= end.timestamp


async def test_what_was_erased_does_not_come_back_with_the_end_of_the_visit(parts: Parts) -> None:
    talk = Conversation(parts, "c")
    async with talk.journal.visit("realtime"):
        await talk.answer("boots", "realtime")
        assert await talk.forget()
    assert list(parts.log.read_all()) == []
