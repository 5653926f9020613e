"""An index in a folder: `retrieval.generations` with an Edge shard in each."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from retrieval.edge import EdgeEngine
from retrieval.edge_writer import EdgeWriter
from retrieval.engine import Engine, EngineWriter
from retrieval.errors import REBUILD, CatalogIndexError, IndexDamaged, SearchFailed
from retrieval.folder_copy import copy_folder
from retrieval.generations import build_lock, current, discard, new_generation, serve

SHARD = "shard"


@dataclass(frozen=True, slots=True)
class FolderServing:
    """The generation that a folder's pointer names."""

    root: Path
    folder: Path

    @property
    def name(self) -> str:
        return self.folder.name

    def read(self, document: str) -> bytes:
        try:
            return (self.folder / document).read_bytes()
        except OSError as error:
            raise IndexDamaged(
                f"The product index in {self.root} is incomplete; {REBUILD}."
            ) from error

    def engine(self) -> Engine:
        return EdgeEngine.load(self.folder / SHARD)


@dataclass(frozen=True, slots=True)
class FolderGeneration:
    """A generation in the making."""

    root: Path
    folder: Path

    def writer(self, dimensions: int, average_words: float) -> EngineWriter:
        return EdgeWriter.create(self._empty(), dimensions, average_words)

    def updating(self, average_words: float) -> EngineWriter | None:
        # Nothing writes to a shard that serves, so its files may be copied under a process that
        # has them open; the count is checked when all changes are in.
        try:
            copy_folder(current(self.root) / SHARD, self._empty())
            return EdgeWriter.load(self.folder / SHARD, average_words)
        except (CatalogIndexError, SearchFailed, FileNotFoundError):
            return None

    def write(self, document: str, content: bytes) -> None:
        (self.folder / document).write_bytes(content)

    def _empty(self) -> Path:
        shard = self.folder / SHARD
        shutil.rmtree(shard, ignore_errors=True)
        return shard


@dataclass(frozen=True, slots=True)
class FolderStore:
    """Generations in one folder."""

    root: Path

    @property
    def place(self) -> str:
        return str(self.root)

    @property
    def home(self) -> Path:
        return self.root

    def serving(self) -> FolderServing:
        return FolderServing(self.root, current(self.root))

    @contextmanager
    def lock(self) -> Iterator[None]:
        with build_lock(self.root):
            yield

    @contextmanager
    def building(self) -> Iterator[FolderGeneration]:
        folder = new_generation(self.root)
        try:
            yield FolderGeneration(self.root, folder)
        except BaseException:
            discard(folder)
            raise
        serve(self.root, folder)
