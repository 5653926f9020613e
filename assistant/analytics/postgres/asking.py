"""An analyst's own question to Postgres: one SELECT over this shop's tables, read only, bounded.

It is taken apart into words first, and Postgres gets those words only, without comments: what was
looked at is what is run. Functions go by a list of what is allowed, schemas are not named at all,
and the transaction that it runs in can only read and ends after its time. A role of its own that
may only read that schema is better still: docs/logs-in-and-out.md.

What one question may take is bounded: its time, its sorts in memory and on disk, each row of its
answer, the answer, and how many are asked at once. Not bounded is the memory that a text takes
while Postgres computes it, up to 1 GB each: only a limit of its server's process can.
"""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Final

from assistant.analytics.errors import QueryFailed, QueryRefused
from assistant.analytics.postgres.connecting import transaction
from assistant.analytics.postgres.question_words import (
    BEFORE_A_BRACKET,
    FORBIDDEN,
    FUNCTIONS,
    HIDDEN,
)
from assistant.analytics.store import Cell, Rows

if TYPE_CHECKING:
    from psycopg import Connection
    from psycopg.rows import TupleRow
    from psycopg_pool import ConnectionPool

LONGEST: Final = 20_000
"""Characters of a question."""
LARGEST_ROW: Final = 1_000_000
"""Bytes: it is in the memory of Postgres and in ours, several times; a turn has 3,000."""
LARGEST_ANSWER: Final = 64_000_000
"""Characters of all cells."""
AT_ONCE: Final = 3
"""Questions of one process: the pages and the builder need connections too."""
_CHUNK: Final = 50
"""Rows that are fetched at once."""
_NOBODY: Final = "aisle_asked"
"""Name of the answer, which no question can hold."""
_TOO_LARGE: Final = "aisle_row_too_large"
_asked_now: Final = BoundedSemaphore(AT_ONCE)
_TOKEN: Final = re.compile(
    r"(?P<space>\s+|--[^\n]*|/\*(?:(?!/\*|\*/).)*\*/)"
    r"|(?P<text>'(?:[^']|'')*')"
    r'|(?P<quoted>"(?:[^"\0]|"")+")'
    r"|(?P<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)"
    r"|(?P<word>[A-Za-z_][A-Za-z0-9_]*)"
    r"|(?P<sign>::|<>|!=|<=|>=|\|\||->>|->|[-+*/%<>=(),.;\[\]])",
    re.S | re.ASCII,
)
_AT_THE_START: Final = frozenset({"select", "with", "values", "("})
_BOUNDS: Final = (
    "SELECT set_config('lock_timeout', '2s', true), set_config('work_mem', '32MB', true), "
    "set_config('hash_mem_multiplier', '1', true), "
    "set_config('standard_conforming_strings', 'on', true), "
    "set_config('max_parallel_workers_per_gather', '1', true), "
    # Only a superuser may, and whom one has let.
    "CASE WHEN has_parameter_privilege('temp_file_limit', 'SET') "
    "THEN set_config('temp_file_limit', '1GB', true) END"
)
_TIME: Final = "SELECT set_config('statement_timeout', %(ms)s, true)"
# OFFSET 0 keeps the question apart: what it computes is computed once.
_BOUNDED: Final = f"""SELECT {_NOBODY}.* FROM (SELECT * FROM (%s) AS {_NOBODY}_all OFFSET 0)
AS {_NOBODY} WHERE CASE WHEN pg_column_size({_NOBODY}) > {LARGEST_ROW}
THEN CAST(concat('{_TOO_LARGE}', pg_column_size({_NOBODY})) AS integer) = 0 ELSE true END"""


def answer(
    pool: "ConnectionPool[Connection[TupleRow]]", schema: str, sql: str, rows: int, within_s: float
) -> Rows:
    """Return what a question gives; see `PostgresStore.query`.

    Raises:
        QueryRefused: It is no question.
        QueryFailed: It cannot be answered, or not in time.
        StoreUnusable: The database cannot be reached.
    """
    import psycopg  # noqa: PLC0415 - an extra

    until = time.monotonic() + within_s
    with _one_of_few(within_s), transaction(pool, schema, read_only=True) as connection:
        known = connection.execute("SELECT nspname FROM pg_catalog.pg_namespace").fetchall()
        asked = checked(sql, frozenset(str(name).casefold() for (name,) in known))
        connection.execute(_BOUNDS)
        try:
            return _fetched(connection, _BOUNDED.replace("%s", asked), rows + 1, until)
        except psycopg.errors.QueryCanceled as error:
            raise QueryFailed(
                f"The question took longer than {within_s:g} s; narrow its days."
            ) from error
        except psycopg.Error as error:
            said = (str(error).strip() or type(error).__name__).splitlines()[0]
            if _TOO_LARGE in said:
                raise QueryFailed(_too_large("A row of the answer", LARGEST_ROW)) from error
            raise QueryFailed(f"Postgres cannot answer: {said.rstrip('.')}.") from error


