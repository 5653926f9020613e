"""Answers in one piece go wrong too."""

import asyncio

import pytest

from evals.doubles import (
    BrokenLine,
    Cut,
    ErrorInBand,
    HttpError,
    IgnoresStream,
    Script,
    Stall,
    doubles,
)
from evals.doubles.asked import ProtocolName
from tests.evals.doubles.ask import ERRORS, PROTOCOLS, client_of

_each_protocol = pytest.mark.parametrize("protocol", PROTOCOLS)
_TEXT = "one two three four five six"


@_each_protocol
@pytest.mark.parametrize("fault", [
    Cut("headers"), Cut(2), Cut(2, "reset"), BrokenLine(2), ErrorInBand(2), HttpError(500),
    HttpError(200, body="html"),
], ids=str)  # fmt: skip
async def test_what_went_wrong_is_an_error(
    protocol: ProtocolName, fault: Cut | BrokenLine | ErrorInBand | HttpError
) -> None:
    async with doubles(Script(text=_TEXT, faults=(fault,))) as server:
        async with client_of(server.root) as client:
            try:
                answer = await client.whole(protocol)
            except ERRORS:
                answer = None
        record = (await server.settled())[0]
    assert answer is None or isinstance(answer, str)  # the SDKs hand on a page as it is
    assert not record.finished and record.said == []


@_each_protocol
async def test_a_client_that_leaves_pays_for_what_was_generated(protocol: ProtocolName) -> None:
    script = Script(text=_TEXT, reasoning_tokens=4, first_content_s=0.05, tokens_per_s=0.1)
    async with doubles(script) as server, client_of(server.root) as client:
        asking = asyncio.create_task(client.whole(protocol))
        await server.until(bool)
        await asyncio.sleep(0.3)
        asking.cancel()
        record = (await server.settled())[0]
    assert record.disconnected_s is not None and record.headers_s is None
    assert record.usage.reasoning == 4 and 5 <= record.usage.output < 4 + 6


@_each_protocol
async def test_a_stalled_answer_is_late(protocol: ProtocolName) -> None:
    script = Script(text=_TEXT, faults=(Stall(3, 0.15), IgnoresStream()))
    async with doubles(script) as server, client_of(server.root) as client:
        await client.heard(protocol)
        record = (await server.settled())[0]
    assert record.headers_s is not None and record.headers_s >= 0.15
    assert record.finished and record.usage.output == 6
