"""What was billed, what was said of it, and what a prompt cache does to it."""

from typing import Any

import pytest
from openai import omit

from agents.models.usage import Usage
from evals.doubles import Cut, Script, WrongUsage, doubles
from evals.doubles.asked import Asked, ProtocolName
from evals.doubles.prompt_cache import TTL_S, PromptCache
from evals.doubles.tokens import tokens_of
from tests.evals.doubles.ask import PROTOCOLS, client_of

_each_protocol = pytest.mark.parametrize("protocol", PROTOCOLS)
_OUTPUT = {
    "openai-chat": "completion_tokens",
    "openai-responses": "output_tokens",
    "anthropic-messages": "output_tokens",
}


def test_tokens_join_to_the_text() -> None:
    for text in ("", " ", "Two pairs,  $95.50! ", "Größe\n42 🥾🧦", "unbelievably_long_words" * 3):
        assert "".join(tokens_of(text)) == text


async def _record(protocol: ProtocolName, script: Script) -> Any:
    async with doubles(script) as server, client_of(server.root) as client:
        await client.heard(protocol)
        return (await server.settled())[0]


@_each_protocol
async def test_usage_said_is_usage_billed(protocol: ProtocolName) -> None:
    record = await _record(protocol, Script(text="one two three", reasoning_tokens=5))
    assert record.usage.output == 8 and record.usage.reasoning == 5
    assert _normal(record.said[-1]) == record.usage
    assert len(record.said) == (2 if protocol == "anthropic-messages" else 1)


@_each_protocol
async def test_a_stream_that_is_cut_bills_what_was_generated(protocol: ProtocolName) -> None:
    script = Script(text="one two three four", reasoning_tokens=5, faults=(Cut(2),))
    record = await _record(protocol, script)
    assert record.usage.output == 7 and record.usage.fresh > 0
    assert not any(said.get(_OUTPUT[protocol], 0) > 1 for said in record.said)


@_each_protocol
@pytest.mark.parametrize("how", [
    "missing", "zero", "negative", "cached_over_input", "twice", "only_at_start", "growing",
    "text", "bare",
])  # fmt: skip
async def test_usage_can_be_wrong(protocol: ProtocolName, how: Any) -> None:
    script = Script(text="one two three", reasoning_tokens=2, faults=(WrongUsage(how),))
    record = await _record(protocol, script)
    assert record.sent == "one two three" and record.usage.output == 5
    said, name = record.said, _OUTPUT[protocol]
    match how:
        case "missing":
            assert said == []
        case "zero":
            assert said[-1][name] == 0
        case "negative":
            assert said[-1][name] == -6
        case "text":
            assert said[-1][name] == "5"
        case "bare":
            assert not any(isinstance(value, dict) for value in said[-1].values())
        case "cached_over_input":
            assert any(
                number >= 100_000
                for details in said[-1].values()
                if isinstance(details, dict)
                for number in details.values()
            )
        case "only_at_start":
            assert all(one[name] <= 1 for one in said)
        case "twice":
            assert said[-1] == said[-2] and said[-1][name] == 5
        case "growing":
            assert said[-1][name] == 5
            running = [one[name] for one in said[:-1]]
            assert running == sorted(running)
            assert len(said) > 2 or protocol == "openai-responses"


async def test_chat_says_usage_only_if_asked() -> None:
    async with doubles(Script()) as server, client_of(server.root) as client:
        without = await client.events("openai-chat", stream_options=omit)
        server.play(Script(usage_unasked=True))
        unasked = await client.events("openai-chat", stream_options=omit)
    assert all(chunk.usage is None and chunk.choices for chunk in without)
    assert unasked[-1].usage.completion_tokens == 8


async def test_a_client_that_leaves_while_the_model_thinks_pays_for_a_share() -> None:
    script = Script(reasoning_tokens=100, first_content_s=10.0)
    async with doubles(script) as server, client_of(server.root) as client:
        stream = await client.stream("anthropic-messages")
        async with stream:
            await anext(aiter(stream))
        record = (await server.settled())[0]
    assert 0 <= record.usage.output < 20


def _normal(said: dict[str, Any]) -> Usage:
    """Read a usage object as the vendors' pages explain it."""
    if "prompt_tokens" in said:
        cached = said["prompt_tokens_details"]["cached_tokens"]
        written = said["prompt_tokens_details"]["cache_write_tokens"]
        thought = said["completion_tokens_details"]["reasoning_tokens"]
        fresh = said["prompt_tokens"] - cached - written
        return Usage(fresh, cached, written, said["completion_tokens"], thought)
    if "input_tokens_details" in said:
        cached = said["input_tokens_details"]["cached_tokens"]
        written = said["input_tokens_details"]["cache_write_tokens"]
        thought = said["output_tokens_details"]["reasoning_tokens"]
        fresh = said["input_tokens"] - cached - written
        return Usage(fresh, cached, written, said["output_tokens"], thought)
    return Usage(
        said["input_tokens"],
        said["cache_read_input_tokens"],
        said["cache_creation_input_tokens"],
        said["output_tokens"],
        said.get("output_tokens_details", {}).get("thinking_tokens", 0),
    )


