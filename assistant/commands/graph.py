"""`aisle graph`: the agent's nodes and the ways between them."""

import typer

from agents.graph import mermaid
from assistant.config import Settings


def run(_: Settings) -> None:
    """Print the graph as a Mermaid diagram."""
    typer.echo(mermaid())
