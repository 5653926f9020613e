"""Texts looked at for what tells who somebody is: here, and by processes where there are many.

Redaction is Python, of which a process runs on one core at a time; half of the time that an import
of a large log takes to be read would one core idle. Processes are begun once a log has shown that
it is large. Where none can be begun, or one ends, what it was to look at is looked at here.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from queue import SimpleQueue
from threading import Lock
from typing import IO, Final, cast

from assistant.redaction.redact import redact

MANY: Final = 20_000
"""Texts that an import looks at itself before it begins processes: to begin two takes as much
processor time as to look at some thousands."""
AT_ONCE: Final = 500
"""Texts that a process is given at a time."""
PROCESSES_MOST: Final = 8
"""Each holds 40 MB."""
_LONG: Final = 200
"""Characters from which a text is hardly said again."""
CLEAN_MOST: Final = 300_000
"""Texts in which nothing was found that an import remembers: 50 MB."""
_ENDS_WITHIN_S: Final = 5.0


class Looks:
    """Looks at the texts of one import; several threads may ask at a time."""

    def __init__(self, processes: int | None = None) -> None:
        """Make it without a process yet.

        Args:
            processes: How many may be begun; as many as there are cores by default, none where
                there is one.
        """
        cores = os.cpu_count() or 1
        self._most = min(cores, PROCESSES_MOST) if processes is None else processes
        if processes is None and cores == 1:
            self._most = 0
        self._clean: set[str] = set()
        self._looked = 0
        self._lock = Lock()
        self._pool: ThreadPoolExecutor | None = None
        self._free: SimpleQueue[_Process] = SimpleQueue()
        self.processes: list[int] = []
        """Ids of those that were begun."""

    def changed(self, texts: Sequence[str]) -> dict[str, str]:
        """Return those texts in which something is found, with what is left of them."""
        pool = self._begun(len(texts))
        if pool is None:
            return self._changed_here(texts)
        found: dict[str, str] = {}
        for some in pool.map(self._changed_apart, _batches(texts)):
            found |= some
        return found

    def close(self) -> None:
        """End the processes."""
        with self._lock:
            pool, self._pool, self._most = self._pool, None, 0
        if pool is not None:
            pool.shutdown(cancel_futures=True)
        while not self._free.empty():
            self._free.get().close()

    def _begun(self, texts: int) -> ThreadPoolExecutor | None:
        """Return what asks the processes; None where there are few texts."""
        with self._lock:
            self._looked += texts
            if self._pool is None and self._most and self._looked > MANY:
                begun = list(_begin(self._most))
                for process, number in begun:
                    self._free.put(process)
                    self.processes.append(number)
                self._most = 0
                if begun:
                    self._pool = ThreadPoolExecutor(len(begun))
            return self._pool

    def _changed_here(self, texts: Sequence[str]) -> dict[str, str]:
        found: dict[str, str] = {}
        for text in texts:
            # Asked of each when its turn comes: pieces read side by side say the same, and of
            # texts that were chosen beforehand a quarter was looked at again.
            if text in self._clean:
                continue
            left = redact(text).text
            if left != text:
                found[text] = left
            else:
                self._keep_clean(text)
        return found

    def _changed_apart(self, texts: Sequence[str]) -> dict[str, str]:
        left = [text for text in texts if text not in self._clean]
        if not left:
            return {}
        process = self._free.get()
        try:
            found = process.changed(left)
        except (OSError, ValueError):
            process.close()
            # In its place, so that nobody waits for it.
            process = _Process(None)
            found = self._changed_here(left)
        finally:
            self._free.put(process)
        for text in left:
            if text not in found:
                self._keep_clean(text)
        return found

    def _keep_clean(self, text: str) -> None:
        if len(text) < _LONG and len(self._clean) < CLEAN_MOST:
            self._clean.add(text)


class _Process:
    """A process that looks at texts for whoever has it; one at a time."""

    def __init__(self, run: "subprocess.Popen[bytes] | None") -> None:
        self._run = run

    def changed(self, texts: Sequence[str]) -> dict[str, str]:
        """Return those texts in which something is found, with what is left of them.

        Raises:
            OSError: The process has ended.
            ValueError: It ended while it answered.
        """
        if self._run is None:
            raise BrokenPipeError
        asked, answer = cast(IO[bytes], self._run.stdin), cast(IO[bytes], self._run.stdout)
        asked.write(json.dumps(texts).encode() + b"\n")
        asked.flush()
        pairs: list[tuple[int, str]] = json.loads(answer.readline())
        return {texts[place]: left for place, left in pairs}

    def close(self) -> None:
        """End it; what it costs is counted as ours then."""
        if self._run is None:
            return
        with suppress(OSError):
            cast(IO[bytes], self._run.stdin).close()
        try:
            self._run.wait(_ENDS_WITHIN_S)
        except subprocess.TimeoutExpired:
            self._run.kill()
            self._run.wait()
        cast(IO[bytes], self._run.stdout).close()


def _begin(processes: int) -> Iterator[tuple[_Process, int]]:
    """Yield so many processes with their ids, or as many as can be begun."""
    if not sys.executable:
        return
    for _ in range(processes):
        try:
            run = subprocess.Popen(
                [sys.executable, "-P", "-m", "assistant.analytics.importing.look_process"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except OSError:
            return
        yield _Process(run), run.pid


def _batches(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    for at in range(0, len(texts), AT_ONCE):
        yield texts[at : at + AT_ONCE]
