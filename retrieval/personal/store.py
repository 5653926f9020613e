"""Shoppers' profiles in one SQLite file: switched off, shown and erased one by one.

Erased is erased: SQLite overwrites what it deletes (`secure_delete`), and there is no
write-ahead log that would keep a copy. Several processes may use one file.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from retrieval.errors import ProfilesUnusable
from retrieval.personal.database import private_database
from retrieval.personal.deed import Deed
from retrieval.personal.profile import Profile

_SCHEMA = """
CREATE TABLE IF NOT EXISTS profiles (
    shopper TEXT PRIMARY KEY,
    is_on INTEGER NOT NULL DEFAULT 1,
    sums TEXT NOT NULL,
    vector BLOB,
    updated TEXT NOT NULL
)
"""


@dataclass(frozen=True, slots=True)
class Stored:
    """One shopper's profile and whether it may be used."""

    profile: Profile
    is_on: bool = True


class ProfileStore:
    """Keeps profiles in the SQLite file at `path`, which is made when first written."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def get(self, shopper: str) -> Stored:
        """Return what is kept of a shopper: an empty profile of one never seen.

        Raises:
            ProfilesUnusable: the file cannot be read.
        """
        if not self._path.exists():
            return Stored(Profile())
        with self._open() as connection:
            return _read(connection, shopper)

    def note(self, shopper: str, deeds: Iterable[Deed], space: str | None = None) -> bool:
        """Add deeds to a shopper's profile; say whether it is on, without which nothing is kept.

        Args:
            shopper: any id.
            deeds: in the order they were done.
            space: name of the embedder that made their vectors.

        Raises:
            ProfilesUnusable: the file cannot be written.
        """
        deeds = tuple(deeds)
        if not deeds:
            return self.get(shopper).is_on
        with self._open() as connection:
            connection.execute("BEGIN IMMEDIATE")
            stored = _read(connection, shopper)
            if stored.is_on:
                profile = stored.profile
                for deed in deeds:
                    profile = profile.after(deed, space)
                _write(connection, shopper, Stored(profile))
            connection.commit()
            return stored.is_on

    def switch(self, shopper: str, *, is_on: bool) -> None:
        """Switch a shopper's personalisation on or off. Off also forgets what was learned.

        Raises:
            ProfilesUnusable: the file cannot be written.
        """
        with self._open() as connection:
            connection.execute("BEGIN IMMEDIATE")
            profile = _read(connection, shopper).profile if is_on else Profile()
            _write(connection, shopper, Stored(profile, is_on))
            connection.commit()

    def erase(self, shopper: str) -> bool:
        """Erase everything about a shopper, the switch too; say whether there was anything.

        Raises:
            ProfilesUnusable: the file cannot be written.
        """
        if not self._path.exists():
            return False
        with self._open() as connection:
            done = connection.execute("DELETE FROM profiles WHERE shopper = ?", (shopper,))
            connection.commit()
            return done.rowcount > 0

    def export(self, shopper: str) -> dict[str, Any] | None:
        """Return everything that is kept of a shopper as plain data; None if there is nothing.

        Raises:
            ProfilesUnusable: the file cannot be read.
        """
        if not self._path.exists():
            return None
        with self._open() as connection:
            row = connection.execute(
                "SELECT updated FROM profiles WHERE shopper = ?", (shopper,)
            ).fetchone()
            if row is None:
                return None
            stored = _read(connection, shopper)
        vector = stored.profile.vector
        return {
            "shopper": shopper,
            "on": stored.is_on,
            "updated": row[0],
            **stored.profile.to_json(),
            "vector": None if vector is None else [round(float(x), 5) for x in vector],
        }

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            with private_database(self._path, _SCHEMA) as connection:
                yield connection
        except (sqlite3.Error, OSError, ValueError, KeyError, TypeError) as error:
            raise ProfilesUnusable(
                f"The shoppers' profiles in {self._path} cannot be used ({error}); free some "
                "space, or move the file away to start afresh."
            ) from error


def _read(connection: sqlite3.Connection, shopper: str) -> Stored:
    row = connection.execute(
        "SELECT is_on, sums, vector FROM profiles WHERE shopper = ?", (shopper,)
    ).fetchone()
    if row is None:
        return Stored(Profile())
    is_on, sums, vector = row
    summed = None if vector is None else np.frombuffer(vector, dtype="<f4").astype(np.float32)
    return Stored(Profile.from_json(json.loads(sums), summed), bool(is_on))


def _write(connection: sqlite3.Connection, shopper: str, stored: Stored) -> None:
    vector = stored.profile.vector
    connection.execute(
        "INSERT OR REPLACE INTO profiles (shopper, is_on, sums, vector, updated) "
        "VALUES (?, ?, ?, ?, ?)",
        (
            shopper,
            int(stored.is_on),
            json.dumps(stored.profile.to_json()),
            None if vector is None else vector.astype("<f4").tobytes(),
            datetime.now(UTC).isoformat(timespec="seconds"),
        ),
    )
