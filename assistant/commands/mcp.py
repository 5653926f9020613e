"""`aisle mcp`: catalog, comparison and cart for an agent, over standard input and output.

Where `aisle serve` runs over the same index it is asked, since only one process may hold that
and its conversations; otherwise the index is opened here.
"""

import asyncio
import logging
import os
from typing import Any

from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server

from assistant.accounts.caller import Caller, Scope
from assistant.accounts.local_token import LOCAL_TOKEN_VARIABLE
from assistant.config import Settings
from assistant.errors import ServerSilent
from assistant.mcp_server.relay import relaying_server
from assistant.mcp_server.server import Access, AccessOf, Context, shop_server
from assistant.parts import Parts, text_parts
from assistant.serving_note import read_note
from assistant.shops import Shop

_log = logging.getLogger(__name__)


def run(settings: Settings, server: str | None) -> None:
    """Serve one agent until it closes the standard input. Only the protocol is written there."""
    asyncio.run(_serve(settings, server))


async def _serve(settings: Settings, url: str | None) -> None:
    if url is not None:
        await _relay(url, os.environ.get(LOCAL_TOKEN_VARIABLE))
        return
    note = read_note(settings)
    if note is not None:
        try:
            await _relay(note.url, note.token)
            return
        except ServerSilent:
            _log.info("the process that served this index does not answer; opening the index")
    async with text_parts(settings) as parts:
        await _speak(shop_server(_operator(settings, parts)))


def _operator(settings: Settings, parts: Parts) -> AccessOf:
    """Return the access of whoever started the command: everything of this shop."""
    caller = Caller("local", settings.tenant, frozenset(Scope), is_local=True)
    access = Access(caller, Shop(settings.tenant, parts, None), lambda _: None)

    async def access_of(_: Context) -> Access:
        return access

    return access_of


async def _relay(url: str, token: str | None) -> None:
    async with relaying_server(url, token) as server:
        await _speak(server)


async def _speak(server: Server[dict[str, Any]]) -> None:
    async with stdio_server() as (read, write):
        await server.run(read, write, server.create_initialization_options())
