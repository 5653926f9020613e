"""The keys in memory, as the file has them: read by a thread, so that no request waits for it.

The thread looks at the file's mark four times a second: a key that another process made or
revoked holds here within that time and some milliseconds.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from assistant.accounts.errors import AccountsUnusable
from assistant.accounts.key import Key
from assistant.accounts.key_file import KeyFile

LOOKS_EVERY_S = 0.25
"""One look takes 0.09 ms: opening a SQLite file and reading one row."""
STALE_AFTER_S = 15.0
"""Without a look at the file for so long, a revocation may have been missed: keys are refused."""
NOTES_EVERY_S = 60.0
USE_ROUNDING_S = 300.0
"""Of when a key was used last: coarse, so that it is no record of anybody's day."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The keys at one moment."""

    by_digest: dict[bytes, Key] = field(default_factory=dict)
    by_id: dict[str, Key] = field(default_factory=dict)
    signing_secret: bytes | None = None
    """None where there never was a file to hold it."""


class KnownKeys:
    """The keys of a file, kept up to date while the block runs.

    Args:
        file: Of the keys.
        now: Wall-clock time in seconds.
        clock: Monotonic, in seconds.
        looks_every_s: How often it looks whether they changed.
    """

    def __init__(
        self,
        file: KeyFile,
        now: Callable[[], float] = time.time,
        clock: Callable[[], float] = time.monotonic,
        looks_every_s: float = LOOKS_EVERY_S,
    ) -> None:
        self._file = file
        self._now = now
        self._clock = clock
        self._looks_every_s = looks_every_s
        self._snapshot = Snapshot()
        self._mark: object = self  # equal to none of the file's
        self._problem: AccountsUnusable | None = None
        self._looked = clock()
        self._used: dict[str, float] = {}
        self._noted = clock()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="aisle-keys", daemon=True)

    def __enter__(self) -> Self:
        self.look()
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop.set()
        self._thread.join()
        self._note_use()

    @property
    def last(self) -> Snapshot:
        """The keys as they were when the file could last be read."""
        return self._snapshot

    @property
    def current(self) -> Snapshot:
        """The keys as they are.

        Raises:
            AccountsUnusable: The file could not be read for `STALE_AFTER_S`, or never.
        """
        if self._problem is not None and (
            not self._snapshot.signing_secret or self._clock() - self._looked > STALE_AFTER_S
        ):
            raise self._problem
        return self._snapshot

    def used(self, key: Key) -> None:
        """Remember that a key was used now."""
        self._used[key.id] = self._now() // USE_ROUNDING_S * USE_ROUNDING_S

    def look(self) -> None:
        """Read the keys anew if they changed."""
        try:
            mark = self._file.mark()
            if mark is None or mark != self._mark:
                # Before the keys: what changes in between is seen at the next look.
                secret = self._file.signing_secret()
                mark = self._file.mark()
                keys = self._file.every_key()
                self._snapshot = Snapshot(
                    {key.digest: key for key in keys}, {key.id: key for key in keys}, secret
                )
                self._mark = mark
        except AccountsUnusable as error:
            if self._problem is None:
                _log.warning("the file of keys cannot be read: %s", error)
            self._problem = error
        else:
            self._problem = None
            self._looked = self._clock()

    def _watch(self) -> None:
        while not self._stop.wait(self._looks_every_s):
            self.look()
            if self._clock() - self._noted >= NOTES_EVERY_S:
                self._note_use()

    def _note_use(self) -> None:
        self._noted = self._clock()
        used, self._used = self._used, {}
        known = self._snapshot.by_id
        fresh = [
            (key_id, at)
            for key_id, at in used.items()
            if key_id in known and (known[key_id].last_used or 0.0) < at
        ]
        if fresh:
            try:
                self._file.note_use(fresh)
            except AccountsUnusable:
                _log.warning("when keys were used last cannot be stored")
