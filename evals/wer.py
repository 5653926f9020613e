"""Word error rate of transcripts against their references."""

from collections.abc import Sequence
from dataclasses import dataclass

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
    pairs = [
        (words_of(said), words_of(heard))
        for said, heard in zip(references, transcripts, strict=True)
    ]
    errors = 0
    for said, heard in pairs:
        if not said:
            errors += len(heard)  # jiwer refuses an empty reference
            continue
        measured = jiwer.process_words(" ".join(said), " ".join(heard))
        errors += measured.substitutions + measured.deletions + measured.insertions
    return WordErrors(errors, sum(len(said) for said, _ in pairs), len(pairs))
