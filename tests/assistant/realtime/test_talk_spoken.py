"""The session half aloud: real recogniser, real voice, sound through the microphone.

Sound is given as it comes over a socket, mostly faster than it was spoken: the recogniser
decides in stream time. What is said over a reply is given as it is spoken.
"""

import asyncio
import base64
from collections.abc import AsyncIterator
from pathlib import Path

import numpy as np
import pytest
import pytest_asyncio
from numpy.typing import NDArray

from assistant.clips import Clip
from tests.assistant.realtime.talking import Event, Opened, Talking, shops_of, talking, text_of

pytestmark = [pytest.mark.model, pytest.mark.audio, pytest.mark.asyncio(loop_scope="module")]

RATE_HZ = 24_000
FRAME_S = 0.04

ORDER_OF_ONE_TURN = [
    "input_audio_buffer.speech_started",
    "input_audio_buffer.speech_stopped",
    "input_audio_buffer.committed",
    "conversation.item.added",
    "conversation.item.done",
    "conversation.item.input_audio_transcription.delta",
    "conversation.item.input_audio_transcription.completed",
    "response.created",
    "rate_limits.updated",
    "aisle.turn.committed",
    "response.output_item.added",
    "conversation.item.added",
    "response.content_part.added",
    "response.output_audio.delta",
    "response.output_audio_transcript.delta",
    "response.output_audio.done",
    "response.output_audio_transcript.done",
    "response.content_part.done",
    "response.output_item.done",
    "conversation.item.done",
    "response.done",
    "aisle.turn.ended",
]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def opened(sample_home: Path) -> AsyncIterator[Opened]:
    async with shops_of(sample_home, voice=True) as shops:
        yield shops


def _sound(name: str) -> NDArray[np.int16]:
    """Return a recorded question at the protocol's rate, int16 [T]."""
    samples = Clip(f"{name}.flac", "").samples()
    times = np.arange(0, len(samples), 16_000 / RATE_HZ)
    sound: NDArray[np.int16] = (np.interp(times, np.arange(len(samples)), samples) * 32767).astype(
        np.int16
    )
    return sound


def _silence(seconds: float) -> NDArray[np.int16]:
    return np.zeros(round(seconds * RATE_HZ), np.int16)


async def _hear(session: Talking, *sounds: NDArray[np.int16], paced: bool = False) -> None:
    whole = np.concatenate(sounds)
    frame = round(RATE_HZ * FRAME_S)
    for start in range(0, len(whole), frame):
        piece = whole[start : start + frame].astype("<i2").tobytes()
        session.microphone.append(base64.b64encode(piece).decode())
        await asyncio.sleep(FRAME_S if paced else 0)


async def _play_out(session: Talking, response: Event) -> Event:
    """Have the reply played at once, and return how its turn ended."""
    played = {"response_id": response["id"], "played_ms": 60_000, "playing": True}
    await session.send("aisle.playback.position", **played)
    return await session.outbox.until("aisle.turn.ended")


def _order(session: Talking, start: int = 0) -> list[str]:
    """Return the types of what was sent: each delta once, without what may come at any time."""
    types = []
    for kind in session.outbox.types()[start:]:
        passing = kind in {"aisle.input.partial", "aisle.words"}
        if not passing and not (kind.endswith(".delta") and kind in types):
            types.append(kind)
    return types


async def test_a_spoken_turn_is_told_in_the_order_of_the_protocol(opened: Opened) -> None:
    async with talking(opened) as session:
        await session.outbox.until("aisle.session")
        start = len(session.outbox.events)
        await _hear(session, _sound("boots-1"), _silence(1.0))
        done = (await session.outbox.until("response.done"))["response"]
        await _play_out(session, done)
        events = session.outbox.events[start:]
    assert _order(session, start) == ORDER_OF_ONE_TURN
    assert done["status"] == "completed"
    words = [e["text"] for e in events if e["type"] == "aisle.input.partial"]
    assert any("hiking" in text for text in words)
    said = next(e for e in events if e["type"].endswith("transcription.completed"))
    assert "hiking boots" in said["transcript"]
    assert 2.0 < said["usage"]["seconds"] < 6.0
    shown = next(e for e in events if e["type"] == "aisle.turn.committed")["turn"]
    assert all(card["price"] < 150 for card in shown["products"])
    highlighted = [w for e in events if e["type"] == "aisle.words" for w in e["words"]]
    assert "".join(w["text"] for w in highlighted) == text_of(done)
    assert len(session.outbox.sound) / (2 * RATE_HZ) >= highlighted[-1]["end_ms"] / 1000


