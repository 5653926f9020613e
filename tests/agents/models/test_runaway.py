"""A server that does not keep to the limit, and one that sends things that are no events."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from agents.models.call import ModelClient
from agents.models.clients import open_client
from agents.models.errors import StreamBroken
from agents.models.spec import ModelSpec
from tests.agents.models.asking import CALL, answer_of

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

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    spec = ModelSpec(protocol="openai-chat", model="m", url=f"http://127.0.0.1:{port}/v1")
    client = open_client("gpt", spec, None)
    async with server:
        yield client
        await client.aclose()


async def test_endless_answer_is_cut_off() -> None:
    line = b'{"choices": [{"delta": {"content": "boots and "}}]}'
    async with raw(line, 1_000_000) as client, asyncio.timeout(10):
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
