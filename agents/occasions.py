"""What belongs together, what people like and what helps in trouble, in any shop. Pure.

General English in `data/sets.toml` and `data/ideas.toml`: names of goods that `agents.goods`
finds in the catalog at hand. Nothing here knows a catalog.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

WOMEN, MEN, BOTH = "women", "men", "both"


@dataclass(frozen=True, slots=True)
class PieceKind:
    """One piece of a set: "shoes", for which sandals or heels would do."""

    name: str
    goods: tuple[str, ...]
    needed: bool = False
    """Whether it is hardly a set without it."""


@dataclass(frozen=True, slots=True)
class SetKind:
    """An occasion with the pieces that one needs for it."""

    key: str
    words: tuple[str, ...]
    text: str
    """What to search for beside a piece's own name."""
    worn: bool
    pieces: Mapping[str, tuple[PieceKind, ...]]
    """For WOMEN and MEN, or for BOTH."""
    people: tuple[str, ...] = ()
    """Audiences of its pieces, where they are for children or animals."""

    def pieces_for(self, person: str | None) -> tuple[PieceKind, ...]:
        """Return the pieces of a set for somebody; the first there are where nobody is named."""
        found = self.pieces.get(BOTH) or self.pieces.get(person or WOMEN)
        return found or next(iter(self.pieces.values()))


@dataclass(frozen=True, slots=True)
class Spark:
    """Something that goods can be found for: an interest, a trouble, a kind of person."""

    name: str
    goods: tuple[str, ...]
    liked: bool = False
    """Whether `name` is what somebody likes: "cooking"."""


def _split(listed: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in listed.split(",") if each.strip())


def _piece(line: str) -> PieceKind:
    name, _, goods = line.partition(":")
    return PieceKind(name.rstrip("!").strip(), _split(goods), name.rstrip().endswith("!"))


@cache
def sets() -> Mapping[str, SetKind]:
    """Return every kind of set by its key."""
    data = tomllib.loads((files("agents") / "data" / "sets.toml").read_text(encoding="utf-8"))
    return {
        key: SetKind(
            key,
            tuple(each["words"]),
            each["text"],
            bool(each.get("worn")),
            {p: tuple(map(_piece, each[p])) for p in (WOMEN, MEN, BOTH) if p in each},
            tuple(each.get("people", ())),
        )
        for key, each in data.items()
    }


@cache
def _phrases() -> tuple[tuple[re.Pattern[str], SetKind], ...]:
    pairs = [(phrase, kind) for kind in sets().values() for phrase in kind.words]
    pairs.sort(key=lambda pair: -len(pair[0]))
    return tuple((re.compile(rf"\b{re.escape(phrase)}\b"), kind) for phrase, kind in pairs)


def set_said(text: str, worn: bool) -> tuple[SetKind, str] | None:
    """Return the kind of set that `text` speaks of, and the words that say so.

    Args:
        text: Normal words of an utterance.
        worn: Whether something to wear was asked for.
    """
    found = [(m.start(), kind, m.group()) for p, kind in _phrases() if (m := p.search(text))]
    fitting = [each for each in found if each[1].worn is worn] or found
    # Longer phrases stand before shorter ones, and the sort keeps that order.
    first = min(fitting, key=lambda each: each[0], default=None)
    return first[1:] if first else None


_Ideas = dict[str, dict[str, Any]]


@cache
def _ideas() -> _Ideas:
    return tomllib.loads((files("agents") / "data" / "ideas.toml").read_text(encoding="utf-8"))


def _pattern(words: str) -> re.Pattern[str]:
    each = (re.escape(w).replace(r"\*", r"\w*") for w in words.split("|"))
    return re.compile(rf"\b(?:{'|'.join(each)})\b")


@cache
def _said(table: str) -> tuple[tuple[tuple[re.Pattern[str], ...], Spark], ...]:
    entries = []
    for name, (words, goods) in _ideas()[table].items():
        groups: list[str] = [words] if isinstance(words, str) else words
        patterns = tuple(_pattern(group) for group in groups)
        entries.append((patterns, Spark(name, _split(goods), liked=table == "likes")))
    return tuple(entries)


def likes_in(text: str) -> tuple[Spark, ...]:
    """Return the interests that `text` names, in the order in which they are said."""
    found = [
        (min(m.start() for m in matches if m), spark)
        for patterns, spark in _said("likes")
        if (matches := [p.search(text) for p in patterns]) and all(matches)
    ]
    return tuple(spark for _, spark in sorted(found, key=lambda pair: pair[0]))


def occasion_in(text: str) -> Spark | None:
    """Return the occasion that `text` names, if presents for it differ from others."""
    return _first("occasions", text)


def need_in(text: str) -> Spark | None:
    """Return the trouble that `text` tells of: "my feet get wet on walks"."""
    return _first("needs", text)


def _first(table: str, text: str) -> Spark | None:
    for patterns, spark in _said(table):
        if all(pattern.search(text) for pattern in patterns):
            return spark
    return None


def for_age(years: int) -> Spark | None:
    """Return what suits a child of an age; None for the grown up."""
    for most, goods in _ideas()["ages"].items():
        if years <= int(most):
            return Spark(f"{years}-year-olds", _split(str(goods)))
    return None


def for_person(kind: str) -> Spark:
    """Return what most people of a kind like: "women", "men", "couple", "home", "work"."""
    persons = _ideas()["persons"]
    return Spark("", _split(str(persons.get(kind) or persons["anybody"])))


def named_goods(sparks: Sequence[Spark], most: int) -> tuple[tuple[Spark, str], ...]:
    """Return goods of several sparks in turn, so that each has its say; none twice."""
    turns = [[(spark, good) for good in spark.goods] for spark in sparks]
    mixed: dict[str, Spark] = {}
    for at in range(max(map(len, turns), default=0)):
        for own in turns:
            if at < len(own):
                mixed.setdefault(own[at][1], own[at][0])
    return tuple((spark, good) for good, spark in mixed.items())[:most]
