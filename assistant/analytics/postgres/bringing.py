"""Rows from DuckDB to Postgres and back, as CSV through a pipe: no file holds them on the way.

In that CSV a null is an unquoted \\N and every text is in quotes, so that the two stay apart.
"""

import fcntl
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import duckdb

from assistant.analytics.quoting import name_of, text_of
from assistant.analytics.tables import Column, Table

if TYPE_CHECKING:
    from psycopg import Connection
    from psycopg.rows import TupleRow

_FORM: Final = "FORMAT csv, NULL '\\N', DELIMITER ',', QUOTE '\"', ESCAPE '\"'"
_CHUNK: Final = 1 << 20
_TYPES: Final = {
    16: "BOOLEAN",
    20: "BIGINT",
    21: "BIGINT",
    23: "BIGINT",
    700: "DOUBLE",
    701: "DOUBLE",
    1082: "DATE",
    1114: "TIMESTAMP",
    1184: "TIMESTAMP",
    1700: "DOUBLE",
}
"""DuckDB's type by Postgres' type number; everything else is text."""


def copy_in(
    flat: duckdb.DuckDBPyConnection,
    relation: str,
    connection: "Connection[TupleRow]",
    table: Table,
    target: str,
) -> None:
    """Copy a relation's rows into a table of Postgres; columns that it lacks stay null.

    Args:
        flat: Where the relation is.
        relation: Its name, or a SELECT in parentheses.
        connection: In a transaction.
        table: Whose columns the two have.
        target: Name of the table to copy into.

    Raises:
        duckdb.Error, psycopg.Error: The rows could not be read or written.
    """
    described = flat.execute(f"DESCRIBE SELECT * FROM {relation}").fetchall()
    has = {str(row[0]) for row in described}
    columns = [column for column in table.columns if column.name in has]
    chosen = ", ".join(f"{kept(c)} AS {name_of(c.name)}" for c in columns)
    copy_rows(flat, f"SELECT {chosen} FROM {relation}", connection, target)


def copy_rows(
    flat: duckdb.DuckDBPyConnection, sql: str, connection: "Connection[TupleRow]", target: str
) -> None:
    """Copy what a question gives into the columns of the same names; no text may hold a NUL.

    Args:
        flat: Who answers the question.
        sql: A SELECT.
        connection: In a transaction.
        target: Name of the table to copy into.

    Raises:
        duckdb.Error, psycopg.Error: The rows could not be read or written.
    """
    described = flat.execute(f"DESCRIBE {sql}").fetchall()
    quoted = ", ".join(name_of(str(row[0])) for row in described if str(row[1]) == "VARCHAR")
    force = f", FORCE_QUOTE ({quoted})" if quoted else ""
    names = ", ".join(name_of(str(row[0])) for row in described)
    into = f"COPY {name_of(target)} ({names}) FROM STDIN ({_FORM})".encode()

    def write(path: str) -> None:
        flat.execute(
            f"COPY ({sql}) TO {text_of(path)} (FORMAT csv, HEADER false, NULLSTR '\\N'{force})"
        )

    with _written(write) as chunks, connection.cursor().copy(into) as copy:
        for chunk in chunks:
            copy.write(chunk)


def kept(column: Column) -> str:
    """Return DuckDB's SQL of a column as Postgres can keep it: no NUL, in texts or in JSON."""
    name = name_of(column.name)
    if column.type != "TEXT":
        return f"CAST({name} AS {column.type})"
    if column.about.startswith("JSON"):
        # Two backslashes are one of the text, and what follows them is not an escape.
        without = rf"regexp_replace({name}, '(\\\\)|\\u0000', '\1', 'g')"
        return f"CASE WHEN contains({name}, '\\u0000') THEN {without} ELSE {name} END"
    return f"replace({name}, chr(0), '')"


@contextmanager
def _written(write: Callable[[str], None]) -> Iterator[Iterator[bytes]]:
    """Let `write` fill a pipe from a thread, and yield what comes out of it.

    An error of `write` is raised at the end of the chunks: what was read of them is to be undone.
    """
    reading, writing = os.pipe()
    with suppress(OSError):  # a user's share of pipes may be spent: a smaller one does as well
        fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, _CHUNK)
    failed: list[BaseException] = []

    def work() -> None:
        try:
            write(f"/dev/fd/{writing}")
        except BaseException as error:  # noqa: BLE001 - raised again by the reader
            failed.append(error)
        finally:
            os.close(writing)

    def chunks() -> Iterator[bytes]:
        while chunk := os.read(reading, _CHUNK):
            yield chunk
        thread.join()
        if failed:
            raise failed[0]

    thread = threading.Thread(target=work, name="log-rows", daemon=True)
    thread.start()
    try:
        yield chunks()
    finally:
        os.close(reading)  # a writer that still writes is told so
        thread.join()


def copy_out(
    connection: "Connection[TupleRow]", sql: bytes, values: dict[str, object], path: Path
) -> None:
    """Write what a question gives as a Parquet file.

    Args:
        connection: In a transaction.
        sql: With psycopg's placeholders.
        values: Of them.
        path: The file; one that is there is replaced.

    Raises:
        duckdb.Error, psycopg.Error: It could not be read or written.
    """
    from psycopg import ClientCursor  # noqa: PLC0415 - an extra

    whole = ClientCursor(connection).mogrify(sql, values)
    nothing = connection.execute(f"SELECT * FROM ({whole}) AS asked LIMIT 0".encode())
    columns = {c.name: _TYPES.get(c.type_code, "VARCHAR") for c in nothing.description or ()}
    quoted = ", ".join(name_of(n) for n, type_ in columns.items() if type_ == "VARCHAR")
    form = f"{_FORM}, FORCE_QUOTE ({quoted})" if quoted else _FORM
    rows = path.with_name(f".{path.name}.csv")
    descriptor = os.open(rows, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with (
            open(descriptor, "wb") as kept,  # noqa: PTH123 - made private before it is written
            connection.cursor().copy(f"COPY ({whole}) TO STDOUT ({form})".encode()) as copy,
        ):
            for chunk in copy:
                kept.write(chunk)
        shape = ", ".join(f"{text_of(name)}: '{type_}'" for name, type_ in columns.items())
        with duckdb.connect() as flat:
            flat.execute("SET enable_progress_bar = false")
            flat.execute(
                f"COPY (SELECT * FROM read_csv({text_of(str(rows))}, columns = {{{shape}}}, "
                "header = false, nullstr = '\\N', allow_quoted_nulls = false, quote = '\"', "
                "escape = '\"', delim = ',', auto_detect = false, max_line_size = 67108864)) "
                f"TO {text_of(str(path))} (FORMAT parquet, COMPRESSION zstd)"
            )
    finally:
        rows.unlink(missing_ok=True)
