"""What pydantic finds wrong with a scenario, in words that its author can act on."""

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from evals.scenarios.fields import NOUNS, choices_at, fields_of, model_at, takes_several
from evals.scenarios.problem import Steps
from evals.scenarios.yaml_text import Data

LISTED_MOST: Final = 30
"""Names in one sentence."""
ALIKE: Final = 0.6
"""Two words may be meant for each other: difflib's ratio; "colur" and "colour" have .91, "fnd" and
"find" .86, "brand" and "hand" .67, "size" and "asks" .25."""

_NUMBER = "{name} must be a number such as 150, not {value}"
_WHOLE = "{name} must be a whole number, not {value}"
_ORDINARY = "{name} must be an ordinary number, not {value}"
_FIELDS = "{name} must be fields, such as `{example}: ...`, not {value}"
_YES_OR_NO = "{name} must be true or false, not {value}"
_EMPTY = "{name} is empty; give it a value or take it away"
_SENTENCES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "tuple_type": "{name} must be a list (each item after a hyphen), not {value}",
        "model_type": _FIELDS,
        "model_attributes_type": _FIELDS,
        "dict_type": _FIELDS,
        "string_pattern_mismatch": "{value} is no id; use 2 to 80 of a-z, 0-9 and hyphens, "
        "such as `boots-1`",
        "string_too_short": _EMPTY,
        "too_short": _EMPTY,
        "int_parsing": _WHOLE,
        "int_from_float": _WHOLE,
        "int_type": _WHOLE,
        "int_parsing_size": _ORDINARY,
        "decimal_parsing": _NUMBER,
        "decimal_type": _NUMBER,
        "float_parsing": _NUMBER,
        "float_type": _NUMBER,
        "finite_number": _ORDINARY,
        "bool_parsing": _YES_OR_NO,
        "bool_type": _YES_OR_NO,
        "greater_than_equal": "{name} must be at least {ge}, not {value}",
        "greater_than": "{name} must be above {gt}, not {value}",
        "less_than_equal": "{name} must be at most {le}, not {value}",
        "less_than": "{name} must be below {lt}, not {value}",
    }
)
"""By what pydantic calls an error."""
_OTHER_SPELLINGS: Final = MappingProxyType(
    {"color": "colour", "colors": "colours", "without": "not", "budget": "price"}
)


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing that is wrong with one value."""

    path: Steps
    """Of the value; of a field that is missing, of what should hold it."""
    why: str


def complaints(error: ValidationError, data: Data) -> tuple[Complaint, ...]:
    """Say what is wrong with `data`, one sentence a value.

    Args:
        error: What validating `data` as a Scenario raised.
        data: As `evals.scenarios.yaml_text` read it.
    """
    by_path: dict[Steps, list[ErrorDetails]] = {}
    for one in error.errors(include_url=False):
        by_path.setdefault(_path(one["loc"], data), []).append(one)
    found = (
        Complaint(path, _sentence(path, one))
        for path, errors in by_path.items()
        for one in _chosen(errors)
    )
    return tuple(dict.fromkeys(found))


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return which of `known` was most likely meant by `word`; None if none is like it."""
    by_folded = {_folded(one): one for one in known}
    found = difflib.get_close_matches(_folded(word), by_folded, n=1, cutoff=ALIKE)
    return by_folded[found[0]] if found else None


def _chosen(found: Sequence[ErrorDetails]) -> Iterable[ErrorDetails]:
    """Return what is to be told of a value that fits none of the types it may have."""
    types = {one["type"] for one in found}
    if len(found) > 1 and types <= {"string_type", "tuple_type"}:
        return found[:1]
    if "string_type" in types and len(types) > 1:
        return [one for one in found if one["type"] not in ("string_type", "tuple_type")] or found
    return found


def _path(loc: tuple[int | str, ...], data: Data) -> Steps:
    """Return as much of pydantic's `loc` as leads to something in `data`."""
    path: list[int | str] = []
    here: Data = data
    for step in loc:
        match here, step:
            case dict(), str() if step in here:
                here = here[step]
            case list(), int() if step < len(here):
                here = here[step]
            case _:
                continue
        path.append(step)
    return tuple(path)


def _sentence(path: Steps, one: ErrorDetails) -> str:
    context = one.get("ctx", {})
    match one["type"]:
        case "extra_forbidden":
            return _unknown(path)
        case "missing":
            field = str(one["loc"][-1])
            return f"{_noun(path)} needs `{field}`{_meaning(path, field)}"
        case "value_error":
            return str(context.get("error", one["msg"]))
        case "literal_error" | "enum":
            return _not_one_of(path, one["input"])
        case "string_type":
            wanted = "text or a list of texts" if takes_several(path) else "text"
            return f"{_name(path)} must be {wanted}, not {_shape(one['input'])}"
    told = _SENTENCES.get(one["type"])
    if told is None:
        return f"{_name(path)}: {one['msg'][:1].lower()}{one['msg'][1:]}"
    model = model_at(path)
    example = next(iter(fields_of(model))) if model else "name"
    return told.format(name=_name(path), value=_shape(one["input"]), example=example, **context)


def _unknown(path: Steps) -> str:
    field, model = str(path[-1]), model_at(path[:-1])
    known = tuple(fields_of(model)) if model else ()
    said = f"`{field}` is no field of {_noun(path[:-1])}"
    meant = _meant(field, known)
    if meant is not None:
        return f"{said}; did you mean `{meant}`?"
    return f"{said}; it has {_listed(known)}" if known else said


def _not_one_of(path: Steps, value: object) -> str:
    choices = choices_at(path)
    if not isinstance(value, str):
        return f"{_name(path)} must be one of {_listed(choices)}, not {_shape(value)}"
    of_acts = any(step in ("acts", "any_act") for step in path)
    said = f"`{value}` is no {'act' if of_acts else f'value of `{_last(path)}`'}"
    meant = _meant(value, choices)
    return f"{said}; did you mean `{meant}`?" if meant else f"{said}; use {_listed(choices)}"


def _meant(word: str, known: Sequence[str]) -> str | None:
    other = _OTHER_SPELLINGS.get(word)
    return other if other in known else nearest(word, known)


def _folded(word: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", word.casefold())


def _name(path: Steps) -> str:
    if not path:
        return "a scenario"
    item = f"item {path[-1] + 1} of " if isinstance(path[-1], int) else ""
    return f"{item}`{_last(path)}`"


def _last(path: Steps) -> str:
    """Return the name of the innermost field."""
    return next((step for step in reversed(path) if isinstance(step, str)), "scenario")


def _noun(path: Steps) -> str:
    model = model_at(path)
    return NOUNS.get(model, "this") if model else f"`{_last(path)}`"


def _meaning(path: Steps, name: str) -> str:
    """Return ": what it is", as its description begins."""
    model = model_at(path)
    field = fields_of(model).get(name) if model else None
    about = re.split(r"[.:;\n] ?", field.description or "")[0] if field else ""
    return f": {about[0].lower()}{about[1:]}" if about else ""


def _shape(value: object) -> str:
    match value:
        case None:
            return "nothing"
        case dict():
            return "fields"
        case list() | tuple():
            return "a list"
    text = str(value)
    return f"`{text}`" if len(text) <= 40 else f"`{text[:39]}...`"


def _listed(names: Sequence[str]) -> str:
    quoted = [f"`{name}`" for name in names]
    return ", ".join(quoted[:LISTED_MOST]) + (", ..." if len(quoted) > LISTED_MOST else "")
