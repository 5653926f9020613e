"""What is sent: only what the endpoint takes, and the same beginning every time."""

import base64
from dataclasses import replace
from typing import Any

import pytest

from agents.models.call import Image, Message, ModelCall, Task
from agents.models.errors import CallRejected
from agents.models.spec import Protocol
from agents.structured.schema import json_schema
from evals.doubles import HttpError, Script
from tests.agents.models.asking import CALL, KEY, PROTOCOLS, SAID, answer_of, asked

PICTURE = Image("image/png", b"\x89PNG...")
SEEING = ModelCall(Task.VISION, "Look.", (Message("user", "what is it?", (PICTURE,)),), 60)
READING = replace(CALL, task=Task.READING, schema=json_schema(), temperature=0.0, cache_key="shop")


async def sent(protocol: Protocol, call: ModelCall, **settings: Any) -> dict[str, Any]:
    """Return the body of the request that a call becomes."""
    async with asked(protocol, **settings) as (client, server):
        await answer_of(client, call)
        return server.records[-1].asked.body


async def test_chat_completions() -> None:
    body = await sent("openai-chat", READING)
    assert body["model"] == "m-1"
    assert body["messages"][0] == {"role": "system", "content": CALL.system}
    assert body["messages"][1] == {"role": "user", "content": CALL.messages[0].text}
    assert body["max_tokens"] == 100
    assert body["stream_options"] == {"include_usage": True}
    assert body["temperature"] == 0.0
    assert body["response_format"]["json_schema"]["strict"] is True
    assert "reasoning_effort" not in body


async def test_responses() -> None:
    body = await sent("openai-responses", READING, reasoning="low")
    assert body["store"] is False
    assert body["instructions"] == CALL.system
    assert body["input"] == [{"role": "user", "content": CALL.messages[0].text}]
    assert body["prompt_cache_key"] == "shop"
    assert body["reasoning"] == {"effort": "low"}
    assert body["text"]["format"]["type"] == "json_schema"
    assert body["text"]["format"]["strict"] is True
    assert (await sent("openai-responses", replace(CALL, max_output_tokens=5)))[
        "max_output_tokens"
    ] == 16


async def test_messages() -> None:
    body = await sent("anthropic-messages", READING, reasoning="minimal")
    assert body["system"] == [
        {"type": "text", "text": CALL.system, "cache_control": {"type": "ephemeral"}}
    ]
    assert body["max_tokens"] == 100
    assert body["output_config"]["effort"] == "low"
    assert body["output_config"]["format"]["type"] == "json_schema"
    assert (await sent("anthropic-messages", CALL, reasoning="none"))["thinking"] == {
        "type": "disabled"
    }


async def test_reasoning_of_qwen_is_switched_off_by_its_template() -> None:
    body = await sent("openai-chat", CALL, reasoning="none")
    assert body["chat_template_kwargs"] == {"enable_thinking": False}
    assert body["reasoning_effort"] == "none"


async def test_pictures() -> None:
    data = base64.b64encode(PICTURE.data).decode()
    chat = await sent("openai-chat", SEEING, images=True)
    assert chat["messages"][1]["content"][0] == {
        "type": "image_url",
        "image_url": {"url": f"data:image/png;base64,{data}"},
    }
    responses = await sent("openai-responses", SEEING, images=True)
    assert responses["input"][0]["content"][0]["image_url"] == f"data:image/png;base64,{data}"
    messages = await sent("anthropic-messages", SEEING, images=True)
    assert messages["messages"][0]["content"][0]["source"] == {
        "type": "base64",
        "media_type": "image/png",
        "data": data,
    }


@pytest.mark.parametrize("protocol", PROTOCOLS)
async def test_model_that_does_not_see_is_not_shown_pictures(protocol: Protocol) -> None:
    async with asked(protocol) as (client, server):
        with pytest.raises(CallRejected, match="images = true"):
            await answer_of(client, SEEING)
        assert server.records == []


@pytest.mark.parametrize("protocol", PROTOCOLS)
async def test_model_without_schemas_and_call_without_extras(protocol: Protocol) -> None:
    plain = await sent(protocol, replace(READING, temperature=None), schemas=False)
    assert not {"response_format", "text", "output_config", "temperature"} & plain.keys()


