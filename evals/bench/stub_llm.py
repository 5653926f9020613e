"""An LLM that takes a known time: one of the doubles, with ready answers.

Streams answers of one form whatever it is asked, the first token after a fixed delay and
the others at a fixed rate, so that a latency is the framework's and not a model's. Runs
as a process of its own, on loopback (`evals.doubles`).
"""

import argparse
import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from evals.doubles import Script
from evals.doubles.asked import Asked
from evals.doubles.process import serve_until_stdin_ends, served
from evals.doubles.tokens import tokens_of

__all__ = ["FIRST_TOKEN_S", "TOKENS_PER_S", "StubLLM", "answer_of", "stub_llm", "tokens_of"]

FIRST_TOKEN_S = 0.15
"""A fast hosted model."""

TOKENS_PER_S = 40.0
"""Of a mid-sized hosted model; a person listens at about four."""

_COUNTS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_THINGS = (
    "hiking boots",
    "running shoes",
    "rain trousers",
    "wool socks",
    "swim goggles",
    "winter gloves",
    "leather sandals",
    "reading glasses",
)
_PRICES = ("ninety-five", "forty-nine", "sixty-two", "eighty-seven", "thirty-four", "seventy-one")


@dataclass(frozen=True, slots=True)
class StubLLM:
    """A running endpoint."""

    url: str
    """Of the API, such as http://127.0.0.1:1234/v1."""


@asynccontextmanager
async def stub_llm(
    first_token_s: float = FIRST_TOKEN_S, tokens_per_s: float = TOKENS_PER_S
) -> AsyncIterator[StubLLM]:
    """Run the endpoint in a process of its own.

    Args:
        first_token_s: From the request to the first token.
        tokens_per_s: Of the tokens after it.
    """
    times = ("--first-token-s", str(first_token_s), "--tokens-per-s", str(tokens_per_s))
    async with served("-m", "evals.bench.stub_llm", *times) as url:
        yield StubLLM(url)


def answer_of(number: int) -> str:
    """Return the answer to a process's request with this number, from 0.

    No first clause comes twice within 72 requests: a voice that keeps what it said would
    have it for nothing.
    """
    count = _COUNTS[number % len(_COUNTS)]
    thing = _THINGS[number % len(_THINGS)]
    price = _PRICES[number % len(_PRICES)]
    return (
        f"I found {count} pairs of {thing}, the lightest is {price} dollars and well rated. "
        f"Would you like to hear about the other {thing}?"
    )


def _main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--first-token-s", type=float, default=FIRST_TOKEN_S)
    parser.add_argument("--tokens-per-s", type=float, default=TOKENS_PER_S)
    arguments = parser.parse_args()
    first_s = arguments.first_token_s

    def play(asked: Asked) -> Script:
        return Script(
            text=answer_of(asked.number),
            role_s=first_s,
            first_content_s=first_s,
            tokens_per_s=arguments.tokens_per_s,
            usage_unasked=True,
        )

    asyncio.run(serve_until_stdin_ends(play))


if __name__ == "__main__":
    _main()
