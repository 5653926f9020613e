"""The server that is measured: one of its own, started as users start it, or one that runs."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from assistant.accounts.local_token import LOCAL_TOKEN_VARIABLE, new_token
from assistant.errors import AssistantError

READY_WITHIN_S = 180.0
"""Generous: the machine may be busy. How soon a server is ready is another figure."""
STOPS_WITHIN_S = 45.0
_ADDRESS = re.compile(r"Serving on (http://\S+)")
_ROOM = 8
"""Sessions beyond those that are asked for: one that reconnects holds two for a moment."""


class ServerMissing(AssistantError):
    """The server to be measured does not answer."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A server that answers."""

    url: str
    """"http://HOST:PORT"."""
    key: str
    pid: int | None = None
    """Of a server on this machine, whose cost can be seen."""

    @property
    def socket_url(self) -> str:
        """Where conversations are held."""
        return "ws" + self.url.removeprefix("http").rstrip("/") + "/v1/realtime?model=aisle"

    @property
    def headers(self) -> dict[str, str]:
        """What says who calls."""
        return {"Authorization": f"Bearer {self.key}"}


@contextmanager
def started(log: Path, sessions: int, environment: Mapping[str, str]) -> Iterator[Measured]:
    """Run `aisle serve` on a free port until the block ends.

    Args:
        log: Where what it prints goes.
        sessions: How many it must hold.
        environment: Variables besides this process's.

    Raises:
        ServerMissing: It does not start.
    """
    key = new_token()
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as told:
        process = subprocess.Popen(
            [
                *(sys.executable, "-c", "from assistant.cli import main; main()"),
                *("serve", "--port", "0"),
            ],
            env={
                **os.environ,
                LOCAL_TOKEN_VARIABLE: key,
                "AISLE_SERVER__SESSIONS": str(sessions + _ROOM),
                "AISLE_LOG_LEVEL": "warning",  # as in deploy/compose.yaml
                **environment,
            },
            stdout=told,
            stderr=subprocess.STDOUT,
        )
        try:
            yield Measured(_address(process, log), key, process.pid)
        finally:
            process.terminate()
            try:
                process.wait(timeout=STOPS_WITHIN_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(timeout=STOPS_WITHIN_S)


def _address(process: "subprocess.Popen[bytes]", log: Path) -> str:
    ends = time.monotonic() + READY_WITHIN_S
    while time.monotonic() < ends and process.poll() is None:
        if match := _ADDRESS.search(log.read_text(errors="replace")):
            return match[1].rstrip("/")
        time.sleep(0.05)
    last = log.read_text(errors="replace").strip().splitlines()[-1:] or ["it printed nothing"]
    raise ServerMissing(f"aisle serve does not answer ({last[0][:300]}); see {log}.")
