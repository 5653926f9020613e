"""The scenarios that a run plays, of the files that it is given."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import evals
from assistant.errors import UsageError
from evals.errors import ScenarioInvalid
from evals.runs.run import Skipped
from evals.scenarios.problem import Problem
from evals.scenarios.reader import read_scenarios
from evals.scenarios.scenario import Scenario

SHIPPED = Path(evals.__file__).parent / "data" / "scenarios"


@dataclass(frozen=True, slots=True)
class Chosen:
    """Scenarios, and those of the files that cannot be played."""

    scenarios: tuple[Scenario, ...]
    skipped: tuple[Skipped, ...]


def choose(paths: Sequence[Path], only: Sequence[str], exclude: Sequence[str]) -> Chosen:
    """Read scenario files and pick.

    Args:
        paths: Files and folders; the shipped ones if none.
        only: Ids and tags; all if none.
        exclude: Ids and tags.

    Raises:
        UsageError: `only` or `exclude` names nothing that there is.
        ScenarioInvalid: Nothing is left to be played.
    """
    read = read_scenarios(paths or [SHIPPED])
    skipped = tuple(skipped_by(problem) for problem in read.problems if problem.prevents)
    names = {each.id for each in read.scenarios} | {t for s in read.scenarios for t in s.tags}
    names |= {one.scenario for one in skipped}
    for name in (*only, *exclude):
        if name not in names:
            raise UsageError(_unknown(name, names))
    wanted, unwanted = set(only), set(exclude)
    scenarios = tuple(
        each
        for each in read.scenarios
        if (not wanted or _is_named(each, wanted)) and not _is_named(each, unwanted)
    )
    if not scenarios:
        first = f": {skipped[0].why}" if skipped else ""
        raise ScenarioInvalid(f"There is no scenario to play{first or '; name other files.'}")
    return Chosen(scenarios, skipped)


def skipped_by(problem: Problem) -> Skipped:
    """Return what a run keeps of a problem."""
    named = problem.scenario or problem.file.stem
    return Skipped(
        scenario=named, file=problem.file.name, line=problem.line, why=_with_field(problem)
    )


def _with_field(problem: Problem) -> str:
    return f"{problem.field}: {problem.why}" if problem.field else problem.why


def _is_named(scenario: Scenario, names: set[str]) -> bool:
    return scenario.id in names or bool(names.intersection(scenario.tags))


def _unknown(name: str, names: set[str]) -> str:
    near = get_close_matches(name, names, 1)
    hint = f"did you mean {near[0]}?" if near else "`aisle eval list` shows what there is."
    return f"No scenario has the id or the tag {name}; {hint}"
