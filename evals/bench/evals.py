"""`aisle bench evals`: do the evals find what is wrong, and only that; and how long they take.

Runs are played with different seeds, as a team's runs of two versions would be.
"""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.config import Settings
from evals.bench.evals_again import again, whole
from evals.bench.evals_planted import Found, find
from evals.bench.evals_play import Player, Wanted
from evals.bench.figure import Figure, Report
from evals.bench.stamp import stamp
from evals.guard_exam import wilson
from evals.measures.scored import ScoredRun
from evals.planted.names import FAULTS, LYING_MODEL, REQUIRED
from evals.statistics.comparison import Comparison
from evals.statistics.figures import figure_of
from evals.statistics.pairs import key_of
from evals.statistics.turned import succeeded

SEEDS = (1, 2, 3, 4, 5)
"""Of the runs of the same system."""
FAULTY_SEED = 11
VOICE = ("clean", "crowd 10 dB")
_VOICE_SUITE = ("voice",)
_NAMES_SPOKEN = ("voice", "misheard")
"""Where the catalog's own words are said: of 43 scenarios 17 have something repaired."""
REACH_SUITE_S, REACH_VOICE_S = 180.0, 600.0
REACH_AGAIN = 2
_REACHED = {"pass_1": 0.95, "pass_k": 0.90}
_REACHED_SPOKEN = {"clean": 0.90, "crowd 10 dB": 0.80}


def run(settings: Settings) -> Report:
    """Play all runs, compare them, and return the figures."""
    with TemporaryDirectory(prefix="aisle-bench-evals-") as folder:
        player = Player(settings, Path(folder), os.cpu_count() or 1)
        equal = [player.play(Wanted(f"equal-{seed}", seed)) for seed in SEEDS]
        repeated = player.play(Wanted("repeated", SEEDS[0]))
        spoken = player.play(Wanted("voice", SEEDS[0], None, VOICE, _VOICE_SUITE, trials=1))
        found = tuple(_found(player, equal[0]))
        pairs, wholes = list(again(equal)), list(whole(equal))
    figures = (
        *_planted(found),
        _called("equal_called_different", pairs, REACH_AGAIN),
        _called("equal_whole_runs_called_different", wholes),
        _changed(equal[0], repeated),
        _seconds("text_suite_s", equal[0], REACH_SUITE_S),
        _seconds("voice_suite_s", spoken, REACH_VOICE_S),
        *(_share(name, equal[0], reach) for name, reach in _REACHED.items()),
        *(_share("pass_1", spoken, reach, at) for at, reach in _REACHED_SPOKEN.items()),
    )
    catalog = equal[0].stamp.get("catalog")
    details = (*(one.as_json() for one in found), *_false_calls((*pairs, *wholes)))
    return Report("evals", figures, stamp(str(catalog) if catalog else None), details)


def _spoken(player: Player, planted: str | None) -> ScoredRun:
    name, seed = (f"spoken-{planted}", FAULTY_SEED) if planted else ("spoken", SEEDS[0])
    return player.play(Wanted(name, seed, planted, VOICE[:1], _NAMES_SPOKEN, trials=1))


def _found(player: Player, sound: ScoredRun) -> Iterable[Found]:
    lying = player.play(Wanted(LYING_MODEL, SEEDS[0], LYING_MODEL))
    baselines = {None: sound, LYING_MODEL: lying}
    for fault in FAULTS:
        if fault.spoken:
            yield find(fault, lambda name: _spoken(player, name), {None: _spoken(player, None)})
        else:
            yield find(
                fault,
                lambda name: player.play(Wanted(str(name), FAULTY_SEED, name)),
                baselines,
            )


def _planted(found: Sequence[Found]) -> Iterable[Figure]:
    required = [one for one in found if one.fault.name in REQUIRED]
    others = [one for one in found if one.fault.name not in REQUIRED]
    for name, among, reach in (
        ("planted", required, float(len(REQUIRED))),
        ("others_planted", others, None),
    ):
        seen, explained = sum(f.is_found for f in among), sum(f.is_explained for f in among)
        yield Figure(
            f"{name}_found", seen, "faults", len(among), reach=reach, smaller_is_better=False
        )
        yield Figure(
            f"{name}_explained", explained, "faults", len(among), reach=reach,
            smaller_is_better=False,
        )  # fmt: skip


def _called(name: str, comparisons: Sequence[Comparison], reach: float | None = None) -> Figure:
    n = len(comparisons)
    called = sum(_is_called(one) for one in comparisons)
    low, high = wilson(called, n)
    return Figure(name, called, "comparisons", n, low * n, high * n, reach)


def _is_called(comparison: Comparison) -> bool:
    return bool(comparison.called)


def _changed(run: ScoredRun, repeated: ScoredRun) -> Figure:
    """Return how many trials came to another verdict with the same seed."""
    before = {key_of(trial): succeeded(trial) for trial in run.trials}
    after = {key_of(trial): succeeded(trial) for trial in repeated.trials}
    keys = before.keys() | after.keys()
    changed = sum(before.get(key) != after.get(key) for key in keys)
    return Figure("same_seed_other_verdicts", changed, "trials", len(keys), reach=0)


def _seconds(name: str, run: ScoredRun, reach: float) -> Figure:
    took = run.stamp.get("took_s")
    value = float(took) if isinstance(took, int | float) else None
    return Figure(name, value, "s", len(run.trials), reach=reach)


def _share(name: str, run: ScoredRun, reach: float, condition: str | None = None) -> Figure:
    measure = next(measure for measure in run.measures if measure.name == name)
    trials = [t for t in run.trials if condition is None or t.condition == condition]
    found = figure_of(measure, trials)
    called = name if condition is None else f"voice_{name}_{condition.replace(' ', '_')}"
    return Figure(
        called, found.value, "", found.trials, found.low, found.high, reach, smaller_is_better=False
    )


def _false_calls(comparisons: Sequence[Comparison]) -> Iterable[dict[str, object]]:
    for place, comparison in enumerate(comparisons):
        for verdict in comparison.called:
            yield {"equal": place, **verdict.as_json()}
