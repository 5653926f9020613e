"""Where an index lives, whichever engine it is of: generations, and the one that serves.

    retrieval.folder_store     a folder with Edge shards, replaced by renaming a pointer
    retrieval.server.store     collections of a Qdrant server, replaced by moving an alias

What an index is (format, embedder, vocabulary) is the business of `retrieval.index`: a
generation carries that as small named documents, and nothing here looks into them.
"""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from retrieval.engine import Engine, EngineWriter


class Serving(Protocol):
    """One complete generation."""

    @property
    def name(self) -> str:
        """Differs from that of every other generation."""

    @property
    def folder(self) -> Path | None:
        """Where its builder kept things on this machine; None if it was built on another."""

    def read(self, document: str) -> bytes:
        """Return a document that was written with the generation.

        Raises:
            IndexDamaged: it is not there.
        """

    def engine(self) -> Engine:
        """Open the products for searches.

        Raises:
            IndexLocked: another process, or another open search of this one, holds them.
            IndexDamaged: they cannot be read.
        """


class Generation(Protocol):
    """A generation that is being built; nothing searches it."""

    @property
    def folder(self) -> Path:
        """An empty local folder for what the builder keeps; it becomes that of `name`."""

    def writer(self, dimensions: int, average_words: float) -> EngineWriter:
        """Make an empty engine for vectors of `dimensions`; called once.

        Args:
            dimensions: of every vector.
            average_words: of the texts that will be added, for BM25.
        """

    def updating(self, average_words: float) -> EngineWriter | None:
        """Make an engine that holds a copy of what serves, in place of an empty one.

        Args:
            average_words: as when the products that serve were added.

        Returns:
            The engine; None if this store cannot copy, or there is nothing sound to copy.
            `writer` may then still be called.
        """

    def write(self, document: str, content: bytes) -> None:
        """Keep a small document with the generation."""


class Store(Protocol):
    """Generations of one index."""

    @property
    def place(self) -> str:
        """A folder or an address, for messages; never holds a key."""

    @property
    def home(self) -> Path:
        """A local folder for what a build keeps while it runs; made by `lock`."""

    def serving(self) -> Serving:
        """Return the generation that serves. Cheap enough to ask every second.

        Raises:
            IndexMissing: nothing was ever built here.
            IndexDamaged: what should serve is incomplete.
            EngineUnreachable: the server does not answer.
        """

    def lock(self) -> AbstractContextManager[None]:
        """Keep other builds out while the block runs.

        Raises:
            IndexLocked: another build is running here.
            IndexUnwritable: `home` or its disk refuses, at any moment within the block.
        """

    def building(self) -> AbstractContextManager[Generation]:
        """Give a generation to build; it serves once the block ends without an error.

        Call it within `lock`. What served until then goes on serving, also when the block
        fails or is killed.

        Raises:
            IndexUnwritable: the folder, the disk or the server refuses.
        """
