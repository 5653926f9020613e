"""Columns of a turn that the other turns of its session decide.

A reformulation is told by the wishes that hold where they are known (Aisle's own log), and by the
words alone where they are not (an imported log). Kinds after Jansen, Booth and Spink, "Patterns of
query reformulation during Web searching", JASIST 60 (2009), folded to five.
"""

from typing import Final

from agents.acts import Act
from assistant.analytics.tables import TURNS

SEARCHES: Final = (Act.FIND, Act.REFINE, Act.GIFT, Act.BUNDLE, Act.INSPIRE)
"""Acts that look for products."""
SHOPPING: Final = (
    *SEARCHES,
    *(Act.COMPARE, Act.ASK_PRODUCT, Act.PRICE_OR_STOCK, Act.SELECT, Act.SAVE),
    *(Act.CART_ADD, Act.CART_REMOVE, Act.CART_CHANGE, Act.CART_UNDO, Act.CART_VIEW),
    Act.CHECKOUT,
)
"""Acts about products or the cart."""
NOT_UNDERSTOOD: Final = (Act.UNCLEAR, Act.ASR_FAILURE)
"""Acts that say that there is none."""
LATER_MINUTES: Final = 30
"""A search this long after the one before is a new beginning; the usual end of a web session."""

MADE: Final = (
    *("is_shopping", "is_search", "zero_results", "was_relaxed", "was_unmet", "reformulation"),
    *("showed", "clarified", "was_repaired"),
)
"""Columns of TURNS that are made here; the others are logged."""

ORDER: Final = "turn, timestamp, query_id"
"""Of the turns of a session. The number first: a clock may jump, and an import has no numbers."""


def listed(values: tuple[str, ...]) -> str:
    """Return texts as they stand between the brackets of IN."""
    return ", ".join(f"'{value}'" for value in values)


_IS_SHOPPING = f"""CASE
    WHEN r.intent IS NULL OR r.intent IN ({listed(NOT_UNDERSTOOD)}) THEN NULL
    ELSE r.intent IN ({listed(SHOPPING)}) END"""

_IS_SEARCH = f"""CASE
    WHEN r.intent IS NOT NULL THEN r.intent IN ({listed(SEARCHES)})
    WHEN r.outcome = 'failed' THEN FALSE
    WHEN r.acts IS NULL OR coalesce(r.schema, '') NOT LIKE 'aisle.turn/%' THEN TRUE
    ELSE FALSE END"""
"""What another system logged as a query was a search."""

_WORDS = "trim(lower(regexp_replace(r.user_query, '[[:space:].,;:!?]+', ' ', 'g')))"

_WISHES_SAID = r'"(turn|words)": ?("([^"\\]|\\.)*"|[0-9]+|null),? ?'
"""What of a constraint says when and how it was said, and not what is wished."""

_HITS = "coalesce(s.found, s.shown)"
"""Of a search; a list that only stayed on the screen is none."""
_LEFT = "coalesce(s.found = 0 AND s.shown > 0, FALSE)"
"""Found nothing, and the list and the wishes before it stayed: they do not say what was wished."""
_SAME_WISHES = (
    f"(NOT {_LEFT} AND s.wished <> '[]' AND s.wished = s.wished_before"
    " AND s.category IS NOT DISTINCT FROM s.category_before)"
)
_BOTH_WISHED = (
    f"(NOT {_LEFT} AND s.wished <> '[]' AND s.wished_before <> '[]'"
    " AND (s.category IS NOT NULL OR s.category_before IS NOT NULL OR s.intent = 'refine'))"
)
"""Whether the wishes tell; without a category on either side a new search only seems alike."""

_HALF = "CAST(ceil(length(s.words_before) / 2.0) AS INTEGER)"
"""Words that begin or end alike by half, and are as long, were most likely mistyped."""

_REFORMULATION = f"""CASE
    WHEN NOT s.searches OR s.time_before IS NULL THEN NULL
    WHEN s.timestamp > s.time_before + INTERVAL '{LATER_MINUTES} minutes' THEN NULL
    WHEN coalesce(s.words, '') = '' OR coalesce(s.words_before, '') = '' THEN NULL
    WHEN {_SAME_WISHES} AND s.intent = 'refine'
        AND s.query_response_hit_ids <> s.searched_hits_before THEN NULL
    WHEN {_SAME_WISHES} THEN 'repeated'
    WHEN s.words = s.words_before AND coalesce(s.intent, '') <> 'refine' THEN 'repeated'
    WHEN {_BOTH_WISHED} THEN CASE
        WHEN s.category <> s.category_before THEN 'replaced'
        WHEN s.category IS NULL AND s.category_before IS NOT NULL AND s.intent <> 'refine'
            THEN 'replaced'
        WHEN s.wishes > s.wishes_before THEN 'narrowed'
        WHEN s.wishes < s.wishes_before THEN 'broadened'
        ELSE 'corrected' END
    WHEN s.words = s.words_before THEN 'repeated'
    WHEN strpos(' ' || s.words || ' ', ' ' || s.words_before || ' ') > 0 THEN 'narrowed'
    WHEN strpos(' ' || s.words_before || ' ', ' ' || s.words || ' ') > 0 THEN 'broadened'
    WHEN length(s.words_before) >= 4
        AND abs(length(s.words) - length(s.words_before)) <= 3
        AND (left(s.words, {_HALF}) = left(s.words_before, {_HALF})
            OR right(s.words, {_HALF}) = right(s.words_before, {_HALF})) THEN 'corrected'
    ELSE 'replaced' END"""

