"""Coming back to an earlier wish: "go back to the tents" restores what was wanted of them. Pure."""

import re
from collections.abc import Set as AbstractSet
from dataclasses import replace

from agents.constraints import Constraint, Kind, Set, Value
from agents.reading import Reading
from agents.state import DialogueState, Topic

_BACK = re.compile(
    r"\b(?:back to|return to|where were we|(?:those|the) .{1,30} (?:again|from before))"
)


def returned(reading: Reading, state: DialogueState) -> DialogueState | None:
    """Return the state with an earlier topic's constraints, if `reading` goes back to one.

    Args:
        reading: A new wish, by its act.
        state: The dialogue before it.

    Returns:
        The state to which the reading's own edits still apply; None for a fresh wish.
    """
    if not _BACK.search(reading.words.lower()):
        return None
    named = {
        e.constraint.value
        for e in reading.edits
        if isinstance(e, Set) and e.constraint.kind is Kind.CATEGORY and e.constraint.wanted
    }
    topic = _topic(state, named)
    if topic is None:
        return None
    fresh = state.new_topic(topic.query, topic.ideas)
    # It is the current topic again, so it is no longer an earlier one.
    others = tuple(t for t in fresh.topics if t != topic)
    return replace(fresh, constraints=topic.constraints, topics=others)


def _topic(state: DialogueState, named: AbstractSet[Value]) -> Topic | None:
    """Return the latest earlier topic of the category named; any if none was named."""
    if named and named <= _kinds(state.constraints):
        return None
    found = (t for t in reversed(state.topics) if not named or named & _kinds(t.constraints))
    return next(found, None)


def _kinds(constraints: tuple[Constraint, ...]) -> AbstractSet[Value]:
    return {c.value for c in constraints if c.kind is Kind.CATEGORY and c.wanted}
