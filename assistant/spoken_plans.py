"""The plans of one spoken conversation: by transcript, and those kept before they were ready.

A transcript may change until its utterance is over, and each that was plausible has its plan. All
of them see one state: that after the turns that were kept before.
"""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

from agents.turn import Utterance
from assistant.planned import Planned
from speech.utterance_timings import UtteranceTimings


@dataclass(slots=True, eq=False)
class Kept:
    """An utterance that is over, with its plan."""

    planning: asyncio.Task[Planned]
    utterance: Utterance
    timings: UtteranceTimings | None
    commit: asyncio.Task[bool] | None = None
    """Set once something was heard of the reply."""
    decided: asyncio.Event = field(default_factory=asyncio.Event)
    """Set once it is known whether it became a turn; only of one that waited for its plan."""

    @property
    def is_unspoken(self) -> bool:
        """Whether nobody asked for its reply yet."""
        return not is_ready(self.planning) or not self.planning.result().begun


class SpokenPlans:
    """One plan for each transcript since the last turn that was kept.

    Args:
        plan: Plans on the state that is stored.
        settle: Called before a plan is begun: it stores the turn before it, which it returns.
    """

    def __init__(
        self,
        plan: Callable[[Utterance], Coroutine[Any, Any, Planned]],
        settle: Callable[[], asyncio.Task[bool] | None],
    ) -> None:
        self._plan = plan
        self._settle = settle
        self._plans: dict[str, asyncio.Task[Planned]] = {}
        self.waiting: list[Kept] = []
        """Kept before their plans were ready, in order."""

    def planning(self, utterance: Utterance) -> asyncio.Task[Planned]:
        """Return the plan for a transcript, begun already or now."""
        key = key_of(utterance.text)
        planning = self._plans.get(key)
        if planning is None or (planning.done() and not is_ready(planning)):
            self._settle()
            before = tuple(self.waiting)
            planning = asyncio.create_task(self._plan_after(before, utterance))
            planning.add_done_callback(_retrieve)
            self._plans[key] = planning
        return planning

    def keep(self, utterance: Utterance, timings: UtteranceTimings | None) -> Kept:
        """Return the turn of an utterance that is over; all other plans are thrown away."""
        kept = Kept(self.planning(utterance), utterance, timings)
        self._plans.clear()
        if not is_ready(kept.planning):
            self.waiting.append(kept)
        return kept

    async def decide(self, kept: Kept) -> bool:
        """Return once the plan of one that waits is over: whether it still waited for it."""
        await asyncio.wait([kept.planning])
        if kept not in self.waiting:
            return False  # withdrawn
        self.waiting.remove(kept)
        return True

    def takes_back(self, kept: Kept) -> None:
        """Hold the plan of a turn that was withdrawn, in case nothing follows."""
        self._plans[key_of(kept.utterance.text)] = kept.planning
        kept.decided.set()

    def unspoken(self, utterance: Utterance, current: Kept | None) -> Kept | None:
        """Return the turn of these words that was kept before anyone asked for its reply."""
        key = key_of(utterance.text)
        for kept in (*self.waiting, current):
            if kept and kept.is_unspoken and key_of(kept.utterance.text) == key:
                return kept
        return None

    async def none_waits(self) -> None:
        """Return once every turn that was kept has begun, failed or been withdrawn."""
        while self.waiting:
            await self.waiting[0].decided.wait()

    def clear(self) -> None:
        """Throw the plans away: a turn came in between."""
        self._plans.clear()

    def cancel(self) -> None:
        """Stop planning what was not kept."""
        for planning in self._plans.values():
            planning.cancel()

    async def _plan_after(self, before: tuple[Kept, ...], utterance: Utterance) -> Planned:
        for kept in before:
            await kept.decided.wait()
        if before and (storing := self._settle()) is not None:
            await asyncio.wait([storing])
        return await self._plan(utterance)


def is_ready(planning: asyncio.Task[Planned]) -> bool:
    """Say whether a plan was made."""
    return planning.done() and not planning.cancelled() and planning.exception() is None


def key_of(text: str) -> str:
    """Return what two spellings of one transcript have in common, as AgentSession compares them."""
    return " ".join("".join(c if c.isalnum() else " " for c in text.lower()).split())


def _retrieve(planning: asyncio.Task[Planned]) -> None:
    """Take note of a failure that nobody may await: the plan was thrown away."""
    if not planning.cancelled():
        planning.exception()
