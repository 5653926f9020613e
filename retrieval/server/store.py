"""Where an index lives on a Qdrant server: a collection each generation, and an alias.

    aisle                              alias of the generation that serves
    aisle-g20261122T171503-1f0c9a2b        its products
    aisle-g20261122T171503-1f0c9a2b-about  meta.json, vocabulary.json, who built it

Moving an alias is one request that the server does at once. The generation before stays
for some seconds: a search that began on it ends on it, and engines follow the alias.
"""

import json
import re
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from qdrant_client import models

from retrieval.engine import Engine
from retrieval.errors import (
    REBUILD,
    IndexDamaged,
    IndexLocked,
    IndexMissing,
    IndexOutdated,
    IndexUnwritable,
    RetrievalError,
)
from retrieval.generations import build_lock, discard, new_generation
from retrieval.server.about import ABOUT, About, Build
from retrieval.server.connection import Connection, NotThere, place_of
from retrieval.server.engine import ServerEngine
from retrieval.server.generation import ServerGeneration
from retrieval.server.settings import Patience, QdrantSettings
from retrieval.server.writer import drop

SILENT_S = 120.0
"""A build on another machine that has not been heard of for so long is taken for dead."""

META = "meta.json"
_SAME = ("format_version", "embedder", "dimensions")
"""Of `META`: what may not differ between generations that one process searches."""


@dataclass(frozen=True, slots=True)
class ServerServing:
    """The generation that the alias leads to."""

    store: "ServerStore"
    name: str

    @property
    def folder(self) -> Path | None:
        kept = self.store.home / self.name
        return kept if kept.is_dir() else None

    def read(self, document: str) -> bytes:
        try:
            return About(self.store.asking(), self.name).read(document)
        except NotThere as error:  # another generation has taken its place
            raise IndexDamaged(
                f"The product index at {self.store.place} is incomplete; {REBUILD}."
            ) from error

    def engine(self) -> Engine:
        settings = self.store.settings
        return ServerEngine(
            self.store.connect(settings.searching),
            self.name,
            settings.quantization,
            self.store.successor(self.read(META)),
        )


