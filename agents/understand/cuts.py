"""Where an act may end within a part that no mark and no linking word cuts: "nah the other one".

Two small logistic regressions: the words around a place say whether a cut is worth a thought,
then what the heads make of both sides and of the whole decides. Trained by
`evals.train_everyday`; the card is `data/heads.md`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Self
from zlib import crc32

import numpy as np

from agents.acts import Act
from agents.understand.heads import Numbers, odds
from agents.understand.line import Line, Span

_WEIGHTS = "cuts.npz"
BUCKETS = 4_096
WORTH_FROM = 0.1
"""Chance from which a place is looked at: from .03 a tenth more true
places (304 for 272), and 1,058 lines to look at for 729."""
WORDS_MOST = 60
"""Longer parts are stories; they are not looked through."""
Opinion = tuple[Act, float]
"""The likeliest act of some words, and its chance."""


@dataclass(frozen=True, slots=True)
class Cuts:
    """The weights of both regressions."""

    places: Numbers
    """[BUCKETS], then an offset."""
    verdict: Numbers
    """[6], of `sides`, then an offset."""
    cuts_from: float
    """Chance from which a part is cut."""

    @classmethod
    def load(cls) -> Self:
        """Return the shipped weights."""
        return cls.of((files("agents.understand") / "data" / _WEIGHTS).read_bytes())

    @classmethod
    def of(cls, data: bytes) -> Self:
        """Return the weights in the content of a file that `evals.train_everyday` wrote."""
        with np.load(BytesIO(data), allow_pickle=False) as stored:
            return cls(
                stored["places"].astype(np.float32),
                stored["verdict"].astype(np.float32),
                float(stored["cuts_from"]),
            )

    def place(self, line: Line, span: Span, whole: Sequence[Span]) -> tuple[int, float] | None:
        """Return the likeliest place of a cut within `span` and its chance; None if there is none.

        Args:
            line: the utterance.
            span: one part of it.
            whole: spans that must not be cut.
        """
        if not 2 <= span.stop - span.start <= WORDS_MOST:
            return None
        best = None
        for at in range(span.start + 1, span.stop):
            if any(s.start < at < s.stop for s in whole):
                continue
            chance = self.chance(around(line, span, at))
            if chance >= WORTH_FROM and (best is None or chance > best[1]):
                best = (at, chance)
        return best

    def chance(self, buckets: np.ndarray[tuple[int], np.dtype[np.int64]]) -> float:
        """Return the chance of a cut by the words around it."""
        return float(1 / (1 + np.exp(-(self.places[buckets].sum() + self.places[-1]))))

    def splits(self, chance: float, left: Opinion, right: Opinion, both: Opinion) -> bool:
        """Tell whether to cut, by what the heads make of each side and of the whole."""
        told = float(sides(chance, left, right, both) @ self.verdict[:-1] + self.verdict[-1])
        return bool(1 / (1 + np.exp(-told)) >= self.cuts_from)


@cache
def shipped_cuts() -> Cuts:
    """Return the shipped weights, read once."""
    return Cuts.load()


def sides(chance: float, left: Opinion, right: Opinion, both: Opinion) -> Numbers:
    """Return float32 [5]: the place's odds, how sure each reading is, whether both sides agree."""
    same = float(left[0] is right[0])
    told = (odds(chance), left[1], right[1], both[1], same)
    return np.array(told, np.float32)


def around(line: Line, span: Span, at: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return int64 [K], the buckets of the words around a place.

    Args:
        line: the utterance.
        span: the part.
        at: index of the token that would begin the next part.
    """

    def word(k: int) -> str:
        return line.norm(at + k) if span.start <= at + k < span.stop else "#"

    before = line.tokens[at].before
    mark = "." if any(m in before for m in ".?!;") else "," if "," in before else ""
    left, right = at - span.start, span.stop - at
    keys = [
        f"-1 {word(-1)}", f"-2 {word(-2)}", f"0 {word(0)}", f"1 {word(1)}", f"2 {word(2)}",
        f"01 {word(0)} {word(1)}", f"012 {word(0)} {word(1)} {word(2)}",
        f"12 {word(1)} {word(2)}", f"-10 {word(-1)} {word(0)}", f"-21 {word(-2)} {word(-1)}",
        f"l {min(left, 6)}", f"r {min(right, 6)}", f"m {mark}", f"m0 {mark} {word(0)}",
        f"m01 {mark} {word(0)} {word(1)}", f"n {min((left + right) // 4, 6)}",
        f"f {min(left, 3)} {line.norm(span.start)}",
        *(f"> {word(k)}" for k in range(min(right, 5))),
        *(f"< {word(-k)}" for k in range(1, min(left, 5) + 1)),
    ]  # fmt: skip
    return np.array([crc32(key.encode()) % BUCKETS for key in keys], np.int64)
