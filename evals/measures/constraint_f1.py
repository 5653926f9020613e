"""constraint_f1: how well it is understood what the shopper wants."""

from evals.measures.measure import Better, Case, Point, Stage, Statistic
from evals.measures.truth import wishes_meant
from evals.measures.wish_match import match, wish_words


class ConstraintF1:
    """F1 of all that holds after a turn against all that the shopper wants by then (micro).

    Values are compared as `evals.measures.wish_match` says. Hard or soft does not count; what is
    held softly and was not meant is a guess that filters nothing, and does not count either.
    Points are weighted as in `act_f1`.
    """

    name = "constraint_f1"
    version = 1
    stage = Stage.UNDERSTANDING
    statistic: Statistic = "mean"
    unit = "%"
    better: Better = "higher"
    margin = 0.02
    about = "F1 of the wishes that the assistant holds, against those the shopper has."

    def of(self, case: Case) -> tuple[Point, ...]:
        """Compare every turn of which the wishes are known."""
        return tuple(
            point
            for place in range(len(case.record.turns))
            if (point := self._of_turn(case, place)) is not None
        )

    def _of_turn(self, case: Case, place: int) -> Point | None:
        meant = wishes_meant(case, place)
        if meant is None:
            return None
        found = match(meant, case.record.turns[place].constraints)
        guesses = sum(not extra.hard for extra in found.extra)
        total = found.wishes + found.understood - guesses
        if not total:
            return None
        missed = [f"missed {wish_words(wish)}" for wish in found.missed]
        extra = [f"{one.words} was not meant" for one in found.extra if one.hard]
        right = found.wishes_met + found.understood_right
        return Point(right / total, total, place, "; ".join((*missed, *extra)))
