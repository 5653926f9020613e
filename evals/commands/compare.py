"""`aisle eval compare`: two runs side by side, in words and tables."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import typer

from assistant.errors import UsageError
from evals.measures.measure import Measure
from evals.measures.score_run import score_run
from evals.runs.folder import read_run
from evals.statistics.compare import compare
from evals.statistics.comparison import Comparison
from evals.statistics.verdict import MeasureVerdict

HEADLINES = {
    "better": "B is better.",
    "worse": "B is worse.",
    "mixed": "B is better in some ways and worse in others.",
    "same": "B is the same: no difference that matters.",
    "cannot_tell": "Cannot tell B from A.",
}
_CALLS = {"cannot_tell": "cannot tell", "not_measured": "not measured"}
_SHOWN_MOST = 10
"""Lines of a list."""
_WIDE = 60
"""Characters of a stamp's value."""


def compare_command(a: Path, b: Path, tags: Sequence[str], *, as_json: bool) -> None:
    """Print what differs between the runs in two folders.

    Raises:
        RunUnreadable: There is no run in a folder.
        UsageError: There is nothing to compare.
    """
    apart(a, b)
    before, after = score_run(read_run(a)), score_run(read_run(b))
    found = compare(before, after, tags)
    if not found.scenarios:
        raise UsageError(
            f"The runs in {a} and {b} have no scenario in common that was played and valid in "
            "both; compare runs of the same scenarios."
        )
    if as_json:
        typer.echo(json.dumps(found.as_json(), indent=1, default=str))
        return
    for line in lines_of(found, {measure.name: measure for measure in after.measures}):
        typer.echo(line)


def apart(a: Path, b: Path) -> None:
    """Refuse to compare a run with itself, which always looks equal.

    Raises:
        UsageError: Both are the same folder.
    """
    if a.resolve() == b.resolve():
        raise UsageError(f"{a} is compared with itself; name the folder of another run.")


def lines_of(found: Comparison, measures: dict[str, Measure]) -> Iterator[str]:
    """Yield the comparison as it is printed."""
    said = HEADLINES[found.headline]
    yield f"{said} A is {found.a}, B is {found.b}; {found.scenarios} scenarios."
    for place, cause in enumerate(found.causes):
        rank = "Besides" if place else "Most likely"
        yield f"{rank}: {_stage(cause.stage)}. {cause.because}"
    yield from _violations(found)
    yield ""
    yield from _table(found.verdicts, measures)
    shown = [v for v in found.parts if v.call in {"better", "worse", "different"}]
    if found.parts:
        yield ""
        yield f"By tag and condition, {len(found.parts)} figures:"
        yield from _table(shown, measures) if shown else ("  none shows a difference.",)
    yield from _flips(found)
    yield from _stamps(found)
    yield from _left_out(found)


def _stage(stage: str) -> str:
    return stage.replace("_", " ")


def _violations(found: Comparison) -> Iterator[str]:
    for measure in dict.fromkeys(violation.measure for violation in found.violations):
        own = [violation for violation in found.violations if violation.measure == measure]
        yield f"New in B, {len(own)} times what must never be ({measure}):"
        for violation in own[:_SHOWN_MOST]:
            turn = "" if violation.turn is None else f" turn {violation.turn + 1}"
            yield f"  {violation.key}{turn}: {violation.why}"
        yield from _more(len(own))


def _table(verdicts: Sequence[MeasureVerdict], measures: dict[str, Measure]) -> Iterator[str]:
    rows = [_row(verdict, measures) for verdict in verdicts]
    head = ("measure", "B is", "A", "B", "difference", "p", "visible from", "n")
    wide = [max(len(row[i]) for row in (head, *rows)) for i in range(len(head))]
    for row in (head, *rows):
        yield "  " + "  ".join(cell.ljust(wide[i]) for i, cell in enumerate(row)).rstrip()


def _row(verdict: MeasureVerdict, measures: dict[str, Measure]) -> tuple[str, ...]:
    measure = measures[verdict.measure]
    scale, unit = (100.0, " %") if measure.unit == "%" else (1.0, f" {measure.unit}".rstrip())
    part = f" @{verdict.condition}" if verdict.condition else ""
    part = f" [{verdict.tag}]" if verdict.tag else part
    call = _CALLS.get(verdict.call, verdict.call)
    name = f"{verdict.measure}{part}"
    if verdict.a is None or verdict.b is None or verdict.difference is None:
        return name, call, "", "", "", "", "", ""
    between = ""
    if verdict.low is not None and verdict.high is not None:
        between = f" ({verdict.low * scale:+.3g} to {verdict.high * scale:+.3g})"
    return (
        name,
        call,
        f"{verdict.a * scale:.4g}{unit}",
        f"{verdict.b * scale:.4g}{unit}",
        f"{verdict.difference * scale:+.3g}{between}",
        "" if verdict.p_holm is None else f"{verdict.p_holm:.3g}",
        "" if verdict.visible is None else f"{verdict.visible * scale:.3g}{unit}",
        str(verdict.scenarios),
    )


def _flips(found: Comparison) -> Iterator[str]:
    lost = [flip for flip in found.flips if flip.b < flip.a]
    won = [flip for flip in found.flips if flip.b > flip.a][::-1]
    for flips, what in ((lost, "fail more often"), (won, "succeed more often")):
        if flips:
            yield ""
            yield f"{len(flips)} scenarios {what} in B:"
        for flip in flips[:_SHOWN_MOST]:
            where = f"{flip.scenario} @{flip.condition}"
            failed = f"failed: {', '.join(flip.trials)}"
            yield f"  {where}: {flip.a:.0%} of trials, then {flip.b:.0%}; {failed}"
        yield from _more(len(flips))


def _stamps(found: Comparison) -> Iterator[str]:
    if found.stamps:
        yield ""
        yield "What differs between the runs:"
    for name, (a, b) in found.stamps.items():
        yield f"  {name}: {_short(a)}, then {_short(b)}"
    machines = found.machines
    if machines.tick_a_ms and machines.tick_b_ms:
        yield (
            f"  The same arithmetic took {machines.tick_a_ms:.3g} ms, then "
            f"{machines.tick_b_ms:.3g} ms (medians)."
        )


def _short(value: Any) -> str:
    text = "nothing" if value is None else str(value)
    return text if len(text) <= _WIDE else f"{text[:_WIDE]}..."


def _left_out(found: Comparison) -> Iterator[str]:
    for ids, why in (
        (found.only_a, "only in A"),
        (found.only_b, "only in B"),
        (found.changed, "written differently in A and B, so not compared"),
    ):
        if ids:
            named = ", ".join(ids[:_SHOWN_MOST])
            yield f"{len(ids)} scenarios {why}: {named}{'...' if len(ids) > _SHOWN_MOST else ''}"
    for note in found.notes:
        yield f"Note: {note}"


def _more(n: int) -> Iterator[str]:
    if n > _SHOWN_MOST:
        yield f"  and {n - _SHOWN_MOST} more"
