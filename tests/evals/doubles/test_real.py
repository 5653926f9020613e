"""The doubles against llama.cpp serving a small model: the same events, fields and types.

llama.cpp is not the vendors, so that each place where the two differ is named here with its
reason; a difference that is not named fails. What the vendors themselves send is checked
against their SDKs' types in `test_protocols`.
"""

import time
from collections.abc import AsyncIterator
from itertools import groupby
from typing import Any

import httpx2
import pytest

from evals.doubles import Doubles, Script, doubles
from evals.doubles.asked import ProtocolName
from evals.doubles.errors import ModelPackageMissing
from evals.doubles.real import RealModel, weights_path
from tests.evals.doubles.ask import PROTOCOLS, Client, client_of, text_of
from tests.evals.doubles.shapes import differences, shape_of

pytestmark = [pytest.mark.model, pytest.mark.timing]  # a real model has deadlines
_each_protocol = pytest.mark.parametrize("protocol", PROTOCOLS)

_PLAIN = "Name three colors."
"""Where an answer begins with an emoji, llama.cpp sends no role chunk."""
_GREEDY = {"temperature": 0.0}
"""So that the answer is the same each time; Anthropic's SDK has no parameter of that name."""
_TIMINGS = "timings lacks"
"""llama.cpp's own measurements, which no vendor sends."""

_STREAM_DIFFERENCES: dict[ProtocolName, set[str]] = {
    # OpenAI and vLLM open with "", llama.cpp with null: `Script.role_content` has both.
    "openai-chat": {_TIMINGS, "choices[].delta.content: NoneType there, str here"},
    "openai-responses": {_TIMINGS},
    "anthropic-messages": set(),
}
"""What llama.cpp sends and a double does not."""

_WHOLE_DIFFERENCES: dict[ProtocolName, set[str]] = {
    "openai-chat": {_TIMINGS},
    "openai-responses": set(),
    "anthropic-messages": set(),
}
_ONLY_VENDORS = {"ping"}
"""Events that the vendors send and llama.cpp did not in these short answers."""


@pytest.fixture
async def double() -> AsyncIterator[Doubles]:
    async with doubles(Script(text="I found two pairs of boots.")) as server:
        yield server


async def _raw(client: Client, protocol: ProtocolName, **asked: Any) -> list[dict[str, Any]]:
    return [event.to_dict() for event in await client.events(protocol, **asked)]


def _names(protocol: ProtocolName, events: list[dict[str, Any]]) -> list[str]:
    """Return the events' kinds, several of one kind in a row once."""
    return [name for name, _ in groupby(_kind(protocol, event) for event in events)]


def _kind(protocol: ProtocolName, event: dict[str, Any]) -> str:
    if protocol != "openai-chat":
        return str(event["type"])
    if not event["choices"]:
        return "usage"
    (choice,) = event["choices"]
    if choice["finish_reason"]:
        return "finish"
    return "role" if "role" in choice["delta"] else "content"


@_each_protocol
async def test_the_same_events_with_the_same_fields(
    protocol: ProtocolName, real_model: RealModel, double: Doubles
) -> None:
    async with client_of(real_model.root, real_model.model) as theirs:
        there = await _raw(theirs, protocol, prompt=_PLAIN, limit=24, extra_body=_GREEDY)
    async with client_of(double.root) as ours:
        here = await _raw(ours, protocol)
    names = _names(protocol, there)
    assert len(names) >= 4
    assert names == [name for name in _names(protocol, here) if name not in _ONLY_VENDORS]
    found = set[str]()
    for kind in names:
        one = next(event for event in there if _kind(protocol, event) == kind)
        other = next(event for event in here if _kind(protocol, event) == kind)
        found.update(differences(shape_of(one), shape_of(other)))
    assert found == _STREAM_DIFFERENCES[protocol]


@_each_protocol
async def test_the_same_fields_in_one_piece(
    protocol: ProtocolName, real_model: RealModel, double: Doubles
) -> None:
    async with client_of(real_model.root, real_model.model) as theirs:
        there = (await theirs.whole(protocol, limit=24)).to_dict()
    async with client_of(double.root) as ours:
        here = (await ours.whole(protocol)).to_dict()
    assert set(differences(shape_of(there), shape_of(here))) == _WHOLE_DIFFERENCES[protocol]


async def test_llama_cpp_opens_as_the_double_can(real_model: RealModel) -> None:
    async with (
        doubles(Script(role_content="null")) as double,
        client_of(real_model.root, real_model.model) as theirs,
        client_of(double.root) as ours,
    ):
        firsts = [
            (await _raw(client, "openai-chat", prompt=_PLAIN, extra_body=_GREEDY))[0]
            for client in (theirs, ours)
        ]
    there, here = (first["choices"][0]["delta"] for first in firsts)
    assert there == here == {"role": "assistant", "content": None}


@_each_protocol
async def test_usage_is_counted_alike(protocol: ProtocolName, real_model: RealModel) -> None:
    """Anthropic's input leaves out what a cache had, OpenAI's holds it; output is all tokens."""
    async with client_of(real_model.root, real_model.model) as client:
        usages = [(await client.whole(protocol, limit=16)).usage.to_dict() for _ in range(2)]
    first, again = usages
    if protocol == "anthropic-messages":
        assert again["cache_read_input_tokens"] > 0
        assert sum(again[name] for name in ("input_tokens", "cache_read_input_tokens")) == sum(
            first[name] for name in ("input_tokens", "cache_read_input_tokens")
        )
    elif protocol == "openai-chat":
        assert 0 < again["prompt_tokens_details"]["cached_tokens"] < again["prompt_tokens"]
    else:
        assert 0 < again["input_tokens_details"]["cached_tokens"] < again["input_tokens"]


async def test_both_refuse_a_request_without_messages(
    real_model: RealModel, double: Doubles
) -> None:
    """llama.cpp has OpenAI's form of an error for all three, and 500 for Anthropic's."""
    found = []
    async with httpx2.AsyncClient(trust_env=False) as http:
        for url in (real_model.url, double.url):
            for path in ("chat/completions", "responses", "messages"):
                answer = await http.post(f"{url}/{path}", json={"model": "any", "max_tokens": 9})
                assert answer.json()["error"].keys() >= {"message", "type"}
                found.append(answer.status_code)
    assert found == [400, 400, 500, 400, 400, 400]


async def test_llama_cpp_stops_when_its_client_leaves(real_model: RealModel) -> None:
    """It has one slot: who comes next would wait for the rest of the story, 500 tokens or more."""
    heard, began = 0, 0.0
    async with client_of(real_model.root, real_model.model) as client:
        stream = await client.stream("openai-chat", prompt="Tell me a long story.", limit=2_000)
        async with stream:
            async for chunk in stream:
                if text_of(chunk):
                    heard += 1
                    began = time.monotonic() if heard == 1 else began
                if heard == 21:
                    break
        twenty_tokens_s = time.monotonic() - began
        began = time.monotonic()
        await client.whole("openai-chat", limit=16)
        assert time.monotonic() - began < 8 * twenty_tokens_s + 2.0


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(ModelPackageMissing, match="make setup-dev"):
        weights_path()