@pytest.mark.timing
async def test_words_over_a_reply_stop_it(opened: Opened) -> None:
    async with talking(opened) as session:
        await _hear(session, _sound("boots-1"), _silence(1.0))
        first = (await session.outbox.until("response.done"))["response"]
        item_id = first["output"][0]["id"]
        start = len(session.outbox.events)
        await _hear(session, _sound("boots-2"), _silence(0.5), paced=True)
        ended = await session.outbox.until("aisle.turn.ended")
        done = (await session.outbox.until("response.done"))["response"]
        assert ended["outcome"] == "interrupted"
        assert text_of(first).startswith(ended["heard"])
        assert len(ended["heard"]) < len(text_of(first))
        types = session.outbox.types()[start:]
        began, over = types.index("input_audio_buffer.speech_started"), types.index("response.done")
        assert began < types.index("aisle.turn.ended") < over
        assert types.count("input_audio_buffer.speech_started") == 1
        cut = {"item_id": item_id, "content_index": 0, "audio_end_ms": 900}
        await session.send("conversation.item.truncate", **cut)
        await session.outbox.until("conversation.item.truncated")
        await session.send("conversation.item.retrieve", item_id=item_id)
        item = (await session.outbox.until("conversation.item.retrieved"))["item"]
        left = item["content"][0]["transcript"]
        assert left
        assert text_of(first).startswith(left)
        assert len(left) < len(text_of(first)) / 2
        too_far = {"item_id": item_id, "content_index": 0, "audio_end_ms": 600_000}
        await session.send("conversation.item.truncate", **too_far)
        assert (await session.last_error())["param"] == "audio_end_ms"
        assert done["status"] == "completed"


@pytest.mark.timing
async def test_who_goes_on_is_answered_once_with_one_item(opened: Opened) -> None:
    sound = _sound("boots-1")
    cut = 2 * RATE_HZ
    async with talking(opened) as session:
        await session.outbox.until("aisle.session")
        await _hear(session, sound[:cut], _silence(0.62), sound[cut:], _silence(1.0), paced=True)
        done = await session.outbox.until(
            "response.done", lambda e: e["response"]["status"] == "completed"
        )
        events = session.outbox.events
        withdrawn = [e for e in events if e["type"] == "aisle.turn.withdrawn"]
        added = [e["item"] for e in events if e["type"] == "conversation.item.added"]
        said = [e for e in events if e["type"].endswith("transcription.completed")]
        cancelled = [
            e["response"]
            for e in events
            if e["type"] == "response.done" and e["response"]["status"] == "cancelled"
        ]
    assert done["response"]["output"]
    assert len([item for item in added if item["role"] == "user"]) == 1
    assert "150" in said[-1]["transcript"]
    assert len({e["item_id"] for e in said}) == 1
    assert len(withdrawn) == len(said) - 1 == len(cancelled)
    assert all(r["status_details"]["reason"] == "turn_detected" for r in cancelled)


