"""What a table of the log is made of: columns, each with a line about it."""

from dataclasses import dataclass
from typing import Literal

Type = Literal[
    "TEXT", "BIGINT", "DOUBLE PRECISION", "BOOLEAN", "TIMESTAMP", "DATE", "BIGINT[]", "DOUBLE[]"
]  # fmt: skip
"""The lists are of Aisle's own tables only."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column."""

    name: str
    type: Type
    about: str
    """One line, as `docs/intent-log.md` shows it."""
    is_text: bool = False
    """Whether it may hold what a shopper said or heard: emptied when transcripts expire."""
    is_json: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table."""

    name: str
    key: tuple[str, ...]
    """Whose values together are there once."""
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)


def text(name: str, about: str, *, said: bool = False) -> Column:
    """Return a column of texts."""
    return Column(name, "TEXT", about, said)


def json(name: str, about: str, *, said: bool = False) -> Column:
    """Return a column of JSON, as text."""
    return Column(name, "TEXT", f"JSON: {about}", said, is_json=True)


def count(name: str, about: str) -> Column:
    """Return a column of whole numbers."""
    return Column(name, "BIGINT", about)


def number(name: str, about: str) -> Column:
    """Return a column of numbers."""
    return Column(name, "DOUBLE PRECISION", about)


def flag(name: str, about: str) -> Column:
    """Return a column of yes and no."""
    return Column(name, "BOOLEAN", about)
