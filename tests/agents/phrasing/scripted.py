"""Models that follow a script, a ledger that counts, and a guard with a list of lies."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from typing import Self

from agents.guard.sheet import FactSheet
from agents.guard.verdict import Fault, Refusal, Verdict
from agents.ledger.entries import BudgetSpent, Entry, Outcome, Reservation, Spender
from agents.models.call import Ended, Finish, ModelCall, ModelEvent, TextDelta
from agents.models.errors import ModelFailed
from agents.models.usage import Usage
from agents.phrasing.watching import Unwatched

USAGE = Usage(fresh=400, output=30)


@dataclass(frozen=True)
class Script:
    """What a model does when it is asked once."""

    text: str = ""
    first_s: float = 0.1
    """To the first piece."""
    per_piece_s: float = 0.02
    stall_after: int | None = None
    """Pieces after which it is silent for ever."""
    fails: ModelFailed | None = None
    """After the last piece, or at once without text."""
    finish: Finish = "stop"
    piece: int = 4
    """Characters."""
    crashes: bool = False


@dataclass
class Scripted:
    """A model of the real protocol; asked more often, it repeats its last script."""

    name: str
    scripts: Sequence[Script]
    calls: list[ModelCall] = field(default_factory=list)
    asked_at: list[float] = field(default_factory=list)
    closed: int = 0

    async def stream(self, call: ModelCall) -> AsyncGenerator[ModelEvent, None]:
        script = self.scripts[min(len(self.calls), len(self.scripts) - 1)]
        self.calls.append(call)
        self.asked_at.append(asyncio.get_running_loop().time())
        try:
            await asyncio.sleep(script.first_s)
            if script.crashes:
                raise RuntimeError("a bug")
            pieces = [
                script.text[i : i + script.piece] for i in range(0, len(script.text), script.piece)
            ]
            for n, text in enumerate(pieces):
                if script.stall_after == n:
                    await asyncio.sleep(1e6)
                yield TextDelta(text)
                await asyncio.sleep(script.per_piece_s)
            if script.stall_after is not None:
                await asyncio.sleep(1e6)
            if script.fails is not None:
                raise script.fails
            yield Ended(script.finish, USAGE)
        finally:
            self.closed += 1

    async def aclose(self) -> None:
        pass


class CountingLedger:
    """Keeps the books in memory and insists that each reservation is settled once."""

    def __init__(self, broke: Sequence[str] = (), reserve_s: float = 0.0, settle_s: float = 0.0):
        self.open: dict[str, Reservation] = {}
        self.entries: list[Entry] = []
        self.reserved = 0
        self._broke = broke
        self._reserve_s = reserve_s
        self._settle_s = settle_s

    async def reserve(
        self, spender: Spender, model: str, *, input_tokens: int, max_output_tokens: int
    ) -> Reservation:
        await asyncio.sleep(self._reserve_s)
        if model in self._broke:
            raise BudgetSpent("the day")
        self.reserved += 1
        made = Reservation(
            f"r{self.reserved}", spender, model, Decimal("0.01"), datetime.now(UTC),
            input_tokens, max_output_tokens,
        )  # fmt: skip
        self.open[made.id] = made
        return made

    async def settle(
        self,
        reservation: Reservation,
        usage: Usage | None,
        outcome: Outcome,
        *,
        first_content_ms: float | None = None,
        took_ms: float | None = None,
        reason: str | None = None,
    ) -> Entry:
        await asyncio.sleep(self._settle_s)
        del self.open[reservation.id]  # a second time is a KeyError
        entry = Entry(
            reservation.id, reservation.spender, reservation.model, outcome, usage or Usage(),
            Decimal("0.002"), datetime.now(UTC), first_content_ms, took_ms, reason,
        )  # fmt: skip
        self.entries.append(entry)
        return entry

    def headroom_usd(self, tenant: str, conversation_id: str) -> Decimal | None:
        return None


class LieGuard:
    """Refuses clauses that hold a word of a list; remembers what it passed."""

    def __init__(self, lies: Sequence[str] = (), heard: Sequence[str] = ()) -> None:
        self._lies = lies
        self.heard = list(heard)

    def check(self, clause: str) -> Verdict:
        found = [lie for lie in self._lies if lie in clause]
        if found:
            return Verdict(tuple(Refusal(Fault.ATTRIBUTE, lie) for lie in found))
        self.heard.append(clause)
        return Verdict()

    def hear(self, clause: str) -> None:
        self.heard.append(clause)

    def fork(self) -> Self:
        return type(self)(self._lies, self.heard)


class Watch(Unwatched):
    """Remembers what the router would learn."""

    def __init__(self) -> None:
        self.observed: list[tuple[str, str | None]] = []
        self.last: list[str] = []

    def observe(
        self, model: str, failure: ModelFailed | None, first_content_ms: float | None
    ) -> None:
        self.observed.append((model, failure.reason if failure else None))

    def spoken(
        self, conversation_id: str, model: str, usage: Usage, turn: int | None = None
    ) -> None:
        self.last.append(model)


Guards = Callable[[FactSheet], LieGuard]


def lies(*words: str) -> Guards:
    """Make guards that refuse clauses with these words."""
    return lambda _: LieGuard(words)


truthful = lies()
"""Makes guards that pass everything."""
