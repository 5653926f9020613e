"""Who was erased is kept as salted digests, also across a torn line."""

from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from assistant.analytics.erased import without_erased
from assistant.analytics.errors import StoreUnusable
from assistant.privacy.tombstones import SESSION, SHOPPER, Tombstones, digest_of, digest_sql

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_digests_are_salted_and_the_same_in_sql(tmp_path: Path) -> None:
    first, second = Tombstones(tmp_path / "one"), Tombstones(tmp_path / "two")
    salt = first.add(["s1"], ["zoe@example.com"], AT)
    assert second.add(["s1"], [], AT) != salt
    kept = (tmp_path / "one").read_text()
    assert "zoe" not in kept  # no hexadecimal digits: a salt cannot hold it by chance
    assert (tmp_path / "one").stat().st_mode & 0o077 == 0
    erased = first.read()
    assert set(erased.at) == {
        digest_of(salt, SESSION, "s1"),
        digest_of(salt, SHOPPER, "zoe@example.com"),
    }
    with duckdb.connect() as run:
        sql = digest_sql(salt, SESSION, "'s1'")
        asked = run.execute(f"SELECT {sql}").fetchone()
    assert asked == (digest_of(salt, SESSION, "s1"),)


def test_a_torn_line_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "erased.jsonl"
    stones = Tombstones(path)
    salt = stones.add(["s1"], [], AT)
    path.write_text(path.read_text() + '{"digest": "ab')
    assert stones.add(["s2"], [], AT) == salt
    assert len(stones.read().at) == 2


def test_a_file_that_cannot_be_read_lets_nothing_in(tmp_path: Path) -> None:
    path = tmp_path / "erased.jsonl"
    path.write_text('{"digest": 1, "at": {}}\n')
    with pytest.raises(StoreUnusable, match="restore it"):
        Tombstones(path).read()


def test_rows_are_left_out_by_session_by_shopper_and_by_time(tmp_path: Path) -> None:
    stones = Tombstones(tmp_path / "erased.jsonl")
    stones.add(["gone"], ["ada"], AT)
    with duckdb.connect() as run:
        run.execute(
            """CREATE TABLE rows AS SELECT * FROM (VALUES
            ('gone', NULL, TIMESTAMP '2026-11-23 11:00:00'),
            ('gone', NULL, TIMESTAMP '2026-11-23 13:00:00'),
            ('other', 'ada', TIMESTAMP '2026-11-22 09:00:00'),
            ('other', 'ben', TIMESTAMP '2026-11-22 09:00:00'),
            (NULL, NULL, TIMESTAMP '2026-11-22 09:00:00'))
            AS t (session_id, client_id, timestamp)"""
        )
        kept = without_erased(run, "turns", "rows", stones.read())
        found = run.execute(
            f"SELECT session_id, client_id FROM {kept} ORDER BY timestamp, 2"
        ).fetchall()
    assert sorted(found, key=str) == [("gone", None), ("other", "ben"), (None, None)]


def test_where_nobody_was_erased_nothing_is_asked(tmp_path: Path) -> None:
    with duckdb.connect() as run:
        stones = Tombstones(tmp_path / "none")
        assert without_erased(run, "turns", "no_such_table", stones.read()) == "no_such_table"
