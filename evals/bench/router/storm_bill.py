"""The books of a storm, held against the servers' own account of each call."""

import math
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from agents.ledger.entries import Entry
from agents.models.usage import Usage
from evals.bench.router.storm import Ended
from evals.bench.router.storm_scripts import PACE_TOKENS_A_S, is_paced, told_of
from evals.doubles.record import RequestRecord


@dataclass(frozen=True, slots=True)
class Account:
    """All calls of one model for one reply."""

    mark: str
    model: str
    entries: tuple[Entry, ...]
    records: tuple[RequestRecord, ...]
    unseen: int = 0
    """Tokens that a server may have sent to nobody: it shares a busy event loop with those who
    went away, and sees that they did as late as the loop was held up."""

    @property
    def told(self) -> bool:
        """Whether the servers said truly, and to the end, what each of these calls cost."""
        return (
            all(
                record.finished and record.script is not None and told_of(record.script) == "all"
                for record in self.records
            )
            and bool(self.records)
            and not any(entry.usage.estimated for entry in self.entries)
        )

    @property
    def booked(self) -> Usage:
        return _sum([entry.usage for entry in self.entries])

    @property
    def billed(self) -> Usage:
        return _sum([record.usage for record in self.records if not self._is_sent_again(record)])

    def _is_sent_again(self, record: RequestRecord) -> bool:
        """Say whether a kept connection ended without a word: the same request was sent anew."""
        return record.status is None and not record.sent and record is not self.records[-1]

    @property
    def wrong(self) -> str:
        """What is wrong with the booking; nothing where all is well."""
        if self.told:
            return "" if self.booked == self.billed else "differs"
        scripts = [record.script for record in self.records if record.script is not None]
        if any(told_of(script) == "wrong" or not is_paced(script) for script in scripts):
            return ""
        booked, billed = self.booked, self.billed
        less = booked.input < billed.input or booked.output + self.unseen < billed.output
        return "below" if less else ""


def accounts(ended: Ended) -> tuple[Account, ...]:
    """Return the calls of each model for each reply, with what its server saw of them."""
    entries: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    records: dict[tuple[str, str], list[RequestRecord]] = defaultdict(list)
    marks = {(h.turn.conversation_id, h.turn.index): h.mark for h in ended.heard}
    for settled in ended.settled.values():
        for entry in settled:
            mark = marks[entry.spender.conversation_id, entry.spender.turn]
            entries[mark, entry.model].append(entry)
    for model, seen in ended.records.items():
        for record in seen:
            text = str(record.asked.body)
            mark = next(mark for mark in marks.values() if mark in text)
            records[mark, model].append(record)
    unseen = math.ceil(ended.lag_s * PACE_TOKENS_A_S)
    return tuple(
        Account(*key, tuple(entries[key]), tuple(records[key]), unseen)
        for key in sorted({*entries, *records})
    )


def cost_usd(ended: Ended) -> Decimal:
    """Return the sum of all entries."""
    return sum(
        (e.cost_usd or Decimal(0) for settled in ended.settled.values() for e in settled),
        Decimal(0),
    )


def _sum(usages: list[Usage]) -> Usage:
    return Usage(
        fresh=sum(u.fresh for u in usages),
        cached=sum(u.cached for u in usages),
        written=sum(u.written for u in usages),
        output=sum(u.output for u in usages),
        reasoning=sum(u.reasoning for u in usages),
        estimated=any(u.estimated for u in usages),
    )
