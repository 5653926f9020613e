"""The doubles speak as the SDKs declare it: every required field, nothing of a wrong type."""

from typing import Any

import pytest
from anthropic.types import Message, RawMessageStreamEvent
from openai.types.chat import ChatCompletion, ChatCompletionChunk
from openai.types.responses import Response, ResponseStreamEvent
from pydantic import TypeAdapter

from evals.doubles import Script, doubles
from evals.doubles.asked import ProtocolName
from tests.evals.doubles.ask import PROTOCOLS, client_of, text_of

_EVENTS: dict[ProtocolName, TypeAdapter[Any]] = {
    "openai-chat": TypeAdapter(ChatCompletionChunk),
    "openai-responses": TypeAdapter(ResponseStreamEvent),
    "anthropic-messages": TypeAdapter(RawMessageStreamEvent),
}
_WHOLE: dict[ProtocolName, TypeAdapter[Any]] = {
    "openai-chat": TypeAdapter(ChatCompletion),
    "openai-responses": TypeAdapter(Response),
    "anthropic-messages": TypeAdapter(Message),
}
_TEXT = "Zwei Paar Bergstiefel für 95 €, leicht und gut bewertet 🥾. Möchten Sie mehr hören?"
_SCRIPTS = [
    Script(text=_TEXT),
    Script(text=_TEXT, reasoning_tokens=4),
    Script(text=_TEXT, reasoning_tokens=4, reasoning_shown=True),
    Script(text=_TEXT, finish="refused"),
    Script(text=_TEXT, finish="filtered"),
    Script(text=_TEXT, finish="length"),
    Script(text=""),
    Script(text=_TEXT, line_end="\r\n"),
]


@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize("script", _SCRIPTS, ids=range(len(_SCRIPTS)))
async def test_every_event_is_what_the_sdk_declares(protocol: ProtocolName, script: Script) -> None:
    async with doubles(script) as server, client_of(server.root) as client:
        events = await client.events(protocol)
        for event in events:
            _EVENTS[protocol].validate_python(event.to_dict())
        refused = script.finish == "refused" and protocol != "anthropic-messages"
        assert "".join(text_of(event) for event in events) == ("" if refused else script.text)
        whole = await client.whole(protocol)
        _WHOLE[protocol].validate_python(whole.to_dict())
        assert (await server.settled())[0].usage == server.records[1].usage


async def test_responses_are_numbered_without_a_gap() -> None:
    script = Script(reasoning_tokens=2, reasoning_shown=True)
    async with doubles(script) as server, client_of(server.root) as client:
        events = await client.events("openai-responses")
    assert [event.sequence_number for event in events] == list(range(len(events)))
    assert events[-1].response.output_text == Script().text


@pytest.mark.parametrize("protocol", PROTOCOLS)
async def test_an_answer_stops_at_the_tokens_it_may_have(protocol: ProtocolName) -> None:
    script = Script(text="one two three four five " * 10, reasoning_tokens=10)
    async with doubles(script) as server, client_of(server.root) as client:
        text, error = await client.heard(protocol, limit=16)
        thought, _ = await client.heard(protocol, limit=16)
        usage = (await server.settled())[0].usage
        last = (await client.events(protocol, limit=16))[-2:]
    assert error is None and text == thought == "one two three four five one"
    assert (usage.output, usage.reasoning) == (16, 10)
    said = " ".join(str(event) for event in last)
    assert any(word in said for word in ("'length'", "max_output_tokens", "max_tokens"))


async def test_a_model_that_thinks_up_all_its_tokens_says_nothing() -> None:
    async with doubles(Script(reasoning_tokens=50)) as server, client_of(server.root) as client:
        assert await client.heard("openai-chat", limit=20) == ("", None)
        assert (await server.settled())[0].usage.reasoning == 20


async def test_a_connection_is_kept_and_keys_are_not_recorded() -> None:
    async with doubles() as server, client_of(server.root) as client:
        await client.heard("openai-chat")
        await client.heard("openai-responses")
        await client.heard("anthropic-messages")
        records = await server.settled()
    assert [record.connection for record in records] == [0, 0, 1]
    assert "secret-key" not in str(records)
    assert records[0].asked.body["messages"] == [{"role": "user", "content": "boots"}]
    assert all(record.finished and record.disconnected_s is None for record in records)
