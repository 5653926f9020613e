"""What `aisle eval check`, `aisle eval list` and `aisle eval schema` take."""

from pathlib import Path
from typing import Annotated

import typer

_Paths = Annotated[
    list[Path] | None,
    typer.Argument(help="Scenario files or folders of them; those that come with Aisle if none."),
]
_Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]


def check(
    paths: _Paths = None,
    no_catalog: Annotated[
        bool,
        typer.Option("--no-catalog", help="Only read the files; ask no catalog what is possible."),
    ] = False,
    as_json: _Json = False,
) -> None:
    """Say what is wrong with scenarios before they are played.

    Exit code: 0 if all can be played, 1 if one cannot.
    """
    from evals.commands.check import print_check  # noqa: PLC0415 - libraries take seconds

    if print_check(paths or [], not no_catalog, as_json):
        raise typer.Exit(1)


def list_(
    paths: _Paths = None,
    tag: Annotated[
        list[str] | None, typer.Option(help="Only those with this tag. Repeat it for more.")
    ] = None,
    as_json: _Json = False,
) -> None:
    """List scenarios: id, kind, tags, and what each is meant to show."""
    from evals.commands.list_ import print_list  # noqa: PLC0415

    print_list(paths or [], tag or [], as_json)


def schema(
    out: Annotated[Path | None, typer.Option(help="Write it to this file.")] = None,
) -> None:
    """Print the format of scenario files as JSON Schema, for editors."""
    from evals.commands.schema import print_schema  # noqa: PLC0415

    print_schema(out)
