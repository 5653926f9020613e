"""Facts beside the fields that every product has: names in snake_case, values as text."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from retrieval.feeds.plain_text import plain_line
from retrieval.feeds.record import Value
from retrieval.feeds.values import text_of
from retrieval.wordset import wordset

MAX_ATTRIBUTES: Final = 40
"""Of one product; the first ones are kept."""
MAX_VALUE_CHARS: Final = 120
"""A longer value is prose, which belongs into the description."""

_NOT_NAME = re.compile(r"[^a-z0-9]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_PAIR = re.compile(r"(?:^|[,;|\n])\s*([A-Za-z][\w \-]{0,40}?)\s*[=:]\s*")
_DETAIL = re.compile(r"\s*[,|;\n]\s*")
_PARTS = re.compile(r"\s*[|\n]\s*")
_NAME_KEYS = ("name", "attribute_name", "key", "label", "title", "section_name", "propertyID")
_VALUE_KEYS = ("value", "attribute_value", "values", "val", "text")
_UNIT_KEYS = ("unit", "unitText", "unitCode", "units", "unit_of_measure")


@lru_cache(maxsize=10_000)
def fact_name(written: str) -> str:
    """Return a column's or a fact's name in snake_case."""
    name = _NOT_NAME.sub("_", _CAMEL.sub("_", written).casefold()).strip("_")
    return name[:40].rstrip("_")


def fact_value(value: Value) -> str:
    """Return a fact as text: yes or no, a number with its unit, parts joined by commas."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return _of_object(value)
    if isinstance(value, list):
        parts: Iterable[str] = (fact_value(each) for each in value)
    else:
        text = text_of(value)
        if "\n" not in text:
            text = plain_line(text)
        if text in ("Yes", "No", "True", "False", "TRUE", "FALSE", "true", "false", "YES", "NO"):
            return "yes" if text[0] in "YyTt" else "no"
        if "|" not in text and "\n" not in text:
            return text if len(text) <= MAX_VALUE_CHARS else ""
        parts = (plain_line(part) for part in _PARTS.split(text))
    joined = ", ".join(dict.fromkeys(part for part in parts if part))
    return joined if len(joined) <= MAX_VALUE_CHARS else ""


def _of_object(value: Mapping[str, Value]) -> str:
    amount = next((text for key in _VALUE_KEYS if (text := _amount(value.get(key)))), "")
    unit = next((text for key in _UNIT_KEYS if (text := text_of(value.get(key)))), "")
    if amount:
        return f"{amount} {unit}".rstrip()
    parts = {key: text_of(part) for key, part in value.items()}
    joined = ", ".join(f"{key} {text}" for key, text in parts.items() if text)
    return joined if len(joined) <= MAX_VALUE_CHARS else ""


def _amount(value: Value) -> str:
    return fact_value(value) if isinstance(value, list) else text_of(value)


def read_attributes(value: Value) -> dict[str, str]:
    """Return the facts of one column that holds several.

    Args:
        value: an object, a list of names with values, or "material=Wool,pattern=Solid".
    """
    facts: dict[str, str] = {}
    if isinstance(value, Mapping):
        name = next((text for key in _NAME_KEYS if (text := text_of(value.get(key)))), "")
        if name and any(key in value for key in _VALUE_KEYS):
            _add(facts, name, fact_value(value))
        else:
            for key, each in value.items():
                _add(facts, key, fact_value(each))
    elif isinstance(value, list):
        for each in value:
            facts |= read_attributes(each)
    elif text := text_of(value):
        details = _DETAIL.split(text) if "=" not in text else []
        if details and all(detail.count(":") == 2 for detail in details):
            # Google's product_detail as text: "General:Product Type:Digital player".
            for detail in details:
                _, name, each = detail.split(":")
                _add(facts, name.strip(), fact_value(each.strip()))
            return facts
        pairs = _PAIR.split(text)[1:]
        for name, each in zip(pairs[::2], pairs[1::2], strict=True):
            _add(facts, name, fact_value(each.strip(" ,;\n")))
    return facts


_NO_FACTS: Final = wordset(
    """
    has_options required_options title default_title
    """
)


def _add(facts: dict[str, str], name: str, value: str) -> None:
    if value and (key := fact_name(name)) and key not in _NO_FACTS:
        facts.setdefault(key, value)
