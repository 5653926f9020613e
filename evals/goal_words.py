"""The words of crowd-written shopping goals that say colour, size, material and type.

Only the annotated words are kept here, keyed by a hash of the goal: the goals themselves are
read from the data that does not ship (WebShop, Yao et al. 2022). `maybe` holds words that a
person could also take for such a word ("leather" in "leather care"): neither asked for nor wrong.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from evals.number_reading import numbers_as_digits
from evals.stems import stem

FOLDER = Path(__file__).parent / "data" / "understanding"
HELD_OUT = FOLDER / "goals_held_out.jsonl"
DEV = FOLDER / "goals_dev.jsonl"
GOALS = "webshop-goals/human_goals.json"
KINDS = ("colour", "size", "material", "type")

_PIECE = re.compile(r"\d+(?:\.\d+)?|[a-z]+")
_BY = re.compile(r"(?<=\d)\s*[whl]?\s*x\s*(?=\d)")
_EMPTY = frozenset(
    ("a", "an", "the", "and", "of", "by", "with", "for", "size", "sized", "color", "colour")
) | frozenset(("h", "l", "w", "wide", "long", "solid", "real"))
"""Say nothing of themselves: "solid wood" is wood, "12w x 48h" is 12 by 48."""
_SAME = {
    "inch": "in", "foot": "ft", "feet": "ft", "ounce": "oz", "pound": "lb", "lbs": "lb",
    "centimeter": "cm", "cms": "cm", "fluid": "fl", "golden": "gold", "gigabyte": "gb",
}  # fmt: skip
_LETTERS = {"s": "small", "m": "medium", "l": "large"}
_LETTER_SIZE = re.compile(r"(?<![\w'])(?:(\d)?(x+)[-\s]*(small|large|[sl])|([sml]))\b")


@dataclass(frozen=True, slots=True)
class Goal:
    """One goal with the words that a person marked, by kind."""

    text: str
    spans: dict[str, tuple[str, ...]]
    maybe: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    """Categories of the sample catalog that name the same thing in other words."""


def key_of(text: str) -> str:
    """Return the key of a goal's annotation."""
    return sha256(text.encode()).hexdigest()[:16]


def goals(data: Path, path: Path) -> tuple[Goal, ...]:
    """Return the annotated goals of a file.

    Args:
        data: The folder of data that does not ship.
        path: Annotations.

    Raises:
        ValueError: A goal that was annotated is not in the data.
    """
    texts = {key_of(t): t for t in json.loads((data / GOALS).read_text("utf-8"))}
    out = []
    for line in path.read_text("utf-8").splitlines():
        marked = json.loads(line)
        if marked["key"] not in texts:
            raise ValueError(
                f"The goal {marked['key']} of {path.name} is not in {GOALS}; use the same data."
            )
        spans = {kind: tuple(marked.get(kind, ())) for kind in KINDS}
        out.append(
            Goal(
                texts[marked["key"]],
                spans,
                tuple(marked.get("maybe", ())),
                tuple(marked.get("categories", ())),
            )
        )
    return tuple(out)


def comparable(text: str) -> tuple[str, ...]:
    """Return the words of a span or a value so that two spellings of one thing are equal.

    "XXL" is "xx large", "6 feet" is "6ft", "size nine" is "9", "grey" is "gray".
    """
    text = _BY.sub(" ", text.lower()).replace("extra", "x")
    text = _LETTER_SIZE.sub(_spelled, text)
    words = numbers_as_digits(_PIECE.findall(text))
    stems = (stem(word) for word in words)
    return tuple(s for s in (_SAME.get(one, one) for one in stems) if s not in _EMPTY)


def _spelled(found: re.Match[str]) -> str:
    count, exes, size, letter = found.groups()
    if letter:
        return _LETTERS[letter]
    many = int(count) if count and exes == "x" else len(exes)
    return f"{'x' * many} {_LETTERS.get(size, size)}"


def words_of(spans: Iterable[str]) -> frozenset[str]:
    """Return the comparable words of several spans together."""
    return frozenset(word for span in spans for word in comparable(span))
