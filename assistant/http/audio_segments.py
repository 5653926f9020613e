"""Where somebody speaks in a recording, in pieces that are recognised one by one."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from speech.silero import SAMPLE_RATE_HZ, WINDOW, SileroModel, SpeechDetector
from speech.splitting import split_point

LONGEST_S = 12.0
"""Of a piece. A conversation that needs the recogniser waits for one piece at most (0.4 s on two
cores), and a subtitle is read in so long."""
PAUSE_S = 0.6
"""Ends a piece that is longer than `SHORT_S`; between sentences people take as much."""
SHORT_S = 4.0
LONG_PAUSE_S = 1.5
"""Ends any piece."""
PADDING_S = 0.24
"""Kept before and after what is heard as speech: soft consonants are not."""
BEGINS, ENDS = 0.5, 0.35
"""Probabilities of speech: above the first it begins, below the second it ends (Silero's own)."""
SHORTEST_S = 0.1

_BLOCK = 30 * SAMPLE_RATE_HZ
_PER_S = SAMPLE_RATE_HZ / WINDOW


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a recording in which somebody speaks."""

    start_s: float
    samples: NDArray[np.float32]

    @property
    def end_s(self) -> float:
        return self.start_s + len(self.samples) / SAMPLE_RATE_HZ


def pieces_of(samples: NDArray[np.float32], model: SileroModel) -> list[Piece]:
    """Return the pieces with speech, in order; none of silence. A minute takes 0.15 s.

    Args:
        samples: float32 [T], mono, 16 kHz.
        model: Shared.
    """
    found: list[Piece] = []
    for start, end in _joined(_spans(_probabilities(samples, model))):
        begin = max(0, round((start / _PER_S - PADDING_S) * SAMPLE_RATE_HZ))
        stop = min(len(samples), round((end / _PER_S + PADDING_S) * SAMPLE_RATE_HZ))
        while begin < stop:
            cut = split_point(samples[begin:stop], LONGEST_S + 2 * PADDING_S)
            found.append(Piece(begin / SAMPLE_RATE_HZ, samples[begin : begin + cut]))
            begin += cut
    return found


def _probabilities(samples: NDArray[np.float32], model: SileroModel) -> NDArray[np.float32]:
    detector = SpeechDetector(model)
    blocks = [detector.push(samples[at : at + _BLOCK]) for at in range(0, len(samples), _BLOCK)]
    return np.concatenate(blocks) if blocks else np.zeros(0, np.float32)


def _spans(probabilities: NDArray[np.float32]) -> Iterator[tuple[int, int]]:
    """Yield first and last window of each stretch of speech."""
    begun: int | None = None
    for at, probability in enumerate(probabilities):
        if begun is None and probability >= BEGINS:
            begun = at
        elif begun is not None and probability < ENDS:
            if at - begun >= SHORTEST_S * _PER_S:
                yield begun, at
            begun = None
    if begun is not None:
        yield begun, len(probabilities)


def _joined(spans: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the spans joined over pauses that end no piece."""
    held: tuple[int, int] | None = None
    for start, end in spans:
        if held is None:
            held = start, end
            continue
        pause_s, before_s = (start - held[1]) / _PER_S, (held[1] - held[0]) / _PER_S
        whole_s = (end - held[0]) / _PER_S
        ends = pause_s >= LONG_PAUSE_S or (pause_s >= PAUSE_S and before_s >= SHORT_S)
        if ends or whole_s > LONGEST_S:
            yield held
            held = start, end
        else:
            held = held[0], end
    if held is not None:
        yield held
