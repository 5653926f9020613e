"""Clients as their documentation sets them up; only the address and the key are ours."""

import os
import shutil
import subprocess
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from openai import AsyncOpenAI, OpenAI

from tests.served import Served

JS = Path(__file__).parent / "js"
INSTALLS_WITHIN_S = 170


@pytest.fixture
async def client(served: Served) -> AsyncIterator[AsyncOpenAI]:
    """Return the asynchronous Python SDK, told where Aisle is."""
    async with AsyncOpenAI(
        base_url=served.api_url, api_key=served.token, max_retries=0, timeout=60
    ) as made:
        yield made


@pytest.fixture
def plain_client(served: Served) -> Iterator[OpenAI]:
    """Return the Python SDK, told where Aisle is."""
    with OpenAI(base_url=served.api_url, api_key=served.token, max_retries=0, timeout=60) as made:
        yield made


@pytest.fixture(scope="session")
def packages() -> Path:
    """Return the folder whose node packages are installed, exactly as the lock names them.

    Without node a test is skipped, but fails in CI: it must not skip silently.
    """
    if shutil.which("node") is None or shutil.which("npm") is None:
        message = "needs node 20 or newer, and npm (apt install nodejs npm)"
        if os.environ.get("CI") or os.environ.get("REQUIRE_CLIENTS"):
            pytest.fail(message)
        pytest.skip(message)
    installed = JS / "node_modules" / ".package-lock.json"
    wanted = JS / "package-lock.json"
    if not installed.exists() or installed.stat().st_mtime < wanted.stat().st_mtime:
        done = subprocess.run(
            ["npm", "ci", "--silent"],
            cwd=JS,
            capture_output=True,
            text=True,
            timeout=INSTALLS_WITHIN_S,
            check=False,
        )
        assert done.returncode == 0, done.stderr
    return JS
