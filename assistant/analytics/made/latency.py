"""Histograms of the timings, so that a percentile over any number of days is a sum."""

from math import log
from typing import Final

STAGES: Final = (
    *("final_transcript_ms", "turn_committed_ms", "products_ms", "first_reply_text_ms"),
    *("first_audio_ms", "understand_ms", "retrieve_ms", "reply_ms"),
)
"""Timings of a turn, in the order in which they pass."""
GROWTH: Final = 1.02
"""Each bucket's upper end over its lower: a percentile is right to 1 % (docs/log-measures.md)."""


def latency_sql(turns: str) -> str:
    """Return a query that gives the rows of LATENCY for the turns of a relation.

    Args:
        turns: Name of a relation with the columns of TURNS.
    """
    return "\nUNION ALL\n".join(
        f"""SELECT t.day, t.tenant, t.application, t.modality, t.tier, '{stage}' AS stage,
    CAST(floor(ln(greatest(t.{stage}, 1.0)) / {log(GROWTH)!r}) AS BIGINT) AS bucket,
    count(*) AS turns
FROM {turns} t WHERE t.{stage} IS NOT NULL
GROUP BY 1, 2, 3, 4, 5, 6, 7"""
        for stage in STAGES
    )
