"""Attacks on the socket itself; a neighbour talks on meanwhile."""

import json
import statistics
import threading
import time
import zlib
from contextlib import suppress
from typing import Any
from uuid import uuid4

import httpx
import pytest
from websockets.exceptions import ConnectionClosed

from tests.fuzz.stranger import Stranger
from tests.fuzz.test_realtime import neighbour
from tests.fuzz.wire import close_code, frame, rest, upgraded
from tests.served import TOKEN, Served

pytestmark = pytest.mark.model

ASK = {
    "type": "message",
    "role": "user",
    "content": [{"type": "input_text", "text": "hiking boots under 150"}],
}
BESIDE = {"conversation": "none", "output_modalities": ["text"], "input": [ASK]}
IN_TEXT = {"type": "response.create", "response": {"output_modalities": ["text"]}}
TINY = json.dumps({"type": "input_audio_buffer.append", "audio": "AAA="})


def turns(served: Served, session_id: str) -> list[str]:
    """Return what a session's shopper said, in order."""
    answer = httpx.get(
        f"{served.url}/v1/sessions/{session_id}",
        headers={"authorization": f"Bearer {TOKEN}"},
        timeout=30,
    )
    if answer.status_code == 404:
        return []
    told: list[dict[str, Any]] = answer.json()["turns"]
    return [turn["transcript"] for turn in told]


def _bomb() -> bytes:
    packed = zlib.compressobj(wbits=-15)
    return packed.compress(bytes(30_000_000)) + packed.flush()


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        (frame(_bomb(), 0xC1), 1002),  # compressed, which was not agreed on
        (frame(b"{}", 0x91), 1002),
        (frame(b"x", 0x83), 1002),  # an opcode that nobody knows
        (frame(b"x" * 126, 0x89), 1002),  # too long for a ping
        (frame(b"", 0x81, length=2**40), 1009),
        (frame(b"", 0x81, length=2**63), 1009),
        (frame(b"\xff\xfe\xfd"), 1007),  # no text
        (frame(b"more", 0x80), 1002),  # goes on with nothing
        (frame(b"a", 0x01) + frame(b"b", 0x01), 1002),  # begins twice
        (frame(b"\x03", 0x88), 1002),  # half a close code
        (frame(b"\x03\xed", 0x88), 1002),  # a close code that nobody may send
        (b"\x81\x02{}", 1002),  # not masked
    ],
)
def test_frames_that_are_none_close_with_a_code(attacked: Served, sent: bytes, code: int) -> None:
    with upgraded(
        attacked, b"sec-websocket-extensions: permessage-deflate; client_max_window_bits"
    ) as wire:
        with suppress(ConnectionError):
            wire.sendall(sent)
        told = rest(wire)
    assert close_code(told) in {code, None if len(sent) > 10_000 else code}


@pytest.mark.timing
def test_work_that_one_client_asks_for_at_once_is_bounded(attacked: Served) -> None:
    asked = json.dumps({"type": "response.create", "event_id": "more", "response": BESIDE})
    with neighbour(attacked.ws_url) as beside, Stranger(attacked.ws_url, TOKEN) as stranger:
        for _ in range(300):
            stranger.send(asked)
        stranger.settled()
        time.sleep(0.3)
        kinds = [event["type"] for event in stranger.events]
        refused = [event["error"] for event in stranger.events if event["type"] == "error"]
    assert {e["code"] for e in refused if e["event_id"] == "more"} == {"too_many_responses"}
    assert kinds.count("response.done") >= 4
    assert max(beside) < 3.0


@pytest.mark.timing
def test_a_flood_is_slowed_down_and_others_go_on(attacked: Served) -> None:
    with neighbour(attacked.ws_url) as beside, Stranger(attacked.ws_url, TOKEN) as stranger:
        stop = threading.Event()

        def flood() -> None:
            with suppress(ConnectionClosed):
                while not stop.is_set():
                    stranger.send(TINY)

        sending = threading.Thread(target=flood)
        sending.start()
        try:
            while stranger.until("error")["error"]["code"] != "too_many_events":
                pass
            time.sleep(1.0)
        finally:
            stop.set()
            stranger.socket.socket.shutdown(2)
            sending.join()
    assert statistics.median(beside) < 1.0


@pytest.mark.parametrize("waits", [0.0, 0.02, 0.3])
def test_who_vanishes_and_returns_finds_the_turn_once(attacked: Served, waits: float) -> None:
    session = f"vanish-{uuid4().hex[:8]}"
    query = f"?session_id={session}"
    with Stranger(attacked.ws_url, TOKEN, query) as first:
        first.say("show me desk lamps")
        first.send({"type": "conversation.item.create", "item": ASK})
        first.send(IN_TEXT)
        time.sleep(waits)
        first.socket.socket.shutdown(2)  # gone without a word
    with Stranger(attacked.ws_url, TOKEN, query) as again:
        resumed = again.until("aisle.session")
        assert resumed["resumed"]
        response = again.say("cheaper")
        assert response["status"] == "completed"
    said = turns(attacked, session)
    assert said[0] == "show me desk lamps"
    assert said[-1] == "cheaper"
    assert said[1:-1] in ([], ["hiking boots under 150"]), said


def test_sockets_that_race_for_a_session_leave_one(attacked: Served) -> None:
    session = f"race-{uuid4().hex[:8]}"
    said: list[str] = []
    codes: list[int | None] = []

    def talk(number: int) -> None:
        with Stranger(attacked.ws_url, TOKEN, f"?session_id={session}") as stranger:
            try:
                words = f"desk lamps under {100 + number}"
                assert stranger.say(words)["status"] == "completed"
                said.append(words)
                stranger.closed(1.0)
            except ConnectionClosed:
                pass
            except AssertionError as error:
                if "nothing came" not in str(error):
                    raise
            codes.append(stranger.socket.close_code)

    racing = [threading.Thread(target=talk, args=(number,)) for number in range(6)]
    for each in racing:
        each.start()
    for each in racing:
        each.join()
    assert len(codes) == 6, "one of them failed"
    assert set(codes) <= {4003, None, 1000, 1005, 1006}
    assert codes.count(4003) >= 4, codes
    kept = turns(attacked, session)
    assert len(set(kept)) == len(kept), "a turn was stored twice"
    assert set(said) <= set(kept), "a turn that was answered is lost"
