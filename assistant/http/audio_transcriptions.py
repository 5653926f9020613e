"""`POST /v1/audio/transcriptions`: a recording in words, heard as a shopper is.

The process's own recogniser hears it, piece by piece, after whoever is in conversation; the
names of this shop's goods are put right as they are there. Silence gives an empty text.
Reference: platform.openai.com, "Create transcription".
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Annotated, Literal

import numpy as np
from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import JSONResponse, PlainTextResponse, Response
from numpy.typing import NDArray
from pydantic import BaseModel, Field

from assistant.http.audio_decoding import Decoded, decode
from assistant.http.audio_segments import Piece, pieces_of
from assistant.http.audio_texts import (
    Segment,
    json_of,
    srt,
    usage_json,
    verbose_json,
    vtt,
    whole_text,
)
from assistant.http.doors import TalkCaller, TalkShop, doors_of
from assistant.http.event_stream import EventStream, begun, event
from assistant.http.refused import Refused, TextOnly
from assistant.http.responses import Responses, errors
from assistant.parts import VoiceParts
from speech.errors import RecogniserBusy
from speech.hints import Hints
from speech.recognition_job import Kind
from speech.transcript import Transcript

router = APIRouter(prefix="/v1/audio", tags=["audio"])

FILE_BYTES = 25_000_000
"""As OpenAI's."""
DECODED_AT_ONCE = 2
"""Recordings in memory; ten minutes are 38 MB."""
TRIES = 100
"""Of one piece that made way for a conversation, or found the queue full."""
TRY_AGAIN_S = 0.2

Shape = Literal["json", "text", "srt", "verbose_json", "vtt"]


class Recording(BaseModel):
    """What is sent; `model`, `prompt` and `temperature` are taken and change nothing: the
    catalog says which words to expect."""

    file: Annotated[UploadFile, File(description="MP3, MP4, M4A, WAV, FLAC, OGG or WebM.")]
    model: str = Field(default="aisle-transcribe", max_length=200)
    language: str | None = Field(default=None, max_length=40)
    prompt: str | None = Field(default=None, max_length=10_000)
    response_format: Shape = "json"
    temperature: float | None = None
    granularities: list[str] | None = Field(
        default=None, alias="timestamp_granularities[]", max_length=4
    )
    stream: bool = False


_ANSWERS: Responses = {
    200: {
        "description": "The words.",
        "content": {
            "application/json": {"example": {"text": "Show me hiking boots under $150."}},
            "text/plain": {"example": "Show me hiking boots under $150."},
            "text/event-stream": {},
        },
    }
}


@router.post("/transcriptions", response_model=None, responses=_ANSWERS | errors(400, 404, 413))
async def transcribe(
    form: Annotated[Recording, Form(media_type="multipart/form-data")],
    request: Request,
    caller: TalkCaller,
    shop: TalkShop,
) -> Response:
    """Return the words of a recording of up to 25 MB and ten minutes."""
    if shop.voice is None:
        raise TextOnly
    spoken = shop.parts.settings.speech.language
    if form.language is not None and form.language.casefold().partition("-")[0] != spoken:
        raise Refused(f"Only {spoken} is understood here; send language {spoken}.",
                      param="language")  # fmt: skip
    if "word" in (form.granularities or ()):
        raise Refused("Times are told for segments; send segment.", param="timestamp_granularities")
    if (form.file.size or 0) > FILE_BYTES:
        raise Refused("The file is larger than 25 MB; send less.", param="file", status=413)
    heard = await _decoded(form.file, request)
    duration_s = heard.duration_s
    doors_of(request).gate.audio(caller, duration_s)
    segments = _segments(heard.samples, shop.voice, request)
    if form.stream:
        return EventStream(await begun(_events(segments, duration_s)))
    found = [segment async for segment in segments]
    match form.response_format:
        case "text":
            return PlainTextResponse(whole_text(found) + "\n")
        case "srt":
            return PlainTextResponse(srt(found))
        case "vtt":
            return PlainTextResponse(vtt(found), media_type="text/vtt")
        case "verbose_json":
            return JSONResponse(verbose_json(found, duration_s, spoken))
        case _:
            return JSONResponse(json_of(found, duration_s))


async def _decoded(file: UploadFile, request: Request) -> Decoded:
    state = request.app.state
    if not hasattr(state, "decoding"):
        state.decoding = asyncio.Semaphore(DECODED_AT_ONCE)
    decoding: asyncio.Semaphore = state.decoding
    async with decoding:
        await file.seek(0)
        return await asyncio.to_thread(decode, file.file)


async def _segments(
    heard: NDArray[np.float32], voice: VoiceParts, request: Request
) -> AsyncGenerator[Segment, None]:
    """Yield the words of each piece; ends early where the client is gone."""
    pieces = await asyncio.to_thread(pieces_of, heard, voice.activity)
    hints = voice.shop.hints(())
    owner = object()
    for piece in pieces:
        if await request.is_disconnected():
            return
        transcript = await _recognised(piece, voice, hints, owner)
        if transcript.text.strip():
            yield Segment(piece.start_s, piece.end_s, transcript)


async def _recognised(piece: Piece, voice: VoiceParts, hints: Hints, owner: object) -> Transcript:
    for again in range(TRIES):
        if again:
            await asyncio.sleep(TRY_AGAIN_S)
        try:
            job = voice.recogniser.submit(piece.samples, Kind.FILE, owner, hints)
        except RecogniserBusy:
            continue
        try:
            transcript = await asyncio.wrap_future(job.future)
        except asyncio.CancelledError:
            job.withdraw()
            raise
        if transcript is not None:  # it did not make way for a conversation
            return transcript
    raise RecogniserBusy("The recogniser is busy with conversations; try again in a moment.")


async def _events(
    segments: AsyncGenerator[Segment, None], duration_s: float
) -> AsyncGenerator[str, None]:
    found: list[Segment] = []
    async with aclosing(segments):
        async for segment in segments:
            delta = segment.text if not found else f" {segment.text}"
            found.append(segment)
            yield event({"type": "transcript.text.delta", "delta": delta})
    done = {"type": "transcript.text.done", "text": whole_text(found)}
    yield event({**done, "usage": usage_json(duration_s)})
