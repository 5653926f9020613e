"""`read_audio` over real containers, written here by FFmpeg, and over what is none."""

import struct
import wave
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from speech.audio_file import MAX_S, RATE_HZ, read_audio, write_wav
from speech.errors import AudioEmpty, AudioError, AudioMissing, AudioTooLong, AudioUnreadable

_TONE_HZ = 440.0


def _tone(rate_hz: int, seconds: float = 1.0, peak: float = 0.5) -> NDArray[np.float32]:
    return (
        peak * np.sin(2 * np.pi * _TONE_HZ * np.arange(int(rate_hz * seconds)) / rate_hz)
    ).astype(np.float32)


def _encode(
    path: Path, codec: str, rate_hz: int, samples: NDArray[np.float32], channels: int = 1
) -> Path:
    layout = {1: "mono", 2: "stereo", 6: "5.1"}[channels]
    with av.open(str(path), "w") as out:
        stream = out.add_stream(
            codec, rate=rate_hz, layout=layout, options={"strict": "experimental"}
        )
        assert isinstance(stream, av.AudioStream)
        interleaved = np.repeat(samples[:, np.newaxis], channels, axis=1).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(interleaved.copy(), format="flt", layout=layout)
        frame.sample_rate = rate_hz
        stream.codec_context.open()
        shaper = av.AudioResampler(
            format=stream.codec_context.format.name,
            layout=layout,
            rate=rate_hz,
            frame_size=stream.codec_context.frame_size,
        )
        for shaped in (*shaper.resample(frame), *shaper.resample(None)):
            out.mux(stream.encode(shaped))
        out.mux(stream.encode(None))
    return path


def _frequency_hz(samples: NDArray[np.float32]) -> float:
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return float(np.argmax(spectrum)) * RATE_HZ / len(samples)


_FORMATS = [
    ("u8.wav", "pcm_u8", 8_000, 1),
    ("s16.wav", "pcm_s16le", 44_100, 2),
    ("s24.wav", "pcm_s24le", 48_000, 1),
    ("s32.wav", "pcm_s32le", 22_050, 2),
    ("f32.wav", "pcm_f32le", 16_000, 1),
    ("f64.wav", "pcm_f64le", 96_000, 1),
    ("surround.wav", "pcm_s16le", 48_000, 6),
    ("alaw.wav", "pcm_alaw", 8_000, 1),
    ("a.flac", "flac", 44_100, 2),
    ("a.mp3", "libmp3lame", 44_100, 2),
    ("opus.ogg", "libopus", 48_000, 1),
    ("vorbis.ogg", "vorbis", 44_100, 2),
]


@pytest.mark.parametrize(("name", "codec", "rate_hz", "channels"), _FORMATS)
def test_every_format_gives_the_same_tone(
    tmp_path: Path, name: str, codec: str, rate_hz: int, channels: int
) -> None:
    audio = read_audio(_encode(tmp_path / name, codec, rate_hz, _tone(rate_hz), channels))
    assert audio.samples.dtype == np.float32
    assert audio.samples.ndim == 1
    assert audio.duration_s == pytest.approx(1.0, abs=0.08)
    assert _frequency_hz(audio.samples) == pytest.approx(_TONE_HZ, abs=3)
    assert np.abs(audio.samples).max() == pytest.approx(0.5, abs=0.08)
    assert not audio.truncated
    assert not audio.is_silent


def test_a_written_wav_reads_back(tmp_path: Path) -> None:
    tone = _tone(RATE_HZ)
    write_wav(tmp_path / "new" / "a.wav", tone, RATE_HZ)
    assert np.abs(read_audio(tmp_path / "new" / "a.wav").samples - tone).max() < 1e-3


def test_writing_clips_and_keeps_int16(tmp_path: Path) -> None:
    write_wav(tmp_path / "loud.wav", np.array([2.0, -2.0, np.nan], dtype=np.float32), 8_000)
    write_wav(tmp_path / "int.wav", np.array([1, -2, 3], dtype=np.int16), 8_000)
    with (
        wave.open(str(tmp_path / "loud.wav")) as loud,
        wave.open(str(tmp_path / "int.wav")) as plain,
    ):
        assert struct.unpack("<3h", loud.readframes(3)) == (32767, -32767 - 1, 0)
        assert struct.unpack("<3h", plain.readframes(3)) == (1, -2, 3)
        assert loud.getframerate() == 8_000


def test_missing_file_is_named() -> None:
    with pytest.raises(AudioMissing, match=r"nowhere\.wav"):
        read_audio("nowhere.wav")


def test_a_folder_is_no_audio(tmp_path: Path) -> None:
    with pytest.raises(AudioMissing):
        read_audio(tmp_path)


def test_empty_file(tmp_path: Path) -> None:
    (tmp_path / "a.wav").touch()
    with pytest.raises(AudioEmpty):
        read_audio(tmp_path / "a.wav")


