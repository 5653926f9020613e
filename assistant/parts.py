"""The parts of one process, loaded once and shared by every conversation.

Start-up is importing (LiveKit and LangGraph: 3 s of Python) and preparing
weights (3 s outside Python). The libraries are therefore imported here, one
after the other on one thread, while weights that are already importable are
prepared on others: listening after 5 s where one thing after the other took 9.
Two threads must not import at once: they could meet half-made modules.
"""

import asyncio
import importlib
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from assistant.catalog import naming_server, store_of
from assistant.config import Settings
from assistant.conversation_store import conversation_store
from assistant.embedding import MODULES, query_embedder
from assistant.journal.shown import ShownProducts

if TYPE_CHECKING:
    from agents.agent import ShoppingAgent
    from agents.phrasing.said import ReplyWriter
    from assistant.board_store import BoardStore
    from assistant.hearing import ShopHearing
    from assistant.intent_log.log import IntentLog
    from assistant.own_parts import OwnParts
    from assistant.recordings.store import Recordings
    from assistant.routing import Routing
    from assistant.tasting import Tasting
    from assistant.tracing.turn_traces import TurnTraces
    from retrieval.live import LiveSearch
    from retrieval.search import CatalogSearch
    from retrieval.vocabulary import Vocabulary
    from speech.piper.voices import Voices
    from speech.silero import SileroModel
    from speech.whisper import WhisperEngine


@dataclass(frozen=True, slots=True)
class Parts:
    """What a typed conversation needs."""

    settings: Settings
    search: "LiveSearch"
    shopping: "ShoppingAgent"
    writer: "ReplyWriter"
    """Phrases the replies, as each turn's decision says."""
    log: "IntentLog"
    routing: "Routing | None" = None
    """Models and their bill; None where the templates say everything."""
    shown: ShownProducts = field(default_factory=ShownProducts)
    """Which turn showed what, in the conversations of late."""
    traces: "TurnTraces | None" = None
    """Where spans go; None where nobody asked for any."""

    @property
    def recordings(self) -> "Recordings":
        """What shoppers said as sound, where they consented."""
        from assistant.recordings.store import Recordings  # noqa: PLC0415

        return Recordings(self.settings.recordings_path)

    def boards(self, shopper_id: str | None) -> "BoardStore | None":
        """Return what keeps a shopper's boards; None for a stranger, or if it is off."""
        if shopper_id is None or not self.settings.personal.enabled:
            return None
        from assistant.board_store import BoardStore  # noqa: PLC0415

        return BoardStore(self.settings.boards_path)

    def tasting(self, shopper_id: str | None) -> "Tasting | None":
        """Return what learns and tells a shopper's taste; None for a stranger, or if it is off."""
        if shopper_id is None or not self.settings.personal.enabled:
            return None
        from assistant.tasting import Tasting  # noqa: PLC0415
        from retrieval.personal.shopper import Shopper  # noqa: PLC0415
        from retrieval.personal.store import ProfileStore  # noqa: PLC0415

        store = ProfileStore(self.settings.profiles_path)
        return Tasting(Shopper(shopper_id, store, self.search), self.search)


@dataclass(frozen=True, slots=True)
class VoiceParts:
    """What a spoken conversation needs."""

    text: Parts
    recogniser: "WhisperEngine"
    activity: "SileroModel"
    voice: "Voices"
    """Each session speaks through a `speaking` of its own."""
    shop: "ShopHearing"
    """What the recogniser is told of the catalog."""


@asynccontextmanager
async def text_parts(settings: Settings) -> AsyncIterator[Parts]:
    """Load what a typed conversation needs, and close it at the end.

    Raises:
        SpeechError, RetrievalError, AgentError, AssistantError: A part cannot be
            loaded; the message says what to do.
    """
    own = await _own_parts(settings)
    await _import_retrieval(settings)
    searching = asyncio.create_task(asyncio.to_thread(live_search, settings))
    async with _shopping(settings, own, searching) as parts:
        yield parts


