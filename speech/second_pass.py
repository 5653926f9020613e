"""Which transcripts deserve a longer context, and which of two passes to believe.

The short context is several times as fast and mostly gives the same words. Where it does
not, the decoder was usually in doubt. On 120 recordings of people ordering, words that
differ from the full 30 s: 2.9 % of whole recordings and 2.6 % of those cut to the speech
without a second pass, 1.4 % of both with one of 20 s, 0.7 % with one of 30 s (all looked
at when the thresholds were set). 25 % of the recordings take one. It is 20 s since the
shopper waits for it: the encoder takes 193 ms for them and 548 ms for 30 s, on one core.
"""

import re

from speech.decoding import Decoded
from speech.transcript_gate import NO_SPEECH_PROB, REFUSE_LOGPROB

CONTEXT_S = 20.0
"""Of the second pass; more where the speech is longer."""
DOUBTFUL_LOGPROB = -0.22
"""Mean over the tokens; -0.25, with .2 below, leaves 1.5 %."""
DOUBTFUL_PROBABILITY = 0.25
"""Of the least likely token: in long speech the mean hides one bad word."""
_FIRST_WORDS = 3


def deserves_second_pass(decoded: Decoded) -> bool:
    """Whether to decode again with a longer context.

    Args:
        decoded: The pass with the short context.
    """
    scores = decoded.scores
    if not re.search(r"\w", decoded.text) or (
        scores.no_speech_prob > NO_SPEECH_PROB and scores.avg_logprob < REFUSE_LOGPROB
    ):
        return False  # clearly no speech
    doubtful = scores.avg_logprob < DOUBTFUL_LOGPROB or decoded.least < DOUBTFUL_PROBABILITY
    return doubtful or _starts_over(decoded.text) or _stutters(decoded.text)


def better(short: Decoded, longer: Decoded) -> Decoded:
    """Return the pass to believe: the longer context unless only the short one heard speech.

    The likelier of the two instead differs from the full context in 0.3 % more words.
    """
    if longer.scores.avg_logprob < REFUSE_LOGPROB <= short.scores.avg_logprob:
        return short
    return longer


def _starts_over(text: str) -> bool:
    """Whether the first words come again: with little silence Whisper may repeat itself."""
    words = re.findall(r"\w+", text.lower())
    first = words[:_FIRST_WORDS]
    later = range(_FIRST_WORDS, len(words) - _FIRST_WORDS + 1)
    return len(first) == _FIRST_WORDS and any(words[i : i + _FIRST_WORDS] == first for i in later)


def _stutters(text: str) -> bool:
    """Whether one word makes up more than half of a text of at least six."""
    words = re.findall(r"[\w'$]+", text.lower())
    return len(words) >= 6 and max(words.count(word) for word in set(words)) * 2 > len(words)
