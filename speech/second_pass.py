"""Which transcripts deserve the full 30 s context, and which of two passes to believe.

The short context is four to six times as fast and mostly gives the same words. Where it
does not, the decoder was usually in doubt. On 120 recordings of people ordering, whole
and cut to the speech, words that differ from the full context without a second pass
2.9 and 2.6 %; with these thresholds 0.9 and 0.8 % (half that they were set on 0.9 and
1.4, the other half 0.8 and 0.2), and 21 % of the recordings take a second pass. One with
20 or 24 s in place of 30 leaves 1.4 to 1.6 %, one with 16 s 1.7 %.
"""

import re

from speech.decoding import Decoded
from speech.transcript_gate import NO_SPEECH_PROB, REFUSE_LOGPROB, needs_full_context

DOUBTFUL_LOGPROB = -0.25
"""Mean over the tokens; -0.30 leaves 1.2 %, -0.20 sends 32 % through a second pass."""
DOUBTFUL_PROBABILITY = 0.2
"""Of the least likely token: in long speech the mean hides one bad word."""


def deserves_full_context(decoded: Decoded) -> bool:
    """Whether to decode again with the full context.

    Args:
        decoded: The pass with the short context.
    """
    scores = decoded.scores
    if not re.search(r"\w", decoded.text) or (
        scores.no_speech_prob > NO_SPEECH_PROB and scores.avg_logprob < REFUSE_LOGPROB
    ):
        return False  # clearly no speech
    doubtful = scores.avg_logprob < DOUBTFUL_LOGPROB or decoded.least < DOUBTFUL_PROBABILITY
    return doubtful or needs_full_context(decoded.text, scores)


def better(short: Decoded, full: Decoded) -> Decoded:
    """Return the pass to believe: the full context unless only the short one heard speech.

    The likelier of the two instead differs from the full context in 0.3 % more words.
    """
    if full.scores.avg_logprob < REFUSE_LOGPROB <= short.scores.avg_logprob:
        return short
    return full
