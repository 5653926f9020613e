"""Acts and constraints of held-out utterances, and how well the confidence knows what is right.

Constraints are counted over the utterance, whichever of its acts they are with; the exact share
asks that every act holds just what belongs to it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from agents.acts import Act
from agents.nodes.turn_state import Understands
from evals.bench.figure import Figure, bootstrap_interval, mean_of
from evals.bench.stt.section import Section
from evals.calibration import calibration_error, reliability
from evals.reading_set import BLIND, HELD_OUT, Judged, contexts, examples, judge
from evals.reading_tokens import Family

Counts = npt.NDArray[np.float64]
"""One row an utterance; right, missing and too much last."""
Claim = tuple[float, bool]
"""A confidence, and whether it was right."""
REACH_CONSTRAINT_F1 = 0.92
REACH_ACTS_MACRO_F1 = 0.90
_ACTS = tuple(Act)


def utterance_section(understander: Understands, path: Path = HELD_OUT) -> Section:
    """Score one file of utterances; what was misread comes as details."""
    judged = _read(understander, path)
    acts = np.stack([_acts(one) for one in judged])
    whole = [_claims(one) for one in judged]
    act_alone = [_act_claims(one) for one in judged]
    figures = (
        _rate("utterance_constraint_f1", _tokens(judged, Family.CONSTRAINT), f1,
              REACH_CONSTRAINT_F1),
        _rate("utterance_acts_macro_f1", acts, macro_f1, REACH_ACTS_MACRO_F1),
        _share("utterance_exact", [float(one.exact) for one in judged]),
        _rate("utterance_edit_f1", _tokens(judged, Family.EDIT), f1),
        _rate("utterance_reference_f1", _tokens(judged, Family.REFERENCE), f1),
        _share("utterance_hardness", [h for one in judged for h in _hardness(one)]),
        _calibration("reading_calibration_error", whole),
        _calibration("act_calibration_error", act_alone),
    )  # fmt: skip
    details: tuple[dict[str, Any], ...] = (
        {"section": "utterances", "acts": _by_act(acts)},
        {"section": "utterances", "reliability": _table(whole), "of_the_act": _table(act_alone)},
        *(_misread(one) for one in judged if not one.exact),
    )
    return Section(figures, details)


def blind_section(understander: Understands, path: Path = BLIND) -> Section:
    """Score the file that nobody tunes on; what was misread is only counted, by its class.

    Its figures are no gate: they tell how far those of the held-out file flatter.
    """
    judged = _read(understander, path)
    acts = np.stack([_acts(one) for one in judged])
    figures = (
        _rate("blind_constraint_f1", _tokens(judged, Family.CONSTRAINT), f1),
        _rate("blind_acts_macro_f1", acts, macro_f1),
        _share("blind_exact", [float(one.exact) for one in judged]),
    )
    missing = (_class(token.options[0].name) for one in judged for token in one.match.missing)
    extra = (_class(thing.name) for one in judged for thing in one.match.extra)
    details: dict[str, Any] = {
        "section": "utterances_blind",
        "acts": _by_act(acts),
        "missing": _counted(missing),
        "too_much": _counted(extra),
    }
    return Section(figures, (details,))


def f1(counts: Counts) -> float:
    """Return micro F1 of rows of (right, missing, too much)."""
    right, missing, extra = counts.reshape(-1, 3).sum(axis=0)
    return float(2 * right / max(2 * right + missing + extra, 1.0))


def macro_f1(counts: Counts) -> float:
    """Return the mean F1 over the acts that are expected at least once.

    Args:
        counts: float [utterances, acts, 3], right, missing and too much.
    """
    total = counts.sum(axis=0)
    right, missing, extra = total[:, 0], total[:, 1], total[:, 2]
    asked = right + missing > 0
    return float(np.mean((2 * right / np.maximum(2 * right + missing + extra, 1))[asked]))


def _read(understander: Understands, path: Path) -> list[Judged]:
    screens, families = contexts()
    return [
        judge(one, understander.read(one.text, one.shown), families)
        for one in examples(path, screens)
    ]


def _class(name: str) -> str:
    """Return what kind of thing a name is of: "@brand" for "@brand=Torvane"."""
    return name.partition("=")[0] if name.startswith("@") else name.partition(":")[0]


def _counted(classes: Iterable[str]) -> dict[str, int]:
    return dict(Counter(classes).most_common())


def _acts(judged: Judged) -> Counts:
    counts = np.zeros((len(_ACTS), 3))
    for expected, reading in judged.pairs:
        if expected is not None and reading is not None:
            counts[_ACTS.index(reading.act), 0] += 1
        elif expected is not None:
            counts[_ACTS.index(expected.acts[0]), 1] += 1
        elif reading is not None:
            counts[_ACTS.index(reading.act), 2] += 1
    return counts


def _tokens(judged: Sequence[Judged], family: Family) -> Counts:
    return np.array([_token_counts(one, family) for one in judged], dtype=np.float64)


def _token_counts(judged: Judged, family: Family) -> tuple[int, int, int]:
    right = sum(
        option.family is family for token, option, _ in judged.match.hits if not token.optional
    )
    missing = sum(token.options[0].family is family for token in judged.match.missing)
    # Several values of one kind from the same words are one mistake.
    extra = {
        (s.name, s.wanted, s.group or s.value) for s in judged.match.extra if s.family is family
    }
    return right, missing, len(extra)


def _hardness(judged: Judged) -> list[float]:
    """Return for each constraint that was found whether it is as hard as it should be."""
    return [
        float(all(thing.hard == option.hard for thing in things))
        for token, option, things in judged.match.hits
        if option.family is Family.CONSTRAINT and option.hard is not None and not token.optional
    ]


def _claims(judged: Judged) -> list[Claim]:
    read = (reading for _, reading in judged.pairs if reading is not None)
    return [(r.confidence, right) for r, right in zip(read, judged.right, strict=True)]


def _act_claims(judged: Judged) -> list[Claim]:
    return [(r.confidence, e is not None) for e, r in judged.pairs if r is not None]


def _rate(
    name: str, counts: Counts, statistic: Callable[[Counts], float], reach: float | None = None
) -> Figure:
    low, high = bootstrap_interval(
        range(len(counts)), lambda drawn: statistic(counts[np.asarray(drawn, dtype=np.intp)])
    )
    return Figure(
        name, statistic(counts), "", len(counts), low, high, reach, smaller_is_better=False
    )


def _calibration(name: str, claims: Sequence[Sequence[Claim]]) -> Figure:
    """Return the calibration error of the claims of each utterance; utterances are drawn anew."""

    def error(drawn: Sequence[float]) -> float:
        return calibration_error([claim for place in drawn for claim in claims[int(place)]])

    everyone = range(len(claims))
    low, high = bootstrap_interval(everyone, error)
    return Figure(name, error(everyone), "", len(claims), low, high)


def _share(name: str, values: Sequence[float]) -> Figure:
    return replace(mean_of(name, values), smaller_is_better=False)


def _by_act(counts: Counts) -> dict[str, dict[str, float]]:
    total = counts.sum(axis=0)
    return {
        act.value: {
            "f1": round(f1(total[place]), 3),
            "right": int(total[place, 0]),
            "missing": int(total[place, 1]),
            "too_much": int(total[place, 2]),
        }
        for place, act in enumerate(_ACTS)
        if total[place].any()
    }


def _table(groups: Sequence[Sequence[Claim]]) -> list[dict[str, float]]:
    claims = [claim for group in groups for claim in group]
    return [
        {
            "from": one.low,
            "to": one.high,
            "n": one.n,
            "claimed": round(one.confidence, 3),
            "right": round(one.right, 3),
        }
        for one in reliability(claims)
    ]


def _misread(judged: Judged) -> dict[str, Any]:
    return {
        "section": "utterances",
        "context": judged.example.context,
        "text": judged.example.text,
        "expected": [
            f"{'|'.join(one.acts)} {' '.join(t.text for t in one.tokens)}".strip()
            for one, _ in judged.pairs
            if one is not None
        ],
        "acts": [reading.act.value for reading in judged.readings],
        "missing": [token.text for token in judged.match.missing],
        "too_much": [str(thing) for thing in judged.match.extra],
    }
