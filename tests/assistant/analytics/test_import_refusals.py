"""Past logs that cannot be read, or not whole: what is left out is said; all or nothing."""

import gzip
import json
from pathlib import Path

import pytest

from assistant.analytics.duckdb_store import DuckStore
from assistant.analytics.errors import ImportRefused, StoreUnusable
from assistant.analytics.importing import pieces
from assistant.analytics.importing.importer import FOLDER, import_files
from assistant.config import Settings
from tests.assistant.analytics.past_logs import is_accounted, log_file, ubi_query


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home")


@pytest.fixture
def store(settings: Settings) -> DuckStore:
    return DuckStore(settings)


def test_bad_bytes_html_and_other_ends_of_lines(
    tmp_path: Path, settings: Settings, store: DuckStore
) -> None:
    path = tmp_path / "bad.ndjson"
    good = json.dumps(ubi_query("html", "<script>alert('1')</script>")).encode()
    bad = json.dumps(ubi_query("bytes", "caf@")).encode().replace(b"@", b"\xe9")
    path.write_bytes(b"\xef\xbb\xbf" + good + b"\r\n" + bad + b"\r\n" + good)
    counts = import_files(settings, store, [path]).files[path]
    assert is_accounted(counts)
    assert (counts.turns, counts.mended) == (3, 1)
    found = store.ask("SELECT query_id, user_query FROM turns").rows
    rows = {str(name): text for name, text in found}
    assert rows == {"html": "<script>alert('1')</script>", "bytes": "caf\ufffd"}


def test_a_line_that_is_longer_than_any_record_is_left_out(
    tmp_path: Path, settings: Settings, store: DuckStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pieces, "PIECE_BYTES", 2000)
    monkeypatch.setattr(pieces, "LONGEST_LINE", 4000)
    lines = [ubi_query(f"q{n}", "x" * (50_000 if n == 7 else 20)) for n in range(40)]
    path = log_file(tmp_path, *lines)
    counts = import_files(settings, store, [path]).files[path]
    assert is_accounted(counts)
    assert (counts.lines, counts.turns) == (40, 39)
    assert [(one.line, one.reason) for one in counts.named] == [(8, "it is longer than any record")]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.ndjson", b""),
        ("text.txt", b"Dear diary,\ntoday I bought shoes.\n"),
        ("image.parquet", b"PAR1 but no more"),
        ("binary.bin", bytes(range(256)) * 20),
        ("other.csv", b"name,price\nshoe,3\n"),
        ("utf16.ndjson", '{"query_id":"a"}'.encode("utf-16")),
        ("cut.gz", gzip.compress(b'{"user_query":"x"}\n' * 9999)[:-20]),
    ],
)
def test_a_file_that_is_no_log_changes_nothing(
    tmp_path: Path, settings: Settings, store: DuckStore, name: str, content: bytes
) -> None:
    bad = tmp_path / name
    bad.write_bytes(content)
    good = log_file(tmp_path, ubi_query("good", "shoes"))
    with pytest.raises(ImportRefused) as caught:
        import_files(settings, store, [good, bad])
    assert name in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1
    assert store.ask("SELECT count(*) FROM turns").rows == ((0,),)
    with pytest.raises(ImportRefused):
        import_files(settings, store, [tmp_path / "missing"])
    with pytest.raises(ImportRefused):
        import_files(settings, store, [tmp_path])


def test_a_dry_run_and_a_store_that_fails_change_nothing(
    tmp_path: Path, settings: Settings, store: DuckStore
) -> None:
    path = log_file(tmp_path, ubi_query("q", "shoes"))
    dry = import_files(settings, None, [path])
    assert (dry.total.turns, dry.new) == (1, 0)
    assert not settings.tables_path.exists()

    class Failing(DuckStore):
        def take(self, *, turns: Path | None = None, events: Path | None = None) -> int:
            raise StoreUnusable("The disk is full.")

    with pytest.raises(StoreUnusable):
        import_files(settings, Failing(settings), [path])
    assert not list((settings.home / FOLDER).iterdir())
    left = settings.home / FOLDER / "of-one-that-was-killed"
    left.mkdir()
    (left / ".process").write_text("999999999")
    assert import_files(settings, store, [path]).new == 1
    assert not left.exists()
