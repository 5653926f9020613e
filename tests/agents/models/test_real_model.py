"""A real open model through all three adapters: transport and usage, no claim of quality."""

import json
from collections.abc import Iterator
from contextlib import aclosing
from dataclasses import replace

import pytest

from agents.models.call import Message, ModelCall, Task, TextDelta, usage_so_far
from agents.models.clients import open_client
from agents.models.count import tokens_upwards
from agents.models.errors import ModelFailed
from agents.models.partial import Partial
from agents.models.spec import ModelSpec, Protocol
from evals.doubles.real import RealModel, smollm_serving
from tests.agents.models.asking import PROTOCOLS, answer_of

pytestmark = [pytest.mark.model, pytest.mark.timing]  # a real model has deadlines

ASK = ModelCall(
    Task.REPLY, "You sell boots. Answer in one sentence.", (Message("user", "Hello!"),), 24,
    temperature=0.0,
)  # fmt: skip
SCHEMA = {
    "type": "object",
    "properties": {"colour": {"type": "string", "enum": ["red", "blue"]}},
    "required": ["colour"],
    "additionalProperties": False,
}


@pytest.fixture(scope="module")
def real() -> Iterator[RealModel]:
    with smollm_serving(threads=1) as model:
        yield model


@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize("streams", [True, False])
async def test_answers_with_usage(real: RealModel, protocol: Protocol, streams: bool) -> None:
    spec = ModelSpec(protocol=protocol, model=real.model, url=real.url, streams=streams)
    client = open_client("smol", spec, None)
    answer = await answer_of(client, ASK)
    await client.aclose()
    assert answer.text.strip()
    assert answer.end.finish in {"stop", "length"}
    usage = answer.end.usage
    assert usage is not None
    assert not usage.estimated
    assert 10 < usage.input < 100
    assert usage.input <= Partial("smol", ASK, sent=True).usage().input
    assert usage.output <= tokens_upwards(answer.text) + 1, "the end of the answer is a token too"
    assert 0 < usage.output <= 24
    assert (len(answer.pieces) > 3) is streams


@pytest.mark.parametrize("protocol", PROTOCOLS)
async def test_closing_stops_the_model(real: RealModel, protocol: Protocol) -> None:
    spec = ModelSpec(protocol=protocol, model=real.model, url=real.url)
    client = open_client("smol", spec, None)
    events = client.stream(replace(ASK, max_output_tokens=2_000))
    async with aclosing(events):
        assert isinstance(await anext(events), TextDelta)
    usage = usage_so_far(events)
    assert usage is not None
    assert 0 < usage.output < 100
    # The one slot of the server is free again at once, or this would take a minute.
    assert (await answer_of(client, ASK)).text
    await client.aclose()


async def test_schema_is_kept(real: RealModel) -> None:
    spec = ModelSpec(protocol="openai-chat", model=real.model, url=real.url)
    client = open_client("smol", spec, None)
    answer = await answer_of(client, replace(ASK, task=Task.READING, schema=SCHEMA))
    await client.aclose()
    assert json.loads(answer.text)["colour"] in {"red", "blue"}


@pytest.mark.parametrize("protocol", PROTOCOLS)
async def test_prompt_that_is_too_long(real: RealModel, protocol: Protocol) -> None:
    spec = ModelSpec(protocol=protocol, model=real.model, url=real.url)
    client = open_client("smol", spec, None)
    with pytest.raises(ModelFailed) as failed:
        await answer_of(client, replace(ASK, system="boots and more boots, " * 3_000))
    await client.aclose()
    assert failed.value.reason == "too_long"
