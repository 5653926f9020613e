"""Spoken requests whose pauses are as long as wanted, with the truth about each pause.

A request is spoken whole, so that its melody says at each comma that more will come;
then the quiet at the marked places is made longer or shorter. Pieces that are spoken
apart would each end like a whole request, and no listener could tell.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy as np

from evals.turn_texts import TurnText
from speech.audible import BELOW_PEAK_DB
from speech.audio_file import RATE_HZ, Samples
from speech.spoken import to_spoken

_FRAME = RATE_HZ // 100
_LEAST_QUIET_S = 0.04
"""Shorter quiet is a stop consonant."""
_UNPAUSED_COST_S = 0.35
"""What a mark that the voice ran over costs, against taking a far quiet stretch for it."""
_NOISE_DB = -62.0
"""Room noise under the clip: a synthetic voice pauses in digital silence, a room does not."""
_TAIL_S = 2.5
"""Quiet after the request: longer than any wait."""
_LEAD_S = 0.4
_SEED = 20_261_122


@dataclass(frozen=True, slots=True)
class TurnClip:
    """One request as it was spoken, cut at its pauses."""

    text: TurnText
    pieces: tuple[Samples, ...]
    """float32 [T] each, 16 kHz, without the quiet between them."""
    natural_s: tuple[float, ...]
    """The voice's own quiet between the pieces."""

    def paused(self, pauses_s: Sequence[float]) -> tuple[Samples, list[tuple[float, float]], float]:
        """Return the clip with pauses of these lengths.

        Args:
            pauses_s: One for each place between pieces.

        Returns:
            float32 [T] at 16 kHz with quiet before and after; from when to when each pause
            lasts; and when the last piece ends, in seconds.
        """
        parts = [_quiet(_LEAD_S)]
        spans: list[tuple[float, float]] = []
        at_s = _LEAD_S
        for index, piece in enumerate(self.pieces):
            parts.append(piece)
            at_s += len(piece) / RATE_HZ
            if index < len(pauses_s):
                parts.append(_quiet(pauses_s[index]))
                spans.append((at_s, at_s + pauses_s[index]))
                at_s += pauses_s[index]
        sound = np.concatenate([*parts, _quiet(_TAIL_S)])
        noise = np.random.default_rng(_SEED).normal(0.0, 10 ** (_NOISE_DB / 20), len(sound))
        return (sound + noise).astype(np.float32), spans, at_s


def cut_at_pauses(text: TurnText, samples: Samples) -> TurnClip:
    """Return a spoken request cut where its text has bars.

    Args:
        text: What was said.
        samples: float32 [T], 16 kHz, the whole request.
    """
    quiet = _quiet_runs(samples)
    if not quiet:
        return TurnClip(text, (samples,), ())
    (lead_end, first), *inner, (last, _) = [(0, quiet[0][1]), *quiet[1:-1], quiet[-1]]
    del lead_end
    marks = _marks(text)
    chosen = _align([share for share, _ in marks], inner, first, last)
    cuts = [
        run or _quietest(samples, first + share * (last - first))
        for (share, barred), run in zip(marks, chosen, strict=True)
        if barred
    ]
    bounds = [first, *(edge for cut in cuts for edge in cut), last]
    pieces = [samples[a:b] for a, b in list(pairwise(bounds))[::2]]
    return TurnClip(text, tuple(pieces), tuple((b - a) / RATE_HZ for a, b in cuts))


def _quiet(seconds: float) -> Samples:
    return np.zeros(round(seconds * RATE_HZ), np.float32)


def _quiet_runs(samples: Samples) -> list[tuple[int, int]]:
    """Return from which to which sample it is quiet; the first and last run are the edges."""
    count = len(samples) // _FRAME
    energy = np.mean(samples[: count * _FRAME].reshape(count, _FRAME) ** 2, axis=1)
    if not count or energy.max() <= 0.0:
        return []
    loud = np.flatnonzero(energy > energy.max() * 10 ** (-BELOW_PEAK_DB / 10))
    edges = [-1, *loud.tolist(), count]
    runs = [(a + 1, b) for a, b in pairwise(edges) if b > a + 1]
    if edges[1] == 0:
        runs.insert(0, (0, 0))
    if edges[-2] == count - 1:
        runs.append((count, count))
    least = _LEAST_QUIET_S * 100
    middle = [run for run in runs[1:-1] if run[1] - run[0] >= least]
    return [(a * _FRAME, b * _FRAME) for a, b in [runs[0], *middle, runs[-1]]]


def _marks(text: TurnText) -> list[tuple[float, bool]]:
    """Return each place where a voice may pause: share of the letters before, and if barred."""
    words: list[tuple[int, bool, bool]] = []
    for number, piece in enumerate(text.pieces):
        said = piece.split()
        for index, word in enumerate(said):
            ends = index == len(said) - 1
            barred = ends and number < len(text.pieces) - 1
            letters = sum(c.isalnum() for c in to_spoken(word)) + 1
            words.append((letters, word[-1] in ",;:.!?-", barred))
    before = list(accumulate(letters for letters, _, _ in words))
    total = before[-1]
    return [
        (sum_ / total, barred)
        for sum_, (_, marked, barred) in zip(before[:-1], words[:-1], strict=True)
        if marked or barred
    ]


def _align(
    shares: list[float], runs: list[tuple[int, int]], first: int, last: int
) -> list[tuple[int, int] | None]:
    """Return the quiet run of each mark, in order; None where the voice ran over it.

    Each mark costs its distance in seconds from the run it is given, or a constant; each
    run left over costs its length: a long one is a pause at some mark.
    """
    at = [(first + share * (last - first)) / RATE_HZ for share in shares]
    rows, columns = len(shares), len(runs)
    cost = np.full((rows + 1, columns + 1), np.inf)
    step = np.zeros((rows + 1, columns + 1), int)
    cost[0, 0] = 0.0
    for i in range(rows + 1):
        for j in range(columns + 1):
            if j:
                length = (runs[j - 1][1] - runs[j - 1][0]) / RATE_HZ
                _relax(cost, step, (i, j), cost[i, j - 1] + 2 * length, 1)
            if i:
                _relax(cost, step, (i, j), cost[i - 1, j] + _UNPAUSED_COST_S, 2)
            if i and j:
                middle = sum(runs[j - 1]) / 2 / RATE_HZ
                _relax(cost, step, (i, j), cost[i - 1, j - 1] + abs(at[i - 1] - middle), 3)
    chosen: list[tuple[int, int] | None] = [None] * rows
    i, j = rows, columns
    while i or j:
        taken = step[i, j]
        if taken == 3:
            chosen[i - 1] = runs[j - 1]
        i, j = i - (taken != 1), j - (taken != 2)
    return chosen


def _relax(
    cost: "np.ndarray[tuple[int, int], np.dtype[np.float64]]",
    step: "np.ndarray[tuple[int, int], np.dtype[np.int64]]",
    cell: tuple[int, int],
    offer: float,
    kind: int,
) -> None:
    if offer < cost[cell]:
        cost[cell], step[cell] = offer, kind


def _quietest(samples: Samples, near: float) -> tuple[int, int]:
    """Return the quietest place within a fifth of a second, as an empty run."""
    low = max(0, int(near) - RATE_HZ // 5)
    window = samples[low : int(near) + RATE_HZ // 5]
    energy = np.convolve(window**2, np.ones(_FRAME), "same")
    at = low + int(np.argmin(energy))
    return at, at
