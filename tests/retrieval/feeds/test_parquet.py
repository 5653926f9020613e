"""Parquet: every kind of column as a plain value."""

from pathlib import Path

import duckdb
import pytest

from retrieval.errors import FeedUnreadable
from retrieval.feeds.formats import open_feed
from retrieval.feeds.record import FeedFormat
from tests.retrieval.feeds.reading import values


def parquet(folder: Path, query: str) -> Path:
    """Write the rows of `query`."""
    path = folder / "feed.parquet"
    duckdb.connect(":memory:").execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)")
    return path


def test_columns_of_every_kind(tmp_path: Path) -> None:
    path = parquet(
        tmp_path,
        "SELECT 'CUP-1' AS id, 4.50::DECIMAL(10, 2) AS price, 31 AS stock, true AS ok, "
        "['a', NULL, 'b'] AS images, {'amount': 450, 'per': ['x']} AS offer, "
        "MAP {'Color': 'Red'} AS facts, 'NaN'::DOUBLE AS rating, 'inf'::FLOAT AS score, "
        "TIMESTAMP '2026-01-05 10:00:00' AS updated, DATE '2026-01-05' AS since, "
        "TIMESTAMPTZ '2026-01-05 10:00:00+00' AS seen, NULL AS brand, "
        "'caf\\xC3\\xA9'::BLOB AS old_text, '\\xFF'::BLOB AS picture, "
        '\'<b>"x"</b>\n\' AS "Body ""HTML"""',
    )
    (cup,) = values(path)
    seen = str(cup.pop("seen"))
    assert seen.startswith("2026-01-05 ")
    assert cup == {
        "id": "CUP-1",
        "price": 4.5,
        "stock": 31,
        "ok": True,
        "images": ["a", None, "b"],
        "offer": {"amount": 450, "per": ["x"]},
        "facts": {"Color": "Red"},
        "rating": None,
        "score": None,
        "updated": "2026-01-05 10:00:00",
        "since": "2026-01-05",
        "brand": None,
        "old_text": "café",
        "picture": None,
        'Body "HTML"': '<b>"x"</b>\n',
    }


def test_rows_are_numbered_in_order(tmp_path: Path) -> None:
    feed = open_feed(parquet(tmp_path, "SELECT range AS id FROM range(30000)"))
    assert feed.format is FeedFormat.PARQUET
    assert feed.columns == ("id",)
    entries = list(feed.records())
    assert [entry.line for entry in entries] == list(range(1, 30_001))
    assert feed.position_bytes == feed.size_bytes


def test_damaged_file(tmp_path: Path) -> None:
    path = parquet(tmp_path, "SELECT range AS id FROM range(1000)")
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(FeedUnreadable, match="is not a complete Parquet file"):
        open_feed(path)


def test_path_is_one_file_not_a_pattern(tmp_path: Path) -> None:
    folder = tmp_path / "autumn [1]"
    folder.mkdir()
    path = parquet(tmp_path, "SELECT 1 AS id").rename(folder / "a.parquet")
    with pytest.raises(FeedUnreadable, match="in its path"):
        open_feed(path)
