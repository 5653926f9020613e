"""The hand-written half of the guard's examination: whole replies to recorded turns.

`hand_true.txt` and `hand_false.txt` were written like the patterns; `blind.txt` afterwards and
apart from them, each line with what is true and what would be false in its place.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from evals.guard_case import Case
from evals.guard_plans import DATA, Recorded

HAND_TRUE = DATA / "hand_true.txt"
HAND_FALSE = DATA / "hand_false.txt"
BLIND = DATA / "blind.txt"
_NAME_THEN = re.compile(r"(?<=\w )«([A-Z][a-z]+[^».]*)»(,?(?:[^,;.!?]|\.(?=\d))*)")
_CHOICE = re.compile(r"\[([^\]]*)\]")


def hand_true(recorded: Sequence[Recorded]) -> Iterator[Case]:
    """Yield the true replies."""
    for turn, line in _lines(HAND_TRUE, recorded):
        yield Case.of("hand", "hand", turn, line)


def hand_false(recorded: Sequence[Recorded]) -> Iterator[Case]:
    """Yield the red team's replies."""
    for turn, line in _lines(HAND_FALSE, recorded):
        family, _, text = line.partition(": ")
        yield Case.of("hand", family.replace(" ", "_"), turn, text)


def blind_true(recorded: Sequence[Recorded]) -> Iterator[Case]:
    """Yield the blind set's true replies."""
    for turn, line in _lines(BLIND, recorded):
        yield Case.of("blind", "blind", turn, _with(line, 0))


def blind_false(recorded: Sequence[Recorded]) -> Iterator[Case]:
    """Yield the blind set's false replies, one for each false choice."""
    for turn, line in _lines(BLIND, recorded):
        found = _CHOICE.search(line)
        for place in range(1, found[1].count("|") + 1 if found else 0):
            yield Case.of("blind", "blind", turn, _named_to_its_end(_with(line, place)))


def _named_to_its_end(marked: str) -> str:
    """Return a reply in which a wrong name is false up to the next pause."""
    return _NAME_THEN.sub(r"«\1\2»", marked)


def _with(line: str, place: int) -> str:
    """Return a line with one of its choices, between marks if it is a false one."""

    def chosen(found: re.Match[str]) -> str:
        words = found[1].split("|")[place]
        return f"«{words}»" if place else words

    return _CHOICE.sub(chosen, line)


def _lines(path: Path, recorded: Sequence[Recorded]) -> Iterator[tuple[Recorded, str]]:
    turns = {turn.id: turn for turn in recorded}
    turn: Recorded | None = None
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            turn = turns.get(line[2:].strip())
        elif line.strip() and turn is not None:
            yield turn, line
