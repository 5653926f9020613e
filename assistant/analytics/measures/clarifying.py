"""What was asked back, and whether that helped."""

from assistant.analytics.measures.measure import Measure, Ratio

CLARIFICATION_SHARE = Measure(
    "clarification_share",
    "Asked back",
    "share",
    None,
    "Share of turns that were answered whose reply asked something back.",
    ("Records older than aisle.turn/2 and imported logs do not say so: null, not 0.",),
    {
        "daily": Ratio("clarifications", "turns - failed"),
        "sessions": Ratio("clarifications", "turns - failed"),
    },
)
CLARIFICATION_YIELD = Measure(
    "clarification_yield",
    "Asking back that helped",
    "share",
    "higher",
    "Share of turns that asked something back after which the next turn of the session showed "
    "products or more was in the cart when it was over.",
    (
        "What was put into the cart by hand between the two turns counts for the next one.",
        "A list that only stayed on the screen is not shown again.",
        "Asked in a session's last turn: it did not help.",
        "The next turn may be on the next day: it counts on the day of the question.",
        "A turn that failed in between is passed over.",
    ),
    {
        "daily": Ratio("clarified", "clarifications"),
        "turns": Ratio(
            "CASE WHEN clarified THEN 1 WHEN NOT clarified THEN 0 END",
            "CASE WHEN asked IS NOT NULL THEN 1 END",
        ),
        "sessions": Ratio("clarified", "clarifications"),
    },
)

CLARIFYING = (CLARIFICATION_SHARE, CLARIFICATION_YIELD)
