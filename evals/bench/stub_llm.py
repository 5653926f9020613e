"""An LLM that takes a known time: an OpenAI-compatible chat endpoint with ready answers.

Streams answers of one form whatever it is asked, the first token after a fixed delay and
the others at a fixed rate, so that a latency is the framework's and not a model's. Runs
as a process of its own, on loopback. Covers streamed chat completions and nothing else.
"""

import argparse
import asyncio
import contextlib
import itertools
import json
import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

FIRST_TOKEN_S = 0.15
"""A fast hosted model."""

TOKENS_PER_S = 40.0
"""Of a mid-sized hosted model; a person listens at about four."""

_COUNTS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_THINGS = (
    "hiking boots",
    "running shoes",
    "rain trousers",
    "wool socks",
    "swim goggles",
    "winter gloves",
    "leather sandals",
    "reading glasses",
)
_PRICES = ("ninety-five", "forty-nine", "sixty-two", "eighty-seven", "thirty-four", "seventy-one")

_TOKEN = re.compile(r"\s*(?:\w+|[^\w\s])")
_END = b"0\r\n\r\n"
_MAX_BODY = 4_000_000


@dataclass(frozen=True, slots=True)
class StubLLM:
    """A running endpoint."""

    url: str
    """Of the API, such as http://127.0.0.1:1234/v1."""


@asynccontextmanager
async def stub_llm(
    first_token_s: float = FIRST_TOKEN_S, tokens_per_s: float = TOKENS_PER_S
) -> AsyncIterator[StubLLM]:
    """Run the endpoint in a process of its own.

    Args:
        first_token_s: From the request to the first token.
        tokens_per_s: Of the tokens after it.
    """
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-P", "-m", "evals.bench.stub_llm",
        "--first-token-s", str(first_token_s), "--tokens-per-s", str(tokens_per_s),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert child.stdout is not None and child.stdin is not None
    try:
        port = json.loads(await child.stdout.readline())["port"]
        yield StubLLM(f"http://127.0.0.1:{port}/v1")
    finally:
        child.stdin.close()  # it ends with its stdin, also when this process is killed
        with contextlib.suppress(ProcessLookupError):
            child.terminate()
        await child.wait()


def answer_of(number: int) -> str:
    """Return the answer to a process's request with this number, from 0.

    No first clause comes twice within 72 requests: a voice that keeps what it said would
    have it for nothing.
    """
    count = _COUNTS[number % len(_COUNTS)]
    thing = _THINGS[number % len(_THINGS)]
    price = _PRICES[number % len(_PRICES)]
    return (
        f"I found {count} pairs of {thing}, the lightest is {price} dollars and well rated. "
        f"Would you like to hear about the other {thing}?"
    )


def tokens_of(text: str) -> list[str]:
    """Return `text` in pieces about as long as a model's tokens; they join to the text."""
    return _TOKEN.findall(text)


class _Endpoint:
    def __init__(self, first_token_s: float, tokens_per_s: float) -> None:
        self._first_token_s = first_token_s
        self._step_s = 1.0 / tokens_per_s
        self._asked = itertools.count()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer the requests of one connection, one after the other."""
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            while (request := await _request(reader)) is not None:
                path, body = request
                if path.endswith("/chat/completions"):
                    await self._answer(writer, body)
                else:
                    writer.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
                await writer.drain()
        writer.close()

    async def _answer(self, writer: asyncio.StreamWriter, body: bytes) -> None:
        clock = asyncio.get_running_loop().time
        asked_at = clock()
        model = str(json.loads(body).get("model", "stub")) if body else "stub"
        writer.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
            b"Cache-Control: no-cache\r\nTransfer-Encoding: chunked\r\n\r\n"
        )
        tokens = tokens_of(answer_of(next(self._asked)))
        for index, token in enumerate(tokens):
            due_at = asked_at + self._first_token_s + index * self._step_s
            await asyncio.sleep(max(0.0, due_at - clock()))
            delta = {"content": token} if index else {"role": "assistant", "content": token}
            _send(writer, model, [{"index": 0, "delta": delta, "finish_reason": None}])
            await writer.drain()
        _send(writer, model, [{"index": 0, "delta": {}, "finish_reason": "stop"}])
        usage = {"prompt_tokens": 40, "completion_tokens": len(tokens)}
        _send(writer, model, [], {**usage, "total_tokens": 40 + len(tokens)})
        _chunk(writer, b"data: [DONE]\n\n")
        writer.write(_END)


async def _request(reader: asyncio.StreamReader) -> tuple[str, bytes] | None:
    head = await reader.readuntil(b"\r\n\r\n")
    line, *headers = head.decode("latin-1").split("\r\n")
    path = line.split(" ")[1] if line.count(" ") == 2 else ""
    length = 0
    for header in headers:
        name, _, value = header.partition(":")
        if name.lower() == "content-length":
            length = int(value)
    if length > _MAX_BODY:
        return None
    return path, await reader.readexactly(length)


def _send(
    writer: asyncio.StreamWriter,
    model: str,
    choices: list[dict[str, object]],
    usage: dict[str, int] | None = None,
) -> None:
    event = {
        "id": "chatcmpl-stub",
        "object": "chat.completion.chunk",
        "created": 0,
        "model": model,
        "choices": choices,
        "usage": usage,
    }
    _chunk(writer, b"data: " + json.dumps(event).encode() + b"\n\n")


def _chunk(writer: asyncio.StreamWriter, data: bytes) -> None:
    writer.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")


async def _main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--first-token-s", type=float, default=FIRST_TOKEN_S)
    parser.add_argument("--tokens-per-s", type=float, default=TOKENS_PER_S)
    arguments = parser.parse_args()
    endpoint = _Endpoint(arguments.first_token_s, arguments.tokens_per_s)
    server = await asyncio.start_server(endpoint.serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    sys.stdout.write(json.dumps({"port": port}) + "\n")
    sys.stdout.flush()
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(_main())