@pytest.mark.parametrize("protocol", PROTOCOLS)
async def test_empty_messages_are_not_sent(protocol: Protocol) -> None:
    call = replace(CALL, system="", messages=(Message("assistant", " "), Message("user", "hi")))
    body = await sent(protocol, call)
    name = "input" if protocol == "openai-responses" else "messages"
    assert [message["content"] for message in body[name]] == ["hi"]
    assert not {"instructions", "system"} & body.keys()


@pytest.mark.parametrize("protocol", PROTOCOLS)
async def test_only_the_needed_headers_leave(
    protocol: Protocol, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("OPENAI_CUSTOM_HEADERS", "ANTHROPIC_CUSTOM_HEADERS"):
        monkeypatch.setenv(variable, "X-Mine: secret\nAuthorization: Bearer mine")
    monkeypatch.setenv("OPENAI_ORG_ID", "org-mine")
    monkeypatch.setenv("OPENAI_PROJECT_ID", "proj-mine")
    for variable in ("OPENAI_BASE_URL", "ANTHROPIC_BASE_URL"):
        monkeypatch.setenv(variable, "http://127.0.0.1:9/v1")
    for variable in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy"):
        monkeypatch.setenv(variable, "http://127.0.0.1:9")
    async with asked(protocol, key=KEY, keys={KEY}) as (client, server):
        assert (await answer_of(client)).text
        names = set(server.records[0].asked.headers)
    assert not {name for name in names if name.startswith(("x-", "openai-", "idempotency"))}


@pytest.mark.parametrize("protocol", PROTOCOLS)
async def test_server_without_a_key_is_sent_none(
    protocol: Protocol, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("ANTHROPIC_API_KEY", KEY)
    async with asked(protocol) as (client, server):
        await answer_of(client)
        assert not {"authorization", "x-api-key"} & set(server.records[0].asked.headers)


REFUSALS = [
    ("openai-chat", "stream_options", "Unrecognized request argument: stream_options", {}),
    ("openai-chat", "response_format", "json_schema is not supported by this model", {}),
    ("openai-chat", "temperature", "Unsupported value: 'temperature' must be 1", {}),
    ("openai-chat", "reasoning_effort", "unknown field reasoning_effort", {"reasoning": "low"}),
    ("openai-chat", "chat_template_kwargs", "extra: chat_template_kwargs", {"reasoning": "none"}),
    ("openai-responses", "prompt_cache_key", "Unknown parameter: 'prompt_cache_key'", {}),
    ("openai-responses", "text", "Invalid schema for response_format 'reading'", {}),
    ("openai-responses", "temperature", "temperature is not supported with this model", {}),
    ("openai-responses", "reasoning", "Unsupported: reasoning.effort", {"reasoning": "low"}),
    ("anthropic-messages", "temperature", "temperature: not supported by this model", {}),
    ("anthropic-messages", "output_config", "output_config.format: Extra inputs", {}),
    ("anthropic-messages", "thinking", "thinking: Extra inputs", {"reasoning": "none"}),
]  # fmt: skip


@pytest.mark.parametrize(("protocol", "name", "message", "settings"), REFUSALS)
async def test_refused_parameter_is_left_out_from_then_on(
    protocol: Protocol, name: str, message: str, settings: dict[str, Any]
) -> None:
    play = [Script(faults=(HttpError(400, message),)), Script(text=SAID)]
    async with asked(protocol, play, **settings) as (client, server):
        assert (await answer_of(client, READING)).text == SAID
        assert (await answer_of(client, READING)).text == SAID
    assert [name in record.asked.body for record in server.records] == [True, False, False]


async def test_other_name_of_the_limit() -> None:
    message = "'max_tokens' is not supported with this model. Use 'max_completion_tokens'"
    play = [Script(faults=(HttpError(400, message),)), Script(text=SAID)]
    async with asked("openai-chat", play) as (client, server):
        await answer_of(client)
    assert server.records[1].asked.body["max_completion_tokens"] == 100
    assert "max_tokens" not in server.records[1].asked.body


@pytest.mark.parametrize("protocol", PROTOCOLS)
async def test_endpoint_that_refuses_everything_is_not_asked_for_ever(protocol: Protocol) -> None:
    every = "stream stream_options temperature schema reasoning thinking cache_control max_tokens"
    script = Script(faults=(HttpError(400, f"{every} prompt_cache_key effort"),))
    async with asked(protocol, script, reasoning="none") as (client, server):
        with pytest.raises(CallRejected):
            await answer_of(client, READING)
        assert len(server.records) <= 8
