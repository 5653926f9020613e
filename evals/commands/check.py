"""`aisle eval check`: what is wrong with scenarios, one line a problem."""

import json
from collections.abc import Sequence
from pathlib import Path

import typer

from assistant.commands.running import command_settings
from evals.scenarios.feasible import infeasible
from evals.scenarios.indexed import indexed_catalog
from evals.scenarios.problem import Problem
from evals.scenarios.reader import ReadScenarios, read_scenarios
from evals.scenarios.shipped import SHIPPED


def print_check(paths: Sequence[Path], with_catalog: bool, as_json: bool) -> bool:
    """Print all problems of scenario files.

    Args:
        paths: Files and folders; the shipped ones if none.
        with_catalog: Whether to hold them against this installation's catalog.
        as_json: Print one JSON object.

    Returns:
        Whether some scenario cannot be played.

    Raises:
        RetrievalError: There is no usable index.
    """
    read = read_scenarios(paths or [SHIPPED])
    problems = read.problems
    if with_catalog:
        problems += infeasible(read, indexed_catalog(command_settings("eval")))
    if as_json:
        typer.echo(json.dumps(_plain(read, problems), ensure_ascii=False))
    else:
        for problem in problems:
            typer.echo(f"{'odd: ' if not problem.prevents else ''}{problem}")
        typer.echo(_summed(read, problems))
    return any(problem.prevents for problem in problems)


def _playable(read: ReadScenarios, problems: Sequence[Problem]) -> int:
    prevented = {problem.scenario for problem in problems if problem.kind == "impossible"}
    return sum(scenario.id not in prevented for scenario in read.scenarios)


def _summed(read: ReadScenarios, problems: Sequence[Problem]) -> str:
    wrong = sum(problem.prevents for problem in problems)
    odd = len(problems) - wrong
    playable = _playable(read, problems)
    parts = [f"{playable} {'scenario' if playable == 1 else 'scenarios'} can be played"]
    if wrong:
        parts.append(f"{wrong} {'problems' if wrong > 1 else 'problem'}")
    if odd:
        parts.append(f"{odd} odd")
    return ", ".join(parts) + "."


def _plain(read: ReadScenarios, problems: Sequence[Problem]) -> dict[str, object]:
    return {
        "scenarios": len(read.scenarios),
        "playable": _playable(read, problems),
        "problems": [
            {
                "kind": problem.kind,
                "file": str(problem.file),
                "line": problem.line,
                "column": problem.column,
                "scenario": problem.scenario,
                "field": problem.field,
                "why": problem.why,
            }
            for problem in problems
        ],
    }
