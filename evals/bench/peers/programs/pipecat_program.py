"""Stock Pipecat, fed and heard over pipes. Run by the interpreter of its own environment.

Imports nothing of Aisle. Recogniser, voice activity, end of turn, LLM and voice are
Pipecat's own services; what had to be written is a transport without a device or a
network, and a log of the user's turns. `python pipecat_program.py PLAN.json`; the plan
is described in `evals.bench.peers.contenders`, the lines in `evals.bench.peers.stage`.
"""

# Its packages are installed in an environment of their own, where no type checker looks.
# mypy: disable-error-code="import-not-found, misc, untyped-decorator"

import asyncio
import base64
import json
import os
import sys
import time
from collections.abc import AsyncGenerator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from loguru import logger
from pipecat.audio.turn.smart_turn.base_smart_turn import SmartTurnParams
from pipecat.audio.turn.smart_turn.local_smart_turn_v3 import LocalSmartTurnAnalyzerV3
from pipecat.audio.vad.silero import SileroVADAnalyzer
from pipecat.frames.frames import (
    Frame,
    InputAudioRawFrame,
    InterruptionFrame,
    OutputAudioRawFrame,
    StartFrame,
    TranscriptionFrame,
)
from pipecat.pipeline.pipeline import Pipeline
from pipecat.pipeline.worker import PipelineWorker
from pipecat.processors.aggregators.llm_context import LLMContext
from pipecat.processors.aggregators.llm_response_universal import (
    LLMContextAggregatorPair,
    LLMUserAggregatorParams,
)
from pipecat.processors.frame_processor import FrameDirection
from pipecat.services.openai.llm import OpenAILLMService
from pipecat.services.piper.tts import PiperTTSService
from pipecat.services.whisper.stt import WhisperSTTService
from pipecat.transports.base_input import BaseInputTransport
from pipecat.transports.base_output import BaseOutputTransport
from pipecat.transports.base_transport import TransportParams
from pipecat.turns.user_stop import TurnAnalyzerUserTurnStopStrategy
from pipecat.turns.user_turn_strategies import UserTurnStrategies
from pipecat.utils.time import time_now_iso8601
from pipecat.workers.runner import WorkerRunner

MIC_RATE_HZ = 16_000

_BEST_INCOMPLETE_S = 1.0
"""Smart Turn's documented `stop_secs`: how long a turn that it takes for unfinished may stay
silent. The default is 3."""


class GreedyWhisper(WhisperSTTService):
    """Pipecat's service with faster-whisper's greedy search, which it has no setting for."""

    async def run_stt(self, audio: bytes) -> AsyncGenerator[Frame, None]:
        pcm = np.frombuffer(audio, np.int16).astype(np.float32) / 32768.0
        text = await asyncio.to_thread(self._greedy, pcm)
        if text:
            yield TranscriptionFrame(text, self._user_id, time_now_iso8601())

    def _greedy(self, pcm: Any) -> str:
        segments, _ = self._model.transcribe(pcm, language="en", beam_size=1)
        return " ".join(segment.text.strip() for segment in segments)


class PipeInput(BaseInputTransport):
    """Frames as they come from the stage, in real time."""

    async def start(self, frame: StartFrame) -> None:
        await super().start(frame)
        await self.set_transport_ready(frame)

    async def take(self, pcm: bytes) -> None:
        await self.push_audio_frame(
            InputAudioRawFrame(audio=pcm, sample_rate=MIC_RATE_HZ, num_channels=1)
        )


class PipeOutput(BaseOutputTransport):
    """Tells the stage what is played, and takes as long as playing does."""

    def __init__(self, params: TransportParams) -> None:
        super().__init__(params)
        self._ends_at = 0.0

    async def start(self, frame: StartFrame) -> None:
        await super().start(frame)
        await self.set_transport_ready(frame)

    async def process_frame(self, frame: Frame, direction: FrameDirection) -> None:
        await super().process_frame(frame, direction)
        if isinstance(frame, InterruptionFrame):
            tell({"is": "cleared", "at": time.time()})
            self._ends_at = 0.0

    async def write_audio_frame(self, frame: OutputAudioRawFrame) -> bool:
        now = time.time()
        pcm = base64.b64encode(frame.audio).decode()
        tell({"is": "audio", "at": now, "rate_hz": frame.sample_rate, "pcm": pcm})
        seconds = len(frame.audio) / 2 / frame.num_channels / frame.sample_rate
        self._ends_at = max(self._ends_at, now) + seconds
        await asyncio.sleep(self._ends_at - seconds - now)  # a device buffers one chunk
        return True


def tell(line: dict[str, object]) -> None:
    """Write one line to the stage."""
    STAGE.write(json.dumps(line) + "\n")
    STAGE.flush()


def user_params(best: bool) -> LLMUserAggregatorParams:
    """Return turn taking: stock defaults, or the best documented settings."""
    params = LLMUserAggregatorParams(vad_analyzer=SileroVADAnalyzer())
    if best:
        analyzer = LocalSmartTurnAnalyzerV3(params=SmartTurnParams(stop_secs=_BEST_INCOMPLETE_S))
        params.user_turn_strategies = UserTurnStrategies(
            stop=[TurnAnalyzerUserTurnStopStrategy(turn_analyzer=analyzer)]
        )
    return params


async def main(plan: dict[str, Any]) -> None:
    best = plan["settings"] == "best"
    transport = TransportParams(audio_in_enabled=True, audio_out_enabled=True)
    microphone, speaker = PipeInput(transport), PipeOutput(transport)
    recogniser = GreedyWhisper if best else WhisperSTTService
    voice = Path(plan["voice_model"])
    aggregators = LLMContextAggregatorPair(LLMContext(), user_params=user_params(best))
    pipeline = Pipeline([
        microphone,
        recogniser(
            device="cpu",
            compute_type="int8",
            settings=WhisperSTTService.Settings(model=plan["whisper"]),
        ),
        aggregators.user(),
        OpenAILLMService(
            api_key="none",
            base_url=plan["llm_url"],
            settings=OpenAILLMService.Settings(model="stub"),
        ),
        PiperTTSService(
            download_dir=voice.parent,
            settings=PiperTTSService.Settings(voice=voice.stem),
        ),
        speaker,
        aggregators.assistant(),
    ])  # fmt: skip
    worker = PipelineWorker(pipeline, idle_timeout_secs=None)

    @aggregators.user().event_handler("on_user_turn_stopped")
    async def on_user_turn(_aggregator: object, _strategy: object, message: Any) -> None:
        if message.content:
            tell({"is": "heard", "at": time.time(), "text": message.content})

    @worker.event_handler("on_pipeline_started")
    async def on_started(_worker: object, _frame: object) -> None:
        tell({"is": "ready", "versions": {"pipecat-ai": version("pipecat-ai")}})

    async def listen() -> None:
        loop = asyncio.get_running_loop()
        while line := await loop.run_in_executor(None, sys.stdin.readline):
            await microphone.take(base64.b64decode(line))
        os._exit(0)  # its threads would keep it alive

    runner = WorkerRunner(handle_sigint=False)
    await runner.add_workers(worker)
    await asyncio.gather(runner.run(), listen())


if __name__ == "__main__":
    # What a library prints must not land between the lines.
    STAGE = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    logger.remove()
    logger.add(sys.stderr, level=os.environ.get("PEER_LOG", "WARNING"))
    asyncio.run(main(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))))
