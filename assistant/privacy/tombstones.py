"""Who was erased and when, as salted digests: what comes later of an earlier time is not taken in.

An export that is imported again, a record that waited in another process's memory, an event that
a client reports late: all of that has a time before the erasure, and is left out of the tables.
What the same shopper does afterwards is new, and is kept. Nothing else of them is in the file.
"""

import fcntl
import hashlib
import json
import os
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from assistant.analytics.errors import StoreUnusable
from assistant.config import Settings

NAME: Final = "erased.jsonl"
_PRIVATE: Final = 0o600
SESSION: Final = "session"
SHOPPER: Final = "shopper"


@dataclass(frozen=True, slots=True)
class Erased:
    """What the file says."""

    salt: str = ""
    at: Mapping[str, datetime] = field(default_factory=dict)
    """Until when (UTC, without a zone) what is theirs is left out, by digest."""

    def __bool__(self) -> bool:
        return bool(self.at)


def digest_of(salt: str, kind: str, id_: str) -> str:
    """Return the digest of an id; `digest_sql` is the same in SQL."""
    return hashlib.sha256(f"{salt}:{kind}:{id_}".encode()).hexdigest()


def digest_sql(salt: str, kind: str, column: str) -> str:
    """Return DuckDB's SQL for the digest of a column of ids."""
    return f"sha256('{salt}:{kind}:' || {column})"


class Tombstones:
    """The file of one shop. Safe in threads and processes.

    Args:
        path: Made when somebody is first erased.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> Erased:
        """Return who was erased.

        Raises:
            StoreUnusable: The file cannot be read: nothing may be taken in then.
        """
        try:
            lines = self.path.read_text(encoding="utf-8").splitlines()
            salt, at = "", {}
            for line in lines:
                told = json.loads(line) if line.endswith("}") else {}  # a torn line is done again
                salt = told.get("salt", salt)
                if "digest" in told:
                    at[told["digest"]] = datetime.fromisoformat(told["at"])
        except FileNotFoundError:
            return Erased()
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise StoreUnusable(
                f"The list of who was erased, {self.path}, cannot be read; mend its permissions or "
                "restore it from a backup: what was erased could come back without it."
            ) from error
        return Erased(salt, at)

    def add(self, session_ids: Iterable[str], shopper_ids: Iterable[str], at: datetime) -> str:
        """Note who is erased; on disk when it returns.

        Args:
            session_ids: Sessions.
            shopper_ids: Known shoppers.
            at: What happened until then is not taken in any more; with a zone.

        Returns:
            The salt of the digests.

        Raises:
            StoreUnusable: It cannot be written.
        """
        moment = at.astimezone(UTC).replace(tzinfo=None).isoformat()
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, _PRIVATE)
            with os.fdopen(descriptor, "r+b", buffering=0) as file:
                fcntl.flock(descriptor, fcntl.LOCK_EX)
                salt = self.read().salt
                size = os.fstat(descriptor).st_size
                lines = [""] if size and os.pread(descriptor, 1, size - 1) != b"\n" else []
                if not salt:
                    salt = secrets.token_hex(16)
                    lines.append(json.dumps({"salt": salt}))
                told = [(SESSION, id_) for id_ in session_ids]
                told += [(SHOPPER, id_) for id_ in shopper_ids]
                lines += [
                    json.dumps({"digest": digest_of(salt, kind, id_), "at": moment})
                    for kind, id_ in told
                ]
                file.write("".join(f"{line}\n" for line in lines).encode())
                os.fsync(descriptor)
        except OSError as error:
            raise StoreUnusable(
                f"The list of who was erased, {self.path}, cannot be written ({error.strerror}); "
                "free space or mend its permissions. Nothing was erased."
            ) from error
        return salt


def tombstones_of(settings: Settings) -> Tombstones:
    """Return those of a shop; where its log is in a database, all its nodes share them."""
    path = settings.home / NAME
    if settings.log.url is None:
        return Tombstones(path)
    from assistant.privacy.shared_tombstones import SharedTombstones  # noqa: PLC0415 - psycopg

    return SharedTombstones(path, settings)
