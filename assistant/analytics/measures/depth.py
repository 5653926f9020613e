"""Session depth that one robot does not move."""

from assistant.analytics.measures.measure import Measure, Quantile

DEPTH_MEDIAN = Measure(
    "depth_median",
    "Turns of the middle session",
    "per_session",
    None,
    "Median number of turns of a session.",
    (
        "A robot's session of a thousand turns counts as one session.",
        "A session without a turn is left out.",
    ),
    {"sessions": Quantile("CASE WHEN turns > 0 THEN turns END", 0.5)},
)
DEPTH_P95 = Measure(
    "depth_p95",
    "Turns of a long session",
    "per_session",
    None,
    "95th percentile of the turns of a session.",
    ("A session without a turn is left out.",),
    {"sessions": Quantile("CASE WHEN turns > 0 THEN turns END", 0.95)},
)

DEPTHS = (DEPTH_MEDIAN, DEPTH_P95)
