"""Rows as a file a day: each in its day's, in order of time, whatever order they came in."""

from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from assistant.analytics.manifest import Part
from assistant.analytics.parts import copy_ordered, copy_out, put_in_order, relation
from assistant.analytics.tables import Column, Table

FIRST = date(2026, 3, 1)
DAYS = 5
ROWS = 4_000
FEW = Table(
    "sessions",
    ("session_id",),
    (
        Column("session_id", "TEXT", ""),
        Column("started_at", "TIMESTAMP", ""),
        Column("day", "DATE", ""),
    ),
)
_GIVEN = f"""SELECT CAST(hash(i) AS VARCHAR) AS session_id, CAST(moment AS DATE) AS day,
    moment AS started_at
    FROM (SELECT i, TIMESTAMP '{FIRST}' + to_minutes(i * 7919 % {DAYS * 24 * 60}) AS moment
        FROM range({ROWS}) AS t(i))"""


@pytest.fixture
def building(tmp_path: Path) -> Path:
    made = tmp_path / ".building"
    made.mkdir()
    return made


def _run() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(config={"threads": 2})


def test_each_day_has_a_file_of_its_rows_in_order_of_time(tmp_path: Path, building: Path) -> None:
    with _run() as run:
        parts = copy_out(run, tmp_path, building, FEW, _GIVEN)
        assert list(parts) == [str(FIRST + timedelta(days=n)) for n in range(DAYS)]
        given = run.execute(_GIVEN).fetchall()
        assert sorted(run.execute(relation(tmp_path, FEW, list(parts.values()))).fetchall()) == (
            sorted((name, at, day) for name, day, at in given)
        )
        for day, part in parts.items():
            held = _held(run, tmp_path, part)
            assert len(held) == part.rows
            assert {str(row[2]) for row in held} == {day}
            assert [row[1::-1] for row in held] == sorted(row[1::-1] for row in held)
        assert run.execute("SELECT count(*) FROM duckdb_tables()").fetchall() == [(0,)]
    assert not list(building.rglob("*.parquet"))


def test_days_that_are_not_asked_for_are_not_written(tmp_path: Path, building: Path) -> None:
    asked = str(FIRST + timedelta(days=1))
    with _run() as run:
        name = put_in_order(run, FEW, _GIVEN)
        parts = copy_ordered(run, tmp_path, building, FEW, name, f"day = DATE '{asked}'")
    assert list(parts) == [asked]
    assert len(list(tmp_path.rglob("*.parquet"))) == 1


def test_columns_of_another_table_lie_beside(tmp_path: Path, building: Path) -> None:
    with _run() as run:
        name = put_in_order(run, FEW, _GIVEN)
        run.execute(f"CREATE TABLE ids AS SELECT 'x' || session_id AS session_id FROM {name}")
        run.execute(f"ALTER TABLE {name} DROP session_id")
        beside = "ids", ["session_id"]
        parts = copy_ordered(run, tmp_path, building, FEW, name, beside=beside)
        found = run.execute(relation(tmp_path, FEW, list(parts.values()))).fetchall()
        given = run.execute(_GIVEN).fetchall()
    assert sorted(found) == sorted((f"x{name}", at, day) for name, day, at in given)


def test_no_rows_are_no_files(tmp_path: Path, building: Path) -> None:
    with _run() as run:
        assert copy_out(run, tmp_path, building, FEW, f"{_GIVEN} WHERE false") == {}


def test_a_table_that_is_not_in_order_is_not_written(tmp_path: Path, building: Path) -> None:
    with _run() as run:
        run.execute(f"CREATE TABLE mixed AS {_GIVEN}")
        with pytest.raises(AssertionError, match="do not lie together"):
            copy_ordered(run, tmp_path, building, FEW, "mixed")


def _held(run: duckdb.DuckDBPyConnection, folder: Path, part: Part) -> list[tuple[str, ...]]:
    return run.execute(
        "SELECT session_id, started_at, day FROM read_parquet(?, file_row_number = true) "
        "ORDER BY file_row_number",
        [str(folder / part.file)],
    ).fetchall()
