"""Which value of an enum an utterance names, if any."""

import re
from collections.abc import Sequence

from pydantic import JsonValue

from agents.client_tools.words import FILLER, split_name, stem, words_of

_SAME = {
    "xs": ("extra small",), "s": ("small",), "m": ("medium",), "l": ("large",),
    "xl": ("extra large",), "xxl": ("double extra large", "extra extra large"),
    "male": ("men", "man"), "female": ("women", "woman"), "men": ("man", "male", "guys"),
    "women": ("woman", "female", "ladies"), "kids": ("children", "child", "kid"),
    "damaged": ("broken", "defective", "faulty", "cracked", "torn"),
    "defective": ("broken", "damaged", "faulty", "does not work"),
    "standard": ("normal", "regular"), "express": ("fast", "fastest", "quick", "quickest"),
    "celsius": ("centigrade",), "metric": ("celsius",), "imperial": ("fahrenheit",),
    "c": ("celsius",), "f": ("fahrenheit",), "true": ("yes",), "false": ("no",),
    "usd": ("dollars", "dollar", "bucks"), "eur": ("euros", "euro"), "gbp": ("pounds", "pound"),
    "wrong size": ("does not fit", "too small", "too big", "too large", "too tight"),
    "changed mind": ("do not want it", "no longer want", "do not need", "changed my mind"),
    "not as described": ("different from", "looks different"),
    "high": ("urgent", "urgently"), "phone": ("call me",), "gray": ("grey",),
}  # fmt: skip
"""Other words for values that are often in enums."""


def choice(
    enum: Sequence[JsonValue], text: str, hint: str | None = None
) -> tuple[JsonValue, tuple[int, int] | None] | None:
    """Return the value of an enum that is meant, and the words that name it.

    Args:
        enum: The values.
        text: The utterance.
        hint: A value that the turn was read to want: a size, a colour.

    Returns:
        The value, and where its words begin and end in `text` (None where it is the hint's);
        None where no value or more than one is named.
    """
    if hint is not None:
        for value in enum:
            if _key(value) == _key(hint) or _key(hint) in _SAME.get(_key(value), ()):
                return value, None
    lower = text.lower().replace("’", "'")
    named: dict[int, tuple[JsonValue, tuple[int, int]]] = {}
    for place, value in enumerate(enum):
        span = _named(value, lower)
        if span:
            named[place] = (value, span)
    if not named:
        return None
    # "Dark green" and not "green" is named where both are values.
    longest = max(end - start for _, (start, end) in named.values())
    best = [n for n in named.values() if n[1][1] - n[1][0] == longest]
    return best[0] if len(best) == 1 else _last_named(best)


def _last_named(
    best: list[tuple[JsonValue, tuple[int, int]]],
) -> tuple[JsonValue, tuple[int, int]] | None:
    """Return none of several: a shopper who names two values means neither yet."""
    spans = {span for _, span in best}
    return best[0] if len(spans) == 1 else None


def _key(value: JsonValue) -> str:
    return " ".join(split_name(str(value)))


def _named(value: JsonValue, lower: str) -> tuple[int, int] | None:
    key = _key(value)
    if not key:
        return None
    for phrase in (key, *_SAME.get(key, ())):
        # A single letter is a size only where it is said to be one.
        if len(phrase) == 1:
            continue
        match = re.search(rf"\b{re.escape(phrase)}s?\b", lower)
        if match:
            return match.span()
    wanted = [stem(w) for w in words_of(key) if w not in FILLER]
    if not wanted or len(key) < 4:
        return None
    found = {stem(m[0]): m.span() for m in re.finditer(r"[a-z0-9]+", lower)}
    if all(w in found for w in wanted):
        spans = [found[w] for w in wanted]
        return min(s for s, _ in spans), max(e for _, e in spans)
    return None
