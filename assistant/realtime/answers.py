"""What is answered when the client asks for a response, and how it is cancelled.

What waits for an answer decides: the outputs of functions are told, a shopper's words become
a turn, and with nothing waiting the text that was asked for is spoken, or the shop's greeting.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from pydantic import JsonValue

from agents.errors import AgentError
from agents.turn import Utterance
from assistant.errors import AssistantError
from assistant.realtime.client_calls import ClientCalls
from assistant.realtime.errors import EventRefused
from assistant.realtime.item_fields import created_item
from assistant.realtime.items import Item, Items
from assistant.realtime.replies import Replies
from assistant.realtime.response_fields import ResponseFields, exact_words, read_wish
from assistant.realtime.responses import Response
from assistant.realtime.seams import Outbox
from assistant.realtime.session_config import SessionConfig
from assistant.realtime.spoken import Spoken
from assistant.realtime.voice import Voice
from assistant.realtime.written import Written
from retrieval.errors import RetrievalError
from speech.errors import SpeechError

Work = Callable[[], Coroutine[Any, Any, None]]
"""What makes a response."""

logger = logging.getLogger("aisle.realtime")

MOST_AT_ONCE = 4
"""Responses beside the conversation are worked on at once, and each is a turn's work: 600 of
one client made another's typed turn take 330 ms instead of 60 (median), and 3.2 s at worst."""
PLAYED_OUT_S = 0.2
"""For a reply that counts as played to end; AgentSession takes some ms."""
IDLE_WITHIN_S = 3.0
"""Longest wait for a spoken turn that was cut off to be stored."""


@dataclass(frozen=True, slots=True)
class Ways:
    """How responses come about."""

    written: Written
    spoken: Spoken
    calls: ClientCalls
    voice: Voice | None
    """None where nothing can be spoken."""
    greeting: str
    """Said when nothing waits for an answer."""


