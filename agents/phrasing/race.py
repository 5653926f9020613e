"""Whose words are heard: models one after the other, or two at once, each with its deadline.

The first to send content wins. One that fails or is late gives way to the next at once; with
a hedge the second is asked before the first is late, and the slower of the two is closed.
"""

import asyncio
from collections.abc import Callable, Sequence

from agents.ledger.entries import Outcome
from agents.phrasing.booked_call import BookedCall

HEDGE_AT = 0.5
"""Share of the deadline after which the second model is asked too. At half of 600 ms a model
whose median first content is 250 ms is hedged in few turns, and the second still has 300 ms
before the first would be given up."""


class NobodyAnswers(Exception):
    """Every model failed or was late; `reason` is the last one's."""

    def __init__(self, model: str, reason: str) -> None:
        super().__init__(f"no model answered; the last one was {model}: {reason}")
        self.model = model
        self.reason = reason


class Race:
    """Models in the order in which they are asked.

    Args:
        models: Their names.
        start: Asks one of them.
        close: Ends a call that nobody listens to.
        hedge_after_s: Seconds after which the second is asked too; None for one at a time.
        clock: Seconds, of the event loop.
        stirred: Set whenever something changed in a call.
    """

    def __init__(
        self,
        models: Sequence[str],
        *,
        start: Callable[[str], BookedCall],
        close: Callable[[BookedCall, Outcome], None],
        hedge_after_s: float | None,
        clock: Callable[[], float],
        stirred: asyncio.Event,
    ) -> None:
        self.switches: list[tuple[str, str, str]] = []
        """Each change: from, to, why."""
        self._left = list(models)
        self._start = start
        self._close = close
        self._hedge_after_s = hedge_after_s
        self._hedge_at: float | None = None
        self._clock = clock
        self._stirred = stirred
        self._running: list[BookedCall] = []

    @property
    def behind(self) -> tuple[str, ...]:
        """The models that were not asked."""
        return tuple(self._left)

    async def winner(self, until: float | None) -> BookedCall | None:
        """Return the call whose content came first.

        Args:
            until: When to stop waiting for now; the race goes on. None waits to the end.

        Returns:
            The call, or None where `until` came first. It may be over already.

        Raises:
            NobodyAnswers: none is left.
        """
        if not self._running:
            self._begin(self._left.pop(0))
        while True:
            self._stirred.clear()
            won = self._settled()
            if won is not None:
                return won
            now = self._clock()
            if until is not None and now >= until:
                return None
            if self._hedge_at is not None and now >= self._hedge_at and self._left:
                self._hedge_at = None
                self._running.append(self._start(self._left.pop(0)))
                continue
            waits = [t for t in (until, self._hedge_at if self._left else None) if t is not None]
            try:
                async with asyncio.timeout(min(waits) - now if waits else None):
                    await self._stirred.wait()
            except TimeoutError:
                continue

    def _begin(self, model: str) -> None:
        self._running.append(self._start(model))
        if self._hedge_after_s is not None and self._left:
            self._hedge_at = self._clock() + self._hedge_after_s

    def give_up(self) -> None:
        """Close whoever still runs: what there was to say is said."""
        for call in self._running:
            self._close(call, "hedge_lost")
        self._running.clear()

    def _settled(self) -> BookedCall | None:
        """Return a winner if there is one; start the next where the last one failed."""
        won = next((c for c in self._running if c.text), None)
        if won is not None:
            for other in self._running:
                if other is not won:
                    if self._running.index(other) < self._running.index(won):
                        self.switches.append((other.model, won.model, other.reason or "hedge"))
                    self._close(other, "hedge_lost")
            self._running = [won]
            return won
        for call in [c for c in self._running if c.done]:
            self._running.remove(call)
            refused = call.finish in ("refused", "filtered")
            reason = call.reason or (call.finish if refused else "empty")
            self._close(call, "refused" if refused else "completed")
            if not self._running:
                if not self._left:
                    raise NobodyAnswers(call.model, reason)
                self._hedge_at = None
                self._running.append(self._start(self._left.pop(0)))
            self.switches.append((call.model, self._running[0].model, reason))
        return None