class _Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def _read(cache: PromptCache, protocol: ProtocolName, **body: Any) -> Usage:
    prompt = cache.read(Asked(0, protocol, "/", {}, body))
    cache.hold(prompt)
    return prompt.usage


def _chat(system: str, user: str, **body: Any) -> dict[str, Any]:
    messages = [{"role": "system", "content": system}, {"role": "user", "content": user}]
    return {"model": "gpt-5", "messages": messages, **body}


def test_openai_caches_long_beginnings_in_steps() -> None:
    cache = PromptCache(_Clock())
    long = "word " * 1_500
    first = _read(cache, "openai-chat", **_chat(long, "boots"))
    again = _read(cache, "openai-chat", **_chat(long, "socks"))
    assert first.cached == 0 and first.written == 0
    assert again.cached == 1_024 + 3 * 128 and again.input == first.input
    assert _read(cache, "openai-chat", **_chat("A" + long, "boots")).cached == 0
    assert _read(cache, "openai-chat", **_chat(long, "boots", prompt_cache_key="x")).cached == 0


def test_short_prompts_are_never_cached() -> None:
    cache = PromptCache(_Clock())
    for _ in range(3):
        assert _read(cache, "openai-chat", **_chat("word " * 1_000, "boots")).cached == 0


def test_newer_openai_models_bill_what_is_written() -> None:
    cache = PromptCache(_Clock())
    asked = _chat("word " * 1_500, "boots", model="gpt-6-sol")
    first, again = (_read(cache, "openai-chat", **asked) for _ in range(2))
    assert first.written == again.cached == 1_408 and first.cached == again.written == 0


def test_an_entry_ends_five_minutes_after_its_last_use() -> None:
    clock = _Clock()
    cache = PromptCache(clock)
    asked = _chat("word " * 1_500, "boots")
    _read(cache, "openai-chat", **asked)
    for _ in range(2):
        clock.now += TTL_S - 1.0
        assert _read(cache, "openai-chat", **asked).cached > 0
    clock.now += TTL_S + 1.0
    assert _read(cache, "openai-chat", **asked).cached == 0


def _messages(system: str, user: str, *, marked: bool, model: str) -> dict[str, Any]:
    block: dict[str, Any] = {"type": "text", "text": system}
    if marked:
        block["cache_control"] = {"type": "ephemeral"}
    return {"model": model, "system": [block], "messages": [{"role": "user", "content": user}]}


def test_anthropic_caches_up_to_the_mark_and_bills_the_writing() -> None:
    cache = PromptCache(_Clock())
    model, long = "claude-sonnet-4-5", "word " * 1_500
    plain = _read(
        cache, "anthropic-messages", **_messages(long, "boots", marked=False, model=model)
    )
    assert (plain.cached, plain.written) == (0, 0)
    first = _read(cache, "anthropic-messages", **_messages(long, "boots", marked=True, model=model))
    again = _read(cache, "anthropic-messages", **_messages(long, "socks", marked=True, model=model))
    assert first.written == again.cached == 1_502 + 1 and again.written == 0
    assert first.input == again.input == plain.input
    assert again.fresh == plain.input - again.cached


@pytest.mark.parametrize(
    ("model", "enough"), [("claude-haiku-4-5", 4_096), ("claude-sonnet-4-6", 2_048)]
)
def test_models_have_their_own_minimum(model: str, enough: int) -> None:
    for words, held in ((enough - 10, False), (enough + 10, True)):
        asked = _messages("word " * words, "boots", marked=True, model=model)
        assert (_read(PromptCache(_Clock()), "anthropic-messages", **asked).written > 0) == held


def test_the_mark_of_a_whole_request_moves_with_the_conversation() -> None:
    cache = PromptCache(_Clock())
    asked = _messages("word " * 1_500, "boots", marked=False, model="claude-sonnet-4-5")
    first = _read(cache, "anthropic-messages", **asked, cache_control={"type": "ephemeral"})
    more = [*asked["messages"], {"role": "assistant", "content": "Two."}]
    asked["messages"] = [*more, {"role": "user", "content": "blue ones"}]
    again = _read(cache, "anthropic-messages", **asked, cache_control={"type": "ephemeral"})
    assert first.written > 1_500
    assert again.cached == 0 or again.cached >= 1_500


async def test_a_double_says_what_its_cache_had() -> None:
    system = [{"type": "text", "text": "word " * 1_500, "cache_control": {"type": "ephemeral"}}]
    async with doubles() as server, client_of(server.root, "a-claude") as client:
        for _ in range(2):
            await client.events("anthropic-messages", system=system)
        first, again = await server.settled()
    assert first.usage.written == again.usage.cached > 1_500
    assert [_normal(record.said[-1]) for record in (first, again)] == [first.usage, again.usage]
