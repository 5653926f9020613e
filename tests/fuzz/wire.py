"""Bytes to a server as no client library would send them."""

import base64
import os
import socket
import struct

from tests.patience import PATIENCE_S
from tests.served import Served

WITHIN_S = PATIENCE_S


def connected(served: Served) -> socket.socket:
    """Return a connection to a server."""
    host, port = served.url.removeprefix("http://").split(":")
    return socket.create_connection((host, int(port)), timeout=WITHIN_S)


def exchanged(served: Served, sent: bytes) -> bytes:
    """Return all that a server answers, until it closes the connection."""
    with connected(served) as wire:
        wire.sendall(sent)
        return rest(wire)


def rest(wire: socket.socket) -> bytes:
    """Return what comes until the other side closes."""
    told = b""
    try:
        while piece := wire.recv(65_536):
            told += piece
    except ConnectionResetError:
        pass
    return told


def request(served: Served, first: str, *headers: bytes, body: bytes = b"") -> bytes:
    """Return a request with the operator's token that asks for the connection to be closed."""
    own = (
        f"host: {served.url.removeprefix('http://')}".encode(),
        f"authorization: Bearer {served.token}".encode(),
        b"connection: close",
    )
    return b"\r\n".join((f"{first} HTTP/1.1".encode(), *own, *headers, b"", body))


def upgraded(served: Served, *headers: bytes) -> socket.socket:
    """Return a WebSocket whose handshake is done; frames are up to the caller."""
    key = base64.b64encode(os.urandom(16))
    asked = (
        b"GET /v1/realtime HTTP/1.1",
        f"host: {served.url.removeprefix('http://')}".encode(),
        f"authorization: Bearer {served.token}".encode(),
        b"upgrade: websocket",
        b"connection: upgrade",
        b"sec-websocket-version: 13",
        b"sec-websocket-key: " + key,
        *headers,
        b"",
        b"",
    )
    wire = connected(served)
    wire.sendall(b"\r\n".join(asked))
    told = b""
    while b"\r\n\r\n" not in told:
        told += wire.recv(1)
    assert told.startswith(b"HTTP/1.1 101"), told
    assert b"permessage-deflate" not in told
    return wire


def frame(payload: bytes, first: int = 0x81, length: int | None = None) -> bytes:
    """Return a client's frame.

    Args:
        payload: Sent masked with zeros: as it is.
        first: FIN, reserved bits and the opcode.
        length: Stated; that of the payload if None.
    """
    size = len(payload) if length is None else length
    if size < 126:
        head = struct.pack("!BB", first, 0x80 | size)
    elif size < 2**16:
        head = struct.pack("!BBH", first, 0x80 | 126, size)
    else:
        head = struct.pack("!BBQ", first, 0x80 | 127, size)
    return head + bytes(4) + payload


def close_code(told: bytes) -> int | None:
    """Return the code of the close frame that ends what a server sent; None if there is none."""
    at = 0
    while at + 2 <= len(told):
        opcode, size = told[at] & 0x0F, told[at + 1] & 0x7F
        at += 2
        if size == 126:
            (size,) = struct.unpack_from("!H", told, at)
            at += 2
        elif size == 127:
            (size,) = struct.unpack_from("!Q", told, at)
            at += 8
        if opcode == 0x8:
            code: int = struct.unpack_from("!H", told, at)[0]
            return code
        at += size
    return None
