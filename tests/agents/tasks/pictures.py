"""Pictures made on the spot."""

from fractions import Fraction
from typing import Literal

import av
import numpy as np
from av.video.frame import VideoFrame

Codec = Literal["mjpeg", "png", "libwebp"]
_PIXELS = {"mjpeg": "yuvj420p", "png": "rgb24", "libwebp": "yuv420p"}


def picture(codec: Codec = "png", wide: int = 64, high: int = 48) -> bytes:
    """Return a picture that is red on the left and black on the right."""
    pixels = np.zeros((high, wide, 3), np.uint8)
    pixels[:, : wide // 2] = (200, 30, 30)
    context = av.CodecContext.create(codec, "w")
    context.width, context.height = wide, high
    context.pix_fmt = _PIXELS[codec]
    context.time_base = Fraction(1, 1)
    frame = VideoFrame.from_ndarray(pixels, format="rgb24").reformat(format=_PIXELS[codec])
    frame.pts = 0
    return b"".join(bytes(packet) for packet in (*context.encode(frame), *context.encode(None)))


def with_exif(jpeg: bytes, text: bytes) -> bytes:
    """Return a JPEG with an EXIF block that holds `text`."""
    body = b"Exif\x00\x00" + text
    return jpeg[:2] + b"\xff\xe1" + (len(body) + 2).to_bytes(2, "big") + body + jpeg[2:]
