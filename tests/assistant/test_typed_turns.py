"""Typed turns whose reader takes time, or goes away."""

import asyncio
from contextlib import aclosing
from pathlib import Path

import pytest

from assistant.config import Settings
from assistant.conversation import Conversation
from assistant.intent_log import IntentLog
from assistant.parts import text_parts

pytestmark = pytest.mark.model


async def test_clauses_come_as_they_are_written_and_the_turn_is_stored(sample_home: Path) -> None:
    async with text_parts(Settings(home=sample_home)) as parts:
        conversation = Conversation(parts, "typed-1")
        async with conversation.typed("hiking boots under 150") as typed:
            clauses = [clause async for clause in typed.planned.clauses()]
            assert typed.timings is None
        assert typed.timings is not None
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
                    await asyncio.sleep(60)

        reading = asyncio.create_task(read_and_leave())
        async with asyncio.timeout(20):
            while not first:  # noqa: ASYNC110  # the generator has no event to wait for
                await asyncio.sleep(0.01)
        reading.cancel()
        await asyncio.wait([reading])
        turn, _ = await conversation.answer("only men's")
        assert turn.index == 1, "the turn that was cut off is part of the dialogue"
    records = [r for r in IntentLog(settings.log_path).read() if r.session_id == "typed-2"]
    assert [r.outcome for r in records] == ["interrupted", "completed"]
    assert records[0].heard == first[0].strip()
