"""Every tenant's shop in one process: catalogs, conversations and logs apart, engines shared.

The default tenant's is loaded when the process starts, the others when they are first asked for.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from agents.errors import AgentError
from assistant.accounts.caller import Caller
from assistant.config import DEFAULT_TENANT, Settings
from assistant.errors import AssistantError, ShopClosed
from assistant.parts import Parts, VoiceParts, shop_voice, text_parts, voice_parts
from assistant.tracing.opening import traces
from retrieval.errors import RetrievalError
from speech.errors import SpeechError
from speech.piper.voices import DEFAULT as DEFAULT_VOICE

if TYPE_CHECKING:
    from assistant.conversation import Conversation

logger = logging.getLogger("aisle.shops")


@dataclass(frozen=True, slots=True)
class Shop:
    """One tenant's parts."""

    tenant: str
    parts: Parts
    voice: VoiceParts | None
    """None where the process serves text only."""
    voice_name: str = DEFAULT_VOICE
    """Who speaks where a session asks for nobody."""
    running: WeakValueDictionary[str, "Conversation"] = field(default_factory=WeakValueDictionary)

    def conversation(self, caller: Caller, session_id: str) -> "Conversation":
        """Return the one object of a session's conversation: its requests take turns."""
        return self.stored_conversation(caller.conversation_id(session_id), caller.shopper_id)

    def stored_conversation(self, stored_id: str, shopper_id: str | None) -> "Conversation":
        """Return the one object of the conversation that is stored under an id.

        Args:
            stored_id: Of `Caller.conversation_id`: whoever names it was let in already.
            shopper_id: Whose taste and boards are used; None for a stranger.
        """
        from assistant.conversation import Conversation  # noqa: PLC0415 - see assistant.parts

        conversation = self.running.get(stored_id)
        if conversation is None:
            conversation = Conversation(self.parts, stored_id, shopper_id)
            self.running[stored_id] = conversation
        return conversation


class Shops:
    """Opens each tenant's shop once."""

    def __init__(self, settings: Settings, own: Shop, stack: AsyncExitStack) -> None:
        self._settings = settings
        self._own = own
        self._stack = stack
        self._opening: dict[str, asyncio.Task[Shop]] = {}

    @property
    def own(self) -> Shop:
        """The default tenant's."""
        return self._own

    @property
    def opened(self) -> tuple[Shop, ...]:
        """Return every shop that is open now."""
        done = [t for t in self._opening.values() if t.done() and not t.cancelled()]
        return (self._own, *(t.result() for t in done if t.exception() is None))

    async def shop(self, tenant: str) -> Shop:
        """Return a tenant's shop, opened if it has to be.

        Raises:
            ConfigError: There is no such tenant.
            ShopClosed: It cannot be opened; the log says why, and it is tried again next time.
        """
        if tenant == DEFAULT_TENANT:
            return self._own
        settings = self._settings.of_tenant(tenant)
        opening = self._opening.get(tenant)
        if opening is None or (opening.done() and (opening.cancelled() or opening.exception())):
            opening = asyncio.create_task(self._open(tenant, settings))
            self._opening[tenant] = opening
        return await asyncio.shield(opening)

    async def _open(self, tenant: str, settings: Settings) -> Shop:
        try:
            return await self._opened_shop(tenant, settings)
        except (RetrievalError, AgentError, SpeechError, AssistantError) as error:
            logger.error("a tenant's shop cannot be opened: %s: %s", tenant, error)
            raise ShopClosed("This shop cannot be opened; the server's log says why.") from error

    async def _opened_shop(self, tenant: str, settings: Settings) -> Shop:
        parts = await self._stack.enter_async_context(text_parts(settings))
        parts = replace(parts, traces=self._own.parts.traces)
        voice = await shop_voice(parts, self._own.voice) if self._own.voice else None
        name = self._settings.tenants[tenant].voice or DEFAULT_VOICE
        return Shop(tenant, parts, voice, name)


@asynccontextmanager
async def open_shops(settings: Settings) -> AsyncIterator[Shops]:
    """Load the engines and the default tenant's shop; close all shops at the end.

    Raises:
        SpeechError, RetrievalError, AgentError, AssistantError: A part cannot be
            loaded; the message says what to do.
    """
    async with AsyncExitStack() as stack:
        spans = stack.enter_context(traces())
        if settings.server.voice:
            voice = await stack.enter_async_context(voice_parts(settings))
            voice = replace(voice, text=replace(voice.text, traces=spans))
            own = Shop(DEFAULT_TENANT, voice.text, voice)
        else:
            parts = await stack.enter_async_context(text_parts(settings))
            own = Shop(DEFAULT_TENANT, replace(parts, traces=spans), None)
        yield Shops(settings, own, stack)
