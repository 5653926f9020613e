"""The scenarios that a run plays, of the files that it is given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

import evals
from assistant.errors import UsageError
from evals.errors import ScenarioInvalid
from evals.runs.run import Skipped
from evals.scenarios.feasible import Finding
from evals.scenarios.problem import Problem
from evals.scenarios.reader import Origin, read_scenarios
from evals.scenarios.scenario import Scenario

SHIPPED = Path(evals.__file__).parent / "data" / "scenarios"


@dataclass(frozen=True, slots=True)
class Chosen:
    """Scenarios, and those of the files that cannot be played."""

    scenarios: tuple[Scenario, ...]
    skipped: tuple[Skipped, ...] = ()
    origins: Mapping[str, Origin] = field(default_factory=dict)
    """Where each stands, by id; of scenarios that no file holds nothing."""

    def found(self, findings: Mapping[str, Sequence[Finding]]) -> tuple[Problem, ...]:
        """Return what a catalog makes of the scenarios as problems with their places."""
        by_id = {each.id: each for each in self.scenarios}
        return tuple(
            _placed(by_id[name], finding, self.origins.get(name))
            for name, of_one in findings.items()
            for finding in of_one
        )


def _placed(scenario: Scenario, finding: Finding, origin: Origin | None) -> Problem:
    if origin is None:
        return Problem(finding.kind, Path(scenario.id), finding.why, scenario=scenario.id)
    return origin.problem(finding.kind, scenario, finding.path, finding.why)


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
        raise ScenarioInvalid(_nothing_left(len(read.scenarios), read.problems))
    return Chosen(scenarios, skipped, read.origins)


def skipped_by(problem: Problem) -> Skipped:
    """Return what a run keeps of a problem."""
    named = problem.scenario or problem.file.stem
    return Skipped(
        scenario=named, file=problem.file.name, line=problem.line, why=_with_field(problem)
    )


def _nothing_left(readable: int, problems: Sequence[Problem]) -> str:
    """Say why there is nothing to play: all is left out, or nothing can be read."""
    if readable:
        return f"--only and --exclude leave none of {readable} scenarios; leave one of them away."
    wrong = [problem for problem in problems if problem.prevents]
    if not wrong:
        return "There is no scenario to play; name other files."
    more = len(wrong) - 1
    rest = f" (and {more} more: `aisle eval check` names all)" if more else ""
    return f"There is no scenario to play: {wrong[0]}{rest}"


def _with_field(problem: Problem) -> str:
    return f"{problem.field}: {problem.why}" if problem.field else problem.why


def _is_named(scenario: Scenario, names: set[str]) -> bool:
    return scenario.id in names or bool(names.intersection(scenario.tags))


def _unknown(name: str, names: set[str]) -> str:
    near = get_close_matches(name, names, 1)
    hint = f"did you mean {near[0]}?" if near else "`aisle eval list` shows what there is."
    return f"No scenario has the id or the tag {name}; {hint}"
