"""Answers that come as they should, of all three protocols, over real loopback."""

import pytest

from agents.models.call import Finish, Message, ModelCall, Task
from agents.models.spec import Protocol
from agents.models.usage import Usage
from evals.doubles import IgnoresStream, Lumps, NoStreaming, Script, SplitWrites
from tests.agents.models.asking import PROTOCOLS, SAID, answer_of, asked

pytestmark = pytest.mark.parametrize("protocol", PROTOCOLS)


async def test_text_usage_and_model(protocol: Protocol) -> None:
    async with asked(protocol) as (client, server):
        answer = await answer_of(client)
        assert client.name == "gpt"
        assert answer.text == SAID
        assert len(answer.pieces) > 5, "it streams"
        assert answer.end.finish == "stop"
        assert answer.end.usage == server.records[0].usage
        assert answer.end.model == "m-1"


async def test_second_call_uses_the_connection_again(protocol: Protocol) -> None:
    async with asked(protocol) as (client, server):
        for _ in range(3):
            await answer_of(client)
        assert {record.connection for record in server.records} == {0}


async def test_prompt_that_the_cache_has_counts_as_cached(protocol: Protocol) -> None:
    system = "You sell boots and only boots. " * 400
    async with asked(protocol) as (client, server):
        for question in ("red boots?", "blue boots?"):
            call = ModelCall(Task.REPLY, system, (Message("user", question),), 50, cache_key="shop")
            answer = await answer_of(client, call)
            assert answer.end.usage == server.records[-1].usage
    assert answer.end.usage is not None
    assert answer.end.usage.cached > 1_000


@pytest.mark.parametrize("fault", [SplitWrites(1), SplitWrites(3), Lumps(), Lumps(3)], ids=str)
async def test_pieces_of_any_size(protocol: Protocol, fault: SplitWrites | Lumps) -> None:
    async with asked(protocol, Script(text=SAID, faults=(fault,))) as (client, server):
        answer = await answer_of(client)
        assert answer.text == SAID
        assert answer.end.usage == server.records[0].usage


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
async def test_pings_and_line_ends(protocol: Protocol, line_end: str) -> None:
    script = Script(text=SAID, ping_every_s=0.01, first_content_s=0.05, line_end=line_end)  # type: ignore[arg-type]  # the parameters are of that type
    async with asked(protocol, script) as (client, _):
        assert (await answer_of(client)).text == SAID


@pytest.mark.parametrize("shown", [True, False])
async def test_reasoning_is_billed_and_never_said(protocol: Protocol, shown: bool) -> None:
    script = Script(text=SAID, reasoning_tokens=40, reasoning_shown=shown)
    async with asked(protocol, script) as (client, server):
        answer = await answer_of(client)
    assert answer.text == SAID
    assert answer.end.usage == server.records[0].usage
    assert answer.end.usage is not None
    assert answer.end.usage.output > 40


async def test_length(protocol: Protocol) -> None:
    async with asked(protocol, Script(text=SAID, finish="length")) as (client, _):
        assert (await answer_of(client)).end.finish == "length"


async def test_refusal_and_filter(protocol: Protocol) -> None:
    finishes: set[Finish] = {"refused", "filtered"}
    async with asked(protocol, [Script(finish="refused"), Script(finish="filtered")]) as (
        client,
        _,
    ):
        assert (await answer_of(client)).end.finish == "refused"
        assert (await answer_of(client)).end.finish in finishes


async def test_nothing_said(protocol: Protocol) -> None:
    async with asked(protocol, Script(text="")) as (client, server):
        answer = await answer_of(client)
        assert answer.pieces == ()
        assert answer.end.usage == server.records[0].usage


async def test_model_that_does_not_stream(protocol: Protocol) -> None:
    async with asked(protocol, Script(text=SAID), streams=False) as (client, server):
        answer = await answer_of(client)
        assert answer.pieces == (SAID,)
        assert answer.end.usage == server.records[0].usage
        assert server.records[0].asked.body["stream"] is False
        await answer_of(client)
        assert server.records[1].connection == 0


async def test_server_that_ignores_streaming(protocol: Protocol) -> None:
    async with asked(protocol, Script(text=SAID, faults=(IgnoresStream(),))) as (client, server):
        answer = await answer_of(client)
        assert answer.text == SAID
        assert answer.end.usage == server.records[0].usage


async def test_server_that_refuses_streaming_is_asked_without_from_then_on(
    protocol: Protocol, caplog: pytest.LogCaptureFixture
) -> None:
    async with asked(protocol, Script(text=SAID, faults=(NoStreaming(),))) as (client, server):
        assert (await answer_of(client)).text == SAID
        assert (await answer_of(client)).text == SAID
    assert [record.asked.body["stream"] for record in server.records] == [True, False, False]
    assert "does not take a parameter" in caplog.text


async def test_refused_answer_in_one_piece(protocol: Protocol) -> None:
    async with asked(protocol, Script(finish="refused"), streams=False) as (client, _):
        answer = await answer_of(client)
    assert answer.end.finish == "refused"
    assert answer.end.usage != Usage()
