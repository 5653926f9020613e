"""A picture file as it may be shown to a model: small, and nothing in it but the picture.

Decoded and encoded again: what cameras write beside a picture (where and when it was taken, by
which device) is gone, and so is whatever else a file can carry. JPEG, PNG and WebP; of a moving
one the first frame.
"""

import io
from fractions import Fraction
from pathlib import Path
from typing import Final

import av
import numpy as np
from av.error import FFmpegError
from av.video.frame import VideoFrame

from agents.models.call import Image
from agents.tasks.errors import PictureUnusable

BYTES_MOST = 20_000_000
"""A photo of 50 megapixels has about 15 MB."""
PIXELS_MOST = 64_000_000
"""Decoded, 0.2 GB; a small file can claim to hold far more."""
SIDE_LEAST = 16
SIDE_MOST = 1_024
"""Larger ones are made smaller: what is sold can be told from it, and providers bill by tiles."""
_QUALITY: Final = {"qmin": "3", "qmax": "3"}

_ONE: Final = Fraction(1, 1)
_READERS: Final = {"jpeg": "jpeg_pipe", "png": "png_pipe", "webp": "webp_pipe"}


def read_picture(path: Path) -> Image:
    """Read a picture file.

    Raises:
        PictureUnusable: it is missing, too large, broken, or of another kind.
    """
    try:
        with path.open("rb") as file:
            data = file.read(BYTES_MOST + 1)
    except OSError as error:
        raise PictureUnusable(
            f"the picture {path} cannot be read ({error.strerror}): give the path of a JPEG, PNG "
            "or WebP file"
        ) from error
    return picture_of(data, path.name)


def picture_of(data: bytes, name: str = "this picture") -> Image:
    """Return the picture that some bytes hold, encoded anew as JPEG.

    Args:
        data: Of a JPEG, PNG or WebP file.
        name: For messages.

    Raises:
        PictureUnusable: they hold none, or too large a one.
    """
    if len(data) > BYTES_MOST:
        raise PictureUnusable(
            f"{name} has over {BYTES_MOST // 1_000_000} MB: make the picture smaller"
        )
    kind = _kind(data)
    if kind is None:
        raise PictureUnusable(f"{name} is no JPEG, PNG or WebP: save the picture as one of these")
    size = _stated_size(data, kind)
    if size is not None and size[0] * size[1] > PIXELS_MOST:
        raise PictureUnusable(
            f"{name} is {size[0]} by {size[1]} pixels: make the picture smaller than "
            f"{PIXELS_MOST // 1_000_000} megapixels"
        )
    try:
        frame = _decoded(data, kind)
        if frame is None:
            raise PictureUnusable(f"{name} holds no picture: save it again")
        if min(frame.width, frame.height) < SIDE_LEAST:
            raise PictureUnusable(f"{name} is too small to see anything on: take a larger picture")
        return Image("image/jpeg", _encoded(_upright(frame)))
    except (FFmpegError, ValueError, MemoryError) as error:
        raise PictureUnusable(f"{name} is broken: save the picture again") from error


def _kind(data: bytes) -> str | None:
    """Tell the format by its first bytes; what a name ends in says nothing."""
    if data[:3] == b"\xff\xd8\xff":
        return "jpeg"
    if data[:8] == b"\x89PNG\r\n\x1a\n":
        return "png"
    return "webp" if data[:4] == b"RIFF" and data[8:12] == b"WEBP" else None


def _stated_size(data: bytes, kind: str) -> tuple[int, int] | None:
    """Return width and height as the file states them, before anything is decoded."""
    if kind == "png" and len(data) >= 24:
        return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
    if kind == "jpeg":
        return _jpeg_size(data)
    return None  # at most 16,384 by 16,384 by its format; `_decoded` looks


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 < len(data):
        if data[at] != 0xFF:
            at += 1
            continue
        mark = data[at + 1]
        if 0xC0 <= mark <= 0xCF and mark not in (0xC4, 0xC8, 0xCC):
            high = int.from_bytes(data[at + 5 : at + 7], "big")
            return int.from_bytes(data[at + 7 : at + 9], "big"), high
        if mark == 0xFF:
            at += 1
        elif mark in (0x01, *range(0xD0, 0xDA)):
            at += 2
        else:
            at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return None


def _decoded(data: bytes, kind: str) -> VideoFrame | None:
    # The format is named: FFmpeg's own guess would also open playlists that name other files.
    with av.open(io.BytesIO(data), "r", format=_READERS[kind]) as container:
        if not container.streams.video:
            return None
        stream = container.streams.video[0]
        stream.codec_context.options = {"max_pixels": str(PIXELS_MOST)}
        return next(container.decode(stream), None)


def _upright(frame: VideoFrame) -> VideoFrame:
    """Return a frame as it is to be looked at, in RGB over white and at most `SIDE_MOST` long."""
    scale = min(1.0, SIDE_MOST / max(frame.width, frame.height))
    wide = max(round(frame.width * scale), 2)
    high = max(round(frame.height * scale), 2)
    turns = round(getattr(frame, "rotation", 0) / 90) % 4
    rgba = frame.reformat(width=wide, height=high, format="rgba").to_ndarray()
    opacity = rgba[..., 3:].astype(np.float32) / 255
    rgb = (rgba[..., :3] * opacity + 255 * (1 - opacity)).astype(np.uint8)
    if turns:
        rgb = np.rot90(rgb, turns)
    return VideoFrame.from_ndarray(np.ascontiguousarray(rgb), format="rgb24")


def _encoded(frame: VideoFrame) -> bytes:
    codec = av.CodecContext.create("mjpeg", "w")
    codec.width, codec.height = frame.width, frame.height
    codec.pix_fmt = "yuvj420p"
    codec.time_base = _ONE
    codec.options = dict(_QUALITY)
    plain = frame.reformat(format="yuvj420p")
    plain.pts = 0
    return b"".join(bytes(packet) for packet in (*codec.encode(plain), *codec.encode(None)))
