"""A generation on a Qdrant server while it is built: nothing searches it yet."""

import time
from pathlib import Path

from retrieval.engine import EngineWriter
from retrieval.server.about import About, Build
from retrieval.server.connection import Connection
from retrieval.server.settings import QdrantSettings
from retrieval.server.writer import ServerWriter

HEARTBEAT_S = 15.0
"""Between two signs of life of a build."""


class ServerGeneration:
    """A generation in the making."""

    def __init__(
        self, connection: Connection, settings: QdrantSettings, name: str, folder: Path
    ) -> None:
        self.name = name
        self._connection = connection
        self._settings = settings
        self._folder = folder
        self._about = About(connection, name)
        self._told_at = time.monotonic()

    @property
    def folder(self) -> Path:
        return self._folder

    def writer(self, dimensions: int, average_words: float) -> EngineWriter:
        return ServerWriter.create(
            self._connection, self.name, self._settings, dimensions, average_words, self._alive
        )

    def updating(self, average_words: float) -> EngineWriter | None:  # noqa: ARG002 - the protocol
        # No server copies a collection; sending all points again costs no more than fetching them.
        return None

    def write(self, document: str, content: bytes) -> None:
        self._about.write(document, content)

    def _alive(self) -> None:
        if time.monotonic() - self._told_at > HEARTBEAT_S:
            self._told_at = time.monotonic()
            self._about.tell(Build.mine())
