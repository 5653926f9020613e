"""wasted_turns: utterances that only mend what went wrong."""

from collections.abc import Sequence

from agents.acts import Act
from evals.measures.measure import Better, Case, Point, Stage, Statistic
from evals.measures.values import plain
from evals.runs.record import TurnSeen


class WastedTurns:
    """Utterances a conversation that were not understood, that say the same again, or that put
    right what the assistant got wrong.
    """

    name = "wasted_turns"
    version = 1
    stage = Stage.TASK
    statistic: Statistic = "mean"
    unit = "turns"
    better: Better = "lower"
    margin = 0.2
    about = "Utterances that were not understood, repeated or put something right, a conversation."

    def of(self, case: Case) -> tuple[Point, ...]:
        """Count one trial's; see `evals.measures.measure.Measure`."""
        turns = case.record.turns
        if not turns:
            return ()
        wasted = [place for place in range(len(turns)) if is_wasted(turns, place)]
        why = "turns " + ", ".join(str(place + 1) for place in wasted) if wasted else ""
        return (Point(float(len(wasted)), why=why),)


_NOT_UNDERSTOOD = frozenset({Act.UNCLEAR, Act.ASR_FAILURE})
_MENDING = frozenset(("repeat", "correct", "deny"))


def is_wasted(turns: Sequence[TurnSeen], place: int) -> bool:
    """Say whether an utterance only mends. What was meant to be unclear is none of them."""
    turn = turns[place]
    meant = turn.meant.acts or ()
    lost = bool(_NOT_UNDERSTOOD & set(turn.acts)) and not _NOT_UNDERSTOOD & set(meant)
    again = bool(place) and bool(turn.said) and plain(turn.said) == plain(turns[place - 1].said)
    return lost or again or turn.move in _MENDING
