"""The search finds a text wherever it lies, and a short id only where it stands alone."""

import sqlite3
from contextlib import closing
from pathlib import Path

import duckdb

from assistant.privacy.search import found_in

UUIDS = tuple(f"0e8a42ac-ad73-483a-a2ac-04069d14be{n:02x}" for n in range(20))


def _names(folder: Path, *needles: str) -> set[str]:
    return {path.name for path in found_in(folder, needles).paths}


def _parquet(path: Path, sql: str) -> None:
    with duckdb.connect() as run:
        run.execute(f"COPY ({sql}) TO '{path}' (FORMAT parquet, COMPRESSION zstd)")


def test_bytes_across_blocks_and_compressed_columns(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "edge").write_bytes(b"x" * ((1 << 20) - 4) + b"zanquilite" + b"x" * 9)
    (tmp_path / "none").write_bytes(b"zanquil")
    _parquet(tmp_path / "rows.parquet", "SELECT repeat('zanquilite ', 900) AS said, 1 AS n")
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 half")
    found = found_in(tmp_path, ["zanquilite"])
    assert {path.name for path in found.paths} == {"edge", "rows.parquet"}
    assert found.files == 4
    assert found_in(tmp_path, ["zanquilite"], [tmp_path / "deep"]).files == 3


def test_many_ids_in_one_pass(tmp_path: Path) -> None:
    (tmp_path / "one").write_text(f"x{UUIDS[7]}y")
    (tmp_path / "other").write_text("0e8a42ac-ad73-483a-a2ac-04069d14beff")
    assert _names(tmp_path, *UUIDS) == {"one"}


def test_a_short_id_stands_alone(tmp_path: Path) -> None:
    (tmp_path / "record").write_text('{"client_id":"u1"}')
    (tmp_path / "noise").write_text("u1u1 and u11")
    _parquet(tmp_path / "cell.parquet", "SELECT 'u1' AS client_id")
    _parquet(tmp_path / "other.parquet", "SELECT 'u11' AS client_id")
    assert _names(tmp_path, "u1") == {"record", "cell.parquet"}


def test_nothing_is_looked_for_in_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert found_in(tmp_path, []).paths == ()
    assert found_in(tmp_path / "none", ["x"]).files == 0


def test_an_id_that_begins_anothers_is_not_found_in_it(tmp_path: Path) -> None:
    (tmp_path / "log.jsonl").write_text('{"client_id":"shopper-12"}')
    _parquet(tmp_path / "rows.parquet", "SELECT 'shopper-12' AS client_id")
    with closing(sqlite3.connect(tmp_path / "taste.sqlite")) as file, file:
        file.execute("CREATE TABLE profiles (shopper TEXT)")
        file.execute("INSERT INTO profiles VALUES ('shopper-12')")
    assert _names(tmp_path, "shopper-1") == set()
    assert _names(tmp_path, "shopper-12") == {"log.jsonl", "rows.parquet", "taste.sqlite"}
    with closing(sqlite3.connect(tmp_path / "taste.sqlite")) as file, file:
        file.execute("INSERT INTO profiles VALUES ('shopper-1')")
    assert _names(tmp_path, "shopper-1") == {"taste.sqlite"}
