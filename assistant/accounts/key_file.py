"""The file of keys: a private SQLite file that many processes read and write.

It holds no secret that lets anybody in but the one that browsers' tokens are signed with.
Who reads it often asks for its `mark` first, which changes with the keys.
"""

import hashlib
import secrets
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from assistant.accounts.caller import Scope
from assistant.accounts.errors import AccountsUnusable, KeyUnknown, LimitReached
from assistant.accounts.key import Key, KeyLimits, digest_of, new_key_id, new_secret

_WAIT_S = 5.0
"""For another process to finish writing: each takes milliseconds."""
_VERSION = 1
_PRIVATE = 0o600
_OTHERS = 0o077
CONFIGS_BYTES = 64_000_000
"""Of configurations that the tokens of one account were made for; equal ones are kept once."""
CONFIG_KEPT_S = 86_400.0
"""After its last token expires: an open session keeps a token alive, and a configuration that is
used every minute need not be written every minute."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS keys (
    id TEXT PRIMARY KEY, digest BLOB NOT NULL UNIQUE, tenant TEXT NOT NULL, scopes TEXT NOT NULL,
    requests_per_minute INTEGER, sessions INTEGER, audio_s_per_hour INTEGER,
    created REAL NOT NULL, expires REAL, revoked REAL, last_used REAL,
    note TEXT NOT NULL, rotated_from TEXT, first_id TEXT
);
CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS session_configs (
    id TEXT PRIMARY KEY, account_id TEXT NOT NULL, expires REAL NOT NULL, config TEXT NOT NULL
);
"""
_KEYS = (
    "SELECT id, digest, tenant, scopes, requests_per_minute, sessions, audio_s_per_hour,"
    " created, expires, revoked, last_used, note, rotated_from, first_id FROM keys"
)


@dataclass(frozen=True, slots=True)
class NewKey:
    """What is asked for when a key is made."""

    tenant: str
    scopes: frozenset[Scope]
    limits: KeyLimits = field(default_factory=KeyLimits)
    lives_s: float | None = None
    """None never expires."""
    note: str = ""


