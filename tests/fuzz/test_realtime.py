"""Random events against a real socket: each bad one is answered, and nobody else is harmed."""

import json
import statistics
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.fuzz.events import SEQUENCES
from tests.fuzz.stranger import Stranger, expected_id
from tests.served import TOKEN, Served

pytestmark = pytest.mark.model

EXAMPLES = 80
"""By hand, 6,000 were tried in text, 60 with a voice."""
TIMES_SLOWER = 2.0
SLACK_S = 0.25
"""A typed turn takes 20 ms: the scheduler of a busy machine alone makes it twice that."""


def attack(url: str, sequence: list[tuple[Any, str | bytes]], *, fenced: bool) -> None:
    """Send a sequence, and check every answer.

    Args:
        url: "ws://...", of the server.
        sequence: Events, where they are some, and messages.
        fenced: Whether each is answered before the next is sent.
    """
    with Stranger(url, TOKEN) as stranger:
        unread: list[str | None] = []
        for number, (event, message) in enumerate(sequence):
            if isinstance(event, dict) and "event_id" not in event:
                message = json.dumps({**event, "event_id": f"e{number}"})  # noqa: PLW2901
            is_bad, quoted = expected_id(message)
            stranger.send(message)
            if is_bad:
                unread.append(quoted)
            if fenced:
                ids = [e["error"]["event_id"] for e in stranger.fence() if e["type"] == "error"]
                assert not is_bad or ids == [quoted], (message[:500], ids)
        stranger.settled()
        errors = [event["error"] for event in stranger.events if event["type"] == "error"]
        for error in errors:
            assert error["type"] == "invalid_request_error", error
            assert error["code"], error
            assert error["message"].endswith("."), error
        told = [error["event_id"] for error in errors]
        for quoted in unread:
            told.remove(quoted)


def search(url: str, examples: int, seed: bool = True) -> None:
    """Attack with random sequences.

    Args:
        url: "ws://...", of the server.
        examples: How many.
        seed: Whether they are the same every time.
    """

    @settings(
        max_examples=examples,
        derandomize=seed,
        deadline=None,
        database=None,
        phases=(Phase.explicit, Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @given(SEQUENCES, st.booleans())
    def run(sequence: list[tuple[Any, str | bytes]], fenced: bool) -> None:
        attack(url, sequence, fenced=fenced)

    run()


@contextmanager
def neighbour(url: str) -> Iterator[list[float]]:
    """Hold a well-behaved conversation; yields how long each of its turns took, in s."""
    stop, talks = threading.Event(), threading.Event()
    took: list[float] = []
    failures: list[BaseException] = []

    def talk() -> None:
        try:
            with Stranger(url, TOKEN) as shopper:
                shopper.say("desk lamps")  # the first turn of a process loads things
                talks.set()
                for number in range(10_000):
                    if stop.is_set():
                        return
                    began = time.monotonic()
                    response = shopper.say(("hiking boots under 150", "cheaper")[number % 2])
                    took.append(time.monotonic() - began)
                    assert response["status"] == "completed", response
                    assert response["output"][0]["content"][0]["text"]
                    stop.wait(0.05)
        except BaseException as error:  # noqa: BLE001 - told at the end
            failures.append(error)
            talks.set()

    thread = threading.Thread(target=talk)
    thread.start()
    talks.wait()
    try:
        yield took
    finally:
        stop.set()
        thread.join()
    if failures:
        raise failures[0]


@pytest.mark.timing
def test_random_events_harm_nobody(attacked: Served) -> None:
    with neighbour(attacked.ws_url) as alone:
        while len(alone) < 10:
            time.sleep(0.1)
    with neighbour(attacked.ws_url) as beside:
        search(attacked.ws_url, EXAMPLES)
    assert len(beside) > 3
    usual_s = statistics.median(alone)
    assert statistics.median(beside) < TIMES_SLOWER * usual_s + SLACK_S, (usual_s, beside)
