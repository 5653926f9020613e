"""Audio files: read any of them as the recogniser wants it, write plain WAV.

Covers WAV (8, 16, 24, 32 bit and float), FLAC, MP3 and OGG (Vorbis, Opus) of any
rate and channel count, decoded by FFmpeg through PyAV. Does not cover live audio.
"""

import struct
import wave
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import av
import numpy as np
from av.error import FFmpegError
from numpy.typing import NDArray

from speech.errors import AudioEmpty, AudioMissing, AudioTooLong, AudioUnreadable

RATE_HZ = 16_000
"""What Whisper and Silero were trained on."""

MAX_S = 120.0
"""A spoken question is seconds long; two minutes leave room for a slow reader."""

SILENT_PEAK = 1e-3
"""-60 dBFS. The quietest of 123 recorded clips (120 of them speech) peaks at 0.14, so this
leaves a factor of 100 for a shopper far from the microphone."""

CUT_TOLERANCE_S = 0.1
"""An Opus file's header counts its encoder's delay: 13 ms more than are decoded."""

_WAV_UNKNOWN_BYTES = 0x7FFF_0000
"""Programs that write to a pipe put this or more where the length is not known yet."""

_OGG_PAGE_MAX_BYTES = 65_307
_OGG_END_OF_STREAM = 4
"""Flag of the last page, RFC 3533."""

Samples = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Audio:
    """Decoded audio."""

    samples: Samples
    """float32 [T], mono, 16 kHz, -1..1, no NaN, mean 0."""
    is_silent: bool
    """No sample is louder than `SILENT_PEAK`."""
    truncated: bool
    """The file ends before its header says, or breaks off in the middle."""

    @property
    def duration_s(self) -> float:
        return len(self.samples) / RATE_HZ


def read_audio(path: str | Path, max_s: float = MAX_S) -> Audio:
    """Read an audio file as mono 16 kHz.

    The mean is removed: recorders that confuse signed with unsigned samples leave an
    offset, which says nothing about the sound but hides silence from every level test.

    Args:
        path: any file that FFmpeg can decode.
        max_s: longest accepted duration, seconds; a longer file is refused from its
            header where that tells, and otherwise without decoding more than `max_s`.

    Returns:
        The decoded audio; what there is of it if the file was cut off.

    Raises:
        AudioMissing: there is no such file.
        AudioEmpty: it holds no byte or no sample.
        AudioUnreadable: it is not audio, or nothing in it decodes.
        AudioTooLong: it lasts longer than `max_s`.
    """
    path = Path(path)
    if not path.is_file():
        raise AudioMissing(f"There is no audio file {path}; check the path.")
    try:
        size_bytes = path.stat().st_size
        if size_bytes == 0:
            raise AudioEmpty(f"{path} is empty (0 bytes); record it again.")
        with av.open(str(path)) as container:
            return _decode(container, path, size_bytes, max_s)
    except OSError as error:
        raise AudioUnreadable(f"{path} cannot be read: {error.strerror}.") from error
    except FFmpegError as error:
        raise _not_audio(path) from error


def write_wav(
    path: str | Path, samples: NDArray[np.float32] | NDArray[np.int16], rate_hz: int
) -> None:
    """Write mono 16-bit WAV, making the folder if needed.

    Args:
        path: where to; an existing file is replaced.
        samples: float32 [T] in -1..1 (louder is clipped) or int16 [T].
        rate_hz: sampling rate.
    """
    if np.issubdtype(samples.dtype, np.floating):
        scaled = np.nan_to_num(samples.astype(np.float32)) * np.float32(32767.0)
        pcm = np.clip(scaled, -32768, 32767).astype("<i2")
    else:
        pcm = samples.astype("<i2", copy=False)
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate_hz)
        out.writeframes(pcm.tobytes())


def _decode(
    container: av.container.InputContainer, path: Path, size_bytes: int, max_s: float
) -> Audio:
    if not container.streams.audio:
        raise _not_audio(path)
    stream = container.streams.audio[0]
    expected_s = _header_duration_s(container, stream, size_bytes)
    if expected_s is not None and expected_s > max_s:
        raise _too_long(path, expected_s, max_s)

    blocks: list[Samples] = []
    decoded_s = 0.0
    broken = False
    rate_hz = stream.rate
    frames = _mono_blocks(container, stream)
    while True:
        try:
            block, rate_hz = next(frames)
        except StopIteration:
            break
        except FFmpegError:
            broken = True
            break
        blocks.append(block)
        decoded_s += len(block) / rate_hz
        if decoded_s > max_s:
            raise _too_long(path, None, max_s)
    if not blocks or decoded_s == 0:
        if broken or (expected_s or 0) > 0:
            raise _not_audio(path)
        raise AudioEmpty(f"{path} holds no sound (its header is all there is); record it again.")

    samples = _resample(_finite(np.concatenate(blocks)), rate_hz)
    samples = np.clip(samples - np.float32(samples.mean(dtype=np.float64)), -1.0, 1.0)
    cut = expected_s is not None and decoded_s < expected_s - CUT_TOLERANCE_S
    cut = cut or _breaks_off(path, container.format.name)
    return Audio(
        samples=samples.astype(np.float32),
        is_silent=bool(np.abs(samples).max(initial=0.0) < SILENT_PEAK),
        truncated=broken or cut,
    )


