"""Frames, lines with places for values, and the cases that are made from them.

`{kind}` is filled with a seeded value, `{kind:way}` with one that is said in one way, and
`<kind:text>` is a value as it stands.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.resources import files
from random import Random

from evals.redaction.case import Case, Entity

_PLACE = re.compile(r"\{(?P<kind>[a-z]+)(?::(?P<way>[^}]*))?\}|<(?P<of>[a-z]+):(?P<it>[^>]*)>")

Value = Callable[[Random, str], str]
"""Makes a value from a way of saying it, "" for any."""


def listed(text: str) -> tuple[str, ...]:
    """Return the words of a text that is a list of words, in order."""
    return tuple(text.split())


def read_frames(name: str) -> tuple[str, ...]:
    """Return the lines of a file of frames, without its comments."""
    text = (files("evals") / "data" / "redaction" / name).read_text("utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


def cases_of(
    frames: Sequence[str], values: Mapping[str, Value], seed: int, each: int
) -> Iterator[Case]:
    """Yield cases, `each` of every frame with places and one of every other."""
    for frame in frames:
        is_fixed = "{" not in frame
        for number in range(1 if is_fixed else each):
            yield _filled(frame, values, Random(f"{seed}|{frame}|{number}"))


def _filled(frame: str, values: Mapping[str, Value], dice: Random) -> Case:
    text, at, entities = "", 0, []
    for place in _PLACE.finditer(frame):
        text += frame[at : place.start()]
        at = place.end()
        kind = place["kind"] or place["of"]
        value = place["it"] or values[kind](dice, place["way"] or "")
        entities.append(Entity(len(text), len(text) + len(value), kind))
        text += value
    case = Case(text + frame[at:], tuple(entities), frame)
    return _as_whisper_writes(case) if dice.random() < 1 / 3 and "{" in frame else case


def _as_whisper_writes(case: Case) -> Case:
    """Return the case as a sentence: a capital first, a stop at the end."""
    return Case(case.text[:1].upper() + case.text[1:] + ".", case.entities, case.frame)
