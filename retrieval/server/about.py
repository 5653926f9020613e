"""What is known of each generation, in a small collection beside it.

A vocabulary may have megabytes, too much for a collection's own metadata, which a cluster
keeps in its consensus log. Points without vectors hold it in parts, so that every node can
open what any node has built.
"""

import json
import os
import platform
import time
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID, uuid5

from qdrant_client import models

from retrieval.errors import REBUILD, IndexDamaged
from retrieval.server.connection import Connection, NotThere

ABOUT = "-about"
"""Ends the name of the collection that holds it."""

PART = 250_000
"""Characters of a document in one point."""

_IDS = UUID("5f5b0a58-2b59-5cf4-8a53-6d6ff7ba0fe1")
_BUILD = "build"


@dataclass(frozen=True, slots=True)
class Build:
    """Who builds a generation."""

    host: str
    pid: int
    seen: float
    """Wall time in seconds since 1970, of the builder's own clock."""
    complete: bool = False

    @classmethod
    def mine(cls, complete: bool = False) -> "Build":
        return cls(platform.node(), os.getpid(), time.time(), complete)

    def is_running(self, silent_s: float) -> bool:
        """Return whether somebody still works at it; heard of within `silent_s` if elsewhere."""
        if self.complete:
            return False
        if self.host == platform.node():
            return _exists(self.pid)
        return time.time() - self.seen < silent_s


class About:
    """Documents of one generation."""

    def __init__(self, connection: Connection, generation: str) -> None:
        self._connection = connection
        self._collection = generation + ABOUT

    def create(self, replicas: int, write_consistency: int) -> None:
        """Make the collection, and say that this process builds."""
        self._connection.call(
            lambda client: (
                client.collection_exists(self._collection)
                or client.create_collection(
                    self._collection,
                    vectors_config={},
                    shard_number=1,
                    replication_factor=replicas,
                    write_consistency_factor=write_consistency,
                )
            )
        )
        self.tell(Build.mine())

    def tell(self, build: Build) -> None:
        """Say who builds, and that it is still going on."""
        self.write(_BUILD, json.dumps(asdict(build)).encode())

    def build(self) -> Build | None:
        """Return who builds or built it; None if nobody ever said so."""
        try:
            return Build(**json.loads(self.read(_BUILD)))
        except (IndexDamaged, NotThere, ValueError, TypeError):
            return None

    def write(self, document: str, content: bytes) -> None:
        """Keep `content`, which is UTF-8 text, under the name `document`."""
        text = content.decode()
        parts = [text[start : start + PART] for start in range(0, len(text), PART)] or [""]
        for number, part in enumerate(parts):
            payload: dict[str, Any] = {"document": document, "parts": len(parts), "text": part}
            point = models.PointStruct(id=_id(document, number), vector={}, payload=payload)
            self._store(point)

    def read(self, document: str) -> bytes:
        """Return what was kept under the name `document`.

        Raises:
            IndexDamaged: nothing was, or a part is lost.
            NotThere: the generation is gone.
        """
        first = self._parts([_id(document, 0)])
        count = first[0].get("parts") if first else None
        if not isinstance(count, int):
            raise self._damaged()
        rest = self._parts([_id(document, number) for number in range(1, count)])
        if len(rest) != count - 1:
            raise self._damaged()
        return "".join(str(part["text"]) for part in (*first, *rest)).encode()

    def _store(self, point: models.PointStruct) -> None:
        self._connection.call(lambda client: client.upsert(self._collection, [point]))

    def _parts(self, ids: list[str]) -> list[dict[str, Any]]:
        """Return the payloads in the order of `ids`, without those that are not there."""
        if not ids:
            return []
        records = self._connection.call(
            lambda client: client.retrieve(self._collection, ids, with_payload=True)
        )
        found = {str(each.id): each.payload or {} for each in records}
        return [found[each] for each in ids if each in found]

    def _damaged(self) -> IndexDamaged:
        return IndexDamaged(
            f"The product index at {self._connection.place} is incomplete; {REBUILD}."
        )


def _id(document: str, number: int) -> str:
    return str(uuid5(_IDS, f"{document}/{number}"))


def _exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
