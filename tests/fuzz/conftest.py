"""One server, text only, for every attack of this folder; its log is read at the end."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.served import Served, serving


@pytest.fixture(scope="package")
def attacked(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Run `aisle serve` without a voice; at the end it lives, and has logged no failure."""
    home = tmp_path_factory.mktemp("attacked") / "home"
    shutil.copytree(sample_home, home)  # only one process may hold an index
    with serving(home, AISLE_SERVER__VOICE="false") as running:
        yield running
        assert running.process.poll() is None, "the server ended"
        told = running.log.read_text(errors="replace")
        for sign in ("Traceback", "ERROR", "CRITICAL"):
            assert sign not in told, told[max(0, told.index(sign) - 2_000) :][:4_000]
