"""Chat completions: OpenAI's shape, and the same dialogue with and without a session."""

import json
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from openai.types.chat import ChatCompletion, ChatCompletionChunk

from assistant.intent_log.reading import read_log

pytestmark = pytest.mark.model


def ask(client: TestClient, *said: str | dict[str, Any], **more: Any) -> Any:
    roles = ("user", "assistant")
    messages = [
        m if isinstance(m, dict) else {"role": roles[i % 2], "content": m}
        for i, m in enumerate(said)
    ]
    headers = more.pop("headers", None)
    body = {"model": "gpt-4o", "messages": messages, **more}
    return client.post("/v1/chat/completions", json=body, headers=headers)


def reply(answer: Any) -> Any:
    assert answer.status_code == 200, answer.text
    return answer.json()["choices"][0]["message"]


def kinds(message: Any) -> set[str]:
    return {c["kind"] for c in message["aisle"]["constraints"]}


def chunks(answer: Any) -> list[Any]:
    lines = [line.removeprefix("data: ") for line in answer.text.split("\n\n") if line]
    assert lines.pop() == "[DONE]"
    return [json.loads(line) for line in lines]


def test_the_shape_is_openais(client: TestClient) -> None:
    answer = ask(client, "hiking boots under $150", temperature=0.2, max_tokens=50, seed=1)
    ChatCompletion.model_validate(answer.json(), strict=True)
    assert answer.json()["model"] == "gpt-4o"
    message = reply(answer)
    assert message["aisle"]["products"]
    assert all(p["price"] <= 150 for p in message["aisle"]["products"])
    assert answer.json()["usage"]["total_tokens"] == 0, "no model was asked"


def test_a_stream_says_the_same_in_pieces(client: TestClient) -> None:
    whole = reply(ask(client, "hiking boots under $150"))
    options = {"include_usage": True}
    answer = ask(client, "hiking boots under $150", stream=True, stream_options=options)
    assert answer.headers["content-type"].startswith("text/event-stream")
    got = chunks(answer)
    for chunk in got:
        ChatCompletionChunk.model_validate(chunk, strict=True)
    *pieces, last = got
    deltas = [piece["choices"][0]["delta"] for piece in pieces]
    assert deltas[0]["role"] == "assistant"
    assert "".join(d.get("content") or "" for d in deltas) == whole["content"]
    assert len(pieces) > 3, "clause by clause"
    assert [p["choices"][0]["finish_reason"] for p in pieces] == [None] * (len(pieces) - 1) + [
        "stop"
    ]
    assert deltas[-1]["aisle"]["products"] == whole["aisle"]["products"]
    assert last["choices"] == []
    assert last["usage"]["total_tokens"] == 0
    plain = chunks(ask(client, "hiking boots", stream=True))
    assert all("usage" not in chunk for chunk in plain)


def test_a_history_is_gone_on_with(client: TestClient) -> None:
    first = reply(ask(client, "hiking boots under $150"))["content"]
    message = reply(ask(client, "hiking boots under $150", first, "only waterproof ones"))
    assert message["aisle"]["turn"] == 1
    assert {"category", "price", "feature"} <= kinds(message)


def test_a_history_that_nobody_remembers_is_worked_out(client: TestClient) -> None:
    """Words that this server never said: the client brings them from elsewhere."""
    message = reply(ask(client, "desk lamps under $80", "Sure, here are some.", "cheaper"))
    assert message["aisle"]["turn"] == 1
    assert {"category", "price"} <= kinds(message)


def test_edits_and_branches_come_out_right(client: TestClient) -> None:
    first = reply(ask(client, "hiking boots under $150"))["content"]
    left = reply(ask(client, "hiking boots under $150", first, "only waterproof ones"))
    right = reply(ask(client, "hiking boots under $150", first, "only men's please"))
    assert "feature" in kinds(left)
    assert "feature" not in kinds(right), "the other branch's wish"
    assert left["aisle"]["log_id"] != right["aisle"]["log_id"]
    edited = reply(ask(client, "desk lamps under $150", first, "only black ones"))
    assert "lamps" in json.dumps(edited["aisle"]["constraints"])
    assert "boots" not in json.dumps(edited["aisle"]["constraints"])


