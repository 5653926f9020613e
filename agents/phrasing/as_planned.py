"""Replies in the templates' words: no model, no cost, nothing to check."""

from collections.abc import AsyncGenerator

from agents.agent import PlannedTurn
from agents.phrasing.said import Account


class AsPlanned:
    """The writer of an installation without models."""

    def write(self, turn: PlannedTurn) -> "PlannedWords":
        """Return the words that the templates found for `turn`."""
        return PlannedWords(turn.reply.clauses)


class PlannedWords:
    """One reply in the templates' words."""

    def __init__(self, clauses: tuple[str, ...]) -> None:
        self._clauses = clauses
        self._said: list[str] = []

    async def clauses(self) -> AsyncGenerator[str, None]:
        """Yield the clauses."""
        for clause in self._clauses:
            self._said.append(clause)
            yield clause

    def wanted(self) -> None:
        """Do nothing: words that cost nothing need not wait."""

    def withdraw(self) -> None:
        """Do nothing: nothing was asked for."""

    async def booked(self) -> None:
        """Return at once: nothing was asked for."""

    def account(self) -> Account:
        """Return what was yielded."""
        rest = self._clauses[len(self._said) :]
        return Account(" ".join(self._said), "template", rest=rest)
