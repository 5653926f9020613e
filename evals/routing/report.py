"""A replay as one JSON object, and as text for a person."""

from dataclasses import asdict
from typing import Any

from evals.routing.clustered import Estimate
from evals.routing.quality import Quality
from evals.routing.replay import ReplayReport
from evals.routing.savings import Saving

_CHANGES_MOST = 20


def as_json(report: ReplayReport) -> dict[str, Any]:
    """Return the report as plain data; an interval is `low` and `high`, 95 %, by conversation."""
    log = report.log
    return {
        "log": {
            "lines": log.lines,
            "turns": len(log.turns),
            "conversations": report.changed.clusters,
            "torn": log.torn,
            "without_route": log.unrouted,
            "unreadable": log.unreadable,
            "repeated": log.repeated,
            "other_tasks": log.other_tasks,
            "policies": list(report.policies),
        },
        "policy": report.policy,
        "tiers": _estimates(report.tiers),
        "models": _estimates(report.models),
        "logged_tiers": _estimates(report.logged_tiers),
        "changed": _estimate(report.changed),
        "changes": [asdict(change) for change in report.changes],
        "usd_per_1000_turns": _estimate(report.bill.per_1000),
        "usd_per_conversation": _estimate(report.bill.per_conversation),
        "logged_usd_per_1000_turns": _estimate(report.logged_per_1000),
        "sources": asdict(report.sources),
        "models_without_price": list(report.unpriced),
        "savings": [_saving(saving) for saving in report.bill.savings],
        "quality": _quality(report),
        "routellm": [asdict(scored) for scored in report.scored],
    }


def as_text(report: ReplayReport) -> str:
    """Return the report for reading."""
    log, bill, sources = report.log, report.bill, report.sources
    lines = [
        f"{len(log.turns)} turns of {report.changed.clusters} conversations, policy {report.policy}"
        f" (logged: {', '.join(p or 'none' for p in report.policies)})",
        _left_out(report),
        "",
        f"{'asked first':<24}{'logged':>9}{'new':>9}   95 % interval",
    ]
    for tier in sorted(report.tiers.keys() | report.logged_tiers.keys()):
        was, now = report.logged_tiers.get(tier), report.tiers.get(tier)
        lines.append(f"{tier:<24}{_percent(was):>9}{_percent(now):>9}   {_span(now, 100, ' %')}")
    lines += [
        f"  {model:<22}{'':>9}{_percent(share):>9}   {_span(share, 100, ' %')}"
        for model, share in report.models.items()
    ]
    lines += [
        "",
        f"cost per 1,000 turns     ${_value(bill.per_1000)} ({_span(bill.per_1000)}); "
        f"as logged ${_value(report.logged_per_1000)}",
        f"cost per conversation    ${_value(bill.per_conversation)} "
        f"({_span(bill.per_conversation)})",
        f"of the turns             {sources.exact:.1%} cost nothing, {sources.measured:.1%} are "
        f"measured, {sources.modelled:.1%} are modelled, {sources.unpriced:.1%} have no price",
    ]
    if sources.unpriced > 0:
        lines.append(
            "                         the cost and the savings leave out what has no price "
            f"({', '.join(report.unpriced)})"
        )
    lines += ["", f"{'saved against a model on every turn':<40}{'baseline':>10}{'saved':>9}   95 %"]
    lines += [_saving_line(saving) for saving in bill.savings]
    lines += ["", *_changes(report), "", *_quality_lines(report)]
    return "\n".join(lines)


def _left_out(report: ReplayReport) -> str:
    log = report.log
    counts = {
        "torn": log.torn,
        "without a route": log.unrouted,
        "with an unreadable route": log.unreadable,
        "repeated": log.repeated,
        "of other tasks": log.other_tasks,
    }
    said = [f"{count} {name}" for name, count in counts.items() if count]
    return f"{log.lines} lines read" + (f"; left out: {', '.join(said)}" if said else "")


