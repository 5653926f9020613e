"""Whether a sound-alike term was meant: what is worth asking the audio, and what its answer says.

Sound alone has no precision ("light that" is near "lightweight"); the audio has. The
recogniser scores the transcript and the transcript with the term in place, both after a
prompt that holds the term, so that a name that the model has hardly ever read is not held
against it. The figures below are from docs/decisions.md ("Sound-alike terms").
"""

from collections.abc import Sequence

from speech.sound_alike.candidates import Candidate
from speech.sound_alike.spans import GRAMMAR

MOST_ASKED = 4
"""Texts scored besides the transcript itself, each about 15 ms on a quiet core."""
MOST_OF_A_PLACE = 2
MOST_OF_A_STRANGE_PLACE = 3
"""Terms that one stretch of words may be weighed against."""

LEAST_STRANGE = -3.0
LEAST_ORDINARY = -1.5
LEAST_KNOWN = 0.5
"""Nats that the text with the term must gain where strange words, ordinary words and words of
the shop itself would be replaced."""
STRANGE_DOUBT = 0.4
"""A word that is on no list ("pager") but was heard surely counts as an ordinary one."""
FAR_MALUS = 6.0
"""Nats for the whole distance: at a distance of .25 the term must gain 1.5 more."""
GRAMMAR_MALUS = 0.5
"""For each word of grammar that would go with the stretch."""
SCREEN_BONUS = 1.0


def promising(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates that the audio is asked about, the likeliest first."""
    asked: list[Candidate] = []
    for candidate in sorted(candidates, key=_unlikely):
        here = sum(_overlap(candidate, other) for other in asked)
        if here < (MOST_OF_A_STRANGE_PLACE if candidate.strange else MOST_OF_A_PLACE):
            asked.append(candidate)
        if len(asked) == MOST_ASKED:
            break
    return asked


def chosen(candidates: Sequence[Candidate], gains: Sequence[float]) -> list[Candidate]:
    """Return the candidates that were meant, in the order of the words.

    Args:
        candidates: Those that were asked about.
        gains: For each the log probability of its text less that of the transcript, in nats.
    """
    ranked = sorted(
        ((gain - needed(c), c) for c, gain in zip(candidates, gains, strict=True)),
        key=lambda pair: -pair[0],
    )
    kept: list[Candidate] = []
    for margin, candidate in ranked:
        if margin > 0 and not any(_overlap(candidate, other) for other in kept):
            kept.append(candidate)
    return sorted(kept, key=lambda c: c.span.first)


def needed(candidate: Candidate) -> float:
    """Return how many nats the text with the term must gain over the transcript."""
    if candidate.strange and candidate.doubt > STRANGE_DOUBT:
        least = LEAST_STRANGE
    else:
        least = LEAST_KNOWN if candidate.known else LEAST_ORDINARY
    least += FAR_MALUS * candidate.distance
    least += GRAMMAR_MALUS * sum(word in GRAMMAR for word in candidate.span.words)
    return least - SCREEN_BONUS * candidate.on_screen


def _unlikely(candidate: Candidate) -> float:
    return (
        candidate.distance
        - 0.15 * candidate.strange
        - 0.15 * candidate.doubt
        - 0.1 * candidate.on_screen
        + 0.05 * sum(word in GRAMMAR for word in candidate.span.words)
    )


def _overlap(one: Candidate, other: Candidate) -> bool:
    return one.span.first <= other.span.last and other.span.first <= one.span.last
