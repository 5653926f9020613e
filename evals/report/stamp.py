"""What a run was made with, flat enough for a table."""

from collections.abc import Mapping

from evals.report.plain import Plain
from evals.runs.run import Run


def stamp_of(run: Run, baseline: Run | None) -> list[Plain]:
    """Return every entry of the plan and the stamp: its name, its value, and where there is a
    baseline its value there and whether both differ."""
    here, there = _flat(run), _flat(baseline) if baseline is not None else {}
    rows: list[Plain] = []
    for name in dict.fromkeys((*here, *there)):
        row: Plain = {"name": name, "value": here.get(name)}
        if baseline is not None:
            row |= {"baseline": there.get(name), "differs": here.get(name) != there.get(name)}
        rows.append(row)
    return rows


def flat(values: Mapping[str, object], before: str = "") -> dict[str, str]:
    """Return nested values by dotted names, as text; None is told as "not known"."""
    found: dict[str, str] = {}
    for name, value in values.items():
        if isinstance(value, Mapping):
            found |= flat(value, f"{before}{name}.")
        elif isinstance(value, (list, tuple)):
            found[f"{before}{name}"] = ", ".join(str(one) for one in value) or "none"
        else:
            found[f"{before}{name}"] = "not known" if value is None else str(value)
    return found


def _flat(run: Run) -> dict[str, str]:
    plan = run.plan.model_dump(mode="json", exclude={"scenarios"})
    return flat({"plan": plan | {"scenarios": len(run.plan.scenarios)}, **run.stamp})
