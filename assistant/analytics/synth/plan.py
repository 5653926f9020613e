"""How large a synthesised log is, over which days, and what is planted in it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final


@dataclass(frozen=True, slots=True)
class Plan:
    """What to synthesise. The same plan gives the same rows."""

    turns: int
    days: int
    seed: int
    last: date
    """The last day, in UTC."""
    tenant: str = "default"

    @property
    def first(self) -> date:
        return self.last - timedelta(days=self.days - 1)


BASE_CART: Final = 0.2
"""Share of sessions about what is carried that put something into the cart, before what follows."""
UNMET_CART: Final = 0.03
VOICE_CART: Final = 0.8
"""Factor for spoken sessions: planted for voice against text."""
KNOWN_CART: Final = 1.3
"""Factor for known shoppers."""
ORDERED: Final = 0.45
"""Share of those with a cart that order."""
VOICE: Final = 0.62
"""Share of spoken sessions."""
KNOWN: Final = 0.35
"""Share of sessions of known shoppers."""
VISITS: Final = 4.0
"""Sessions of a known shopper on average."""

EXPERIMENTS: Final = {"greeting": 1.25, "ranking": 1.0}
"""Factor on the share of sessions with a cart in arm b, by experiment. The second changes nothing:
a reading that finds an effect there is wrong."""

OUTAGE_DAY: Final = 0.6
"""Place of the day with an outage between the first and the last; at 14 to 16 h UTC."""
OUTAGE_HOURS: Final = (14, 16)
OUTAGE_FAILED: Final = 0.35
"""Share of turns that fail then."""
FAILED: Final = 0.002
"""Share of turns that fail else."""
SLOW_DAY: Final = 0.75
"""Place of the day on which everything takes longer."""
SLOW: Final = 1.8
"""How much longer, as a factor."""
INTERRUPTED: Final = 0.05
"""Share of spoken turns whose reply is cut off."""


def day_at(plan: Plan, place: float) -> date:
    """Return the day at a place between the first, 0, and the last, 1."""
    return plan.first + timedelta(days=int(place * (plan.days - 1)))
