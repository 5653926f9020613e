"""The spoken conversation on real parts: real weights, real index, real time."""

import asyncio
import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import numpy as np
import pytest

from agents.acts import Act
from assistant import cli
from assistant.audio_io import MIC_RATE_HZ, ClipMicrophone, MemorySpeaker, Played
from assistant.clip_conversation import ClipConversation, HeardTurn
from assistant.clips import conversations
from assistant.config import Settings
from assistant.intent_log.log import IntentLog
from assistant.parts import VoiceParts, voice_parts
from assistant.session import VoiceSession
from assistant.session_events import Hearing, SessionEvent, TurnCommitted, TurnEnded
from evals.wer import word_errors
from speech.audio_file import Samples
from tests.patience import PATIENCE_S

pytestmark = [pytest.mark.audio, pytest.mark.model]

FIRST_AUDIO_MS = 1500
"""Asked for is 1,000 at the median on an idle machine; a busy one must not fail the tests."""

BOOTS = conversations()[0].clips


async def _converse(parts: VoiceParts, clips: list[Samples], name: str) -> list[HeardTurn]:
    conversation = ClipConversation(parts, name)
    turns = [turn async for turn in conversation.run(clips)]
    assert conversation.troubles == []
    return turns


@dataclass(frozen=True)
class Held:
    """Conversations that were held at the same time, in one process."""

    boots: list[HeardTurn]
    silence: list[HeardTurn]
    resumed: list[HeardTurn]
    """What was said after another session had begun the conversation."""


async def _hold(home: Path) -> Held:
    silence = np.zeros(MIC_RATE_HZ * 2, np.float32)
    async with voice_parts(Settings(home=home)) as parts:

        async def others() -> tuple[list[HeardTurn], list[HeardTurn]]:
            unheard = await _converse(parts, [silence, BOOTS[0].samples()], "silence")
            await _converse(parts, [BOOTS[0].samples()], "resumed")
            return unheard, await _converse(parts, [BOOTS[1].samples()], "resumed")

        boots, (unheard, resumed) = await asyncio.gather(
            _converse(parts, [clip.samples() for clip in BOOTS], "boots"), others()
        )
    return Held(boots, unheard, resumed)


@pytest.fixture(scope="module")
def held(sample_home: Path) -> Held:
    return asyncio.run(_hold(sample_home))


@pytest.fixture(scope="module")
def boots(held: Held) -> list[HeardTurn]:
    """Return the turns of the shipped conversation about boots."""
    return held.boots


def test_every_clip_is_one_turn_and_heard_right(boots: list[HeardTurn]) -> None:
    assert [turn.clip for turn in boots] == [0, 1, 2, 3]
    heard = word_errors([c.text for c in BOOTS], [t.turn.utterance.text for t in boots])
    assert heard.rate is not None
    assert heard.rate < 0.05


def test_the_conversation_does_what_was_asked(boots: list[HeardTurn]) -> None:
    found, cheaper, asked, added = (heard.turn for heard in boots)
    assert found.readings[0].act is Act.FIND
    assert found.products
    assert all(c.product.category == "hiking boots" for c in found.products)
    assert all(c.product.price <= 150 for c in found.products)
    assert len(cheaper.products) > 1
    shown = {c.product.price for c in found.products}
    if "Nothing cheaper" in cheaper.reply.text:
        # The lowest of what fits, which is no lower than what was on the screen.
        assert cheaper.products[0].product.price >= min(shown)
    else:
        assert all(c.product.price < max(shown) for c in cheaper.products)
    assert not any("leather" in c.product.materials for c in cheaper.products)
    assert asked.readings[0].act is Act.ASK_PRODUCT
    assert asked.focus == cheaper.products[1].product
    assert added.readings[0].act is Act.CART_ADD
    second = cheaper.products[1].product
    sold = any(v.size == "10" and v.stock for v in second.variants)
    if sold:
        assert [(line.product_id, line.size) for line in added.cart] == [(second.id, "10")]
    else:
        assert added.cart == ()
        assert added.reply.text.endswith("?")


