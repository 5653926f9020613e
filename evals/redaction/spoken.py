"""The same cases through the real path: the voice says them, the recogniser hears them.

What was heard of a text is kept beside its clip, so that it is recognised once and redacted many
times. Which words of a transcript are the entity's is found by `alignment.py`.
"""

import hashlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

from assistant.config import Settings
from assistant.parts import recogniser_of
from evals.redaction.alignment import Heard, aligned
from evals.redaction.case import Case
from evals.spoken_set import SpokenText, speak
from speech.hints import NO_HINTS

SPOKEN = 300
"""Clips: about twelve minutes of two cores the first time."""
SPOKEN_KINDS = ("card", "phone", "email", "address", "zip", "order", "name", "dob", "ssn", "secret")
_AT_ONCE = 2
_EACH = 4
"""Cases of one frame."""


def sample_of(cases: Sequence[Case], count: int, seed: int) -> tuple[Case, ...]:
    """Return so many cases that can be said aloud, each frame at most four times."""
    dice = Random(seed)
    drawn, seen = [], dict[str, int]()
    for case in dice.sample(list(cases), len(cases)):
        if (
            all(_is_sayable(case.text[e.start : e.end], e.kind) for e in case.entities)
            and seen.get(case.frame, 0) < _EACH
        ):
            seen[case.frame] = seen.get(case.frame, 0) + 1
            drawn.append(case)
    return tuple(drawn[:count])


def _is_sayable(text: str, kind: str) -> bool:
    """Say whether a person would say it so: the voice reads "4846302673" as billions."""
    return kind in SPOKEN_KINDS and not any(c.isdigit() or c in "@_/#" for c in text)


def heard(cases: Sequence[Case], settings: Settings) -> Iterator[Heard]:
    """Yield each case as the recogniser heard it.

    Raises:
        SpeechError: A part cannot be loaded; the message says what to do.
    """
    clips = speak([case.text for case in cases], settings)
    mark = hashlib.sha256(repr(settings.speech).encode()).hexdigest()[:12]
    kept = [clip.path.with_name(f"{clip.path.stem}.{mark}.txt") for clip in clips]
    missing = [pair for pair in zip(clips, kept, strict=True) if not pair[1].is_file()]
    if missing:
        _recognise(missing, settings)
    for case, path in zip(cases, kept, strict=True):
        yield aligned(case, path.read_text("utf-8"))


def _recognise(clips: Sequence[tuple[SpokenText, Path]], settings: Settings) -> None:
    """Write what the recogniser hears of each clip."""
    engine = recogniser_of(settings)

    def one(pair: tuple[SpokenText, Path]) -> None:
        text = engine.transcribe(pair[0].samples(), NO_HINTS).text.strip()
        new = pair[1].with_suffix(".new")
        new.write_text(text, "utf-8")
        new.replace(pair[1])

    try:
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            list(pool.map(one, clips))
    finally:
        engine.close()
