"""What analysts keep: their views, and the turns they review. One private SQLite file a shop.

Holds ids, labels and notes; never what was said, which stays where it can expire.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from assistant.analyst.persons_named import address_names, text_names
from assistant.analytics.errors import StoreUnusable

_WAIT_S = 5.0
_PRIVATE = 0o600
MOST_VIEWS = 500
_SCHEMA = """
CREATE TABLE IF NOT EXISTS views (
    name TEXT PRIMARY KEY, url TEXT NOT NULL, saved_at TEXT NOT NULL, saved_by TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS reviews (
    query_id TEXT PRIMARY KEY, session_id TEXT NOT NULL, day TEXT NOT NULL, why TEXT NOT NULL,
    queued_at TEXT NOT NULL, verdict TEXT, intent TEXT, said TEXT, note TEXT,
    labelled_at TEXT, labelled_by TEXT, scenario TEXT
);
CREATE INDEX IF NOT EXISTS reviews_of_a_session ON reviews (session_id);
"""
_REVIEW = (
    "query_id, session_id, day, why, queued_at, verdict, intent, said, note, labelled_at,"
    " labelled_by, scenario"
)


@dataclass(frozen=True, slots=True)
class SavedView:
    """A page with everything that was chosen on it, by a name."""

    name: str
    url: str
    """Below the analysts' pages: begins with "/analyst"."""
    saved_at: str
    saved_by: str


@dataclass(frozen=True, slots=True)
class Label:
    """What a person says of a turn."""

    verdict: str
    """agree or disagree with how it was understood and answered."""
    intent: str | None = None
    """The act that it really was."""
    said: str | None = None
    """The words that were really spoken."""
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """A turn in the queue; what it says of the label is None until somebody labelled it."""

    query_id: str
    session_id: str
    day: str
    why: str
    queued_at: str
    verdict: str | None
    intent: str | None
    said: str | None
    note: str | None
    labelled_at: str | None
    labelled_by: str | None
    scenario: str | None


class Shelf:
    """The file. Blocks for milliseconds; call it in a thread.

    Args:
        path: Of the file; it is made when something is first kept.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def views(self) -> tuple[SavedView, ...]:
        """Return every saved view, by name."""
        with self._open() as file:
            sql = "SELECT name, url, saved_at, saved_by FROM views ORDER BY name"
            return tuple(SavedView(*row) for row in file.execute(sql))

    def save_view(self, name: str, url: str, by: str) -> bool:
        """Keep a view; one of the same name is replaced.

        Returns:
            False where there are too many already.
        """
        with self._open() as file:
            others = "SELECT count(*) FROM views WHERE name <> ?"
            if file.execute(others, (name,)).fetchone()[0] >= MOST_VIEWS:
                return False
            sql = "INSERT OR REPLACE INTO views VALUES (?, ?, ?, ?)"
            file.execute(sql, (name, url, _now(), by))
        return True

    def drop_view(self, name: str) -> bool:
        """Forget a view; say whether there was one."""
        with self._open() as file:
            return file.execute("DELETE FROM views WHERE name = ?", (name,)).rowcount > 0

    def queue(self, turns: Sequence[tuple[str, str, date]], why: str) -> int:
        """Put turns into the queue.

        Args:
            turns: query_id, session_id and day of each.
            why: What they were chosen for.

        Returns:
            How many were not there before.
        """
        rows = [(query, session, day.isoformat(), why, _now()) for query, session, day in turns]
        sql = (
            "INSERT OR IGNORE INTO reviews (query_id, session_id, day, why, queued_at)"
            " VALUES (?, ?, ?, ?, ?)"
        )
        with self._open() as file:
            before = file.total_changes
            file.executemany(sql, rows)
            return file.total_changes - before

    def reviews(self, *, labelled: bool | None = None, limit: int = 200) -> tuple[Review, ...]:
        """Return the queue, what waits first, the oldest first.

        Args:
            labelled: Only those with a label, or only those without; all if None.
            limit: How many at most.
        """
        which = {None: "1 = 1", True: "verdict IS NOT NULL", False: "verdict IS NULL"}[labelled]
        sql = (
            f"SELECT {_REVIEW} FROM reviews WHERE {which}"
            " ORDER BY verdict IS NOT NULL, queued_at, query_id LIMIT ?"
        )
        with self._open() as file:
            return tuple(Review(*row) for row in file.execute(sql, (limit,)))

    def review(self, query_id: str) -> Review | None:
        """Return one turn of the queue."""
        with self._open() as file:
            sql = f"SELECT {_REVIEW} FROM reviews WHERE query_id = ?"
            row = file.execute(sql, (query_id,)).fetchone()
        return None if row is None else Review(*row)

    def of_sessions(self, session_ids: Sequence[str]) -> tuple[Review, ...]:
        """Return the reviews of sessions."""
        if not self.path.exists():
            return ()
        sql = f"SELECT {_REVIEW} FROM reviews WHERE session_id = ? ORDER BY queued_at, query_id"
        with self._open() as file:
            return tuple(Review(*row) for id_ in session_ids for row in file.execute(sql, (id_,)))

    def label(self, query_id: str, label: Label, by: str) -> bool:
        """Keep what a person says of a turn of the queue; False where it is not in it."""
        sql = (
            "UPDATE reviews SET verdict = ?, intent = ?, said = ?, note = ?, labelled_at = ?,"
            " labelled_by = ? WHERE query_id = ?"
        )
        values = (label.verdict, label.intent, label.said, label.note, _now(), by, query_id)
        with self._open() as file:
            return file.execute(sql, values).rowcount > 0

    def sent(self, query_id: str, scenario: str) -> None:
        """Note that a scenario was made of a turn's session."""
        with self._open() as file:
            sql = "UPDATE reviews SET scenario = ? WHERE query_id = ?"
            file.execute(sql, (scenario, query_id))

    def counts(self) -> dict[str, int]:
        """Return how many turns wait, and how many labels agree and disagree."""
        sql = "SELECT coalesce(verdict, 'waiting'), count(*) FROM reviews GROUP BY 1"
        with self._open() as file:
            found = dict(file.execute(sql).fetchall())
        return {name: found.get(name, 0) for name in ("waiting", "agree", "disagree")}

    def erase(self, session_ids: Sequence[str]) -> int:
        """Forget the reviews of sessions; return how many there were."""
        if not self.path.exists():
            return 0
        with self._open() as file:
            marks = [(session,) for session in session_ids]
            before = file.total_changes
            file.executemany("DELETE FROM reviews WHERE session_id = ?", marks)
            return file.total_changes - before

    def views_of(self, names: Sequence[str]) -> tuple[SavedView, ...]:
        """Return the views that name a person, a session or a turn, by their ids."""
        if not self.path.exists():
            return ()
        return tuple(
            view
            for view in self.views()
            if address_names(view.url, names) or text_names(view.name, names)
        )

    def erase_views(self, names: Sequence[str]) -> int:
        """Forget the views of `views_of`; return how many there were."""
        return sum(self.drop_view(view.name) for view in self.views_of(names))

    def notes_of(self, names: Sequence[str]) -> tuple[Review, ...]:
        """Return the labels whose words name a person by an id, whosever turn they are about."""
        if not self.path.exists():
            return ()
        sql = f"SELECT {_REVIEW} FROM reviews WHERE said IS NOT NULL OR note IS NOT NULL"
        with self._open() as file:
            found = [Review(*row) for row in file.execute(f"{sql} ORDER BY queued_at, query_id")]
        return tuple(
            one for one in found if text_names(one.said, names) or text_names(one.note, names)
        )

    def erase_notes(self, names: Sequence[str]) -> int:
        """Empty the words of the labels of `notes_of`, which stay; return how many there were."""
        marks = [(one.query_id,) for one in self.notes_of(names)]
        if marks:
            with self._open() as file:
                sql = "UPDATE reviews SET said = NULL, note = NULL WHERE query_id = ?"
                file.executemany(sql, marks)
        return len(marks)

    def expire_texts(self, before: date) -> int:
        """Empty what people wrote of turns of days before one; return how many turns."""
        if not self.path.exists():
            return 0
        sql = (
            "UPDATE reviews SET said = NULL, note = NULL"
            " WHERE day < ? AND (said IS NOT NULL OR note IS NOT NULL)"
        )
        with self._open() as file:
            return file.execute(sql, (before.isoformat(),)).rowcount

    def expire_rows(self, before: date) -> int:
        """Forget the reviews of turns of days before one; return how many there were."""
        if not self.path.exists():
            return 0
        with self._open() as file:
            sql = "DELETE FROM reviews WHERE day < ?"
            return file.execute(sql, (before.isoformat(),)).rowcount

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.path.touch(mode=_PRIVATE, exist_ok=True)
            file = sqlite3.connect(self.path, timeout=_WAIT_S)
        except (OSError, sqlite3.Error) as error:
            raise self._unusable(error) from error
        try:
            file.execute("PRAGMA secure_delete = ON")  # what is erased leaves no bytes behind
            file.executescript(_SCHEMA)
            with file:
                yield file
        except sqlite3.Error as error:
            raise self._unusable(error) from error
        finally:
            file.close()

    def _unusable(self, error: Exception) -> StoreUnusable:
        return StoreUnusable(
            f"The analysts' file {self.path} cannot be used ({type(error).__name__}); free some "
            "space, or move it away to start afresh."
        )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
