"""Asking the Parquet files: questions on threads of their own, answers that are kept.

Readers never wait for a build. They read the manifest again when it has changed, and once more
when a file that it named is gone.

Questions run on threads of a lower priority than speech: on two cores a question that takes both
of them for a second would otherwise be heard.
"""

import errno
import os
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Final, TypeVar

import duckdb

from assistant.analytics.duckdb_reason import said
from assistant.analytics.errors import QueryFailed
from assistant.analytics.full_disk import is_full
from assistant.analytics.kept_answers import Asked, KeptAnswers
from assistant.analytics.manifest import Manifest
from assistant.analytics.moment import Moment, Signature, step_back, unusable
from assistant.analytics.parts import session_number
from assistant.analytics.question_process import FileGone, answer_apart
from assistant.analytics.quoting import text_of
from assistant.analytics.store import Parameter, Rows

AT_ONCE: Final = 2
"""Questions; others wait."""
NICENESS: Final = 10
_TRIES: Final = 3
_Answer = TypeVar("_Answer")

SPILL: Final = ".spill-"
"""Begins the name of the folder where a process's questions go that need more memory."""


class _NoSpace(Exception):
    """Where a question's answer is to be written there is no space."""


class Reader:
    """Answers questions about the tables in a folder. Safe for several threads.

    Args:
        folder: Of the tables; it need not be there yet.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._moment = Moment(folder, folder / f"{SPILL}{os.getpid()}")
        self._kept = KeptAnswers()
        self._kept_of = ""
        """The mark of the manifest that the kept answers are of."""
        self._under_way: dict[tuple[Signature, Asked], Future[Rows]] = {}
        self._threads = ThreadPoolExecutor(AT_ONCE, "log-reader", step_back, (NICENESS,))

    def manifest(self) -> Manifest:
        """Return what is there now.

        Raises:
            StoreUnusable: It cannot be read.
        """
        return self._threads.submit(self._tried, self._moment.manifest).result()

    def ask(self, sql: str, parameters: Mapping[str, Parameter] | None = None) -> Rows:
        """Return what a question gives.

        Raises:
            StoreUnusable: A file cannot be read.
            QueryFailed: The question is none that these tables can answer.
        """
        asked = sql, tuple(sorted((parameters or {}).items()))
        # The panels of a page ask some of the same at the same moment.
        key = self._signature(), asked
        with self._lock:
            future = self._under_way.get(key)
            is_first = future is None
            if future is None:
                future = self._under_way[key] = self._threads.submit(self._asked, asked)
        if is_first:
            future.add_done_callback(lambda _: self._under_way.pop(key, None))
        return future.result()

    def save(self, sql: str, path: Path, parameters: Mapping[str, Parameter] | None = None) -> None:
        """Write what a question gives as a Parquet file; one that is there is replaced.

        Raises:
            OSError: There is no space for it.
            StoreUnusable: A file cannot be read, or that one not be written.
            QueryFailed: The question is none that these tables can answer.
        """
        copy = f"COPY ({sql}) TO {text_of(str(path))} (FORMAT parquet, COMPRESSION zstd)"
        given = dict(parameters or {})

        def written() -> None:
            try:
                self._answered(copy, given)
            except duckdb.IOException as error:
                # Its own disk is full, and not that of the tables.
                if is_full(error) and str(path) in str(error):
                    raise _NoSpace(str(path)) from error
                raise

        try:
            self._threads.submit(self._tried, written).result()
        except _NoSpace as error:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path)) from error

    def query(self, sql: str, rows: int, within_s: float) -> Rows:
        """Return what an analyst's own question gives; see `Store.query`."""
        return self._threads.submit(self._guarded, sql, rows, within_s).result()

    def days_of(self, session_id: str) -> tuple[date, ...]:
        """Return the days on which a session has a turn or an event.

        Raises:
            StoreUnusable: A file cannot be read.
        """
        number = session_number("$session_id")
        rows = self.ask(
            f"SELECT DISTINCT day FROM presence WHERE session = {number} ORDER BY day",
            {"session_id": session_id},
        ).rows
        return tuple(day for (day,) in rows if isinstance(day, date))

    def close(self) -> None:
        """Give back the memory and the threads."""
        self._threads.shutdown(wait=True)
        self._moment.close()
        with self._lock:
            self._kept.clear()

    def _asked(self, asked: Asked) -> Rows:
        mark = self._tried(self._moment.manifest).mark
        with self._lock:
            if mark != self._kept_of:
                self._kept.clear()
                self._kept_of = mark
            kept = self._kept.get(asked)
        if kept is not None:
            return kept
        sql, parameters = asked
        rows = self._tried(lambda: self._answered(sql, dict(parameters)))
        if self._tried(self._moment.manifest).mark == mark:
            with self._lock:
                if mark == self._kept_of:
                    self._kept.put(asked, rows)
        return rows

    def _tried(self, ask: Callable[[], _Answer]) -> _Answer:
        """Ask, and once more where a file is gone since another took its place."""
        for _ in range(_TRIES):
            try:
                return ask()
            except duckdb.IOException as error:
                failed = error
                self._moment.forget()
            except (duckdb.ProgrammingError, duckdb.DataError) as error:
                raise QueryFailed(f"The question cannot be answered: {said(error)}.") from error
            except (duckdb.Error, OSError) as error:
                raise unusable(self._folder, error) from error
        raise unusable(self._folder, failed) from failed

    def _answered(self, sql: str, parameters: dict[str, Parameter]) -> Rows:
        cursor, sql = self._moment.question(sql, parameters)
        try:
            found = cursor.execute(sql, parameters or None)
            columns = tuple(column[0] for column in found.description or ())
            return Rows(columns, tuple(found.fetchall()))
        finally:
            cursor.close()

    def _guarded(self, sql: str, rows: int, within_s: float) -> Rows:
        spill = self._folder / f"{SPILL}{os.getpid()}-{threading.get_native_id()}"
        for _ in range(_TRIES):
            try:
                return answer_apart(self._folder, sql, rows, within_s, spill)
            except FileGone as error:
                failed = error
        raise unusable(self._folder, failed) from failed

    def _signature(self) -> Signature:
        try:
            return self._moment.signature()
        except OSError as error:
            raise unusable(self._folder, error) from error
