"""One thing that was not as it should be, in words for people."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Failure:
    """What was wanted and was not."""

    what: str
    """The field of the expectation: "acts", "shown", "cart", ..."""
    why: str
    """A clause: "wanted all shown at most 150, saw Torvane Fjord Low at 169.00 USD"."""
    turn: int | None = None
    """Place of the turn in the record; None for the end, or for what never happened."""
    at_end: bool = False

    def __str__(self) -> str:
        """Say where and what: "turn 2: wanted ..."; turns are counted from 1 for people."""
        if self.at_end:
            return f"end: {self.why}"
        return self.why if self.turn is None else f"turn {self.turn + 1}: {self.why}"
