"""What one pass of the decoder is asked for and gives: plain data and the rules over it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from speech.transcript import Word
from speech.transcript_gate import Scores

MAX_TOKENS = 448
"""Positions of Whisper's decoder."""
_SPARE_TOKENS = 8


@dataclass(frozen=True, slots=True)
class Task:
    """What to decode from one stretch of encoded audio.

    Args:
        prompt: Tokens up to the first of the text.
        most_tokens: Cap on the text.
    """

    prompt: tuple[int, ...]
    most_tokens: int


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of one stretch of audio, as the decoder wrote it."""

    text: str
    scores: Scores
    words: tuple[Word, ...]
    least: float
    """Probability of the least likely token; 1 where there is none."""


def most_tokens(audio_s: float, tokens_per_s: float) -> int:
    """Return the cap on the text of so much audio."""
    return _SPARE_TOKENS + int(audio_s * tokens_per_s)


def max_length(tasks: Sequence[Task]) -> int:
    """Return CTranslate2's max_length for a batch: enough for its longest text.

    CTranslate2 4.8.5 stops after min(max_length / 2, max_length - start) tokens, `start`
    being the prompt's without its last (whisper.cc): prompt plus cap would halve the cap.
    """
    most = max(task.most_tokens for task in tasks)
    start = max(len(task.prompt) for task in tasks) - 1
    return min(max(2 * most, most + start), MAX_TOKENS)


def shortened(ids: Sequence[int], task: Task) -> list[int]:
    """Return the tokens up to the task's own cap: a batch runs on to its longest."""
    return list(ids[: task.most_tokens])


def mean_logprob(score: float, ids: Sequence[int], kept: Sequence[float] | None) -> float:
    """Return the mean log probability of a text's tokens, end of text included.

    Args:
        score: CTranslate2's: the sum with the end of text over the number without it.
        ids: All decoded tokens.
        kept: Probabilities of the tokens that were kept, if some were cut off.
    """
    if kept is not None:
        return sum(math.log(max(p, 1e-9)) for p in kept) / (len(kept) + 1)
    return score * len(ids) / (len(ids) + 1)


def words_of(pieces: Sequence[str], probabilities: Sequence[float]) -> tuple[Word, ...]:
    """Join pieces to words with the probability of the least likely piece.

    Args:
        pieces: The tokens as text; one that begins a word begins with a space.
        probabilities: One for each, 0..1.
    """
    words: list[Word] = []
    for piece, probability in zip(pieces, probabilities, strict=True):
        if words and not piece.startswith(" "):
            last = words[-1]
            words[-1] = Word(last.text + piece, min(last.probability, probability))
        else:
            words.append(Word(piece.strip(), probability))
    return tuple(words)
