"""`aisle eval`: try the assistant on scenarios, and say whether a change made it better."""

from pathlib import Path
from typing import Annotated

import typer

from evals.commands.from_log_arguments import forget, from_log

evaluate = typer.Typer(
    help="Try the assistant on scenarios, and compare what came of it.", no_args_is_help=True
)

Scenarios = Annotated[
    list[Path] | None,
    typer.Argument(help="Scenario files or folders of them; those that come with Aisle if none."),
]


@evaluate.command()
def run(
    scenarios: Scenarios = None,
    trials: Annotated[int, typer.Option(min=1, help="How often each scenario is played.")] = 3,
    seed: Annotated[int, typer.Option(help="The same seed says the same.")] = 1,
    only: Annotated[
        list[str] | None, typer.Option(help="Ids or tags of scenarios. Repeat it for more.")
    ] = None,
) -> None:
    """Play scenarios, and write what came of them."""
    from evals.commands.run import run_thin  # noqa: PLC0415 - libraries take seconds to import

    run_thin(scenarios or [], trials, seed, only or [])


evaluate.command("from-log")(from_log)
evaluate.command()(forget)
