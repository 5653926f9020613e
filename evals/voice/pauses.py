"""Pauses in the middle of an utterance: where a scenario puts them, or where people make them.

The utterance is spoken whole, so that its melody says that more will come; then the quiet at
the place is made longer (`evals.turn_clips`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evals.scenarios.scenario import Pause
from evals.turn_clips import cut_at_pauses
from evals.turn_texts import TurnText
from speech.audio_file import RATE_HZ, Samples

NATURAL_S = 0.8
"""Longer than the recogniser waits after words that may be all (0.35 to 0.7 s), shorter than after
words that must go on (1.28 s): what it makes of the words decides."""

_LEAST_WORDS = 5
"""Shorter utterances are said in one go."""

_BEFORE = re.compile(
    r"\b(?:and|but|or|with|for|under|below|around|about|in|that|which|something|preferably)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PausedText:
    """An utterance in the pieces between which its speaker pauses."""

    pieces: tuple[str, ...]
    pauses_s: tuple[float, ...]
    """One fewer than pieces."""


def paused_text(text: str, pauses: Sequence[Pause], natural_s: float | None) -> PausedText:
    """Return where an utterance pauses.

    Args:
        text: What is said.
        pauses: As the scenario writes them; one whose words do not occur is passed over.
        natural_s: Length of one pause at a natural place, where the scenario has none.
    """
    if not pauses and natural_s is not None:
        place = natural_place(text)
        if place is None:
            return PausedText((text,), ())
        return PausedText((text[:place].strip(), text[place:].strip()), (natural_s,))
    pieces: list[str] = []
    seconds: list[float] = []
    rest = text
    for pause in pauses:
        at = rest.lower().find(pause.after.lower())
        cut = at + len(pause.after)
        while at >= 0 and cut < len(rest) and not rest[cut].isspace():
            cut += 1  # the mark behind a word belongs to it
        if at < 0 or not rest[cut:].strip():
            continue
        pieces.append(rest[:cut].strip())
        seconds.append(pause.s)
        rest = rest[cut:]
    return PausedText((*pieces, rest.strip()), tuple(seconds))


def natural_place(text: str) -> int | None:
    """Return where people would pause to think, as an index into the text; None in short ones.

    After a comma in the middle if there is one, else before the word that begins another
    condition ("with", "under", "for") nearest to the middle, else after half the words.
    """
    words = list(re.finditer(r"\S+", text))
    if len(words) < _LEAST_WORDS:
        return None
    middle = len(text) / 2
    marks = [w.end() for w in words[1:-2] if w.group()[-1] in ",;:.?!"]
    begins = [w.start() for w in words[2:-1] if _BEFORE.fullmatch(w.group().strip(",.;:!?"))]
    for places in (marks, begins):
        if places:
            return min(places, key=lambda at: abs(at - middle))
    return words[len(words) // 2].start()


def with_pauses(paused: PausedText, whole: Samples) -> Samples:
    """Return an utterance with its pauses.

    Args:
        paused: What was said, in pieces.
        whole: float32 [T], mono, 16 kHz: all of it, spoken in one go.

    Returns:
        float32 [T], longer by the pauses; the quiet before and after as it was.
    """
    if not paused.pauses_s:
        return whole
    clip = cut_at_pauses(TurnText("plain", paused.pieces, None, False), whole)
    if len(clip.pieces) != len(paused.pieces):
        return whole
    loud = np.flatnonzero(np.abs(whole) > 0.0)
    lead, tail = int(loud[0]), len(whole) - int(loud[-1])
    parts: list[Samples] = [np.zeros(lead, np.float32), clip.pieces[0]]
    for seconds, piece in zip(paused.pauses_s, clip.pieces[1:], strict=True):
        parts += [np.zeros(round(seconds * RATE_HZ), np.float32), piece]
    return np.concatenate([*parts, np.zeros(tail, np.float32)])