def _mono_blocks(
    container: av.container.InputContainer, stream: av.AudioStream
) -> Iterator[tuple[Samples, int]]:
    """Yield (float32 [t], rate): channels averaged, rate as in the file.

    The rate is changed later, over the whole signal: NaN in one sample would spread
    through the resampler's filter, here it is still alone.
    """
    for frame in container.decode(stream):
        data = frame.to_ndarray()
        if not frame.format.is_planar:
            data = data.reshape(-1, frame.layout.nb_channels).T
        yield _scaled(data).mean(axis=0, dtype=np.float32), frame.sample_rate


def _scaled(data: NDArray[Any]) -> Samples:
    """Return `data` as float32 in -1..1, whatever its sample format."""
    if data.dtype == np.uint8:
        return (data.astype(np.float32) - 128.0) / 128.0
    if np.issubdtype(data.dtype, np.integer):
        full_scale = float(np.iinfo(data.dtype).max) + 1.0
        return (data.astype(np.float64) / full_scale).astype(np.float32)
    with np.errstate(over="ignore"):
        return data.astype(np.float32)


def _finite(samples: Samples) -> Samples:
    return np.clip(np.nan_to_num(samples, nan=0.0, posinf=0.0, neginf=0.0), -1.0, 1.0)


def _resample(samples: Samples, rate_hz: int) -> Samples:
    if rate_hz == RATE_HZ:
        return samples
    resampler = av.AudioResampler(format="flt", layout="mono", rate=RATE_HZ)
    frame = av.AudioFrame.from_ndarray(samples[np.newaxis, :], format="flt", layout="mono")
    frame.sample_rate = rate_hz
    parts = [*resampler.resample(frame), *resampler.resample(None)]
    return np.concatenate([part.to_ndarray()[0] for part in parts] or [samples[:0]])


def _header_duration_s(
    container: av.container.InputContainer, stream: av.AudioStream, size_bytes: int
) -> float | None:
    """Return the duration that the header states, None if none or one that cannot be.

    A WAV written to a pipe states a length of 4 GB: no plain codec fits more seconds
    into the file than its bytes allow, so such a claim is ignored.
    """
    duration_s: float | None = None
    if stream.duration and stream.time_base:
        duration_s = float(stream.duration * stream.time_base)
    elif container.duration:
        duration_s = container.duration / av.time_base
    pcm = stream.codec_context.name.startswith("pcm_")
    if duration_s and pcm and stream.codec_context.bit_rate:
        possible_s = size_bytes * 8 / stream.codec_context.bit_rate
        if duration_s > 100 * possible_s:
            return None
    return duration_s


def _breaks_off(path: Path, container_format: str) -> bool:
    """Return whether a WAV or OGG lacks its end, which FFmpeg reads over in silence."""
    with path.open("rb") as file:
        if container_format == "wav":
            return _wav_breaks_off(file, path.stat().st_size)
        if container_format == "ogg":
            file.seek(max(0, path.stat().st_size - _OGG_PAGE_MAX_BYTES))
            tail = file.read()
            last_page = tail.rfind(b"OggS")
            return last_page < 0 or not tail[last_page + 5] & _OGG_END_OF_STREAM
    return False


def _wav_breaks_off(file: BinaryIO, size_bytes: int) -> bool:
    """Return whether the data chunk claims more bytes than follow; a piped WAV's 4 GB do not."""
    file.seek(12)
    while len(header := file.read(8)) == 8:
        name, length = struct.unpack("<4sI", header)
        if name == b"data":
            known = int(length) < _WAV_UNKNOWN_BYTES
            return known and file.tell() + int(length) > size_bytes
        file.seek(length + length % 2, 1)
    return False


def _not_audio(path: Path) -> AudioUnreadable:
    return AudioUnreadable(
        f"{path} does not decode as audio; give a whole WAV, FLAC, MP3 or OGG file."
    )


def _too_long(path: Path, duration_s: float | None, max_s: float) -> AudioTooLong:
    lasts = f"{duration_s:.0f} s" if duration_s else f"more than {max_s:.0f} s"
    return AudioTooLong(f"{path} lasts {lasts}; one question may last {max_s:.0f} s, so cut it.")
