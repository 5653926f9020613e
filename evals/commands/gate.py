"""`aisle eval gate`: exit with 3 where a run is not good enough."""

import json
from dataclasses import dataclass
from pathlib import Path

import typer

import evals
from assistant.errors import UsageError
from evals.commands.compare import apart
from evals.measures.score_run import score_run
from evals.runs.folder import read_run
from evals.statistics.gate import GateResult, judge
from evals.statistics.gate_junit import write_junit
from evals.statistics.rules import Gate, bound_of, margin_of, read_gate

SHIPPED = Path(evals.__file__).parent / "data" / "gate.toml"
BROKEN = 3
"""Exit code: apart from 1, which says that something went wrong."""


@dataclass(frozen=True, slots=True)
class Demands:
    """Rules as they were given."""

    file: Path | None = None
    bounds: tuple[str, ...] = ()
    margins: tuple[str, ...] = ()

    def read(self, *, with_baseline: bool) -> Gate:
        """Return all of them; the shipped file's where nothing was given.

        Raises:
            UsageError: One is no rule, or a margin is given and nothing to compare with.
        """
        given = bool(self.bounds or self.margins)
        whole = Gate() if self.file is None and given else read_gate(self.file or SHIPPED)
        own = whole.margins if with_baseline or self.file is not None else ()
        margins = (*own, *map(margin_of, self.margins))
        if margins and not with_baseline:
            raise UsageError(
                "A margin says how much worse than another run this one may be; name that run "
                "with --baseline."
            )
        return Gate((*whole.bounds, *map(bound_of, self.bounds)), margins)


def gate_command(
    run: Path, baseline: Path | None, demands: Demands, *, junit: Path | None, as_json: bool
) -> None:
    """Judge a run and print every rule.

    Raises:
        UsageError: A rule makes no sense.
        RunUnreadable: There is no run in a folder.
    """
    gate = demands.read(with_baseline=baseline is not None)
    if baseline is not None:
        apart(run, baseline)
    before = None if baseline is None else score_run(read_run(baseline))
    result = judge(gate, score_run(read_run(run)), before)
    if junit is not None:
        _write(result, junit)
    if as_json:
        typer.echo(json.dumps(result.as_json(), indent=1))
    else:
        for one in result.judged:
            typer.echo(f"{'holds ' if one.held else 'BROKEN'}  {one.rule}: {one.said}")
    if not result.held:
        raise typer.Exit(BROKEN)


def _write(result: GateResult, path: Path) -> None:
    try:
        write_junit(result, path)
    except OSError as error:
        raise UsageError(f"{path} cannot be written ({error.strerror}).") from error
