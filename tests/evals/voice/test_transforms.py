"""Each transform of sound against its definition."""

from pathlib import Path

import numpy as np
import pytest

from evals.scenarios.scenario import Pause
from evals.sounds import sound
from evals.voice.conditions import condition_of
from evals.voice.far import far
from evals.voice.level import at_level, speech_power
from evals.voice.loss import lost_frames, with_loss
from evals.voice.noise import Noise
from evals.voice.pauses import natural_place, paused_text, with_pauses
from evals.voice.sounds import SoundFolder
from evals.voice.surroundings import Surroundings
from evals.voice.telephone import telephone
from speech.audio_file import RATE_HZ, Samples, read_audio


def _tone(hz: float, seconds: float = 1.0, peak: float = 0.5) -> Samples:
    time = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    return (peak * np.sin(2 * np.pi * hz * time)).astype(np.float32)


def _words() -> Samples:
    """Bursts with pauses between and quiet around, as words are."""
    quiet = np.zeros(RATE_HZ // 3, np.float32)
    return np.concatenate([quiet, _tone(300, 0.5), quiet, _tone(500, 0.7), quiet])


def _db(power: float) -> float:
    return float(10 * np.log10(power))


@pytest.mark.parametrize("snr_db", [-5.0, 0.0, 10.0, 20.0])
def test_noise_lies_under_the_words_at_the_ratio_asked_for(snr_db: float) -> None:
    noise = Noise("fan", sound("fan", 3.0), "made by formula")
    words = at_level(_words())
    under = noise.under_speech(snr_db, 0, 3 * RATE_HZ)
    measured = _db(speech_power(words)) - _db(float(np.mean(under.astype(np.float64) ** 2)))
    assert measured == pytest.approx(snr_db, abs=0.2)


def test_the_room_goes_on_between_the_words() -> None:
    noise = Noise("fan", sound("fan", 3.0), "made by formula")
    room = Surroundings(condition_of("fan 10 dB"), noise, seed=3)
    between = room.between()
    assert between is not None
    taken = room.around(_words(), 0, 0)
    before_words = taken[: RATE_HZ // 4]
    assert _db(float(np.mean(before_words**2))) == pytest.approx(
        _db(float(np.mean(between**2))), abs=2.0
    )
    assert Surroundings(condition_of("clean"), None, seed=3).between() is None


def test_the_same_seed_makes_the_same_sound_and_another_one_does_not() -> None:
    noise = Noise("fan", sound("fan", 3.0), "made by formula")
    condition = condition_of("fan 10 dB + far + telephone + loss 20 %")
    first, again, other = (
        Surroundings(condition, noise, seed).around(_words(), 0, 640) for seed in (1, 1, 2)
    )
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)
    assert len(first) == len(_words())


@pytest.mark.parametrize(
    ("hz", "passes"), [(100, False), (1000, True), (3000, True), (5000, False)]
)
def test_a_telephone_passes_its_band_only(hz: float, passes: bool) -> None:
    tone = _tone(hz)
    heard = telephone(tone)
    lost_db = _db(float(np.mean(tone**2))) - _db(float(np.mean(heard[2000:-2000] ** 2)) + 1e-12)
    assert lost_db < 3 if passes else lost_db > 20


def test_mu_law_leaves_its_noise() -> None:
    tone = _tone(1017)  # not a part of the line's rate: its steps would repeat
    heard = telephone(tone)[2000:-2000]
    spectrum = np.abs(np.fft.rfft(heard * np.hanning(len(heard)))) ** 2
    hz = np.fft.rfftfreq(len(heard), 1 / RATE_HZ)
    near = np.abs(hz - 1017) < 20
    ratio_db = _db(float(spectrum[near].sum() / spectrum[~near].sum()))
    assert 30 < ratio_db < 45  # 38 dB by definition for 8 bits


def test_the_share_of_lost_packets_is_the_one_asked_for_and_they_come_in_bursts() -> None:
    lost = np.concatenate(
        [lost_frames(500, 0.05, np.random.default_rng(seed)) for seed in range(200)]
    )
    assert float(lost.mean()) == pytest.approx(0.05, abs=0.005)
    begins = np.flatnonzero(np.diff(lost.astype(int)) == 1)
    assert lost.sum() / max(1, len(begins)) == pytest.approx(2.5, abs=0.3)


def test_lost_packets_repeat_the_last_one_and_fade_to_silence() -> None:
    steady = np.full(RATE_HZ * 20, 0.5, np.float32)
    heard = with_loss(steady, 0.4, np.random.default_rng(1))
    assert set(np.unique(heard).round(4)) == {0.0, 0.125, 0.25, 0.5}
    assert np.array_equal(with_loss(steady, 0.0, np.random.default_rng(1)), steady)


def test_far_away_is_quieter_and_echoes() -> None:
    near = np.concatenate([_tone(700, 0.5), np.zeros(RATE_HZ, np.float32)])
    heard = far(near, np.random.default_rng(1))
    assert _db(speech_power(near)) - _db(speech_power(heard)) > 10
    tail = heard[round(0.55 * RATE_HZ) : round(0.7 * RATE_HZ)]
    floor = heard[-RATE_HZ // 4 :]
    assert _db(float(np.mean(tail**2))) - _db(float(np.mean(floor**2))) > 15


def test_a_pause_is_put_where_the_scenario_has_it() -> None:
    paused = paused_text("red boots, and under fifty", (Pause(after="boots", s=1.5),), None)
    assert paused.pieces == ("red boots,", "and under fifty")
    whole = _words()
    longer = with_pauses(paused, whole)
    assert len(longer) - len(whole) == pytest.approx((1.5 - 1 / 3) * RATE_HZ, abs=0.05 * RATE_HZ)
    assert paused_text("red boots", (Pause(after="blue", s=1.0),), None).pauses_s == ()


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("show me running shoes, under eighty dollars please", "under"),
        ("I need a waterproof jacket with a hood for hiking", "with"),
        ("show me the cheapest tent available now", "cheapest"),
    ],
)
def test_a_natural_pause_is_before_another_condition(text: str, before: str) -> None:
    place = natural_place(text)
    assert place is not None
    assert text[place:].split(maxsplit=1)[0] == before


def test_short_utterances_are_said_in_one_go() -> None:
    assert natural_place("the second one please") is None
    assert paused_text("the second one", (), 0.8).pauses_s == ()


def test_recordings_are_small_and_can_be_read(tmp_path: Path) -> None:
    folder = SoundFolder(tmp_path / "sounds", "eval-boots-0-1", "crowd 10 dB")
    kept = folder.keep("00-said", _tone(440, 5.0), RATE_HZ)
    path = tmp_path / kept.file
    assert path.name == "eval-boots-0-1-crowd-10-db-00-said.ogg"
    assert kept.seconds == 5.0
    assert path.stat().st_size < 25_000
    heard = read_audio(path).samples
    assert len(heard) == pytest.approx(5 * RATE_HZ, abs=0.05 * RATE_HZ)
    spectrum = np.abs(np.fft.rfft(heard))
    assert np.fft.rfftfreq(len(heard), 1 / RATE_HZ)[spectrum.argmax()] == pytest.approx(440, abs=3)


def test_recordings_are_named_apart(tmp_path: Path) -> None:
    one = SoundFolder(tmp_path, "eval-a-0-1", "clean").keep("00-said", _tone(440, 0.2), RATE_HZ)
    two = SoundFolder(tmp_path, "eval-a-0-1", "far").keep("00-said", _tone(440, 0.2), RATE_HZ)
    assert one.file != two.file
