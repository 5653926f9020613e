"""A process of its own for an analyst's question: it may be stopped whatever it is at.

`python -m assistant.analytics.question_process` reads the question as JSON from standard input and
writes the answer to standard output.
"""

import json
import os
import resource
import subprocess
import sys
import threading
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import duckdb

from assistant.analytics import manifest as manifests
from assistant.analytics.duckdb_reason import said
from assistant.analytics.errors import QueryFailed, QueryRefused, StoreUnusable
from assistant.analytics.query_guard import THREADS, answer
from assistant.analytics.store import Cell, Rows

ADDRESSES_AT_MOST: Final = 4 * 2**30
"""Bytes of address space; DuckDB's own bound, 512 MB, does not count every text."""
LONGEST_ANSWER: Final = 256 * 2**20
"""Bytes."""
_STARTS_S: Final = 10.0
"""To start Python and DuckDB on a busy machine; not counted as the question's time."""


class FileGone(Exception):
    """A file of the tables is gone: another took its place; ask again."""


def answer_apart(folder: Path, sql: str, rows: int, within_s: float, spill: Path) -> Rows:
    """Return what a question gives, from a process that ends in time.

    Args:
        folder: Of the tables.
        sql: What an analyst wrote.
        rows: How many are wanted; one more than that is given at most.
        within_s: How long it may take.
        spill: Folder for what does not fit into memory.

    Raises:
        QueryRefused: It is no question.
        QueryFailed: It cannot be answered, or not in time.
        StoreUnusable: The tables cannot be read.
        FileGone: May be tried again.
    """
    asked = {
        "folder": str(folder.absolute()),
        "sql": sql,
        "rows": rows,
        "within_s": within_s,
        "spill": str(spill.absolute()),
    }
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "assistant.analytics.question_process"],
            input=json.dumps(asked).encode(),
            capture_output=True,
            timeout=within_s + _STARTS_S,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _too_late(within_s) from error
    try:
        told: dict[str, Any] = json.loads(done.stdout)
    except ValueError as error:
        raise QueryFailed(
            "The question took more memory or time than one may; narrow its days or its columns."
        ) from error
    match told["what"]:
        case "rows":
            return Rows(tuple(told["columns"]), tuple(tuple(map(_cell, r)) for r in told["rows"]))
        case "refused":
            raise QueryRefused(told["why"])
        case "late":
            raise _too_late(within_s)
        case "gone":
            raise FileGone(told["why"])
        case "unusable":
            raise StoreUnusable(told["why"])
        case _:
            raise QueryFailed(told["why"])


def _too_late(within_s: float) -> QueryFailed:
    return QueryFailed(f"The question took longer than {within_s:g} s; narrow its days.")


def _told(asked: dict[str, Any]) -> dict[str, Any]:
    folder, spill = Path(asked["folder"]), Path(asked["spill"])
    try:
        rows = answer(folder, manifests.read(folder), asked["sql"], asked["rows"], spill)
    except QueryRefused as error:
        return {"what": "refused", "why": str(error)}
    except StoreUnusable as error:
        return {"what": "unusable", "why": str(error)}
    except QueryFailed as error:
        return {"what": "failed", "why": str(error)}
    except duckdb.Error as error:
        return {"what": "gone", "why": said(error)}
    return {
        "what": "rows",
        "columns": rows.columns,
        "rows": [[_plain(cell) for cell in row] for row in rows.rows],
    }


def _plain(cell: Any) -> Any:
    if cell is None or isinstance(cell, (str, int, float)):
        return cell
    if isinstance(cell, datetime):
        return {"time": cell.isoformat()}
    if isinstance(cell, date):
        return {"day": cell.isoformat()}
    return json.dumps(cell, default=str) if isinstance(cell, (list, dict)) else str(cell)


def _cell(told: Any) -> Cell:
    if isinstance(told, dict):
        if "time" in told:
            return datetime.fromisoformat(told["time"])
        return date.fromisoformat(told["day"])
    cell: Cell = told
    return cell


def main() -> None:
    """Answer the question on standard input."""
    asked = json.load(sys.stdin)
    within_s = asked["within_s"]
    cpu_s = int(within_s * THREADS) + 2
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES_AT_MOST, ADDRESSES_AT_MOST))
        resource.setrlimit(resource.RLIMIT_CPU, (cpu_s, cpu_s))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    timer = threading.Timer(within_s, _give_up)
    timer.daemon = True
    timer.start()
    told = json.dumps(_told(asked)).encode()
    timer.cancel()
    if len(told) > LONGEST_ANSWER:
        why = "The answer is too long; ask for fewer rows or columns."
        told = json.dumps({"what": "failed", "why": why}).encode()
    sys.stdout.buffer.write(told)


def _give_up() -> None:
    """End the process: DuckDB may be deaf to interrupts."""
    sys.stdout.buffer.write(json.dumps({"what": "late"}).encode())
    sys.stdout.buffer.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
