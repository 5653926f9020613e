"""Spoken questions as clients send them: bytes in one of the protocol's formats."""

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO

import av
import numpy as np

from assistant.clips import Clip, conversations
from speech.audio_file import RATE_HZ


@dataclass(frozen=True, slots=True)
class SoundFormat:
    """One of the protocol's formats."""

    type: str
    """As `session.audio.input.format` names it."""
    codec: str
    rate_hz: int
    bytes_a_sample: int

    @property
    def bytes_a_second(self) -> int:
        return self.rate_hz * self.bytes_a_sample


PCM = SoundFormat("audio/pcm", "pcm_s16le", 24_000, 2)
ULAW = SoundFormat("audio/pcmu", "pcm_mulaw", 8_000, 1)
ALAW = SoundFormat("audio/pcma", "pcm_alaw", 8_000, 1)


def clip(file: str) -> Clip:
    """Return the shipped question of this file name."""
    (found,) = (c for talk in conversations() for c in talk.clips if c.file == file)
    return found


@cache
def spoken(file: str, kind: SoundFormat = PCM) -> bytes:
    """Return a shipped question in one of the protocol's formats.

    The codec is FFmpeg's: what decodes it on the other side is tested, not repeated.
    """
    samples = np.clip(clip(file).samples() * 32_767, -32_768, 32_767).astype(np.int16)
    frame = av.AudioFrame.from_ndarray(samples[np.newaxis], format="s16", layout="mono")
    frame.sample_rate = RATE_HZ
    resampler = av.AudioResampler(format="s16", layout="mono", rate=kind.rate_hz)
    codec = av.CodecContext.create(kind.codec, "w")
    assert isinstance(codec, av.AudioCodecContext)
    codec.sample_rate, codec.layout, codec.format = kind.rate_hz, "mono", "s16"
    out = BytesIO()
    for piece in (*resampler.resample(frame), *resampler.resample(None)):
        for packet in codec.encode(piece):
            out.write(bytes(packet))
    for packet in codec.encode(None):
        out.write(bytes(packet))
    return out.getvalue()


def pieces(sound: bytes, kind: SoundFormat, ms: int) -> Iterator[str]:
    """Yield sound as base64, so many milliseconds a piece."""
    size = kind.bytes_a_second * ms // 1000
    for at in range(0, len(sound), size):
        yield base64.b64encode(sound[at : at + size]).decode()


def wav(file: str) -> bytes:
    """Return a shipped question as a WAV file."""
    out = BytesIO()
    with av.open(out, "w", format="wav") as container:
        stream = container.add_stream("pcm_s16le", rate=PCM.rate_hz, layout="mono")
        samples = np.frombuffer(spoken(file), np.int16)
        frame = av.AudioFrame.from_ndarray(samples[np.newaxis], format="s16", layout="mono")
        frame.sample_rate = PCM.rate_hz
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return out.getvalue()
