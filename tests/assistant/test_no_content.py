"""What people say and send is in no log line, span, metric or error report of a running server.

A real `aisle serve` at its most talkative, with a collector for its traces. Words that are said
nowhere else go in wherever a client can put some, also where they are refused; afterwards they are
searched for in all that the process told anybody.
"""

import asyncio
import base64
import json
import shutil
import socket
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import websockets

from tests.patience import PATIENCE_S, wait_until
from tests.served import Served, serving

pytestmark = pytest.mark.model

WORDS = ("marmalade", "trombone", "quokka")
"""In everything that is sent, spoken or written; no product and no code has them."""
SAID = "marmalade trombone quokka"
ADDRESS = "quokka.marmalade@trombone.example"
TURNS_WITHIN_S = 60


@dataclass
class Collector:
    """Takes what an OpenTelemetry exporter sends."""

    port: int
    bodies: list[bytes] = field(default_factory=list)


@pytest.fixture(scope="module")
def collector() -> Iterator[Collector]:
    taken = Collector(0)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", "0")))
            taken.bodies.append(repr(self.headers.items()).encode() + body)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    taken.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield taken
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def talkative(
    sample_home: Path, tmp_path_factory: pytest.TempPathFactory, collector: Collector
) -> Iterator[Served]:
    home = tmp_path_factory.mktemp("guard") / "home"
    shutil.copytree(sample_home, home)
    with serving(
        home,
        AISLE_LOG_LEVEL="debug",
        AISLE_LOG__KEEP_AUDIO="true",
        OTEL_EXPORTER_OTLP_ENDPOINT=f"http://127.0.0.1:{collector.port}",
        OTEL_EXPORTER_OTLP_COMPRESSION="none",
        OTEL_BSP_SCHEDULE_DELAY="200",
        PYTHONASYNCIODEBUG="0",
    ) as running:
        yield running


def send(
    served: Served, method: str, path: str, body: Any = None, **headers: str
) -> tuple[int, bytes]:
    """Send a request; return its status and answer, whatever it is."""
    data = body if isinstance(body, bytes) else None if body is None else json.dumps(body).encode()
    own = {"authorization": f"Bearer {served.token}", "content-type": "application/json"}
    own |= {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(served.url + path, data, own, method=method)
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE_S) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def typed(served: Served) -> None:
    """Talk in writing, rightly and wrongly."""
    lines = [
        f"hiking boots for {SAID} under $150",
        f"my name is {SAID}, mail me at {ADDRESS}",
        f"{SAID}",
        f"save this to my {SAID} board",
        "put the first one in my cart",
        f"gift for my aunt {SAID} who likes {SAID}",
        f"where is my order {SAID} 4111 1111 1111 1111",
        "\ud800".encode("utf-8", "replace").decode() + SAID,
    ]
    for line in lines:
        said = {"text": line, "conversation_id": "guard", "shopper_id": "g"}
        status, _ = send(served, "POST", "/v1/turns", said)
        assert status == 200
    send(served, "POST", "/v1/turns", {"text": SAID * 1_000, "conversation_id": SAID})
    send(served, "POST", "/v1/turns", {SAID: SAID})
    send(served, "POST", "/v1/turns", f'{{"text": "{SAID}'.encode())
    send(served, "POST", f"/v1/{WORDS[0]}?{WORDS[1]}={WORDS[2]}", {"text": SAID})
    send(served, "GET", f"/v1/products/search?q={SAID.replace(' ', '+')}")
    send(served, "GET", "/v1/products/search?q=boots&min_rating=" + WORDS[0])
    chat = {"model": SAID, "messages": [{"role": "user", "content": f"boots for {SAID}"}]}
    assert send(served, "POST", "/v1/chat/completions", chat)[0] == 200
    tools = [{"type": "function", "function": {"name": WORDS[0], "description": SAID}}]
    send(served, "POST", "/v1/chat/completions", {**chat, "tools": tools, "stream": True})
    send(served, "POST", "/v1/chat/completions", {**chat, "messages": [{"role": SAID}]})
    board = {"name": SAID, "product_id": WORDS[0]}
    send(served, "POST", "/v1/sessions/guard/boards", board)
    send(served, "POST", "/v1/sessions/guard/boards", {"name": SAID})
    send(served, "DELETE", f"/v1/sessions/guard/boards?name={WORDS[0]}")
    event = {"action_name": "click", "session_id": "guard", "message": SAID, "user_query": SAID}
    event["event_attributes"] = {"object": {"object_id": ADDRESS, "description": SAID}}  # type: ignore[assignment]
    send(served, "POST", "/v1/events", {"events": [event]})
    send(served, "POST", "/v1/turns", {"text": "boots"}, user_agent=SAID, aisle_shopper=WORDS[0])
    send(served, "POST", "/v1/turns", {"text": "boots"}, aisle_experiments=f"{SAID}={SAID}")
    send(served, "POST", "/v1/turns", {"text": "boots"}, authorization=f"Bearer {SAID}")
    send(served, "POST", "/v1/audio/speech", {"input": SAID, "voice": SAID})
    send(served, "POST", "/v1/audio/transcriptions", SAID.encode())
    send(served, "POST", "/mcp", {"jsonrpc": "2.0", "id": 1, "method": SAID, "params": {"x": SAID}})


