"""An uploaded recording as the recogniser wants it, decoded piece by piece.

Sound and video files that FFmpeg reads through PyAV. Only formats that are one file: a playlist
could name other addresses. Memory holds the sound at 16 kHz, whatever the file's own rate.
"""

import time
from dataclasses import dataclass
from typing import BinaryIO

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.container import InputContainer
from av.error import FFmpegError
from numpy.typing import NDArray

from assistant.http.refused import Refused
from speech.audio_file import RATE_HZ, SILENT_PEAK

LONGEST_S = 600.0
DECODE_WITHIN_S = 60.0
"""Ten minutes of MP3 take half a second; a file that takes this long means harm."""

_FORMATS = "wav,w64,aiff,au,caf,mp3,flac,ogg,aac,amr,matroska,webm,mov,mp4,m4a,3gp"
"""FFmpeg's names of what may be read."""
_NOT_SOUND = (
    "The file does not decode as sound; send a whole MP3, MP4, M4A, WAV, FLAC, OGG or WebM."
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A recording's sound."""

    samples: NDArray[np.float32]
    """float32 [T], mono, 16 kHz, -1..1, mean 0; of length 0 where it is silent throughout."""
    duration_s: float


def decode(file: BinaryIO) -> Decoded:
    """Return a recording's sound. For a thread: ten minutes take a second.

    Args:
        file: From its beginning, and seekable.

    Raises:
        Refused: It is no sound, or too long.
    """
    options = {"format_whitelist": _FORMATS, "protocol_whitelist": "none"}
    try:
        with av.open(file, "r", options=options) as container:
            samples = _mono(container)
    except (FFmpegError, ValueError, OSError, EOFError) as error:
        raise Refused(_NOT_SOUND, param="file", code="invalid_file") from error
    samples -= np.float32(samples.mean(dtype=np.float64)) if len(samples) else np.float32(0)
    duration_s = len(samples) / RATE_HZ
    if np.abs(samples).max(initial=0.0) < SILENT_PEAK:
        return Decoded(samples[:0], duration_s)
    return Decoded(np.clip(samples, -1.0, 1.0), duration_s)


def _mono(container: InputContainer) -> NDArray[np.float32]:
    if not container.streams.audio:
        raise Refused(_NOT_SOUND, param="file", code="invalid_file")
    stream = container.streams.audio[0]
    resampler = av.AudioResampler(format="flt", layout="mono", rate=RATE_HZ)
    pieces: list[NDArray[np.float32]] = []
    count = 0
    give_up_at = time.monotonic() + DECODE_WITHIN_S

    def keep(frames: list[AudioFrame]) -> None:
        nonlocal count
        for frame in frames:
            piece = np.nan_to_num(frame.to_ndarray()[0].astype(np.float32), posinf=0.0, neginf=0.0)
            pieces.append(piece)
            count += len(piece)
        if count > LONGEST_S * RATE_HZ:
            raise Refused(
                f"The recording is longer than {LONGEST_S / 60:.0f} minutes; cut it.",
                param="file",
                code="audio_too_long",
            )
        if time.monotonic() > give_up_at:
            raise Refused("The file takes too long to decode; convert it.", param="file")

    try:
        for decoded in container.decode(stream):
            decoded.pts = None  # gaps in a file's clock are no silence
            keep(resampler.resample(decoded))
        keep(resampler.resample(None))
    except FFmpegError:
        if not count:
            raise
        # A file that breaks off holds what there is of it.
    if not count:
        raise Refused("The file holds no sound; record it again.", param="file", code="empty_file")
    return np.concatenate(pieces)
