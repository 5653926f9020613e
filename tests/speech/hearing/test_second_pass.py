"""Which transcripts are decoded again, and which pass is believed."""

import pytest

from speech.decoding import Decoded
from speech.second_pass import better, deserves_second_pass
from speech.transcript_gate import Scores


def _decoded(
    text: str, avg_logprob: float, least: float = 0.9, no_speech_prob: float = 0.0
) -> Decoded:
    return Decoded(text, Scores(avg_logprob, no_speech_prob), (), least)


@pytest.mark.parametrize(
    ("decoded", "again"),
    [
        (_decoded("I want a warm jacket.", -0.1), False),
        (_decoded("I want a worm jacket.", -0.4), True),
        (_decoded("I want a worm jacket for the winter, please.", -0.15, least=0.1), True),
        (_decoded("", -0.9, least=0.1), False),
        (_decoded("...", -0.9), False),
        (_decoded("Thank you.", -0.9, no_speech_prob=0.9), False),
        (_decoded("Prince East Mocha.", -0.96, no_speech_prob=0.1), True),
        (_decoded("Make me a latte with milk Make me a latte. Make a latte", -0.1), True),
        (_decoded("Show me boots and show me socks.", -0.1), False),
        (_decoded("no no no no no no no", -0.1), True),
        (_decoded("no no no no no no no", -0.1, no_speech_prob=0.01), True),
        (_decoded("Prince East Mochao", -1.03, no_speech_prob=0.01), True),
        (_decoded("Make me a cappuccino.", -0.16, no_speech_prob=0.02), False),
        (_decoded("Oh", -2.3, no_speech_prob=0.86), False),
    ],
)
def test_doubtful_words_are_heard_again(decoded: Decoded, again: bool) -> None:
    assert deserves_second_pass(decoded) is again


def test_the_full_context_is_believed_unless_only_the_short_one_hears_speech() -> None:
    short, full = _decoded("a mocha", -0.3), _decoded("a mocker", -0.5)
    assert better(short, full) is full
    noise = _decoded("Thank you.", -1.2)
    assert better(short, noise) is short
    assert better(_decoded("the the", -1.1), noise) is noise
