"""`aisle bench`: measure, and print the figures beside what is asked for."""

from typing import Annotated

import typer


def bench(  # noqa: PLR0913, PLR0917 - the command's options
    name: Annotated[str | None, typer.Argument(help="Which bench; --list names them.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
    list_all: Annotated[bool, typer.Option("--list", help="Say what can be measured.")] = False,
    conversations: Annotated[
        int | None, typer.Option(help="Of `load`: how many at once; 4 by default.")
    ] = None,
    minutes: Annotated[
        float | None, typer.Option(help="Of `load`: for how long questions are asked; 2.")
    ] = None,
    idle: Annotated[
        int | None, typer.Option(help="Of `load`: sessions left alone for their memory; 50.")
    ] = None,
    together: Annotated[
        bool, typer.Option("--together", help="Of `load`: all begin at the same moment.")
    ] = False,
    url: Annotated[
        str | None, typer.Option(help="Of `load`: a server that runs already, http://host:port.")
    ] = None,
    key: Annotated[
        str | None,
        typer.Option(envvar="AISLE_BENCH_KEY", help="Of `load`: a key of that server."),
    ] = None,
) -> None:
    """Measure Aisle on this machine."""
    # Imported here: `aisle --help` reads this module and should not wait for the models.
    from evals.bench.runner import list_benches, run_bench  # noqa: PLC0415

    given = {
        name: value
        for name, value in (
            ("conversations", conversations),
            ("minutes", minutes),
            ("idle", idle),
            ("together", together or None),
            ("url", url),
            ("key", key if url is not None else None),
        )
        if value is not None
    }

    if list_all or name is None:
        typer.echo(list_benches())
    else:
        typer.echo(run_bench(name, as_json=as_json, load_plan=given))