def spoken_words(served: Served) -> bytes:
    """Return the words as sound, PCM 24 kHz: the server's own voice says them."""
    body = {"input": f"Hiking boots for {SAID}.", "voice": "marin", "response_format": "pcm"}
    status, sound = send(served, "POST", "/v1/audio/speech", body)
    assert status == 200
    return sound


async def aloud(served: Served, sound: bytes) -> str:
    """Say the words over the Realtime protocol, and what makes no sense; return what was heard."""
    headers = {"authorization": f"Bearer {served.token}"}
    heard = ""
    async with websockets.connect(
        f"{served.ws_url}/v1/realtime?session_id=guard-voice&model={WORDS[0]}",
        additional_headers=headers,
        max_size=None,
    ) as connection:
        bad: list[Any] = [
            f"{{{SAID}",
            {"type": SAID},
            {"type": "session.update", "session": {"instructions": SAID, "voice": SAID}},
            {"type": "session.update", "session": {"instructions": SAID}},
            {"type": "session.update", "session": {"aisle": {"experiments": {SAID: SAID}}}},
            {"type": "conversation.item.retrieve", "item_id": SAID},
            {"type": "conversation.item.create", "item": {"type": SAID, "content": SAID}},
            {"type": "input_audio_buffer.append", "audio": SAID},
            {"type": "aisle.consent", "audio": True},
            {
                "type": "conversation.item.create",
                "item": {
                    "type": "message",
                    "role": "user",
                    "content": [{"type": "input_text", "text": f"tents for {SAID}"}],
                },
            },
            {"type": "response.create"},
        ]
        for event in bad:
            await connection.send(event if isinstance(event, str) else json.dumps(event))
        ended = 0
        for start in range(0, len(sound) + 48_000, 4_800):
            piece = sound[start : start + 4_800] or bytes(4_800)
            audio = base64.b64encode(piece).decode()
            await connection.send(json.dumps({"type": "input_audio_buffer.append", "audio": audio}))
        with suppress(TimeoutError):
            async with asyncio.timeout(TURNS_WITHIN_S):
                async for message in connection:
                    event = json.loads(message)
                    if event["type"] == "conversation.item.input_audio_transcription.completed":
                        heard += f" {event['transcript']}"
                    ended += event["type"] == "aisle.turn.ended"
                    if ended >= 2 or (heard and ended):
                        break
    return heard


def cut_off(served: Served) -> None:
    """Begin a request and go away in the middle of it."""
    host, port = served.url.removeprefix("http://").split(":")
    body = json.dumps({"text": f"boots for {SAID}"}).encode()
    with socket.create_connection((host, int(port)), timeout=PATIENCE_S) as wire:
        wire.sendall(
            b"POST /v1/turns HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"
            + f"authorization: Bearer {served.token}\r\n".encode()
            + f"content-length: {len(body) + 5}\r\n\r\n".encode()
            + body
        )


@pytest.fixture(scope="module")
def told(talkative: Served, collector: Collector) -> dict[str, bytes]:
    """Return all that the server told, by where, after everything was said to it."""
    typed(talkative)
    cut_off(talkative)
    heard = asyncio.run(aloud(talkative, spoken_words(talkative)))
    metrics = send(talkative, "GET", "/v1/metrics")[1]
    wait_until(lambda: collector.bodies)
    time.sleep(0.5)
    return {
        "log": talkative.log.read_bytes(),
        "metrics": metrics,
        "spans": b"".join(collector.bodies),
        "heard": heard.encode(),
    }


def test_the_words_were_really_heard(told: dict[str, bytes]) -> None:
    heard = told["heard"].decode().lower()
    assert any(word in heard for word in WORDS), heard
    assert b"boots" in told["heard"].lower()


def test_traces_came(told: dict[str, bytes]) -> None:
    for name in (b"understand", b"retrieve", b"phrase", b"speak", b"log write"):
        assert name in told["spans"]
    assert b"aisle.query_id" in told["spans"]


@pytest.mark.parametrize("where", ["log", "metrics", "spans"])
def test_no_word_of_it_is_anywhere(told: dict[str, bytes], where: str) -> None:
    assert told[where]
    lines = [line for line in told[where].lower().splitlines() if _holds(line)]
    assert lines == []


def _holds(line: bytes) -> bool:
    return any(word.encode() in line for word in WORDS) or b"4111" in line


def test_what_was_said_by_mouth_is_not_in_the_log_either(told: dict[str, bytes]) -> None:
    words = {w for w in told["heard"].decode().lower().replace(".", " ").split() if len(w) > 6}
    log = told["log"].lower()
    assert [word for word in words if word.encode() in log] == []
