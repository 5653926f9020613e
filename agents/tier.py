"""The seams for models: who is to phrase a reply, and who reads what the rules could not.

A router decides per turn; it never calls a tool or changes the plan. Templates phrase every
plan at once, whoever is chosen: they are what is spoken when a model fails. A second reader is
asked where the first is unsure; what it answers is checked (`agents.structured`) or dropped.
"""

from dataclasses import dataclass
from typing import Protocol
from uuid import uuid4

from agents.reading import Reading
from agents.routing.decision import Decision, template_decision
from agents.routing.situation import Situation
from agents.structured.prompt import ReadingPrompt
from agents.turn import Utterance


@dataclass(frozen=True, slots=True)
class Doubt:
    """An utterance of which the first reading is unsure."""

    utterance: Utterance
    readings: tuple[Reading, ...]
    """The first reading; its least confidence is below `GUESS_BELOW`."""
    conversation_id: str = ""
    turn: int = 0
    tenant: str = "default"
    """Whose shop it is."""


class SecondReader(Protocol):
    """A model that reads an utterance as JSON of `agents.structured.schema`."""

    async def read(self, prompt: ReadingPrompt) -> str:
        """Return the model's answer, JSON or not; cancelled when it takes too long.

        Raises:
            Exception: whatever goes wrong; the first reading stands then.
        """


class Router(Protocol):
    """Decides who phrases a reply, and who is asked in doubt."""

    def decide(self, situation: Situation) -> Decision:
        """Return who is to do what `situation` asks for; without waiting for anything.

        The same situation comes to the same decision as long as the policy, the breakers and
        the budgets are the same: a turn is planned several times.
        """

    def reader(self, doubt: Doubt) -> SecondReader | None:
        """Return who is to read an utterance again; None lets the agent ask back."""


class TemplateOnly:
    """The router of an installation without models."""

    def decide(self, situation: Situation) -> Decision:
        """Return the template tier, whatever the situation."""
        del situation
        return template_decision(str(uuid4()), "no_policy")

    def reader(self, doubt: Doubt) -> SecondReader | None:
        """Return nobody: the agent asks back."""
        del doubt
        return None
