"""Which transcripts deserve the full 30 s context, and which of two passes to believe.

The short context is four to six times as fast, and for most speech gives the same words.
Pure rules over what the decoder said of its own text.
"""

from speech.decoding import Decoded
from speech.transcript_gate import needs_full_context

MOST_DOUBT = 0.75
"""A token less probable than 1 - this makes a second pass worth it."""


def deserves_full_context(decoded: Decoded) -> bool:
    """Whether to decode again with the full context.

    Args:
        decoded: The pass with the short context.
    """
    if needs_full_context(decoded.text, decoded.scores):
        return True
    return bool(decoded.text) and decoded.doubt > MOST_DOUBT


def better(short: Decoded, full: Decoded) -> Decoded:
    """Return the pass to believe."""
    return max(short, full, key=lambda one: one.scores.avg_logprob)
