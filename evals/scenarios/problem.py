"""What is wrong with a scenario, and where."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Kind = Literal["unreadable", "invalid", "impossible", "odd"]
"""Of a problem: its file or document cannot be read, a scenario in it is none, it asks for what
the catalog cannot give, or it can be played but says something that has no effect. All but the
last keep a scenario from being played."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, as its author needs to be told."""

    kind: Kind
    file: Path
    why: str
    """One clear sentence, without the place."""
    line: int | None = None
    """From 1."""
    column: int | None = None
    """From 1."""
    scenario: str | None = None
    """Its id, where it has one."""
    field: str | None = None
    """Path of the field: "turns.2.expect.shown.where.colour", lists counted from 1."""

    @property
    def prevents(self) -> bool:
        """Whether a scenario is not played for it."""
        return self.kind != "odd"

    def __str__(self) -> str:
        place = ":".join(str(p) for p in (self.file.name, self.line, self.column) if p is not None)
        named = f" {self.scenario}:" if self.scenario else ""
        return f"{place}:{named} {self.why}"


Steps = tuple[str | int, ...]
"""Where a value is within a document: names of fields, and places in lists from 0."""


def dotted(path: Steps) -> str | None:
    """Return `path` as it is shown, lists counted from 1; None for the whole."""
    return ".".join(str(p + 1) if isinstance(p, int) else p for p in path) or None
