"""A server of doubles in a process of its own, so that it takes no time from its client's."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from subprocess import PIPE, Popen
from tempfile import TemporaryFile
from threading import Timer

from evals.doubles.errors import ServerNotReady
from evals.doubles.script import Play
from evals.doubles.server import doubles

READY_WITHIN_S = 60.0
"""Starting Python with the project's imports took 0.4 s; the rest is for a busy machine."""


async def serve_until_stdin_ends(
    play: Play, port: int = 0, models: Sequence[str] | None = None
) -> None:
    """Serve, say the port as a line of JSON, and end with stdin: also when a parent is killed."""
    async with doubles(play, models=models, port=port) as server:
        sys.stdout.write(json.dumps({"port": server.port, "url": server.url}) + "\n")
        sys.stdout.flush()
        await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


@contextmanager
def serving(*arguments: str, ready_within_s: float = READY_WITHIN_S) -> Iterator[str]:
    """Run a Python module that says its address and ends with its stdin; yield the address.

    Args:
        arguments: Of the interpreter, such as "-m", "evals.doubles".

    Raises:
        ServerNotReady: it ended, or did not say its address in time; with the last line that it
            wrote to stderr.
    """
    child = _Child(arguments)
    try:
        yield child.url(ready_within_s)
    finally:
        child.stop()


@asynccontextmanager
async def served(*arguments: str, ready_within_s: float = READY_WITHIN_S) -> AsyncIterator[str]:
    """Do what `serving` does without holding up the event loop while it starts."""
    child = _Child(arguments)
    try:
        yield await asyncio.to_thread(child.url, ready_within_s)
    finally:
        child.stop()


class _Child:
    """A server's process. What it says goes to a file: nobody has to empty a pipe."""

    def __init__(self, arguments: Sequence[str]) -> None:
        self._said = TemporaryFile()  # noqa: SIM115 - closed by `stop`
        self._process = Popen(
            [sys.executable, "-P", *arguments], stdin=PIPE, stdout=PIPE, stderr=self._said
        )

    def url(self, ready_within_s: float) -> str:
        """Wait for the address."""
        assert self._process.stdout is not None
        late = Timer(ready_within_s, self._process.kill)
        late.start()
        line = self._process.stdout.readline()
        late.cancel()
        if not line:
            self._process.wait()
            self._said.seek(0)
            last = self._said.read().decode(errors="replace").strip().rpartition("\n")[2]
            said = last or "it said nothing"
            raise ServerNotReady(f"Start the server by hand to see what it lacks: {said}")
        return str(json.loads(line)["url"])

    def stop(self) -> None:
        """End it for certain; it has nothing to save."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        self._said.close()