@asynccontextmanager
async def voice_parts(settings: Settings) -> AsyncIterator[VoiceParts]:
    """Load what a spoken conversation needs, and close it at the end.

    Raises:
        SpeechError, RetrievalError, AgentError, AssistantError: A part cannot be
            loaded; the message says what to do.
    """
    async with AsyncExitStack() as stack:
        voices = voices_of(settings)
        stack.push_async_callback(voices.close)
        speaking = asyncio.create_task(voices.start())
        await _import("faster_whisper", "speech.whisper")
        hearing = asyncio.create_task(asyncio.to_thread(recogniser_of, settings))
        stack.push_async_callback(_close_recogniser, hearing)
        own = await _own_parts(settings)
        await _import_retrieval(settings)
        searching = asyncio.create_task(asyncio.to_thread(live_search, settings))
        await _import("assistant.session")
        text = await stack.enter_async_context(_shopping(settings, own, searching))
        shop = await _shop_hearing(text)
        from assistant.fixed_phrases import fixed_phrases  # noqa: PLC0415

        await speaking
        voices.rehearse(fixed_phrases())
        yield VoiceParts(text, await hearing, activity_of(), voices, shop)


async def shop_voice(text: Parts, engines: VoiceParts) -> VoiceParts:
    """Return what another shop's spoken conversations need: the same engines, its own catalog."""
    return replace(engines, text=text, shop=await _shop_hearing(text))


async def _shop_hearing(text: Parts) -> "ShopHearing":
    from assistant.hearing import ShopHearing  # noqa: PLC0415
    from assistant.hearing_terms import HearingTerms  # noqa: PLC0415

    taught = HearingTerms(text.settings.hearing_terms_path)
    shop = await asyncio.to_thread(ShopHearing, text.search.vocabulary, taught)
    text.search.on_renewal(shop.renew)
    return shop


@asynccontextmanager
async def _shopping(
    settings: Settings, own: "OwnParts", searching: "asyncio.Task[LiveSearch]"
) -> AsyncIterator[Parts]:
    await _import("agents.agent", "agents.checkpoints", "agents.understand")
    from agents.agent import ShoppingAgent  # noqa: PLC0415
    from agents.checkpoints import open_checkpoints  # noqa: PLC0415
    from agents.phrasing.as_planned import AsPlanned  # noqa: PLC0415
    from agents.understand.current import CurrentUnderstander  # noqa: PLC0415
    from assistant.redaction.dialogues import redacted_dialogue  # noqa: PLC0415

    search = await searching
    try:
        async with AsyncExitStack() as stack:
            dialogues = open_checkpoints(conversation_store(settings), settings.log.write_within_s)
            saver = await stack.enter_async_context(dialogues)
            routing = await _routing(settings, stack)
            understander = CurrentUnderstander(search.vocabulary, search.embedder)
            search.on_renewal(understander.renew)
            router = routing.router if routing else None
            shopping = ShoppingAgent(
                search,
                understander,
                saver,
                router,
                desk=own.desk,
                keeps=partial(redacted_dialogue, own=own.words),
            )
            writer = routing.writer if routing else AsPlanned()
            yield Parts(settings, search, shopping, writer, own.log, routing)
    finally:
        search.close()
        await asyncio.to_thread(own.log.close)


async def _own_parts(settings: Settings) -> "OwnParts":
    """Open what needs no catalog: a bad policy file is said before anyone waits for the index."""
    await _import("assistant.own_parts")
    from assistant.own_parts import own_parts  # noqa: PLC0415

    return await asyncio.to_thread(own_parts, settings)


async def _routing(settings: Settings, stack: AsyncExitStack) -> "Routing | None":
    """Open the models that a policy names; without one, import nothing of them."""
    if settings.router.policy is None:
        return None
    await _import("assistant.routing")
    from assistant.routing import open_routing  # noqa: PLC0415

    return await stack.enter_async_context(open_routing(settings))


