"""Times go by the script: headers, role, first content, rate, stalls and pings."""

from asyncio import get_running_loop

import pytest

from evals.doubles import Script, Stall, doubles
from evals.doubles.asked import ProtocolName
from tests.evals.doubles.ask import PROTOCOLS, client_of, text_of
from tests.loopback import over_loopback

_each_protocol = pytest.mark.parametrize("protocol", PROTOCOLS)
_LATE_S = 0.005
"""In the loop's own seconds: what is late is late by a timer of the script, 10 ms or more."""


@_each_protocol
@over_loopback
async def test_each_moment_comes_when_it_is_due(protocol: ProtocolName) -> None:
    script = Script(
        text="one two three four", headers_s=0.05, role_s=0.1, first_content_s=0.2, tokens_per_s=50
    )
    async with doubles(script) as server, client_of(server.root) as client:
        clock = get_running_loop().time
        began = clock()
        stream = await client.stream(protocol)
        headers_s = clock() - began
        async with stream:
            moments = [(clock() - began, text_of(event)) async for event in stream]
        record = (await server.settled())[0]
    contents = [moment for moment, text in moments if text]
    assert 0.05 <= headers_s < 0.05 + _LATE_S
    assert 0.1 <= moments[0][0] < 0.1 + _LATE_S
    assert 0.2 <= contents[0] < 0.2 + _LATE_S
    assert 0.26 <= contents[-1] < 0.26 + _LATE_S
    assert record.headers_s is not None and record.headers_s >= 0.05
    assert record.first_content_s is not None and 0.2 <= record.first_content_s <= contents[0]


@_each_protocol
@over_loopback
async def test_a_stall_delays_what_comes_after_it(protocol: ProtocolName) -> None:
    script = Script(text="one two three four", tokens_per_s=100, faults=(Stall(2, 0.2),))
    async with doubles(script) as server, client_of(server.root) as client:
        text, error = await client.heard(protocol)
        record = (await server.settled())[0]
    assert (text, error) == ("one two three four", None)
    assert record.first_content_s is not None and record.first_content_s < 0.1
    assert record.last_byte_s is not None and 0.23 <= record.last_byte_s < 0.23 + _LATE_S


@_each_protocol
@over_loopback
async def test_pings_say_nothing(protocol: ProtocolName) -> None:
    script = Script(text="one two", ping_every_s=0.02, faults=(Stall("role", 0.1),))
    async with doubles(script) as server, client_of(server.root) as client:
        raw = await (await client.stream(protocol)).response.aread()
        assert raw.count(b"ping") >= 2
        assert raw.startswith(
            b'event: ping\ndata: {"type":"ping"}\n\n'
            if protocol == "anthropic-messages"
            else b": ping\n\n"
        )
        assert await client.heard(protocol) == ("one two", None)


@_each_protocol
@over_loopback
async def test_an_answer_in_one_piece_takes_as_long_as_its_tokens(protocol: ProtocolName) -> None:
    script = Script(text="one two three four five", first_content_s=0.1, tokens_per_s=40)
    async with doubles(script) as server, client_of(server.root) as client:
        clock = get_running_loop().time
        began = clock()
        await client.whole(protocol)
        assert 0.2 <= clock() - began < 0.2 + _LATE_S


@over_loopback
async def test_shown_reasoning_comes_before_the_first_content() -> None:
    script = Script(reasoning_tokens=5, reasoning_shown=True, role_s=0.02, first_content_s=0.2)
    async with doubles(script) as server, client_of(server.root) as client:
        clock = get_running_loop().time
        began = clock()
        thought, said = [], []
        stream = await client.stream("openai-chat")
        async with stream:
            async for chunk in stream:
                if chunk.choices and getattr(chunk.choices[0].delta, "reasoning_content", None):
                    thought.append(clock() - began)
                if text_of(chunk):
                    said.append(clock() - began)
    assert len(thought) == 5 and thought[0] < 0.2 <= said[0]
