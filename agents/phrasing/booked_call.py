"""One call of a model with its money: reserved before, settled after, exactly once.

The stream is read in a task of its own, so that deadlines hold while whoever listens is busy
speaking. Closing the call cancels that task, which closes the connection; the settlement
runs on where its caller cannot wait for it.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass
from typing import Literal

from agents.errors import AgentError
from agents.ledger.entries import BudgetSpent, Entry, Ledger, Outcome, Reservation, Spender
from agents.models.call import Ended, Finish, ModelCall, ModelClient, ModelEvent, usage_so_far
from agents.models.count import tokens_upwards
from agents.models.errors import ModelFailed, ModelTimedOut, StreamBroken
from agents.models.usage import Usage
from agents.phrasing.prompt import prompt_tokens
from agents.phrasing.thoughts import Thoughts
from agents.phrasing.watching import RouterWatch

_log = logging.getLogger(__name__)

STALL_S = 1.0
"""Longest silence within a stream: a first clause of three words is spoken for 0.8 s, and
hosted models were never seen to pause half as long once they write."""

Phase = Literal["asked", "answering", "over", "failed"]


@dataclass(frozen=True, slots=True)
class Deadlines:
    """How long a call may take, in seconds from its start."""

    first_content_s: float
    total_s: float
    stall_s: float = STALL_S


class BookedCall:
    """One call; `start` it, read it with `piece`, and `close` it in any case.

    Args:
        client: Who is asked.
        call: What is asked.
        ledger: Keeps the money.
        spender: What the call is for.
        deadlines: When it fails.
        watch: Told how it went.
        stir: Called whenever something changed.
        clock: Seconds, of the event loop.
    """

    def __init__(  # noqa: PLR0913  what one call needs, each used once
        self,
        client: ModelClient,
        call: ModelCall,
        *,
        ledger: Ledger,
        spender: Spender,
        deadlines: Deadlines,
        watch: RouterWatch,
        stir: Callable[[], None],
        clock: Callable[[], float],
    ) -> None:
        self.model = client.name
        self.phase: Phase = "asked"
        self.reason = ""
        """Why it failed."""
        self.finish: Finish = "unknown"
        self.entry: Entry | None = None
        self.text = ""
        """All that arrived, said or not."""
        self._client = client
        self._call = call
        self._ledger = ledger
        self._spender = spender
        self._deadlines = deadlines
        self._watch = watch
        self._stir = stir
        self._clock = clock
        self._pieces: list[str] = []
        self._reserving: asyncio.Task[Reservation] | None = None
        self._reading: asyncio.Task[None] | None = None
        self._settling: asyncio.Task[None] | None = None
        self._usage: Usage | None = None
        self._failure: ModelFailed | None = None
        self._asked_at: float | None = None
        self._ended_at: float | None = None
        self._first_ms: float | None = None

    def start(self) -> None:
        """Begin; what comes of it is in `phase` and `take`."""
        self._reading = asyncio.create_task(self._read())

    def take(self) -> str:
        """Return the text that arrived since the last call."""
        taken = "".join(self._pieces)
        self._pieces.clear()
        return taken

    @property
    def done(self) -> bool:
        """Whether nothing more will arrive."""
        return self.phase in ("over", "failed")

    def close(self, outcome: Outcome, reason: str | None = None) -> "asyncio.Task[None]":
        """Stop reading and settle the bill; a second time changes nothing.

        Args:
            outcome: How the call ended, as far as whoever listened knows: a call that failed
                by itself is booked as failed, one that was over before it was cut off as
                completed.
            reason: Why, where it failed for whoever listened.

        Returns:
            The task that books it, to be waited for as long as there is time.
        """
        if self._settling is None:
            if self._ended_at is None:
                self._ended_at = self._clock()
            if self._reading is not None:
                self._reading.cancel()
            self._settling = asyncio.create_task(self._settle(outcome, reason))
            _kept.add(self._settling)
            self._settling.add_done_callback(_kept.discard)
        return self._settling

    # --- reading ------------------------------------------------------------------------

    async def _read(self) -> None:
        started = self._clock()
        try:
            if self._deadlines.total_s <= 0:
                raise _late(self.model, answering=False, total=True)
            # Shielded: money that was set aside must be known to be freed.
            self._reserving = asyncio.create_task(self._reserve())
            await asyncio.wait_for(asyncio.shield(self._reserving), self._deadlines.first_content_s)
            self._asked_at = self._clock()
            await self._stream(started)
            self._turn("over")
        except TimeoutError:
            self._fail(ModelTimedOut(f"the ledger did not answer in time for {self.model!r}"))
        except BudgetSpent:
            self._turn("failed", "budget")
        except ModelFailed as failure:
            self._fail(failure)
        except AgentError:
            _log.warning("a call could not be booked", exc_info=True)
            self._turn("failed", "ledger")
        except Exception as error:  # noqa: BLE001  the turn's edge: the next model answers
            _log.exception("a model's client failed", extra={"error": type(error).__name__})
            self._fail(ModelFailed(f"the client of {self.model!r} failed: see the log"))

    async def _reserve(self) -> Reservation:
        return await self._ledger.reserve(
            self._spender,
            self.model,
            input_tokens=prompt_tokens(self._call),
            max_output_tokens=self._call.max_output_tokens,
        )

    async def _stream(self, started: float) -> None:
        events = self._client.stream(self._call)
        try:
            await self._follow(events, started)
        finally:
            await events.aclose()
            self._usage = self._usage or usage_so_far(events)

    async def _follow(self, events: AsyncGenerator[ModelEvent, None], started: float) -> None:
        thoughts, limits = Thoughts(), self._deadlines
        until = started + limits.first_content_s
        last = started + limits.total_s
        while True:
            try:
                async with asyncio.timeout(max(min(until, last) - self._clock(), 0)):
                    event = await anext(events)
            except StopAsyncIteration:
                raise StreamBroken(f"{self.model!r} ended its answer without an end") from None
            except TimeoutError:
                raise _late(self.model, self.phase == "answering", last <= until) from None
            if isinstance(event, Ended):
                self.finish, self._usage = event.finish, event.usage
                return
            text = thoughts.answer(event.text)
            if text and (self.text or text.strip()):
                self._arrived(text)
            if self.phase == "answering":
                until = self._clock() + limits.stall_s

    def _arrived(self, text: str) -> None:
        if self._first_ms is None and self._asked_at is not None:
            self._first_ms = (self._clock() - self._asked_at) * 1e3
        self.text += text
        self._pieces.append(text)
        self._turn("answering")

    def _fail(self, failure: ModelFailed) -> None:
        self._failure, self._usage = failure, failure.usage or self._usage
        self._turn("failed", failure.reason)

    def _turn(self, phase: Phase, reason: str = "") -> None:
        self.phase, self.reason = phase, reason
        if self.done:
            self._ended_at = self._clock()
        self._stir()

    # --- settling -----------------------------------------------------------------------

    async def _settle(self, outcome: Outcome, reason: str | None) -> None:
        if self._reading is not None:
            await asyncio.wait([self._reading])
        reservation = await self._reserved()
        if reservation is None:
            return
        over = self.phase == "over"
        if self.phase == "failed":
            outcome, reason = "failed", self.reason
        elif over and outcome == "cut_off":
            outcome = "completed"
        if over or self._failure is not None or self._first_ms is not None:
            self._watch.observe(self.model, self._failure, self._first_ms)
        try:
            self.entry = await self._ledger.settle(
                reservation,
                self._used(reservation),
                outcome,
                first_content_ms=self._first_ms,
                took_ms=self._took_ms(),
                reason=reason,
            )
        except Exception:  # noqa: BLE001  a reply is not lost over its bill; the reservation runs out
            _log.exception("a call could not be settled")

    async def _reserved(self) -> Reservation | None:
        if self._reserving is None:
            return None
        try:
            return await self._reserving
        except Exception:  # noqa: BLE001  `_read` has told of it
            return None

    def _used(self, reservation: Reservation) -> Usage | None:
        """Return the usage that is known, else what was sent and came, counted upwards."""
        if self._asked_at is None:
            return Usage()
        if self._usage is not None or self.phase == "over":
            return self._usage  # none said of a whole answer: the ledger books the most
        output = tokens_upwards(self.text)
        return Usage(fresh=reservation.input_tokens, output=output, estimated=True)

    def _took_ms(self) -> float | None:
        if self._asked_at is None or self._ended_at is None:
            return None
        return (self._ended_at - self._asked_at) * 1e3


_kept: set[asyncio.Task[None]] = set()
"""Settlements under way: an event loop holds its tasks only weakly."""


def _late(model: str, answering: bool, total: bool) -> ModelFailed:
    if total:
        return ModelTimedOut(f"{model!r} took longer than the whole reply may take")
    if answering:
        return StreamBroken(f"{model!r} fell silent in the middle of its answer")
    return ModelTimedOut(f"no content of {model!r} came in time")
