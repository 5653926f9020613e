"""The parts of one process, loaded once and shared by every conversation.

Most of loading is reading and preparing weights outside Python, so the parts of
a voice process are loaded side by side.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from agents.agent import ShoppingAgent
from agents.checkpoints import open_checkpoints
from agents.understand import Understander
from assistant.config import Settings
from assistant.intent_log import IntentLog
from retrieval.embedder import MiniLmEmbedder
from retrieval.search import CatalogSearch
from speech.piper.process import VoiceFiles
from speech.piper.tts import PiperOptions, PiperTTS
from speech.silero import SileroModel
from speech.weights import resolve
from speech.whisper import WhisperEngine, WhisperSettings


@dataclass(frozen=True, slots=True)
class Parts:
    """What a typed conversation needs."""

    settings: Settings
    search: CatalogSearch
    shopping: ShoppingAgent
    log: IntentLog


@dataclass(frozen=True, slots=True)
class VoiceParts:
    """What a spoken conversation needs."""

    text: Parts
    recogniser: WhisperEngine
    activity: SileroModel
    voice: PiperTTS


@asynccontextmanager
async def text_parts(settings: Settings) -> AsyncIterator[Parts]:
    """Load what a typed conversation needs, and close it at the end.

    Raises:
        SpeechError, RetrievalError, AgentError, AssistantError: A part cannot be
            loaded; the message says what to do.
    """
    async with AsyncExitStack() as stack:
        log = IntentLog(settings.log_path)
        search = await asyncio.to_thread(open_search, settings)
        stack.callback(search.close)
        saver = await stack.enter_async_context(open_checkpoints(settings.conversations_path))
        shopping = ShoppingAgent(search, Understander(search.vocabulary), saver)
        yield Parts(settings, search, shopping, log)


@asynccontextmanager
async def voice_parts(settings: Settings) -> AsyncIterator[VoiceParts]:
    """Load what a spoken conversation needs, side by side, and close it at the end.

    Raises:
        SpeechError, RetrievalError, AgentError, AssistantError: A part cannot be
            loaded; the message says what to do.
    """
    voice = voice_of(settings)
    async with AsyncExitStack() as stack:
        stack.push_async_callback(voice.aclose)
        speaking = asyncio.create_task(voice.start())
        hearing = asyncio.create_task(asyncio.to_thread(recogniser_of, settings))
        text = await stack.enter_async_context(text_parts(settings))
        activity = SileroModel()
        recogniser = await hearing
        stack.callback(recogniser.close)
        await speaking
        yield VoiceParts(text, recogniser, activity, voice)


def embedder_of(settings: Settings) -> MiniLmEmbedder:
    """Load the configured embedder."""
    weights = resolve(settings.embedding.weights)
    return MiniLmEmbedder(
        weights.path("model.onnx"), weights.path("vocab.txt"), threads=settings.embedding.threads
    )


def open_search(settings: Settings) -> CatalogSearch:
    """Open the index with the configured embedder."""
    return CatalogSearch.open(settings.index_path, embedder_of(settings))


def voice_of(settings: Settings) -> PiperTTS:
    """Prepare the configured voice; its process starts when it is told to."""
    return PiperTTS(
        VoiceFiles.named(settings.voice.weights), PiperOptions(speed=settings.voice.speed)
    )


def recogniser_of(settings: Settings) -> WhisperEngine:
    """Load the configured recogniser and run it once."""
    speech = settings.speech
    engine = WhisperEngine(
        WhisperSettings(
            weights=speech.weights,
            device=speech.device,
            compute_type=speech.compute_type,
            threads=speech.threads,
            language=speech.language,
        )
    )
    engine.warm_up()
    return engine
