"""A server that does not keep to the limit, and one that sends things that are no events."""

import asyncio
import gzip
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest

from agents.models.call import ModelClient
from agents.models.clients import open_client
from agents.models.errors import StreamBroken
from agents.models.spec import ModelSpec
from agents.models.transport import BODY_MOST_BYTES
from tests.agents.models.asking import CALL, answer_of
from tests.patience import PATIENCE_S

Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"


@asynccontextmanager
async def raw(line: bytes, times: int) -> AsyncIterator[ModelClient]:
    """Serve one line again and again, as chat completions."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(HEAD)
        try:
            for _ in range(times):
                writer.write(b"data: " + line + b"\n\n")
                await writer.drain()
        except ConnectionError:
            pass
        finally:
            writer.close()

    async with served(serve) as client:
        yield client


@asynccontextmanager
async def served(serve: Serve) -> AsyncIterator[ModelClient]:
    """Serve chat completions by hand."""
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    spec = ModelSpec(protocol="openai-chat", model="m", url=f"http://127.0.0.1:{port}/v1")
    client = open_client("gpt", spec, None)
    async with server:
        yield client
        await client.aclose()


async def test_endless_answer_is_cut_off() -> None:
    line = b'{"choices": [{"delta": {"content": "boots and "}}]}'
    async with raw(line, 1_000_000) as client, asyncio.timeout(PATIENCE_S):
        answer = await answer_of(client)
    assert answer.end.finish == "length"
    assert answer.end.usage is not None
    assert answer.end.usage.estimated
    assert len(answer.text) < 20 * CALL.max_output_tokens


@pytest.mark.parametrize("line", [b"[]", b"7", b"null", b'"text"', b"{", b"\xff\xfe"])
async def test_lines_that_are_no_events(line: bytes) -> None:
    async with raw(line, 3) as client:
        with pytest.raises(StreamBroken):
            await answer_of(client)


@pytest.mark.parametrize(
    "line",
    [b'{"choices": null}', b'{"choices": [7]}', b'{"choices": {"0": 1}}', b"{}", b'{"usage": 7}'],
)
async def test_events_that_say_nothing_and_no_end(line: bytes) -> None:
    async with raw(line, 3) as client:
        with pytest.raises(StreamBroken):
            await answer_of(client)


async def test_one_event_is_no_longer_than_a_runaway_answer() -> None:
    line = b'{"choices": [{"delta": {"content": "' + b"boots " * 500_000 + b'"}}]}'
    async with raw(line, 1) as client, asyncio.timeout(PATIENCE_S):
        answer = await answer_of(client)
    assert answer.end.finish == "length"
    assert len(answer.text) < 100 * CALL.max_output_tokens


@pytest.mark.parametrize("head", [HEAD, HEAD.replace(b"200 OK", b"500 Broken")])
async def test_a_line_that_never_ends_is_not_kept(head: bytes) -> None:
    sent = 0

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal sent
        await reader.readuntil(b"\r\n\r\n")
        writer.write(head + b"data: ")
        try:
            while True:
                writer.write(b"x" * 100_000)
                await writer.drain()
                sent += 100_000
        except ConnectionError:
            writer.close()

    async with served(serve) as client, asyncio.timeout(PATIENCE_S):
        with pytest.raises(StreamBroken):
            await answer_of(client)
    assert sent < 4 * BODY_MOST_BYTES


async def test_what_is_compressed_unasked_is_not_unpacked() -> None:
    asked = b""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal asked
        asked = await reader.readuntil(b"\r\n\r\n")
        bomb = gzip.compress(b"data: " + b"x" * 50_000_000)
        writer.write(HEAD.replace(b"\r\n\r\n", b"\r\nContent-Encoding: gzip\r\n\r\n") + bomb)
        writer.close()

    async with served(serve) as client, asyncio.timeout(PATIENCE_S):
        with pytest.raises(StreamBroken):
            await answer_of(client)
    assert b"accept-encoding: identity" in asked.lower()
