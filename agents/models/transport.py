"""The HTTP client under the SDKs: no redirects, no proxies, no headers but the needed ones.

The SDKs read organisations and further headers from the environment, and tell the provider about
this machine's system and Python; what is not on the list below does not leave.
"""

import ssl
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from functools import cache

import httpx2

from agents.models.complaint import Complaint, retry_after_s, said_in

CONNECT_S = 3.0
"""To open a connection, TLS included; a voice does not wait longer."""
SILENCE_S = 30.0
"""Without a byte. Deadlines of a reply are the caller's and far shorter; this one ends what a
batch or a forgotten stream would wait for."""
TOTAL_S = 180.0
"""For a whole answer, however lively: the longest is a page of labels in one piece."""
IDLE_S = 120.0
"""How long a connection is kept between turns: shoppers pause, and a new TLS connection costs
two or three round trips before the first content."""
BODY_MOST_BYTES = 8_000_000
"""Of any answer, a stream or an error's page. The longest that is wanted, a page of labels in
events of one token, has 3 MB; without a limit a broken server filled 1 GB within 3 s."""

_SENT = frozenset(
    {
        "host", "content-type", "content-length", "accept", "accept-encoding", "connection",
        "transfer-encoding", "user-agent", "anthropic-version", "authorization",
    }
)  # fmt: skip


def http_client(key: str | None, connections: int) -> httpx2.AsyncClient:
    """Return a client for one model's endpoint.

    Args:
        key: Sent as a bearer token; None sends no credentials at all.
        connections: At once, at most.
    """

    async def keep_needed(request: httpx2.Request) -> None:
        for header in list(request.headers):
            if header.lower() not in _SENT:
                del request.headers[header]
        # Uncompressed: answers are short, and a few bytes could else become gigabytes.
        request.headers["accept-encoding"] = "identity"
        request.headers.pop("authorization", None)
        if key is not None:
            request.headers["authorization"] = f"Bearer {key}"

    async def keep_short(response: httpx2.Response) -> None:
        if response.headers.get("content-encoding", "identity").strip().lower() != "identity":
            raise httpx2.DecodingError("compressed unasked", request=response.request)
        body = response.stream
        if isinstance(body, httpx2.AsyncByteStream):
            response.stream = _Short(body)

    return httpx2.AsyncClient(
        verify=_trusted(),
        trust_env=False,
        follow_redirects=False,
        timeout=timeouts(),
        limits=httpx2.Limits(
            max_connections=connections,
            max_keepalive_connections=connections,
            keepalive_expiry=IDLE_S,
        ),
        event_hooks={"request": [keep_needed], "response": [keep_short]},
    )


@cache  # of all clients: reading the system's certificates took 33 ms of CPU time
def _trusted() -> ssl.SSLContext:
    """Return what tells whose certificates are trusted; the environment adds none."""
    return httpx2.create_ssl_context(trust_env=False)


class _Short(httpx2.AsyncByteStream):
    """A body that breaks off where it is longer than any answer."""

    def __init__(self, body: httpx2.AsyncByteStream) -> None:
        self._body = body

    async def __aiter__(self) -> AsyncIterator[bytes]:
        left = BODY_MOST_BYTES
        async for piece in self._body:
            left -= len(piece)
            if left < 0:
                raise httpx2.DecodingError("too long")
            yield piece

    async def aclose(self) -> None:
        await self._body.aclose()


def timeouts() -> httpx2.Timeout:
    """Return the timeouts of every request."""
    return httpx2.Timeout(SILENCE_S, connect=CONNECT_S, pool=CONNECT_S)


def complaint_of_response(response: httpx2.Response, body: object) -> Complaint:
    """Return what an HTTP error says.

    Args:
        response: The answer; its body was read.
        body: As the SDK made it out, or plain text.
    """
    status, slugs, text = said_in(body)
    code = response.status_code
    return Complaint(
        status=code if code != 200 else status,
        slugs=slugs,
        text=text,
        retry_after_s=retry_after_s(response.headers, datetime.now(UTC)),
        in_stream=code == 200,
    )


def complaint_of_transport(error: BaseException | None) -> Complaint | None:
    """Return what went wrong with a connection; None if that was not what went wrong."""
    seen = 0
    while error is not None and seen < 8:
        match error:
            case ssl.SSLCertVerificationError():
                return Complaint(broke="certificate")
            case httpx2.ConnectError() if not _is_certificate(error):
                return Complaint(broke="refused")
            case httpx2.ConnectTimeout():
                return Complaint(broke="refused")
            case httpx2.PoolTimeout():
                return Complaint(broke="busy_pool")
            case httpx2.TimeoutException() | TimeoutError():
                return Complaint(broke="timed_out")
            case httpx2.DecodingError() | httpx2.UnsupportedProtocol():
                return Complaint(broke="unreadable")
            case httpx2.HTTPError() if not _is_certificate(error):
                return Complaint(broke="cut")
            case httpx2.StreamError() | OSError():
                return Complaint(broke="cut")
        error, seen = error.__cause__ or error.__context__, seen + 1
    return None


def _is_certificate(error: BaseException) -> bool:
    return "CERTIFICATE_VERIFY_FAILED" in str(error)
