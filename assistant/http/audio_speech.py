"""`POST /v1/audio/speech`: a text in the shop's voice, sent while it is made.

Numbers, prices and sizes are said as in a conversation. Clauses of several requests take turns
at the voice's process, so a long text does not hold up a conversation for longer than a clause.
Reference: platform.openai.com, "Create speech".
"""

import base64
from collections.abc import AsyncGenerator
from contextlib import aclosing, suppress
from typing import Annotated, Any, Literal

import numpy as np
from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field

from assistant.accounts.caller import Caller
from assistant.accounts.errors import LimitReached
from assistant.accounts.gate import Gate
from assistant.http.audio_encoding import MEDIA_TYPES, RATE_HZ, Encoder, Format, encoder_of
from assistant.http.doors import TalkCaller, TalkShop, doors_of
from assistant.http.event_stream import EventStream, begun, event
from assistant.http.refused import Refused, TextOnly
from assistant.http.responses import Responses, errors
from assistant.parts import VoiceParts
from assistant.realtime.resampler import StreamResampler
from assistant.realtime.session_config import OPENAI_VOICES
from assistant.search_request import CleanText
from assistant.shops import Shop
from speech.errors import VoiceUnavailable
from speech.piper.voices import VoiceWish

router = APIRouter(prefix="/v1/audio", tags=["audio"])

INPUT_CHARS = 4_096
"""As OpenAI's: some five minutes."""
SLOWEST, FASTEST = 0.5, 2.0
"""Beyond these nobody follows: OpenAI's 0.25 to 4 are taken, and spoken as these."""
OWN_VOICE = OPENAI_VOICES | {"fable", "onyx", "nova"}
"""Names of OpenAI's voices, of its older models too: the shop's own voice speaks for them."""
CHARS_A_SECOND = 15.0
"""Of English at the voice's own speed; only to count sound before it is made."""


class VoiceById(BaseModel):
    """A voice, as newer clients name it."""

    id: str = Field(max_length=100)


class SpeechRequest(BaseModel):
    """A text to be spoken; `model` and `instructions` are taken and change nothing."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"model": "aisle-speech", "input": "The boots are $129.99.", "voice": "default"}
            ]
        }
    )

    model: str = Field(default="aisle-speech", max_length=200)
    input: Annotated[CleanText, Field(min_length=1, max_length=INPUT_CHARS, pattern=r"\S")]
    voice: Annotated[str, Field(max_length=100)] | VoiceById = "default"
    """One of the shop's; OpenAI's names stand for the shop's own voice."""
    instructions: str | None = Field(default=None, max_length=INPUT_CHARS)
    response_format: Format = "mp3"
    speed: float = Field(default=1.0, ge=0.25, le=4.0, allow_inf_nan=False)
    stream_format: Literal["audio", "sse"] = "audio"


_SOUND: Responses = {
    200: {
        "description": "The sound, or events of it.",
        "content": {kind: {} for kind in (*MEDIA_TYPES.values(), "text/event-stream")},
    }
}


@router.post(
    "/speech",
    status_code=200,
    response_class=EventStream,
    response_model=None,
    responses=_SOUND | errors(400, 404),
)
async def speak(
    body: SpeechRequest, request: Request, caller: TalkCaller, shop: TalkShop
) -> EventStream:
    """Speak a text."""
    if shop.voice is None:
        raise TextOnly
    speed = min(max(body.speed, SLOWEST), FASTEST)
    wish = VoiceWish(_voice(body, shop, shop.voice), speed)
    counted = _Counted(doors_of(request).gate, caller, len(body.input) / CHARS_A_SECOND / speed)
    pieces = _encoded(
        _spoken(shop.voice, body.input, wish), encoder_of(body.response_format), counted
    )
    if body.stream_format == "sse":
        return EventStream(await begun(_events(pieces, counted)))
    return EventStream(await begun(pieces), media_type=MEDIA_TYPES[body.response_format])


def _voice(body: SpeechRequest, shop: Shop, voice: VoiceParts) -> str:
    name = body.voice if isinstance(body.voice, str) else body.voice.id
    if name in voice.voice.names:
        return name
    if name in OWN_VOICE:
        return shop.voice_name
    known = ", ".join(voice.voice.names)
    raise Refused(f"There is no such voice; use one of {known}.", param="voice")


class _Counted:
    """Sound that is counted before it is made, by the length of its text, and mended after."""

    def __init__(self, gate: Gate, caller: Caller, expected_s: float) -> None:
        gate.audio(caller, expected_s)
        self._gate, self._caller, self._expected_s = gate, caller, expected_s
        self.seconds = 0.0

    def finish(self) -> None:
        more_s = self.seconds - self._expected_s
        if more_s > 0:
            with suppress(LimitReached):  # it was heard already: the next request is refused
                self._gate.audio(self._caller, more_s)


async def _spoken(
    parts: VoiceParts, text: str, wish: VoiceWish
) -> AsyncGenerator[np.ndarray[Any, np.dtype[np.int16]], None]:
    """Yield the sound of a text at `RATE_HZ`, clause by clause."""
    voice = parts.voice.speaking(wish)
    failed: list[str] = []
    voice.on("voice_failed", failed.append)
    resampler = StreamResampler(voice.sample_rate, RATE_HZ)
    try:
        async with voice.synthesize(text) as sounds:
            async for sound in sounds:
                yield resampler.push(np.frombuffer(sound.frame.data, np.int16))
        if failed:
            raise VoiceUnavailable(failed[0])
        yield resampler.flush()
    finally:
        await voice.aclose()


async def _encoded(
    sounds: AsyncGenerator[np.ndarray[Any, np.dtype[np.int16]], None],
    encoder: Encoder,
    counted: _Counted,
) -> AsyncGenerator[bytes, None]:
    try:
        async with aclosing(sounds):
            async for samples in sounds:
                counted.seconds += len(samples) / RATE_HZ
                if len(samples) and (piece := encoder.push(samples)):
                    yield piece
        if piece := encoder.finish():
            yield piece
    finally:
        counted.finish()


async def _events(
    pieces: AsyncGenerator[bytes, None], counted: _Counted
) -> AsyncGenerator[str, None]:
    async with aclosing(pieces):
        async for piece in pieces:
            audio = base64.b64encode(piece).decode()
            yield event({"type": "speech.audio.delta", "audio": audio})
    usage = {"input_tokens": 0, "output_tokens": 0, "total_tokens": 0}
    yield event(
        {"type": "speech.audio.done", "usage": usage, "duration": round(counted.seconds, 3)}
    )
