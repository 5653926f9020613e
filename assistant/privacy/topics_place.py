"""The topics of the log: which turns are in which, and names that were made of what was said.

Days on which a person's turns were counted are counted anew when topics are next asked for. A
topic that only they asked for goes at once; one that others asked for too keeps its id and is
named anew, since its name may be of their words.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Final

import duckdb

from assistant.analytics.errors import StoreUnusable
from assistant.analytics.quoting import text_of
from assistant.analytics.topics.days import TURNS_OF, TopicDays
from assistant.analytics.topics.state import TopicState
from assistant.config import Settings
from assistant.privacy.place import Held
from assistant.privacy.sqlite_file import erasing_in, written_anew
from assistant.privacy.subject import Subject

_STATE: Final = "topics.sqlite"
_LOCK: Final = ".lock"
_NAMED: Final = "n"
"""Space of clusters whose name is the wish itself, the same in whoever's words."""


class TopicsPlace:
    """The topics of one shop."""

    name = "topics"
    about = "Topics of searches in which the person's turns are counted."

    def __init__(self, settings: Settings) -> None:
        self._folder = settings.topics_path

    def erase(self, subject: Subject) -> int:
        if not self._is_there() or not subject.turn_ids:
            return 0
        with self._alone():
            theirs = self._turns(subject, "IN")
            touched = {cluster for cluster, _, _ in theirs}
            others = {cluster for cluster, _, _ in self._turns(subject, "NOT IN")}
            days = TopicDays(self._folder)
            for day in {day for _, _, day in theirs}:
                days.drop(day)
            self._forget(touched, touched - others, {day for _, _, day in theirs})
        return len({query_id for _, query_id, _ in theirs})

    def held(self, subject: Subject) -> Held | None:
        if not self._is_there() or not subject.turn_ids:
            return None
        labels = TopicState(self._folder / _STATE).labels()
        found = [
            {"query_id": query_id, "day": day.isoformat(), "topic": labels.get(cluster)}
            for cluster, query_id, day in self._turns(subject, "IN")
        ]
        return Held(found) if found else None

    def _is_there(self) -> bool:
        return (self._folder / _STATE).exists()

    def _turns(self, subject: Subject, how: str) -> list[tuple[str, str, date]]:
        """Return cluster, query_id and day of turns that are theirs, or of all others."""
        paths = sorted(self._folder.glob(f"{TURNS_OF.name}-*.parquet"))
        if not paths:
            return []
        files = ", ".join(text_of(str(path)) for path in paths)
        what = "cluster, query_id, day" if how == "IN" else "DISTINCT cluster, '', NULL"
        try:
            with duckdb.connect() as run:
                run.execute("CREATE TABLE theirs (query_id VARCHAR)")
                run.execute("INSERT INTO theirs SELECT unnest($ids)", {"ids": [*subject.turn_ids]})
                found = run.execute(
                    f"SELECT {what} FROM read_parquet([{files}]) WHERE query_id {how} (FROM theirs)"
                ).fetchall()
        except duckdb.Error as error:
            raise StoreUnusable(
                f"The topics of the log in {self._folder} cannot be read; move the folder away, "
                "and they are made anew."
            ) from error
        merged = TopicState(self._folder / _STATE).merged()
        return [(merged.get(cluster, cluster), id_, day) for cluster, id_, day in found]

    def _forget(self, touched: set[str], alone: set[str], days: set[date]) -> None:
        path = self._folder / _STATE
        with erasing_in(path) as state:
            run = state.executemany
            run("DELETE FROM days WHERE day = ?", [(day.isoformat(),) for day in days])
            run("DELETE FROM clusters WHERE id = ?", [(id_,) for id_ in alone])
            run(
                "UPDATE clusters SET label = '' WHERE id = ? AND space <> ?",
                [(id_, _NAMED) for id_ in touched],
            )
            run("DELETE FROM texts WHERE cluster = ?", [(id_,) for id_ in touched])
            state.execute("DELETE FROM meta WHERE name = 'mark'")
        if touched:
            written_anew(path)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Wait for whoever counts topics now: what they counted is theirs too."""
        descriptor = os.open(self._folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)
