"""How long the turns of a synthesised log took, and what they cost: arrays, one row a turn."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]

TIERS: Final = ("template", "open", "closed", "none")
MODELS: Final = ("template", "open-small", "closed-large", None)
_SHARES: Final = (0.84, 0.12, 0.04)
_FIRST_TOKEN_MS: Final = (4.0, 260.0, 520.0, 0.0)
"""What a tier adds to the first words, in the middle."""
_COST_USD: Final = (0.0, 0.00021, 0.0034, 0.0)
_TAIL: Final = 0.015
"""Share of turns with a heavy tail."""


@dataclass(frozen=True, slots=True)
class Took:
    """Milliseconds after the last voiced sample, or after the text was sent; NaN is unmeasured."""

    tier: npt.NDArray[np.int64]
    final_transcript_ms: Floats
    turn_committed_ms: Floats
    products_ms: Floats
    first_reply_text_ms: Floats
    first_audio_ms: Floats
    understand_ms: Floats
    retrieve_ms: Floats
    reply_ms: Floats
    cost_usd: npt.NDArray[np.float64]


def took(spoken: Flags, failed: Flags, slow: Floats, rng: np.random.Generator) -> Took:
    """Draw the timings of turns.

    Args:
        spoken: bool [turns].
        failed: bool [turns]: nothing was answered.
        slow: float32 [turns], factor on everything.
        rng: Where chance comes from.
    """
    n = len(spoken)
    tier = rng.choice(3, size=n, p=_SHARES)
    tier[failed] = TIERS.index("none")
    tail = np.where(rng.random(n) < _TAIL, 1 + rng.pareto(1.6, n), 1.0) * slow
    final = np.where(spoken, 215 * rng.lognormal(0, 0.22, n) * tail, np.nan)
    committed = np.where(spoken, final + 150 * rng.lognormal(0, 0.3, n), np.nan)
    understand = 6.5 * rng.lognormal(0, 0.4, n)
    retrieve = 11.0 * rng.lognormal(0, 0.55, n) * tail
    reply = np.array(_FIRST_TOKEN_MS)[tier] * rng.lognormal(0, 0.45, n) * tail
    begun = np.where(spoken, committed, 0.0)
    products = begun + understand + retrieve
    text = products + reply
    audio = np.where(spoken, text + 95 * rng.lognormal(0, 0.35, n) * slow, np.nan)
    cost = np.array(_COST_USD)[tier] * rng.lognormal(0, 0.5, n)

    def measured(ms: npt.NDArray[np.float64]) -> Floats:
        return np.where(failed, np.nan, ms).astype(np.float32)

    return Took(
        tier=tier.astype(np.int64),
        final_transcript_ms=measured(final),
        turn_committed_ms=measured(committed),
        products_ms=measured(products),
        first_reply_text_ms=measured(text),
        first_audio_ms=measured(audio),
        understand_ms=measured(understand),
        retrieve_ms=measured(retrieve),
        reply_ms=measured(reply),
        cost_usd=np.round(cost, 7),
    )
