"""Spoken turns through the official Python SDK: `client.realtime.connect()`."""

import asyncio
from typing import cast

import numpy as np
import pytest
from openai import AsyncOpenAI
from openai.types.realtime import RealtimeAudioFormatsParam, RealtimeSessionCreateRequestParam

from tests.clients.sounds import ALAW, PCM, ULAW, SoundFormat, pieces, spoken
from tests.clients.talker import Talker, sound_of, talking

pytestmark = [pytest.mark.model, pytest.mark.audio]

QUESTION = "headphones-1.flac"  # "Show me wireless headphones with noise canceling."
SHORT = "headphones-2.flac"  # "Which is the cheapest one?"
PLAYED_S = 1.5
"""Of a reply, when the shopper speaks over it: past the time in which it is taken back."""
TRANSCRIBED = "conversation.item.input_audio_transcription.completed"


def loudness(sound: bytes) -> float:
    """Return the root mean square of 16-bit sound, 0..1."""
    return float(np.sqrt(np.mean(np.square(np.frombuffer(sound, np.int16) / 32_768))))


def telephone(kind: SoundFormat) -> RealtimeSessionCreateRequestParam:
    """Return the settings of a session whose sound is `kind` in both directions."""
    form = cast("RealtimeAudioFormatsParam", {"type": kind.type})
    return {"type": "realtime", "audio": {"input": {"format": form}, "output": {"format": form}}}


async def words_of(talker: Talker) -> str:
    return str((await talker.until(TRANSCRIBED))["transcript"]).lower()


async def test_a_spoken_question_is_heard_and_answered_aloud(client: AsyncOpenAI) -> None:
    async with talking(client) as talker:
        await talker.say(QUESTION)
        async with talker.open_microphone():
            started = await talker.until("input_audio_buffer.speech_started")
            stopped = await talker.until("input_audio_buffer.speech_stopped")
            committed = await talker.until("input_audio_buffer.committed")
            assert started["item_id"] == stopped["item_id"] == committed["item_id"]
            done = (await talker.until("response.done"))["response"]

    # Where the words are in the sound that was sent: 0.3 s of quiet, 3 s of words.
    assert 0 <= started["audio_start_ms"] <= 600
    assert 2_000 <= stopped["audio_end_ms"] <= 5_000
    (heard,) = talker.all(TRANSCRIBED)
    assert "wireless headphones" in heard["transcript"].lower()
    assert heard["item_id"] == committed["item_id"]

    assert done["status"] == "completed"
    assert done["usage"]["total_tokens"] >= 0
    (item,) = done["output"]
    (part,) = item["content"]
    assert (part["type"], item["role"]) == ("output_audio", "assistant")
    assert len(part["transcript"].split()) > 5
    sound = sound_of(talker.all("response.output_audio.delta"))
    assert 2 * PCM.bytes_a_second < len(sound) < 40 * PCM.bytes_a_second
    assert loudness(sound) > 0.01

    shown = talker.all("aisle.turn.committed")[-1]["turn"]["products"]
    assert shown
    assert shown[0]["title"].split()[0].lower() in part["transcript"].lower()


@pytest.mark.parametrize("kind", [ULAW, ALAW], ids=["mu-law", "A-law"])
async def test_telephone_sound_both_ways(client: AsyncOpenAI, kind: SoundFormat) -> None:
    async with talking(client) as talker:
        await talker.connection.session.update(session=telephone(kind))
        session = (await talker.until("session.updated"))["session"]
        assert session["audio"]["input"]["format"] == {"type": kind.type}
        assert session["audio"]["output"]["format"] == {"type": kind.type}
        await talker.say(QUESTION, kind, ms=100)
        async with talker.open_microphone(kind):
            assert "wireless headphones" in await words_of(talker)
            await talker.until("response.done")
        sound = sound_of(talker.all("response.output_audio.delta"))
        # Sound, not quiet: many different bytes.
        assert len(set(sound)) > 40


async def test_push_to_talk(client: AsyncOpenAI) -> None:
    async with talking(client) as talker:
        await talker.connection.session.update(
            session={"type": "realtime", "audio": {"input": {"turn_detection": None}}}
        )
        await talker.until("session.updated")
        for piece in pieces(spoken(QUESTION), PCM, 100):
            await talker.connection.input_audio_buffer.append(audio=piece)
        await talker.connection.input_audio_buffer.clear()
        await talker.until("input_audio_buffer.cleared")
        for piece in pieces(spoken(QUESTION), PCM, 100):  # faster than it was spoken
            await talker.connection.input_audio_buffer.append(audio=piece)
        await talker.connection.input_audio_buffer.commit()
        await talker.until("input_audio_buffer.committed")
        assert "response.created" not in talker.kinds()
        await talker.connection.response.create()
        done = (await talker.until("response.done"))["response"]
        assert done["status"] == "completed"
        assert "wireless headphones" in talker.all(TRANSCRIBED)[-1]["transcript"].lower()
        assert len(talker.all(TRANSCRIBED)) == 1, "what was cleared was heard"
        assert talker.all("response.output_audio.delta")


async def test_a_reply_is_interrupted_and_the_next_question_answered(client: AsyncOpenAI) -> None:
    async with talking(client) as talker:
        await talker.say(QUESTION)
        async with talker.open_microphone():
            item_id = (await talker.until("response.output_audio.delta"))["item_id"]
            await asyncio.sleep(PLAYED_S)
        await talker.say(SHORT)  # over the reply, which takes some 9 s
        async with talker.open_microphone():
            await talker.until("input_audio_buffer.speech_started")
            # As clients do then: say how much was heard of the reply.
            await talker.connection.conversation.item.truncate(
                item_id=item_id, content_index=0, audio_end_ms=int(PLAYED_S * 1000)
            )
            told = await talker.until("conversation.item.truncated")
            assert (told["item_id"], told["audio_end_ms"]) == (item_id, int(PLAYED_S * 1000))
            assert "cheapest" in await words_of(talker)
            await talker.until("response.output_audio.delta")
            await talker.connection.conversation.item.retrieve(item_id=item_id)
            kept = (await talker.until("conversation.item.retrieved"))["item"]
        cut, *_ = talker.all("response.done")
        whole = talker.all("response.output_audio_transcript.done")[0]["transcript"]
        # The sound is made faster than it is played: the response may have been done.
        assert cut["response"]["status"] in {"completed", "cancelled"}
        heard = kept["content"][0]["transcript"]
        assert heard
        assert whole.startswith(heard)
        assert len(heard) < len(whole) / 2
        (ended,) = talker.all("aisle.turn.ended")
        assert ended["outcome"] == "interrupted"


async def test_stop_is_a_client_event_too(client: AsyncOpenAI) -> None:
    async with talking(client) as talker:
        await talker.write("Show me wireless headphones")
        await talker.until("response.output_audio.delta")
        await talker.connection.response.cancel()
        done = (await talker.until("response.done"))["response"]
        assert done["status"] == "cancelled"
        assert done["status_details"]["reason"] == "client_cancelled"
        item = done["output"][0]["id"]
        await talker.connection.conversation.item.truncate(
            item_id=item, content_index=0, audio_end_ms=100
        )
        await talker.until("conversation.item.truncated")
        await talker.connection.conversation.item.retrieve(item_id=item)
        kept = (await talker.until("conversation.item.retrieved"))["item"]
        assert kept["status"] == "incomplete"
        await talker.write("Which is the cheapest one?")
        assert (await talker.until("response.done"))["response"]["status"] == "completed"
