"""The SQL that makes rows of TURNS and EVENTS of lines of JSON: which field becomes which column.

Each line is taken apart once. Nearly all lines of a log have the same fields: what is out of the
ordinary is looked for where a cheap test says that there is some.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from assistant.analytics.fields_of_lines import EVENT_FIELDS, TURN_FIELDS
from assistant.analytics.quoting import name_of, text_of
from assistant.analytics.tables import TURNS, Table

MADE_OF_TURNS: Final = TURNS.names[TURNS.names.index("is_shopping") :]
"""Columns of TURNS that `assistant.analytics.making` adds."""
LOGGED_OF_TURNS: Final = TURNS.names[: TURNS.names.index("is_shopping")]
TIMINGS: Final = (
    "final_transcript_ms",
    "turn_committed_ms",
    "products_ms",
    "first_reply_text_ms",
    "first_audio_ms",
    "understand_ms",
    "retrieve_ms",
    "reply_ms",
)


def _number(name: str, type_: str) -> str:
    return f"""from_json(r.{name}, '"{type_}"')"""


def _utc(field: str) -> str:
    return f"timezone('UTC', try_cast({field} AS TIMESTAMPTZ))"


def _wanted(*kinds: str) -> str:
    named = ", ".join(map(text_of, kinds))
    return f"list_filter(w, lambda c: coalesce(c.wanted, true) AND c.kind IN ({named}))[-1].value"


def _shape(fields: Mapping[str, str]) -> str:
    return "{" + ",".join(f'"{name}":"{type_}"' for name, type_ in fields.items()) + "}"


# What a column is made from; columns not named here are the field of their name. `r` holds the
# fields, `moment` the time; of a turn `t` the timings, `a` the acts, `w` the wishes, `price` what
# it cost; of an event `o`, `p` and `d` its object, position and details.
_BOTH: Final = {
    "application": "coalesce(r.application, 'aisle')",
    "tenant": "coalesce(r.tenant, 'default')",
    "timestamp": "moment",
    "day": "CAST(moment AS DATE)",
    "turn": _number("turn", "BIGINT"),
    "redaction": _number("redaction", "BIGINT"),
}
_TURN_COLUMNS: Final[dict[str, str]] = {
    **_BOTH,
    "asr_confidence": _number("asr_confidence", "DOUBLE"),
    "intent": "a[1].act",
    "wishes": "CASE WHEN json_type(r.constraints) = 'ARRAY' "
    "THEN CAST(json_array_length(r.constraints) AS BIGINT) END",
    "category": f"coalesce({_wanted('category', 'type')}, {_wanted('department')})",
    "brand": _wanted("brand"),
    "object_id_field": "coalesce(r.object_id_field, 'product_id')",
    "shown": "coalesce(CAST(json_array_length(r.query_response_hit_ids) AS BIGINT), 0)",
    "found": _number("found", "BIGINT"),
    "spoken": "CAST(json_array_length(r.spoken_ids) AS BIGINT)",
    "model": "r.route ->> '$.model'",
    "cost_usd": "try_cast(price AS DOUBLE)",
    "experiments": """CASE WHEN length(r.experiments) > 2 THEN CAST(to_json(map_from_entries(
        list_sort(map_entries(from_json(r.experiments, '"MAP(VARCHAR,VARCHAR)"'))))) AS VARCHAR)
        END""",
    **{name: f"t.{name}" for name in TIMINGS},
}
_TURN_PARTS: Final = f"""from_json(r.timings_ms, '{_shape(dict.fromkeys(TIMINGS, "DOUBLE"))}') AS t,
    from_json(r.acts, '[{{"act":"VARCHAR"}}]') AS a, r.cost_usd ->> '$' AS price,
    from_json(r.constraints, '[{{"kind":"VARCHAR","value":"VARCHAR","wanted":"BOOLEAN"}}]') AS w"""
_EVENT_COLUMNS: Final[dict[str, str]] = {
    **_BOTH,
    "received_at": _utc("r.received_at"),
    "object_id": "o ->> '$.object_id'",
    "object_id_field": "o ->> '$.object_id_field'",
    "title": "o ->> '$.description'",
    "ordinal": "try_cast(p ->> '$.ordinal' AS BIGINT)",
    "value": "try_cast(d ->> '$.value' AS DOUBLE)",
    "currency": "d ->> '$.currency'",
    "details": "CASE WHEN length(d) > 2 THEN CAST(d AS VARCHAR) END",
}
_EVENT_PARTS: Final = """r.event_attributes -> '$.object' AS o,
    r.event_attributes -> '$.position' AS p, r.event_attributes -> '$.details' AS d"""


def _holds_more(keys: str, known: Sequence[str]) -> str:
    """Return whether there are keys that are not known."""
    return f"NOT list_has_all([{', '.join(map(text_of, known))}], {keys})"


def _mistyped(name: str) -> str:
    made = _number(name, "DOUBLE" if name == "asr_confidence" else "BIGINT")
    return f"(r.{name} IS NOT NULL AND {made} IS NULL)"


_KNOWN_SCHEMAS: Final = "('aisle.turn/1', 'aisle.turn/2', 'aisle.event/1')"
"""Of these all fields are known; in a newer one a field of the same name may hold something new."""


def _is_wrong(is_turn: bool) -> str:
    """Return whether a record of a known schema has something else in a field than it should."""
    wrong = [_mistyped(name) for name in ("turn", "redaction")]
    if is_turn:
        wrong += [
            _mistyped("asr_confidence"),
            _mistyped("found"),
            "coalesce(r.modality NOT IN ('voice', 'text'), false)",
            "coalesce(r.outcome NOT IN ('completed', 'interrupted', 'failed'), false)",
        ]
    return f"(({' OR '.join(wrong)}) AND coalesce(r.schema IN {_KNOWN_SCHEMAS}, true))"


_PLAIN_PRICE = r"(0|[1-9]\d{0,5})(\.\d{0,8}[1-9])?"
"""What a float gives back digit by digit; `assistant.analytics.record_of_row` writes it so."""
_IS_ODD_PRICE: Final = f"NOT coalesce(regexp_full_match(price, '{_PLAIN_PRICE}'), false)"
_TURN_KEPT: Final = {
    "turn": _mistyped("turn"),
    "asr_confidence": _mistyped("asr_confidence"),
    "found": _mistyped("found"),
    "redaction": _mistyped("redaction"),
    "claimed_timestamp": "r.claimed_timestamp IS NOT NULL",
    "cost_usd": _IS_ODD_PRICE,
    "timings_ms": _holds_more("json_keys(r.timings_ms)", TIMINGS),
}
"""Fields of a turn that no column holds, or not exactly, and when: they are kept in `more`."""
_EVENT_KEPT: Final = {
    "turn": _mistyped("turn"),
    "redaction": _mistyped("redaction"),
    "claimed_timestamp": "r.claimed_timestamp IS NOT NULL",
    "event_attributes": f"""(length(r.event_attributes) > 2 AND (
        {_holds_more("json_keys(r.event_attributes)", ("object", "position", "details"))}
        OR {_holds_more("json_keys(o)", ("object_id", "object_id_field", "description"))}
        OR {_holds_more("json_keys(p)", ("ordinal",))}
        OR json_type(p -> '$.ordinal') = 'NULL'
        OR coalesce(json_type(d), 'OBJECT') <> 'OBJECT'))""",
}
"""And of an event."""


def rows_sql(table: Table, lines: str) -> str:
    """Return what makes rows of lines, with the columns that are logged.

    Args:
        table: Turns or events.
        lines: Name of a relation with `line`, JSON, and `kind`, "turn" or "event".

    Returns:
        A SELECT; besides the columns it has `unfit`: the line, where it lacks what a row needs.
    """
    is_turn = table is TURNS
    kind, fields = ("turn", TURN_FIELDS) if is_turn else ("event", EVENT_FIELDS)
    own, kept = (_TURN_COLUMNS, _TURN_KEPT) if is_turn else (_EVENT_COLUMNS, _EVENT_KEPT)
    key, needs = ("query_id", "user_query") if is_turn else ("event_id", "action_name")
    chosen = []
    for column in table.columns:
        if is_turn and column.name in MADE_OF_TURNS:
            continue
        made = own.get(column.name, f"r.{name_of(column.name)}")
        if column.name == "more":
            made = _MORE_OF_TURN if is_turn else _MORE
        chosen.append(f"CAST({made} AS {column.type}) AS {name_of(column.name)}")
    is_row = (
        f"coalesce(length(r.{key}) > 0 AND length(r.session_id) > 0 AND r.{needs} IS NOT NULL "
        f"AND isfinite(moment) AND NOT {_is_wrong(is_turn)}, false)"
    )
    return f"""SELECT {", ".join(chosen)}, CASE WHEN NOT {is_row} THEN line END AS unfit
        FROM (SELECT *, {_names_kept(fields, kept)} AS k
            FROM (SELECT line, r, names, {_utc("r.timestamp")} AS moment,
                {_TURN_PARTS if is_turn else _EVENT_PARTS}
                FROM (SELECT line, json_keys(line) AS names,
                    from_json(line, '{_shape(fields)}') AS r FROM {lines} WHERE kind = '{kind}')),
            (SELECT json_keys(line) AS usual FROM {lines} WHERE kind = '{kind}' LIMIT 1))"""


def _names_kept(fields: Mapping[str, str], kept: Mapping[str, str]) -> str:
    """Return the names of what goes into `more`; null where that is a price at most."""
    known = ", ".join(map(text_of, fields))
    listed = ", ".join(f"CASE WHEN {when} THEN '{name}' END" for name, when in kept.items())
    is_odd = " OR ".join(when for name, when in kept.items() if name != "cost_usd")
    return f"""CASE WHEN hash(names) <> hash(usual) OR {_holds_more("usual", tuple(fields))}
            OR {is_odd}
        THEN list_concat(list_filter(names, lambda k: k NOT IN ({known})),
            list_filter([{listed}], lambda k: k IS NOT NULL)) END"""


_MORE: Final = """CASE WHEN len(k) > 0 THEN CAST(to_json(map_from_entries(list_transform(k,
    lambda name: {'key': name, 'value':
        json_extract(line, '/' || replace(replace(name, '~', '~0'), '/', '~1'))}))) AS VARCHAR) END
"""
"""The fields that have no column, or whose column does not hold them, as JSON."""
_MORE_OF_TURN: Final = f"""CASE WHEN k IS NULL AND {_IS_ODD_PRICE}
    THEN '{{"cost_usd":' || coalesce(r.cost_usd, 'null') || '}}' ELSE {_MORE} END"""
"""The same; a price with zeros at its end is no rarity, and has a way of its own."""
