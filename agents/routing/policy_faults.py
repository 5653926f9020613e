"""What pydantic says of a policy, as faults with a line and a reason that says what to do."""

from collections.abc import Iterable
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic_core import ErrorDetails

from agents.routing.errors import PolicyFault
from agents.routing.policy import Policy
from agents.routing.policy_checks import suggested
from agents.routing.policy_lines import Path, line_of

_UNIONS = frozenset({"PriceOverride", "GpuPrice"})
"""Members of unions, which pydantic puts into the path of a mistake."""
_TEXTS = {
    "missing": "it is missing",
    "greater_than": "must be above {gt}",
    "greater_than_equal": "must be {ge} or more",
    "less_than": "must be below {lt}",
    "less_than_equal": "must be {le} or less",
    "string_too_short": "must not be empty",
    "model_type": "must be a table",
    "dict_type": "must be a table",
    "tuple_type": "must be a list",
    "frozen_set_type": "must be a list",
}


def faults_of(errors: list[ErrorDetails], lines: dict[Path, int]) -> tuple[PolicyFault, ...]:
    """Return pydantic's errors as faults, in the order of their lines.

    Args:
        errors: Of `Policy.model_validate`.
        lines: Of the same text, from `policy_lines.lines_of`.
    """
    return sorted_faults(
        PolicyFault(line_of(lines, where), placed(where, _reason(error, where)))
        for where, error in _of_nearest_unions(errors)
    )


def placed(where: Path, reason: str) -> str:
    """Put the key before the reason: "tasks.reply.tiers: ..."; items count from 1."""
    said = ""
    for part in where:
        if isinstance(part, int):
            said += f"[{part + 1}]"
        else:
            said += f".{part}" if said else part
    return f"{said}: {reason}" if said else reason


def lowered(text: str) -> str:
    """Return a sentence as a clause."""
    return text[:1].lower() + text[1:].rstrip(".")


def sorted_faults(faults: Iterable[PolicyFault]) -> tuple[PolicyFault, ...]:
    """Return faults in the order of their lines."""
    return tuple(sorted(faults, key=lambda fault: (fault.line or 0, fault.reason)))


def _of_nearest_unions(errors: list[ErrorDetails]) -> list[tuple[Path, ErrorDetails]]:
    """Of a union, keep what is wrong with the member that comes nearest to what was written."""
    kept: list[tuple[Path, ErrorDetails]] = []
    unions: dict[Path, dict[str, list[ErrorDetails]]] = {}
    for error in errors:
        loc = error["loc"]
        at = next((i for i, part in enumerate(loc) if part in _UNIONS), None)
        if at is None:
            kept.append((tuple(part for part in loc if part != "[key]"), error))
        else:
            unions.setdefault(loc[:at], {}).setdefault(str(loc[at]), []).append(error)
    for members in unions.values():
        nearest = min(members.values(), key=len)
        kept += [(tuple(p for p in e["loc"] if p not in _UNIONS), e) for e in nearest]
    return kept


def _reason(error: ErrorDetails, where: Path) -> str:
    kind, context = error["type"], error.get("ctx", {})
    if kind == "extra_forbidden":
        return f"there is no such key; {suggested(str(where[-1]), _keys_beside(where))}"
    if kind in ("enum", "literal_error"):
        expected = str(context["expected"]).replace(" or ", ", ").replace("'", "")
        given = error["input"]
        return f"{given!r} is not possible; {suggested(str(given), expected.split(', '))}"
    if kind in _TEXTS:
        return _TEXTS[kind].format(**context)
    return lowered(error["msg"].removeprefix("Value error, "))


def _keys_beside(where: Path) -> list[str]:
    """Return the keys of the table in which the last part of `where` stands."""
    annotation: Any = Policy
    for part in where[:-1]:
        annotation = _inside(annotation, part)
    return list(getattr(annotation, "model_fields", {}))


def _inside(annotation: Any, part: str | int) -> Any:
    """Return the type of what `part` leads to within `annotation`; None where it is no table."""
    if (fields := getattr(annotation, "model_fields", None)) is not None:
        return _plain(fields[part].annotation) if part in fields else None
    arguments = get_args(annotation)
    if get_origin(annotation) is dict:
        return _plain(arguments[1])
    return _plain(arguments[0]) if arguments else None


def _plain(annotation: Any) -> Any:
    """Return what is within `Annotated` and "or None"."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _plain(get_args(annotation)[0])
    if origin in (Union, UnionType):
        return _plain(next(arg for arg in get_args(annotation) if arg is not type(None)))
    return annotation
