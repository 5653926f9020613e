"""Which decoded texts are believed."""

import pytest

from speech.transcript_gate import Scores, cut_repeat, needs_full_context, refusal


@pytest.mark.parametrize(
    ("text", "logprob", "no_speech"),
    [
        ("you", -0.66, 0.91),  # digital silence
        ("Oh", -1.85, 0.89),  # white noise
        ("Thank you.", -0.95, 0.69),  # crowd
        ("I'm going to put the oil in the pan.", -1.43, 0.73),  # white noise
        ("...", -0.1, 0.1),
        ("", -0.1, 0.1),
    ],
)
def test_noise_is_refused(text: str, logprob: float, no_speech: float) -> None:
    assert refusal(text, Scores(logprob, no_speech)) is not None


@pytest.mark.parametrize(
    ("text", "logprob", "no_speech"),
    [
        ("Thank you.", -0.10, 0.02),
        ("Give me a 20 ounce iced maca.", -0.38, 0.05),
        ("No.", -0.44, 0.2),
    ],
)
def test_real_speech_is_kept(text: str, logprob: float, no_speech: float) -> None:
    assert refusal(text, Scores(logprob, no_speech)) is None


def test_a_bad_score_asks_for_the_full_context_but_noise_does_not() -> None:
    assert needs_full_context("Prince East Mochao", Scores(-1.03, 0.01))
    assert needs_full_context("no no no no no no no", Scores(-0.1, 0.01))
    assert not needs_full_context("Make me a cappuccino.", Scores(-0.16, 0.02))
    assert not needs_full_context("Oh", Scores(-2.3, 0.86))


@pytest.mark.parametrize(
    ("decoded", "kept"),
    [
        ("Make me a cappuccino. Make me a ca", "Make me a cappuccino."),
        ("Can I get a latte with milk? Can", "Can I get a latte with milk?"),
        (
            "Make me a dark roast coffee with milk. Make me a dark roasted coffee wi",
            "Make me a dark roast coffee with milk.",
        ),
        ("a latte with some milk A latte with", "a latte with some milk"),
        ("ten. ten.", "ten."),
        ("Ten. Ten. Ten.", "Ten."),
        ("Show me red boots. Show me red socks.", "Show me red boots. Show me red socks."),
        ("The red one. The blue one.", "The red one. The blue one."),
        ("No. No, the other one.", "No. No, the other one."),
    ],
)
def test_only_a_verbatim_second_start_is_cut(decoded: str, kept: str) -> None:
    assert cut_repeat(decoded) == kept
