"""Stock LiveKit Agents, fed and heard over pipes. Run by the interpreter of its own environment.

Imports nothing of Aisle. What is not LiveKit's own here is what a user has to write, as
the package brings neither: an STT plugin over faster-whisper, a TTS plugin over Piper
(both not streaming, so that the session wraps them in its own StreamAdapters), and an
AudioInput and AudioOutput (livekit_pipes.py). `python livekit_program.py PLAN.json`; the
plan is described in `evals.bench.peers.contenders`, the lines in `evals.bench.peers.stage`.
"""

# Some of its packages are only in an environment of their own, where no type checker looks.
# mypy: disable-error-code="import-not-found, import-untyped"

import asyncio
import json
import os
import sys
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from faster_whisper import WhisperModel
from livekit.agents import (
    Agent,
    AgentSession,
    APIConnectOptions,
    ConversationItemAddedEvent,
    TurnHandlingOptions,
    inference,
    llm,
    stt,
    tts,
    utils,
)
from livekit.agents.language import LanguageCode
from livekit.agents.types import DEFAULT_API_CONNECT_OPTIONS, NOT_GIVEN, NotGivenOr
from livekit.plugins import openai
from livekit_pipes import PipeMicrophone, PipeSpeaker, Teller, take_stdout
from piper import PiperVoice

_BEST_TURNS = TurnHandlingOptions(
    turn_detection="vad",
    endpointing={"mode": "fixed", "min_delay": 0.0, "max_delay": 3.0},
    preemptive_generation={"preemptive_tts": True},
)
"""The documented knobs for latency: the end of speech decides, no delay after it, and the
reply is spoken ahead."""


class FasterWhisper(stt.STT[Any]):
    """faster-whisper on a whole segment, as its README calls it."""

    def __init__(self, folder: str, beam_size: int) -> None:
        super().__init__(capabilities=stt.STTCapabilities(streaming=False, interim_results=False))
        self._model = WhisperModel(folder, device="cpu", compute_type="int8")
        self._beam_size = beam_size

    async def _recognize_impl(
        self,
        buffer: utils.AudioBuffer,
        *,
        language: NotGivenOr[str] = NOT_GIVEN,  # noqa: ARG002  # English for all
        conn_options: APIConnectOptions = DEFAULT_API_CONNECT_OPTIONS,  # noqa: ARG002  # no network
    ) -> stt.SpeechEvent:
        frame = utils.merge_frames(buffer)
        pcm = np.frombuffer(frame.data, np.int16).astype(np.float32) / 32768.0
        text = await asyncio.to_thread(self._transcribe, pcm)
        return stt.SpeechEvent(
            type=stt.SpeechEventType.FINAL_TRANSCRIPT,
            alternatives=[stt.SpeechData(language=LanguageCode("en"), text=text)],
        )

    def _transcribe(self, pcm: Any) -> str:
        segments, _ = self._model.transcribe(pcm, language="en", beam_size=self._beam_size)
        return " ".join(segment.text.strip() for segment in segments)


class Piper(tts.TTS[Any]):
    """Piper in process, one call a sentence."""

    def __init__(self, model: str, config: str) -> None:
        self.voice = PiperVoice.load(model, config)
        super().__init__(
            capabilities=tts.TTSCapabilities(streaming=False),
            sample_rate=self.voice.config.sample_rate,
            num_channels=1,
        )

    def synthesize(
        self, text: str, *, conn_options: APIConnectOptions = DEFAULT_API_CONNECT_OPTIONS
    ) -> tts.ChunkedStream:
        return _Spoken(tts=self, input_text=text, conn_options=conn_options)


class _Spoken(tts.ChunkedStream):
    async def _run(self, output_emitter: tts.AudioEmitter) -> None:
        piper = self._tts
        assert isinstance(piper, Piper)
        output_emitter.initialize(
            request_id=utils.shortuuid(),
            sample_rate=piper.sample_rate,
            num_channels=1,
            mime_type="audio/pcm",
        )
        chunks = iter(piper.voice.synthesize(self.input_text))
        while (chunk := await asyncio.to_thread(lambda: next(chunks, None))) is not None:
            output_emitter.push(chunk.audio_int16_bytes)
        output_emitter.flush()


def session_of(plan: dict[str, Any]) -> AgentSession[None]:
    """Return the session: stock defaults, or the best documented settings."""
    best = plan["settings"] == "best"
    parts: dict[str, Any] = {
        "stt": FasterWhisper(plan["whisper"], beam_size=1 if best else 5),
        "llm": openai.LLM(model="stub", base_url=plan["llm_url"], api_key="none"),
        "tts": Piper(plan["voice_model"], plan["voice_config"]),
    }
    if best:
        parts["vad"] = inference.VAD(model="silero", min_silence_duration=0.2)
        parts["turn_handling"] = _BEST_TURNS
    return AgentSession(**parts)


async def main(plan: dict[str, Any], teller: Teller) -> None:
    """Converse until the stage closes its end."""
    session = session_of(plan)
    microphone = PipeMicrophone()
    session.input.audio = microphone
    session.output.audio = PipeSpeaker(teller)

    def on_item(event: ConversationItemAddedEvent) -> None:
        item = event.item
        if isinstance(item, llm.ChatMessage) and item.role == "user":
            teller.tell({"is": "heard", "at": time.time(), "text": item.text_content or ""})

    session.on("conversation_item_added", on_item)
    await session.start(Agent(instructions="You help shoppers."), record=False)
    teller.tell({"is": "ready", "versions": {"livekit-agents": version("livekit-agents")}})
    await microphone.run()
    os._exit(0)  # its threads would keep it alive


if __name__ == "__main__":
    _plan = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    asyncio.run(main(_plan, Teller(take_stdout())))
