"""The doubles in a process of their own, and from a shell."""

import asyncio
import json
import sys
from pathlib import Path

import httpx2
import pytest

from evals.doubles.errors import ServerNotReady
from evals.doubles.process import served
from tests.evals.doubles.ask import client_of
from tests.patience import PATIENCE_S


async def test_a_server_of_its_own_answers_and_ends(tmp_path: Path) -> None:
    path = tmp_path / "s.toml"
    path.write_text('[[script]]\ntext = "From a file."\n')
    async with served("-m", "evals.doubles", "--script", str(path)) as url:
        root = url.removesuffix("/v1")
        async with client_of(root) as client:
            assert await client.heard("anthropic-messages") == ("From a file.", None)
        async with httpx2.AsyncClient(base_url=root, trust_env=False) as http:
            (record,) = (await http.get("/doubles/records")).json()["records"]
            assert record["sent"] == "From a file." and record["usage"]["output"] == 4
            refused = await http.put("/doubles/script", json={"txt": "typo"})
            assert refused.status_code == 400 and "txt" in refused.json()["error"]
            assert (await http.put("/doubles/script", json={"text": "New."})).status_code == 200
            asked = {"model": "m", "messages": [{"role": "user", "content": "boots"}]}
            whole = (await http.post("/v1/chat/completions", json=asked)).json()
            assert whole["choices"][0]["message"]["content"] == "New."
            assert (await http.get("/v1/models")).json()["object"] == "list"
            assert (await http.get("/nothing")).status_code == 404
    async with httpx2.AsyncClient(trust_env=False) as http:
        with pytest.raises(httpx2.ConnectError):
            await http.get(url)


async def test_a_server_that_cannot_start_says_why() -> None:
    with pytest.raises(ServerNotReady, match=r"none\.toml cannot be read"):
        async with served("-m", "evals.doubles", "--script", "none.toml"):
            pass
    with pytest.raises(ServerNotReady, match="nothing"):
        async with served("-c", "import time; time.sleep(600)", ready_within_s=0.3):
            pass


async def test_it_ends_with_the_process_that_started_it() -> None:
    """Also when that one is killed: its stdin ends then."""
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-P", "-m", "evals.doubles",
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert child.stdin is not None and child.stdout is not None
    assert json.loads(await child.stdout.readline())["port"] > 0
    child.stdin.close()
    async with asyncio.timeout(PATIENCE_S):
        assert await child.wait() == 0
