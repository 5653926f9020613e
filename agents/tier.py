"""The seams for models: who phrases a reply, and who reads what the rules could not.

A tier gets a plan of facts and returns words; a router picks the tier of each
turn. Neither may call a tool or change the plan. A second reader is asked where
the first is unsure; what it answers is checked (`agents.structured`) or dropped.
"""

from dataclasses import dataclass
from typing import Protocol

from agents.reading import Reading
from agents.reply import templates
from agents.reply.plan import ReplyPlan
from agents.structured.prompt import ReadingPrompt
from agents.turn import Reply, Utterance


class Tier(Protocol):
    """Someone who can phrase a reply."""

    @property
    def name(self) -> str:
        """ "template", "open" or "closed"."""

    async def compose(self, plan: ReplyPlan) -> Reply:
        """Return the words for `plan`, stating nothing that is not in it."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """An utterance of which the first reading is unsure."""

    utterance: Utterance
    readings: tuple[Reading, ...]
    """The first reading; its least confidence is below `GUESS_BELOW`."""


class SecondReader(Protocol):
    """A model that reads an utterance as JSON of `agents.structured.schema`."""

    async def read(self, prompt: ReadingPrompt) -> str:
        """Return the model's answer, JSON or not; cancelled when it takes too long.

        Raises:
            Exception: whatever goes wrong; the first reading stands then.
        """


class Router(Protocol):
    """Chooses the tier of one reply, and who is asked in doubt."""

    def choose(self, plan: ReplyPlan) -> Tier:
        """Return who is to phrase `plan`."""

    def reader(self, doubt: Doubt) -> SecondReader | None:
        """Return who is to read an utterance again; None lets the agent ask back."""


class TemplateTier:
    """Phrases in process, with no model, at no cost."""

    name = "template"

    async def compose(self, plan: ReplyPlan) -> Reply:
        """Return the words of the templates."""
        return templates.compose(plan)


class TemplateOnly:
    """The router of an installation without models."""

    def __init__(self) -> None:
        self._tier = TemplateTier()

    def choose(self, plan: ReplyPlan) -> Tier:
        """Return the template tier, whatever the plan."""
        del plan
        return self._tier

    def reader(self, doubt: Doubt) -> SecondReader | None:
        """Return nobody: the agent asks back."""
        del doubt
        return None
