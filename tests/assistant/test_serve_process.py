"""The process of `aisle serve`: starting, being ready, draining, and how it ends."""

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import textwrap
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.patience import PATIENCE_S
from tests.served import TOKEN, Served, serving

pytestmark = pytest.mark.model

TEXT_ONLY = {"AISLE_SERVER__VOICE": "false"}
HALF_OPEN = 1_000


@pytest.fixture(scope="module")
def home(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    copied = tmp_path_factory.mktemp("process") / "home"
    shutil.copytree(sample_home, copied)
    return copied


@pytest.fixture(scope="module")
def other_home(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return one that `running` does not hold."""
    copied = tmp_path_factory.mktemp("draining") / "home"
    shutil.copytree(sample_home, copied)
    return copied


@pytest.fixture(scope="module")
def running(home: Path) -> Iterator[Served]:
    with serving(home, **TEXT_ONLY) as served:
        yield served


def _get(served: Served, path: str, token: str | None = None) -> tuple[int, str]:
    headers = {"authorization": f"Bearer {token}"} if token else {}
    request = urllib.request.Request(served.url + path, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE_S) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def test_readiness_names_its_parts(running: Served) -> None:
    status, told = _get(running, "/readyz")
    assert status == 200
    parts = json.loads(told)["parts"]
    assert parts == {"index": "ok", "log": "ok", "conversations": "ok"}


def test_readiness_says_which_part_is_not(running: Served, home: Path) -> None:
    log = home / "log"
    log.rename(home / "away")
    log.write_text("no folder")
    try:
        status, told = _get(running, "/readyz")
    finally:
        log.unlink()
        (home / "away").rename(log)
    assert status == 503
    assert json.loads(told)["status"] == "not_ready"
    assert json.loads(told)["parts"]["log"].startswith("The intent log cannot be written")
    assert _get(running, "/readyz")[0] == 200


def test_metrics_are_there_without_a_policy_and_only_for_who_may(running: Served) -> None:
    assert _get(running, "/metrics")[0] == 401
    _get(running, "/readyz")
    status, told = _get(running, "/metrics", TOKEN)
    assert status == 200
    values = dict(line.rsplit(" ", 1) for line in told.splitlines() if not line.startswith("#"))
    assert 0 < float(values["aisle_ready_after_seconds"]) < 120
    assert float(values["process_resident_memory_bytes"]) > 50e6


def test_half_open_sockets_keep_nobody_from_an_answer(running: Served) -> None:
    host, port = running.url.removeprefix("http://").split(":")
    halves = [
        socket.create_connection((host, int(port)), timeout=PATIENCE_S) for _ in range(HALF_OPEN)
    ]
    try:
        for number, half in enumerate(halves):
            if number % 2:
                half.sendall(b"GET /readyz HTTP/1.1\r\nhost:")
        assert _get(running, "/v1/products/search?q=boots", TOKEN)[0] == 200
        told = _get(running, "/metrics", TOKEN)[1]
        values = dict(line.rsplit(" ", 1) for line in told.splitlines() if line[0] != "#")
        assert float(values["process_open_fds"]) > HALF_OPEN
    finally:
        for half in halves:
            half.close()


def _serve(home: Path, *arguments: str, **environment: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-c", "from assistant.cli import main; main()", "serve", *arguments],
        env={**os.environ, "AISLE_HOME": str(home), **TEXT_ONLY, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout == ""
    return done.returncode, done.stderr


def test_what_keeps_it_from_serving_is_one_sentence(running: Served, tmp_path: Path) -> None:
    port = running.url.rpartition(":")[2]
    code, told = _serve(tmp_path, "--port", port)
    assert (code, told.count("\n")) == (1, 1)
    assert f"Port {port} of 127.0.0.1 is taken" in told
    code, told = _serve(tmp_path, "--host", "no.such.host.invalid")
    assert (code, told.count("\n")) == (1, 1)
    code, told = _serve(tmp_path, "--port", "0")
    assert (code, told.count("\n")) == (1, 1)
    assert "aisle index" in told
    code, told = _serve(tmp_path, AISLE_SERVER__DRAIN_S="soon")
    assert (code, told.count("\n")) == (1, 1)
    assert "server.drain_s" in told


_DRAINING = textwrap.dedent("""
    import asyncio, sys
    from assistant.commands.serve import _Found, exit_code
    from assistant.config import load
    from assistant.http.addresses import bound_sockets

    class Talking(_Found):
        async def startup(self, sockets=None):
            await super().startup(sockets)
            self._doors.closing.append(self.turn)

        async def turn(self):
            print("a turn is under way", flush=True)
            if sys.argv[1] == "asked":
                await asyncio.to_thread(sys.stdin.readline)
            else:
                await asyncio.sleep(600)
            print("the turn has ended", flush=True)

    sockets = bound_sockets("127.0.0.1", 0)
    server = Talking(load(), "t", f"http://127.0.0.1:{sockets[0].getsockname()[1]}")
    server.run(sockets)
    print("stopped")
    sys.exit(exit_code(server.received))
""")


class Talking:
    """A server with a conversation under way, whose turn ends when it is asked to, or never."""

    def __init__(self, home: Path, drain_s: float, *, ends: bool = False) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", _DRAINING, "asked" if ends else "never"],
            env={
                **os.environ,
                **TEXT_ONLY,
                "AISLE_HOME": str(home),
                "AISLE_SERVER__DRAIN_S": str(drain_s),
            },
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.url = self.read().split()[2].removeprefix("http://")
        self.read()

    def read(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline()

    def end(self) -> tuple[int, str]:
        try:
            told, _ = self.process.communicate("\n", timeout=PATIENCE_S)
        finally:
            self.process.kill()
        return self.process.returncode, told


def test_a_turn_under_way_ends_before_the_process_does(other_home: Path) -> None:
    server = Talking(other_home, drain_s=PATIENCE_S, ends=True)
    kept = http.client.HTTPConnection(server.url)
    kept.request("GET", "/healthz")
    assert kept.getresponse().read()
    server.process.send_signal(signal.SIGTERM)
    assert server.read() == "a turn is under way\n"
    kept.request("GET", "/readyz")
    answer = kept.getresponse()
    assert (answer.status, json.loads(answer.read())) == (503, {"status": "draining"})
    code, told = server.end()
    assert (code, told) == (0, "the turn has ended\nstopped\n")


def test_a_turn_that_does_not_end_is_cut_off_when_its_time_is_up(other_home: Path) -> None:
    server = Talking(other_home, drain_s=0.2)
    server.process.send_signal(signal.SIGINT)
    assert server.read() == "a turn is under way\n"
    assert server.end() == (130, "stopped\n")


def test_a_second_signal_stops_at_once(other_home: Path) -> None:
    server = Talking(other_home, drain_s=600)
    server.process.send_signal(signal.SIGTERM)
    assert server.read() == "a turn is under way\n"
    server.process.send_signal(signal.SIGTERM)
    assert server.end() == (143, "stopped\n")
