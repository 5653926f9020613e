"""A stored dialogue without what tells who somebody is.

The state of a dialogue keeps the words of its wishes and of its last reply between turns; the
store of conversations gets them redacted, as the log does. Names of boards stay, which a shopper
has to find again.
"""

from collections.abc import Iterator, Sequence

from pydantic import JsonValue

from assistant.redaction.glance import may_hold
from assistant.redaction.told import Told

_UTTERANCE = "words"
_PARTS = frozenset(("words", "text", "value", "query", "instead", "purpose", "person"))
_LISTS = frozenset(("unknown", "owns", "likes", "choices"))
_REPLIES = frozenset(("last_reply", "whole_reply"))


def redacted_dialogue(
    state: dict[str, JsonValue], said: Sequence[str], own: Sequence[str] = ()
) -> dict[str, JsonValue]:
    """Return a dialogue's stored form without what tells who somebody is.

    Args:
        state: As `DialogueState.to_json` returns it; not changed.
        said: The utterance that led to it, as it was heard and as it was repaired.
        own: What the shop says of itself (`own_words`), which stays in a reply.
    """
    texts = [*said, *_utterances(state)]
    if not any(map(may_hold, texts)) and not any(map(may_hold, _replies(state))):
        return state
    done = _without("", state, Told(list(dict.fromkeys(texts)), own))
    return done if isinstance(done, dict) else state


def _utterances(value: JsonValue) -> Iterator[str]:
    if isinstance(value, dict):
        for name, one in value.items():
            if isinstance(one, str):
                if name == _UTTERANCE:
                    yield one
            else:
                yield from _utterances(one)
    elif isinstance(value, list):
        for one in value:
            yield from _utterances(one)


def _replies(state: dict[str, JsonValue]) -> Iterator[str]:
    dialogue = state.get("dialogue")
    if isinstance(dialogue, dict):
        yield from (text for name in _REPLIES if isinstance(text := dialogue.get(name), str))


def _without(name: str, value: JsonValue, told: Told) -> JsonValue:
    if isinstance(value, str):
        if name in _REPLIES:
            return told.replied(value)
        return told.part(value) if name in _PARTS or name in _LISTS else value
    if isinstance(value, dict):
        return {key: _without(key, one, told) for key, one in value.items()}
    if isinstance(value, list):
        return [_without(name, one, told) for one in value]
    return value