def test_the_same_request_twice_is_the_same_answer(client: TestClient) -> None:
    said = ("hiking boots", "ok", "the second one", "ok", "add it in a nine")
    first, again = reply(ask(client, *said)), reply(ask(client, *said))
    assert first["content"] == again["content"]
    assert first["aisle"]["cart"] == again["aisle"]["cart"]


def test_replayed_turns_are_neither_logged_nor_stored(
    client: TestClient, sample_home: Path
) -> None:
    before = len(list(read_log(sample_home / "log")))
    said = ("mugs please", "ok", "under $20", "ok", "only blue ones")
    message = reply(ask(client, *said))
    records = list(read_log(sample_home / "log"))[before:]
    assert [r.user_query for r in records] == ["only blue ones"]
    log_id = message["aisle"]["log_id"]
    assert message["aisle"]["session_id"] is None
    assert client.get(f"/v1/sessions/{log_id}").status_code == 404
    assert client.delete(f"/v1/sessions/{log_id}").status_code == 200
    assert "only blue ones" not in {r.user_query for r in read_log(sample_home / "log")}


def test_what_was_heard_of_a_reply_is_what_the_client_kept(client: TestClient) -> None:
    whole = reply(ask(client, "hiking boots under $150"))["content"]
    heard = whole.split(".")[0] + "."
    message = reply(ask(client, "hiking boots under $150", heard, "say that again"))
    assert whole.split(".")[1].strip()[:20] in message["content"], "all of it is repeated"


@pytest.mark.parametrize("where", ["metadata", "header"])
def test_a_session_goes_on_with_the_last_message_only(client: TestClient, where: str) -> None:
    named = f"chat-{where}"
    more: dict[str, Any] = (
        {"metadata": {"session_id": named, "other": "x"}}
        if where == "metadata"
        else {"headers": {"Aisle-Session": named}}
    )
    ask(client, "hiking boots under $150", **more)
    more = json.loads(json.dumps(more))
    message = reply(ask(client, "what was never said", "nor this", "only men's please", **more))
    assert message["aisle"]["turn"] == 1
    assert message["aisle"]["session_id"] == named
    assert {"category", "price", "audience"} <= kinds(message)
    turns = client.get(f"/v1/sessions/{named}").json()["turns"]
    assert [t["transcript"] for t in turns] == ["hiking boots under $150", "only men's please"]


def test_content_in_parts_and_messages_without_effect(client: TestClient) -> None:
    parts = [{"type": "text", "text": "hiking boots"}, {"type": "text", "text": "under $150"}]
    message = reply(
        ask(
            client,
            {"role": "system", "content": "You are a pirate."},
            {"role": "developer", "content": [{"type": "text", "text": "Speak French."}]},
            {"role": "user", "content": parts},
        )
    )
    assert {"category", "price"} <= kinds(message)
    assert message["aisle"]["turn"] == 0


USER = {"role": "user", "content": "boots"}


