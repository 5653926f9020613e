"""Readings made by hand: what an understander would return for a line."""

from collections.abc import Mapping
from decimal import Decimal

from agents.acts import Act
from agents.constraints import Constraint, Drop, Edit, Exclude, Kind, Order, Relative, Set, Shift
from agents.reading import Question, Reading, Reference, Shown
from retrieval.query import PriceRange, Sort


def want(kind: Kind, value: str | PriceRange | Decimal, wanted: bool = True, turn: int = 0) -> Set:
    return Set(Constraint(kind, value, str(value), turn, wanted))


def under(dollars: str) -> Set:
    bound = PriceRange(high=Decimal(dollars))
    return Set(Constraint(Kind.PRICE, bound, f"under {dollars}", 0))


def reading(act: Act, *edits: Edit, text: str = "", words: str = "said", **more: object) -> Reading:
    return Reading(act, 0.9, words, edits=edits, text=text, **more)  # type: ignore[arg-type]  # **more is checked by the dataclass at run time


def nth(number: int) -> tuple[Reference, ...]:
    return (Reference(f"number {number}", ordinal=number),)


IT = (Reference("it", deictic=True),)
BOOTS_UNDER_150 = reading(
    Act.FIND, want(Kind.CATEGORY, "hiking boots"), under("150"), text="hiking boots"
)
CHEAPER_NOT_LEATHER = reading(
    Act.REFINE,
    Shift(Relative.CHEAPER, "cheaper"),
    want(Kind.MATERIAL, "leather", wanted=False),
)
SECOND_WATERPROOF = reading(
    Act.ASK_PRODUCT, references=nth(2), question=Question("waterproof", "waterproof")
)


class ByHand:
    """Gives each utterance the readings that a test wrote for it."""

    def __init__(self, script: Mapping[str, Reading | tuple[Reading, ...]]) -> None:
        self.script = dict(script)
        self.shown: list[Shown] = []

    def read(self, text: str, shown: Shown) -> tuple[Reading, ...]:
        self.shown.append(shown)
        found = self.script[text]
        return found if isinstance(found, tuple) else (found,)


__all__ = [
    "BOOTS_UNDER_150", "CHEAPER_NOT_LEATHER", "IT", "SECOND_WATERPROOF", "ByHand", "Drop",
    "Exclude", "Order", "Relative", "Shift", "Sort", "nth", "reading", "under", "want",
]  # fmt: skip
