"""What each kind of token costs, and what a call's tokens come to. Exact, and without floats.

Rates are per million tokens. A step is a rate that holds for every token of a call once its
input is longer than a threshold, as vendors charge for long prompts.
"""

from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Final

from agents.ledger.amounts import rounded, rounded_up
from agents.models.usage import Usage

_EXACT: Final = Context(prec=60)
_MILLION: Final = Decimal(1_000_000)


@dataclass(frozen=True, slots=True)
class Rate:
    """Dollars per million tokens of one kind."""

    usd: Decimal
    steps: tuple[tuple[int, Decimal], ...] = ()
    """(threshold, dollars), rising: the last one that the input is longer than holds."""

    def at(self, input_tokens: int) -> Decimal:
        """Return the rate for a call that reads `input_tokens` in all."""
        usd = self.usd
        for threshold, higher in self.steps:
            if input_tokens > threshold:
                usd = higher
        return usd


@dataclass(frozen=True, slots=True)
class Tariff:
    """The rates of one model at one time."""

    fresh: Rate
    cached: Rate
    written: Rate
    output: Rate
    reasoning: Rate | None = None
    """As `output` if None: nearly every vendor bills reasoning so."""
    call_usd: Decimal = Decimal(0)
    """Per call, whatever its length."""

    def price(self, usage: Usage) -> Decimal:
        """Return what `usage` costs in dollars, at 12 digits."""
        return rounded(self._unrounded(usage))

    def most(self, input_tokens: int, max_output_tokens: int) -> Usage:
        """Return the dearest usage that such a call can end with: all input of one kind.

        Args:
            input_tokens: At most, whether a cache has them or not.
            max_output_tokens: At most, reasoning included.
        """
        dear = self.reasoning is not None and self.reasoning.at(input_tokens) > self.output.at(
            input_tokens
        )
        thought = max_output_tokens if dear else 0
        kinds = (
            Usage(fresh=input_tokens, output=max_output_tokens, reasoning=thought, estimated=True),
            Usage(
                written=input_tokens, output=max_output_tokens, reasoning=thought, estimated=True
            ),
            Usage(cached=input_tokens, output=max_output_tokens, reasoning=thought, estimated=True),
        )
        return max(kinds, key=self._unrounded)

    def most_usd(self, input_tokens: int, max_output_tokens: int) -> Decimal:
        """Return what such a call can cost at most, in dollars, rounded up."""
        return rounded_up(self._unrounded(self.most(input_tokens, max_output_tokens)))

    def _unrounded(self, usage: Usage) -> Decimal:
        read = usage.input
        total = Decimal(0)
        thought = min(usage.reasoning, usage.output)
        for rate, tokens in (
            (self.fresh, usage.fresh),
            (self.cached, usage.cached),
            (self.written, usage.written),
            (self.output, usage.output - thought),
            (self.reasoning or self.output, thought),
        ):
            if tokens:
                total = _EXACT.add(total, _EXACT.multiply(rate.at(read), Decimal(tokens)))
        return _EXACT.add(_EXACT.divide(total, _MILLION), self.call_usd)
