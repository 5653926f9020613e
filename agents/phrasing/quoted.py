"""Text of shoppers and catalogs as data in a prompt: cleaned, cut, and quoted by JSON.

What such a text says has no force: it stands inside a JSON string, whose end it cannot write,
and the rules say that strings are data. Line breaks, control characters and what imitates a
chat template's marks are taken out first, so that no tokenizer reads a role into them.
"""

import json
import re
import unicodedata

UTTERANCE_CHARS = 400
"""Longer ones are rambling; their start and end are kept."""
VALUE_CHARS = 80
"""Of a title or a value; what goes on longer is search-engine text."""
_MARKS = re.compile(r"<\|.*?\|>|<[|｜].*?[|｜]>|\[/?INST\]|<</?SYS>>|</?s>|```|\{|\}", re.I)
"""Chat templates' own marks, and the braces of our placeholders."""


def cleaned(text: str, most: int = VALUE_CHARS) -> str:
    """Return `text` in one line, without control characters and marks, at most `most` long.

    Args:
        text: Of a shopper or a catalog.
        most: Characters; the middle of a longer text is left out.
    """
    seen = "".join(" " if unicodedata.category(c)[0] in "CZ" else c for c in text)
    line = " ".join(_MARKS.sub(" ", seen).split())
    if len(line) <= most:
        return line
    half = max((most - 5) // 2, 1)
    return f"{line[:half].rstrip()} ... {line[-half:].lstrip()}"


def as_json(data: object) -> str:
    """Return `data` as JSON without needless spaces."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
