"""What a store of the log's tables can do: DuckDB over Parquet, or Postgres.

Questions are written once, in the SQL that both dialects mean alike (`assistant.analytics.tables`),
with parameters written `$name`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

Parameter = str | int | float | bool | date | datetime | None
Cell = str | int | float | bool | date | datetime | None


@dataclass(frozen=True, slots=True)
class Rows:
    """An answer."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def dicts(self) -> list[dict[str, Cell]]:
        """Return each row by column."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


class Store(Protocol):
    """The tables of one shop. Blocks: call it in a thread. Safe for several threads at once."""

    def ask(self, sql: str, parameters: Mapping[str, Parameter] | None = None) -> Rows:
        """Return what one of our own queries gives; tables are those of `tables.TABLES`.

        Raises:
            StoreUnusable: The store cannot be read.
        """
        ...

    def days_of(self, session_id: str) -> tuple[date, ...] | None:
        """Return the days on which a session has a turn or an event.

        None where that is not known sooner than by looking for its rows.
        """
        ...

    def mark(self) -> str:
        """Return what changes whenever the tables do: what was made from them may be kept by it."""
        ...

    def catch_up(self, *, unknown: bool = False) -> int:
        """Take in what was logged since, build the days that changed; return how many records.

        Args:
            unknown: Also records that an earlier version did not understand.

        Raises:
            StoreUnusable: It cannot be written; nothing is lost, and it may be tried again.
        """
        ...

    def is_behind(self) -> bool:
        """Say whether this machine has logged anything since; cheap."""
        ...

    def take(self, *, turns: Path | None = None, events: Path | None = None) -> int:
        """Take in Parquet files with the columns of TURNS or EVENTS, such as an imported log.

        Columns that are made when a day is built may be missing. Rows whose key is known already
        are left out, so that it may be done again.

        Returns:
            How many rows were new.

        Raises:
            StoreUnusable: It cannot be written; may be tried again.
        """
        ...

    def erase(self, *, session_ids: Sequence[str] = (), client_ids: Sequence[str] = ()) -> int:
        """Erase the rows of sessions and of shoppers in every table; return how many.

        Raises:
            StoreUnusable: It cannot be written; may be tried again.
        """
        ...

    def expire_texts(self, before: date) -> int:
        """Empty the columns that may hold what was said, of days before one; return how many rows.

        Raises:
            StoreUnusable: It cannot be written; may be tried again.
        """
        ...

    def expire_rows(self, before: date) -> int:
        """Remove days before one from every table; return how many turns and events.

        Raises:
            StoreUnusable: It cannot be written; may be tried again.
        """
        ...

    def rebuild(self) -> int:
        """Make anew what is made from the log; return how many days.

        Raises:
            StoreUnusable: It cannot be written; may be tried again.
        """
        ...

    def mend(self) -> tuple[str, ...]:
        """Leave out what is damaged, and make anew what can be; return what was lost.

        Raises:
            StoreUnusable: It cannot be written; may be tried again.
        """
        ...

    def query(self, sql: str, rows: int, within_s: float) -> Rows:
        """Return what an analyst's own question gives, in the store's own SQL.

        Args:
            sql: One SELECT over the tables and views; anything else is refused.
            rows: How many are wanted at most; one more than that tells that there are more.
            within_s: How long it may take.

        Raises:
            QueryRefused: It is no question.
            QueryFailed: It cannot be answered, or not in time.
            StoreUnusable: The tables cannot be read.
        """
        ...

    def save(self, sql: str, path: Path, parameters: Mapping[str, Parameter] | None = None) -> None:
        """Write what one of our own queries gives as a Parquet file.

        Raises:
            OSError: The file cannot be written.
            StoreUnusable: The tables cannot be read, or the file not be written.
        """
        ...

    def close(self) -> None:
        """Give back what it holds."""
        ...
