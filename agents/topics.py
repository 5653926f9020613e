"""Coming back to an earlier wish: "go back to the tents" restores what was wanted of them. Pure."""

import re
from collections.abc import Set as AbstractSet
from dataclasses import replace

from agents.acts import Act
from agents.constraints import Constraint, Kind, Set, Value
from agents.reading import Reading
from agents.state import DialogueState, Topic
from agents.understand.finding import BACK
from agents.wishes import Wish

_BACK = re.compile(
    r"\b(?:back to|return to|where were we|go back|"
    r"(?:those|the|these|that) (?!same\b)[\w' -]{1,40}(?:again|from (?:before|earlier)|"
    r"(?:we|i|you) (?:were looking|was looking|looked|saw|showed|had|mentioned|found)"
    r"(?: at| me)?(?: before| earlier| first)?)|(?:before|earlier)$)"
)
_RETURN_ACTS = frozenset({Act.FIND, Act.GIFT, Act.INSPIRE, Act.REFINE})


def returned(reading: Reading, state: DialogueState) -> Wish | None:
    """Return an earlier wish with what was on the screen then, if `reading` goes back to one.

    Args:
        reading: A wish, by its act.
        state: The dialogue before it.

    Returns:
        The wish to which the reading's own edits still apply; None for a fresh wish.
    """
    says_so = reading.topic == BACK or _BACK.search(reading.words.lower().strip(" .?!"))
    if reading.act not in _RETURN_ACTS or not says_so:
        return None
    named = _kinds(tuple(e.constraint for e in reading.edits if isinstance(e, Set)))
    if not named and any(isinstance(e, Set) for e in reading.edits):
        return None
    if named and named & _kinds(state.constraints):
        # It is what is talked of already: the first list that was shown of it.
        first = state.steps[0] if state.steps else state.now
        screen = state.screen or first.screen
        return Wish(state.stepped(), state, returned=True, screen=screen, spoken=state.spoken)
    topic = _topic(state, named, reading.text)
    if topic is None:
        return None
    fresh = state.new_topic(topic.said, topic.ideas)
    # It is the current topic again, so it is no longer an earlier one.
    others = tuple(t for t in fresh.topics if t != topic)
    fresh = replace(fresh.as_in(topic), topics=others)
    return Wish(fresh, state, returned=True, screen=topic.screen, spoken=topic.spoken)


def before_last(state: DialogueState) -> Wish | None:
    """Return the wish as it was before its last change, or the one before this one.

    Args:
        state: The dialogue, whose last change is to be taken back.

    Returns:
        The wish with what was on the screen then; None where nothing was changed yet.
    """
    if state.steps:
        last = state.steps[-1]
        back = replace(state.as_in(last), steps=state.steps[:-1])
    elif state.topics:
        last = state.topics[-1]
        back = replace(state.as_in(last), topics=state.topics[:-1])
    else:
        return None
    return Wish(back, state, returned=True, screen=last.screen, spoken=last.spoken)


def _topic(state: DialogueState, named: AbstractSet[Value], text: str) -> Topic | None:
    """Return the latest earlier topic of the category named; any if none was named."""
    words = _words(text) - _EMPTY
    for topic in reversed(state.topics):
        if named and named & _kinds(topic.constraints):
            return topic
        if not named and (not words or words & _words(topic.query)):
            return topic
        if named and _words(" ".join(map(str, named))) & _words(topic.query):
            return topic
    return None


_EMPTY = frozenset(
    {"back", "again", "before", "earlier", "the", "those", "one", "ones", "thing", "search"}
)


def _words(text: str) -> set[str]:
    return {w.rstrip("s") for w in re.findall(r"[a-z]{3,}", text.casefold())} - _EMPTY


def _kinds(constraints: tuple[Constraint, ...]) -> AbstractSet[Value]:
    return {c.value for c in constraints if c.kind in (Kind.CATEGORY, Kind.TYPE) and c.wanted}