def _saving_line(saving: Saving) -> str:
    needed = saving.without_model
    asked = "" if needed is None else f"   90 % with {needed:.1%} of turns without a model"
    return (
        f"{saving.baseline.name:<40}{f'${saving.per_1000:.2f}':>10}{_percent(saving.share):>9}   "
        f"{_span(saving.share, 100, ' %')}{asked}"
    )


def _changes(report: ReplayReport) -> list[str]:
    lines = [
        f"{_percent(report.changed)} of the turns go to another model "
        f"({_span(report.changed, 100, ' %')})"
    ]
    for change in report.changes[:_CHANGES_MOST]:
        usd = "no price" if change.usd is None else f"{change.usd:+.4f} USD"
        lines.append(
            f"  {change.turns:>6} {change.before} -> {change.after}, {usd}, by {change.rule}"
        )
    left = len(report.changes) - _CHANGES_MOST
    return lines if left <= 0 else [*lines, f"  and {left} more kinds of change (see --json)"]


def _quality_lines(report: ReplayReport) -> list[str]:
    found = report.quality
    lines = []
    if found is None:
        lines += [f"quality not estimated: {reason}" for reason in report.refused] or [
            "quality not asked for (--labels)"
        ]
    else:
        lines.append(
            f"quality, {report.labelled} labels, effective sample size {found.effective:.0f}, "
            f"largest weight {found.largest_weight:.1f}"
        )
        named = {
            "of the log": found.logged,
            "new, doubly robust": found.dr,
            "new, self-normalised": found.snips,
            "new, inverse propensity": found.ips,
            "gain, doubly robust": found.gain,
        }
        lines += [f"  {name:<24}{_value(one)} ({_span(one)})" for name, one in named.items()]
    if report.strangers:
        lines.append(f"{report.strangers} labels are of turns that the log does not have")
    for scored in report.scored:
        if scored.apgr is None:
            lines.append(f"{scored.strong} is no better than {scored.weak} on {scored.turns} turns")
        else:
            lines.append(
                f"{scored.weak} or {scored.strong} by score, {scored.turns} turns: "
                f"APGR {scored.apgr:.3f} ({scored.apgr_low:.3f} to {scored.apgr_high:.3f}), "
                f"CPT(50) {scored.cpt_50:.1%}, CPT(80) {scored.cpt_80:.1%}"
            )
    return lines


def _quality(report: ReplayReport) -> dict[str, Any] | None:
    found: Quality | None = report.quality
    if found is None:
        return {"refused": list(report.refused)} if report.refused else None
    return {
        "labels": report.labelled,
        "labels_of_unknown_turns": report.strangers,
        "effective_sample_size": round(found.effective, 1),
        "largest_weight": round(found.largest_weight, 2),
        "logged": _estimate(found.logged),
        "ips": _estimate(found.ips),
        "snips": _estimate(found.snips),
        "dr": _estimate(found.dr),
        "gain": _estimate(found.gain),
    }


def _saving(saving: Saving) -> dict[str, Any]:
    baseline = saving.baseline
    return {
        "model": baseline.model,
        "shape": baseline.shape,
        "cache": baseline.cache,
        "usd_per_1000_turns": saving.per_1000,
        "saving": _estimate(saving.share),
        "turns_without_model_for_90_percent": saving.without_model,
    }


def _estimates(of: dict[str, Estimate]) -> dict[str, dict[str, float | int | None]]:
    return {name: _estimate(one) for name, one in of.items()}


def _estimate(one: Estimate) -> dict[str, float | int | None]:
    return {"value": one.value, "low": one.low, "high": one.high, "n": one.n}


def _percent(one: Estimate | None) -> str:
    return "-" if one is None or one.value is None else f"{one.value:.1%}"


def _value(one: Estimate) -> str:
    return "-" if one.value is None else f"{one.value:.4f}"


def _span(one: Estimate | None, times: float = 1.0, unit: str = "") -> str:
    if one is None or one.low is None or one.high is None:
        return "no interval"
    digits = 1 if times > 1 else 4
    return f"{one.low * times:.{digits}f} to {one.high * times:.{digits}f}{unit}"
