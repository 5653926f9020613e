"""Second readings by models: one call for one utterance, however often it is planned.

A spoken utterance is planned several times while the shopper still speaks. The same words (but
for case and punctuation) in the same turn share one call in flight and then its answer, good or
not. A call that nobody waits for any more is stopped. What readings cost is kept by turn until
the turn's record takes it (`drain`). What an answer says is checked by `agents.structured`.
"""

import asyncio
import re
from collections import OrderedDict
from collections.abc import Callable, Iterable
from hashlib import sha256

from agents.ledger.entries import Entry
from agents.models.call import Message, Task
from agents.nodes.reread import REREAD_WITHIN_S
from agents.routing.decision import Decision
from agents.routing.personal_data import class_of
from agents.routing.situation import Situation
from agents.structured.prompt import ReadingPrompt
from agents.structured.schema import StructuredReading, json_schema
from agents.tasks.answer_json import read_as
from agents.tasks.desk import Errand, TaskDesk
from agents.tier import Doubt, SecondReader

ABANDONED_AFTER_S = 0.3
"""A plan is given up when the transcript changes, and the next one follows within 0.2 s; where
its words are the same but for a comma, the call that is under way is its own."""
REMEMBERED = 512
"""Utterances; a conversation has one or two that are doubtful at a time."""
CONVERSATIONS = 4_096
"""Whose costs are kept for a record; one that never ends a turn must not stay for ever."""

_SIGNS = re.compile(r"[^\w$€£%]+(?!\d)|(?<!\d)[^\w$€£%]+")
"""Punctuation and spaces, but for a point within a number."""


class SecondReaders:
    """Gives out readers; `PolicyRouter` asks for them by calling.

    Args:
        desk: Asks.
    """

    def __init__(self, desk: TaskDesk) -> None:
        self._desk = desk
        self._readers: OrderedDict[tuple[str, int, str], _Reader] = OrderedDict()
        self._spent: OrderedDict[str, list[Entry]] = OrderedDict()

    def __call__(self, doubt: Doubt) -> SecondReader | None:
        """Return who reads an utterance; None where the policy lets nobody."""
        text = doubt.utterance.text
        key = (doubt.conversation_id, doubt.turn, _normal(text))
        reader = self._readers.get(key)
        if reader is None:
            situation = _situation(doubt)
            decision = self._desk.router.decide(situation)
            reader = self._readers[key] = _Reader(self._desk, situation, decision, self._note)
            while len(self._readers) > REMEMBERED:
                self._readers.popitem(last=False)
        return None if reader.decision.tier == "template" else reader

    def drain(self, conversation_id: str, turn: int) -> tuple[Entry, ...]:
        """Return what was spent on readings up to a turn and not told before.

        Args:
            conversation_id: Whose.
            turn: Of the record that takes it; a call of an earlier turn that was booked late
                comes with it.
        """
        spent = self._spent.pop(conversation_id, [])
        if later := [entry for entry in spent if entry.spender.turn > turn]:
            self._spent[conversation_id] = later
        return tuple(entry for entry in spent if entry.spender.turn <= turn)

    def _note(self, entry: Entry) -> None:
        self._spent.setdefault(entry.spender.conversation_id, []).append(entry)
        while len(self._spent) > CONVERSATIONS:
            self._spent.popitem(last=False)


class _Reader:
    """Reads one utterance of one turn (`agents.tier.SecondReader`)."""

    def __init__(
        self,
        desk: TaskDesk,
        situation: Situation,
        decision: Decision,
        noted: Callable[[Entry], None],
    ) -> None:
        self.decision = decision
        self._desk = desk
        self._situation = situation
        self._noted = noted
        self._answers: dict[str, _Shared] = {}

    async def read(self, prompt: ReadingPrompt) -> str:
        """Return the answer's JSON, of one call for all who ask the same.

        Raises:
            NothingUsable: no model gave an answer of the right shape in time.
        """
        digest = _digest((prompt.system, _normal(prompt.user)))
        shared = self._answers.get(digest)
        if shared is None or shared.gone:
            asking = asyncio.create_task(self._ask(prompt))
            shared = self._answers[digest] = _Shared(asking)
        return await shared.answer()

    async def _ask(self, prompt: ReadingPrompt) -> str:
        errand = Errand(
            situation=self._situation,
            system=prompt.system,
            messages=(Message("user", prompt.user),),
            check=_of_shape,
            schema=json_schema(),
            within_s=REREAD_WITHIN_S,
            noted=self._noted,
        )
        return (await self._desk.ask(errand, self.decision)).value


class _Shared:
    """One call for several who wait."""

    def __init__(self, asking: "asyncio.Task[str]") -> None:
        self._asking = asking
        self._waiting = 0
        self.gone = False
        """Whether it was stopped, since nobody waited."""
        asking.add_done_callback(_heeded)

    async def answer(self) -> str:
        """Return the call's answer."""
        self._waiting += 1
        try:
            return await asyncio.shield(self._asking)
        finally:
            self._waiting -= 1
            if not self._waiting and not self._asking.done():
                loop = asyncio.get_running_loop()
                loop.call_later(ABANDONED_AFTER_S, self._stop_if_idle)

    def _stop_if_idle(self) -> None:
        if not self._waiting and not self._asking.done():
            self.gone = True
            self._asking.cancel()


def _heeded(asking: "asyncio.Task[str]") -> None:
    """Take note of a failure that nobody waits for any more, so that asyncio does not report it."""
    if not asking.cancelled():
        asking.exception()


def _of_shape(answer: str) -> str:
    return read_as(StructuredReading, answer).model_dump_json()


def _situation(doubt: Doubt) -> Situation:
    utterance, readings = doubt.utterance, doubt.readings
    return Situation(
        task=Task.READING,
        tenant=doubt.tenant,
        conversation_id=doubt.conversation_id,
        turn=doubt.turn,
        acts=tuple(reading.act for reading in readings),
        reading_confidence=min((reading.confidence for reading in readings), default=0.0),
        asr_confidence=utterance.confidence,
        words=len(utterance.text.split()),
        follow_up=doubt.turn > 0,
        spoken=utterance.spoken,
        personal_data=class_of(utterance.text, utterance.raw_text),
    )


def _normal(text: str) -> str:
    return _SIGNS.sub(" ", text.casefold()).strip()


def _digest(texts: Iterable[str]) -> str:
    return sha256("\0".join(texts).encode("utf-8", "replace")).hexdigest()
