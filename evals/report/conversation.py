"""One trial as the page shows it, beside the same trial of the baseline."""

from collections.abc import Mapping, Sequence

from evals.measures.measure import Case
from evals.measures.script_turns import line_turns
from evals.report.expected import in_words, of_ends, of_turn
from evals.report.plain import Plain, rounded
from evals.report.recordings import Recordings
from evals.report.shelf import Shelf
from evals.report.trials import Reason, Verdict
from evals.report.turn import turn_of
from evals.runs.record import TrialRecord, TurnSeen
from evals.scenarios.scenario import Scenario

_TIMED = ("timings_ms", "route", "hearing", "cost_usd")
"""What may differ between two plays of the same turn though nothing that matters does."""


def conversation_of(
    record: TrialRecord,
    verdict: Verdict,
    case: Case | None,
    shelf: Shelf,
    recordings: Recordings,
) -> Plain:
    """Return one trial.

    Args:
        record: What happened.
        verdict: What became of it.
        case: It with its scenario; None where the run does not hold that.
        shelf: Takes its products.
        recordings: Takes its sounds; those of a trial that failed go first.
    """
    turns = _turns(record, verdict, case, shelf, recordings)
    if verdict.state in ("failed", "broke_off"):
        recordings.prefer(_sounds(turns))
    failed = {reason.what for reason in verdict.reasons if reason.at_end}
    return {
        "key": record.key,
        "scenario": record.scenario,
        "trial": record.trial,
        "condition": record.condition,
        "verdict": verdict.state,
        "why": [_reason(reason) for reason in verdict.reasons],
        "faults": [_reason(reason) for reason in verdict.faults],
        "measures": list(verdict.measures),
        "ended": record.ended,
        "troubles": list(record.troubles),
        "rejected": list(record.rejected),
        "seed": record.seed,
        "took_s": rounded(record.took_s, 2),
        "load": record.load,
        "cost_usd": rounded(sum(turn.cost_usd for turn in record.turns), 6),
        "ends": [] if case is None else of_ends(case.scenario.ends, record.turns, shelf, failed),
        "turns": turns,
        "baseline": None,
    }


def beside_baseline(
    record: TrialRecord,
    other: TrialRecord,
    other_verdict: Verdict,
    other_case: Case | None,
    shelf: Shelf,
) -> Plain:
    """Return what the baseline did in the same trial.

    Its turns are left out where nothing but times differs.

    Args:
        record: Of this run.
        other: Of the baseline.
        other_verdict: What became of that.
        other_case: That with its scenario; None where the baseline does not hold it.
        shelf: Takes its products.
    """
    changed = [changes(a, b) for a, b in zip(record.turns, other.turns, strict=False)]
    longest = max(len(record.turns), len(other.turns))
    changed += [["turn"]] * (longest - len(changed))
    told: Plain = {
        "verdict": other_verdict.state,
        "why": [_reason(reason) for reason in other_verdict.reasons],
        "same_scenario": record.digest == other.digest,
        "changed": changed,
        "turns": None,
    }
    if any(changed):
        no_sounds = Recordings.silent()
        told["turns"] = _turns(other, other_verdict, other_case, shelf, no_sounds)
    return told


def changes(a: TurnSeen, b: TurnSeen) -> list[str]:
    """Return which fields of a turn differ from those of the other, times left aside."""
    one, two = (_compared(turn) for turn in (a, b))
    return [name for name in one if one[name] != two[name]]


def scenario_of(scenario: Scenario) -> Plain:
    """Return a scenario as it heads its trials."""
    goal = scenario.goal
    return {
        "about": scenario.about,
        "tags": list(scenario.tags),
        "digest": scenario.digest,
        "kind": "script" if goal is None else "goal",
        "persona": in_words(scenario.persona.model_dump(mode="json", exclude_defaults=True)),
        "goal": ""
        if goal is None
        else in_words(goal.model_dump(mode="json", by_alias=True, exclude_defaults=True)),
    }


def _compared(turn: TurnSeen) -> Mapping[str, object]:
    whole = turn.model_dump(exclude={*_TIMED, "index", "gives", "meant", "line"})
    whole["products"] = [(p.id, p.variant_id, p.price, p.availability) for p in turn.products]
    whole["constraints"] = [
        {k: v for k, v in one.items() if k not in ("turn", "words")} for one in turn.constraints
    ]
    return whole


def _turns(
    record: TrialRecord,
    verdict: Verdict,
    case: Case | None,
    shelf: Shelf,
    recordings: Recordings,
) -> list[Plain]:
    told = []
    before: TurnSeen | None = None
    for place, turn in enumerate(record.turns):
        grades = shelf.grades(case, place) if case is not None and turn.products else {}
        told.append(turn_of(turn, before, grades, shelf, recordings))
        before = turn
    if case is not None:
        _expect(told, record.turns, verdict, case.scenario, shelf)
    return told


def _expect(
    told: Sequence[Plain],
    turns: Sequence[TurnSeen],
    verdict: Verdict,
    scenario: Scenario,
    shelf: Shelf,
) -> None:
    """Put what the script expects of each line to the turn after which the line is done with."""
    for group in line_turns(turns):
        if group.line >= len(scenario.turns):
            continue
        expect = scenario.turns[group.line].expect
        places = {*group.judged, group.last}
        failed = {
            reason.what for reason in verdict.reasons if reason.turn in places and not reason.at_end
        }
        told[group.last]["expected"] = of_turn(expect, turns[group.last], shelf, failed)


def _sounds(turns: Sequence[Plain]) -> list[int]:
    found = []
    for turn in turns:
        hearing = turn["hearing"]
        if isinstance(hearing, dict):
            found += [n for n in (hearing["said"], hearing["reply"]) if isinstance(n, int)]
    return found


def _reason(reason: Reason) -> Plain:
    return {
        "what": reason.what,
        "why": reason.why,
        "turn": reason.turn,
        "at_end": reason.at_end,
    }