async def _import(*modules: str) -> None:
    for module in modules:
        await asyncio.to_thread(importlib.import_module, module)


async def _import_retrieval(settings: Settings) -> None:
    await _import("retrieval.live", MODULES[settings.embedding.backend])
    if settings.embedding.backend == "torch":
        from retrieval.torch_embedder import import_torch  # noqa: PLC0415

        await asyncio.to_thread(import_torch)


async def _close_recogniser(hearing: "asyncio.Task[WhisperEngine]") -> None:
    """Close the recogniser, also when another part failed while it was loading."""
    await asyncio.wait([hearing])
    if hearing.exception() is None:
        await asyncio.to_thread(hearing.result().close)


def open_search(settings: Settings) -> "CatalogSearch":
    """Open the index with the configured embedder.

    Raises:
        RetrievalError: There is no usable index; said before the embedder is loaded.
    """
    from retrieval.index import status_of  # noqa: PLC0415
    from retrieval.search import CatalogSearch  # noqa: PLC0415
    from retrieval.spelling.speller import Speller  # noqa: PLC0415

    store = store_of(settings)
    status_of(store)
    with naming_server(settings):
        return CatalogSearch.open(store, query_embedder(settings), Speller)


def live_search(settings: Settings) -> "LiveSearch":
    """Open the index with the configured embedder, and follow it when it is built anew.

    Raises:
        RetrievalError: There is no usable index; said before the embedder is loaded.
    """
    from assistant.sounding import ShopSounds  # noqa: PLC0415
    from retrieval.live import LiveSearch  # noqa: PLC0415
    from retrieval.search import CatalogSearch  # noqa: PLC0415
    from retrieval.spelling.speller import Speller  # noqa: PLC0415

    store = store_of(settings)
    store.serving()
    embedder = query_embedder(settings)

    def correcting(vocabulary: "Vocabulary") -> Speller:
        return Speller(vocabulary, ShopSounds(vocabulary))

    with naming_server(settings):
        return LiveSearch(
            lambda: CatalogSearch.open(store, embedder, correcting),
            lambda: store.serving().name,
        )


def voices_of(settings: Settings) -> "Voices":
    """Prepare the configured voices; the default one's process starts when it is told to.

    Raises:
        WeightsError, VoiceUnknown, LexiconError: A voice or the pronunciations cannot be
            used; the message says what to do.
    """
    from speech.piper.voice_files import VoiceFiles  # noqa: PLC0415
    from speech.piper.voices import DEFAULT, Voice, Voices  # noqa: PLC0415
    from speech.verbaliser.lexicon import load_lexicon  # noqa: PLC0415

    own = settings.voice
    voices = {DEFAULT: Voice(VoiceFiles.named(own.weights, own.speaker), own.speed)}
    for name, other in own.others.items():
        files = VoiceFiles.named(other.weights, other.speaker)
        voices[name] = Voice(files, other.speed or own.speed)
    return Voices(
        voices,
        lexicon=load_lexicon(own.lexicon),
        store=settings.phrases_path if own.keep_phrases else None,
        spare=own.spare,
    )


def activity_of() -> "SileroModel":
    """Load the voice activity detector."""
    from speech.silero import SileroModel  # noqa: PLC0415

    return SileroModel()


def recogniser_of(settings: Settings) -> "WhisperEngine":
    """Load the configured recogniser and run it once."""
    from speech.whisper import WhisperEngine  # noqa: PLC0415
    from speech.whisper_settings import WhisperSettings  # noqa: PLC0415

    speech = settings.speech
    engine = WhisperEngine(
        WhisperSettings(
            weights=speech.weights,
            device=speech.device,
            compute_type=speech.compute_type,
            threads=speech.threads,
            workers=speech.workers,
            max_batch=speech.max_batch,
            language=speech.language,
        )
    )
    engine.warm_up()
    return engine
