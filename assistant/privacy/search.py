"""Looking whether a text is anywhere in an installation: in every file's bytes, and in Parquet.

An id counts where it stands alone: "shopper-1" is not in "shopper-12". In a file that is no text
nothing separates what lies side by side, so that any occurrence counts there; SQLite tells by its
cells which of them are of others. Ids of fewer than `SHORT` characters are looked for in quotes and
as whole cells only: "42" is in any file.
"""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from assistant.privacy.sqlite_file import is_sqlite, reading

_TEXTS: Final = {".jsonl", ".json", ".yaml", ".toml", ".txt", ".html", ".xml", ".csv", ".log"}
_BLOCK: Final = 1 << 20
SHORT: Final = 8
_MANY: Final = 8
_UUID: Final = re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Found:
    """What a search of files came to."""

    paths: tuple[Path, ...]
    """Files that hold one of the texts."""
    files: int
    """How many were looked through."""
    size: int
    """Of them, in bytes."""


def found_in(folder: Path, needles: Sequence[str], skipped: Collection[Path] = ()) -> Found:
    """Look through the files below a folder for some texts.

    Args:
        folder: Looked through with all folders in it.
        needles: Not empty texts; case counts.
        skipped: Files and folders that are left out.
    """
    wanted = _Needles([needle for needle in needles if needle])
    paths: list[Path] = []
    files = size = 0
    for path in _files(folder, frozenset(skipped)):
        try:
            files, size = files + 1, size + path.stat().st_size
            if wanted.texts and _holds(path, wanted):
                paths.append(path)
        except FileNotFoundError:  # a store tidied up meanwhile
            continue
    return Found(tuple(paths), files, size)


class _Needles:
    def __init__(self, needles: Sequence[str]) -> None:
        self.texts = tuple(dict.fromkeys(needles))
        plain = [n.encode() if len(n) >= SHORT else b'"%s"' % n.encode() for n in self.texts]
        uuids = frozenset(needle for needle in plain if _UUID.fullmatch(needle))
        self._uuids = uuids if len(uuids) > _MANY else frozenset()
        self._others = tuple(needle for needle in plain if needle not in self._uuids)
        self.overlap = max(map(len, plain), default=1) + 1
        told = b"|".join(map(re.escape, plain))
        self._alone = re.compile(b"(?<![A-Za-z0-9_])(?:%s)(?![A-Za-z0-9_])" % told)

    def are_in(self, window: bytes) -> bool:
        if any(needle in window for needle in self._others):
            return True
        return bool(self._uuids) and not self._uuids.isdisjoint(_UUID.findall(window))

    def stand_in(self, window: bytes) -> bool:
        """Say whether one of them stands alone in a piece of text."""
        return self.are_in(window) and self._alone.search(window) is not None

    @property
    def pattern(self) -> str:
        """Return a regular expression of RE2 for the columns of a table."""
        long = [re.escape(text) for text in self.texts if len(text) >= SHORT]
        short = [re.escape(text) for text in self.texts if len(text) < SHORT]
        told = [f"(^|[^A-Za-z0-9_])({'|'.join(long)})([^A-Za-z0-9_]|$)"] if long else []
        told += [*(f'"{text}"' for text in short), *(f"^{text}$" for text in short)]
        return "|".join(told)


def _files(folder: Path, skipped: frozenset[Path]) -> Iterator[Path]:
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        if path in skipped or path.is_symlink():
            continue
        if path.is_dir():
            yield from _files(path, skipped)
        elif path.is_file():
            yield path


def _holds(path: Path, needles: _Needles) -> bool:
    if path.suffix == ".parquet":  # written whole: what is in no column is not in it
        return _parquet_holds(path, needles)
    if path.suffix in _TEXTS:
        return _bytes_hold(path, needles.stand_in, needles.overlap)
    if not _bytes_hold(path, needles.are_in, needles.overlap):
        return False
    main = path.with_name(path.name.removesuffix("-wal"))
    return not is_sqlite(main) or not _is_of_others(main, needles)


def _bytes_hold(path: Path, is_in: Callable[[bytes], bool], overlap: int) -> bool:
    with path.open("rb") as file:
        end = b""
        while block := file.read(_BLOCK):
            window = end + block
            if is_in(window):
                return True
            end = window[-overlap:]
    return False


def _is_of_others(path: Path, needles: _Needles) -> bool:
    """Say whether what was found in a SQLite file's bytes is but a part of others' ids.

    It is where a cell holds it within a longer word, and none holds it alone. What lies in bytes
    that no cell has is then told apart by writing the file anew, which whoever erases does.
    """
    within = False
    with reading(path) as file:
        names = file.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (name,) in names:
            for row in file.execute('SELECT * FROM "{}"'.format(name.replace('"', '""'))):
                for cell in row:
                    if isinstance(cell, (str, bytes)):
                        told = cell.encode() if isinstance(cell, str) else cell
                        if needles.stand_in(told):
                            return False
                        within = within or needles.are_in(told)
    return within


def _parquet_holds(path: Path, needles: _Needles) -> bool:
    """Look into the columns: the bytes of the file are compressed."""
    import duckdb  # noqa: PLC0415 - takes a moment to load

    with duckdb.connect(config={"threads": 2}) as connection:
        try:
            rows = connection.read_parquet(str(path))
        except duckdb.Error:  # half written, by whoever died: its bytes were looked through
            return False
        texts = [
            '"{}"'.format(name.replace('"', '""'))
            for name, kind in zip(rows.columns, rows.types, strict=True)
            if str(kind) == "VARCHAR"
        ]
        if not texts:
            return False
        asked = " OR ".join(f"regexp_matches({name}, $pattern)" for name in texts)
        sql = f"SELECT 1 FROM rows WHERE {asked} LIMIT 1"
        return connection.execute(sql, {"pattern": needles.pattern}).fetchone() is not None
