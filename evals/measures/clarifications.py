"""clarifications: how often the assistant asks back."""

from evals.measures.measure import Better, Case, Point, Stage, Statistic
from evals.runs.record import TurnSeen


class Clarifications:
    """Questions of the assistant a conversation; an offer ("Want to see it?") is none."""

    name = "clarifications"
    version = 1
    stage = Stage.REPLY
    statistic: Statistic = "mean"
    unit = ""
    better: Better = "neither"
    margin = 0.3
    about = "Questions that the assistant asks back, a conversation."

    def of(self, case: Case) -> tuple[Point, ...]:
        """Count the questions of one trial; see `evals.measures.measure.Measure`."""
        turns = case.record.turns
        return (Point(float(sum(asks_back(turn) for turn in turns))),) if turns else ()


def asks_back(turn: TurnSeen) -> bool:
    """Say whether a reply asks for something that it needs or would narrow the list by."""
    return turn.asked is not None and turn.asked != _OFFER


_OFFER = "yes_no"
