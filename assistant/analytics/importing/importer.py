"""Past logs into a store: all of what the files hold, or nothing of it.

Each file is cut into pieces, which threads read, redact and write as Parquet into a folder of the
home: while one is in Python, DuckDB works for the others. Then the store takes all of it in at
once. Cut off before that, nothing has changed, and what was written lies in a folder that the next
import removes; afterwards, all of it is in. It may be done again: what is there is not doubled.
"""

import os
import shutil
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, Protocol
from uuid import uuid4

import duckdb

from assistant.analytics.engine import engine
from assistant.analytics.errors import ImportRefused, StoreUnusable
from assistant.analytics.importing.counts import Counts
from assistant.analytics.importing.formats import Format, Source, source_of
from assistant.analytics.importing.linking import link
from assistant.analytics.importing.looking import Looks
from assistant.analytics.importing.piece import Done, Task, done
from assistant.analytics.importing.pieces import line_pieces, opened, row_pieces
from assistant.analytics.parts import STORED, relation
from assistant.analytics.quoting import text_of
from assistant.config import Settings
from assistant.desk import desk_of
from assistant.redaction.own_words import own_words

MEMORY: Final = "2GB"
"""To find what UBI leaves open; more goes to the import's folder, redacted as it is by then."""
FOLDER: Final = "importing"
"""Under the home."""
PARQUET_ROWS: Final = 40_000
"""Of a Parquet file, at once; about as much memory as a piece of lines."""


class Taking(Protocol):
    """What an import needs of a store."""

    def take(self, *, turns: Path | None = None, events: Path | None = None) -> int:
        """See `Store.take`; a path may be a pattern of several files."""
        ...


@dataclass(slots=True)
class Imported:
    """What an import did."""

    files: dict[Path, Counts] = field(default_factory=dict)
    new: int = 0
    """Turns and events that were not in the tables before."""

    @property
    def total(self) -> Counts:
        whole = Counts()
        for counts in self.files.values():
            whole.add(counts)
        return whole

    @property
    def known(self) -> int:
        """Turns and events that were there already, or twice in the files."""
        total = self.total
        return total.turns + total.events - self.new


def import_files(
    settings: Settings,
    store: Taking | None,
    paths: Sequence[Path],
    *,
    readers: int | None = None,
) -> Imported:
    """Read files and bring what they hold to a store.

    Args:
        settings: Of the shop.
        store: Its tables; None reads the files only, and changes nothing.
        paths: Of logs.
        readers: How many pieces are read at a time; one more than there are cores by default.

    Raises:
        ImportRefused: One of the files is no log; nothing was taken from the others either.
        PoliciesInvalid: The shop's policy file, whose own words stay in replies, cannot be used.
        StoreUnusable: The tables cannot be written; nothing has changed.
    """
    sources = [source_of(path) for path in paths]
    folder = settings.home / FOLDER / uuid4().hex[:12]
    try:
        folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _remove_left(folder.parent)
        folder.mkdir(mode=0o700)
        with (folder / _ALIVE).open("w") as alive:
            alive.write(str(os.getpid()))
        imported = Imported()
        files: dict[str, list[Path]] = {}
        # One more than cores: Python runs one of them at a time, DuckDB the others.
        readers = readers or (os.cpu_count() or 1) + 1
        for source, result in _read(settings, sources, folder, readers):
            imported.files.setdefault(source.path, Counts()).add(result.counts)
            for name, path in result.files.items():
                files.setdefault(name, []).append(path)
        if store is not None and files:
            imported.new = _taken(store, files, folder)
    except OSError as error:
        raise StoreUnusable(
            f"The import cannot be written under {folder.parent} ({error.strerror}); nothing was "
            "imported."
        ) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return imported


_ALIVE: Final = ".process"


def _remove_left(folder: Path) -> None:
    """Remove what imports left that were cut off."""
    for left in folder.iterdir():
        if is_left(left):
            shutil.rmtree(left, ignore_errors=True)


def is_left(folder: Path) -> bool:
    """Say whether a folder is of an import that was cut off."""
    try:
        os.kill(int((folder / _ALIVE).read_text()), 0)
    except (OSError, ValueError):
        return True
    return False


