"""The parts of one process, loaded once and shared by every conversation.

Most of loading is reading and preparing weights outside Python, so the parts of
a voice process are loaded side by side.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver

from agents.agent import ShoppingAgent
from agents.understand import Understander
from assistant.config import Settings
from assistant.intent_log import IntentLog
from retrieval.embedder import MiniLmEmbedder
from retrieval.search import CatalogSearch
from speech.piper.process import PiperWorker
from speech.silero import SileroVAD
from speech.weights import resolve
from speech.whisper import WhisperEngine


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
    activity: SileroVAD
    voice: PiperWorker


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
        saver = await stack.enter_async_context(
            AsyncSqliteSaver.from_conn_string(str(settings.conversations_path))
        )
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
        stack.push_async_callback(voice.close)
        async with asyncio.TaskGroup() as group:
            group.create_task(voice.start())
            recogniser = group.create_task(asyncio.to_thread(recogniser_of, settings))
            activity = group.create_task(asyncio.to_thread(activity_of))
        stack.callback(recogniser.result().close)
        text = await stack.enter_async_context(text_parts(settings))
        yield VoiceParts(text, recogniser.result(), activity.result(), voice)


def embedder_of(settings: Settings) -> MiniLmEmbedder:
    """Load the configured embedder."""
    weights = resolve(settings.embedding.weights)
    return MiniLmEmbedder(
        weights.path("model.onnx"), weights.path("vocab.txt"), threads=settings.embedding.threads
    )


def open_search(settings: Settings) -> CatalogSearch:
    """Open the index with the configured embedder."""
    return CatalogSearch.open(settings.index_path, embedder_of(settings))
