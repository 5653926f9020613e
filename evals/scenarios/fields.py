"""The fields of a scenario by their place in a file: which there are, and what they take."""

import typing
from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from evals.scenarios.expectations import CartLineWanted, Ends, Expect, Shown, Wish
from evals.scenarios.goal import Change, Choice, Goal, Persona
from evals.scenarios.problem import Steps
from evals.scenarios.scenario import Click, Interruption, Line, Pause, Provenance, Scenario
from evals.scenarios.where import Bounds, Where

NOUNS: Final[Mapping[type[BaseModel], str]] = MappingProxyType(
    {
        Scenario: "a scenario",
        Persona: "a persona",
        Goal: "a goal",
        Change: "a change of mind",
        Choice: "a choice",
        Line: "a turn",
        Pause: "a pause",
        Interruption: "an interruption",
        Click: "a click",
        Provenance: "a provenance",
        Expect: "what is expected of a turn",
        Ends: "a scenario's end",
        Shown: "what is shown",
        CartLineWanted: "a line of the cart",
        Wish: "a wish",
        Where: "a product's description",
        Bounds: "a range",
    }
)
"""What each part of a file is called."""


def model_at(path: Steps) -> type[BaseModel] | None:
    """Return what kind of part stands at `path`; None where there is none, only text."""
    return _model_of(_annotation(path))


def fields_of(model: type[BaseModel]) -> Mapping[str, FieldInfo]:
    """Return the fields of a part by the names that files write."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def choices_at(path: Steps) -> tuple[str, ...]:
    """Return the words that the value at `path` is one of; none where any will do."""
    for one in _unfolded(_annotation(path)):
        if typing.get_origin(one) is typing.Literal:
            return tuple(str(choice) for choice in get_args(one))
        if isinstance(one, type) and issubclass(one, StrEnum):
            return tuple(choice.value for choice in one)
    return ()


def takes_several(path: Steps) -> bool:
    """Say whether a list may stand at `path`."""
    return any(one is Ellipsis for one in _unfolded(_annotation(path)))


def _annotation(path: Steps) -> Any:
    """Return what the value at `path` may be, as the models say it."""
    here: Any = Scenario
    for step in path:
        model = _model_of(here)
        if isinstance(step, int):
            continue
        if model is None:
            return None
        field = fields_of(model).get(step)
        here = field.annotation if field else None
    return here


def _unfolded(annotation: Any) -> Iterable[Any]:
    """Yield all types that an annotation is made of."""
    arguments = get_args(annotation)
    if typing.get_origin(annotation) is typing.Literal or not arguments:
        yield annotation
        return
    for one in arguments:
        yield from _unfolded(one)


def _model_of(annotation: Any) -> type[BaseModel] | None:
    for one in _unfolded(annotation):
        if isinstance(one, type) and issubclass(one, BaseModel):
            return one
    return None
