"""What spoken turns tell of words that were misheard: few turns of a day, with what was written.

Three kinds of evidence: a transcript that was repaired; one that the recogniser was unsure of; and
a search that was said again, after "no, I said" or after one in vain.
"""

from typing import Final

from assistant.analytics.tables import Column, Table

UNSURE: Final = 0.88
"""Confidence below which words that were once misheard are taken to be so again."""
NONE: Final = "none"
"""Kind of a row that each day has one of, without a text: the day was looked at."""

_DIMENSIONS: Final = (
    Column("day", "DATE", "Of the turn, the later one of two."),
    Column("application", "TEXT", ""),
    Column("modality", "TEXT", ""),
    Column("door", "TEXT", ""),
    Column("intent", "TEXT", ""),
    Column("category", "TEXT", ""),
    Column("tier", "TEXT", ""),
    Column("known", "BOOLEAN", "Whether the shopper is known."),
    Column("experiments", "TEXT", ""),
)
HEARD: Final = Table(
    "heard",
    ("day", "kind"),
    (
        *_DIMENSIONS,
        Column("kind", "TEXT", "repaired, unsure, corrected, again or none."),
        Column("heard", "TEXT", "What was written down first.", is_text=True),
        Column("meant", "TEXT", "What took its place; null of unsure.", is_text=True),
        Column("turns", "BIGINT", ""),
        Column("failed", "BIGINT", "Of repaired and unsure: turns that came to nothing."),
    ),
)
"""Aisle's own, no table for analysts. Its key is not unique."""

_CORRECTS: Final = (
    "(lower(user_query) LIKE '%i said %' OR lower(user_query) LIKE '%i meant %'"
    " OR lower(user_query) LIKE 'no %' OR lower(user_query) LIKE 'no, %'"
    " OR lower(user_query) LIKE '%, not that%')"
)


def heard_sql(turns: str, where: str = "TRUE") -> str:
    """Return a query that gives the rows of HEARD, in its columns' order.

    Args:
        turns: Name of a relation with all columns of TURNS.
        where: A condition of its rows. A search is known to be said again only if the turn before
            it is among them.
    """
    names = [column.name for column in _DIMENSIONS]
    read = ", ".join("client_id IS NOT NULL AS known" if n == "known" else n for n in names)
    own, later = ", ".join(names), ", ".join(f"c.{name}" for name in names)
    places = ", ".join(str(place + 1) for place in range(len(names) + 3))
    none = ", ".join(
        column.name if column.name == "day" else f"CAST(NULL AS {column.type})"
        for column in _DIMENSIONS
    )
    # Of ten sessions nine have nothing in vain and no correction, and are not joined. A session's
    # first turn corrects none.
    return f"""WITH spoken AS MATERIALIZED (
    SELECT {read}, session_id, turn, user_query, raw_transcript, zero_results, is_search,
        zero_results OR intent = 'unclear' AS vain,
        modality = 'voice' AS voiced,
        modality = 'voice' AND raw_transcript IS NULL AND asr_confidence < {UNSURE}
            AND user_query IS NOT NULL AS is_unsure,
        CASE WHEN is_search AND turn > 0 AND modality = 'voice' THEN {_CORRECTS} ELSE FALSE END
            AS corrects
    FROM {turns} WHERE {where} AND (modality = 'voice' OR raw_transcript <> user_query)
), few AS (
    SELECT * FROM spoken WHERE voiced
        AND session_id IN (SELECT session_id FROM spoken WHERE voiced AND (vain OR corrects))
), told AS (
    SELECT {own}, CASE WHEN is_unsure THEN 'unsure' ELSE 'repaired' END AS kind,
        coalesce(raw_transcript, user_query) AS heard,
        CASE WHEN is_unsure THEN NULL ELSE user_query END AS meant,
        CASE WHEN is_unsure THEN zero_results ELSE vain END AS failed
    FROM spoken WHERE is_unsure OR raw_transcript <> user_query
    UNION ALL
    SELECT {later}, CASE WHEN c.corrects THEN 'corrected' ELSE 'again' END,
        p.user_query, c.user_query, FALSE
    FROM few AS c JOIN few AS p ON p.session_id = c.session_id AND p.turn = c.turn - 1
    WHERE c.is_search AND c.user_query <> p.user_query
        AND (c.corrects OR (p.vain AND NOT c.zero_results))
)
SELECT {own}, kind, heard, meant, count(*) AS turns,
    count(*) FILTER (WHERE failed) AS failed
FROM told GROUP BY {places}
UNION ALL SELECT DISTINCT {none}, '{NONE}', CAST(NULL AS TEXT), CAST(NULL AS TEXT),
    CAST(0 AS BIGINT), CAST(0 AS BIGINT)
FROM {turns} WHERE {where}"""


HEARD_OF_TURNS: Final = f"({heard_sql('turns', 'day BETWEEN $first AND $last')}) AS heard"
"""In a query, behind FROM. A store that keeps HEARD reads that, and comes to the same."""
