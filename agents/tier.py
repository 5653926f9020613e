"""The seam for who phrases a reply: templates now, open and closed models later.

A tier gets a plan of facts and returns words; a router picks the tier of each
turn. Neither may call a tool or change the plan.
"""

from typing import Protocol

from agents.reply import templates
from agents.reply.plan import ReplyPlan
from agents.turn import Reply


class Tier(Protocol):
    """Someone who can phrase a reply."""

    @property
    def name(self) -> str:
        """ "template", "open" or "closed"."""

    async def compose(self, plan: ReplyPlan) -> Reply:
        """Return the words for `plan`, stating nothing that is not in it."""


class Router(Protocol):
    """Chooses the tier of one reply."""

    def choose(self, plan: ReplyPlan) -> Tier:
        """Return who is to phrase `plan`."""


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
