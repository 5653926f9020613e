"""The arguments of `aisle eval compare` and `aisle eval gate`."""

from pathlib import Path
from typing import Annotated

import typer

Tag = Annotated[
    list[str] | None, typer.Option("--tag", help="Show these tags only. Repeat it for more.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of tables.")]


def compare(
    a: Annotated[Path, typer.Argument(help="Folder of the run before: the baseline.")],
    b: Annotated[Path, typer.Argument(help="Folder of the run after.")],
    tag: Tag = None,
    as_json: AsJson = False,
) -> None:
    """Say whether run B is better than run A, worse, or whether that cannot be told, and why."""
    from evals.commands.compare import compare_command  # noqa: PLC0415 - takes seconds to import

    compare_command(a, b, tag or [], as_json=as_json)


def gate(
    run: Annotated[Path, typer.Argument(help="Folder of the run to judge.")],
    baseline: Annotated[
        Path | None, typer.Option(help="Folder of the run that it must not be worse than.")
    ] = None,
    bounds: Annotated[
        Path | None, typer.Option(help="A TOML file of rules; the shipped one if nothing is given.")
    ] = None,
    bound: Annotated[
        list[str] | None,
        typer.Option(help="'pass_1 >= .9' or 'low(pass_1) >= .85'. Repeat it for more."),
    ] = None,
    margin: Annotated[
        list[str] | None,
        typer.Option(help="How much worse it may be: 'pass_1 .03'. Repeat it for more."),
    ] = None,
    junit: Annotated[Path | None, typer.Option(help="Write the rules as JUnit, too.")] = None,
    as_json: AsJson = False,
) -> None:
    """Hold a run to bounds and margins. Exit code: 0 if all hold, 3 if one is broken, 2 if one
    makes no sense.
    """
    from evals.commands.gate import Demands, gate_command  # noqa: PLC0415

    demands = Demands(bounds, tuple(bound or ()), tuple(margin or ()))
    gate_command(run, baseline, demands, junit=junit, as_json=as_json)
