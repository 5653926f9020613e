"""How much there was."""

from assistant.analytics.measures.measure import Distinct, Measure, Ratio, Total, count_of, flag

TURNS = Measure(
    "turns",
    "Turns",
    "count",
    None,
    "Utterances, spoken or typed.",
    (
        "One that could not be answered counts, and so does one that was interrupted.",
        "A session of a robot counts with each of its turns; see the median depth.",
        "An imported query is a turn.",
    ),
    {**count_of("turns"), "turns": Total("1")},
)
SESSIONS = Measure(
    "sessions",
    "Sessions",
    "count",
    None,
    "Conversations with at least one turn.",
    (
        "One over midnight UTC counts once, on the day it began.",
        "One that was opened and in which nothing was said does not count.",
    ),
    {"sessions": Total("CASE WHEN turns > 0 THEN 1 ELSE 0 END")},
)
SEARCHES = Measure(
    "searches",
    "Searches",
    "count",
    None,
    "Turns that looked for products: find, refine, gift, bundle, inspire.",
    ("Each query of an imported log is a search.", "A turn that failed is none."),
    {**count_of("searches"), "turns": Total(flag("is_search"))},
)
SHOPPERS = Measure(
    "shoppers",
    "Known shoppers",
    "count",
    None,
    "Different known shoppers.",
    (
        "Strangers are not counted: two sessions of theirs cannot be told apart from two people.",
        "By day, a shopper counts on each day; days do not add up to the whole.",
    ),
    {"sessions": Distinct("client_id")},
)
VOICE_SHARE = Measure(
    "voice_share",
    "Spoken",
    "share",
    None,
    "Share of turns that were spoken, of those known to be spoken or typed.",
    ("An imported log that does not say so is left out: null, not 0.",),
    {
        "daily": Ratio(
            "CASE WHEN modality = 'voice' THEN turns WHEN modality IS NOT NULL THEN 0 END", "turns"
        ),
        "turns": Ratio(flag("modality = 'voice'"), "1"),
    },
)
KNOWN_SHARE = Measure(
    "known_share",
    "Sessions of known shoppers",
    "share",
    None,
    "Share of sessions whose shopper is known.",
    ("An imported log names its visitors: they are known.",),
    {
        "sessions": Ratio(
            "CASE WHEN client_id IS NOT NULL THEN 1 ELSE 0 END", "CASE WHEN turns > 0 THEN 1 END"
        )
    },
)
DEPTH = Measure(
    "depth",
    "Turns a session",
    "per_session",
    None,
    "Mean number of turns of a session.",
    (
        "A mean: one session of a thousand turns moves it; the median stands beside it.",
        "A session without a turn is left out.",
    ),
    {"sessions": Ratio("turns", "CASE WHEN turns > 0 THEN 1 END")},
)
SEARCH_DEPTH = Measure(
    "search_depth",
    "Searches a session",
    "per_session",
    None,
    "Mean number of searches of a session that searched.",
    ("A session without a search is left out.",),
    {"sessions": Ratio("searches", "CASE WHEN searches > 0 THEN 1 END")},
)

VOLUME = (TURNS, SESSIONS, SEARCHES, SHOPPERS, VOICE_SHARE, KNOWN_SHARE, DEPTH, SEARCH_DEPTH)
