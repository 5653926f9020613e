"""Recordings in and out, without weights: decoding, encoding, subtitles."""

import io
import wave
from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.http.audio_decoding import LONGEST_S, decode
from assistant.http.audio_encoding import MEDIA_TYPES, RATE_HZ, Format, encoder_of
from assistant.http.audio_texts import Segment, json_of, srt, verbose_json, vtt
from assistant.http.refused import Refused
from speech.transcript import Transcript


def tone(seconds: float = 1.0, rate_hz: int = RATE_HZ) -> NDArray[np.int16]:
    at = np.arange(round(seconds * rate_hz)) / rate_hz
    return (8_000 * np.sin(2 * np.pi * 440 * at)).astype(np.int16)


def wav(samples: NDArray[np.int16], rate_hz: int = 16_000, channels: int = 1) -> io.BytesIO:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate_hz)
        file.writeframes(samples.astype("<i2").tobytes())
    return io.BytesIO(out.getvalue())


def strongest_hz(samples: NDArray[np.float32], rate_hz: int = 16_000) -> float:
    spectrum = np.abs(np.fft.rfft(samples))
    return float(np.fft.rfftfreq(len(samples), 1 / rate_hz)[spectrum.argmax()])


@pytest.mark.parametrize("form", sorted(set(MEDIA_TYPES) - {"pcm"}))
@pytest.mark.parametrize("piece", [100, 1_152, 24_000])
def test_what_is_encoded_in_pieces_decodes_to_the_same_sound(form: Format, piece: int) -> None:
    encoder, samples = encoder_of(form), tone(1.5)
    parts = [encoder.push(samples[at : at + piece]) for at in range(0, len(samples), piece)]
    assert sum(bool(part) for part in parts) > 1 or piece == 24_000, "sent while it is made"
    heard = decode(io.BytesIO(b"".join([*parts, encoder.finish()])))
    assert heard.duration_s == pytest.approx(1.5, abs=0.12)
    assert strongest_hz(heard.samples) == pytest.approx(440, abs=2)


def test_pcm_is_the_samples_alone() -> None:
    encoder, samples = encoder_of("pcm"), tone(0.1)
    assert encoder.push(samples) + encoder.finish() == samples.astype("<i2").tobytes()


@pytest.mark.parametrize("form", sorted(MEDIA_TYPES))
def test_a_file_of_nothing_is_a_file(form: Format) -> None:
    assert isinstance(encoder_of(form).finish(), bytes)


@pytest.mark.parametrize(("rate_hz", "channels"), [(8_000, 1), (44_100, 2), (48_000, 2)])
def test_any_rate_and_channels(rate_hz: int, channels: int) -> None:
    samples = np.repeat(tone(0.5, rate_hz)[:, None], channels, axis=1)
    heard = decode(wav(samples, rate_hz, channels))
    assert heard.duration_s == pytest.approx(0.5, abs=0.01)
    assert strongest_hz(heard.samples) == pytest.approx(440, abs=2)


def test_silence_is_silent_and_has_a_length() -> None:
    heard = decode(wav(np.zeros(16_000, np.int16)))
    assert len(heard.samples) == 0
    assert heard.duration_s == pytest.approx(1.0)


def test_a_file_that_breaks_off_holds_what_there_is() -> None:
    whole = wav(tone(2.0, 16_000)).getvalue()
    assert decode(io.BytesIO(whole[: len(whole) // 2])).duration_s == pytest.approx(1.0, abs=0.05)


def _video_without_sound() -> bytes:
    out = io.BytesIO()
    with av.open(out, "w", format="mp4", options={"movflags": "frag_keyframe+empty_moov"}) as file:
        stream = file.add_stream("mpeg4", rate=10)
        stream.width = stream.height = 16
        frame = av.VideoFrame(16, 16, "yuv420p")
        file.mux(stream.encode(frame))
        file.mux(stream.encode(None))
    return out.getvalue()


BAD: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "noise": lambda: bytes(range(256)) * 40,
    "text": lambda: b"hello " * 100,
    "header only": lambda: wav(np.zeros(0, np.int16)).getvalue(),
    "no sound": _video_without_sound,
}


@pytest.mark.parametrize("name", sorted(BAD))
def test_what_is_no_sound_is_refused_in_a_sentence(name: str) -> None:
    with pytest.raises(Refused) as refused:
        decode(io.BytesIO(BAD[name]()))
    assert refused.value.param == "file"
    assert "/" not in str(refused.value), "no path of this machine"


@pytest.mark.parametrize(
    "playlist",
    [
        "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:1,\n{target}\n#EXT-X-ENDLIST\n",
        "ffconcat version 1.0\nfile '{target}'\n",
        "<?xml version='1.0'?><MPD><BaseURL>{target}</BaseURL></MPD>",
    ],
)
def test_a_playlist_opens_nothing_else(tmp_path: Path, playlist: str) -> None:
    target = tmp_path / "secret.wav"
    target.write_bytes(wav(tone(1.0, 16_000)).getvalue())
    with pytest.raises(Refused):
        decode(io.BytesIO(playlist.format(target=target).encode()))


def test_too_long_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        decode(wav(np.zeros(round((LONGEST_S + 1) * 8_000), np.int16), 8_000))
    assert refused.value.code == "audio_too_long"


def _segment(start_s: float, end_s: float, text: str) -> Segment:
    return Segment(start_s, end_s, Transcript(text, 0.9, -0.1, 0.01, "en", 1.0, end_s - start_s))


SEGMENTS = [_segment(0.0, 1.5, "Tents & tarps --> here."), _segment(3661.25, 3662.0, "Bye.")]


def test_subtitles() -> None:
    assert srt(SEGMENTS).splitlines()[:3] == [
        "1",
        "00:00:00,000 --> 00:00:01,500",
        "Tents & tarps --> here.",
    ]
    assert vtt(SEGMENTS).startswith("WEBVTT\n\n00:00:00.000 --> 00:00:01.500\n")
    assert "Tents &amp; tarps --&gt; here." in vtt(SEGMENTS)
    assert "01:01:01.250 --> 01:01:02.000" in vtt(SEGMENTS)
    assert srt([]) == ""
    assert vtt([]) == "WEBVTT\n\n"


def test_answers_as_json() -> None:
    assert json_of(SEGMENTS, 4.0)["text"] == "Tents & tarps --> here. Bye."
    told = verbose_json(SEGMENTS, 4.0, "en")
    assert told["language"] == "english"
    assert [s["id"] for s in told["segments"]] == [0, 1]
    assert verbose_json([], 1.0, "en")["text"] == ""
