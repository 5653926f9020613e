"""Limits under many threads: routes run in some, sockets in the event loop."""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.accounts.errors import LimitReached
from assistant.accounts.limits import HOUR_S
from assistant.accounts.strangers import WRONG_PER_MINUTE, Strangers
from assistant.accounts.usage import Limits, Usage

THREADS = 8


@pytest.fixture(autouse=True)
def impatient() -> Iterator[None]:
    """Let threads be interrupted nearly everywhere."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def at_once(work: Callable[[int], None]) -> None:
    """Do work in many threads that begin together.

    Raises:
        BaseException: The first that a thread ended with.
    """
    failures: list[BaseException] = []
    begin = threading.Barrier(THREADS)

    def run(number: int) -> None:
        begin.wait()
        try:
            work(number)
        except BaseException as error:  # noqa: BLE001 - raised below
            failures.append(error)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(THREADS)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    if failures:
        raise failures[0]


@settings(max_examples=25, deadline=None, derandomize=True, database=None)
@given(st.integers(1, 60), st.integers(1, 8), st.integers(1, 90))
def test_no_limit_is_passed_however_many_ask_at_once(
    requests: int, sessions: int, audio_s: int
) -> None:
    usage = Usage(sessions=100, clock=lambda: 0.0)
    limits = Limits(requests_per_minute=requests, sessions=sessions, audio_s_per_hour=audio_s)
    users = (usage.of("key", limits), usage.of("token", limits))
    served: list[str] = []
    most: list[int] = []

    def ask(_: int) -> None:
        for _ in range(30):
            with suppress(LimitReached):
                usage.request(users)
                served.append("request")
            with suppress(LimitReached):
                usage.audio(users, 1.0)
                served.append("audio")
            with suppress(LimitReached), usage.session(users):
                most.append(users[0].sessions)

    at_once(ask)
    assert served.count("request") == min(requests, THREADS * 30)
    assert served.count("audio") == min(audio_s, THREADS * 30)
    assert max(most) <= sessions
    assert [user.sessions for user in users] == [0, 0]
    left = {each.name: each for each in usage.allowances(users)}
    assert left["sessions"].remaining == sessions
    assert left["requests"].remaining == pytest.approx(max(0, requests - THREADS * 30))


def test_accounts_are_forgotten_while_others_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.accounts.usage.REMEMBERED", 50)
    monkeypatch.setattr("assistant.accounts.usage.FORGETS_EVERY_S", 0.0)
    now = 0.0
    usage = Usage(sessions=100, clock=lambda: now)
    limits = Limits(requests_per_minute=10, sessions=1, audio_s_per_hour=10)

    def come(number: int) -> None:
        nonlocal now
        for each in range(150):
            usage.request((usage.of(f"{number}-{each}", limits),))
            now += HOUR_S / 100

    at_once(come)


def test_guesses_from_many_threads_are_counted_each(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "monotonic", lambda: 0.0)
    strangers = Strangers(lambda: 0.0)

    def guess(number: int) -> None:
        for each in range(200):
            strangers.wrong(f"10.{number}.{each}.1")
            if each < WRONG_PER_MINUTE // THREADS + 1:
                strangers.wrong("10.99.0.1")

    at_once(guess)
    assert strangers.wait_s("10.99.0.1") > 0
