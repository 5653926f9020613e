"""Speech in the file formats that OpenAI's clients ask for, made while it is spoken.

FFmpeg's encoders through PyAV. WAV and FLAC cannot say how long they are before they end, so
they do not: players read on to the end of the stream.
"""

import io
import struct
from typing import Literal, Protocol

import av
import numpy as np
from av.audio.stream import AudioStream
from numpy.typing import NDArray

RATE_HZ = 24_000
"""OpenAI's; every encoder here takes it."""

Format = Literal["mp3", "opus", "aac", "flac", "wav", "pcm"]

MEDIA_TYPES: dict[Format, str] = {
    "mp3": "audio/mpeg",
    "opus": "audio/ogg",
    "aac": "audio/aac",
    "flac": "audio/flac",
    "wav": "audio/wav",
    "pcm": "audio/pcm",
}
_CODECS: dict[Format, tuple[str, str, dict[str, str], int]] = {
    "mp3": ("mp3", "libmp3lame", {"write_xing": "0", "id3v2_version": "0"}, 64_000),
    "opus": ("ogg", "libopus", {"page_duration": "200000"}, 32_000),
    "aac": ("adts", "aac", {}, 64_000),
    "flac": ("flac", "flac", {}, 0),
}
"""Container, codec, the container's options and bits a second: for one voice, ample."""
_UNKNOWN = 0xFFFF_FFFF
"""A length in a WAV's header that is not known yet."""


class Encoder(Protocol):
    """Turns sound into a file, piece by piece."""

    def push(self, samples: NDArray[np.int16]) -> bytes:
        """Return what the samples, int16 [T] at `RATE_HZ`, add to the file."""
        ...

    def finish(self) -> bytes:
        """Return the end of the file."""
        ...


def encoder_of(form: Format) -> Encoder:
    """Return a new file's encoder."""
    if form in ("wav", "pcm"):
        return _Plain(_wav_header() if form == "wav" else b"")
    return _Compressed(form)


class _Plain:
    """Samples as they are, after a header."""

    def __init__(self, header: bytes) -> None:
        self._header = header

    def push(self, samples: NDArray[np.int16]) -> bytes:
        header, self._header = self._header, b""
        return header + samples.astype("<i2", copy=False).tobytes()

    def finish(self) -> bytes:
        header, self._header = self._header, b""
        return header


class _Compressed:
    """A codec in its container."""

    def __init__(self, form: Format) -> None:
        container, codec, options, bit_rate = _CODECS[form]
        self._written = _Written()
        self._container = av.open(self._written, "w", format=container, options=options)
        stream = self._container.add_stream(codec, rate=RATE_HZ, layout="mono")
        assert isinstance(stream, AudioStream)
        if bit_rate:
            stream.bit_rate = bit_rate
        self._stream = stream
        self._samples = 0

    def push(self, samples: NDArray[np.int16]) -> bytes:
        frame = av.AudioFrame.from_ndarray(samples[np.newaxis], format="s16", layout="mono")
        frame.sample_rate = RATE_HZ
        frame.pts = self._samples
        self._samples += len(samples)
        self._container.mux(self._stream.encode(frame))
        return self._written.taken()

    def finish(self) -> bytes:
        self._container.mux(self._stream.encode(None))
        self._container.close()
        return self._written.taken()


class _Written(io.RawIOBase):
    """What FFmpeg has written since it was last taken; nothing can be written over."""

    def __init__(self) -> None:
        self._bytes = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]  # PyAV gives bytes only
        self._bytes += data
        return len(data)

    def taken(self) -> bytes:
        taken = bytes(self._bytes)
        self._bytes.clear()
        return taken


def _wav_header() -> bytes:
    fields = struct.pack("<IHHIIHH", 16, 1, 1, RATE_HZ, RATE_HZ * 2, 2, 16)
    return (
        struct.pack("<4sI4s4s", b"RIFF", _UNKNOWN, b"WAVE", b"fmt ")
        + fields
        + struct.pack("<4sI", b"data", _UNKNOWN)
    )
