"""`aisle logs schema`: the JSON Schema of what the intent log holds."""

import json

import typer

from assistant.config import Settings
from assistant.events.schemas import KINDS, Kind, published


def run(_: Settings, kind: Kind | None) -> None:
    """Print the JSON Schema of one kind of records, or both by name."""
    if kind is not None:
        typer.echo(published(kind), nl=False)
        return
    typer.echo(json.dumps({each: json.loads(published(each)) for each in KINDS}, indent=2))
