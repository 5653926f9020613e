"""What the guard says of one clause."""

from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """Why a clause may not be spoken."""

    PRICE = "price"
    """An amount of money that no fact of the product meant has."""
    NUMBER = "number"
    """Any other number, or its unit."""
    ATTRIBUTE = "attribute"
    """A value that the product meant does not have, or a "no" that no fact holds."""
    NAME = "name"
    """A product or brand that is not on this turn's list."""
    COMPARISON = "comparison"
    """ "Cheaper", "the lightest": not what the facts say."""
    AVAILABILITY = "availability"
    PROMISE = "promise"
    """Delivery, returns, warranty, a price match: nothing that the facts hold."""
    DISCOUNT = "discount"
    REFERENT = "referent"
    """It is not clear which product is meant."""
    UNKNOWN = "unknown"
    """A word that could state something and is on no list of what may be said."""
    FORM = "form"
    """Markup, a link, another language, a list, an instruction or nothing at all."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """One thing that is wrong with a clause."""

    fault: Fault
    words: str
    """As they stand in the clause."""
    expected: str = ""
    """What the facts say instead, where that is known."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the guard says of one clause; it may be spoken if nothing is refused."""

    refusals: tuple[Refusal, ...] = ()

    @property
    def ok(self) -> bool:
        return not self.refusals
