"""Limits to what a client may send, and how slowly: refused while it arrives, never held."""

import asyncio
import json
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.http.errors import error_json

MAX_BODY = 2_000_000
"""Bytes; a search text of 100,000 characters is 400 kB at most, 2,000 ids of 200 as much."""

LARGER = {"/v1/audio/transcriptions": 25_500_000}
"""Paths that take more: a recording of 25 MB with its form."""

PAUSE_S = 10.0
"""Between two pieces of a body, at most."""

BODY_S = 60.0
"""For a whole body: 2 MB in 60 s is 270 kbit/s, a poor mobile connection's half."""

LARGER_BODY_S = 240.0
"""For the body of a path in `LARGER`: 25 MB in 240 s is 850 kbit/s."""

_TOO_SLOW = json.dumps(
    error_json(f"The request's body did not arrive within {BODY_S:.0f} s; send it again.")
).encode()

_TWO_LENGTHS = json.dumps(
    error_json("A request has a content-length or a transfer-encoding, not both.")
).encode()
"""A proxy may read the one where we read the other, and take the rest for another's request."""


class LimitedBodies:
    """Answers 413 to a request whose body is larger than `MAX_BODY`, 408 to one too slow.

    And 400 to one that says its length in two ways.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        if b"content-length" in headers and b"transfer-encoding" in headers:
            await _refuse(send, 400, _TWO_LENGTHS)
            return
        most = LARGER.get(scope["path"], MAX_BODY)
        stated = headers.get(b"content-length", b"0")
        if stated.isdigit() and int(stated) > most:
            await _refuse(send, 413, _too_large(most))
            return
        counted = _Counted(receive, most)
        answered = False

        async def send_on(message: Message) -> None:
            nonlocal answered
            if counted.is_cut:  # what the application makes of a cut body is no answer
                if not answered:
                    answered = True
                    large = counted.is_too_large
                    await _refuse(send, *((413, _too_large(most)) if large else (408, _TOO_SLOW)))
                return
            await send(message)

        await self._app(scope, counted, send_on)


class _Counted:
    """Passes a body on until it is too large or too slow; then as if it had ended."""

    def __init__(self, receive: Receive, most: int) -> None:
        self._receive = receive
        self._most = most
        self._bytes = 0
        self._ends_at = time.monotonic() + (BODY_S if most == MAX_BODY else LARGER_BODY_S)
        self._complete = False
        self.is_too_large = False
        self.is_too_slow = False

    @property
    def is_cut(self) -> bool:
        """Whether the application did not get all of the body."""
        return self.is_too_large or self.is_too_slow

    async def __call__(self) -> Message:
        if self._complete:  # what comes now is that the client went, whenever that is
            return await self._receive()
        try:
            left_s = self._ends_at - time.monotonic()
            async with asyncio.timeout(max(0.0, min(PAUSE_S, left_s))):
                message = await self._receive()
        except TimeoutError:
            self.is_too_slow = self._complete = True
            return _ended()
        self._bytes += len(message.get("body", b""))
        if self._bytes > self._most:
            self.is_too_large = True
            return _ended()
        self._complete = not message.get("more_body", False)
        return message


def _too_large(most: int) -> bytes:
    told = f"The request is larger than {most // 1_000_000} MB; send less."
    return json.dumps(error_json(told)).encode()


def _ended() -> Message:
    return {"type": "http.request", "body": b"", "more_body": False}


async def _refuse(send: Send, status: int, body: bytes) -> None:
    headers = [(b"content-type", b"application/json"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
