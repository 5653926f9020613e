"""How something is said to the assistant, whatever carries it: keys or a microphone."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from evals.runs.record import TurnSeen
from evals.shoppers.shopper import Saying


class Talk(Protocol):
    """One conversation that is open."""

    @property
    def troubles(self) -> Sequence[str]:
        """What failed so far, a sentence each."""
        ...

    async def say(self, saying: Saying) -> tuple[TurnSeen, ...]:
        """Say something and wait for what comes back.

        Returns:
            At least one turn; two or more where the utterance was taken for several, or where
            something was said over its reply.

        Raises:
            SessionFailed: The conversation broke off.
        """
        ...


class Driver(Protocol):
    """Opens conversations with one assistant."""

    def talk(
        self, conversation_id: str, seed: int, shopper_id: str | None
    ) -> AbstractAsyncContextManager[Talk]:
        """Open a new conversation.

        Args:
            conversation_id: Never used before.
            seed: The same seed makes the same noises and losses.
            shopper_id: A known shopper; None for a stranger.
        """
        ...
