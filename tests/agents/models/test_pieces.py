"""The small parts: halves of letters, reasoning in the text, schemas, counts, waiting times."""

import json
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.models.call import Image, Message, ModelCall, Task
from agents.models.complaint import RETRY_MOST_S, Complaint, failure_of, retry_after_s
from agents.models.count import IMAGE_TOKENS, tokens_upwards
from agents.models.errors import CallRejected, ModelFailed, ModelUnavailable
from agents.models.partial import Partial
from agents.models.schemas import strict_schema
from agents.models.thinking import WithoutThinking
from agents.models.usage import Usage
from agents.structured.schema import json_schema
from tests.agents.models.asking import CALL

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def partial_of(call: ModelCall = CALL) -> Partial:
    return Partial("gpt", call, sent=True)


def test_halves_of_a_letter_are_joined() -> None:
    partial = partial_of()
    assert partial.text("boots \ud83d") == "boots "
    assert partial.text("\ude00!") == "😀!"
    assert partial.text("\ude00 \ud83d \ude00") == "\ufffd \ufffd \ufffd"
    assert partial.text("ü") == "ü"


@given(st.text(), st.lists(st.integers(0, 200)))
def test_text_in_pieces_of_utf16_is_the_same_text(text: str, cuts: list[int]) -> None:
    units = text.encode("utf-16-le", "surrogatepass")
    places = sorted({0, len(units), *(2 * cut for cut in cuts if 2 * cut < len(units))})
    partial = partial_of()
    came = "".join(
        partial.text(units[start:end].decode("utf-16-le", "surrogatepass"))
        for start, end in pairwise(places)
    )
    assert came == text


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("<think>hm</think>Two boots.", "Two boots."),
        ("\n<think>\n\n</think>\n\nTwo boots.", "Two boots."),
        ("<think>a</think> <think>b</think> Two.", "Two."),
        ("Two <think>boots</think>.", "Two <think>boots</think>."),
        ("  Two boots. ", "  Two boots. "),
        ("<thin boots", "<thin boots"),
        ("<b>Two</b>", "<b>Two</b>"),
        ("<think>never closed", ""),
        ("<think>hm</think>", ""),
        ("<thi", "<thi"),
        ("", ""),
    ],
)
@pytest.mark.parametrize("size", [1, 2, 3, 100])
def test_reasoning_in_the_text(said: str, answer: str, size: int) -> None:
    thinking = WithoutThinking()
    pieces = [thinking.add(said[at : at + size]) for at in range(0, len(said), size)]
    assert "".join(pieces) + thinking.rest() == answer


def test_strict_schema_closes_every_object_and_keeps_the_meaning() -> None:
    given_schema = json_schema()
    before = json.dumps(given_schema)
    strict = strict_schema(given_schema)
    assert json.dumps(given_schema) == before
    objects = list(_objects(strict))
    assert len(objects) > 3
    for each in objects:
        assert each["additionalProperties"] is False
        assert each["required"] == list(each["properties"])
    assert "maxLength" not in json.dumps(strict)
    assert "minimum" not in json.dumps(strict)
    assert strict["$defs"]["Act"]["enum"] == given_schema["$defs"]["Act"]["enum"]


def test_properties_named_like_keywords_stay() -> None:
    schema = {"type": "object", "properties": {"pattern": {"type": "string", "pattern": "a"}}}
    assert strict_schema(schema)["properties"] == {"pattern": {"type": "string"}}


@pytest.mark.parametrize(
    ("text", "tokens"),
    [("", 0), ("boots", 2), ("a b c", 3), ("$49.99", 6), ("😀", 4), ("ü", 2), ("a\n\nb", 3)],
)
def test_tokens(text: str, tokens: int) -> None:
    assert tokens_upwards(text) == tokens


@given(st.text(), st.text())
def test_tokens_of_pieces_are_never_fewer(one: str, other: str) -> None:
    assert tokens_upwards(one) + tokens_upwards(other) >= tokens_upwards(one + other)


def test_estimate_of_a_prompt_holds_schema_and_pictures() -> None:
    image = Image("image/png", b"")
    call = ModelCall(Task.VISION, "sys", (Message("user", "what?", (image,)),), 10)
    assert partial_of(call).usage().input >= IMAGE_TOKENS
    with_schema = ModelCall(Task.VISION, "sys", call.messages, 10, schema=json_schema())
    assert partial_of(with_schema).usage().input > partial_of(call).usage().input + 300


def test_estimate_never_exceeds_what_may_be_generated_without_reason() -> None:
    short = ModelCall(Task.REPLY, "sys", (Message("user", "hi"),), 5)
    assert partial_of(short).usage().output == 5
    assert Partial("gpt", CALL).usage() == Usage(), "nothing was sent"


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "30"}, 30.0),
        ({"retry-after": "1.5"}, 1.5),
        ({"retry-after": "-3"}, 0.0),
        ({"retry-after": "1e9"}, RETRY_MOST_S),
        ({"retry-after": "inf"}, None),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "Mon, 23 Nov 2026 12:00:20 GMT"}, 20.0),
        ({"retry-after": "Mon, 23 Nov 2026 11:00:00 GMT"}, 0.0),
        ({"retry-after": "soon"}, None),
        ({"retry-after-ms": "250", "retry-after": "1"}, 0.25),
        ({"retry-after-ms": "x", "retry-after": "1"}, 1.0),
        ({}, None),
    ],
)
def test_waiting_times(headers: dict[str, str], seconds: float | None) -> None:
    assert retry_after_s(headers, NOW) == seconds


@pytest.mark.parametrize("in_stream", [True, False])
def test_every_status_is_an_error_of_ours(in_stream: bool) -> None:
    usage = Usage(5, 0, 0, 5)
    for status in (*range(300, 600), None):
        failed = failure_of("gpt", Complaint(status, in_stream=in_stream), usage)
        assert type(failed) is not ModelFailed
        assert failed.usage == (usage if in_stream else Usage())
        if status is not None and status >= 500 and status != 501:
            assert isinstance(failed, ModelUnavailable)
            assert failed.retryable
        if status in {400, 418, 422}:
            assert type(failed) is CallRejected


def _objects(schema: Any) -> Any:
    if isinstance(schema, dict):
        if "properties" in schema:
            yield schema
        for value in schema.values():
            yield from _objects(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _objects(value)
