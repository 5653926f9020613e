"""What is heard of one call: its text cut, filled and checked, until no more of it is wanted."""

from collections.abc import Sequence
from time import perf_counter

from agents.guard.verdict import Refusal
from agents.phrasing.booked_call import BookedCall
from agents.phrasing.clause_cut import ClauseCut
from agents.phrasing.spoken import Spoken
from agents.phrasing.watching import PhrasingMeter

_MET = ("stop", "unknown")
"""How an answer ends that is whole."""


class Reading:
    """Reads one call.

    Args:
        call: Which.
        spoken: What of it may be spoken.
        names: Titles of the products, whose dots end no sentence.
        meter: Told of what the guard found.
    """

    def __init__(
        self, call: BookedCall, spoken: Spoken, names: Sequence[str], meter: PhrasingMeter
    ) -> None:
        self.call = call
        self.refusals: tuple[Refusal, ...] = ()
        self.said = False
        self.full = False
        self.late = False
        """Whether the templates have said everything meanwhile."""
        self._open = False
        """Whether the last thing heard is a clause of this call's own unfinished sentence."""
        self._spoken = spoken
        self._meter = meter
        self._cut = ClauseCut(names, first=not spoken.clauses)

    @property
    def stopped(self) -> bool:
        """Whether no more of the call is wanted."""
        return self.full or bool(self.refusals)

    def next(self, over: bool) -> list[str]:
        """Return the clauses that came since the last time; `over` where no more will come."""
        found = self._cut.feed(self.call.take())
        if over:
            met = self.call.phase == "over" and self.call.finish in _MET
            found += self._cut.end(complete=met)
        clauses: list[str] = []
        for piece in found:
            began_s = perf_counter()
            passed = self._spoken.by_model(piece.text, piece.whole, own=self._open)
            self._open = not piece.whole and bool(passed.clauses)
            faults = [refusal.fault for refusal in passed.refusals]
            self._meter.judged(self.call.model, faults, perf_counter() - began_s)
            clauses += passed.clauses
            self.refusals, self.full = passed.refusals, passed.full
            if self.stopped:
                break
        self.said = self.said or bool(clauses)
        return clauses

    def reason(self) -> str:
        """Return why somebody else has to go on; nothing where the answer is whole."""
        if self.late:
            return "late"
        if self.full:
            return "" if self.said else "long"
        if self.call.phase == "failed":
            return self.call.reason
        if self.call.finish in ("refused", "filtered"):
            return self.call.finish
        return "" if self.said else "empty"
