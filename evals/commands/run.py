"""`aisle eval run`."""

import asyncio
from pathlib import Path

import typer

import evals
from assistant.config import Settings, load
from assistant.parts import text_parts
from evals.runs.assistant import scratch_home
from evals.runs.record import TrialRecord
from evals.runs.trial import Trial, play
from evals.runs.typed import TypedDriver
from evals.scenarios.reader import read_scenarios
from evals.scenarios.scenario import Scenario
from evals.shoppers.scripted import ScriptedShopper

SHIPPED = Path(evals.__file__).parent / "data" / "scenarios"


def run_thin(paths: list[Path], trials: int, seed: int, only: list[str]) -> None:
    """Play scenarios one after the other and show every conversation."""
    found = read_scenarios(paths or [SHIPPED])
    for problem in found.problems:
        typer.echo(str(problem), err=True)
    chosen = [s for s in found.scenarios if not only or s.id in only or set(s.tags) & set(only)]
    asyncio.run(_play_all(load(), chosen, trials, seed))


async def _play_all(settings: Settings, scenarios: list[Scenario], trials: int, seed: int) -> None:
    with scratch_home(settings) as own:
        async with text_parts(own) as parts:
            driver = TypedDriver(parts)
            for scenario in scenarios:
                for number in range(trials):
                    if scenario.goal is not None:
                        continue
                    trial = Trial(scenario, number, "typed", seed)
                    shopper = ScriptedShopper(scenario, number, seed)
                    _show(await play(trial, driver, shopper))


def _show(record: TrialRecord) -> None:
    typer.echo(f"== {record.scenario} #{record.trial}  {record.ended} {record.took_s} s")
    for turn in record.turns:
        typer.echo(f"  You    {turn.said}")
        typer.echo(f"         {', '.join(turn.acts)}; {_wishes(turn.constraints)}")
        for product in turn.products[:6]:
            typer.echo(f"         - {product.title}  {product.price}  {product.id}")
        for line in turn.cart:
            typer.echo(f"         cart: {line.quantity} x {line.title} {line.size} {line.colour}")
        typer.echo(f"  Aisle  {turn.reply}  [asks: {turn.asked}]")
    for trouble in record.troubles:
        typer.echo(f"  !      {trouble}")


def _wishes(constraints: tuple[dict[str, object], ...]) -> str:
    return "; ".join(
        f"{'' if c['wanted'] else 'not '}{c['kind']}={c['value']}{'' if c['hard'] else ' (soft)'}"
        for c in constraints
    )
