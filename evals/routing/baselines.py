"""What a shop pays that asks a closed model on every turn: the baselines of every saving.

A baseline is a model, what it is asked per turn (a shape), and what its provider's prompt cache
is taken to hold. Three shapes, from the one that is hardest to beat:

    compact   one call a turn with Aisle's own prompt: facts picked and drafted by code
    single    one call a turn with 1,500 tokens in and 80 out: instructions, tools, history
    agent     two such calls a turn: one to read the request and choose a tool, one to reply

and three states of the cache:

    fresh     nothing is cached
    cached    the unchanged beginning is read from the cache on every turn, and writing it is
              free: better than any provider does, so the saving against it is a lower bound
    vendor    as the vendor's rules have it: only from its least length on, written once a
              conversation at the price of writing

No baseline pays for reasoning tokens, retries or replies that a guard would refuse.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from agents.ledger.prices import price_of
from agents.models.spec import ModelSpec
from agents.models.usage import Usage
from agents.phrasing.prompt import RULES
from evals.routing.token_count import tokens_of

Shape = Literal["compact", "single", "agent"]
Cache = Literal["fresh", "cached", "vendor"]

SHAPES: Final[tuple[Shape, ...]] = ("compact", "single", "agent")
CACHES: Final[tuple[Cache, ...]] = ("fresh", "cached", "vendor")

MODELS: Final = {
    "gpt-5": ModelSpec(protocol="openai-responses", model="gpt-5"),
    "claude-sonnet-4-6": ModelSpec(protocol="anthropic-messages", model="claude-sonnet-4-6"),
    "claude-haiku-4-5": ModelSpec(protocol="anthropic-messages", model="claude-haiku-4-5"),
}
CACHE_LEAST: Final = {"gpt-5": 1_024, "claude-sonnet-4-6": 1_024, "claude-haiku-4-5": 4_096}
"""Tokens of the shortest beginning that each vendor caches; where sources differ (1,024 or
2,048 for claude-sonnet-4-6), the one that makes the baseline cheaper."""

STABLE_TOKENS: Final = tokens_of(RULES, "rules")
"""Of the compact prompt: its rules."""
SINGLE_INPUT: Final = 1_500
SINGLE_OUTPUT: Final = 80
"""Of a closed-only shopping agent's call, as the design of this project assumes."""
SINGLE_FRESH: Final = 220
"""Of these 1,500, what is new on each turn: the utterance and what the tools returned. The
rest is 1,280, a multiple of the 128 tokens in which OpenAI caches."""
READING_OUTPUT: Final = 60
"""Of a call that answers with a tool's name and arguments."""


@dataclass(frozen=True, slots=True)
class Prompted:
    """What the compact prompt comes to on one turn, in tokens."""

    input: int
    stable: int
    """Its beginning that is the same for all turns."""
    output: int
    first: bool
    """Whether the turn begins its conversation."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """One closed model on every turn."""

    model: str
    shape: Shape
    cache: Cache

    @property
    def name(self) -> str:
        return f"{self.model} {self.shape} {self.cache}"

    def usd(self, turn: Prompted, at: datetime) -> float:
        """Return what the turn would cost.

        Raises:
            LookupError: the price list does not have the model.
        """
        total = 0.0
        for usage in self.usages(turn):
            price = price_of(MODELS[self.model], usage, at)
            if price is None:
                raise LookupError(f"the price list does not have {self.model}")
            total += float(price)
        return total

    def usages(self, turn: Prompted) -> tuple[Usage, ...]:
        """Return the tokens of each call of the turn."""
        match self.shape:
            case "compact":
                return (self._usage(turn.input, turn.stable, turn.output, turn.first),)
            case "single":
                return (self._typical(SINGLE_OUTPUT, turn.first),)
            case "agent":
                return (
                    self._typical(READING_OUTPUT, turn.first),
                    self._typical(SINGLE_OUTPUT, turn.first),
                )

    def _typical(self, output: int, first: bool) -> Usage:
        return self._usage(SINGLE_INPUT, SINGLE_INPUT - SINGLE_FRESH, output, first)

    def _usage(self, read: int, stable: int, output: int, first: bool) -> Usage:
        stable = min(stable, read)
        if self.cache == "vendor" and stable < CACHE_LEAST[self.model]:
            stable = 0
        if self.cache == "fresh" or not stable:
            return Usage(fresh=read, output=output)
        if self.cache == "vendor" and first:
            return Usage(fresh=read - stable, written=stable, output=output)
        return Usage(fresh=read - stable, cached=stable, output=output)


def baselines() -> tuple[Baseline, ...]:
    """Return every baseline, the ones that are hardest to beat first within a model."""
    return tuple(
        Baseline(model, shape, cache) for model in MODELS for shape in SHAPES for cache in CACHES
    )
