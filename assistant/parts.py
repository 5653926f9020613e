"""The parts of one process, loaded once and shared by every conversation.

Loading is mostly waiting for libraries, so the parts are loaded side by side.
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
    """What a text conversation needs."""

    settings: Settings
    search: CatalogSearch
    shopping: ShoppingAgent
    log: IntentLog


@dataclass(frozen=True, slots=True)
class VoiceParts:
    """What a spoken conversation needs beyond that."""

    text: Parts
    recogniser: WhisperEngine
    activity: SileroVAD
    voice: PiperWorker
