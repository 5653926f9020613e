"""Sounds that hold no words, through the whole stream: what it writes for them is invented.

Runs as fast as the machine goes; decisions are in the audio's own time. Recorded noise is
played over and over at changing loudness. Recordings of talk are speech: what they yield
is a figure of its own, with nothing asked.
"""

from collections.abc import Mapping

import numpy as np

from evals.bench.figure import Figure
from evals.bench.stt.recogniser import Recognisers
from evals.bench.stt.section import Section
from evals.bench.stt.streamed import Streamed, hear
from evals.sounds import SOUNDS, sound
from evals.words import words_of
from speech.audio_file import RATE_HZ, Samples
from speech.hints import Hints

OF_EACH_S = 36.0
"""Over ten minutes in all."""
_LEVELS = (1.0, 0.25, 0.06)
"""Near, across the room, in the next one: 0, -12 and -24 dB, each a third of the time."""
_TALK = ("talk", "people", "speech", "voice", "crowd", "babble")
"""Recordings so named hold speech that a person could understand."""


def measure(
    parts: Recognisers,
    hints: Hints,
    recordings: Mapping[str, Samples],
    of_each_s: float = OF_EACH_S,
) -> Section:
    """Play every sound and recording to the stream and count the words it writes.

    Args:
        parts: The recognisers.
        hints: As sessions have them.
        recordings: By name; none where no data is there.
        of_each_s: How long each sound and recording is played.
    """
    invented = {name: _levelled(sound(name, of_each_s)) for name in SOUNDS} | {
        name: _levelled(_looped(samples, of_each_s))
        for name, samples in recordings.items()
        if not _talks(name)
    }
    talk = {
        name: _levelled(_looped(s, of_each_s)) for name, s in recordings.items() if _talks(name)
    }
    heard = {name: hear(parts.engine, parts.silero, s, hints) for name, s in invented.items()}
    overheard = {name: hear(parts.engine, parts.silero, s, hints) for name, s in talk.items()}
    minutes = sum(map(len, invented.values())) / RATE_HZ / 60
    words = sum(len(words_of(one.text)) for one in heard.values())
    starts = sum(one.starts for one in heard.values())
    return Section(
        (
            Figure("no words: words invented", float(words), "words", len(invented), reach=0.0),
            Figure("no words: taken for speech at first", float(starts), "times", len(invented)),
            Figure("no words: played", minutes, "min", len(invented)),
            Figure(
                "people talking: words written in a minute",
                _a_minute(overheard, talk),
                "words",
                len(talk),
            ),
        ),
        tuple(
            {"set": "no words", "sound": name, "heard": one.text, "starts": one.starts}
            for name, one in {**heard, **overheard}.items()
            if one.text
        ),
    )


def _talks(name: str) -> bool:
    return any(word in name.lower() for word in _TALK)


def _a_minute(heard: Mapping[str, Streamed], played: Mapping[str, Samples]) -> float | None:
    minutes = sum(map(len, played.values())) / RATE_HZ / 60
    return sum(len(words_of(one.text)) for one in heard.values()) / minutes if minutes else None


def _looped(samples: Samples, seconds: float) -> Samples:
    count = int(seconds * RATE_HZ)
    return np.resize(samples, count) if len(samples) else np.zeros(count, np.float32)


def _levelled(samples: Samples) -> Samples:
    """Return the sound with its loudness in steps."""
    parts = np.array_split(samples, len(_LEVELS))
    return np.concatenate(
        [part * np.float32(level) for part, level in zip(parts, _LEVELS, strict=True)]
    )
