"""The session half in writing: items, responses, functions and errors, without speech."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from assistant.events.event import Action, Event
from assistant.turn_record import TurnRecord
from tests.assistant.realtime.talking import Opened, shops_of, talking, text_of

pytestmark = [pytest.mark.model, pytest.mark.asyncio(loop_scope="module")]

ORDER_STATUS = {
    "type": "function",
    "name": "get_order_status",
    "description": "Look up the status of an order",
    "parameters": {
        "type": "object",
        "properties": {"order_id": {"type": "string"}},
        "required": ["order_id"],
    },
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def opened(sample_home: Path) -> AsyncIterator[Opened]:
    async with shops_of(sample_home, voice=False) as shops:
        yield shops


def _message(text: str, role: str = "user", **more: object) -> dict[str, object]:
    kind = "output_text" if role == "assistant" else "input_text"
    return {"type": "message", "role": role, "content": [{"type": kind, "text": text}], **more}


async def test_a_typed_turn_is_answered_in_the_order_of_the_protocol(opened: Opened) -> None:
    async with talking(opened) as session:
        done = await session.say("hiking boots under 150 dollars")
        await session.outbox.until("aisle.turn.ended")
        types = [kind for kind in session.outbox.types() if kind != "response.output_text.delta"]
    assert types == [
        "session.created",
        "aisle.session",
        "conversation.item.added",
        "conversation.item.done",
        "response.created",
        "rate_limits.updated",
        "aisle.turn.committed",
        "response.output_item.added",
        "conversation.item.added",
        "response.content_part.added",
        "response.output_text.done",
        "response.content_part.done",
        "response.output_item.done",
        "conversation.item.done",
        "response.done",
        "aisle.turn.ended",
    ]
    assert done["status"] == "completed"
    deltas = [e["delta"] for e in session.outbox.events if e["type"].endswith("text.delta")]
    assert "".join(deltas) == text_of(done)
    assert len(deltas) > 1, "the reply comes in clauses"
    turn = next(e for e in session.outbox.events if e["type"] == "aisle.turn.committed")["turn"]
    assert turn["products"]
    assert all(card["price"] < 150 for card in turn["products"])


async def test_a_session_goes_on_where_it_was(opened: Opened) -> None:
    async with talking(opened, "goes-on") as session:
        await session.say("show me desk lamps")
        await session.say("put the first one in my cart")
    async with talking(opened, "goes-on") as session:
        story = await session.outbox.until("aisle.session")
    assert story["resumed"]
    assert story["products"]
    assert [line["quantity"] for line in story["cart"]] == [1]
    async with talking(opened) as session:
        assert not (await session.outbox.until("aisle.session"))["resumed"]


async def test_settings_are_told_back_and_bad_ones_change_nothing(opened: Opened) -> None:
    async with talking(opened) as session:
        given = {
            "instructions": "Be kind.",
            "audio": {
                "input": {
                    "format": {"type": "audio/pcmu"},
                    "transcription": {"model": "whisper-1"},
                    "turn_detection": {"type": "semantic_vad", "eagerness": "low"},
                },
                "output": {"voice": "marin", "speed": 1.2},
            },
            "tools": [ORDER_STATUS],
            "tool_choice": "none",
            "max_output_tokens": 100,
            "tracing": "auto",
            "unheard_of": 1,
        }
        await session.send("session.update", session={"type": "realtime", **given})
        told = (await session.outbox.until("session.updated"))["session"]
        for bad, param in (
            ({"audio": {"output": {"voice": "nobody"}}}, "session.audio.output.voice"),
            ({"audio": {"output": {"speed": 9}}}, "session.audio.output.speed"),
            ({"output_modalities": ["smell"]}, "session.output_modalities.0"),
            ({"output_modalities": ["audio"]}, "session.output_modalities"),
            ({"tools": [{"type": "function", "name": "a b"}]}, "session.tools[0].name"),
            ({"tool_choice": {"type": "function", "name": "x"}}, "session.tool_choice"),
            ({"audio": {"input": {"format": {"type": "audio/mp3"}}}}, None),
        ):
            await session.send("session.update", session={**bad, "instructions": "x"})
            error = await session.last_error()
            assert error["type"] == "invalid_request_error"
            assert param is None or error["param"] == param
        await session.send("session.update", session={"audio": {"input": {"turn_detection": None}}})
        after = (await session.outbox.until("session.updated"))["session"]
    assert told["instructions"] == after["instructions"] == "Be kind."
    assert told["audio"]["input"]["format"] == {"type": "audio/pcmu"}
    assert told["audio"]["input"]["turn_detection"]["eagerness"] == "low"
    assert told["audio"]["output"] == {
        "format": {"type": "audio/pcm", "rate": 24000},
        "voice": "marin",
        "speed": 1.2,
    }
    assert told["tools"][0]["name"] == "get_order_status"
    assert told["tool_choice"] == "none"
    assert told["tracing"] == "auto"
    assert after["audio"]["input"]["turn_detection"] is None


async def test_a_function_is_called_and_its_output_told(opened: Opened) -> None:
    async with talking(opened) as session:
        await session.send("session.update", session={"tools": [ORDER_STATUS]})
        done = await session.say("where is my order 12345?")
        call = done["output"][0]
        assert call["type"] == "function_call"
        assert call["name"] == "get_order_status"
        assert call["arguments"] == '{"order_id": "12345"}'
        shown = [e["turn"]["reply"] for e in session.outbox.events if "turn" in e]
        assert shown == [""], "what the shop would have said is not said"
        output = {"type": "function_call_output", "call_id": call["call_id"]}
        output["output"] = '{"status": "shipped", "eta": "Tuesday"}'
        await session.send("conversation.item.create", item=output)
        await session.send("response.create")
        told = (await session.outbox.until("response.done"))["response"]
        assert "shipped" in text_of(told)
        assert "Tuesday" in text_of(told)
        again = await session.say("say that again")
        assert "shipped" in text_of(again)
        unknown = {"type": "function_call_output", "call_id": "call_x", "output": ""}
        await session.send("conversation.item.create", item=unknown)
        assert (await session.last_error())["param"] == "item.call_id"


async def test_a_function_that_may_not_be_called_is_not(opened: Opened) -> None:
    async with talking(opened) as session:
        await session.send(
            "session.update", session={"tools": [ORDER_STATUS], "tool_choice": "none"}
        )
        done = await session.say("where is my order 12345?")
        assert done["output"][0]["type"] == "message"
        done = await session.say("where is my order 12345?", tool_choice="required")
        assert done["output"][0]["type"] == "function_call"
        done = await session.say("where is my order 12345?")
        assert done["output"][0]["type"] == "message", "it held for one response"


async def test_items_have_an_order_and_can_be_read_and_deleted(opened: Opened) -> None:
    async with talking(opened) as session:
        send, outbox = session.send, session.outbox
        await send("conversation.item.create", item=_message("one", id="one"))
        await send("conversation.item.create", item=_message("two", role="assistant", id="two"))
        root = _message("be kind", role="system", id="zero")
        await send("conversation.item.create", item=root, previous_item_id="root")
        half = _message("half", id="half")
        await send("conversation.item.create", item=half, previous_item_id="one")
        added = [e for e in outbox.events if e["type"] == "conversation.item.added"]
        assert [e["previous_item_id"] for e in added] == [None, "one", None, "one"]
        await send("conversation.item.retrieve", item_id="two")
        item = (await outbox.until("conversation.item.retrieved"))["item"]
        assert item["content"] == [{"type": "output_text", "text": "two"}]
        await send("conversation.item.delete", item_id="two")
        await outbox.until("conversation.item.deleted")
        for event in (
            {"kind": "conversation.item.retrieve", "item_id": "two"},
            {"kind": "conversation.item.delete", "item_id": "two"},
            {"kind": "conversation.item.create", "item": _message("x", id="one")},
            {"kind": "conversation.item.create", "item": _message("x"), "previous_item_id": "no"},
            {"kind": "conversation.item.create", "item": {"type": "message"}},
            {"kind": "conversation.item.create", "item": {"type": "mcp_call"}},
            {"kind": "conversation.item.create", "item": _message("x" * 5_000)},
            {"kind": "conversation.item.truncate", "item_id": "one", "audio_end_ms": 10},
        ):
            kind = str(event.pop("kind"))
            await send(kind, event_id="mine", **event)
            error = await session.last_error()
            assert error["event_id"] == "mine"
            assert error["type"] == "invalid_request_error"


async def test_events_out_of_order_are_errors_and_no_more(opened: Opened) -> None:
    async with talking(opened) as session:
        for kind, code in (
            ("response.cancel", "response_cancel_not_active"),
            ("input_audio_buffer.commit", "input_audio_buffer_commit_empty"),
        ):
            await session.send(kind, event_id="early")
            error = await session.last_error()
            assert (error["code"], error["event_id"]) == (code, "early")
        await session.send("input_audio_buffer.clear")
        await session.send("output_audio_buffer.clear")
        item = _message("show me tents")
        await session.send("conversation.item.create", item=item)
        await session.send("response.create")
        await session.send("response.create", event_id="second")
        error = await session.last_error()
        assert error["code"] == "conversation_already_has_active_response"
        await session.send("response.cancel")
        done = (await session.outbox.until("response.done"))["response"]
        assert done["status"] == "cancelled"
        assert done["status_details"]["reason"] == "client_cancelled"
        assert (await session.say("show me desk lamps"))["status"] == "completed"


async def test_a_response_beside_the_conversation_leaves_no_trace(opened: Opened) -> None:
    async with talking(opened, "beside") as session:
        await session.say("show me desk lamps")
        await session.send(
            "response.create",
            response={
                "conversation": "none",
                "metadata": {"topic": "aside"},
                "input": [_message("show me red dresses")],
            },
        )
        done = (await session.outbox.until("response.done"))["response"]
        assert done["conversation_id"] is None
        assert done["metadata"] == {"topic": "aside"}
        assert "dress" in text_of(done)
        dialogue = await session.connection.shop.parts.shopping.dialogue("beside")
        assert dialogue.turn == 1
        added = [e for e in session.outbox.events if e["type"] == "conversation.item.added"]
        assert done["output"][0]["id"] not in {e["item"]["id"] for e in added}


async def test_with_nothing_to_answer_it_greets_or_says_what_it_is_told(opened: Opened) -> None:
    async with talking(opened) as session:
        await session.send("response.create")
        done = (await session.outbox.until("response.done"))["response"]
        assert "looking for" in text_of(done)
        exactly = {"instructions": 'Say exactly: "Welcome to the show."'}
        await session.send("response.create", response=exactly)
        done = (await session.outbox.until("response.done"))["response"]
        assert text_of(done) == "Welcome to the show."
        loosely = {"instructions": "Greet the customer like a pirate."}
        await session.send("response.create", response=loosely)
        done = (await session.outbox.until("response.done"))["response"]
        assert "looking for" in text_of(done)


async def test_own_events_can_be_switched_off(opened: Opened) -> None:
    async with talking(opened) as session:
        await session.send("session.update", session={"aisle": {"events": False}})
        start = len(session.outbox.events)
        await session.say("show me desk lamps")
        assert not [k for k in session.outbox.types()[start:] if k.startswith("aisle.")]


async def test_a_shop_without_a_voice_says_so(opened: Opened) -> None:
    async with talking(opened) as session:
        session.microphone.append("AAAA" * 2_000)
        assert (await session.last_error())["code"] == "audio_unavailable"
        await session.send("response.create", response={"output_modalities": ["audio"]})
        assert (await session.last_error())["code"] == "audio_unavailable"


async def test_a_session_leaves_its_visit_and_its_errors_in_the_log(opened: Opened) -> None:
    shops, _, _ = opened
    async with talking(opened, "talk-logged") as session:
        await session.send("session.update", session={"aisle": {"experiments": {"layout": "b"}}})
        await session.say("hiking boots")
        await session.send("aisle.consent", audio=True)
        noted = await session.outbox.until("aisle.consent.noted")
    assert (noted["audio"], noted["recording"]) == (True, False)
    records = shops.own.parts.log.records(session_ids=("talk-logged",))
    told = [(r.action_name, r.event_attributes.details) for r in records if isinstance(r, Event)]
    names = [name for name, _ in told]
    assert sorted(names) == ["consent", "session_end", "session_start"]
    assert dict(told)[Action.SESSION_END]["reason"] == "left"
    (turn,) = [r for r in records if isinstance(r, TurnRecord)]
    assert (turn.door, turn.experiments) == ("realtime", {"layout": "b"})
    committed = next(e for e in session.outbox.events if e["type"] == "aisle.turn.committed")
    assert committed["turn"]["query_id"] == turn.query_id
