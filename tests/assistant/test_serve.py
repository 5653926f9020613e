"""`aisle serve` in one process, `aisle search` and `aisle index` in others."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.config import Settings
from assistant.errors import ServerSilent, UsageError
from assistant.parts import open_search
from assistant.remote_search import search_through
from assistant.serving_note import NAME
from retrieval.errors import IndexLocked
from retrieval.query import SearchRequest
from tests.patience import wait_until

pytestmark = pytest.mark.model

READY_S = 120
LINE = (
    '{"id":"%s","title":"%s","price":"12.50","department":"Kitchen","category":"mugs","stock":3,'
    '"brand":"Tarnholm"}\n'
)


class Home:
    """A home with commands run in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.feed = folder / "feed.jsonl"
        self._environment = {**os.environ, "AISLE_HOME": str(folder / "home")}

    @property
    def note(self) -> Path:
        return self.folder / "home" / NAME

    @property
    def token(self) -> str:
        """Of the operator, as the running server's note has it."""
        return str(json.loads(self.note.read_text())["token"])

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", "from assistant.cli import main; main()", *arguments],
            cwd=self.folder,
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments: str) -> tuple[int, str, str]:
        process = self.start(*arguments)
        out, err = process.communicate(timeout=READY_S)
        return process.returncode, out, err

    def index(self, *titles: str) -> None:
        lines = (LINE % (f"m{number}", title) for number, title in enumerate(titles))
        self.feed.write_text("".join(lines))
        code, _, err = self.run("index", str(self.feed))
        assert code == 0, err


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    made = Home(tmp_path_factory.mktemp("serve"))
    made.index("Blue enamel mug", "Glass tea cup")
    return made


@pytest.fixture(scope="module")
def served(home: Home) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Serve on a free port; give the process and its address."""
    process = home.start("serve", "--port", "0")
    try:
        assert process.stdout is not None
        told = process.stdout.readline()
        assert told.startswith("Serving on http://127.0.0.1:"), process.communicate()
        yield process, told.split()[2]
    finally:
        process.kill()
        process.wait(timeout=30)


Served = tuple[subprocess.Popen[str], str]


def test_a_search_goes_through_the_process_that_serves(home: Home, served: Served) -> None:
    process, url = served
    note = json.loads(home.note.read_text())
    assert (note["url"], note["pid"]) == (url, process.pid)

    code, out, err = home.run("search", "enamel mug", "--brand", "tarnholm", "--json")
    assert code == 0, err
    assert err.strip() == f"Another process serves this index; searching through {url}."
    found = json.loads(out)
    assert found["query"] == "enamel mug"
    assert found["candidates"][0]["title"] == "Blue enamel mug"

    code, out, err = home.run("search", "tea cup", "--server", url)
    assert (code, err) == (0, "")
    assert "Glass tea cup" in out


def test_what_else_needs_the_index_is_told_where_it_is(home: Home, served: Served) -> None:
    with pytest.raises(IndexLocked) as raised:
        open_search(Settings(home=home.folder / "home"))
    assert f"aisle search --server {served[1]}" in str(raised.value)


def test_an_index_built_meanwhile_is_served(home: Home, served: Served) -> None:
    home.index("Blue enamel mug", "Glass tea cup", "Zebra striped mug")
    zebra, token = SearchRequest("zebra"), home.token
    wait_until(lambda: "Zebra striped mug" in search_through(served[1], zebra, False, token))


def test_a_server_that_refuses_or_is_not_there(home: Home, served: Served) -> None:
    request = SearchRequest("mug")
    with pytest.raises(ServerSilent, match=r"^The server at http://127.0.0.1:9 does not answer"):
        search_through("http://127.0.0.1:9", request, as_json=True)
    with pytest.raises(ServerSilent, match="refuses"):
        search_through(f"{served[1]}/docs/", request, as_json=True)
    with pytest.raises(UsageError, match="currency"):
        search_through(served[1], replace(request, currency="dollars"), as_json=True)
    long = SearchRequest("mug " * 25_000)
    assert "found" in search_through(served[1], long, as_json=False, token=home.token)
    with pytest.raises(ServerSilent, match="A key is needed"):
        search_through(served[1], request, as_json=True)


def test_the_note_goes_with_the_server_or_is_seen_to_be_stale(home: Home, served: Served) -> None:
    process, url = served
    left = home.note.read_text()
    process.send_signal(signal.SIGINT)
    process.wait(timeout=60)
    assert not home.note.exists()
    home.note.write_text(left)  # as after a kill
    code, out, err = home.run("search", "mug", "--json")
    assert (code, err) == (0, "")
    assert json.loads(out)["candidates"]
    assert url in left
