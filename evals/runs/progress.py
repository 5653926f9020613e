"""What is seen of a run while it is played: each failure as it comes, and one line of how far."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from evals.runs.record import TrialRecord

_FAILURES_MOST = 3
"""Lines of one trial; the report has all of them."""

_PLAIN_EVERY_S = 10.0
"""Between lines of how far, where they cannot be renewed."""


class Screen(Protocol):
    """Where lines go."""

    @property
    def renews(self) -> bool:
        """Whether the last line can be written anew, as on a terminal."""
        ...

    def line(self, text: str) -> None:
        """Write a line that stays."""
        ...

    def status(self, text: str) -> None:
        """Write the line that the next one takes the place of."""
        ...


@dataclass(slots=True)
class Tally:
    """How far a run is."""

    planned: int
    done: int = 0
    passed: int = 0
    judged: int = 0
    invalid: int = 0
    again: int = 0
    """Simulations that were thrown away."""
    broke_off: int = 0


class Progress:
    """Shows a run as it goes.

    Args:
        screen: Where.
        planned: Trials in all.
        before: Trials that an earlier part of the run has played.
        clock: Seconds.
    """

    def __init__(
        self,
        screen: Screen,
        planned: int,
        before: int = 0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.tally = Tally(planned, before)
        self._screen = screen
        self._before = before
        self._clock = clock
        self._began = self._last = clock()

    def played(self, record: TrialRecord, passed: bool | None, failures: tuple[str, ...]) -> None:
        """Show that a trial is over."""
        tally = self.tally
        tally.done += 1
        tally.again += len(record.rejected) - (not record.valid)
        tally.invalid += not record.valid
        tally.judged += passed is not None
        tally.passed += passed is True
        tally.broke_off += record.ended == "broke_off"
        if passed is False:
            self._failed(record, failures)
        if not record.valid:
            self._screen.line(f"invalid  {_name(record)} {record.rejected[-1]}")
        self._show()

    def _failed(self, record: TrialRecord, failures: tuple[str, ...]) -> None:
        for failure in failures[:_FAILURES_MOST]:
            self._screen.line(f"failed   {_name(record)} {failure}")
        more = len(failures) - _FAILURES_MOST
        if more > 0:
            self._screen.line(f"         {_name(record)} and {more} more")

    def _show(self) -> None:
        now = self._clock()
        last = self.tally.done == self.tally.planned
        if not self._screen.renews and not last and now - self._last < _PLAIN_EVERY_S:
            return
        self._last = now
        self._screen.status(self._line(now))

    def _line(self, now: float) -> str:
        tally = self.tally
        parts = [f"{tally.done}/{tally.planned} trials"]
        if tally.judged:
            parts.append(f"{tally.passed} of {tally.judged} pass")
        if tally.invalid:
            parts.append(f"{tally.invalid} invalid")
        if tally.broke_off:
            parts.append(f"{tally.broke_off} broke off")
        played = tally.done - self._before
        left_s = (tally.planned - tally.done) * (now - self._began) / max(1, played)
        parts.append(f"{_span(left_s)} left" if tally.done < tally.planned else "done")
        return ", ".join(parts)


def _name(record: TrialRecord) -> str:
    condition = "" if record.condition == "typed" else f" @{record.condition}"
    return f"{record.scenario} #{record.trial}{condition}"


def _span(seconds: float) -> str:
    whole = round(seconds)
    return f"{whole} s" if whole < 90 else f"{whole // 60} min {whole % 60:02} s"
