"""relaxation_said: whether what was given up is said."""

from evals.measures.measure import Better, Case, Point, Stage, Statistic
from evals.measures.turn_checks import heard_of
from evals.measures.values import plain
from evals.runs.record import TurnSeen


class RelaxationSaid:
    """Share of the wishes that were given up for a list that the reply to it names."""

    name = "relaxation_said"
    version = 1
    stage = Stage.REPLY
    statistic: Statistic = "mean"
    unit = "%"
    better: Better = "higher"
    margin = 0.02
    about = "Share of wishes that were given up to show anything which the reply names."

    def of(self, case: Case) -> tuple[Point, ...]:
        """Look at every turn that gave a wish up anew; see `evals.measures.measure.Measure`."""
        points: list[Point] = []
        turns = case.record.turns
        for place, turn in enumerate(turns):
            before = turns[place - 1] if place else None
            same_list = before is not None and _ids(before) == _ids(turn)
            if not turn.relaxed or same_list:
                continue
            told = f" {plain(heard_of(turn))} "
            values = [str(one.get("value")) for one in turn.relaxed]
            unsaid = [value for value in values if not _said(value, told)]
            why = f"not said: {', '.join(unsaid)}" if unsaid else ""
            points.append(Point(1 - len(unsaid) / len(values), len(values), place, why))
        return tuple(points)


_LETTERS = {"s": "small", "m": "medium", "l": "large", "xs": "extra small", "xl": "extra large"}


def _said(value: str, told: str) -> bool:
    words = plain(value)
    return f" {words} " in told or f" {_LETTERS.get(words, words)} " in told


def _ids(turn: TurnSeen) -> list[str]:
    return [card.id for card in turn.products]
