"""Any JSON in place of an event: read, or one known error; never a surprise."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.models.anthropic_messages import AnthropicMessages
from agents.models.complaint import complaint_within, failure_of
from agents.models.dialect import Dialect, InStream
from agents.models.errors import ModelFailed
from agents.models.openai_chat import OpenAIChat
from agents.models.openai_responses import OpenAIResponses
from agents.models.partial import Partial
from agents.models.reported import anthropic_usage, openai_usage
from agents.models.spec import ModelSpec
from agents.models.usage import Usage
from tests.agents.models.asking import CALL

URL = "http://127.0.0.1:9/v1"
SPEC = ModelSpec(protocol="openai-chat", model="m", url=URL)
DIALECTS: list[Dialect] = [
    OpenAIChat("gpt", SPEC, URL, None),
    OpenAIResponses("gpt", SPEC, URL, None),
    AnthropicMessages("gpt", SPEC, URL, None),
]
WORDS = st.sampled_from(
    [
        "type", "choices", "delta", "message", "content", "finish_reason", "usage", "text", "error",
        "stop_reason", "response", "status", "output", "item", "content_block", "model", "code",
        "prompt_tokens", "completion_tokens", "input_tokens", "output_tokens", "cached_tokens",
        "prompt_tokens_details", "input_tokens_details", "cache_read_input_tokens", "thinking",
        "reasoning_content", "refusal", "incomplete_details", "reason",
    ]
)  # fmt: skip
VALUES = st.sampled_from(
    [
        "message_start", "message_delta", "message_stop", "content_block_delta", "text_delta",
        "response.completed", "response.failed", "response.output_text.delta", "error", "message",
        "response.output_item.done", "stop", "length", "output_text", "completed", "<think>",
        "\ud83d",
    ]
)  # fmt: skip
ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | VALUES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=5),
    max_leaves=20,
)
EVENTS = st.dictionaries(WORDS, ODD, max_size=6)


@settings(max_examples=300, deadline=None)
@given(events=st.lists(EVENTS, max_size=4), whole=st.booleans())
def test_events(events: list[dict[str, Any]], whole: bool) -> None:
    for dialect in DIALECTS:
        partial = Partial("gpt", CALL, sent=True)
        for event in events:
            try:
                text = (dialect.read_whole if whole else dialect.read)(event, partial)
                text.encode("utf-8")
            except InStream as error:
                failure = failure_of("gpt", error.complaint, partial.usage(), None)
                assert isinstance(failure, ModelFailed)
        _is_possible(partial.usage())


@settings(max_examples=300, deadline=None)
@given(said=EVENTS)
def test_usage_is_always_possible(said: dict[str, Any]) -> None:
    for usage in (openai_usage("gpt", said), anthropic_usage("gpt", said, Usage(5, 1, 1, 1))):
        if usage is not None:
            _is_possible(usage)


@settings(max_examples=200, deadline=None)
@given(body=ODD)
def test_body_of_an_error(body: Any) -> None:
    complaint = complaint_within(body)
    assert isinstance(failure_of("gpt", complaint, Usage(), "KEY"), ModelFailed)


@pytest.mark.parametrize("how", ["NaN", "Infinity", "-1", "1e400", "true", '"many"', "[]", "1.5"])
def test_odd_counts(how: str) -> None:
    said = json.loads(f'{{"prompt_tokens": {how}, "completion_tokens": 7}}')
    usage = openai_usage("gpt", said)
    assert usage is not None
    _is_possible(usage)
    assert usage.output == 7


def test_both_ways_of_counting_the_cache() -> None:
    details = {"cached_tokens": 1_024, "cache_write_tokens": 100}
    said = {"input_tokens": 1_500, "input_tokens_details": details, "output_tokens": 80}
    assert openai_usage("gpt", said) == Usage(376, 1_024, 100, 80, 0)
    said = {"input_tokens": 376, "cache_read_input_tokens": 1_024, "output_tokens": 80}
    said["cache_creation_input_tokens"] = 100
    assert anthropic_usage("claude", said) == Usage(376, 1_024, 100, 80, 0)


def test_later_event_completes_what_the_first_one_said() -> None:
    start = anthropic_usage("claude", {"input_tokens": 300, "output_tokens": 1})
    end = anthropic_usage("claude", {"output_tokens": 40}, start)
    assert end == Usage(fresh=300, output=40)
    again = anthropic_usage("claude", {"input_tokens": 0, "output_tokens": 40}, end)
    assert again == end


def _is_possible(usage: Usage) -> None:
    counts = (usage.fresh, usage.cached, usage.written, usage.output, usage.reasoning)
    assert all(isinstance(count, int) and count >= 0 for count in counts)
    assert usage.reasoning <= usage.output
