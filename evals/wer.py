"""Word error rate of transcripts against their references.

Both go through `evals.words`. Beyond that, where two words are written together or
apart ("smartwatch") is no error: nobody can hear it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import jiwer

from evals.words import words_of


@dataclass(frozen=True, slots=True)
class WordErrors:
    """Errors over a set of utterances."""

    errors: int
    words: int
    """Of the references."""
    utterances: int

    @property
    def rate(self) -> float | None:
        """Errors a reference word, 0 and up; None when there was no word."""
        return self.errors / self.words if self.words else None


def word_errors(references: Sequence[str], transcripts: Sequence[str]) -> WordErrors:
    """Count substitutions, deletions and insertions after normalisation.

    Args:
        references: What was said, one an utterance.
        transcripts: What was recognised, in the same order.

    Raises:
        ValueError: The two differ in length.
    """
    each = [errors_of(*pair) for pair in zip(references, transcripts, strict=True)]
    return WordErrors(sum(e.errors for e in each), sum(e.words for e in each), len(each))


def errors_of(reference: str, transcript: str) -> WordErrors:
    """Count the word errors of one utterance."""
    said = words_of(reference)
    heard = _joined_alike(said, words_of(transcript))
    if not said:
        return WordErrors(len(heard), 0, 1)  # jiwer refuses an empty reference
    measured = jiwer.process_words(" ".join(said), " ".join(heard))
    errors = measured.substitutions + measured.deletions + measured.insertions
    return WordErrors(errors, len(said), 1)


def confusions(reference: str, transcript: str) -> list[tuple[str, str]]:
    """Return what was taken for what: (said, heard), either may be ""."""
    said = words_of(reference)
    heard = _joined_alike(said, words_of(transcript))
    if not said:
        return [("", " ".join(heard))] if heard else []
    (chunks,) = jiwer.process_words(" ".join(said), " ".join(heard)).alignments
    return [
        (
            " ".join(said[chunk.ref_start_idx : chunk.ref_end_idx]),
            " ".join(heard[chunk.hyp_start_idx : chunk.hyp_end_idx]),
        )
        for chunk in chunks
        if chunk.type != "equal"
    ]


def _joined_alike(said: Sequence[str], heard: Sequence[str]) -> list[str]:
    """Return `heard` with words joined or parted as they are in `said`."""
    parted = {"".join(pair): " ".join(pair) for pair in pairwise(said)}
    whole = set(said)
    out: list[str] = []
    for word in heard:
        if out and out[-1] not in whole and out[-1] + word in whole:
            out[-1] += word
        elif word in whole:
            out.append(word)
        else:
            out.extend(parted.get(word, word).split())
    return out
