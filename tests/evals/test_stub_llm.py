"""The stub endpoint, asked through the official SDK."""

import time

from openai import AsyncOpenAI, DefaultAsyncHttpxClient

from agents.turn import Utterance
from assistant.planned import Planned
from evals.bench.llm_phraser import LLMPhraser
from evals.bench.stub_llm import answer_of, stub_llm, tokens_of
from tests.planned import planned_turn


def test_tokens_join_to_the_text() -> None:
    assert "".join(tokens_of(answer_of(0))) == answer_of(0)


def test_no_first_clause_comes_twice_and_all_take_about_as_long() -> None:
    answers = [answer_of(number) for number in range(72)]
    assert len({answer.partition(",")[0] for answer in answers}) == 72
    assert {len(tokens_of(answer)) for answer in answers} == {30}


async def test_it_streams_its_answer_at_the_rate_it_was_told() -> None:
    async with stub_llm(first_token_s=0.2, tokens_per_s=100.0) as llm:
        http = DefaultAsyncHttpxClient(trust_env=False)
        client = AsyncOpenAI(base_url=llm.url, api_key="none", http_client=http)
        arrived: list[float] = []
        said = ""
        tokens_used = None
        for _ in range(2):  # the second request goes over the same connection
            arrived, said = [], ""
            asked_at = time.monotonic()
            stream = await client.chat.completions.create(
                model="stub", messages=[{"role": "user", "content": "hello"}], stream=True
            )
            async for chunk in stream:
                tokens_used = chunk.usage or tokens_used
                if chunk.choices and chunk.choices[0].delta.content:
                    arrived.append(time.monotonic() - asked_at)
                    said += chunk.choices[0].delta.content
        await client.close()
    assert said == answer_of(1)
    assert arrived[0] >= 0.2
    assert arrived[-1] >= 0.2 + (len(arrived) - 1) / 100.0 - 0.001
    assert tokens_used is not None
    assert tokens_used.completion_tokens == len(arrived)


async def test_the_phraser_speaks_what_the_endpoint_answers() -> None:
    planned = Planned(planned_turn(Utterance(text="boots")))
    async with stub_llm(0.0, 1000.0) as llm, LLMPhraser(llm.url) as phraser:
        said = "".join([piece async for piece in phraser.phrase(planned)])
    assert said == answer_of(0)