_ZERO = f"CASE WHEN s.searches THEN {_HITS} = 0 END"
_LISTS_SOME = "trim({}) NOT IN ('', '[]', 'null')"
_LETS_GO = _LISTS_SOME.format("s.relaxed")
_LACKS = f"coalesce({_LISTS_SOME.format('s.lacking')}, FALSE)"
_RELAXED = f"CASE WHEN s.searches THEN {_LETS_GO} END"
_UNMET = f"CASE WHEN s.searches THEN {_HITS} = 0 OR {_LACKS} OR {_LETS_GO} END"
_SHOWED = (
    f"s.shown > 0 AND ((s.searches AND {_HITS} > 0)"
    " OR s.query_response_hit_ids IS DISTINCT FROM s.hits_before)"
)
_CLARIFIED = """CASE WHEN s.asked IS NOT NULL THEN coalesce(
        (s.shown_next > 0 AND ((s.searches_next AND coalesce(s.found_next, s.shown_next) > 0)
            OR s.hits_next IS DISTINCT FROM s.query_response_hit_ids))
        OR length(s.cart_next) > length(coalesce(s.cart, '[]')), FALSE) END"""
_REPAIRED = (
    "CASE WHEN s.modality = 'voice' THEN coalesce(s.raw_transcript <> s.user_query, FALSE) END"
)

_FOUND: Final = {
    "is_shopping": "s.shops",
    "is_search": "s.searches",
    "zero_results": _ZERO,
    "was_relaxed": _RELAXED,
    "was_unmet": _UNMET,
    "reformulation": _REFORMULATION,
    "showed": _SHOWED,
    "clarified": _CLARIFIED,
    "was_repaired": _REPAIRED,
}

_OF_TEXTS: Final = frozenset({"is_search", "was_unmet", "reformulation", "was_repaired"})
"""Made columns that cannot be made again once the texts have expired."""


def turns_sql(source: str, *, has_made: bool = False) -> str:
    """Return a query that gives every column of TURNS, in its order, for every row of a relation.

    Args:
        source: Name of a relation with the logged columns: every turn of the sessions that it has
            any turn of, on whichever day, each `query_id` once.
        has_made: Whether it has the made columns as well, from an earlier time. Where a turn's
            texts have expired since, those that need them are kept; all others are made anew.
    """
    logged = [name for name in TURNS.names if name not in MADE]
    kept = ", ".join(f"r.{name} AS kept_{name}" for name in sorted(_OF_TEXTS)) + ","
    columns = [f"s.{name}" for name in logged]
    columns += [f"{_made(name, has_made=has_made)} AS {name}" for name in MADE]
    return f"""WITH read AS (
    SELECT {", ".join(f"r.{name}" for name in logged)}, {kept if has_made else ""}
        {_IS_SHOPPING} AS shops,
        {_kept("r", "is_search", _IS_SEARCH, has_made=has_made)} AS searches,
        coalesce(r.outcome = 'failed', FALSE) AS failed,
        {_WORDS} AS words,
        regexp_replace(r.constraints, '{_WISHES_SAID}', '', 'g') AS wished
    FROM {source} r
), seen AS (
    SELECT r.*,
        lag(r.words) OVER searched AS words_before,
        lag(r.wished) OVER searched AS wished_before,
        lag(r.wishes) OVER searched AS wishes_before,
        lag(r.category) OVER searched AS category_before,
        lag(r.query_response_hit_ids) OVER searched AS searched_hits_before,
        lag(r.timestamp) OVER searched AS time_before,
        lag(r.query_response_hit_ids) OVER answered AS hits_before,
        lead(r.shown) OVER answered AS shown_next,
        lead(r.found) OVER answered AS found_next,
        lead(r.searches) OVER answered AS searches_next,
        lead(r.query_response_hit_ids) OVER answered AS hits_next,
        lead(r.cart) OVER answered AS cart_next
    FROM read r
    WINDOW searched AS (PARTITION BY r.tenant, r.session_id, r.searches ORDER BY {_order("r")}),
        answered AS (PARTITION BY r.tenant, r.session_id, r.failed ORDER BY {_order("r")})
)
SELECT {", ".join(columns)}
FROM seen s"""


def _order(alias: str) -> str:
    return ", ".join(f"{alias}.{name}" for name in ORDER.split(", "))


def _made(name: str, *, has_made: bool) -> str:
    if name == "is_search" or name not in _OF_TEXTS:
        return _FOUND[name]
    return _kept("s", name, _FOUND[name], has_made=has_made)


def _kept(alias: str, name: str, found: str, *, has_made: bool) -> str:
    if not has_made:
        return found
    before = f"{alias}.{name}" if alias == "r" else f"{alias}.kept_{name}"
    expired = f"coalesce({alias}.user_query, '') = ''"
    return f"CASE WHEN {expired} AND {before} IS NOT NULL THEN {before} ELSE {found} END"
