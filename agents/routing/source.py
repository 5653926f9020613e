"""The policy that holds now: read again when its file changes, and kept when the new one is wrong.

Looking at the file is a watcher thread's work, once a second; `current` only returns what the
last good look came to, so that no decision ever waits for a disk.
"""

import logging
from collections.abc import Callable
from pathlib import Path
from threading import Event, Lock, Thread
from types import TracebackType
from typing import Self

from agents.routing.errors import PolicyInvalid
from agents.routing.policy_file import SHIPPED, LoadedPolicy, read_policy

LOOK_S = 1.0
"""Between two looks at the file."""

_log = logging.getLogger(__name__)
_Stamp = tuple[tuple[int, int, int] | None, ...]


class PolicySource:
    """One policy file, followed while it changes."""

    def __init__(
        self,
        path: Path | str,
        faulty: Callable[[bool], None] | None = None,
        changed: Callable[[LoadedPolicy], None] | None = None,
    ) -> None:
        """Read the policy once; without a good one there is nothing to keep.

        Args:
            path: Of the file, or "shipped".
            faulty: Called with True once for each mistake of a changed file, and with False once
                a file is taken.
            changed: Called with each policy that takes the place of another.

        Raises:
            PolicyInvalid: the file cannot be read or has a mistake.
        """
        self._path = path if str(path) == SHIPPED else Path(path)
        self._faulty = faulty
        self.changed = changed
        self._lock = Lock()
        self._stopped = Event()
        self._thread: Thread | None = None
        self._loaded = read_policy(self._path)
        self._seen: _Stamp = ()
        self.fault: PolicyInvalid | None = None
        """What is wrong with the file as it is now; None while it is what is used."""

    @property
    def current(self) -> LoadedPolicy:
        """The last policy without a mistake."""
        return self._loaded

    def watch(self, every_s: float = LOOK_S) -> Self:
        """Look at the file from now on, on a thread of its own, until `close`."""
        if self._thread is None and self._loaded.files:
            self._thread = Thread(
                target=self._watch, args=(every_s,), name="aisle-policy", daemon=True
            )
            self._thread.start()
        return self

    def look(self) -> LoadedPolicy:
        """Read the file if it changed since the last look, and return what holds now.

        A file with a mistake changes nothing but `fault`; the log has each mistake once.
        """
        with self._lock:
            stamp = self._stamp_of(self._loaded)
            if not self._loaded.files or (stamp == self._seen and self.fault is None):
                return self._loaded
            self._seen = stamp  # taken before it is read: what is written meanwhile is seen next
            told = str(self.fault) if self.fault is not None else None
            try:
                self._take(read_policy(self._path))
                self.fault = None
            except PolicyInvalid as error:
                self.fault = error
            if self.fault is None:
                if told is not None:
                    self._tell(False)
            elif told != str(self.fault):
                _log.error("policy not taken, the old one stays: %s", self.fault)
                self._tell(True)
        return self._loaded

    def _take(self, loaded: LoadedPolicy) -> None:
        if loaded.files != self._loaded.files:
            self._seen = ()
        if loaded.digest == self._loaded.digest:
            return
        _log.info("policy taken", extra={"policy": loaded.digest})
        self._loaded = loaded
        if self.changed is not None:
            self.changed(loaded)
        if self.fault is None:
            self._tell(False)

    def _tell(self, is_faulty: bool) -> None:
        if self._faulty is not None:
            self._faulty(is_faulty)

    def close(self) -> None:
        """Stop watching."""
        self._stopped.set()
        if self._thread is not None:
            self._thread.join(timeout=LOOK_S)
            self._thread = None

    def __enter__(self) -> Self:
        return self.watch()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _watch(self, every_s: float) -> None:
        while not self._stopped.wait(every_s):
            try:
                self.look()
            except Exception:  # noqa: BLE001 - the thread must live on to see the file mended
                _log.exception("the policy file could not be looked at")

    def _stamp_of(self, loaded: LoadedPolicy) -> _Stamp:
        return tuple(_stamp(path) for path in loaded.files)


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
