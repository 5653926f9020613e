"""Which turns of a record belong to which line of its script.

A line may become several turns: a pause cut it, something was said over its reply, or the
assistant asked back and the script's `answers` answered.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from evals.runs.record import TurnSeen


@dataclass(frozen=True, slots=True)
class LineTurns:
    """The turns of one line, as places in the record."""

    line: int
    own: tuple[int, ...]
    """Of the line itself; of the interruption alone where there is one."""
    answered: tuple[int, ...]
    """Of the answers that followed."""

    @property
    def last(self) -> int:
        """The turn after which the line is done with."""
        return self.answered[-1] if self.answered else self.own[-1]

    @property
    def judged(self) -> tuple[int, ...]:
        """All turns that may say what the line is to be told."""
        return (*self.own, *self.answered)


def line_turns(turns: Sequence[TurnSeen]) -> tuple[LineTurns, ...]:
    """Return the turns of each line that was said, in order."""
    groups: list[tuple[int, list[int], list[int]]] = []
    for place, turn in enumerate(turns):
        if turn.line is not None and (not groups or groups[-1][0] != turn.line):
            groups.append((turn.line, [place], []))
        elif not groups:
            continue
        elif turn.move == "answer":
            groups[-1][2].append(place)
        else:
            groups[-1][1].append(place)
    return tuple(
        LineTurns(line, _after_interruption(turns, own), tuple(answered))
        for line, own, answered in groups
    )


def _after_interruption(turns: Sequence[TurnSeen], own: Sequence[int]) -> tuple[int, ...]:
    over = [place for place in own if turns[place].move == "interrupt"]
    return tuple(place for place in own if place >= over[0]) if over else tuple(own)
