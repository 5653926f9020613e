"""Frames between the parent and the voice's process.

A frame is two little-endian uint32 (length of header, length of payload), a JSON
object, and the payload: 16-bit PCM or nothing. Both pipes carry the same frames.

Parent to child:  {"do": "speak", "id", "text", "length_scale", "noise", "noise_w", "speaker",
                   "stock_s": seconds after which the listener has heard all that was made}
                  {"do": "cancel", "id"}
Child to parent:  {"is": "ready", "rate_hz", "streams"}
                  {"is": "audio", "id"} + PCM; the first of a sentence has "words"
                  {"is": "done", "id"}
                  {"is": "failed", "id" or null, "why"}
"""

import json
import struct
from typing import Any

PREFIX_BYTES = 8
_PREFIX = struct.Struct("<II")

Header = dict[str, Any]
"""Decoded JSON: typed where it is read."""


def pack(header: Header, payload: bytes = b"") -> bytes:
    """Return one frame."""
    head = json.dumps(header, separators=(",", ":")).encode()
    return _PREFIX.pack(len(head), len(payload)) + head + payload


def lengths(prefix: bytes) -> tuple[int, int]:
    """Return the byte lengths of header and payload that `prefix` (8 bytes) announces."""
    header_bytes, payload_bytes = _PREFIX.unpack(prefix)
    return int(header_bytes), int(payload_bytes)


def unpack_header(data: bytes) -> Header:
    """Return the header in `data`.

    Raises:
        ValueError: it is not a JSON object.
    """
    header = json.loads(data)
    if not isinstance(header, dict):
        raise ValueError("a frame's header is not an object")
    return header
