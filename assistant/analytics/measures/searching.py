"""Searches that found nothing or less, and how shoppers changed them."""

from assistant.analytics.measures.measure import Better, How, Measure, Ratio, Source, flag

_KINDS = "repeated + narrowed + broadened + corrected + replaced"
_SEARCH = "CASE WHEN is_search THEN 1 END"

ZERO_RESULT_SHARE = Measure(
    "zero_result_share",
    "Searches that found nothing",
    "share",
    "lower",
    "Share of searches that found no product.",
    (
        "A list that stays on the screen meanwhile is not found again; logs of older versions and "
        "imported ones do not tell the two apart.",
        'That all was shown already ("any others?") is not zero.',
        "A search that found something only after a wish was let go is relaxed, not zero.",
        "An imported log without result lists is left out: null, not 0.",
    ),
    {
        "daily": Ratio("zero_results", "searches"),
        "turns": Ratio(flag("zero_results"), _SEARCH),
        "sessions": Ratio("zero_results", "searches"),
    },
)
RELAXED_SHARE = Measure(
    "relaxed_share",
    "Searches that were relaxed",
    "share",
    "lower",
    "Share of searches in which a wish was let go so that something fits.",
    ("Imported logs do not say so: null, not 0.",),
    {
        "daily": Ratio("relaxed", "searches"),
        "turns": Ratio(flag("was_relaxed"), _SEARCH),
        "sessions": Ratio("relaxed", "searches"),
    },
)
UNMET_SHARE = Measure(
    "unmet_share",
    "Unmet demand",
    "share",
    "lower",
    "Share of searches that were not met as they were asked: nothing found, a wish let go, or near "
    "things shown instead of what the shop does not carry.",
    (
        "A search that was relaxed and still found nothing counts once.",
        "What the shop does not carry and what a filter hid both count; the clusters of unmet "
        "demand tell them apart.",
    ),
    {
        "daily": Ratio("unmet", "searches"),
        "turns": Ratio(flag("coalesce(was_unmet, zero_results OR was_relaxed)"), _SEARCH),
    },
)
REFORMULATION_SHARE = Measure(
    "reformulation_share",
    "Searches that change another",
    "share",
    None,
    "Share of searches that change the search before them in the session, in whichever way.",
    (
        "The first search of a session changes none; it is part of what the share is of.",
        "More than 30 minutes after the one before, a search is a new beginning.",
        "Asking for more of the same (other products, the same wishes) changes nothing.",
        "In a conversation narrowing is how one shops: read the kinds, not the sum.",
    ),
    {
        "daily": Ratio(_KINDS, "searches"),
        "turns": Ratio("CASE WHEN reformulation IS NOT NULL THEN 1 ELSE 0 END", _SEARCH),
        "sessions": Ratio("reformulations", "searches"),
    },
)


def _kind(kind: str, title: str, better: Better | None, about: str, *edges: str) -> Measure:
    sources: dict[Source, How] = {
        "daily": Ratio(kind, "searches"),
        "turns": Ratio(f"CASE WHEN reformulation = '{kind}' THEN 1 ELSE 0 END", _SEARCH),
    }
    if kind == "repeated":
        sources["sessions"] = Ratio("repeats", "searches")
    return Measure(f"{kind}_share", title, "share", better, about, edges, sources)


REPEATED = _kind(
    "repeated",
    "Repeated questions",
    "lower",
    "Share of searches that say the one before again.",
    "The same words but for case and punctuation, or other words for the same wishes.",
    "Saying the same refinement twice (cheaper, cheaper) that moved the wishes is none.",
)
NARROWED = _kind(
    "narrowed",
    "Narrowed",
    None,
    "Share of searches that add a wish to the one before.",
    "Where wishes are not known (imported logs): the words of the one before, and more.",
)
BROADENED = _kind(
    "broadened",
    "Broadened",
    None,
    "Share of searches that let a wish of the one before go.",
    "Where wishes are not known: fewer of the same words.",
)
CORRECTED = _kind(
    "corrected",
    "Corrected",
    "lower",
    "Share of searches that put another wish in the place of one: blue for red, a lower price.",
    "Where wishes are not known: words that begin or end alike and are as long, as in a typo.",
)
REPLACED = _kind(
    "replaced",
    "Replaced",
    None,
    "Share of searches for something else than the one before.",
    "Another category decides, where both have one.",
)

SEARCHING = (
    *(ZERO_RESULT_SHARE, RELAXED_SHARE, UNMET_SHARE, REFORMULATION_SHARE),
    *(REPEATED, NARROWED, BROADENED, CORRECTED, REPLACED),
)
