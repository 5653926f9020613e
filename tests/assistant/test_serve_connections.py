"""What a connection may do before and after its request, on a real socket."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
import uvicorn

from assistant import request_size
from assistant.commands.serve import exit_code
from assistant.config import Settings
from assistant.errors import AddressUnusable
from assistant.http.addresses import bound_sockets
from assistant.http.handshakes import Handshakes
from assistant.http.process import server_config
from assistant.http.without_queries import hide_queries
from tests.loopback import over_loopback
from tests.patience import PATIENCE_S

Receive = Callable[[], Awaitable[dict[str, object]]]
Send = Callable[[dict[str, object]], Awaitable[None]]
Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]

REQUEST = b"GET /?q=secret HTTP/1.1\r\nhost: a\r\n\r\n"


async def _app(scope: dict[str, object], receive: Receive, send: Send) -> None:
    while (await receive()).get("more_body"):
        pass
    await send(
        {"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]}
    )
    await send({"type": "http.response.body", "body": b"ok"})


@asynccontextmanager
async def _serving(
    handshakes: Handshakes, app: object = _app
) -> AsyncIterator[Callable[[], Awaitable[Streams]]]:
    config = server_config(Settings(log_level="info"))
    config.app, config.factory = app, False  # type: ignore[assignment]  # uvicorn names its own type
    server = uvicorn.Server(config)
    server.server_state = handshakes
    sockets = bound_sockets("127.0.0.1", 0)
    running = asyncio.create_task(server.serve(sockets))
    while not server.started:  # noqa: ASYNC110 - uvicorn has no event for it
        await asyncio.sleep(0.01)
    port = sockets[0].getsockname()[1]
    try:
        yield lambda: asyncio.open_connection("127.0.0.1", port)
    finally:
        server.should_exit = True
        await running


async def _answer(streams: Streams) -> bytes:
    """Read until the server closes."""
    async with asyncio.timeout(PATIENCE_S):
        return await streams[0].read()


@over_loopback
async def test_a_head_that_does_not_come_ends_its_connection() -> None:
    async with _serving(Handshakes(head_s=0.2)) as connect:
        silent = await connect()
        slow = await connect()
        slow[1].write(b"GET / HTTP/1.1\r\nhost:")
        assert await _answer(silent) == b""
        assert (await _answer(slow)).startswith(b"HTTP/1.1 408 ")


@over_loopback
async def test_a_second_head_has_a_time_limit_too_and_an_answered_one_has_none() -> None:
    async with _serving(Handshakes(head_s=0.3)) as connect:
        streams = await connect()
        for _ in range(2):
            streams[1].write(REQUEST)
            assert b"200 OK" in await streams[0].readuntil(b"ok")
            await asyncio.sleep(0.4)  # an idle connection waits for its next request
        streams[1].write(b"GET / HTTP")
        assert (await _answer(streams)).startswith(b"HTTP/1.1 408 ")


@over_loopback
async def test_where_connections_run_out_the_oldest_silent_one_makes_room() -> None:
    async with _serving(Handshakes(most=20)) as connect:
        busy = await connect()
        busy[1].write(REQUEST)
        await busy[0].readuntil(b"ok")
        silent = [await connect() for _ in range(40)]
        busy[1].write(REQUEST)
        assert b"200 OK" in await busy[0].readuntil(b"ok")
        assert await _answer(silent[0]) == b""
        fresh = await connect()
        fresh[1].write(REQUEST)
        assert b"200 OK" in await fresh[0].readuntil(b"ok")


@over_loopback
async def test_who_does_not_fit_is_told_to_come_again() -> None:
    async with _serving(Handshakes(most=3)) as connect:
        kept = [await connect() for _ in range(3)]
        for _, writer in kept:
            writer.write(REQUEST)
        for reader, _ in kept:
            await reader.readuntil(b"ok")
        told = await _answer(await connect())
        assert told.startswith(b"HTTP/1.1 503 ")
        assert b"retry-after" in told


@over_loopback
async def test_a_body_that_drips_is_answered_408(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(request_size, "PAUSE_S", 0.2)
    app = request_size.LimitedBodies(_app)  # type: ignore[arg-type]  # ASGI as plain dicts
    async with _serving(Handshakes(), app) as connect:
        streams = await connect()
        streams[1].write(b"POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 10\r\n\r\nabc")
        told = await _answer(streams)
        assert told.startswith(b"HTTP/1.1 408 ")
        assert b'"error"' in told


@over_loopback
async def test_the_access_log_has_no_query(caplog: pytest.LogCaptureFixture) -> None:
    hide_queries()
    with caplog.at_level(logging.INFO):
        async with _serving(Handshakes()) as connect:
            streams = await connect()
            streams[1].write(REQUEST)
            await streams[0].readuntil(b"ok")
    told = [record.getMessage() for record in caplog.records if record.name == "uvicorn.access"]
    assert any("GET /" in line and "200" in line for line in told)
    assert "secret" not in caplog.text


def test_an_address_that_nobody_can_listen_on() -> None:
    (taken,) = bound_sockets("127.0.0.1", 0)
    taken.listen()
    with pytest.raises(AddressUnusable, match=r"is taken; .* --port"):
        bound_sockets("127.0.0.1", taken.getsockname()[1])
    taken.close()
    with pytest.raises(AddressUnusable, match="There is no host"):
        bound_sockets("no.such.host.invalid", 0)
    with pytest.raises(AddressUnusable, match="not of this machine"):
        bound_sockets("192.0.2.1", 0)


def test_localhost_is_one_port_on_all_its_addresses() -> None:
    found = bound_sockets("localhost", 0)
    assert len({made.getsockname()[1] for made in found}) == 1
    for made in found:
        made.close()


@pytest.mark.parametrize(
    ("received", "code"), [([], 0), ([15], 0), ([2], 130), ([15, 15], 143), ([15, 2], 130)]
)
def test_exit_codes(received: list[int], code: int) -> None:
    assert exit_code(received) == code