class Answers:
    """Answers what the client asks for.

    Args:
        outbox: Where errors go.
        items: What waits.
        replies: Begins responses.
        ways: How they come about.
        config: How the session is set up now.
    """

    def __init__(
        self,
        outbox: Outbox,
        items: Items,
        replies: Replies,
        ways: Ways,
        config: Callable[[], SessionConfig],
    ) -> None:
        self._outbox = outbox
        self._items = items
        self._replies = replies
        self._written = ways.written
        self._spoken = ways.spoken
        self._calls = ways.calls
        self._voice = ways.voice
        self._greeting = ways.greeting
        self._config = config
        self._works: dict[Response, asyncio.Task[None]] = {}

    def create(self, given: dict[str, JsonValue] | None = None) -> None:
        """Begin the response that the client asks for.

        Raises:
            EventRefused: It cannot be, such as beside another.
        """
        wish, fields = read_wish(given, self._config())
        if wish.config.speaks and self._voice is None:
            raise EventRefused(
                'This server answers in text only: ask for output_modalities ["text"].',
                code="audio_unavailable",
                param="response.output_modalities",
            )
        active = self._replies.active
        if active is not None and (wish.in_conversation or wish.config.speaks):
            raise EventRefused(
                f"Conversation already has an active response in progress: {active.id}. "
                "Wait until the response is finished before creating a new one.",
                code="conversation_already_has_active_response",
            )
        if not wish.in_conversation and len(self._works) >= MOST_AT_ONCE:
            raise EventRefused(
                f"{MOST_AT_ONCE} responses are under way already; wait until one is done.",
                code="too_many_responses",
            )
        own = None if fields.input is None else self._own_input(fields.input)
        waiting = self._items.waiting() if own is None else own
        response = self._replies.begin(wish)
        if wish.in_conversation and own is None:
            for item in waiting:
                item.waits = False
        response.answers = waiting[-1].id if waiting else None
        self._calls.allow(wish.config.tools, wish.config.choice)
        self._begin(response, lambda: self._answer(response, waiting, fields))

    def cancel(self, response_id: str | None) -> None:
        """Cancel a response; nothing happens if it was cut off a moment ago.

        Raises:
            EventRefused: None is under way, or none with this id.
        """
        if response_id is None:
            response = self._replies.active
        else:
            known = [r for r in (*self._works, self._replies.active) if r is not None]
            response = next((r for r in known if r.id == response_id and r.ended is None), None)
        if response is None and self._replies.was_just_cut:
            return
        if response is None:
            raise EventRefused(
                "Cancellation failed: no active response found.", code="response_cancel_not_active"
            )
        self.stop(response)

    def stop(self, response: Response) -> None:
        """Cancel `response` for the client."""
        self._spoken.cancel(response, "client_cancelled")
        work = self._works.get(response)
        if work is not None:
            work.cancel()
        if response.speaks and self._voice is not None:
            self._voice.interrupt()

    async def settled(self) -> None:
        """Return when no response that was asked for is under way."""
        while self._works:
            await asyncio.wait(self._works.values())

    async def close(self) -> None:
        """Cancel everything; what was written so far is stored."""
        for work in self._works.values():
            work.cancel()
        await self.settled()

    # --- inside ---------------------------------------------------------------------------

    def _own_input(self, given: list[dict[str, JsonValue]]) -> tuple[Item, ...]:
        """Return the items of a response's own context that it is to answer."""
        items = []
        for place, each in enumerate(given):
            at = f"response.input.{place}"
            if each.get("type") == "item_reference":
                item_id = each.get("id")
                items.append(self._items.get(item_id if isinstance(item_id, str) else "", at))
                continue
            created = created_item(each, at)
            if created.sound is not None:
                raise EventRefused(
                    "A response's own input takes text; commit sound to the conversation.",
                    code="unsupported_content",
                    param=at,
                )
            items.append(created.item)
        return tuple(item for item in items if item.said is not None or _is_output(item))

    def _begin(self, response: Response, work: Work) -> None:
        task = asyncio.create_task(self._safely(response, work))
        self._works[response] = task
        task.add_done_callback(lambda _: self._ended(response))

    def _ended(self, response: Response) -> None:
        self._works.pop(response, None)
        if not self._works:
            config = self._config()
            self._calls.allow(config.tools, config.choice)

    async def _safely(
        self, response: Response, work: Callable[[], Coroutine[Any, Any, None]]
    ) -> None:
        try:
            await work()
        except (AssistantError, AgentError, RetrievalError, SpeechError) as error:
            self._failed(response, error, str(error))
        except Exception as error:  # noqa: BLE001  # the turn's edge: the session goes on
            self._failed(response, error, "The response failed; ask again.")

    def _failed(self, response: Response, error: Exception, message: str) -> None:
        logger.error("a response failed", extra={"error": type(error).__name__})
        logger.debug("the failure of the response", exc_info=error)  # may hold what was said
        self._outbox.error(message, kind="server_error", code="response_failed")
        told: JsonValue = {"type": "server_error", "code": "response_failed"}
        response.finish("failed", error=told)

    async def _answer(
        self, response: Response, waiting: tuple[Item, ...], fields: ResponseFields
    ) -> None:
        outputs = [item for item in waiting if _is_output(item)]
        if outputs and outputs[-1] is waiting[-1]:
            await self._say(response, await self._told_of(outputs))
        elif waiting:
            await self._answer_words(response, await _said(waiting))
        else:
            last = self._spoken.screen
            again = last.reply.text if last else self._greeting
            await self._say(response, exact_words((fields.instructions,)) or again)

    async def _answer_words(self, response: Response, utterance: Utterance) -> None:
        if not response.wish.in_conversation:
            await self._say(response, await self._written.beside(utterance))
            return
        await self._make_way()
        if response.speaks:
            assert self._voice is not None
            response.asked = utterance.text
            self._spoken.expects(response)
            await self._voice.ask(utterance)
            return
        typed = await self._written.answer(response, utterance)
        self._spoken.screen = typed.planned.turn
        if self._voice is not None:
            self._voice.expect(typed.planned.turn)

    async def _make_way(self) -> None:
        """End the reply before: it is stored before the next turn is planned."""
        if self._voice is None:
            return
        if not self._spoken.idle.is_set():
            self._voice.play_out()
            await self._idle(PLAYED_OUT_S)
        self._voice.interrupt()
        await self._idle(IDLE_WITHIN_S)

    async def _idle(self, within_s: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(within_s):
                await self._spoken.idle.wait()

    async def _say(self, response: Response, text: str) -> None:
        """Say words that are no turn."""
        if not response.speaks:
            response.say(text)
            response.finish("completed")
            return
        assert self._voice is not None
        await self._make_way()
        self._spoken.expects(response)
        await self._voice.say(text)
        if response.ended is None and not response.sound_bytes:
            response.say(text)  # the voice failed: the words are left
        self._spoken.said(response)

    async def _told_of(self, outputs: list[Item]) -> str:
        told = []
        for item in outputs:
            call_id = str(item.body["call_id"])
            call = self._items.call(call_id)
            name = str(call.body["name"]) if call else ""
            reply = await asyncio.to_thread(
                self._calls.reply, call_id, name, str(item.body["output"])
            )
            told.append(reply.text)
            await self._calls.note_said(call_id, reply.text)
        return " ".join(told)


def _is_output(item: Item) -> bool:
    return item.kind == "function_call_output"


async def _said(waiting: tuple[Item, ...]) -> Utterance:
    """Return what a user's items say, as one utterance."""
    for item in waiting:
        if item.hearing is not None:
            await asyncio.shield(item.hearing)
    said = [item.said for item in waiting if item.said is not None]
    if len(said) == 1:
        return said[0]
    text = " ".join(s.text for s in said if s.text)
    sure = [s.confidence for s in said if s.confidence is not None]
    return Utterance(text, any(s.spoken for s in said), min(sure, default=None))
