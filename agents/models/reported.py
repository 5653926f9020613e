"""What a provider says of usage, made possible where it is not.

The three protocols count differently: OpenAI's input includes what the cache had, Anthropic's
does not. Gateways and open servers also send nonsense: less than nothing, more cached than read,
words for numbers. That is clamped so that a bill can be made, and said in the log. A count of 0
that cannot be true (no prompt is empty) is replaced by `agents.models.partial`.
"""

import logging
from collections.abc import Mapping
from typing import Any

from agents.models.usage import Usage

_log = logging.getLogger(__name__)

TOKENS_MOST = 100_000_000
"""No call reads or writes more; a bigger number is an error of the provider's."""


def openai_usage(model: str, said: object) -> Usage | None:
    """Return usage as chat completions and the Responses API tell it.

    Args:
        model: As the policy names it, for the log.
        said: The `usage` object, as plain data; None where there was none.

    Returns:
        None where nothing was said; 0 for a count that is missing or cannot be.
    """
    if not isinstance(said, Mapping) or not said:
        return None
    reader = _Reader(model, said)
    total = reader.first("input_tokens", "prompt_tokens") or 0
    output = reader.first("output_tokens", "completion_tokens") or 0
    read = reader.of("input_tokens_details", "prompt_tokens_details")
    cached = reader.believed("cached", read.get("cached_tokens"), total)
    written = reader.believed("written", read.get("cache_write_tokens"), total - cached)
    made = reader.of("output_tokens_details", "completion_tokens_details")
    reasoning = reader.at_most("reasoning", made.get("reasoning_tokens"), output)
    reader.say()
    fresh = total - cached - written
    return Usage(fresh, cached, written, output, reasoning, estimated=reader.doubtful)


def anthropic_usage(model: str, said: object, before: Usage | None = None) -> Usage | None:
    """Return usage as the Messages API tells it, at the start and again at the end of a stream.

    Args:
        model: As the policy names it, for the log.
        said: The `usage` object, as plain data.
        before: What an earlier event said: a later one may leave the input out.
    """
    if not isinstance(said, Mapping) or not said:
        return before
    reader = _Reader(model, said)
    then = before or Usage()
    # That of the start is a placeholder; the last one told is the bill's.
    told = reader.first("output_tokens")
    output = then.output if told is None else told
    details = reader.of("output_tokens_details")
    reasoning = reader.at_most("reasoning", details.get("thinking_tokens"), output)
    usage = Usage(
        fresh=max(reader.first("input_tokens") or 0, then.fresh),
        cached=max(reader.first("cache_read_input_tokens") or 0, then.cached),
        written=max(reader.first("cache_creation_input_tokens") or 0, then.written),
        output=output,
        reasoning=reasoning,
    )
    reader.say()
    return usage


class _Reader:
    """One `usage` object."""

    def __init__(self, model: str, said: Mapping[str, Any]) -> None:
        self._model = model
        self._said = said
        self._wrong: list[str] = []
        self.doubtful = False
        """Whether a count could not be believed that decides what the call costs."""

    def first(self, *names: str) -> int | None:
        """Return the first of these counts that is there; None if none is or it is nonsense."""
        for name in names:
            if self._said.get(name) is not None:
                return self._count(name, self._said[name])
        return None

    def of(self, *names: str) -> Mapping[str, Any]:
        """Return the first of these tables that is there; an empty one else."""
        for name in names:
            table = self._said.get(name)
            if isinstance(table, Mapping):
                return table
        return {}

    def at_most(self, name: str, value: object, most: int) -> int:
        """Return a part of a count, which it cannot exceed."""
        if value is None:
            return 0
        count = self._count(name, value) or 0
        if count > most:
            self._wrong.append(name)
        return min(count, most)

    def believed(self, name: str, value: object, most: int) -> int:
        """Return a cheaper part of the input; 0 where it exceeds the whole.

        What cannot be is billed as fresh input, the dearer reading of it.
        """
        count = self._count(name, value) if value is not None else 0
        if count is None or count > most:
            self._wrong.append(name)
            self.doubtful = True
            return 0
        return count

    def _count(self, name: str, value: object) -> int | None:
        if isinstance(value, str) and value.isascii() and value.isdigit():
            self._wrong.append(name)
            value = int(value[:12])
        number = value if isinstance(value, int | float) else -1
        if 0 <= number <= TOKENS_MOST and not isinstance(value, bool):
            return int(number)
        self._wrong.append(name)
        return None

    def say(self) -> None:
        """Write into the log what had to be mended."""
        if self._wrong:
            _log.warning(
                "a provider's usage was corrected",
                extra={"model": self._model, "counts": sorted(set(self._wrong))},
            )
