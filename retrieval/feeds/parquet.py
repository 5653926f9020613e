"""Parquet files, row by row through DuckDB.

DuckDB writes each row as JSON, so that lists, structs, maps, timestamps and decimals come
as plain values, without a package for each of them; the result is streamed. NaN and
infinity, which data frames write for "nothing", are None.
"""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from retrieval.feeds.json_text import MAX_RECORD, checked, too_long
from retrieval.feeds.record import Record, Refused, Value
from retrieval.feeds.source import Source

if TYPE_CHECKING:
    import duckdb

_BATCH_ROWS = 256
_MEMORY = "512MB"
"""DuckDB's limit; a row group of 123,000 products took 80 MB."""

_GLOBS = frozenset("*?[]{}")


def read_parquet(source: Source) -> Iterator[Record | Refused]:
    """Yield the rows of `source`; their number stands for the line."""
    import duckdb  # noqa: PLC0415 - 0.2 s, and few feeds are Parquet

    decoder = json.JSONDecoder(parse_constant=_nothing)
    path = str(source.path.resolve())
    if _GLOBS & set(path):
        raise source.unreadable("has one of *?[]{} in its path, which Parquet files must not have")
    try:
        with duckdb.connect(":memory:", config=_CONFIG) as database:
            # It is printed on standard output where reading takes some seconds.
            database.execute("SET enable_progress_bar = false")
            (total,) = database.execute(
                "SELECT greatest(sum(num_rows), 1) FROM parquet_file_metadata(?)", [path]
            ).fetchone() or (1,)
            rows = database.execute(_query(database, path), [path])
            number = 0
            while batch := rows.fetchmany(_BATCH_ROWS):
                for (text,) in batch:
                    number += 1
                    if len(text) > MAX_RECORD:
                        yield too_long(number, text)
                    else:
                        yield checked(number, text, decoder.decode(text))
                source.advance(number / total)
    except duckdb.Error as error:
        first = str(error).partition("\n")[0]
        raise source.unreadable(f"is not a complete Parquet file ({first})") from error


_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "threads": 1,
    "memory_limit": _MEMORY,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


def _query(database: "duckdb.DuckDBPyConnection", path: str) -> str:
    """Return what selects every row as JSON, bytes as the text that they are or as nothing."""
    columns = database.execute("DESCRIBE SELECT * FROM read_parquet(?)", [path]).fetchall()
    names = [
        '"' + str(name).replace('"', '""') + '"' for name, kind, *_ in columns if kind == "BLOB"
    ]
    texts = ", ".join(f"try(decode({name})) AS {name}" for name in names)
    selected = f"* REPLACE ({texts})" if texts else "*"
    return f"SELECT to_json(row)::VARCHAR FROM (SELECT {selected} FROM read_parquet(?)) row"


def _nothing(_: str) -> Value:
    return None
