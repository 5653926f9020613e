"""`aisle bench`: measure, and print the figures beside what is asked for."""

from typing import Annotated

import typer


def bench(
    name: Annotated[str | None, typer.Argument(help="Which bench; --list names them.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
    list_all: Annotated[bool, typer.Option("--list", help="Say what can be measured.")] = False,
) -> None:
    """Measure Aisle on this machine."""
    # Imported here: `aisle --help` reads this module and should not wait for the models.
    from evals.bench.runner import list_benches, run_bench  # noqa: PLC0415

    if list_all or name is None:
        typer.echo(list_benches())
    else:
        typer.echo(run_bench(name, as_json=as_json))
