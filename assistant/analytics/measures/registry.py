"""All measures by name."""

from collections.abc import Mapping
from typing import Final

from assistant.analytics.measures.clarifying import CLARIFYING
from assistant.analytics.measures.conversion import CONVERSION
from assistant.analytics.measures.depth import DEPTHS
from assistant.analytics.measures.hearing import HEARING
from assistant.analytics.measures.intents import INTENTS
from assistant.analytics.measures.measure import Measure
from assistant.analytics.measures.money import MONEY
from assistant.analytics.measures.searching import SEARCHING
from assistant.analytics.measures.times import TIMES
from assistant.analytics.measures.volume import VOLUME

FAMILIES: Final[Mapping[str, tuple[Measure, ...]]] = {
    "How much": (*VOLUME, *DEPTHS),
    "What about": INTENTS,
    "Searching": SEARCHING,
    "Asking back": CLARIFYING,
    "What became of it": CONVERSION,
    "Hearing": HEARING,
    "Cost and tiers": MONEY,
    "Time": TIMES,
}
MEASURES: Final[Mapping[str, Measure]] = {
    measure.name: measure for family in FAMILIES.values() for measure in family
}
