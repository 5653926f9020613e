"""One reply that is to be written, and what every reply is written with."""

from collections.abc import Mapping
from dataclasses import dataclass

from agents.ledger.entries import Ledger, Spender
from agents.models.call import ModelClient
from agents.phrasing.prompt import Brief
from agents.phrasing.watching import PhrasingMeter, RouterWatch
from agents.reply.sentences import clauses
from agents.routing.decision import Decision


@dataclass(frozen=True, slots=True)
class Desk:
    """What every reply is written with."""

    clients: Mapping[str, ModelClient]
    ledger: Ledger
    watch: RouterWatch
    meter: PhrasingMeter


@dataclass(frozen=True, slots=True)
class Commission:
    """One reply that is to be written."""

    brief: Brief
    decision: Decision
    spender: Spender
    lead: bool
    """Whether the templates' first sentence is said by code in any case."""
    whole: tuple[str, ...]
    """The templates' clauses."""

    @property
    def opening(self) -> tuple[str, ...]:
        """The clauses of the templates' first sentence; none if it is all they say."""
        told = self.brief.draft.told
        return clauses([told[0]]) if len(told) > 1 else ()
