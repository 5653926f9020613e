"""A real `aisle serve` on a free port of loopback, for tests from outside."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from assistant.accounts.local_token import LOCAL_TOKEN_VARIABLE
from tests.patience import PATIENCE_S

TOKEN = "test-operator-token-0123456789abcdef"
READY_WITHIN_S = 120
STOPS_WITHIN_S = 40
_ADDRESS = re.compile(r"Serving on (https?://\S+)")


@dataclass(frozen=True, slots=True)
class Served:
    """A server that answers."""

    url: str
    """"http://127.0.0.1:PORT"."""
    token: str
    """Of the operator: good for everything."""
    process: subprocess.Popen[bytes]
    log: Path
    """What the server printed."""

    @property
    def ws_url(self) -> str:
        """The same address for WebSockets."""
        return "ws" + self.url.removeprefix("http")

    @property
    def api_url(self) -> str:
        """The base URL that OpenAI's clients are given."""
        return self.url + "/v1"


@contextmanager
def serving(home: Path, *arguments: str, **environment: str) -> Iterator[Served]:
    """Run `aisle serve` over an indexed home until the block ends.

    Args:
        home: Folder with an index that no other process holds.
        arguments: Further ones of `aisle serve`.
        environment: Further variables of its environment.
    """
    log = home.parent / f"{home.name}-serve.log"
    with log.open("wb") as told:
        process = subprocess.Popen(
            [
                *(sys.executable, "-c", "from assistant.cli import main; main()"),
                *("serve", "--port", "0", *arguments),
            ],
            env={
                **os.environ,
                "AISLE_HOME": str(home),
                LOCAL_TOKEN_VARIABLE: TOKEN,
                "AISLE_LOG__WRITE_WITHIN_S": str(PATIENCE_S),  # the disk has many tests to serve
                **environment,
            },
            stdout=told,  # not a pipe: nobody would read the access log, and the server would wait
            stderr=told,
        )
        try:
            yield Served(_address(process, log), TOKEN, process, log)
        finally:
            process.terminate()
            try:
                process.wait(timeout=STOPS_WITHIN_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(timeout=STOPS_WITHIN_S)


def _address(process: subprocess.Popen[bytes], log: Path) -> str:
    """Return the address that the server prints once it answers."""
    ends = time.monotonic() + READY_WITHIN_S
    while time.monotonic() < ends and process.poll() is None:
        if match := _ADDRESS.search(log.read_text()):
            return match[1].rstrip("/")
        time.sleep(0.05)
    raise AssertionError(f"aisle serve does not answer; its log ends: {log.read_text()[-2000:]}")