@pytest.mark.parametrize("content", [b"hello, this is text\n" * 50, bytes(5000), b"RIFF", b"OggS"])
def test_what_is_no_audio(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.mp3").write_bytes(content)
    with pytest.raises(AudioError) as caught:
        read_audio(tmp_path / "a.mp3")
    assert "\n" not in str(caught.value)
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize("name", ["u8.wav", "s16.wav", "f32.wav", "a.flac", "a.mp3", "opus.ogg"])
def test_a_cut_file_gives_what_there_is(tmp_path: Path, name: str) -> None:
    codec, rate_hz, channels = next(f[1:] for f in _FORMATS if f[0] == name)
    whole = _encode(tmp_path / name, codec, rate_hz, _tone(rate_hz, 3.0), channels)
    cut = tmp_path / f"cut-{name}"
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size * 6 // 10])
    audio = read_audio(cut)
    assert audio.truncated
    assert 0.7 < audio.duration_s < 2.2
    assert _frequency_hz(audio.samples) == pytest.approx(_TONE_HZ, abs=3)


def test_a_header_alone(tmp_path: Path) -> None:
    write_wav(tmp_path / "a.wav", np.zeros(0, dtype=np.int16), RATE_HZ)
    with pytest.raises(AudioError):
        read_audio(tmp_path / "a.wav")
    whole = _encode(tmp_path / "b.flac", "flac", RATE_HZ, _tone(RATE_HZ))
    whole.write_bytes(whole.read_bytes()[:60])
    with pytest.raises(AudioUnreadable):
        read_audio(whole)


def test_ten_minutes_are_refused_from_the_header(tmp_path: Path) -> None:
    write_wav(tmp_path / "long.wav", np.zeros(600 * 8_000, dtype=np.int16), 8_000)
    with pytest.raises(AudioTooLong, match="600 s"):
        read_audio(tmp_path / "long.wav")


def test_a_long_file_that_hides_its_length_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "piped.wav"
    write_wav(path, np.zeros(8_000 * 130, dtype=np.int16), 8_000)
    content = bytearray(path.read_bytes())
    content[4:8] = content[40:44] = b"\xff\xff\xff\xff"
    path.write_bytes(content)
    with pytest.raises(AudioTooLong):
        read_audio(path)
    assert read_audio(path, max_s=200.0).duration_s == pytest.approx(130.0)


def test_two_minutes_are_the_limit(tmp_path: Path) -> None:
    write_wav(tmp_path / "a.wav", np.zeros(int(MAX_S * 8_000), dtype=np.int16), 8_000)
    assert read_audio(tmp_path / "a.wav").is_silent


@pytest.mark.parametrize("level", [0, 1, 40])
def test_silence_is_told_even_with_an_offset(tmp_path: Path, level: int) -> None:
    path = tmp_path / "a.wav"
    with wave.open(str(path), "wb") as out:
        out.setparams((1, 1, 8_000, 0, "NONE", ""))
        out.writeframes(bytes([128 + level]) * 8_000)
    assert read_audio(path).is_silent


def test_a_whisper_is_not_silence(tmp_path: Path) -> None:
    write_wav(tmp_path / "a.wav", _tone(RATE_HZ, peak=0.004), RATE_HZ)
    assert not read_audio(tmp_path / "a.wav").is_silent


def test_nan_and_infinity_do_not_spread(tmp_path: Path) -> None:
    tone = _tone(44_100)
    tone[5_000], tone[9_000], tone[12_000] = np.nan, np.inf, -np.inf
    audio = read_audio(_encode(tmp_path / "a.wav", "pcm_f32le", 44_100, tone))
    assert np.isfinite(audio.samples).all()
    clean = read_audio(_encode(tmp_path / "b.wav", "pcm_f32le", 44_100, _tone(44_100)))
    assert np.mean(np.abs(audio.samples - clean.samples) > 0.01) < 0.005


def test_an_offset_is_removed(tmp_path: Path) -> None:
    write_wav(tmp_path / "a.wav", _tone(RATE_HZ, peak=0.2) + np.float32(0.3), RATE_HZ)
    assert abs(float(read_audio(tmp_path / "a.wav").samples.mean())) < 1e-4


def test_channels_are_averaged(tmp_path: Path) -> None:
    left_only = np.zeros((16_000, 2), dtype="<i2")
    left_only[:, 0] = (_tone(RATE_HZ) * 32767).astype("<i2")
    with wave.open(str(tmp_path / "a.wav"), "wb") as out:
        out.setparams((2, 2, RATE_HZ, 0, "NONE", ""))
        out.writeframes(left_only.tobytes())
    assert np.abs(read_audio(tmp_path / "a.wav").samples).max() == pytest.approx(0.25, abs=0.01)
