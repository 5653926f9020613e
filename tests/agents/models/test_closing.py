"""Barge-in: the provider is cut off at once, and what it cost is known."""

import asyncio
from contextlib import aclosing

import pytest

from agents.models.call import Ended, TextDelta, usage_so_far
from agents.models.errors import ModelFailed
from agents.models.spec import Protocol
from agents.models.usage import Usage
from evals.doubles import Script, Stall
from evals.doubles.faults import Place
from tests.agents.models.asking import CALL, PROTOCOLS, SAID, answer_of, asked

pytestmark = pytest.mark.parametrize("protocol", PROTOCOLS)
SLOW = Script(text=SAID * 5, tokens_per_s=50)


async def test_closing_early_is_seen_by_the_server(protocol: Protocol) -> None:
    async with asked(protocol, SLOW) as (client, server):
        events = client.stream(CALL)
        async with aclosing(events):
            async for event in events:
                assert isinstance(event, TextDelta)
                break
        closed_at = asyncio.get_running_loop().time()
        await server.settled()
        record = server.records[0]
        assert record.disconnected_s is not None
        assert record.asked_at + record.disconnected_s - closed_at < 0.2
        assert not record.finished
        usage = usage_so_far(events)
        assert usage is not None
        assert usage.estimated
        assert usage.input >= record.usage.input
        assert usage.output >= record.usage.output
        assert usage.output <= CALL.max_output_tokens


async def test_anthropic_input_is_exact_when_closed_early(protocol: Protocol) -> None:
    async with asked(protocol, SLOW) as (client, server):
        events = client.stream(CALL)
        async with aclosing(events):
            await anext(events)
        usage = usage_so_far(events)
    assert usage is not None
    assert (usage.input == server.records[0].usage.input) is (protocol == "anthropic-messages")


@pytest.mark.parametrize("at", ["headers", "role", "content", 3])
async def test_cancelling_a_task_that_waits(protocol: Protocol, at: Place) -> None:
    async with asked(protocol, Script(text=SAID, faults=(Stall(at),))) as (client, server):
        events = client.stream(CALL)

        async def listen() -> None:
            async for _ in events:
                pass

        task = asyncio.create_task(listen())
        await server.until(bool)
        await asyncio.sleep(0.05)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await events.aclose()
        await server.settled()
        assert server.records[0].disconnected_s is not None
        usage = usage_so_far(events)
        assert usage is not None
        assert usage.input >= server.records[0].usage.input


async def test_each_event_may_be_awaited_by_another_task(protocol: Protocol) -> None:
    async with asked(protocol) as (client, _):
        text = ""
        async with aclosing(client.stream(CALL)) as events:
            while True:
                event = await asyncio.create_task(anext(events))
                if isinstance(event, Ended):
                    break
                text += event.text
    assert text == SAID


async def test_nothing_is_sent_before_the_first_event_is_asked_for(protocol: Protocol) -> None:
    async with asked(protocol) as (client, server):
        events = client.stream(CALL)
        await asyncio.sleep(0.02)
        await events.aclose()
        assert server.records == []
        assert usage_so_far(events) == Usage()


async def test_usage_once_it_is_over_is_the_providers(protocol: Protocol) -> None:
    async with asked(protocol) as (client, server):
        events = client.stream(CALL)
        async with aclosing(events):
            async for _ in events:
                pass
        assert usage_so_far(events) == server.records[0].usage


async def test_many_barge_ins_leave_nothing_behind(protocol: Protocol) -> None:
    async with asked(protocol, SLOW, max_concurrent=2) as (client, server):
        for _ in range(20):
            async with aclosing(client.stream(CALL)) as events:
                await anext(events)
        await server.settled()
        assert all(record.disconnected_s is not None for record in server.records)
        server.play(Script(text=SAID))
        assert (await answer_of(client)).text == SAID
    await asyncio.sleep(0)
    others = asyncio.all_tasks() - {asyncio.current_task()}
    assert not others, "no task is left"


async def test_stream_that_was_closed_is_over(protocol: Protocol) -> None:
    async with asked(protocol, SLOW) as (client, _):
        events = client.stream(CALL)
        await anext(events)
        await events.aclose()
        with pytest.raises(StopAsyncIteration):
            await anext(events)


async def test_raising_inside_the_stream_closes_it(protocol: Protocol) -> None:
    async with asked(protocol, SLOW) as (client, server):
        events = client.stream(CALL)
        await anext(events)
        with pytest.raises(ZeroDivisionError):
            await events.athrow(ZeroDivisionError())
        await server.settled()
        assert server.records[0].disconnected_s is not None


async def test_closing_the_client_ends_what_is_under_way(protocol: Protocol) -> None:
    async with asked(protocol, Script(text=SAID, faults=(Stall(3),))) as (client, server):
        events = client.stream(CALL)
        await anext(events)
        await client.aclose()
        with pytest.raises(ModelFailed):
            async for _ in events:
                pass
        await server.settled()
