"""The tokens of one call, counted the same way whatever the vendor counts."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens of one call. The three kinds of input are disjoint: their sum was read."""

    fresh: int = 0
    """Input that no cache had."""
    cached: int = 0
    """Input read from the provider's prompt cache."""
    written: int = 0
    """Input written to it, where the provider bills that apart."""
    output: int = 0
    """All that was generated, reasoning included."""
    reasoning: int = 0
    """The part of `output` that is never shown."""
    estimated: bool = False
    """True where the provider sent no usage: counted by us, upwards."""

    @property
    def input(self) -> int:
        """All that was read, from the cache or not."""
        return self.fresh + self.cached + self.written
