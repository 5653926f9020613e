"""Sound formats: G.711 to the bit, base64 strictly, and resampling without a seam."""

import base64

import av
import numpy as np
import pytest
from numpy.typing import NDArray
from pydantic import JsonValue

from assistant.realtime.audio_format import AudioFormat
from assistant.realtime.codec import decoded, encoded, format_of
from assistant.realtime.errors import BadAudio
from assistant.realtime.g711 import decode_a_law, decode_mu_law, encode_a_law, encode_mu_law
from assistant.realtime.resampler import StreamResampler

CODES = np.arange(256, dtype=np.uint8)
SAMPLES = np.arange(-32_768, 32_768).astype(np.int16)


def _by_pyav(codec: str, coded: NDArray[np.uint8]) -> NDArray[np.int16]:
    context = av.CodecContext.create(codec, "r")
    context.sample_rate, context.layout = 8_000, "mono"  # type: ignore[attr-defined]  # audio's
    frames = context.decode(av.Packet(coded.tobytes()))  # type: ignore[attr-defined]
    return np.concatenate([frame.to_ndarray().reshape(-1) for frame in frames])


@pytest.mark.parametrize(
    ("codec", "decode", "encode"),
    [
        ("pcm_mulaw", decode_mu_law, encode_mu_law),
        ("pcm_alaw", decode_a_law, encode_a_law),
    ],
)
def test_g711_is_that_of_pyav(codec: str, decode: object, encode: object) -> None:
    assert callable(decode) and callable(encode)
    values = decode(CODES)
    assert np.array_equal(values, _by_pyav(codec, CODES))
    # Every value comes back as itself; mu-law has two zeros, of which one is sent.
    assert np.array_equal(values[encode(values)], values)
    # The nearest value in every case but at the edge of a segment, where the recommendation
    # sets the limit, as every coder of telephones does, a quarter of a step off the middle.
    chosen = values[encode(SAMPLES)].astype(int)
    error = np.abs(chosen - SAMPLES)
    nearest = np.abs(SAMPLES.astype(int)[:, None] - values.astype(int)).min(axis=1)
    assert (error == nearest).mean() > 0.9
    assert (error <= nearest * 2 + 8).all()
    assert not (np.diff(chosen) < 0).any()


def test_known_values_of_the_recommendation() -> None:
    # Table 2a: mu-law of silence, of the largest numbers; table 1a: A-law's.
    assert encode_mu_law(np.array([0, 32_767, -32_768], np.int16)).tolist() == [0xFF, 0x80, 0x00]
    assert encode_a_law(np.array([0, 32_767, -32_768], np.int16)).tolist() == [0xD5, 0xAA, 0x2A]


@pytest.mark.parametrize("form", AudioFormat)
def test_sound_goes_through_each_format(form: AudioFormat) -> None:
    tone = (np.sin(np.arange(2_400) / 7) * 12_000).astype(np.int16)
    coded = base64.b64encode(encoded(tone, form)).decode()
    heard = decoded(coded, form)
    assert heard.dtype == np.int16
    error = np.abs(heard.astype(int) - tone)
    assert error.max() <= (0 if form is AudioFormat.PCM else 512)
    assert form.seconds(len(base64.b64decode(coded))) == len(tone) / form.rate_hz


@pytest.mark.parametrize(
    "audio", ["", "AAA", "A", "AA==", "AAAA\n", "AA\nAA", "____", "ä", "AAA=A"]
)
def test_what_is_no_base64_of_samples_is_refused(audio: str) -> None:
    with pytest.raises(BadAudio) as refused:
        decoded(audio, AudioFormat.PCM, param="audio")
    assert refused.value.param == "audio"


def test_bytes_of_g711_are_whole_samples_each() -> None:
    assert len(decoded("AA==", AudioFormat.PCMU)) == 1


def test_formats_by_their_names() -> None:
    assert format_of({"type": "audio/pcm", "rate": 24_000}, "f") is AudioFormat.PCM
    assert format_of({"type": "audio/pcmu"}, "f") is AudioFormat.PCMU
    assert format_of("g711_alaw", "f") is AudioFormat.PCMA
    wrongs: list[JsonValue] = ["mp3", 5, None, {}, {"type": 3}, {"type": "audio/opus"}]
    for wrong in wrongs:
        with pytest.raises(BadAudio, match="There is no such audio format"):
            format_of(wrong, "session.audio.input.format")
    with pytest.raises(BadAudio, match="rate of 24000 Hz") as refused:
        format_of({"type": "audio/pcm", "rate": 16_000}, "session.audio.input.format")
    assert refused.value.param == "session.audio.input.format.rate"


RATES = [(22_050, 24_000), (22_050, 8_000), (24_000, 16_000), (8_000, 16_000), (16_000, 24_000)]


def _tone(hz: float, rate_hz: int, length_s: float = 1.0) -> NDArray[np.int16]:
    at = np.arange(round(rate_hz * length_s)) / rate_hz
    return np.asarray(np.rint(np.sin(2 * np.pi * hz * at) * 12_000), np.int16)


@pytest.mark.parametrize(("from_hz", "to_hz"), RATES)
def test_a_stream_in_pieces_is_the_stream_at_once_and_is_the_tone(from_hz: int, to_hz: int) -> None:
    sound = _tone(1_000, from_hz)
    whole = StreamResampler(from_hz, to_hz)
    at_once = np.concatenate((whole.push(sound), whole.flush()))
    pieces = StreamResampler(from_hz, to_hz)
    random = np.random.default_rng(7)
    got, at = [], 0
    while at < len(sound):
        size = int(random.integers(0, 700))
        got.append(pieces.push(sound[at : at + size]))
        at += size
    early_s = sum(map(len, got)) / to_hz
    assert early_s >= 1.0 - 0.0025  # what is held back would be added to every answer
    got.append(pieces.flush())
    assert np.array_equal(np.concatenate(got), at_once)
    assert abs(len(at_once) - to_hz) <= 1
    expected = _tone(1_000, to_hz)[to_hz // 10 : -to_hz // 10].astype(float)
    error = at_once[to_hz // 10 : len(expected) + to_hz // 10] - expected
    assert 10 * np.log10(np.mean(expected**2) / np.mean(error**2)) > 70


@pytest.mark.parametrize(
    ("from_hz", "to_hz", "hz"), [(22_050, 8_000, 4_600), (24_000, 16_000, 9_000)]
)
def test_what_the_lower_rate_cannot_hold_is_silent(from_hz: int, to_hz: int, hz: int) -> None:
    left = StreamResampler(from_hz, to_hz).push(_tone(hz, from_hz))[to_hz // 10 :]
    assert np.sqrt(np.mean(left.astype(float) ** 2)) < 12_000 / np.sqrt(2) * 1e-3


def test_a_constant_and_the_loudest_sound_stay_as_they_are() -> None:
    level = StreamResampler(22_050, 24_000).push(np.full(22_050, 1_000, np.int16))[100:]
    assert set(level.tolist()) == {1_000}
    square = np.tile(np.repeat(np.array([32_767, -32_768], np.int16), 20), 200)
    loud = StreamResampler(22_050, 24_000).push(square)
    assert loud.max() == 32_767 and loud.min() == -32_768  # clipped, not wrapped around
