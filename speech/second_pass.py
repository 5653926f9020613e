"""Which transcripts deserve the full 30 s context, and which of two passes to believe.

The short context is four to six times as fast and mostly gives the same words. Where it
does not, the decoder was usually in doubt. On 120 recordings of people ordering, words that
differ from the full context without a second pass: 2.9 % of whole recordings, 2.6 % of
those cut to the speech. With it 0.7 and 0.6 % (both looked at when the thresholds were
set: no held-out figure), and 20 % of the recordings (none of 15 clear ones) take one.
16 or 20 s in place of 30 leave 1.4 to 1.7 %.
"""

import re

from speech.decoding import Decoded
from speech.transcript_gate import NO_SPEECH_PROB, REFUSE_LOGPROB, needs_full_context

DOUBTFUL_LOGPROB = -0.25
"""Mean over the tokens; -0.30 leaves 1.2 to 1.5 %, -0.20 sends 32 % through a second pass."""
DOUBTFUL_PROBABILITY = 0.2
"""Of the least likely token: in long speech the mean hides one bad word."""
_FIRST_WORDS = 3


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
    return doubtful or _starts_over(decoded.text) or needs_full_context(decoded.text, scores)


def better(short: Decoded, full: Decoded) -> Decoded:
    """Return the pass to believe: the full context unless only the short one heard speech.

    The likelier of the two instead differs from the full context in 0.3 % more words.
    """
    if full.scores.avg_logprob < REFUSE_LOGPROB <= short.scores.avg_logprob:
        return short
    return full


def _starts_over(text: str) -> bool:
    """Whether the first words come again: with little silence Whisper may repeat itself."""
    words = re.findall(r"\w+", text.lower())
    first = words[:_FIRST_WORDS]
    later = range(_FIRST_WORDS, len(words) - _FIRST_WORDS + 1)
    return len(first) == _FIRST_WORDS and any(words[i : i + _FIRST_WORDS] == first for i in later)
