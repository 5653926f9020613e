"""Chat completions and models through the official Python SDK."""

import pytest
from openai import BadRequestError, NotFoundError, OpenAI, UnprocessableEntityError
from openai.types.chat import ChatCompletionMessageFunctionToolCall, ChatCompletionMessageParam
from pydantic import BaseModel

pytestmark = pytest.mark.model

MODEL = "aisle"
BOOTS: list[ChatCompletionMessageParam] = [
    {"role": "system", "content": "You are a shopping assistant."},
    {"role": "user", "content": "I'm looking for hiking boots under 150 dollars"},
]


class HoursOf(BaseModel):
    """Opening hours of a store, by city."""

    city: str


def test_a_completion_names_products(plain_client: OpenAI) -> None:
    made = plain_client.chat.completions.create(model=MODEL, messages=BOOTS)
    (choice,) = made.choices
    assert made.object == "chat.completion"
    assert choice.finish_reason == "stop"
    assert "boot" in (choice.message.content or "").lower()
    assert made.usage is not None
    assert made.usage.total_tokens == made.usage.prompt_tokens + made.usage.completion_tokens
    extra = choice.message.model_extra or {}
    assert extra["aisle"]["products"]
    assert all(p["price"] <= 150 for p in extra["aisle"]["products"])


def test_the_history_is_the_conversation(plain_client: OpenAI) -> None:
    first = plain_client.chat.completions.create(model=MODEL, messages=BOOTS)
    shown = (first.choices[0].message.model_extra or {})["aisle"]["products"]
    messages: list[ChatCompletionMessageParam] = [
        *BOOTS,
        {"role": "assistant", "content": first.choices[0].message.content},
        {"role": "user", "content": [{"type": "text", "text": "Is the second one waterproof?"}]},
    ]
    second = plain_client.chat.completions.create(model=MODEL, messages=messages)
    said = (second.choices[0].message.content or "").lower()
    assert shown[1]["title"].split()[0].lower() in said


def test_a_stream_is_the_completion_in_pieces(plain_client: OpenAI) -> None:
    whole = plain_client.chat.completions.create(model=MODEL, messages=BOOTS)
    chunks = list(
        plain_client.chat.completions.create(
            model=MODEL, messages=BOOTS, stream=True, stream_options={"include_usage": True}
        )
    )
    assert chunks[0].choices[0].delta.role == "assistant"
    assert len({chunk.id for chunk in chunks}) == 1
    text = "".join(c.choices[0].delta.content or "" for c in chunks if c.choices)
    assert text == whole.choices[0].message.content
    assert [c.choices[0].finish_reason for c in chunks if c.choices][-1] == "stop"
    assert not chunks[-1].choices
    assert chunks[-1].usage is not None
    assert all(chunk.usage is None for chunk in chunks[:-1])


def test_the_streaming_helper(plain_client: OpenAI) -> None:
    with plain_client.chat.completions.stream(model=MODEL, messages=BOOTS) as stream:
        kinds = {event.type for event in stream}
        final = stream.get_final_completion()
    assert {"chunk", "content.delta", "content.done"} <= kinds
    assert "boot" in (final.choices[0].message.content or "").lower()


def test_a_function_is_called_and_its_answer_told(plain_client: OpenAI) -> None:
    messages: list[ChatCompletionMessageParam] = [
        {"role": "user", "content": "What are the opening hours of your store in Boston?"}
    ]
    parameters = HoursOf.model_json_schema()
    tools = [
        {
            "type": "function",
            "function": {
                "name": "get_store_hours",
                "description": HoursOf.__doc__,
                "parameters": parameters,
            },
        }
    ]
    made = plain_client.chat.completions.create(model=MODEL, messages=messages, tools=tools)  # type: ignore[arg-type]  # a plain dict, as people write it
    (choice,) = made.choices
    assert choice.finish_reason == "tool_calls"
    (call,) = choice.message.tool_calls or []
    assert isinstance(call, ChatCompletionMessageFunctionToolCall)
    assert HoursOf.model_validate_json(call.function.arguments).city.lower() == "boston"

    with plain_client.chat.completions.stream(model=MODEL, messages=messages, tools=tools) as s:  # type: ignore[arg-type]  # likewise
        s.until_done()
        streamed = s.get_final_completion().choices[0].message.tool_calls or []
    assert streamed[0].function.arguments == call.function.arguments

    told = plain_client.chat.completions.create(
        model=MODEL,
        messages=[
            *messages,
            {
                "role": "assistant",
                "tool_calls": [
                    {
                        "id": call.id,
                        "type": "function",
                        "function": {
                            "name": call.function.name,
                            "arguments": call.function.arguments,
                        },
                    }
                ],
            },
            {"role": "tool", "tool_call_id": call.id, "content": '{"opens": "9:00"}'},
        ],
        tools=tools,  # type: ignore[arg-type]  # likewise
    )
    assert "9" in (told.choices[0].message.content or "")
    assert told.choices[0].finish_reason == "stop"


def test_what_is_wrong_is_said(plain_client: OpenAI) -> None:
    with pytest.raises((BadRequestError, UnprocessableEntityError)) as refused:
        plain_client.chat.completions.create(model=MODEL, messages=[])
    assert refused.value.type == "invalid_request_error"
    with pytest.raises((BadRequestError, UnprocessableEntityError)) as refused:
        plain_client.chat.completions.create(model=MODEL, messages=BOOTS, n=3)
    assert refused.value.param == "n"


def test_models_are_listed(plain_client: OpenAI) -> None:
    names = [model.id for model in plain_client.models.list()]
    assert MODEL in names
    assert plain_client.models.retrieve(MODEL).object == "model"
    with pytest.raises(NotFoundError):
        plain_client.models.retrieve("no-such-model")
