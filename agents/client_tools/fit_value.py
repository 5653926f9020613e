"""Whether a value satisfies its part of a schema, and numbers in the type it asks for."""

import re
from collections.abc import Mapping
from decimal import Decimal
from math import inf

from pydantic import JsonValue

_LONGEST_MATCHED = 100
_RISKY = re.compile(r"[()]|\\[1-9]|[*+}]\??[*+{]")
"""A client's pattern with groups or stacked repeats may take exponential time: not tried."""
_REPEATS = re.compile(r"[*+]|\{\d+,\}")
_MOST_REPEATS = 2


def fits(value: JsonValue, rules: Mapping[str, JsonValue], kind: str | None = None) -> bool:
    """Say whether a value keeps the rules of a schema that are read here.

    Args:
        value: A string, a number, a list or anything else.
        rules: The schema: its bounds, lengths and its pattern, if that is quick to try.
        kind: The schema's type; None where any is right.
    """
    if kind is not None and not _is_of(value, kind):
        return False
    enum = rules.get("enum")
    if isinstance(enum, list) and value not in enum:
        return False
    if isinstance(value, str):
        return _between(len(value), rules, "minLength", "maxLength") and _matches(value, rules)
    if isinstance(value, bool):
        return True
    if isinstance(value, int | float):
        return _in_bounds(value, rules)
    if isinstance(value, list):
        return _between(len(value), rules, "minItems", "maxItems")
    return True


def _is_of(value: JsonValue, kind: str) -> bool:
    match kind:
        case "string":
            return isinstance(value, str)
        case "boolean":
            return isinstance(value, bool)
        case "integer":
            return isinstance(value, int) and not isinstance(value, bool)
        case "number":
            return isinstance(value, int | float) and not isinstance(value, bool)
        case "null":
            return value is None
    return isinstance(value, list | dict)


def _between(count: int, rules: Mapping[str, JsonValue], least: str, most: str) -> bool:
    low, high = rules.get(least), rules.get(most)
    return not ((isinstance(low, int) and count < low) or (isinstance(high, int) and count > high))


def _in_bounds(value: float, rules: Mapping[str, JsonValue]) -> bool:
    low = _bound(rules, "minimum", -inf)
    high = _bound(rules, "maximum", inf)
    above = _bound(rules, "exclusiveMinimum", -inf)
    below = _bound(rules, "exclusiveMaximum", inf)
    return low <= value <= high and above < value < below


def _bound(rules: Mapping[str, JsonValue], keyword: str, instead: float) -> float:
    value = rules.get(keyword)
    # A bool is what an older draft of JSON Schema had for the exclusive ones.
    if isinstance(value, bool) or not isinstance(value, int | float):
        return instead
    return float(value)


def _matches(value: str, rules: Mapping[str, JsonValue]) -> bool:
    pattern = rules.get("pattern")
    if not isinstance(pattern, str) or _RISKY.search(pattern):
        return True
    if len(_REPEATS.findall(pattern)) > _MOST_REPEATS or len(value) > _LONGEST_MATCHED:
        return True
    return re.search(pattern, value) is not None


def number_as(kind: str, value: Decimal | float, *, up: bool = False) -> JsonValue:
    """Return a number in the type that a schema asks for.

    Args:
        kind: "integer", "number" or "string".
        value: The number.
        up: Whether an integer is to be no less than it, rather than no more.
    """
    exact = Decimal(str(value))
    if kind == "string":
        return f"{exact.normalize():f}"
    whole = exact == exact.to_integral_value()
    if kind == "integer":
        return int(exact) if whole or not up else int(exact) + 1
    return int(exact) if whole else float(exact)
