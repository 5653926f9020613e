"""Which texts of a row of ours are looked at, without what is nobody's in them; as SQL.

A log repeats itself: a reply without its titles, prices and counts is one of some hundreds.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from assistant.analytics.quoting import text_of
from assistant.analytics.tables import EVENTS, TURNS, Table

_PRICE: Final = r"\$\d{{1,4}}(\.\d\d)?( [a-z]|[,.;!?] [A-Za-z]|[.!?]?$)"
"""In a reply of ours; never one that more digits follow."""
_TITLES: Final = """list_filter(from_json(titles, '["VARCHAR"]'), lambda x: len(x) > 0)"""
_SPOKEN: Final = (
    f"list_transform({_TITLES}, lambda x: array_to_string(string_split(x, ' ')[:3], ' '))"
)
"""A reply says a title by its first words."""
_OF_HOW_MANY: Final = r"([a-z]) \d{{1,3}} of \d{{1,3}} ([a-z])"
"""As a reply of ours says how many it shows; never one that more digits follow."""
_SPOKEN_OF: Final = f"""regexp_replace(regexp_replace(list_reduce(
    list_prepend({{said}}, list_concat({{own}}, {_TITLES}, {_SPOKEN})),
    lambda text, title: replace(text, title, 'it')), '{_PRICE}', '$\\2', 'g'),
    '{_OF_HOW_MANY}', '\\1 some of all \\2', 'g')"""
"""A reply without the shop's own words and the titles of its products, in which nothing is
anybody's, without prices and counts: a log of a million replies has some hundreds of these, and
each is looked at once."""
_DECIMAL: Final = r'": ?\d{1,4}\.\d{1,3}([,}])'
"""A value of details that is measured, such as seconds: nobody's number."""
_DETAILS: Final = f"""regexp_replace(details, '{_DECIMAL}', '":1\\1', 'g')"""
_WORDS: Final = 'list_transform(from_json({}, \'[{{"words":"VARCHAR"}}]\'), lambda x: x.words)'
_VALUES: Final = 'list_transform(from_json({}, \'[{{"value":"VARCHAR"}}]\'), lambda x: x.value)'
MESSAGE: Final = "CASE WHEN NOT coalesce(contains(message, title), false) THEN message END"
"""A message that says a product's title says nothing of anybody."""
_PLAIN: Final = {
    TURNS: ("user_query", "raw_transcript", "query", "more"),
    EVENTS: ("user_query", "message_type", "more"),
}
"""Columns that are looked at as they are."""
_HEARD_ELSE: Final = "NOT coalesce(starts_with(reply, heard), false)"
"""What was heard of a reply is looked at with the reply: cut off within a title ("the Ostrella
Winslow Str"), it reads as somebody's name."""


class Said(NamedTuple):
    """What may say something."""

    name: str
    columns: tuple[str, ...]
    """That it is made of; the first one is not null."""
    texts: str
    """SQL of the list of its texts."""
    where: str = "true"
    """SQL of which rows it is looked at in."""


def said_in(table: Table, own: Sequence[str]) -> tuple[Said, ...]:
    """Return what may say something in the rows of a table.

    Texts are to be made of what differs in these columns, not of every row.

    Args:
        table: Turns or events.
        own: What the shop says of itself, which stays in a reply.
    """
    plain = tuple(Said(name, (name,), f"[{name}]") for name in _PLAIN[table])
    return (*plain, *(_said_in_turns(own) if table is TURNS else _SAID_IN_EVENTS))


def _said_in_turns(own: Sequence[str]) -> tuple[Said, ...]:
    # The longest first: one may stand within another.
    listed = ", ".join(text_of(one) for one in sorted(own, key=len, reverse=True))
    words = f"CAST([{listed}] AS VARCHAR[])"
    of_reply = _SPOKEN_OF.format(said="reply", own=words)
    of_heard = _SPOKEN_OF.format(said="heard", own=words)
    values = f"list_concat({_WORDS.format('constraints')}, {_VALUES.format('constraints')})"
    return (
        Said("reply", ("reply", "titles"), f"[{of_reply}]"),
        Said("heard", ("heard", "titles"), f"[{of_heard}]", _HEARD_ELSE),
        Said("acts", ("acts",), _WORDS.format("acts")),
        Said("constraints", ("constraints",), values),
        Said("lacking", ("lacking",), _VALUES.format("lacking")),
    )


_SAID_IN_EVENTS: Final[tuple[Said, ...]] = (
    Said("details", ("details",), f"[{_DETAILS}]"),
    Said("message", ("message", "title"), f"[{MESSAGE}]"),
)
