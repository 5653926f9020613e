"""Answers in pieces whose reader goes away, or reads no more."""

import asyncio
from collections.abc import AsyncGenerator
from typing import Any

import pytest

from assistant.http import event_stream
from assistant.http.event_stream import EventStream, begun
from tests.patience import PATIENCE_S

SCOPE: dict[str, Any] = {"type": "http", "asgi": {"spec_version": "2.3"}}


class Pieces:
    """Counts what was taken of it, and notes its end."""

    def __init__(self) -> None:
        self.given = 0
        self.ended = False

    async def all(self) -> AsyncGenerator[str, None]:
        try:
            while True:
                self.given += 1
                yield f"data: {self.given}\n\n"
                await asyncio.sleep(0)
        finally:
            self.ended = True


async def test_a_client_that_goes_away_ends_what_is_written() -> None:
    pieces, gone = Pieces(), asyncio.Event()

    async def receive() -> dict[str, Any]:
        await gone.wait()
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        if pieces.given == 5:
            gone.set()

    async with asyncio.timeout(PATIENCE_S):
        await EventStream(await begun(pieces.all()))(SCOPE, receive, send)
    assert pieces.ended, "at once, not when it is collected"


async def test_a_client_that_reads_no_more_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_stream, "UNREAD_S", 0.05)
    pieces = Pieces()

    async def receive() -> dict[str, Any]:
        await asyncio.sleep(600)
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        if pieces.given == 5:
            await asyncio.sleep(600)

    async with asyncio.timeout(PATIENCE_S):
        await EventStream(pieces.all())(SCOPE, receive, send)
    assert pieces.ended


async def test_what_fails_before_the_first_piece_fails_before_the_answer() -> None:
    async def fails() -> AsyncGenerator[str, None]:
        raise ValueError
        yield ""

    with pytest.raises(ValueError):
        await begun(fails())
