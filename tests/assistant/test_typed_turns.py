"""Typed turns whose reader takes time, or goes away."""

import asyncio
from contextlib import aclosing
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.config import Settings
from assistant.conversation import Conversation
from assistant.errors import LogLate
from assistant.intent_log.log import IntentLog
from assistant.parts import text_parts
from tests.assistant.intent_log.disks import Ailing
from tests.patience import until

pytestmark = pytest.mark.model


async def test_clauses_come_as_they_are_written_and_the_turn_is_stored(sample_home: Path) -> None:
    async with text_parts(Settings(home=sample_home)) as parts:
        conversation = Conversation(parts, "typed-1")
        async with conversation.typed("hiking boots under 150") as typed:
            clauses = [clause async for clause in typed.planned.clauses()]
            assert typed.timings is None
        assert typed.timings is not None
        assert typed.timings.final_transcript_ms is None, "nothing was transcribed"
        turn = typed.planned.turn
        assert " ".join(clauses) == turn.reply.text
        assert len(clauses) > 1
        assert (await parts.shopping.dialogue("typed-1")).turn == 1


async def test_a_reader_who_goes_away_leaves_a_turn_that_was_interrupted(sample_home: Path) -> None:
    settings = Settings(home=sample_home)
    async with text_parts(settings) as parts:
        conversation = Conversation(parts, "typed-2")
        first: list[str] = []

        async def read_and_leave() -> None:
            async with (
                conversation.typed("hiking boots under 150") as typed,
                aclosing(typed.planned.clauses()) as clauses,
            ):
                async for clause in clauses:
                    first.append(clause)
                    await asyncio.sleep(600)

        reading = asyncio.create_task(read_and_leave())
        await until(lambda: first)
        reading.cancel()
        await asyncio.wait([reading])
        turn, _ = await conversation.answer("only men's")
        assert turn.index == 1, "the turn that was cut off is part of the dialogue"
    records = [r for r in IntentLog(settings.log_path).read() if r.session_id == "typed-2"]
    assert [r.outcome for r in records] == ["interrupted", "completed"]
    assert records[0].heard == first[0].strip()


async def test_a_full_disk_takes_no_reply_from_a_shopper(sample_home: Path, tmp_path: Path) -> None:
    full = Ailing(is_full=True)
    async with text_parts(Settings(home=sample_home)) as loaded:
        parts = replace(loaded, log=IntentLog(tmp_path, 1.0, full))
        conversation = Conversation(parts, "typed-3")
        typed = await conversation.answered("hiking boots under 150")
        assert typed.planned.turn.reply.text
        assert typed.timings is not None
        assert isinstance(typed.unlogged, LogLate)
        with pytest.raises(LogLate):
            await conversation.answer("only men's")
        assert parts.log.health().late >= 2
        assert typed.is_stored, "the dialogues' own disk is well"
        full.well.set()
        turn, _ = await conversation.answer("cheaper")
        assert turn.index == 2
        await asyncio.to_thread(parts.log.close)
    assert sorted(r.turn or 0 for r in parts.log.read()) == [0, 1, 2]


async def test_what_is_not_carried_is_not_found_though_the_list_stays(sample_home: Path) -> None:
    settings = Settings(home=sample_home)
    async with text_parts(settings) as parts:
        talk = Conversation(parts, "typed-kayaks")
        for said in ("hiking boots", "do you sell kayaks", "thanks"):
            await talk.answer(said)
    records = [r for r in IntentLog(settings.log_path).read() if r.session_id == "typed-kayaks"]
    boots, kayaks, thanks = records
    assert boots.found == len(boots.query_response_hit_ids) > 0
    assert (kayaks.found, kayaks.lacking) == (0, [{"field": "type", "value": "kayaks"}])
    assert kayaks.query_response_hit_ids == boots.query_response_hit_ids
    assert thanks.found is None
