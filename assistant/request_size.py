"""A limit to what a client may send: refused while it arrives, never held in memory."""

import json

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.http.errors import error_json

MAX_BODY = 2_000_000
"""Bytes; a search text of 100,000 characters is 400 kB at most, 2,000 ids of 200 as much."""

_TOO_LARGE = json.dumps(
    error_json(f"The request is larger than {MAX_BODY // 1_000_000} MB; send less.")
).encode()


class LimitedBodies:
    """Answers 413 to a request whose body is larger than `MAX_BODY`."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        stated = dict(scope["headers"]).get(b"content-length", b"0")
        if stated.isdigit() and int(stated) > MAX_BODY:
            await _refuse(send)
            return
        counted = _Counted(receive)
        answered = False

        async def send_on(message: Message) -> None:
            nonlocal answered
            if counted.is_too_large:  # what the application makes of a cut body is no answer
                if not answered:
                    answered = True
                    await _refuse(send)
                return
            await send(message)

        await self._app(scope, counted, send_on)


class _Counted:
    """Passes a body on until it is too large; then as if it had ended."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._bytes = 0
        self.is_too_large = False

    async def __call__(self) -> Message:
        message = await self._receive()
        self._bytes += len(message.get("body", b""))
        if self._bytes > MAX_BODY:
            self.is_too_large = True
            return {"type": "http.request", "body": b"", "more_body": False}
        return message


async def _refuse(send: Send) -> None:
    headers = [(b"content-type", b"application/json"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": _TOO_LARGE})
