"""Standard input and output in front of a server that runs already: its tools are called there.

For agents on a machine where `aisle serve` holds the index, which only one process may open.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx2
from mcp.client import Client
from mcp.client.streamable_http import streamable_http_client
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import Server
from mcp.shared.exceptions import MCPError
from mcp_types import (
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    PaginatedRequestParams,
    TextContent,
)

from assistant.errors import ServerSilent
from assistant.mcp_server.door import PATH
from assistant.mcp_server.server import server_of

TIMEOUT_S = 30.0
_Context = ServerRequestContext[dict[str, Any], Any]


@asynccontextmanager
async def relaying_server(url: str, token: str | None) -> AsyncIterator[Server[dict[str, Any]]]:
    """Return a server that asks the one at `url`.

    Args:
        url: Of a running `aisle serve`.
        token: A key of it.

    Raises:
        ServerSilent: It does not answer, or refuses the key.
    """
    headers = {"authorization": f"Bearer {token}"} if token else {}
    async with httpx2.AsyncClient(headers=headers, timeout=TIMEOUT_S) as http:
        transport = streamable_http_client(url.rstrip("/") + PATH, http_client=http)
        try:
            client = await Client(transport).__aenter__()
        except Exception as error:
            raise ServerSilent(
                f"The server at {url} does not answer agents; start it with `aisle serve`."
            ) from error
        try:
            yield _relaying(client, url)
        finally:
            await client.__aexit__(None, None, None)


def _relaying(client: Client, url: str) -> Server[dict[str, Any]]:
    async def list_tools(_: _Context, params: PaginatedRequestParams | None) -> ListToolsResult:
        return await client.list_tools(cursor=params.cursor if params else None)

    async def call_tool(_: _Context, params: CallToolRequestParams) -> CallToolResult:
        try:
            result = await client.call_tool(params.name, params.arguments)
        except MCPError:
            raise
        except Exception:  # noqa: BLE001  whatever the transport raises
            told = f"The server at {url} does not answer any more; start it again."
            return CallToolResult(content=[TextContent(type="text", text=told)], is_error=True)
        return result

    return server_of(list_tools, call_tool)