async def test_push_to_talk_waits_for_commit_and_create(opened: Opened) -> None:
    pushed = {"audio": {"input": {"turn_detection": None}}}
    async with talking(opened) as session:
        await session.send("session.update", session=pushed)
        await session.send("input_audio_buffer.commit")
        assert (await session.last_error())["code"] == "input_audio_buffer_commit_empty"
        await _hear(session, _sound("dress-1"))
        await session.send("input_audio_buffer.clear")
        await _hear(session, _sound("boots-1"))
        await session.send("input_audio_buffer.commit")
        said = await session.outbox.until("conversation.item.input_audio_transcription.completed")
        assert "hiking boots" in said["transcript"]
        assert "response.created" not in session.outbox.types()
        await session.send("response.create")
        await session.outbox.until("response.output_audio.delta")
        await session.send("response.cancel")
        done = (await session.outbox.until("response.done"))["response"]
        assert done["status_details"] == {"type": "cancelled", "reason": "client_cancelled"}
        heard = len(session.outbox.sound)
        ended = await session.outbox.until("aisle.turn.ended")
        assert ended["outcome"] == "interrupted"
        assert len(session.outbox.sound) == heard, "nothing is sent of what was cancelled"
        await _hear(session, _sound("boots-2"))
        await session.send("input_audio_buffer.commit")
        await session.send("response.create")  # before the words are known
        done = (await session.outbox.until("response.done"))["response"]
        assert done["status"] == "completed"
        assert (await _play_out(session, done))["outcome"] == "completed"


async def test_an_utterance_waits_where_nothing_is_created_by_itself(opened: Opened) -> None:
    detection = {"type": "server_vad", "create_response": False}
    alone = {"audio": {"input": {"turn_detection": detection}}}
    async with talking(opened) as session:
        await session.send("session.update", session=alone)
        await _hear(session, _sound("boots-1"), _silence(1.0))
        await session.outbox.until("conversation.item.input_audio_transcription.completed")
        await asyncio.sleep(0.3)
        assert "response.created" not in session.outbox.types()
        await session.send("response.create", response={"output_modalities": ["text"]})
        done = (await session.outbox.until("response.done"))["response"]
        assert done["output"][0]["content"][0]["type"] == "output_text"
        assert not session.outbox.sound


async def test_speech_is_answered_in_writing_where_text_is_wanted(opened: Opened) -> None:
    async with talking(opened) as session:
        await session.send("session.update", session={"output_modalities": ["text"]})
        await _hear(session, _sound("boots-1"), _silence(1.0))
        done = (await session.outbox.until("response.done"))["response"]
        assert "hiking boots" in text_of(done)
        assert not session.outbox.sound


async def test_a_reply_that_is_sent_whole_counts_as_heard(opened: Opened) -> None:
    """A program that plays nothing asks on as soon as a response is done."""
    async with talking(opened, "unplayed") as session:
        done = await session.say("show me desk lamps")
        assert len(text_of(done).split("The ")) > 1
        again = await session.say("put the last one in my cart")
        ended = next(e for e in session.outbox.events if e["type"] == "aisle.turn.ended")
        assert (ended["index"], ended["heard"]) == (0, None)
        await _play_out(session, again)
        cart = await session.connection.shop.parts.shopping.cart("unplayed")
        assert len(cart) == 1


async def test_sound_in_an_item_is_recognised(opened: Opened) -> None:
    sound = base64.b64encode(_sound("boots-1").astype("<i2").tobytes()).decode()
    part = {"type": "input_audio", "audio": sound}
    item = {"type": "message", "role": "user", "content": [part]}
    async with talking(opened) as session:
        await session.send("conversation.item.create", item=item)
        await session.send("response.create", response={"output_modalities": ["text"]})
        done = (await session.outbox.until("response.done"))["response"]
        assert "hiking boots" in text_of(done)
        bad = {"type": "message", "role": "user", "content": [{**part, "audio": "%%%"}]}
        await session.send("conversation.item.create", item=bad)
        assert (await session.last_error())["type"] == "invalid_request_error"


async def test_the_voice_is_fixed_once_it_was_heard(opened: Opened) -> None:
    async with talking(opened) as session:
        voice = {"audio": {"output": {"voice": "marin"}}}
        await session.send("session.update", session=voice)
        await session.outbox.until("session.updated")
        await session.say("hello")
        voice["audio"]["output"]["voice"] = "cedar"
        await session.send("session.update", session=voice)
        assert (await session.last_error())["code"] == "cannot_update_voice"
