"""Which session plays which script, when, by whom and in which arms: arrays, one row a session."""

from dataclasses import dataclass, fields
from typing import Final

import numpy as np
import numpy.typing as npt

from assistant.analytics.synth import plan as planted
from assistant.analytics.synth.plan import Plan
from assistant.analytics.synth.telling import Ending
from assistant.analytics.synth.themes import Theme, shares

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

TURNS_A_SESSION: Final = 2.9
"""About; sessions are drawn until there are turns enough."""
MOST_SCRIPTS: Final = 60_000
"""Distinct scripts are what a log of ten million turns has about 200,000 distinct texts with."""
_SESSIONS_A_SCRIPT: Final = 1.2
"""In small logs nearly every session has a script of its own."""

_DAY_S: Final = 86_400
_WEEK: Final = np.array([0.92, 0.9, 0.93, 0.97, 1.03, 1.18, 1.16])
"""Monday to Sunday."""
_HOURS: Final = np.array(
    (1.2, 0.8, 0.5, 0.3, 0.3, 0.5, 1.2, 2.4, 3.6, 4.4, 4.9, 5.2,
     5.6, 5.4, 5.0, 4.9, 5.2, 5.9, 6.8, 7.8, 8.2, 7.4, 5.2, 2.9)
)  # fmt: skip
"""UTC; an evening peak, as shops see it."""
_DOORS_OF_VOICE: Final = ((0, 1), (0.75, 0.25))
_DOORS_OF_TEXT: Final = ((2, 3, 4), (0.62, 0.3, 0.08))
DOORS: Final = ("realtime", "livekit", "text", "chat", "cli")


@dataclass(frozen=True, slots=True)
class Cast:
    """The sessions in the order of their beginnings; all arrays int64 or float64 [sessions]."""

    start_s: Floats
    """Seconds since the beginning of the first day."""
    theme: Ints
    ending: Ints
    spoken: npt.NDArray[np.bool_]
    variant: Ints
    """Which of a theme's scripts."""
    shopper: Ints
    """Number of the known shopper, -1 of a stranger."""
    door: Ints
    """Place in DOORS."""
    arms: npt.NDArray[np.bool_]
    """bool [sessions, experiments]: whether it is arm b, experiments by name."""

    def __len__(self) -> int:
        return len(self.start_s)

    def only(self, kept: Ints) -> "Cast":
        """Return the sessions at some places, in their order."""
        return Cast(**{name.name: getattr(self, name.name)[kept] for name in fields(self)})

    def codes(self) -> Ints:
        """Return which script each session plays, the same number for the same script."""
        pool = (self.theme * len(Ending) + self.ending) * 2 + self.spoken
        code: Ints = pool * MOST_SCRIPTS + self.variant
        return code


def cast(plan: Plan, themes: tuple[Theme, ...], sessions: int) -> Cast:
    """Draw `sessions` sessions."""
    rng = np.random.default_rng([plan.seed, plan.days, sessions])
    per_day = _by_day(plan, sessions, rng)
    by_theme = shares(themes, plan.days)
    start_s = np.concatenate([_times(day, n, rng) for day, n in enumerate(per_day)])
    theme = np.concatenate(
        [rng.choice(len(themes), size=n, p=by_theme[day]) for day, n in enumerate(per_day)]
    )
    spoken = rng.random(sessions) < planted.VOICE
    known = rng.random(sessions) < planted.KNOWN
    arms = rng.random((sessions, len(planted.EXPERIMENTS))) < 0.5
    shopper = _shoppers(sessions, known, rng)
    # A known shopper is always in the same arm.
    for column in range(arms.shape[1]):
        whose = (shopper * 2_654_435_761 + column * 40_503 + plan.seed) >> 7
        arms[known, column] = (whose[known] % 2).astype(bool)
    ending = _endings(themes, theme, spoken, known, arms, rng)
    return Cast(
        start_s=start_s,
        theme=theme.astype(np.int64),
        ending=ending,
        spoken=spoken,
        variant=_variants(by_theme, theme, sessions, rng),
        shopper=shopper,
        door=_doors(spoken, rng),
        arms=arms,
    )


def _by_day(plan: Plan, sessions: int, rng: np.random.Generator) -> Ints:
    weekday = (plan.first.weekday() + np.arange(plan.days)) % 7
    weights = _WEEK[weekday] * np.linspace(0.9, 1.1, plan.days)
    weights = weights * rng.normal(1.0, 0.04, plan.days).clip(0.8, 1.2)
    drawn: Ints = rng.multinomial(sessions, weights / weights.sum()).astype(np.int64)
    return drawn


def _times(day: int, n: int, rng: np.random.Generator) -> Floats:
    hour = rng.choice(24, size=n, p=_HOURS / _HOURS.sum())
    times: Floats = np.sort(day * _DAY_S + hour * 3_600 + rng.random(n) * 3_600)
    return times


def _shoppers(sessions: int, known: npt.NDArray[np.bool_], rng: np.random.Generator) -> Ints:
    many = max(1, round(sessions * planted.KNOWN / planted.VISITS))
    often = rng.beta(0.7, 1.6, sessions)  # some come every week, most once or twice
    shopper: Ints = np.where(known, (often * many).astype(np.int64), -1)
    return shopper


def _endings(
    themes: tuple[Theme, ...],
    theme: Ints,
    spoken: npt.NDArray[np.bool_],
    known: npt.NDArray[np.bool_],
    arms: npt.NDArray[np.bool_],
    rng: np.random.Generator,
) -> Ints:
    carried = np.array([t.carried for t in themes])[theme]
    chance = np.where(carried, planted.BASE_CART, planted.UNMET_CART)
    chance = chance * np.where(spoken, planted.VOICE_CART, 1.0)
    chance = chance * np.where(known, planted.KNOWN_CART, 1.0)
    for column, effect in enumerate(planted.EXPERIMENTS.values()):
        chance = chance * np.where(arms[:, column], effect, 1.0)
    draw = rng.random(len(theme))
    ending: Ints = (draw < chance).astype(np.int64) + (draw < chance * planted.ORDERED)
    return ending


def _variants(
    by_theme: Floats,
    theme: Ints,
    sessions: int,
    rng: np.random.Generator,
) -> Ints:
    """Draw which of a theme's scripts; the first are played most, as some texts are."""
    scripts = min(MOST_SCRIPTS, int(sessions * _SESSIONS_A_SCRIPT)) * by_theme.mean(axis=0)
    many = np.maximum(4, scripts.astype(np.int64))[theme]
    variant: Ints = (rng.random(sessions) ** 1.6 * many).astype(np.int64)
    return variant


def _doors(spoken: npt.NDArray[np.bool_], rng: np.random.Generator) -> Ints:
    by_voice = rng.choice(_DOORS_OF_VOICE[0], size=len(spoken), p=_DOORS_OF_VOICE[1])
    by_text = rng.choice(_DOORS_OF_TEXT[0], size=len(spoken), p=_DOORS_OF_TEXT[1])
    door: Ints = np.where(spoken, by_voice, by_text).astype(np.int64)
    return door
