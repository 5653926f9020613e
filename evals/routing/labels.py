"""How good replies were: a file of labels, one JSON object a line.

    {"query_id": "5f...", "quality": 0.8}                    the reply that was given
    {"query_id": "5f...", "model": "gpt", "quality": 1}      the reply of that model, given or not

Instead of `query_id`, `session_id` and `turn` name a turn. Quality is 0 (useless) to 1 (as good
as one could wish), by people or a judge; several labels of one reply are averaged.
"""

import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from evals.routing.errors import LabelsUnreadable
from evals.routing.logged import LoggedTurn


class _Label(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    query_id: str | None = None
    session_id: str | None = None
    turn: int | None = None
    model: str | None = None
    quality: float = Field(ge=0, le=1)

    @model_validator(mode="after")
    def _names_a_turn(self) -> Self:
        if self.query_id is None and (self.session_id is None or self.turn is None):
            raise ValueError("give query_id, or session_id and turn")
        return self


@dataclass(frozen=True, slots=True)
class Labels:
    """Labels, matched with the turns of a log."""

    given: tuple[float | None, ...]
    """Of the reply that was given, one for each turn; None where there is none."""
    of_model: tuple[dict[str, float], ...]
    """By model, the one that answered included, one for each turn."""
    strangers: int
    """Labels of turns that the log does not have."""


def read_labels(path: Path, turns: tuple[LoggedTurn, ...]) -> Labels:
    """Read the labels of `turns`.

    Raises:
        LabelsUnreadable: The file cannot be read or a line of it is wrong.
    """
    by_id = {turn.query_id: place for place, turn in enumerate(turns)}
    by_place = {(turn.conversation_id, turn.turn): place for place, turn in enumerate(turns)}
    found: list[dict[str, list[float]]] = [defaultdict(list) for _ in turns]
    strangers = 0
    for number, text in enumerate(_text(path).splitlines(), start=1):
        if not text.strip():
            continue
        label = _parsed(path, number, text)
        if label.query_id is not None:
            place = by_id.get(label.query_id)
        else:
            place = by_place.get((str(label.session_id), int(label.turn or 0)))
        if place is None:
            strangers += 1
        else:
            found[place][label.model or turns[place].model].append(label.quality)
    means = [{model: fmean(marks) for model, marks in of.items()} for of in found]
    given = tuple(of.get(turn.model) for turn, of in zip(turns, means, strict=True))
    return Labels(given, tuple(means), strangers)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LabelsUnreadable(path, 1, f"the file cannot be read ({error})") from error


def _parsed(path: Path, number: int, text: str) -> _Label:
    try:
        return _Label.model_validate(json.loads(text))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise LabelsUnreadable(path, number, f"{where} {first['msg']}".strip()) from error
    except ValueError as error:
        raise LabelsUnreadable(path, number, "this is no JSON object") from error
