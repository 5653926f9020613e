"""What turns cost, and who phrased them."""

from assistant.analytics.measures.measure import Better, Measure, Ratio, Total, count_of

_PRICED = "Calls whose price is not known cost nothing here: an open model on one's own machine."
_PHRASED = "CASE WHEN tier IN ('template', 'open', 'closed') THEN {} END"

COST = Measure(
    "cost_usd",
    "Cost",
    "usd",
    "lower",
    "What all calls of models cost.",
    (_PRICED, "An imported log without costs is null, not 0."),
    {**count_of("cost_usd"), "turns": Total("cost_usd")},
)
COST_PER_TURN = Measure(
    "cost_per_turn",
    "Cost a turn",
    "usd",
    "lower",
    "Mean cost of a turn.",
    (_PRICED, "Turns that called no model count, with 0."),
    {
        "daily": Ratio("cost_usd", "turns"),
        "turns": Ratio("cost_usd", "1"),
        "sessions": Ratio("cost_usd", "turns"),
    },
)
COST_PER_SESSION = Measure(
    "cost_per_session",
    "Cost a session",
    "usd",
    "lower",
    "Mean cost of a session.",
    (_PRICED,),
    {"sessions": Ratio("cost_usd", "CASE WHEN turns > 0 THEN 1 END")},
)
COST_PER_ACTION = Measure(
    "cost_per_action",
    "Cost an action",
    "usd",
    "lower",
    "Cost of all sessions for each product saved or put into the cart and each order.",
    (
        "Null where nothing was saved, put into the cart or ordered, whatever it cost.",
        "Sessions without an action count with their cost.",
        "Sessions from before events were logged are left out.",
    ),
    {"sessions": Ratio("cost_usd", "carts + saves + orders")},
)


def _share_of(tier: str, weight: str) -> Ratio:
    return Ratio(f"CASE WHEN tier = '{tier}' THEN {weight} ELSE 0 END", _PHRASED.format(weight))


def _tier(tier: str, title: str, better: Better | None, about: str) -> Measure:
    return Measure(
        f"{tier}_share",
        title,
        "share",
        better,
        f"Share of replies that {about}, of those that were phrased at all.",
        ("A turn without a reply (tier none) and an imported one are left out.",),
        {"daily": _share_of(tier, "turns"), "turns": _share_of(tier, "1")},
    )


TEMPLATE_SHARE = _tier("template", "By template", None, "no model phrased")
OPEN_SHARE = _tier("open", "By the open model", None, "the open model phrased")
CLOSED_SHARE = _tier("closed", "By the closed model", "lower", "the closed model phrased")

MONEY = (
    *(COST, COST_PER_TURN, COST_PER_SESSION, COST_PER_ACTION),
    *(TEMPLATE_SHARE, OPEN_SHARE, CLOSED_SHARE),
)
