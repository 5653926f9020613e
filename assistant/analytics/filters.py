"""What part of the log a question is about: a stretch of days, and what is named of turns."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from assistant.analytics.store import Parameter
from assistant.analytics.tables import Table

UNSAID: Final = ""
"""As a filter's value: rows in which the column is null."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Days from `first` to `last`, both included, in UTC; None of a filter takes everything."""

    first: date
    last: date
    application: str | None = None
    modality: str | None = None
    """voice or text; of sessions also both."""
    door: str | None = None
    intent: str | None = None
    category: str | None = None
    tier: str | None = None
    known: bool | None = None
    """Only known shoppers, or only strangers."""
    experiment: str | None = None
    """"name:arm"; only tables that hold `experiments` can be asked for it."""

    def where(self, table: Table, alias: str = "") -> tuple[str, dict[str, Parameter]]:
        """Return a condition for a table's rows, without WHERE, and its parameters.

        What the table has no column for is not asked of it.

        Args:
            table: Whose rows.
            alias: Before each column, "t." or nothing.
        """
        has = set(table.names)
        parts = [f"{alias}day BETWEEN $first AND $last"]
        parameters: dict[str, Parameter] = {"first": self.first, "last": self.last}
        for name in ("application", "modality", "door", "intent", "category", "tier"):
            value: str | None = getattr(self, name)
            if value is None or name not in has:
                continue
            if value == UNSAID:
                parts.append(f"{alias}{name} IS NULL")
            else:
                parts.append(f"{alias}{name} = ${name}")
                parameters[name] = value
        if self.known is not None:
            if "known" in has:
                parts.append(f"{alias}known = $known")
                parameters["known"] = self.known
            elif "client_id" in has:
                parts.append(f"{alias}client_id IS {'NOT ' * self.known}NULL")
        if self.experiment is not None and "experiments" in has:
            name, _, arm = self.experiment.partition(":")
            parts.append(f"{alias}experiments LIKE $experiment")
            parameters["experiment"] = f'%"{name}":"{arm}"%'
        return " AND ".join(parts), parameters

    def unheeded(self, table: Table) -> tuple[str, ...]:
        """Return the filters that are set and that a table has no column for."""
        has = set(table.names)
        named = ("application", "modality", "door", "intent", "category", "tier")
        missed = [name for name in named if getattr(self, name) is not None and name not in has]
        if self.known is not None and not has & {"known", "client_id"}:
            missed.append("known")
        if self.experiment is not None and "experiments" not in has:
            missed.append("experiment")
        return tuple(missed)
