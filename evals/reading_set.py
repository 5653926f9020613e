"""Utterances with what they mean, and how a reading of one compares.

The files lie in `evals/data/understanding`: one utterance a line, with the name of the screen that
it was said to and every accepted way to read it. The notation is of `evals.reading_tokens`.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from agents.acts import Act
from agents.reading import Reading, Shown
from evals.reading_contents import Said, said
from evals.reading_match import Match, match
from evals.reading_tokens import Token, WordFamily, token

FOLDER = Path(__file__).parent / "data" / "understanding"
HELD_OUT = FOLDER / "utterances_held_out.jsonl"
DEV = FOLDER / "utterances_dev.jsonl"
BLIND = FOLDER / "utterances_blind.jsonl"
"""Written later, by someone who had seen neither the reader nor the held-out file."""
CONTEXTS = FOLDER / "utterances_contexts.json"


@dataclass(frozen=True, slots=True)
class ExpectedAct:
    """One act that an utterance is expected to hold; any of `acts` will do."""

    acts: tuple[Act, ...]
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """One utterance with the ways to read it that are accepted, the likeliest first."""

    context: str
    shown: Shown
    text: str
    accepted: tuple[tuple[ExpectedAct, ...], ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """How the readings of one utterance compare with the accepted way that is nearest."""

    example: Example
    readings: tuple[Reading, ...]
    pairs: tuple[tuple[ExpectedAct | None, Reading | None], ...]
    """Acts that belong together, in order; None where one has no partner."""
    match: Match
    """Of all tokens of the utterance, whichever act they are with."""
    right: tuple[bool, ...]
    """For each reading: its act and all that it holds."""

    @property
    def exact(self) -> bool:
        """Whether every act is there, in order, with just what belongs to it."""
        return all(self.right) and len(self.right) == len(self.pairs)


def contexts(path: Path = CONTEXTS) -> tuple[dict[str, Shown], dict[str, WordFamily]]:
    """Return the screens by name, and the words that name several categories."""
    data = json.loads(path.read_text("utf-8"))
    screens = {
        name: Shown(
            titles=tuple(screen.get("titles", ())),
            category=screen.get("category"),
            asked=screen.get("asked"),
            choices=tuple(screen.get("choices", ())),
            turn=screen.get("turn", 0),
            added=screen.get("added", False),
            cart=tuple(screen.get("cart", ())),
        )
        for name, screen in data["contexts"].items()
    }
    families = {
        name: WordFamily(frozenset(family["core"]), frozenset(family["also"]))
        for name, family in data["families"].items()
    }
    return screens, families


def examples(path: Path, screens: Mapping[str, Shown]) -> tuple[Example, ...]:
    """Return the utterances of a file.

    Raises:
        ValueError: A token or an act is none.
        KeyError: A context is none of `screens`.
    """
    lines = (json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip())
    return tuple(
        Example(
            line["context"],
            screens[line["context"]],
            line["text"],
            tuple(
                tuple(
                    ExpectedAct(
                        tuple(Act(act) for act in one["acts"]),
                        tuple(token(text) for text in one["tokens"]),
                    )
                    for one in way
                )
                for way in line["expected"]
            ),
        )
        for line in lines
    )


def judge(
    example: Example, readings: Sequence[Reading], families: Mapping[str, WordFamily]
) -> Judged:
    """Compare readings with the accepted way that they are nearest to."""
    judged = [_judge(example, way, tuple(readings), families) for way in example.accepted]
    return max(judged, key=_nearness)


def _nearness(judged: Judged) -> tuple[bool, int, int]:
    wrong = len(judged.match.missing) + len(judged.match.extra)
    return judged.exact, -sum(None in pair for pair in judged.pairs), -wrong


def _judge(
    example: Example,
    way: tuple[ExpectedAct, ...],
    readings: tuple[Reading, ...],
    families: Mapping[str, WordFamily],
) -> Judged:
    pairs = _paired(way, readings)
    things = [said(reading) for reading in readings]
    everything = match([t for one in way for t in one.tokens], _flat(things), families)
    right = tuple(
        one is not None and match(one.tokens, said(reading), families).exact
        for one, reading in pairs
        if reading is not None
    )
    return Judged(example, readings, pairs, everything, right)


def _flat(things: Sequence[tuple[Said, ...]]) -> list[Said]:
    return list(dict.fromkeys(thing for some in things for thing in some))


def _paired(
    way: tuple[ExpectedAct, ...], readings: tuple[Reading, ...]
) -> tuple[tuple[ExpectedAct | None, Reading | None], ...]:
    """Pair acts in order so that most agree: the longest common subsequence."""
    best: dict[tuple[int, int], int] = {}
    for i in range(len(way), -1, -1):
        for j in range(len(readings), -1, -1):
            if i == len(way) or j == len(readings):
                best[i, j] = 0
            elif readings[j].act in way[i].acts:
                best[i, j] = 1 + best[i + 1, j + 1]
            else:
                best[i, j] = max(best[i + 1, j], best[i, j + 1])
    pairs: list[tuple[ExpectedAct | None, Reading | None]] = []
    i = j = 0
    while i < len(way) and j < len(readings):
        if readings[j].act in way[i].acts:
            pairs.append((way[i], readings[j]))
            i, j = i + 1, j + 1
        elif best[i + 1, j] >= best[i, j + 1]:
            pairs.append((way[i], None))
            i += 1
        else:
            pairs.append((None, readings[j]))
            j += 1
    pairs += [(one, None) for one in way[i:]]
    pairs += [(None, reading) for reading in readings[j:]]
    return tuple(pairs)
