"""How one reply came about so far: its clauses with who said them, and what it took."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from agents.guard.verdict import Fault
from agents.ledger.entries import Entry
from agents.phrasing.said import Account
from agents.routing.decision import TEMPLATE, TierName

_RANKS: tuple[TierName, ...] = ("template", "open", "closed")


@dataclass(slots=True)
class Course:
    """One reply's course; goes on where the same reply is asked for again."""

    clauses: list[str] = field(default_factory=list)
    speakers: list[str] = field(default_factory=list)
    """The model of each clause, or `TEMPLATE`."""
    calls: list[Entry] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    switches: list[str] = field(default_factory=list)
    first_clause_ms: float | None = None
    complete: bool = False
    """Whether everything was said that is to be said."""

    def copy(self) -> "Course":
        """Return a course that begins like this one and goes its own way."""
        return Course(
            list(self.clauses), list(self.speakers), list(self.calls), list(self.faults),
            list(self.switches), None, self.complete,
        )  # fmt: skip

    def said(self, clause: str, speaker: str) -> None:
        """Note a clause that is yielded."""
        self.clauses.append(clause)
        self.speakers.append(speaker)

    def account(self, tiers: Mapping[str, TierName]) -> Account:
        """Return what it came to.

        Args:
            tiers: Of the models.
        """
        rank = {name: _RANKS.index(tiers.get(name, "template")) for name in self.speakers}
        model = max(self.speakers, key=lambda name: rank[name], default=TEMPLATE)
        return Account(
            text=" ".join(self.clauses),
            tier=tiers.get(model, "template"),
            model=model,
            calls=tuple(self.calls),
            faults=tuple(self.faults),
            switches=tuple(self.switches),
            first_clause_ms=self.first_clause_ms,
            unpriced=sum(entry.cost_usd is None for entry in self.calls),
        )