def test_each_reply_is_spoken_to_its_end(boots: list[HeardTurn]) -> None:
    for heard in boots:
        assert heard.outcome == "completed"
        assert heard.audio is not None
        words = len(heard.turn.reply.text.split())
        assert len(heard.audio.samples) / heard.audio.rate_hz > words * 0.15
        assert heard.timings.first_audio_ms is not None
        assert heard.timings.first_audio_ms > 0


def test_each_turn_is_one_record(boots: list[HeardTurn], sample_home: Path) -> None:
    records = [r for r in IntentLog(sample_home / "log").read() if r.session_id == "boots"]
    assert [r.turn for r in records] == [0, 1, 2, 3]
    for record, heard in zip(records, boots, strict=True):
        assert record.user_query == heard.turn.utterance.text
        assert record.query_response_hit_ids == [c.product.id for c in heard.turn.products]
        assert record.modality == "voice"
        assert record.timings_ms.first_audio_ms is not None
        assert record.cost_usd == "0"


def test_silence_is_answered_aloud_and_the_conversation_goes_on(held: Held) -> None:
    turns = held.silence
    assert turns[0].turn.readings[0].act is Act.ASR_FAILURE
    assert "did not catch that" in turns[0].turn.reply.text
    assert turns[0].audio is not None
    assert turns[1].turn.products


@pytest.mark.timing
async def test_speech_over_the_reply_stops_it(sample_home: Path) -> None:
    conversation = f"barge-in-{uuid4().hex}"  # a second try knows nothing of the first
    events: list[SessionEvent] = []
    played: list[Played] = []
    microphone, speaker = ClipMicrophone(), MemorySpeaker(played.append)
    async with voice_parts(Settings(home=sample_home)) as parts:
        session = VoiceSession(parts, conversation, microphone, speaker, events.append)
        await session.start()
        microphone.speak(BOOTS[0].samples())
        await _until(lambda: any(isinstance(e, TurnCommitted) for e in events))
        await asyncio.sleep(2.5)  # into the reply, which lasts longer
        spoken_at = microphone.speak(BOOTS[1].samples())
        await _until(lambda: sum(isinstance(e, TurnCommitted) for e in events) == 2)
        first = next(e for e in events if isinstance(e, TurnEnded))
        await session.close()
        dialogue = await parts.text.shopping.dialogue(conversation)
    assert first.outcome == "interrupted"
    assert first.heard
    assert _bare(first.turn.reply.text).startswith(_bare(first.heard))
    assert len(first.heard) < len(first.turn.reply.text)
    assert played[0].interrupted
    stopped_at = played[0].started_at + len(played[0].samples) / played[0].rate_hz
    assert stopped_at - spoken_at < 2.0
    assert any(isinstance(e, Hearing) for e in events)
    assert dialogue.turn == 2


def test_a_conversation_is_resumed_by_its_id(held: Held) -> None:
    [turn] = held.resumed
    assert turn.turn.index == 1
    assert all(c.product.category == "hiking boots" for c in turn.turn.products)


@pytest.mark.timing
def test_demo_prints_one_json_object_a_turn_and_writes_the_reply(
    sample_home: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("AISLE_HOME", str(sample_home))
    out = tmp_path / "reply.wav"
    monkeypatch.setattr(sys, "argv", ["aisle", "demo", "--out", str(out), "--json"])
    with pytest.raises(SystemExit) as exited:
        cli.main()
    assert exited.value.code == 0
    turn = json.loads(capsys.readouterr().out)
    assert turn["act"] == "find"
    assert {"id", "title", "brand", "price", "availability"} <= turn["products"][0].keys()
    assert "dollars" in turn["reply"]
    assert "$" in turn["reply_display"]
    assert turn["tier"] == "template"
    assert turn["timings_ms"]["first_audio_ms"] < FIRST_AUDIO_MS
    assert turn["reply_duration_s"] > 1
    assert out.stat().st_size > 22_050


async def _until(happened: Callable[[], bool], timeout_s: float = PATIENCE_S) -> None:
    deadline = time.monotonic() + timeout_s
    while not happened():
        assert time.monotonic() < deadline, "it did not happen in time"
        await asyncio.sleep(0.05)


def _bare(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in text.lower()).split())