def _fetched(connection: "Connection[TupleRow]", sql: str, rows: int, until: float) -> Rows:
    """Return so many rows at most, until a moment (monotonic) and a size."""
    found: list[tuple[Cell, ...]] = []
    size = 0

    def still() -> None:
        left_ms = max(1, int((until - time.monotonic()) * 1000))
        connection.execute(_TIME, {"ms": str(left_ms)})

    still()
    with connection.cursor("asked") as cursor:
        cursor.execute(sql.encode())
        names = tuple(column.name for column in cursor.description or ())
        while len(found) < rows:
            still()
            more = cursor.fetchmany(min(_CHUNK, rows - len(found)))
            size += sum(len(cell) for row in more for cell in row if isinstance(cell, str | bytes))
            if size > LARGEST_ANSWER:
                raise QueryFailed(_too_large("The answer", LARGEST_ANSWER))
            found += more
            if len(more) < _CHUNK:
                break
    return Rows(names, tuple(found))


@contextmanager
def _one_of_few(within_s: float) -> Iterator[None]:
    if not _asked_now.acquire(timeout=within_s):
        raise QueryFailed(f"{AT_ONCE} other questions are being answered; ask again in a moment.")
    try:
        yield
    finally:
        _asked_now.release()


def _too_large(what: str, most: int) -> str:
    return f"{what} has more than {most // 1_000_000} MB; ask for fewer rows or shorter columns."


def checked(sql: str, schemas: frozenset[str] = frozenset()) -> str:
    """Return the question as Postgres is to get it: its words, without comments.

    Args:
        sql: What an analyst wrote.
        schemas: Names of the database's schemas, none of which may be named.

    Raises:
        QueryRefused: It is more than one SELECT, or names what it may not.
    """
    if len(sql) > LONGEST:
        raise QueryRefused(f"A question may have {LONGEST:,} characters; this one has more.")
    if any(character == "\0" or "\ud800" <= character <= "\udfff" for character in sql):
        raise QueryRefused("The question holds a character that is none.")
    words = _words(sql)
    while words and words[-1][1] == ";":
        words.pop()
    if not words or words[0][1].casefold() not in _AT_THE_START:
        raise QueryRefused("Only a SELECT is answered; begin with SELECT or WITH.")
    depth = 0
    for at, (kind, word) in enumerate(words):
        depth += (word == "(") - (word == ")")
        if depth < 0:
            raise QueryRefused("A bracket is closed that was not opened.")
        before = words[at - 1][1].casefold() if at else ""
        after = words[at + 1][1] if at + 1 < len(words) else ""
        if word == ";":
            raise QueryRefused("Only one question at a time is answered; leave the semicolon out.")
        if kind in {"word", "quoted"}:
            _check_name(kind, word, before, after, schemas)
        elif kind == "text" and at and words[at - 1][0] == "text":
            raise QueryRefused("Two texts stand side by side; join them with ||.")
    return " ".join(word for _, word in words)


def _words(sql: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    at, glued = 0, False
    while at < len(sql):
        match = _TOKEN.match(sql, at)
        if match is None or match.lastgroup is None:
            raise QueryRefused(f"The question cannot be read from {sql[at : at + 10]!r} on.")
        kind = match.lastgroup
        # E'..', U&'..' and 12abc mean other things than their parts.
        if glued and kind in {"text", "quoted", "word", "number"}:
            raise QueryRefused(f"A space is missing before {match[0][:20]!r}.")
        glued = kind in {"word", "number", "text", "quoted"}
        if kind != "space":
            found.append((kind, match[0]))
        at = match.end()
    return found


def _check_name(kind: str, word: str, before: str, after: str, schemas: frozenset[str]) -> None:
    name = (word if kind == "word" else word[1:-1].replace('""', '"')).casefold()
    if kind == "word" and before != "." and name in FORBIDDEN:
        raise QueryRefused(f"A question may not hold {name.upper()}; only a SELECT is answered.")
    if name.startswith(("pg_", "aisle_")) or name == "information_schema" or name in HIDDEN:
        raise QueryRefused(f"{name} is not one of the log's tables; see docs/bi.md.")
    if after == "." and name in schemas:
        raise QueryRefused(f"Tables are named without a schema; leave out {name!r} and the point.")
    if after != "(" or (before == "as" and kind == "word"):
        return
    if kind == "word" and name in BEFORE_A_BRACKET and before != ".":
        return
    if kind == "quoted" or before == "." or name not in FUNCTIONS:
        raise QueryRefused(f"The function {name} is not one that a question may call.")
