"""Models that fail in the middle of a spoken reply: real weights, real index, real time."""

import asyncio
from pathlib import Path

import pytest

from assistant.config import Settings
from assistant.config_tables import RouterSettings
from assistant.parts import voice_parts
from evals.bench.stall_heard import says_twice, transcribed
from evals.bench.stall_models import FIRST, PLAIN, policy_of, words_of
from evals.bench.stall_talk import Shop, talk
from evals.doubles.asked import Asked
from evals.doubles.faults import Cut, Fault, Stall
from evals.doubles.script import Script
from evals.doubles.server import doubles
from evals.spoken_set import speak
from evals.wer import word_errors

pytestmark = [pytest.mark.audio, pytest.mark.model]

SECOND_AFTER_S = 2.0
"""The second model is so slow that its words cannot be what is heard first."""


async def test_what_a_model_leaves_unsaid_is_said_and_soon(
    sample_home: Path, tmp_path: Path
) -> None:
    texts = ["Show me waterproof hiking boots for women."]
    [clip] = await asyncio.to_thread(speak, texts, Settings(home=sample_home))
    faults: list[Fault] = [Stall(2)]
    policy = tmp_path / "policy.toml"

    def play(asked: Asked) -> Script:
        if asked.model == FIRST:
            return Script(text=words_of(asked), first_content_s=0.1, faults=(faults[0],))
        return Script(text=words_of(asked), first_content_s=SECOND_AFTER_S)

    async with doubles(play) as server:
        policy.write_text(policy_of(PLAIN, server.url), encoding="utf-8")
        settings = Settings(home=sample_home, router=RouterSettings(policy=policy))
        async with voice_parts(settings) as parts:
            shop = Shop(parts, server, policy)
            silent = await talk(shop, clip.samples())
            faults[0] = Cut(9)
            cut = await talk(shop, clip.samples(), whole=True)
            heard = await asyncio.to_thread(transcribed, parts, cut.played)

    timings = silent.record.timings_ms if silent.record else None
    assert timings is not None and timings.first_audio_ms and timings.turn_committed_ms
    assert timings.first_audio_ms - timings.turn_committed_ms < 1000 * SECOND_AFTER_S

    assert cut.record is not None and cut.record.route is not None
    assert cut.record.route.calls[0].outcome == "failed"
    assert cut.record.outcome == "completed" and cut.record.reply.endswith((".", "?"))
    assert not says_twice(heard)
    rate = word_errors([cut.record.reply], [heard]).rate
    assert rate is not None and rate < 0.6  # the names are invented, and heard as others