class ServerStore:
    """Generations of one index on one server."""

    def __init__(
        self,
        settings: QdrantSettings,
        home: Path,
        connect: Callable[[Patience], Connection] | None = None,
    ) -> None:
        """Use the server of `settings`.

        Args:
            settings: where it is, and what its collections are like.
            home: a folder of this machine, where a build keeps what only it needs.
            connect: opens a connection; by default one over HTTP to `settings.url`.
        """
        self.settings = settings
        self._home = home
        self._connect = connect
        self._asking: Connection | None = None
        self._guard = threading.Lock()
        self._pattern = re.compile(
            rf"({re.escape(settings.alias)}-g\d{{8}}T\d{{6}}-[0-9a-f]{{8}})({ABOUT})?"
        )

    @property
    def place(self) -> str:
        return f"{place_of(self.settings.url)} ({self.settings.alias})"

    @property
    def home(self) -> Path:
        return self._home

    def connect(self, patience: Patience) -> Connection:
        """Open a connection of the caller's own."""
        if self._connect is not None:
            return self._connect(patience)
        return Connection.open(self.settings.url, self.settings.api_key, patience)

    def asking(self) -> Connection:
        """Return the connection for what is asked every second: making one takes 60 ms."""
        with self._guard:
            if self._asking is None:
                self._asking = self.connect(self.settings.searching)
            return self._asking

    def close(self) -> None:
        """Close the connection of `asking`; the next question opens another."""
        with self._guard:
            asking, self._asking = self._asking, None
        if asking is not None:
            asking.close()

    @contextmanager
    def connection(self, patience: Patience) -> Iterator[Connection]:
        """Open a connection and close it at the end."""
        connection = self.connect(patience)
        try:
            yield connection
        finally:
            connection.close()

    def serving(self) -> ServerServing:
        name = self._target(self.asking())
        if name is None:
            raise IndexMissing(f"There is no product index at {self.place}; {REBUILD}.")
        return ServerServing(self, name)

    def successor(self, meta: bytes) -> Callable[[str], str]:
        """Return what finds the generation to go on with when one of this kind is gone."""

        def follow(gone: str) -> str:
            serving = self.serving()
            if serving.name == gone:
                raise IndexDamaged(f"The product index at {self.place} is incomplete; {REBUILD}.")
            if _kind(serving.read(META)) != _kind(meta):
                raise IndexOutdated(
                    f"The product index at {self.place} was built anew with another embedder or "
                    "version; restart this process with the same."
                )
            return serving.name

        return follow

    @contextmanager
    def lock(self) -> Iterator[None]:
        # Of this machine alone; on the server itself, `building` gives way to others.
        with build_lock(self._home):
            yield

    @contextmanager
    def building(self) -> Iterator[ServerGeneration]:
        settings = self.settings
        with self.connection(settings.building) as connection:
            self._refuse_foreign(connection)
            self._sweep(connection, keep=self._target(connection))
            name = f"{settings.alias}-g{datetime.now(UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(4)}"
            folder = new_generation(self._home)
            try:
                About(connection, name).create(settings.replicas, settings.write_consistency)
                self._yield_to_earlier(connection, name)
                yield ServerGeneration(connection, settings, name, folder)
                About(connection, name).tell(Build.mine(complete=True))
                before = self._target(connection)
                self._move_alias(connection, name, before)
            except BaseException:
                discard(folder)
                with suppress(RetrievalError):
                    if self._target(connection) != name:
                        self._drop(connection, name)
                raise
            self._keep(folder, name)
            if before is not None:
                time.sleep(settings.keep_old_s)
            with suppress(RetrievalError):  # the next build sweeps again
                self._sweep(connection, keep=self._target(connection))

    def drop_everything(self) -> None:
        """Remove the index from the server: the alias and every generation."""
        with self.connection(self.settings.building) as connection:
            for name in self._generations(connection):
                self._drop(connection, name)

    def _keep(self, folder: Path, name: str) -> None:
        """Give what the builder kept the name of its generation, and remove all others."""
        folder.rename(self._home / name)
        for old in self._home.glob(f"{self.settings.alias}-g*"):
            if old.name != name and self._pattern.fullmatch(old.name):
                discard(old)

    def _target(self, connection: Connection) -> str | None:
        """Return the generation that the alias leads to."""
        told = connection.call(lambda client: client.get_aliases())
        targets = (
            each.collection_name for each in told.aliases if each.alias_name == self.settings.alias
        )
        return next(targets, None)

    def _move_alias(self, connection: Connection, name: str, before: str | None) -> None:
        """Lead the alias to `name`: one request, so that it always leads somewhere."""
        alias = self.settings.alias
        changes: list[models.AliasOperations] = []
        if before is not None:
            changes.append(
                models.DeleteAliasOperation(delete_alias=models.DeleteAlias(alias_name=alias))
            )
        changes.append(
            models.CreateAliasOperation(
                create_alias=models.CreateAlias(collection_name=name, alias_name=alias)
            )
        )
        connection.call(lambda client: client.update_collection_aliases(changes))

    def _generations(self, connection: Connection) -> set[str]:
        told = connection.call(lambda client: client.get_collections())
        matches = (self._pattern.fullmatch(each.name) for each in told.collections)
        return {match.group(1) for match in matches if match is not None}

    def _running(self, connection: Connection, but: str | None = None) -> list[str]:
        """Return generations that somebody builds right now."""
        return [
            name
            for name in sorted(self._generations(connection) - {but})
            if (build := About(connection, name).build()) is not None and build.is_running(SILENT_S)
        ]

    def _yield_to_earlier(self, connection: Connection, name: str) -> None:
        """Give way to a build that has begun before this one."""
        earlier = [other for other in self._running(connection, but=name) if other < name]
        if earlier:
            raise IndexLocked(
                f"Another `aisle index` is building at {self.place}; wait until it has finished."
            )

    def _sweep(self, connection: Connection, keep: str | None) -> None:
        """Drop every generation but the one that serves and those that are being built."""
        kept = {keep, *self._running(connection)}
        for name in self._generations(connection) - kept:
            self._drop(connection, name)

    def _drop(self, connection: Connection, name: str) -> None:
        # What is known of it goes last: until then the next build can tell that it is dead.
        drop(connection, name)
        drop(connection, name + ABOUT)

    def _refuse_foreign(self, connection: Connection) -> None:
        """Refuse a name that is a collection of somebody else's."""
        told = connection.call(lambda client: client.get_collections())
        if any(each.name == self.settings.alias for each in told.collections):
            raise IndexUnwritable(
                f"At {place_of(self.settings.url)} there is a collection named "
                f"{self.settings.alias}; set catalog.collection to another name."
            )


def _kind(meta: bytes) -> list[object]:
    try:
        told = json.loads(meta)
        return [told[key] for key in _SAME]
    except (ValueError, KeyError, TypeError):
        return []
