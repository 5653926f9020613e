"""What the providers refuse, the doubles refuse."""

from typing import Any

import anthropic
import openai
import pytest

from evals.doubles import doubles
from evals.doubles.asked import ProtocolName
from tests.evals.doubles.ask import PROTOCOLS, client_of

_each_protocol = pytest.mark.parametrize("protocol", PROTOCOLS)
_OPEN = {"type": "object", "properties": {"act": {"type": "string"}}, "required": ["act"]}
_CLOSED = {**_OPEN, "additionalProperties": False}
_OPTIONAL = {**_CLOSED, "required": []}


@_each_protocol
async def test_a_wrong_key_and_an_unknown_model(protocol: ProtocolName) -> None:
    async with doubles(models=["m"], keys=["right"]) as server:
        async with client_of(server.root, "m", "wrong") as client:
            _, error = await client.heard(protocol)
            assert isinstance(error, openai.AuthenticationError | anthropic.AuthenticationError)
        async with client_of(server.root, "other", "right") as client:
            _, error = await client.heard(protocol)
            assert isinstance(error, openai.NotFoundError | anthropic.NotFoundError)
        async with client_of(server.root, "m", "right") as client:
            assert (await client.heard(protocol))[1] is None
        records = await server.settled()
    assert [record.status for record in records] == [401, 404, 200]
    assert "right" not in str(records)


@pytest.mark.parametrize(("model", "refused"), [
    ("claude-haiku-4-5", False), ("a-claude", False),
    ("claude-sonnet-4-6", True), ("claude-opus-5", True), ("claude-haiku-5-5", True),
])  # fmt: skip
async def test_newer_claudes_take_no_beginning_of_their_answer(model: str, refused: bool) -> None:
    asked: list[Any] = [
        {"role": "user", "content": "boots"},
        {"role": "assistant", "content": "I found"},
    ]
    async with doubles() as server, client_of(server.root, model) as client:
        try:
            await client.anthropic.messages.create(model=model, messages=asked, max_tokens=50)
        except anthropic.BadRequestError as error:
            assert refused and "prefill" in str(error)
        else:
            assert not refused


async def test_reasoning_models_have_other_parameters() -> None:
    async with doubles() as server, client_of(server.root, "gpt-5-mini") as client:
        create = client.openai.chat.completions.create
        asked: list[Any] = [{"role": "user", "content": "boots"}]
        with pytest.raises(openai.BadRequestError, match="max_completion_tokens"):
            await create(model="gpt-5-mini", messages=asked, max_tokens=50)
        with pytest.raises(openai.BadRequestError, match="temperature"):
            await create(model="gpt-5-mini", messages=asked, temperature=0.0)
        await create(model="gpt-4.1", messages=asked, max_tokens=50, temperature=0.0)


async def test_responses_want_sixteen_tokens() -> None:
    async with doubles() as server, client_of(server.root, "gpt-5") as client:
        with pytest.raises(openai.BadRequestError, match="16"):
            await client.whole("openai-responses", limit=15)


@pytest.mark.parametrize(("schema", "openai_takes", "anthropic_takes"), [
    (_CLOSED, True, True), (_OPEN, False, False), (_OPTIONAL, False, True),
])  # fmt: skip
async def test_strict_schemas(schema: Any, openai_takes: bool, anthropic_takes: bool) -> None:
    async with doubles() as server, client_of(server.root) as client:
        named: Any = {"name": "reading", "strict": True, "schema": schema}
        _, chat = await client.heard(
            "openai-chat", response_format={"type": "json_schema", "json_schema": named}
        )
        _, responses = await client.heard(
            "openai-responses", text={"format": {"type": "json_schema", **named}}
        )
        _, messages = await client.heard(
            "anthropic-messages",
            output_config={"format": {"type": "json_schema", "schema": schema}},
        )
    assert [error is None for error in (chat, responses)] == [openai_takes] * 2
    assert (messages is None) == anthropic_takes


async def test_a_prompt_is_needed() -> None:
    async with doubles() as server, client_of(server.root) as client:
        with pytest.raises(openai.BadRequestError, match="messages"):
            await client.openai.chat.completions.create(model="any", messages=[])
        with pytest.raises(anthropic.BadRequestError, match="non-empty"):
            await client.anthropic.messages.create(
                model="any",
                max_tokens=5,
                messages=[{"role": "user", "content": ""}, {"role": "user", "content": "boots"}],
            )
