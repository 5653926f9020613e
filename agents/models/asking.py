"""One call on its way, whatever its protocol: ask, read, end, and close in every case.

Deadlines here are the outermost ones (`agents.models.transport`): that of the first content and
of the reply are the caller's. There are no retries, but for two things: an endpoint that refuses
an optional parameter (400 or 422 that names it) is asked again without it, and from then on; and
a connection that was kept between calls and is gone when it is used is opened anew, once.
"""

import asyncio
import json
import logging
from collections.abc import AsyncGenerator, Mapping
from contextlib import suppress
from typing import Any

import httpx2

from agents.models.asked import Asked
from agents.models.call import Ended, ModelCall, ModelEvent, TextDelta
from agents.models.complaint import Complaint, failure_of
from agents.models.dialect import Dialect, InStream, SdkStream
from agents.models.errors import CallRejected, ModelBusy, ModelFailed, ModelUnavailable
from agents.models.partial import Partial
from agents.models.transport import TOTAL_S, complaint_of_transport
from agents.models.usage import Usage

_log = logging.getLogger(__name__)

TAIL_S = 1.0
"""After the answer is over, for its usage; a server that then keeps silent costs no more."""
REST_S = 0.05
"""For the last bytes, so that the connection can be used again."""
WHOLE_MOST_BYTES = 8_000_000
"""Of an answer in one piece."""
RUNAWAY = 4
"""Times the output that was allowed, counted upwards: a server that does not keep to it is cut
off; the count itself can be nearly twice the truth."""
TOKEN_MOST_CHARS = 16
"""On average, of one piece however long: one event of 10 MB is no more than a runaway answer."""
GONE_WITHIN_S = 0.05
"""A kept connection that the server closed meanwhile fails at once, without a byte: llama.cpp
did so on 7 of 40 requests that followed a streamed answer. Later it may have begun to answer."""
PARAMETER_STATUSES = frozenset({400, 422, 501})
"""With which endpoints refuse a parameter that they do not know."""
NO_API = Complaint(status=405)
"""Of a web page in place of an answer."""

_ODD: tuple[type[Exception], ...] = (
    InStream, httpx2.HTTPError, httpx2.StreamError, httpx2.InvalidURL, OSError, RuntimeError,
    ValueError, TypeError, AttributeError, LookupError, StopAsyncIteration,
)  # fmt: skip
"""What reading an answer can raise besides the SDK's own: the SDKs check neither JSON nor types,
so that a broken line ends in a ValueError and a table in place of a list in a TypeError."""


