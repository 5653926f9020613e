"""The thread that writes the books: what waits is written in one transaction.

A commit waits for the disk, whether it holds one call or fifty; so operations that arrive
meanwhile share the next one. Nothing of SQLite runs in the event loop.
"""

import asyncio
import contextlib
import queue
import sqlite3
import threading
from collections.abc import Callable
from time import monotonic
from typing import Final, Generic, Protocol, TypeVar, cast

from agents.errors import AgentError
from agents.ledger.errors import LedgerFailed
from agents.ledger.sqlite_books import SqliteBooks

_T = TypeVar("_T")

BATCH_MOST: Final = 128
"""Operations of one transaction, so that other processes need not wait long for the file."""
IDLE_S: Final = 0.5
"""Without work the thread looks this often whether other processes have written."""


class BooksWriter:
    """Runs operations on the books, in order, each in a transaction that may hold several."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        where: str,
        before: Callable[[SqliteBooks], None],
        after: Callable[[SqliteBooks, bool], None],
    ) -> None:
        """Start the thread.

        Args:
            connection: In autocommit mode; closed by `close`.
            where: The file, for messages.
            before: Run first in each transaction.
            after: Run after each commit; with True if another process has written too, which is
                said every `IDLE_S` at most.
        """
        self._connection = connection
        self._books = SqliteBooks(connection)
        self._where = where
        self._before = before
        self._after = after
        self._waiting: queue.SimpleQueue[_Operation | None] = queue.SimpleQueue()
        self._gate = threading.Lock()
        self._open = True
        self._thread = threading.Thread(target=self._work, name="ledger", daemon=True)
        self._thread.start()

    def submit(self, run: Callable[[SqliteBooks], _T]) -> "asyncio.Future[_T]":
        """Queue an operation, from an event loop; it runs even if nobody waits for its result.

        Returns:
            What will hold the result of `run`, or its `AgentError`, or `LedgerFailed`.
        """
        asked = _Asked(run, asyncio.get_running_loop())
        with self._gate:
            if self._open:
                self._waiting.put(asked)
            else:
                asked.fail(LedgerFailed(self._where, "it is closed"))
                asked.tell()
        return asked.done

    def close(self) -> None:
        """Write what waits, and close the file."""
        with self._gate:
            was_open, self._open = self._open, False
        if was_open:
            self._waiting.put(None)
            self._thread.join()
            self._connection.close()

    def _work(self) -> None:
        try:
            self._run()
        finally:  # after a mistake of ours too: nobody may wait for a thread that is gone
            self._open = False
            self._refuse_waiting()

    def _run(self) -> None:
        seen, looked = -1, 0.0
        while True:
            batch, over = self._next_batch()
            if batch:
                self._write(batch)
            version, now = self._version(), monotonic()
            others = version != seen and now - looked >= IDLE_S
            if others:
                seen, looked = version, now
            if batch or others:
                self._look(others)
            _tell(batch)  # after the look, so that who was told also finds it in the headroom
            if over:
                return

    def _refuse_waiting(self) -> None:
        while not self._waiting.empty():
            operation = self._waiting.get()
            if operation is not None:
                operation.fail(LedgerFailed(self._where, "it is closed"))
                _tell([operation])

    def _next_batch(self) -> "tuple[list[_Operation], bool]":
        """Return what waits, and whether the ledger is being closed."""
        batch: list[_Operation] = []
        try:
            operation = self._waiting.get(timeout=IDLE_S)
            while operation is not None:
                batch.append(operation)
                if len(batch) == BATCH_MOST:
                    return batch, False
                operation = self._waiting.get_nowait()
        except queue.Empty:
            return batch, False
        return batch, True

    def _write(self, batch: "list[_Operation]") -> None:
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            self._before(self._books)
            for operation in batch:
                operation.perform(self._books)
            self._connection.execute("COMMIT")
        except (sqlite3.Error, OSError) as error:
            self._roll_back()
            failure = LedgerFailed(self._where, str(error))
            for operation in batch:
                operation.fail(failure)

    def _roll_back(self) -> None:
        try:
            self._connection.execute("ROLLBACK")
        except sqlite3.Error:
            return  # there was no transaction: the file was locked

    def _version(self) -> int:
        """Return a number that changes when another connection writes; -1 if that cannot be
        said now."""
        try:
            return int(self._connection.execute("PRAGMA data_version").fetchone()[0])
        except sqlite3.Error:
            return -1

    def _look(self, others: bool) -> None:
        try:
            self._after(self._books, others)
        except sqlite3.Error:
            return  # what is known stays a moment older


class _Operation(Protocol):
    loop: asyncio.AbstractEventLoop

    def perform(self, books: SqliteBooks) -> None: ...

    def fail(self, error: AgentError) -> None: ...

    def tell(self) -> None: ...


class _Asked(Generic[_T]):
    """One operation, and the future of whoever asked for it."""

    def __init__(self, run: Callable[[SqliteBooks], _T], loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self.done: asyncio.Future[_T] = loop.create_future()
        self._run = run
        self._result: _T | None = None
        self._refused: AgentError | None = None

    def perform(self, books: SqliteBooks) -> None:
        """Do it; what comes of it is told once it is on the disk."""
        try:
            self._result = self._run(books)
        except AgentError as error:
            self._refused = error

    def fail(self, error: AgentError) -> None:
        """Let it have failed."""
        self._refused = error

    def tell(self) -> None:
        """Hand the result over; in the loop of whoever waits."""
        if self.done.done():
            return
        if self._refused is None:
            self.done.set_result(cast("_T", self._result))
        else:
            self.done.set_exception(self._refused)
            self.done.exception()  # whoever waited may be gone: that is no error to be logged


def _tell(batch: list[_Operation]) -> None:
    """Hand results over, waking each event loop once."""
    for loop in {operation.loop for operation in batch}:
        own = [operation for operation in batch if operation.loop is loop]
        with contextlib.suppress(RuntimeError):  # that loop is closed
            loop.call_soon_threadsafe(_tell_all, own)


def _tell_all(batch: list[_Operation]) -> None:
    for operation in batch:
        operation.tell()
