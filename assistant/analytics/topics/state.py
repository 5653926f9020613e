"""The clusters that are kept, in one SQLite file.

Holds no text that was said but the labels; which text is in which cluster is kept by a keyed
digest of it, so that it need not be embedded twice.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from secrets import token_bytes

import numpy as np

from assistant.analytics.errors import StoreUnusable
from assistant.analytics.topics.clusters import Cluster, Clusters

_LAYOUT = 1
_BUSY_S = 10.0
_KEYS_A_QUERY = 500
_SCHEMA = """
PRAGMA journal_mode = WAL;
PRAGMA secure_delete = ON;
CREATE TABLE IF NOT EXISTS clusters (
    id TEXT PRIMARY KEY, space TEXT NOT NULL, label TEXT NOT NULL, reason TEXT,
    centroid BLOB, weight REAL NOT NULL, sessions INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS merged (old TEXT PRIMARY KEY, new TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS texts (
    digest BLOB PRIMARY KEY, cluster TEXT NOT NULL, day TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS days (day TEXT PRIMARY KEY, signature TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value BLOB NOT NULL);
"""


class TopicState:
    """Opens the file for each use; safe in threads and processes.

    Args:
        path: The file; made if it is not there.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        with self._opened() as database:
            database.executescript(_SCHEMA)
            row = database.execute("SELECT value FROM meta WHERE name = 'key'").fetchone()
            if row is None:
                database.execute(
                    "INSERT OR IGNORE INTO meta VALUES ('key', ?), ('layout', ?)",
                    (token_bytes(16), str(_LAYOUT).encode()),
                )
                row = database.execute("SELECT value FROM meta WHERE name = 'key'").fetchone()
        self._key: bytes = row[0]
        path.chmod(0o600)

    def days(self) -> dict[str, str]:
        """Return each day that was counted, with the signature of what it was counted from."""
        with self._opened() as database:
            return dict(database.execute("SELECT day, signature FROM days"))

    def keep_days(self, signatures: Mapping[str, str], gone: Iterable[str] = ()) -> None:
        """Note days as counted, and forget others."""
        with self._opened() as database:
            database.executemany("INSERT OR REPLACE INTO days VALUES (?, ?)", signatures.items())
            database.executemany("DELETE FROM days WHERE day = ?", [(day,) for day in gone])

    def mark(self) -> str | None:
        """Return the mark of the store that was counted last; None before the first."""
        with self._opened() as database:
            row = database.execute("SELECT value FROM meta WHERE name = 'mark'").fetchone()
        return None if row is None else bytes(row[0]).decode()

    def keep_mark(self, mark: str) -> None:
        """Note that everything up to a mark of the store is counted."""
        with self._opened() as database:
            database.execute("INSERT OR REPLACE INTO meta VALUES ('mark', ?)", (mark.encode(),))

    def clusters(self, space: str) -> Clusters:
        """Return the clusters of a space, oldest first."""
        with self._opened() as database:
            rows = database.execute(
                "SELECT id, centroid, weight, label FROM clusters"
                " WHERE space = ? AND centroid IS NOT NULL ORDER BY rowid",
                (space,),
            ).fetchall()
            merged = dict(database.execute("SELECT old, new FROM merged"))
        kept = [
            Cluster(name, np.frombuffer(centroid, dtype="<f4").copy(), weight, label, False)
            for name, centroid, weight, label in rows
        ]
        return Clusters(space, kept, merged)

    def keep(self, clusters: Clusters) -> None:
        """Store the clusters of a space as they are now."""
        rows = [
            (c.id, clusters.space, c.label, c.centroid.astype("<f4").tobytes(), c.weight)
            for c in clusters.kept
        ]
        alive = {cluster.id for cluster in clusters.kept}
        with self._opened() as database:
            database.executemany(
                "INSERT INTO clusters (id, space, label, centroid, weight) VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT (id) DO UPDATE SET label = excluded.label,"
                " centroid = excluded.centroid, weight = excluded.weight",
                rows,
            )
            known = database.execute(
                "SELECT id FROM clusters WHERE space = ? AND centroid IS NOT NULL",
                (clusters.space,),
            )
            dead = [(name,) for (name,) in known if name not in alive]
            database.executemany("DELETE FROM clusters WHERE id = ?", dead)
            database.executemany(
                "INSERT OR REPLACE INTO merged VALUES (?, ?)", clusters.merged.items()
            )

    def keep_named(self, named: Mapping[str, tuple[str, str]]) -> None:
        """Store clusters that a wish names itself: label and reason by id."""
        rows = [(name, label, reason) for name, (label, reason) in named.items()]
        with self._opened() as database:
            database.executemany(
                "INSERT OR IGNORE INTO clusters (id, space, label, reason, weight)"
                " VALUES (?, 'n', ?, ?, 0)",
                rows,
            )

    def labels(self) -> dict[str, str]:
        """Return every label by cluster."""
        with self._opened() as database:
            return dict(database.execute("SELECT id, label FROM clusters"))

    def merged(self) -> dict[str, str]:
        """Return ids that are no more, each with what took its place in the end."""
        with self._opened() as database:
            direct: dict[str, str] = dict(database.execute("SELECT old, new FROM merged"))
        for old, then in direct.items():
            new = then
            while new in direct and direct[new] != old:
                new = direct[new]
            direct[old] = new
        return direct

    def known(self, space: str, texts: Sequence[str]) -> dict[str, str]:
        """Return the cluster of each text that was placed before."""
        digests = {self._digest(space, text): text for text in texts}
        listed = list(digests)
        found: dict[str, str] = {}
        with self._opened() as database:
            for start in range(0, len(listed), _KEYS_A_QUERY):
                keys = listed[start : start + _KEYS_A_QUERY]
                marks = ",".join("?" * len(keys))
                rows = database.execute(
                    f"SELECT digest, cluster FROM texts WHERE digest IN ({marks})",
                    keys,
                )
                found.update((digests[digest], cluster) for digest, cluster in rows)
        merged = self.merged()
        return {text: merged.get(cluster, cluster) for text, cluster in found.items()}

    def place(self, space: str, of: Mapping[str, str], day: str) -> None:
        """Note in which cluster each text is.

        Args:
            space: Of the clusters.
            of: Cluster by text.
            day: Up to which the texts were asked.
        """
        rows = [(self._digest(space, text), cluster, day) for text, cluster in of.items()]
        with self._opened() as database:
            database.executemany("INSERT OR REPLACE INTO texts VALUES (?, ?, ?)", rows)

    def forget_but(self, alive: set[str]) -> None:
        """Forget every cluster that is not among `alive`: nobody in the log says it any more."""
        with self._opened() as database:
            known = [name for (name,) in database.execute("SELECT id FROM clusters")]
            dead = [(name,) for name in known if name not in alive]
            database.executemany("DELETE FROM clusters WHERE id = ?", dead)
            database.executemany("DELETE FROM texts WHERE cluster = ?", dead)

    def _digest(self, space: str, text: str) -> bytes:
        return blake2b(f"{space}\0{text}".encode(), key=self._key, digest_size=12).digest()

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            database = sqlite3.connect(self._path, timeout=_BUSY_S)
            try:
                with database:
                    yield database
            finally:
                database.close()
        except (sqlite3.Error, OSError) as error:
            raise StoreUnusable(
                f"The topics of the log in {self._path} cannot be used ({error}); free some "
                "space, or move the file away to begin them anew."
            ) from error
