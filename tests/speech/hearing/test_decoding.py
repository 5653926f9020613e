"""Caps and scores of a decoding, without a model."""

import math

import pytest

from speech.decoding import Task, max_length, mean_logprob, most_tokens, shortened, words_of
from speech.transcript import Word
from speech.whisper_settings import WhisperSettings


def _limit_of_ctranslate2(total: int, prompt: int) -> int:
    """Return how many tokens CTranslate2 4.8.5 decodes at most (whisper.cc)."""
    return min(total // 2, total - (prompt - 1))


@pytest.mark.parametrize("prompt", [4, 30, 204])
@pytest.mark.parametrize("audio_s", [0.1, 3.0, 12.0, 26.0])
def test_the_cap_is_what_ctranslate2_makes_of_it(prompt: int, audio_s: float) -> None:
    most = most_tokens(audio_s, 8.0)
    limit = _limit_of_ctranslate2(max_length([Task((0,) * prompt, most)]), prompt)
    assert limit == min(most, 224, 448 - (prompt - 1))


def test_a_batch_runs_to_its_longest_and_each_text_is_cut_at_its_own_cap() -> None:
    short, long = Task((0,) * 4, 10), Task((0,) * 4, 50)
    assert max_length([short, long]) == max_length([long])
    assert shortened(range(40), short) == list(range(10))
    assert shortened(range(40), long) == list(range(40))


def test_the_mean_counts_the_end_of_the_text() -> None:
    # CTranslate2's score: the sum of three tokens and the end, over three.
    assert mean_logprob(-2.0 / 3, [1, 2, 3], None) == pytest.approx(-0.5)
    assert mean_logprob(-9.0, [1, 2, 3], [0.5, 0.25]) == pytest.approx(math.log(0.125) / 3)
    assert mean_logprob(0.0, [], None) == 0.0


def test_words_are_as_probable_as_their_least_probable_piece() -> None:
    words = words_of([" Birk", "en", "stock", " san", "dals", "."], [0.9, 0.2, 0.8, 0.99, 0.7, 1.0])
    assert words == (Word("Birkenstock", 0.2), Word("sandals.", 0.7))
    assert words_of([], []) == ()


def test_contexts_come_in_steps_within_bounds() -> None:
    settings = WhisperSettings()
    contexts = {settings.context_s(audio_s / 10) for audio_s in range(261)}
    assert min(contexts) == settings.least_context_s and max(contexts) == 30.0
    assert all(context % 2 == 0 for context in contexts)
    for audio_s in (0.0, 4.0, 9.3, 25.9):
        wanted = min(30.0, max(settings.least_context_s, audio_s + settings.padding_s))
        assert wanted <= settings.context_s(audio_s) < wanted + 2
    assert WhisperSettings(least_context_s=30.0).context_s(1.0) == 30.0
