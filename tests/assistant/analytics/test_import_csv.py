"""CSV as spreadsheets and scripts write it: other delimiters, other bytes, rows that are wrong."""

import codecs
from pathlib import Path

import pytest

from assistant.analytics.duckdb_store import DuckStore
from assistant.analytics.errors import ImportRefused
from assistant.analytics.importing.counts import Counts
from assistant.analytics.importing.importer import import_files
from assistant.config import Settings

_NAMES = "application,query_id,client_id,user_query,timestamp"
_ROWS = ("shop,q1,c1,red shoes,2026-11-01 10:00:00", "shop,q2,c1,hats,2026-11-01 10:01:00")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home")


@pytest.fixture
def store(settings: Settings) -> DuckStore:
    return DuckStore(settings)


def _imported(folder: Path, settings: Settings, store: DuckStore, data: bytes) -> Counts:
    path = folder / "log.csv"
    path.write_bytes(data)
    return import_files(settings, store, [path]).files[path]


def _is_whole(counts: Counts) -> bool:
    return counts.lines == counts.turns + counts.events + counts.empty + counts.skipped


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_delimiters_and_a_byte_order_mark(
    tmp_path: Path, settings: Settings, store: DuckStore, delimiter: str, end: str
) -> None:
    text = "".join(line.replace(",", delimiter) + end for line in (_NAMES, *_ROWS))
    text += f'shop{delimiter}q3{delimiter}c1{delimiter}"a{delimiter} b"{delimiter}2026-11-01{end}'
    counts = _imported(tmp_path, settings, store, codecs.BOM_UTF8 + text.encode())
    assert (counts.turns, counts.skipped) == (3, 0)
    said = store.ask("SELECT application, user_query FROM turns ORDER BY query_id").rows
    assert said == (("shop", "red shoes"), ("shop", "hats"), ("shop", f"a{delimiter} b"))


def test_rows_that_are_wrong_are_left_out_and_named(
    tmp_path: Path, settings: Settings, store: DuckStore
) -> None:
    wrong = ("shop,w1,c1,one,2026-11-01 10:00:00,too,many", "shop,w2")
    text = "\n".join((_NAMES, wrong[0], _ROWS[0], *wrong, _ROWS[1])) + "\n"
    counts = _imported(tmp_path, settings, store, text.encode())
    assert (counts.turns, counts.skipped) == (2, 3)
    assert _is_whole(counts)
    assert sorted(one.line for one in counts.named) == [2, 4, 5]
    reasons = set(counts.reasons)
    assert "it has more values than there are columns" in reasons


@pytest.mark.parametrize(
    ("after", "why"),
    [
        ("shop,q4,c1,blue,2026-11-01 10:04:00", "no quote after it"),
        ('shop,q4,c1,"blue, warm",2026-11-01 10:04:00', "a text in quotes after it"),
        ('shop,q4,c1,"a ""blue""\nhat",2026-11-01 10:04:00', "quotes and lines in that"),
    ],
)
def test_a_quote_that_is_never_closed_is_refused_with_its_line(
    tmp_path: Path, settings: Settings, store: DuckStore, after: str, why: str
) -> None:
    two_lines = 'shop,q0,c1,"two\nlines",2026-11-01 09:00:00'
    text = "\n".join((_NAMES, two_lines, 'shop,q3,c1,"red,2026-11-01', *_ROWS, after)) + "\n"
    with pytest.raises(ImportRefused, match="in its line 4 is never closed"):
        _imported(tmp_path, settings, store, text.encode())
    assert store.ask("SELECT count(*) FROM turns").rows == ((0,),), why


def test_other_bytes_are_replaced_and_counted(
    tmp_path: Path, settings: Settings, store: DuckStore
) -> None:
    rows = (f"{_ROWS[0]},é", f"{_ROWS[1]},m", "shop,q3,c1,é,2026-11-02")
    text = "\n".join((f"{_NAMES},größe", *rows))
    counts = _imported(tmp_path, settings, store, text.encode("latin-1"))
    assert (counts.turns, counts.mended) == (3, 2)


def test_a_name_that_is_there_twice_is_refused(
    tmp_path: Path, settings: Settings, store: DuckStore
) -> None:
    text = f"{_NAMES},query_id\n{_ROWS[0]},q9\n"
    with pytest.raises(ImportRefused, match="query_id twice") as caught:
        _imported(tmp_path, settings, store, text.encode())
    assert "/proc" not in str(caught.value)
