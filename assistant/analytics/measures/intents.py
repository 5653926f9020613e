"""What turns were about, and what was not understood."""

from assistant.analytics.measures.measure import Measure, Ratio, flag

SHOPPING_SHARE = Measure(
    "shopping_share",
    "About products or the cart",
    "share",
    None,
    "Share of turns about products or the cart, of those that were understood.",
    (
        "Questions about orders and policies, small talk, yes, no and stop are not.",
        "Left out: what was unclear, not heard, failed, or imported without an intent.",
    ),
    {
        "daily": Ratio("shopping", "turns"),
        "turns": Ratio(flag("is_shopping"), "1"),
        "sessions": Ratio(
            "shopping", "turns - coalesce(unclear, 0) - coalesce(asr_failures, 0) - failed"
        ),
    },
)
UNCLEAR_SHARE = Measure(
    "unclear_share",
    "Not understood",
    "share",
    "lower",
    "Share of turns whose words were heard but not understood, of those that were heard.",
    (
        "A turn that was not heard well enough is an ASR failure, and is left out here.",
        "A turn without an intent (failed, imported) is left out.",
    ),
    {
        "daily": Ratio("unclear", "turns - asr_failures"),
        "turns": Ratio(flag("intent = 'unclear'"), "CASE WHEN intent <> 'asr_failure' THEN 1 END"),
        "sessions": Ratio("unclear", "turns - asr_failures - failed"),
    },
)
FAILED_SHARE = Measure(
    "failed_share",
    "Not answered",
    "share",
    "lower",
    "Share of turns that could not be answered because something broke.",
    ("What was unclear or not heard was answered, with a question.",),
    {
        "daily": Ratio("failed", "turns"),
        "turns": Ratio(flag("outcome = 'failed'"), "1"),
        "sessions": Ratio("failed", "turns"),
    },
)
INTERRUPTION_SHARE = Measure(
    "interruption_share",
    "Replies cut off",
    "share",
    "lower",
    "Share of replies that the shopper cut off, of turns that were answered.",
    (
        "A turn whose reply was cut off counts in every other measure as any turn does.",
        "A reply to typed words cannot be cut off by speaking: compare within voice.",
    ),
    {
        "daily": Ratio("interrupted", "turns - failed"),
        "turns": Ratio(flag("outcome = 'interrupted'"), "CASE WHEN outcome <> 'failed' THEN 1 END"),
        "sessions": Ratio("interruptions", "turns - failed"),
    },
)

INTENTS = (SHOPPING_SHARE, UNCLEAR_SHARE, FAILED_SHARE, INTERRUPTION_SHARE)
