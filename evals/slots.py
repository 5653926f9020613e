"""Slot hits: how much of what a shopper must be understood by is in the transcript.

For recordings that come with labelled slots and no verbatim text. Fair to spelling:
"2" is "two", a plural s does not count, nor where words part ("soy milk").
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from evals.words import words_of
from speech.audio_file import Samples, read_audio

_EMPTY = frozenset(("a", "an", "the", "of", "some", "with", "and", "my"))
"""Labels hold them where people do not say them: they carry no order."""


@dataclass(frozen=True, slots=True)
class LabelledClip:
    """A recording and the words of its slots."""

    path: Path
    slots: tuple[str, ...]

    def samples(self) -> Samples:
        """Return the recording as float32 [T], mono, 16 kHz, -1..1."""
        return read_audio(self.path).samples


@dataclass(frozen=True, slots=True)
class SlotHits:
    """What was found of one clip's slots."""

    words: int
    found: int
    missing: tuple[str, ...]


def labelled_clips(folder: Path) -> tuple[LabelledClip, ...]:
    """Return the recordings of a folder with labels.json and audio/, by name.

    Args:
        folder: labels.json gives {"file": {"slots": {"name": "words"}}}. Files without a
            label and labels without a file are left out.
    """
    labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    return tuple(
        LabelledClip(path, tuple(str(v).strip() for v in labels[name].get("slots", {}).values()))
        for name in sorted(labels)
        if (path := folder / "audio" / name).is_file()
    )


def slot_hits(slots: Sequence[str], transcript: str) -> SlotHits:
    """Count the slot words that the transcript holds.

    Args:
        slots: Words of each slot, such as "eight ounce"; articles and the like do not count.
        transcript: What was recognised.
    """
    wanted = [word for slot in slots for word in words_of(slot) if word not in _EMPTY]
    heard = [_stem(word) for word in words_of(transcript)]
    known = {*heard, *(a + b for a, b in pairwise(heard))}
    pairs = [_stem(a + b) for a, b in pairwise(wanted)]
    missing = tuple(
        word
        for index, word in enumerate(wanted)
        if _stem(word) not in known
        and not any(pair in known for pair in pairs[max(0, index - 1) : index + 1])
    )
    return SlotHits(len(wanted), len(wanted) - len(missing), missing)


def _stem(word: str) -> str:
    return word.removesuffix("s") if len(word) > 3 and not word.endswith("ss") else word
