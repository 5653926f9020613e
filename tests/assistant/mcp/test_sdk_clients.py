"""The official SDK's own client against `aisle serve` and `aisle mcp`, over both transports."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx2
import pytest
from mcp.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp.client.streamable_http import streamable_http_client
from mcp.shared.exceptions import MCPError
from mcp_types import CallToolResult

from tests.served import TOKEN, Served, serving

pytestmark = pytest.mark.model

AISLE_MCP = ("-c", "from assistant.cli import main; main()", "mcp")
READS = {"search_products", "get_product", "compare_products", "view_cart"}
CHANGES = {"add_to_cart", "remove_from_cart"}


@pytest.fixture(scope="module")
def home(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    copied = tmp_path_factory.mktemp("mcp") / "home"
    shutil.copytree(sample_home, copied)
    return copied


@pytest.fixture(scope="module")
def served(home: Path) -> Iterator[Served]:
    with serving(home, AISLE_SERVER__VOICE="false") as running:
        yield running


@asynccontextmanager
async def over_http(served: Served, mode: str = "auto") -> AsyncIterator[Client]:
    headers = {"authorization": f"Bearer {TOKEN}"}
    async with httpx2.AsyncClient(headers=headers, timeout=30) as http:
        transport = streamable_http_client(served.url + "/mcp", http_client=http)
        async with Client(transport, mode=mode) as client:
            yield client


@asynccontextmanager
async def over_stdio(home: Path, errors: Path) -> AsyncIterator[Client]:
    command = StdioServerParameters(
        command=sys.executable, args=[*AISLE_MCP], env={**os.environ, "AISLE_HOME": str(home)}
    )
    with errors.open("w") as log:
        async with Client(stdio_client(command, errlog=log)) as client:
            yield client


def told(result: CallToolResult) -> dict[str, Any]:
    assert not result.is_error, result.content
    assert isinstance(result.structured_content, dict)
    assert json.loads(result.content[0].text) == result.structured_content  # type: ignore[union-attr]  # ours is text
    return result.structured_content


def refusal(result: CallToolResult) -> str:
    assert result.is_error
    text: str = result.content[0].text  # type: ignore[union-attr]  # ours is text
    return text


async def shop_with(client: Client, session: str) -> None:
    """Search, look, compare and fill a cart: the client checks every output schema."""
    tools = (await client.list_tools()).tools
    assert {t.name for t in tools} == READS | CHANGES
    hints = {t.name: t.annotations for t in tools}
    assert all(a is not None and a.read_only_hint is (n in READS) for n, a in hints.items())
    assert all(t.output_schema and t.input_schema["type"] == "object" for t in tools)

    asked = {
        "query": "hiking boots",
        "wanted": [{"field": "category", "value": "hiking boots"}],
        "price": {"high": 100},
        "limit": 3,
    }
    found = told(await client.call_tool("search_products", asked))
    assert found["products"] and all(p["price"] <= 100 for p in found["products"])
    ids = [p["id"] for p in found["products"]]
    compared = told(await client.call_tool("compare_products", {"product_ids": ids[:2]}))
    assert any(row["name"] == "price" for row in compared["rows"])
    whole = told(await client.call_tool("get_product", {"product_id": ids[0]}))

    needs = refusal(
        await client.call_tool("add_to_cart", {"product_id": ids[0], "session_id": session})
    )
    assert "size" in needs and whole["sizes_in_stock"][0] in needs
    form = next(v for v in whole["variants"] if v["availability"] == "in_stock")
    line = {"product_id": ids[0], "variant_id": form["id"], "session_id": session}
    cart = told(await client.call_tool("add_to_cart", {**line, "quantity": 2}))
    assert cart["count"] == 2 and cart["total"] == pytest.approx(2 * form["price"])
    assert told(await client.call_tool("view_cart", {"session_id": session}))["lines"]
    assert not told(await client.call_tool("remove_from_cart", line))["lines"]
    assert "view_cart" in refusal(await client.call_tool("remove_from_cart", line))


@pytest.mark.parametrize("mode", ["auto", "legacy"])
async def test_streamable_http(served: Served, mode: str) -> None:
    async with over_http(served, mode) as client:
        await shop_with(client, f"http-{mode}")


async def test_faults_are_told_in_the_result(served: Served) -> None:
    async with over_http(served) as client:
        gone = refusal(await client.call_tool("get_product", {"product_id": "no-such"}))
        assert "no product" in gone
        for name, arguments, field in (
            ("search_products", {"limit": 10_000}, "limit"),
            ("search_products", {"smell": "roses"}, "smell"),
            ("compare_products", {"product_ids": ["one"]}, "product_ids"),
            ("view_cart", {"session_id": "../x"}, "session_id"),
        ):
            fault = refusal(await client.call_tool(name, arguments))
            assert field in fault and "roses" not in fault
        with pytest.raises(MCPError):
            await client.call_tool("buy_everything", {})


async def test_stdio_asks_the_server_that_holds_the_index(
    served: Served, home: Path, tmp_path: Path
) -> None:
    async with over_stdio(home, tmp_path / "errors") as client:
        await shop_with(client, "relayed")
    async with over_http(served) as client:
        cart = told(await client.call_tool("view_cart", {"session_id": "relayed"}))
        assert cart["lines"] == []


async def test_stdio_with_an_index_of_its_own(sample_home: Path, tmp_path: Path) -> None:
    own = tmp_path / "home"
    shutil.copytree(sample_home, own)
    async with over_stdio(own, tmp_path / "errors") as client:
        await shop_with(client, "alone")


def test_stdio_writes_nothing_but_the_protocol(served: Served, home: Path) -> None:
    hello = {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "initialize",
        "params": {
            "protocolVersion": "2025-06-18",
            "capabilities": {},
            "clientInfo": {"name": "test", "version": "1"},
        },
    }
    done = subprocess.run(
        [sys.executable, *AISLE_MCP],
        input=json.dumps(hello) + "\n",
        env={**os.environ, "AISLE_HOME": str(home), "AISLE_LOG_LEVEL": "debug"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert lines[0]["result"]["serverInfo"]["name"] == "aisle"
