"""`aisle eval schema`: the format of scenario files, for editors."""

from pathlib import Path

import typer

from evals.scenarios.schema import schema_text


def print_schema(out: Path | None) -> None:
    """Print the schema, or write it to `out`.

    Raises:
        OSError: The file cannot be written.
    """
    if out is None:
        typer.echo(schema_text(), nl=False)
        return
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(schema_text(), encoding="utf-8")
    typer.echo(f"Written to {out}. Name it in the first line of a file of scenarios:")
    typer.echo(f"# yaml-language-server: $schema={out}")
