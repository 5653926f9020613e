"""Clients that take an event that OpenAI does not have for an error, known by their name.

openai-agents for Python (0.24) checks each event against a closed list, and reports every
other to the application as an error. It gets none of `aisle.*` unless it asks for them.
"""

from starlette.requests import HTTPConnection

_STRICT = ("Agents/Python ",)
"""What their User-Agent begins with."""


def is_strict(connection: HTTPConnection) -> bool:
    """Return whether the client on the other side knows OpenAI's events only."""
    return connection.headers.get("user-agent", "").startswith(_STRICT)
