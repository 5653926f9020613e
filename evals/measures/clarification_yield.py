"""clarification_yield: whether what the assistant asks leads anywhere."""

from evals.measures.clarifications import asks_back
from evals.measures.measure import Better, Case, Point, Stage, Statistic
from evals.runs.record import TurnSeen


class ClarificationYield:
    """1 for a question after which the wishes, the list, the focus or the cart are others.

    The last question of a conversation, which nobody answers, has no point.
    """

    name = "clarification_yield"
    version = 1
    stage = Stage.REPLY
    statistic: Statistic = "mean"
    unit = "%"
    better: Better = "higher"
    margin = 0.05
    about = "Share of questions asked back whose answer changed what is held, shown or in the cart."

    def of(self, case: Case) -> tuple[Point, ...]:
        """Look at every question of one trial; see `evals.measures.measure.Measure`."""
        turns = case.record.turns
        return tuple(
            Point(
                float(led),
                turn=place,
                why="" if led else f"asking for {turn.asked} changed nothing",
            )
            for place, turn in enumerate(turns[:-1])
            if asks_back(turn)
            for led in (_state(turns[place + 1]) != _state(turn),)
        )


def _state(turn: TurnSeen) -> tuple[object, ...]:
    held = [(one.get("kind"), str(one.get("value")), one.get("wanted")) for one in turn.constraints]
    return held, [card.id for card in turn.products], turn.focus, turn.cart
