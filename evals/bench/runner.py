"""Which benches there are, and running one."""

from collections.abc import Callable
from dataclasses import dataclass

from assistant.config import Settings, load
from assistant.errors import UsageError
from evals.bench import demo
from evals.bench.figure import Figure, Report


@dataclass(frozen=True, slots=True)
class Bench:
    """One bench as `aisle bench --list` describes it."""

    name: str
    measures: str
    takes: str
    needs: str
    run: Callable[[Settings], Report]


BENCHES = (
    Bench(
        name="demo",
        measures="first audio after the end of speech and word errors on the shipped clips",
        takes="about 4 minutes: the conversations are played in real time",
        needs="an index of the sample catalog (aisle index --sample)",
        run=demo.run,
    ),
)


def list_benches() -> str:
    """Return a description of every bench."""
    return "\n".join(
        f"{b.name}\n    measures {b.measures}\n    takes {b.takes}\n    needs {b.needs}"
        for b in BENCHES
    )


def run_bench(name: str, *, as_json: bool) -> str:
    """Run a bench and return its report.

    Raises:
        UsageError: There is no such bench.
    """
    for bench in BENCHES:
        if bench.name == name:
            report = bench.run(load())
            return report.to_json() if as_json else _table(report)
    raise UsageError(f"No bench is called {name!r}; there is {', '.join(b.name for b in BENCHES)}.")


def _table(report: Report) -> str:
    lines = [f"{'figure':<42} {'value':>10} {'95 % interval':>22} {'n':>4} {'asked':>8}  met"]
    lines += [_row(figure) for figure in report.figures]
    stamp = ", ".join(f"{key} {value}" for key, value in report.stamp.items() if key != "weights")
    return "\n".join([*lines, stamp])


def _row(figure: Figure) -> str:
    value = "not measured" if figure.value is None else f"{figure.value:.4g} {figure.unit}"
    interval = "" if figure.low is None else f"{figure.low:.4g} to {figure.high:.4g}"
    asked = "" if figure.reach is None else f"{figure.reach:g}"
    met = {None: "", True: "yes", False: "no"}[figure.met]
    return f"{figure.name:<42} {value:>10} {interval:>22} {figure.n:>4} {asked:>8}  {met}"
