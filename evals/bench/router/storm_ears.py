"""What a storm is listened to with: ears in guard and ledger, and the process's size."""

import os
from decimal import Decimal
from pathlib import Path

from agents.guard.guard import Guard
from agents.guard.verdict import Verdict
from agents.ledger.entries import Entry, Ledger, Outcome, Reservation, Spender
from agents.models.usage import Usage


class Heeded:
    """The real guard of one reply, which notes what passed it and what code said."""

    def __init__(self, guard: Guard, passed: set[str]) -> None:
        self._guard = guard
        self._passed = passed

    def check(self, clause: str) -> Verdict:
        verdict = self._guard.check(clause)
        if verdict.ok:
            self._passed.add(clause)
        return verdict

    def hear(self, clause: str) -> None:
        self._passed.add(clause)
        self._guard.hear(clause)

    def fork(self) -> "Heeded":
        return Heeded(self._guard.fork(), self._passed)


class Audited:
    """The real ledger, which notes every reservation and settlement."""

    def __init__(self, ledger: Ledger, keep: bool = True) -> None:
        self._ledger = ledger
        self._keep = keep
        self.reserved: dict[str, Reservation] = {}
        self.settled: dict[str, list[Entry]] = {}

    async def reserve(
        self, spender: Spender, model: str, *, input_tokens: int, max_output_tokens: int
    ) -> Reservation:
        made = await self._ledger.reserve(
            spender, model, input_tokens=input_tokens, max_output_tokens=max_output_tokens
        )
        if self._keep:
            self.reserved[made.id] = made
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
        entry = await self._ledger.settle(
            reservation,
            usage,
            outcome,
            first_content_ms=first_content_ms,
            took_ms=took_ms,
            reason=reason,
        )
        if self._keep:
            self.settled.setdefault(reservation.id, []).append(entry)
        return entry

    def headroom_usd(self, tenant: str, conversation_id: str) -> Decimal | None:
        return self._ledger.headroom_usd(tenant, conversation_id)


def open_files() -> int:
    """Return how many files and sockets this process has open."""
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


def rss_mb() -> float:
    """Return the memory of this process in RAM, in megabytes."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
