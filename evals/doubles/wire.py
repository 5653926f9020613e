"""HTTP/1.1 by hand: what is asked, and bytes sent exactly as a script wants them."""

import asyncio
import contextlib
import socket
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

MAX_BODY_BYTES = 32_000_000
_NO_LINGER = struct.pack("ii", 1, 0)


class ClientGone(Exception):
    """The client closed the connection before the answer was over."""


@dataclass(frozen=True, slots=True)
class HttpRequest:
    """One request, whole."""

    method: str
    path: str
    headers: dict[str, str]
    """Names in lower case."""
    body: bytes


class Wire:
    """One connection of a client."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._gone = asyncio.Event()
        self._early = b""
        self.requests = 0
        """That came over it so far."""
        self.split: int | None = None
        """Bytes in each write and HTTP chunk of a stream; None as they come."""

    async def request(self) -> HttpRequest | None:
        """Return the next request; None where there will be no other."""
        try:
            head = self._early + await self._reader.readuntil(b"\r\n\r\n")
            self._early = b""
            line, *lines = head.decode("latin-1").rstrip().split("\r\n")
            method, path, _ = line.split(" ")
            headers = {
                name.strip().lower(): value.strip()
                for name, _, value in (text.partition(":") for text in lines)
            }
            length = int(headers.get("content-length", "0"))
            if length > MAX_BODY_BYTES:
                return None
            request = HttpRequest(method, path, headers, await self._reader.readexactly(length))
        except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, ValueError, OSError):
            return None
        self.requests += 1
        return request

    @asynccontextmanager
    async def watched(self) -> AsyncIterator[None]:
        """Notice within the block when the client goes; pauses and writes end with it."""
        watcher = asyncio.create_task(self._watch())
        try:
            yield
        finally:
            watcher.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await watcher

    async def _watch(self) -> None:
        with contextlib.suppress(OSError):
            byte = await self._reader.read(1)
            if byte:  # of the next request, which a client may send ahead
                self._early += byte
                return
        self._gone.set()

    async def pause(self, seconds: float | None) -> None:
        """Wait.

        Args:
            seconds: None waits for the client to go.

        Raises:
            ClientGone: it went.
        """
        if seconds is not None and seconds <= 0 and not self._gone.is_set():
            return
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._gone.wait(), seconds)
        if self._gone.is_set():
            raise ClientGone

    async def head(self, status: int, headers: dict[str, str]) -> None:
        """Send the status line and headers."""
        lines = [f"HTTP/1.1 {status} Scripted", *(f"{k}: {v}" for k, v in headers.items())]
        await self._write(("\r\n".join(lines) + "\r\n\r\n").encode("latin-1"))

    async def body(self, data: bytes) -> None:
        """Send a body whose length was told."""
        await self._write(data)

    async def chunk(self, data: bytes) -> None:
        """Send a part of a body in chunks, perhaps in many."""
        if self.split is None:
            await self._write(_chunk(data))
            return
        for start in range(0, len(data), self.split):
            await self._write(_chunk(data[start : start + self.split]))
            await asyncio.sleep(0)

    async def end(self) -> None:
        """End a body in chunks."""
        await self._write(b"0\r\n\r\n")

    def reset(self) -> None:
        """End the connection with a TCP reset."""
        raw = self._writer.get_extra_info("socket")
        # The client may have gone before.
        with contextlib.suppress(OSError):
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NO_LINGER)
        self.abort()

    def abort(self) -> None:
        """End the connection at once; what was written may be lost."""
        self._writer.transport.abort()

    async def close(self) -> None:
        """End the connection; what was written is still sent."""
        self._writer.close()
        with contextlib.suppress(OSError, TimeoutError):
            await asyncio.wait_for(self._writer.wait_closed(), 1.0)

    async def _write(self, data: bytes) -> None:
        if self._gone.is_set():
            raise ClientGone
        self._writer.write(data)
        try:
            await self._writer.drain()
        except OSError as error:
            raise ClientGone from error


def _chunk(data: bytes) -> bytes:
    return f"{len(data):x}\r\n".encode() + data + b"\r\n"
