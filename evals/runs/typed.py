"""Typed conversations: the whole of a turn but the sound."""

import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from agents.turn import Turn, Utterance
from assistant.conversation import Conversation
from assistant.parts import Parts
from evals.runs.clicked import click_by_hand
from evals.runs.kept_log import KeptLog, with_kept_log
from evals.runs.record import Barge, TurnSeen
from evals.runs.seen import turn_seen
from evals.scenarios.scenario import Interruption
from evals.shoppers.shopper import Meant, Saying

_WORDS_PER_S = 2.7
"""Of the default voice, for what is heard of a reply before something is typed into it."""


class TypedDriver:
    """Types what shoppers say.

    Args:
        parts: The assistant.
    """

    def __init__(self, parts: Parts) -> None:
        self._parts, self._log = with_kept_log(parts)

    @asynccontextmanager
    async def talk(
        self, conversation_id: str, seed: int, shopper_id: str | None
    ) -> AsyncIterator["TypedTalk"]:
        """Open a new conversation; see `evals.runs.driver.Driver`."""
        del seed  # nothing is left to chance
        conversation = Conversation(self._parts, conversation_id, shopper_id)
        await conversation.forget()  # of the same trial, played before in this home
        self._log.take(conversation_id)
        yield TypedTalk(self._parts, conversation, self._log)


class TypedTalk:
    """One typed conversation."""

    def __init__(self, parts: Parts, conversation: Conversation, log: KeptLog) -> None:
        self._conversation = conversation
        self._log = log
        self._parts = parts
        self._screen: tuple[str, ...] = ()

    @property
    def troubles(self) -> Sequence[str]:
        """Nothing: a typed turn that fails raises."""
        return ()

    async def say(self, saying: Saying) -> tuple[TurnSeen, ...]:
        """Type something and return the turn; two where the reply is interrupted."""
        if saying.click is not None:
            await click_by_hand(self._parts, self._conversation, self._screen, saying.click)
        if saying.interrupt is None or not saying.interrupt.stops:
            return (await self._turn(saying, None),)
        first = await self._turn(saying, saying.interrupt)
        over = saying.interrupt.say
        then = Saying(
            text=over if isinstance(over, str) else over[0],
            move="interrupt",
            meant=Meant(),
            line=saying.line,
        )
        return (first, await self._turn(then, None))

    async def _turn(self, saying: Saying, interruption: Interruption | None) -> TurnSeen:
        text = saying.heard if saying.heard is not None else saying.text
        heard = Utterance(text, saying.confidence is not None, saying.confidence)
        sent_at = time.perf_counter()
        cut: str | None = None
        async with self._conversation.typed(text, spoken=heard) as typed:
            async for _ in typed.planned.clauses():
                pass
        turn = typed.planned.turn
        took_ms = (time.perf_counter() - sent_at) * 1000
        barge = None
        if interruption is not None:
            cut = _beginning(turn.reply.text, interruption.after_s)
            await self._conversation.note_heard(turn.index, cut)
            barge = Barge(at_s=interruption.after_s, meant_to_stop=True, stopped=True)
        self._remember(turn)
        timings = typed.timings.told() if typed.timings else {}
        logged = next(iter(self._log.take(self._conversation.id)), None)
        whole = {**timings, "whole_turn_ms": round(took_ms, 1)}
        return turn_seen(turn, saying, whole, logged).model_copy(
            update={
                "heard_reply": cut,
                "barge": barge,
                "outcome": "completed" if cut is None else "interrupted",
            }
        )

    def _remember(self, turn: Turn) -> None:
        self._screen = tuple(candidate.product.id for candidate in turn.products)


def _beginning(reply: str, seconds: float) -> str:
    """Return what of a reply was heard after so long, in whole words."""
    words = reply.split()
    return " ".join(words[: round(seconds * _WORDS_PER_S)])