class Asker:
    """Asks one model."""

    def __init__(
        self,
        name: str,
        dialect: Dialect,
        *,
        streams: bool,
        max_concurrent: int,
        key_variable: str | None,
    ) -> None:
        self.name = name
        self._dialect = dialect
        self._most = max_concurrent
        self._running = 0
        self._closed = False
        self._known = (*_ODD, *dialect.errors)
        self._key_variable = key_variable
        self._without: frozenset[str] = frozenset() if streams else frozenset({"stream"})

    def ask(self, call: ModelCall) -> Asked:
        """Return the events of a call; nothing is sent before the first is asked for."""
        partial = Partial(self.name, call)
        return Asked(self._events(call, partial), partial)

    async def aclose(self) -> None:
        """Close the connections; calls under way fail."""
        self._closed = True
        await self._dialect.aclose()

    async def _events(self, call: ModelCall, partial: Partial) -> AsyncGenerator[ModelEvent, None]:
        if self._running >= self._most:
            raise ModelBusy(
                f"model {self.name!r} already has {self._most} calls: raise its max_concurrent",
                Usage(),
            )
        if self._closed:
            raise ModelUnavailable(f"model {self.name!r} was closed: open it again", Usage())
        self._running += 1
        try:
            until = asyncio.get_running_loop().time() + TOTAL_S
            most = RUNAWAY * max(call.max_output_tokens, 16)
            opened = await self._open(call, partial, until)
            if isinstance(opened, Mapping):
                answer = self._whole(opened, partial)
                if answer:
                    yield TextDelta(answer[: most * TOKEN_MOST_CHARS])
            else:
                try:
                    while (text := await self._next(opened, partial, until)) is not None:
                        if text:
                            yield TextDelta(text[: most * TOKEN_MOST_CHARS])
                        if partial.output_tokens > most:
                            partial.finish, partial.over = "length", True
                            break
                    else:
                        await self._finish_reading(opened)
                finally:
                    await opened.close()
            finish = "refused" if partial.refused else partial.finish or "unknown"
            yield Ended(finish, partial.final_usage(), partial.model)
        finally:
            partial.stop()
            self._running -= 1

    async def _open(
        self, call: ModelCall, partial: Partial, until: float
    ) -> SdkStream | Mapping[str, Any]:
        """Send the request, without the optional parameters that the endpoint refuses."""
        without = self._without
        clock, again = asyncio.get_running_loop().time, False
        while True:
            asked_at = clock()
            body = self._dialect.body(call, without)
            partial.left()
            try:
                async with asyncio.timeout_at(until):
                    stream = await self._dialect.post(body)
                    opened = await _stream_or_whole(stream, "stream" not in without)
            except self._known as error:
                complaint = self._complaint(error)
                if complaint.broke == "cut" and not again and clock() < asked_at + GONE_WITHIN_S:
                    again = True
                    continue
                failure = self._failure(complaint, partial)
                refused = self._refused(call, without, complaint)
                if refused is None or type(failure) is not CallRejected:
                    raise failure from None
                without |= {refused}
                continue
            if without != self._without:
                _log.warning(
                    "an endpoint does not take a parameter: it is left out",
                    extra={"model": self.name, "parameters": sorted(without - self._without)},
                )
                self._without |= without
            return opened

    async def _next(self, stream: SdkStream, partial: Partial, until: float) -> str | None:
        """Return the next piece of text, perhaps empty; None if the answer is over."""
        over = partial.finish is not None
        if over and (partial.counted or partial.over):
            return None
        if over:
            until = min(until, asyncio.get_running_loop().time() + TAIL_S)
        try:
            async with asyncio.timeout_at(until):
                event = await stream.__anext__()
            if not isinstance(event, Mapping):
                raise ValueError("no object")
            return self._dialect.read(event, partial)
        except StopAsyncIteration:
            if not over:
                raise self._failure(Complaint(broke="cut"), partial) from None
            return None
        except self._known as error:
            if over:
                return None
            raise self._failure(self._complaint(error), partial) from None

    async def _finish_reading(self, stream: SdkStream) -> None:
        with suppress(*self._known):
            async with asyncio.timeout(REST_S):
                while True:
                    await stream.__anext__()

    def _whole(self, answer: Mapping[str, Any], partial: Partial) -> str:
        try:
            text = self._dialect.read_whole(answer, partial)
        except self._known as error:
            raise self._failure(self._complaint(error), partial) from None
        if partial.finish is None:
            raise self._failure(Complaint(broke="unreadable"), partial)
        return text

    def _refused(
        self, call: ModelCall, without: frozenset[str], complaint: Complaint
    ) -> str | None:
        """Return the optional parameter of this call that a complaint is about."""
        if complaint.in_stream or complaint.status not in PARAMETER_STATUSES:
            return None
        now = self._dialect.body(call, without)
        for name, words in self._dialect.optional.items():
            if name in without or not words.search(complaint.text):
                continue
            if self._dialect.body(call, without | {name}) != now:
                return name
        return None

    def _complaint(self, error: Exception) -> Complaint:
        if isinstance(error, InStream):
            return error.complaint
        complaint = self._dialect.complaint(error) or complaint_of_transport(error)
        if complaint is None:
            _log.warning(
                "an answer cannot be read",
                extra={"model": self.name, "error": type(error).__name__},
            )
            complaint = Complaint(broke="unreadable")
        return complaint

    def _failure(self, complaint: Complaint, partial: Partial) -> ModelFailed:
        return failure_of(self.name, complaint, partial.usage(), self._key_variable)


async def whole_answer(response: httpx2.Response) -> Mapping[str, Any]:
    """Return the JSON object of an answer in one piece.

    Args:
        response: Not read yet.

    Raises:
        ValueError: it is none, or longer than `WHOLE_MOST_BYTES`.
    """
    body = bytearray()
    async for piece in response.aiter_bytes():
        body += piece
        if len(body) > WHOLE_MOST_BYTES:
            raise ValueError("too long")
    answer = json.loads(body)
    if not isinstance(answer, Mapping):
        raise ValueError("no object")
    return answer


async def _stream_or_whole(stream: SdkStream, streams: bool) -> SdkStream | Mapping[str, Any]:
    """Return the stream, or the answer of a server that does not stream, asked to or not."""
    kind = stream.response.headers.get("content-type", "").lower()
    if "html" in kind:
        await stream.close()
        raise InStream(NO_API)
    if streams and "json" not in kind:
        return stream
    try:
        return await whole_answer(stream.response)
    finally:
        await stream.close()
