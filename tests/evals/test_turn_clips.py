"""The spoken requests of the turn bench: where they pause, and what a cut is."""

import numpy as np
import pytest

from evals.bench.turns import cut_share
from evals.turn_clips import cut_at_pauses
from evals.turn_points import Point, Request
from evals.turn_texts import TurnText, held_out, turn_texts
from speech.audio_file import Samples

RATE_HZ = 16_000


def tone(seconds: float) -> Samples:
    return np.asarray(0.3 * np.sin(np.arange(int(seconds * RATE_HZ)) * 0.1), np.float32)


def quiet(seconds: float) -> Samples:
    return np.zeros(int(seconds * RATE_HZ), np.float32)


def test_texts_are_split_about_in_half_and_hold_every_kind() -> None:
    texts = turn_texts()
    assert len({text.text for text in texts}) == len(texts) >= 120
    for kind in ("comma", "hesitation", "repair", "plain"):
        some = [text for text in texts if text.kind == kind]
        assert len(some) >= 20
        assert 0.25 < sum(text.held_out for text in some) / len(some) < 0.75
        assert all((len(text.pieces) > 1) == (kind != "plain") for text in some)
    assert held_out("a") is held_out("a")


def test_a_pause_is_found_and_made_as_long_as_wanted() -> None:
    text = TurnText("comma", ("I need shoes,", "size nine."), None, held_out=False)
    said = np.concatenate((quiet(0.3), tone(1.2), quiet(0.25), tone(0.9), quiet(0.3)))
    clip = cut_at_pauses(text, said)
    assert clip.natural_s == pytest.approx((0.25,), abs=0.02)
    assert [len(piece) / RATE_HZ for piece in clip.pieces] == pytest.approx([1.2, 0.9], abs=0.02)
    for pause_s in (0.1, 0.7):
        audio, [(begin_s, end_s)], over_s = clip.paused([pause_s])
        assert end_s - begin_s == pytest.approx(pause_s)
        inside = audio[int(begin_s * RATE_HZ) + 200 : int(end_s * RATE_HZ) - 200]
        assert np.abs(inside).max() < 0.01
        assert over_s == pytest.approx(0.4 + 2.1 + pause_s, abs=0.04)


def test_a_pause_at_another_comma_is_not_taken_for_the_marked_one() -> None:
    text = TurnText("hesitation", ("I want shoes, um,", "for running."), None, held_out=False)
    said = [quiet(0.3), tone(0.8), quiet(0.2), tone(0.3), quiet(0.3), tone(0.9), quiet(0.3)]
    clip = cut_at_pauses(text, np.concatenate(said))
    assert [len(piece) / RATE_HZ for piece in clip.pieces] == pytest.approx([1.3, 0.9], abs=0.03)


def test_a_voice_that_runs_over_the_comma_is_cut_at_its_quietest_place() -> None:
    text = TurnText("comma", ("I need shoes,", "size nine."), None, held_out=False)
    said = np.concatenate((quiet(0.3), tone(1.0), 0.1 * tone(0.03), tone(0.9), quiet(0.3)))
    clip = cut_at_pauses(text, said)
    assert len(clip.pieces) == 2
    assert clip.natural_s == (0.0,)


def test_the_share_of_cuts_counts_each_pause_once() -> None:
    def point(pause_s: float | None = None) -> Point:
        return Point("I need shoes", None, None, end=False, pause_s=pause_s)

    end = Point("I need shoes in size nine", None, None, end=True, pause_s=None)
    lengths = (0.3, 0.4, 0.5, 0.6)
    one = Request("comma", False, (point(),), end)
    two = Request("comma", False, (point(), point()), end)
    fixed = Request("recorded", False, (point(0.7),), end)
    assert cut_share(one, lambda _: 0.45, lengths) == 0.5
    assert cut_share(two, lambda _: 0.45, lengths) == 0.75
    assert cut_share(one, lambda _: 0.6, lengths) == 0.0
    assert cut_share(fixed, lambda _: 0.45, lengths) == 1.0
    assert cut_share(Request("plain", False, (), end), lambda _: 0.0, lengths) == 0.0
