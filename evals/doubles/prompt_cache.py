"""What a provider's prompt cache would have of a prompt, as the providers document it.

OpenAI caches by itself: what begins like an earlier prompt for the same model and
`prompt_cache_key`, at least 1,024 tokens and then in steps of 128. From gpt-5.6 on what is
written is billed apart. Anthropic caches up to where a request puts `cache_control`, at least
1,024 tokens (4,096 for Haiku 4.5, Opus 4.5 and 4.6), and bills what is written. Its pages say
1,024 for Sonnet 4.6 as well, where users measured 2,048 (anthropic-sdk-python issue 1194).
An entry is there once an answer to the prompt has begun, and for five minutes from its last use.
Sources: platform.openai.com/docs/guides/prompt-caching, platform.claude.com/docs prompt caching.
"""

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from agents.models.usage import Usage
from evals.doubles.asked import Asked
from evals.doubles.prompt import Block, prompt_of

MINIMUM_TOKENS = 1_024
_ANTHROPIC_MINIMA = (
    (re.compile(r"claude-(haiku-4-5|opus-4-[56])"), 4_096),
    (re.compile(r"claude-(sonnet-4-6|haiku-3|3-5-haiku|3-haiku)"), 2_048),
)
_BILLS_WRITES = re.compile(r"gpt-(5\.[6-9]|[6-9])")
STEP_TOKENS = 128
TTL_S = 300.0

_Entry = tuple[str, str, int, int]
"""Model, key, tokens, and their hash."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt's input as it will be billed, and what it leaves in the cache."""

    usage: Usage
    """Output is 0."""
    entries: tuple[_Entry, ...]


class PromptCache:
    """The caches of all the models of one server.

    Args:
        clock: Seconds; entries go by it.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._used_at: dict[_Entry, float] = {}

    def read(self, asked: Asked) -> Prompt:
        """Return what a prompt costs now; the cache is as it was."""
        blocks = prompt_of(asked)
        tokens = [token for block in blocks for token in block.tokens]
        anthropic = asked.protocol == "anthropic-messages"
        ends = list(_marked_ends(blocks) if anthropic else _steps(len(tokens)))
        key = "" if anthropic else str(asked.body.get("prompt_cache_key") or "")
        minimum = _minimum(asked.model) if anthropic else MINIMUM_TOKENS
        entries = _entries(asked.model, key, tokens, [end for end in ends if end >= minimum])
        cached = max((entry[2] for entry in entries if self._has(entry)), default=0)
        last = entries[-1][2] if entries else 0
        billed = anthropic or _BILLS_WRITES.search(asked.model) is not None
        written = last - cached if billed else 0
        usage = Usage(fresh=len(tokens) - cached - written, cached=cached, written=written)
        return Prompt(usage, entries)

    def hold(self, prompt: Prompt) -> None:
        """Keep a prompt whose answer has begun."""
        for entry in prompt.entries:
            self._used_at[entry] = self._clock()

    def _has(self, entry: _Entry) -> bool:
        used_at = self._used_at.get(entry)
        return used_at is not None and self._clock() - used_at < TTL_S


def _minimum(model: str) -> int:
    found = (tokens for name, tokens in _ANTHROPIC_MINIMA if name.search(model))
    return next(found, MINIMUM_TOKENS)


def _steps(count: int) -> range:
    return range(MINIMUM_TOKENS, count + 1, STEP_TOKENS)


def _marked_ends(blocks: tuple[Block, ...]) -> Iterator[int]:
    end = 0
    for block in blocks:
        end += len(block.tokens)
        if block.breakpoint:
            yield end


def _entries(model: str, key: str, tokens: list[str], ends: list[int]) -> tuple[_Entry, ...]:
    """Return an entry for each beginning of `tokens` that ends at one of `ends`."""
    found, value, done = [], 0, 0
    for end in ends:
        value = hash((value, tuple(tokens[done:end])))
        done = end
        found.append((model, key, end, value))
    return tuple(found)
