"""Typed turns, tools, settings and mistakes through the official Python SDK."""

import json
from typing import Any, cast

import pytest
from openai import APIStatusError, AsyncOpenAI, OpenAI
from websockets.exceptions import InvalidStatus

from tests.clients.talker import MODEL, Talker, talking

pytestmark = pytest.mark.model

TOOL = {
    "type": "function",
    "name": "get_store_hours",
    "description": "Opening hours of a store, by city.",
    "parameters": {
        "type": "object",
        "properties": {"city": {"type": "string", "description": "The city of the store."}},
        "required": ["city"],
    },
}


async def update(talker: Talker, **session: object) -> dict[str, Any]:
    """Send session.update; return what the session is now."""
    await talker.connection.send(
        cast("Any", {"type": "session.update", "session": {"type": "realtime", **session}})
    )
    told: dict[str, Any] = (await talker.until("session.updated"))["session"]
    return told


async def test_typed_turns_without_sound(client: AsyncOpenAI) -> None:
    async with talking(client) as talker:
        session = await update(talker, output_modalities=["text"])
        assert session["output_modalities"] == ["text"]
        await talker.write("I'm looking for hiking boots under 150 dollars")
        done = (await talker.until("response.done"))["response"]
        assert done["status"] == "completed"
        assert done["output"][0]["content"][0]["type"] == "output_text"
        assert "boot" in done["output"][0]["content"][0]["text"].lower()
        assert not talker.all("response.output_audio.delta")
        first = talker.all("aisle.turn.committed")[-1]["turn"]["products"]
        await talker.write("Is the second one waterproof?")
        second = (await talker.until("response.done"))["response"]["output"][0]["content"][0]
        name = first[1]["title"].split()[0].lower()
        assert name in second["text"].lower()


async def test_a_session_with_its_id_goes_on(client: AsyncOpenAI) -> None:
    async with talking(client, session_id="goes-on-1") as talker:
        await update(talker, output_modalities=["text"])
        await talker.write("Show me desk lamps between 40 and 80 dollars")
        await talker.until("response.done")
    async with talking(client, session_id="goes-on-1") as talker:
        await update(talker, output_modalities=["text"])
        await talker.write("Put the first one in my cart, please")
        await talker.until("response.done")
        assert talker.all("aisle.turn.committed")[-1]["turn"]["cart"]


async def test_a_function_of_the_client_is_called(client: AsyncOpenAI) -> None:
    async with talking(client) as talker:
        await update(talker, output_modalities=["text"], tools=[TOOL], tool_choice="auto")
        await talker.write("What are the opening hours of your store in Boston?")
        done = (await talker.until("response.done"))["response"]
        (call,) = done["output"]
        assert (call["type"], call["name"]) == ("function_call", "get_store_hours")
        assert json.loads(call["arguments"])["city"].lower() == "boston"
        await talker.connection.conversation.item.create(
            item={
                "type": "function_call_output",
                "call_id": call["call_id"],
                "output": json.dumps({"opens": "9:00", "closes": "18:00"}),
            }
        )
        await talker.connection.response.create()
        said = (await talker.until("response.done"))["response"]["output"][0]["content"][0]["text"]
        assert "9" in said
        await talker.write("Show me red dresses")
        (plain,) = (await talker.until("response.done"))["response"]["output"]
        assert plain["type"] == "message"


async def test_everything_a_session_has_can_be_set(client: AsyncOpenAI) -> None:
    async with talking(client) as talker:
        told = await update(
            talker,
            instructions="Be brief.",
            output_modalities=["audio"],
            audio={
                "input": {
                    "format": {"type": "audio/pcm", "rate": 24_000},
                    "noise_reduction": {"type": "near_field"},
                    "transcription": {
                        "model": "gpt-4o-mini-transcribe",
                        "language": "en",
                        "prompt": "shopping",
                    },
                    "turn_detection": {
                        "type": "server_vad",
                        "threshold": 0.6,
                        "prefix_padding_ms": 300,
                        "silence_duration_ms": 500,
                        "create_response": True,
                        "interrupt_response": True,
                    },
                },
                "output": {
                    "format": {"type": "audio/pcm", "rate": 24_000},
                    "voice": "marin",
                    "speed": 1.1,
                },
            },
            include=["item.input_audio_transcription.logprobs"],
            max_output_tokens="inf",
            tools=[TOOL],
            tool_choice={"type": "function", "name": "get_store_hours"},
            tracing="auto",
            truncation="auto",
        )
        assert told["instructions"] == "Be brief."
        assert told["audio"]["input"]["turn_detection"]["threshold"] == 0.6
        assert told["audio"]["input"]["transcription"]["model"] == "gpt-4o-mini-transcribe"
        assert told["audio"]["output"]["voice"] == "marin"
        assert told["audio"]["output"]["speed"] == 1.1
        assert told["tools"][0]["name"] == "get_store_hours"
        # What is not named stays as it is.
        told = await update(talker, audio={"input": {"turn_detection": {"type": "semantic_vad"}}})
        assert told["audio"]["input"]["turn_detection"]["type"] == "semantic_vad"
        assert told["audio"]["input"]["turn_detection"]["interrupt_response"] is True
        assert told["audio"]["output"]["speed"] == 1.1
        assert told["instructions"] == "Be brief."
        told = await update(talker, audio={"input": {"turn_detection": None}}, tools=[])
        assert told["audio"]["input"]["turn_detection"] is None
        assert told["tools"] == []


