"""What was said through the microphone, each utterance once, however many turns it became."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evals.runs.record import Hearing, TurnSeen


@dataclass(frozen=True, slots=True)
class SpokenUtterance:
    """One utterance."""

    place: int
    """Of its first turn in the record."""
    said: str
    heard: str
    """Of all its turns."""
    hearing: Hearing
    """Of its first turn."""
    parts: int
    """Turns that it was taken for."""


def spoken(turns: Sequence[TurnSeen]) -> Iterator[SpokenUtterance]:
    """Yield what was spoken; typed turns are left out."""
    place = 0
    while place < len(turns):
        first = turns[place]
        end = place + 1
        while end < len(turns) and not turns[end].said:
            end += 1
        if first.said and first.hearing is not None:
            heard = " ".join(turn.heard for turn in turns[place:end])
            parts = max(end - place, first.hearing.parts)
            yield SpokenUtterance(place, first.said, heard, first.hearing, parts)
        place = end
