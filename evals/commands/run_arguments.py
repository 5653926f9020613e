"""The arguments of `aisle eval run`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

Scenarios = Annotated[
    list[Path] | None,
    typer.Argument(help="Scenario files or folders of them; those that come with Aisle if none."),
]
Trials = Annotated[int, typer.Option(min=1, help="How often each scenario is played.")]
Seed = Annotated[int, typer.Option(help="The same seed says the same.")]
Only = Annotated[
    list[str] | None, typer.Option(help="Ids or tags of scenarios. Repeat it for more.")
]
Exclude = Annotated[
    list[str] | None,
    typer.Option(help="Ids or tags of scenarios to leave out. Repeat it for more."),
]
Out = Annotated[
    Path | None,
    typer.Option(help="Folder for the run; out/evals/NAME-TIME if not given.", file_okay=False),
]
Name = Annotated[str, typer.Option(help="Of the run, for reports.")]
Jobs = Annotated[
    int | None,
    typer.Option(min=1, max=256, help="Conversations at once, each in a process; one a core."),
]
Voice = Annotated[
    bool, typer.Option("--voice", help="Speak every turn through the real pipeline, undisturbed.")
]
Condition = Annotated[
    list[str] | None,
    typer.Option(
        help='How it is said: "typed", "clean", "crowd 10 dB", "telephone" and so on '
        "(docs/voice-evals.md). Repeat it for more."
    ),
]
RealTime = Annotated[
    bool, typer.Option("--real-time", help="Skip no waiting in spoken conversations.")
]
ShopperModel = Annotated[
    str | None, typer.Option(help="Model of the routing policy that plays shoppers with a goal.")
]
Resume = Annotated[
    Path | None,
    typer.Option(help="Go on with the run in this folder, as it was begun.", file_okay=False),
]
FailFast = Annotated[bool, typer.Option("--fail-fast", help="Stop at the first failure.")]
Plant = Annotated[
    str | None,
    typer.Option(help="Put a fault into the assistant, to see whether the run shows it."),
]
Show = Annotated[
    bool, typer.Option("--show", help="Print every conversation when the run is over.")
]
Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]


def readable(text: str) -> str:
    """Return an argument as UTF-8 text, also where the locale is none that can say it."""
    return text.encode(errors="surrogateescape").decode(errors="replace")


def run(  # noqa: PLR0913, PLR0917 - one parameter an option
    scenarios: Scenarios = None,
    trials: Trials = 3,
    seed: Seed = 1,
    only: Only = None,
    exclude: Exclude = None,
    out: Out = None,
    name: Name = "run",
    jobs: Jobs = None,
    voice: Voice = False,
    condition: Condition = None,
    real_time: RealTime = False,
    shopper_model: ShopperModel = None,
    resume: Resume = None,
    fail_fast: FailFast = False,
    plant: Plant = None,
    show: Show = False,
    as_json: Json = False,
) -> None:
    """Play scenarios, and write what came of them into a folder.

    Exit code: 0 when the run is over (`aisle eval gate` judges it), 1 when it broke, 2 for bad
    arguments, 130 after Ctrl-C.
    """
    from evals.commands.run import Shown, run_command  # noqa: PLC0415 - takes seconds to import
    from evals.runs.request import RunRequest  # noqa: PLC0415

    request = RunRequest(
        scenarios=tuple(scenarios or ()),
        trials=trials,
        seed=seed,
        only=tuple(only or ()),
        exclude=tuple(exclude or ()),
        conditions=tuple(dict.fromkeys(condition or ())) or ("clean" if voice else "typed",),
        name=readable(name),
        out=out,
        resume=resume,
        jobs=jobs,
        planted=plant,
        shopper_model=shopper_model,
        real_time=real_time,
        fail_fast=fail_fast,
        argv=tuple(map(readable, sys.argv[1:])),
    )
    run_command(request, Shown(conversations=show, as_json=as_json))