async def test_items_are_made_read_and_deleted(client: AsyncOpenAI) -> None:
    async with talking(client) as talker:
        make = talker.connection.conversation.item
        for identity, role, kind in (
            ("sys_1", "system", "input_text"),
            ("usr_1", "user", "input_text"),
            ("ast_1", "assistant", "output_text"),
        ):
            await make.create(
                item=cast(
                    "Any",
                    {
                        "id": identity,
                        "type": "message",
                        "role": role,
                        "content": [{"type": kind, "text": "Hello there."}],
                    },
                )
            )
            added = await talker.until("conversation.item.added")
            assert added["item"]["id"] == identity
            await talker.until("conversation.item.done")
        await make.create(
            previous_item_id="root",
            item={
                "id": "usr_0",
                "type": "message",
                "role": "user",
                "content": [{"type": "input_text", "text": "First."}],
            },
        )
        assert (await talker.until("conversation.item.added"))["previous_item_id"] is None
        await make.retrieve(item_id="ast_1")
        kept = (await talker.until("conversation.item.retrieved"))["item"]
        assert kept["content"][0]["text"] == "Hello there."
        await make.delete(item_id="usr_1")
        assert (await talker.until("conversation.item.deleted"))["item_id"] == "usr_1"


MISTAKES: dict[str, dict[str, Any]] = {
    "no such event": {"type": "conversation.nonsense"},
    "nothing to cancel": {"type": "response.cancel"},
    "nothing to commit": {"type": "input_audio_buffer.commit"},
    "no such item": {"type": "conversation.item.delete", "item_id": "nowhere"},
    "not to retrieve": {"type": "conversation.item.retrieve", "item_id": "nowhere"},
    "not base64": {"type": "input_audio_buffer.append", "audio": "&&&"},
    "half a sample": {"type": "input_audio_buffer.append", "audio": "AAAA"},
    "no such voice": {
        "type": "session.update",
        "session": {"type": "realtime", "audio": {"output": {"voice": "nobody"}}},
    },
    "no such rate": {
        "type": "session.update",
        "session": {
            "type": "realtime",
            "audio": {"input": {"format": {"type": "audio/pcm", "rate": 16_000}}},
        },
    },
    "call of nobody": {
        "type": "conversation.item.create",
        "item": {"type": "function_call_output", "call_id": "call_none", "output": "{}"},
    },
    "after nobody": {
        "type": "conversation.item.create",
        "previous_item_id": "nowhere",
        "item": {
            "type": "message",
            "role": "user",
            "content": [{"type": "input_text", "text": "hi"}],
        },
    },
}


async def test_mistakes_are_told_and_nothing_ends(client: AsyncOpenAI) -> None:
    async with talking(client) as talker:
        await update(talker, output_modalities=["text"], audio={"input": {"turn_detection": None}})
        told = {}
        for name, event in MISTAKES.items():
            await talker.connection.send(cast("Any", {**event, "event_id": f"mine {name}"}))
            error = (await talker.until("error"))["error"]
            assert error["event_id"] == f"mine {name}", name
            assert error["type"] == "invalid_request_error", name
            assert error["message"].endswith("."), name
            told[name] = error["code"]
        assert told["nothing to cancel"] == "response_cancel_not_active"
        assert told["nothing to commit"] == "input_audio_buffer_commit_empty"
        await talker.write("Show me red dresses")
        assert (await talker.until("response.done"))["response"]["status"] == "completed"


async def test_a_browsers_token_opens_a_session(client: AsyncOpenAI, plain_client: OpenAI) -> None:
    secret = plain_client.realtime.client_secrets.create(
        expires_after={"anchor": "created_at", "seconds": 120},
        session={
            "type": "realtime",
            "model": MODEL,
            "output_modalities": ["text"],
            "instructions": "Be kind.",
        },
    )
    assert secret.value.startswith("ek_")
    assert secret.session.type == "realtime"
    async with (
        AsyncOpenAI(base_url=str(client.base_url), api_key=secret.value) as holder,
        talking(holder) as talker,
    ):
        session = talker.events[0]["session"]
        assert session["output_modalities"] == ["text"]
        assert session["instructions"] == "Be kind."
        await talker.write("Show me red dresses")
        await talker.until("response.done")


async def test_a_wrong_key_is_turned_away(client: AsyncOpenAI) -> None:
    stranger = client.with_options(api_key="sk-wrong")
    with pytest.raises(InvalidStatus) as refused:
        async with stranger.realtime.connect(model=MODEL):
            pass
    assert refused.value.response.status_code == 401
    with pytest.raises(APIStatusError) as refused_too:
        await stranger.realtime.client_secrets.create()
    assert refused_too.value.status_code == 401


async def test_the_header_of_the_beta_changes_nothing(client: AsyncOpenAI) -> None:
    old = client.with_options(default_headers={"OpenAI-Beta": "realtime=v1"})
    async with talking(old) as talker:
        assert talker.events[0]["session"]["type"] == "realtime"


async def test_a_client_that_takes_other_events_for_errors_gets_none(client: AsyncOpenAI) -> None:
    strict = client.with_options(default_headers={"User-Agent": "Agents/Python 0.24.0"})
    async with talking(strict) as talker:
        await update(talker, output_modalities=["text"])
        await talker.write("Show me red dresses")
        await talker.until("response.done")
        assert talker.kinds(ours=True) == talker.kinds()
        await update(talker, aisle={"events": True})
        await talker.write("Which is the cheapest one?")
        await talker.until("response.done")
        assert talker.all("aisle.turn.committed")
