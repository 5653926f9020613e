"""`aisle eval list`: what scenarios there are."""

import json
from collections.abc import Sequence
from pathlib import Path

import typer

from evals.scenarios.reader import read_scenarios
from evals.scenarios.scenario import Scenario
from evals.scenarios.shipped import SHIPPED


def print_list(paths: Sequence[Path], tags: Sequence[str], as_json: bool) -> None:
    """Print scenarios, one a line; what cannot be read is told on standard error.

    Args:
        paths: Files and folders; the shipped ones if none.
        tags: Only scenarios that have one of these; all if none.
        as_json: Print one JSON list.
    """
    read = read_scenarios(paths or [SHIPPED])
    for problem in read.problems:
        typer.echo(str(problem), err=True)
    chosen = [one for one in read.scenarios if not tags or set(tags) & set(one.tags)]
    if as_json:
        typer.echo(json.dumps([_plain(one) for one in chosen], ensure_ascii=False))
        return
    width = max((len(one.id) for one in chosen), default=0)
    for one in chosen:
        typer.echo(f"{one.id:<{width}}  {_kind(one):<6}  {one.about}  [{', '.join(one.tags)}]")
    typer.echo(f"{len(chosen)} scenarios")


def _kind(scenario: Scenario) -> str:
    return "script" if scenario.goal is None else "goal"


def _plain(scenario: Scenario) -> dict[str, object]:
    return {
        "id": scenario.id,
        "kind": _kind(scenario),
        "about": scenario.about,
        "tags": list(scenario.tags),
        "turns": len(scenario.turns),
        "digest": scenario.digest,
    }