class KeyFile:
    """The keys of an installation.

    Args:
        path: Of the file; it is made when something is first written.
        now: Wall-clock time in seconds.
    """

    def __init__(self, path: Path, now: Callable[[], float] = time.time) -> None:
        self._path = path
        self._now = now

    def mark(self) -> tuple[int, bytes] | None:
        """Return what changes when a key does; None without a file.

        Raises:
            AccountsUnusable: The file cannot be read, as with every method here.
        """
        with self._read() as connection:
            if connection is None:
                return None
            return self._path.stat().st_ino, _state(connection, "mark") or b""

    def every_key(self) -> tuple[Key, ...]:
        """Return every key, the oldest first."""
        with self._read() as connection:
            if connection is None:
                return ()
            return tuple(map(_key, connection.execute(f"{_KEYS} ORDER BY created, id")))

    def signing_secret(self) -> bytes:
        """Return what tokens are signed with, made up if there is none yet: 32 bytes."""
        with self._written() as connection:
            found = _state(connection, "signing")
            if found is None:
                found = secrets.token_bytes(32)
                _put_state(connection, "signing", found)
            return found

    def create(self, new: NewKey) -> tuple[Key, str]:
        """Store a new key.

        Returns:
            The key and its secret, which is stored nowhere.
        """
        now = self._now()
        secret = new_secret()
        expires = None if new.lives_s is None else now + new.lives_s
        key = Key(
            new_key_id(), digest_of(secret), new.tenant, new.scopes, new.limits, now,
            expires=expires, note=new.note,
        )  # fmt: skip
        with self._written() as connection:
            _insert(connection, key)
        return key, secret

    def rotate(self, key_id: str, grace_s: float, lives_s: float | None = None) -> tuple[Key, str]:
        """Store a new key in the place of another, which works for the grace only.

        Args:
            key_id: Of the key to be replaced.
            grace_s: How long that one goes on working.
            lives_s: Of the new key; as long as the old one's whole life if not given.

        Returns:
            The new key and its secret.

        Raises:
            KeyUnknown: There is no such key, or it is revoked, expired or rotated already.
        """
        now = self._now()
        secret = new_secret()
        with self._written() as connection:
            old = _named(connection, key_id)
            if (state := old.state(now)) != "active":
                raise KeyUnknown(f"The key {key_id} is {state}; make a new one.")
            after = connection.execute("SELECT id FROM keys WHERE rotated_from = ?", (key_id,))
            if (newer := after.fetchone()) is not None:
                raise KeyUnknown(f"The key {key_id} was rotated to {newer[0]}; rotate that one.")
            if lives_s is None and old.expires is not None:
                lives_s = old.expires - old.created
            new = replace(
                old, id=new_key_id(), digest=digest_of(secret), created=now, last_used=None,
                expires=None if lives_s is None else now + lives_s,
                rotated_from=old.id, first_id=old.first_id or old.id,
            )  # fmt: skip
            ends = now + grace_s if old.expires is None else min(old.expires, now + grace_s)
            connection.execute("UPDATE keys SET expires = ? WHERE id = ?", (ends, key_id))
            _insert(connection, new)
        return new, secret

    def revoke(self, key_id: str) -> Key:
        """End a key now, with every token that it made.

        Raises:
            KeyUnknown: There is no such key.
        """
        with self._written() as connection:
            key = _named(connection, key_id)
            if key.revoked is None:
                key = replace(key, revoked=self._now())
                connection.execute(
                    "UPDATE keys SET revoked = ? WHERE id = ?", (key.revoked, key_id)
                )
                _change(connection)
        return key

    def note_use(self, used: Iterable[tuple[str, float]]) -> None:
        """Store when keys were used last: (id, time). The mark does not change."""
        with self._written() as connection:
            connection.executemany(
                "UPDATE keys SET last_used = ? WHERE id = ? AND ifnull(last_used, 0) < ?",
                [(at, key_id, at) for key_id, at in used],
            )

    def keep_session_config(self, account_id: str, config: str, until: float) -> str:
        """Keep what a token is made for until some time after `until`.

        Returns:
            The id that `session_config` knows it by.

        Raises:
            LimitReached: The account has `CONFIGS_BYTES` of them.
        """
        id_ = hashlib.sha256(f"{account_id} {config}".encode("utf-8", "replace")).hexdigest()[:32]
        with self._read() as connection:
            kept = (
                connection
                and connection.execute(
                    "SELECT 1 FROM session_configs WHERE id = ? AND expires > ?", (id_, until)
                ).fetchone()
            )
        if kept:
            return id_
        now = self._now()
        with self._written() as connection:
            connection.execute("DELETE FROM session_configs WHERE expires < ?", (now,))
            bytes_, first = connection.execute(
                "SELECT ifnull(sum(length(config)), 0), min(expires) FROM session_configs"
                " WHERE account_id = ? AND id != ?",
                (account_id, id_),
            ).fetchone()
            if bytes_ + len(config) > CONFIGS_BYTES:
                raise LimitReached(
                    "The client secrets of this key hold too much session configuration; let "
                    "more of them share the same one.",
                    first - now,
                )
            connection.execute(
                "INSERT OR REPLACE INTO session_configs VALUES (?, ?, ?, ?)",
                (id_, account_id, until + CONFIG_KEPT_S, config),
            )
        return id_

    def session_config(self, config_id: str) -> str | None:
        """Return what a token was made for."""
        with self._read() as connection:
            if connection is None:
                return None
            found = connection.execute(
                "SELECT config FROM session_configs WHERE id = ?", (config_id,)
            ).fetchone()
        return None if found is None else str(found[0])

    @contextmanager
    def _read(self) -> Iterator[sqlite3.Connection | None]:
        """Open the file; None where there is none yet, or somebody is just making it."""
        try:
            there = self._path.exists()
        except OSError as error:
            raise _unusable(error) from error
        if not there:
            yield None
            return
        with self._opened() as connection:
            made = connection.execute("PRAGMA user_version").fetchone()[0]
            yield connection if made else None

    @contextmanager
    def _written(self) -> Iterator[sqlite3.Connection]:
        """Open the file for one transaction, made for its owner only if it is missing."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            if not self._path.exists():
                self._path.touch(mode=_PRIVATE)
            elif self._path.stat().st_mode & _OTHERS:
                self._path.chmod(_PRIVATE)
        except OSError as error:
            raise _unusable(error) from error
        with self._opened() as connection:
            if connection.execute("PRAGMA user_version").fetchone()[0] == 0:
                connection.executescript(_SCHEMA)
                connection.execute(f"PRAGMA user_version = {_VERSION}")
            connection.execute("BEGIN IMMEDIATE")
            with connection:
                yield connection

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        try:
            connection = sqlite3.connect(
                f"{self._path.absolute().as_uri()}?mode=rw",
                uri=True, timeout=_WAIT_S, isolation_level=None,
            )  # fmt: skip
            try:
                connection.execute("PRAGMA secure_delete = ON")
                version = connection.execute("PRAGMA user_version").fetchone()[0]
                if version > _VERSION:
                    raise AccountsUnusable("The file of keys is of a newer Aisle; update this one.")
                yield connection
            finally:
                connection.close()
        except (sqlite3.Error, OSError) as error:
            raise _unusable(error) from error


def _unusable(error: Exception) -> AccountsUnusable:
    """Say it without the path, which is nothing for a caller to know."""
    problem = error.strerror if isinstance(error, OSError) else str(error)
    return AccountsUnusable(f"The file of keys (accounts.sqlite) cannot be used: {problem}.")


def _change(connection: sqlite3.Connection) -> None:
    """Change the mark; at random, so that a file from a backup has another one too."""
    _put_state(connection, "mark", secrets.token_bytes(8))


def _state(connection: sqlite3.Connection, name: str) -> bytes | None:
    found = connection.execute("SELECT value FROM state WHERE name = ?", (name,)).fetchone()
    return None if found is None else bytes(found[0])


def _put_state(connection: sqlite3.Connection, name: str, value: bytes) -> None:
    connection.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", (name, value))


def _named(connection: sqlite3.Connection, key_id: str) -> Key:
    found = connection.execute(f"{_KEYS} WHERE id = ?", (key_id,)).fetchone()
    if found is None:
        raise KeyUnknown(f"There is no key {key_id}; `aisle keys list` shows them.")
    return _key(found)


def _key(row: tuple[object, ...]) -> Key:
    id_, digest, tenant, scopes, requests, sessions, audio, *rest = row
    known = frozenset(Scope(each) for each in str(scopes).split() if each in set(Scope))
    limits = KeyLimits(requests, sessions, audio)  # type: ignore[arg-type]  # the columns' types
    return Key(id_, digest, tenant, known, limits, *rest)  # type: ignore[arg-type]  # as above


def _insert(connection: sqlite3.Connection, key: Key) -> None:
    limits = key.limits
    connection.execute(
        f"INSERT INTO keys VALUES ({', '.join('?' * 14)})",
        (
            key.id, key.digest, key.tenant, " ".join(sorted(key.scopes)),
            limits.requests_per_minute, limits.sessions, limits.audio_s_per_hour,
            key.created, key.expires, key.revoked, key.last_used, key.note,
            key.rotated_from, key.first_id,
        ),
    )  # fmt: skip
    _change(connection)
