"""What each of the analysts' pages asks of the API, as `js/pages/` asks it.

`tests/assistant/analyst/test_pages_real.py` opens the pages in a browser and holds this list
against what they ask.
"""

from typing import Any, Final

Asked = tuple[str, dict[str, Any]]
"""A path below `/v1/analytics`, and its parameters besides the dates and filters."""

FIRST: Final = ("/segments", "/measures")
"""Asked once in a tab, before the first page; without dates or filters."""

UNDATED: Final = ("/hearing-terms",)
"""Paths that take no dates and filters."""

BEFORE: Final = "before"
"""As a parameter: it is asked of as many days before the range, and not of the range."""

_TILES: Final = (
    "sessions,turns,shopping_share,depth,zero_result_share,unmet_share,reformulation_share,"
    "spoken_to_cart,spoken_to_order,abandonment,cost_per_turn,first_audio_p95_ms"
)
_DAILY: Final = (
    "turns,zero_result_share,relaxed_share,reformulation_share,repeated_share,"
    "spoken_to_asked,spoken_to_cart,spoken_to_order,click_through"
)
_ASKED: Final = (
    "turns,sessions,zero_result_share,relaxed_share,unmet_share,reformulation_share,"
    "repeated_share,clarification_share,clarification_yield,unclear_share,failed_share,"
    "interruption_share"
)
_BECAME: Final = (
    "turns,click_through,spoken_to_asked,spoken_to_cart,spoken_to_order,depth,abandonment,"
    "cart_sessions,order_sessions,cost_per_turn"
)


def _explorer(by: str, measure: str = "turns") -> tuple[Asked, ...]:
    """Return what the page of intents asks, by what it shows them."""
    bars = measure if measure == "turns" else f"turns,{measure}"
    return (
        ("/figures", {"measures": bars, "by": by, "sort": "-turns", "limit": 15}),
        ("/figures", {"measures": measure, "by": "day"}),
        ("/figures", {"measures": _ASKED, "by": by, "sort": "-turns", "limit": 20}),
        ("/figures", {"measures": _BECAME, "by": by, "sort": "-turns", "limit": 20}),
        ("/turns", {"limit": 25}),
    )


PAGES: Final[dict[str, tuple[Asked, ...]]] = {
    "overview": (
        ("/figures", {"measures": _TILES}),
        ("/figures", {"measures": _TILES, BEFORE: True}),
        ("/figures", {"measures": _DAILY, "by": "day"}),
        ("/figures", {"measures": "turns", "by": "intent", "sort": "-turns", "limit": 10}),
        ("/unmet", {"limit": 8}),
    ),
    "intents": _explorer("intent"),
    "categories": _explorer("category", "zero_result_share"),
    "unmet": (("/unmet", {"limit": 20}),),
    "topics": (("/topics", {"limit": 20}),),
    "funnel": (("/funnel", {"by": "modality"}),),
    "voice against text": (
        (
            "/figures/compare",
            {"measures": "zero_result_share", "by": "modality", "within": "intent"},
        ),
    ),
    "speed": (
        ("/latency", {}),
        ("/latency", {"by": "day"}),
        ("/latency", {"by": "tier"}),
        (
            "/figures",
            {"measures": "turns,cost_usd,cost_per_turn,failed_share", "by": "tier",
             "sort": "-turns"},
        ),
    ),
    "misheard": (("/misheard", {"limit": 100}), ("/hearing-terms", {})),
    "experiments": (("/experiments", {}),),
    "turns": (("/turns", {"limit": 50}),),
    "turns with words": (("/turns", {"limit": 50, "q": "boots waterproof"}),),
    "sessions": (("/sessions", {"limit": 50}),),
    "session": (),
}  # fmt: skip
"""By page; of `session` the one question is `/sessions/ID`."""
