"""Catalog, comparison and cart for any agent, by the Model Context Protocol (docs/mcp.md).

Read `offered` first (which tools there are), then `server` (how a call is answered), `door`
(streamable HTTP, mounted at /mcp) and `assistant.commands.mcp` (standard input and output).
"""
