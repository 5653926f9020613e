"""JSON objects of others, without the fields that are nested too deep to be read."""

import json
import re
from typing import Any, Final

MOST: Final = 100
"""Levels of a field that is read; Python gives up at some 900."""
_TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{},]')


def members(text: str) -> dict[str, Any]:
    """Return an object's fields, but for those of more than `MOST` levels.

    Args:
        text: A valid JSON object.

    Raises:
        ValueError: It is none.
    """
    # Nearly no text has as many brackets; then none is as deep.
    if text.count("[") + text.count("{") > MOST:
        text = _shallow(text)
    found = json.loads(text)
    if not isinstance(found, dict):
        raise ValueError("It is no object.")
    return found


def _shallow(text: str) -> str:
    """Return an object's text without its members of too many levels."""
    kept: list[str] = []
    level = deepest = 0
    begin = text.find("{") + 1
    for token in _TOKEN.finditer(text):
        match token[0]:
            case "[" | "{":
                level += 1
                deepest = max(deepest, level)
            case "]" | "}" | ",":
                level -= token[0] != ","
                is_end = (level == 1 and token[0] == ",") or level == 0
                if is_end:
                    if deepest <= MOST:
                        kept.append(text[begin : token.start()])
                    begin, deepest = token.end(), level
    return "{" + ",".join(kept) + "}"