def _read(
    settings: Settings, sources: Sequence[Source], folder: Path, readers: int
) -> Iterator[tuple[Source, Done]]:
    running: dict[Future[Done], Source] = {}
    # What looks at texts is ended last: a thread may still wait for it.
    with closing(Looks()) as looks, ThreadPoolExecutor(readers) as pool:
        try:
            for source, task in _tasks(settings, sources, folder, looks):
                running[pool.submit(_told, source, task)] = source
                # One waits, so that no thread does; a whole file in memory is too much.
                while len(running) > readers:
                    yield from _finished(running)
            while running:
                yield from _finished(running)
        finally:
            for future in running:
                future.cancel()


def _finished(running: dict[Future[Done], Source]) -> Iterator[tuple[Source, Done]]:
    ready, _ = wait(running, return_when=FIRST_COMPLETED)
    for future in ready:
        yield running.pop(future), future.result()


def _told(source: Source, task: Task) -> Done:
    try:
        return done(task)
    except ImportRefused as error:
        raise ImportRefused(f"{source.path}: {error}") from None


def _tasks(
    settings: Settings, sources: Sequence[Source], folder: Path, looks: Looks
) -> Iterator[tuple[Source, Task]]:
    number = 0
    own = own_words(desk_of(settings).policies)
    for source in sources:
        for task in _of_source(source, folder, settings.tenant):
            number += 1
            yield source, replace(task, number=number, looks=looks, own=own)


def _of_source(source: Source, folder: Path, tenant: str) -> Iterator[Task]:
    kind, path = source.format, source.path
    if kind is Format.ARRAY:
        yield Task(0, kind, folder, tenant, path=path)
    elif kind is Format.PARQUET:
        for low in range(0, _rows_of(path), PARQUET_ROWS):
            yield Task(0, kind, folder, tenant, path=path, rows=(low, low + PARQUET_ROWS))
    else:
        try:
            with opened(path) as stream:
                if kind is Format.LINES:
                    for piece in line_pieces(stream):
                        yield Task(0, kind, folder, tenant, piece=piece)
                    return
                header = stream.readline()
                for piece in row_pieces(stream):
                    yield Task(
                        0, kind, folder, tenant, piece, header=header, delimiter=source.delimiter
                    )
        except (OSError, EOFError) as error:
            raise ImportRefused(f"{path} cannot be read to its end; it is damaged.") from error


def _rows_of(path: Path) -> int:
    try:
        with duckdb.connect() as run:
            found = run.execute(
                f"SELECT num_rows FROM parquet_file_metadata({text_of(str(path))})"
            ).fetchall()
    except duckdb.Error as error:
        raise ImportRefused(f"{path} is a damaged Parquet file.") from error
    return int(found[0][0])


def _taken(store: Taking, files: dict[str, list[Path]], folder: Path) -> int:
    """Let the store take all files at once."""
    whole: dict[str, list[Path]] = {
        table: files.get(f"own_{table}", []) for table in ("turns", "events")
    }
    if files.get("ubi_turns") or files.get("ubi_events"):
        linked = _linked(files, folder)
        for table, path in zip(("turns", "events"), linked, strict=True):
            whole[table].append(path)
    given: dict[str, Path] = {}
    for table, paths in whole.items():
        if not paths:
            continue
        together = folder / table
        together.mkdir(mode=0o700)
        for number, path in enumerate(paths):
            path.rename(together / f"{number:06d}.parquet")
        # A pattern is a path to whoever reads Parquet.
        given[table] = together / "*.parquet"
    return store.take(turns=given.get("turns"), events=given.get("events"))


def _linked(files: dict[str, list[Path]], folder: Path) -> tuple[Path, Path]:
    for name in ("ubi_turns", "ubi_events"):
        if not files.get(name):
            files[name] = [_nothing(name.removeprefix("ubi_"), folder)]
    with engine(MEMORY, os.cpu_count() or 1, folder / "spilled") as run:
        return link(run, files["ubi_turns"], files["ubi_events"], folder)


def _nothing(table: str, folder: Path) -> Path:
    path = folder / f"no-{table}.parquet"
    with duckdb.connect() as run:
        run.execute(
            f"COPY ({relation(folder, STORED[table], ())}) TO {text_of(str(path))} (FORMAT parquet)"
        )
    return path