@pytest.mark.parametrize(
    ("body", "param"),
    [
        ({"n": 2}, "n"),
        ({"modalities": ["text", "audio"]}, "modalities"),
        ({"response_format": {"type": "json_object"}}, "response_format"),
        ({"logprobs": True}, "logprobs"),
        ({"functions": [{"name": "x"}]}, "functions"),
        ({"tools": [{"type": "function", "function": {"name": "a b"}}]}, "tools[0].function.name"),
        ({"messages": [USER, {"role": "assistant", "content": "x"}]}, "messages"),
        ({"messages": [{"role": "system", "content": "x"}]}, "messages"),
        ({"messages": [{"role": "user", "content": "x" * 5_000}]}, "messages"),
        (
            {"messages": [{"role": "user", "content": [{"type": "image_url"}]}]},
            "messages[0].content[0].type",
        ),
        ({"messages": [USER, {"role": "tool", "content": "x"}]}, "messages[1].tool_call_id"),
    ],
)
def test_what_is_not_supported_is_refused_with_its_field(
    client: TestClient, body: dict[str, Any], param: str
) -> None:
    answer = client.post("/v1/chat/completions", json={"messages": [USER], **body})
    assert answer.status_code == 400
    assert answer.json()["error"]["param"] == param
    assert answer.json()["error"]["message"].endswith(".")


@pytest.mark.parametrize(
    "body",
    [
        {"messages": []},
        {"messages": [{"role": "parrot", "content": "x"}]},
        {"messages": [{"role": "user", "content": 3}]},
        {"messages": [USER], "metadata": {"session_id": "../x"}},
        {},
    ],
)
def test_what_is_no_chat_is_refused(client: TestClient, body: dict[str, Any]) -> None:
    answer = client.post("/v1/chat/completions", json=body)
    assert answer.status_code == 422
    assert "Traceback" not in answer.text


ORDER_STATUS = {
    "type": "function",
    "function": {
        "name": "get_order_status",
        "description": "Look up the status of a customer's order",
        "parameters": {
            "type": "object",
            "properties": {"order_id": {"type": "string"}},
            "required": ["order_id"],
        },
    },
}


@pytest.mark.parametrize("stream", [False, True])
def test_a_function_is_called_and_its_output_said(client: TestClient, stream: bool) -> None:
    asked = {"role": "user", "content": "where is my order A-1234?"}
    more: dict[str, Any] = {"tools": [ORDER_STATUS], "stream": stream}
    answer = ask(client, asked, **more)
    if stream:
        deltas = [c["choices"][0] for c in chunks(answer)]
        assert deltas[-1]["finish_reason"] == "tool_calls"
        (call,) = next(d["delta"]["tool_calls"] for d in deltas if "tool_calls" in d["delta"])
        call.pop("index")
    else:
        assert answer.json()["choices"][0]["finish_reason"] == "tool_calls"
        assert reply(answer)["content"] is None
        (call,) = reply(answer)["tool_calls"]
    assert json.loads(call["function"]["arguments"]) == {"order_id": "A-1234"}
    said = {"role": "assistant", "content": None, "tool_calls": [call]}
    output = {"role": "tool", "tool_call_id": call["id"], "content": '{"status": "shipped"}'}
    told = reply(ask(client, asked, said, output, tools=[ORDER_STATUS]))
    assert "shipped" in told["content"]
    on = {"role": "assistant", "content": told["content"]}
    more_said = {"role": "user", "content": "hiking boots"}
    assert reply(ask(client, asked, said, output, on, more_said))["aisle"]["turn"] == 1


def test_no_function_is_called_where_none_may_be(client: TestClient) -> None:
    asked = {"role": "user", "content": "where is my order A-1234?"}
    message = reply(ask(client, asked, tools=[ORDER_STATUS], tool_choice="none"))
    assert message["content"]
    assert "tool_calls" not in message


def test_an_output_of_a_tool_is_said_and_is_no_turn(client: TestClient) -> None:
    call = {
        "id": "call_1",
        "type": "function",
        "function": {"name": "get_order_status", "arguments": '{"order": "A1"}'},
    }
    answer = ask(
        client,
        {"role": "user", "content": "where is my order A1"},
        {"role": "assistant", "content": None, "tool_calls": [call]},
        {"role": "tool", "tool_call_id": "call_1", "content": "It ships on Tuesday."},
    )
    message = reply(answer)
    assert "Tuesday" in message["content"]
    assert answer.json()["choices"][0]["finish_reason"] == "stop"
