"""Which decoded texts are believed."""

import pytest

from speech.transcript_gate import Scores, cut_repeat, refusal


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


@pytest.mark.parametrize(
    ("text", "logprob", "no_speech", "voice"),
    [
        ("Beep! Beep! Beew! Beep!", -0.61, 0.55, 0.01),  # barking, made
        ("No, no, no, no.", -0.52, 0.44, 0.04),  # a dog
        ("Oh, oh, oh, oh.", -0.72, 0.34, 0.77),  # a voice without words
        ("you", -0.49, 0.93, 0.0),  # silence
        ("Thanks for watching!", -0.5, 0.3, 0.9),  # no shopper says it
        ("This is just a little bit of noise.", -1.33, 0.12, 0.63),  # crowd
        ("This is just a little bit of noise.", -0.95, 0.12, 0.79),
        ("Good.", -1.04, 0.01, 0.9),  # "blue"
    ],
)
def test_without_evidence_of_a_voice_doubtful_words_are_refused(
    text: str, logprob: float, no_speech: float, voice: float
) -> None:
    assert refusal(text, Scores(logprob, no_speech), lambda: voice) is not None


@pytest.mark.parametrize(
    ("text", "logprob", "no_speech", "voice"),
    [
        ("Okay.", -0.48, 0.07, 0.92),
        ("Yeah", -0.50, 0.22, 0.95),
        ("Right", -0.56, 0.09, 0.92),
        ("No.", -0.68, 0.18, 0.86),
        ("Get me a 12-ounce double shot by Osslott Davis.", -0.94, 0.14, 1.0),
        ("Add it to my cart.", -0.20, 0.02, 0.1),  # low frequencies filtered off
    ],
)
def test_a_clear_voice_is_believed_sooner(
    text: str, logprob: float, no_speech: float, voice: float
) -> None:
    assert refusal(text, Scores(logprob, no_speech), lambda: voice) is None


def test_the_voice_is_asked_for_only_in_doubt() -> None:
    def voice() -> float:
        raise AssertionError("not needed")

    assert refusal("Show me boots.", Scores(-0.2, 0.1), voice) is None
    assert refusal("Oh", Scores(-2.3, 0.8), voice) is not None


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
