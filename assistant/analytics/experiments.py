"""Experiments: how many sessions each arm had, and A against B.

The unit is the shopper, or the session of a stranger: an arm is given to a shopper, and sessions
of one are alike. Sums are over all sessions of the range; shares are of sums, not means of means.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from assistant.analytics.asks import Asks
from assistant.analytics.clustering import Grouping, clusters_of
from assistant.analytics.dimensions import EXPERIMENT_NAME
from assistant.analytics.distributions import chi_squared_tail
from assistant.analytics.errors import FigureRefused
from assistant.analytics.figures import measures_of
from assistant.analytics.filters import Filters
from assistant.analytics.intervals import (
    Clusters,
    Difference,
    Interval,
    difference_of,
    holm,
    interval_of,
)
from assistant.analytics.measures.measure import Measure, Ratio
from assistant.analytics.measures.volume import DEPTH
from assistant.analytics.tables import SESSIONS

USUAL: Final = (
    *("cart_sessions", "order_sessions", "abandonment", "depth", "zero_result_share"),
    *("reformulation_share", "clarification_yield", "cost_per_session"),
)
"""Compared where nobody chose."""
MISMATCH: Final = 0.001
"""p of the arms' sizes below which the split is not what was meant; Fabijan et al., KDD 2019."""
MOST: Final = 100
_MOST_TEXTS: Final = 1_000
"""Different sets of arms that are told; a shop with six experiments of three arms has 729."""
_SHOPPERS: Final = DEPTH
"""Every session with a turn counts for it: its clusters are all shoppers."""
_PAIR = re.compile(r'"([^"\\]+)":"([^"\\]*)"')


@dataclass(frozen=True, slots=True)
class Arm:
    """One arm."""

    name: str
    sessions: int


@dataclass(frozen=True, slots=True)
class Experiment:
    """One experiment in a stretch of days."""

    name: str
    arms: tuple[Arm, ...]
    """By name."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One measure of A and of B."""

    measure: Measure
    a: Clusters
    b: Clusters
    interval_a: Interval
    interval_b: Interval
    difference: Difference
    p_holm: float | None
    """Corrected for all measures that were compared together."""


@dataclass(frozen=True, slots=True)
class Tested:
    """An experiment, A against B."""

    experiment: Experiment
    a: str
    b: str
    trials: tuple[Trial, ...]
    shoppers: Mapping[str, int]
    """By arm: known shoppers and strangers' sessions."""
    mismatch_p: float | None
    """Of arms this unlike in shoppers if each was as likely."""
    notes: tuple[str, ...]


def experiments(store: Asks, part: Filters) -> tuple[Experiment, ...]:
    """Return the experiments of a part of the log, by name.

    Raises:
        StoreUnusable: The tables cannot be read.
    """
    found = _given(store, part)
    names = sorted({name for arms in found for name, _ in arms.pairs})
    return tuple(_experiment(found, name) for name in names[:MOST])


@dataclass(frozen=True, slots=True)
class _Given:
    """Sessions that had the same arms of all experiments."""

    text: str
    """As the table holds it."""
    pairs: tuple[tuple[str, str], ...]
    sessions: int


def _given(store: Asks, part: Filters) -> list[_Given]:
    where, parameters = part.where(SESSIONS)
    rows = store.ask(
        "SELECT experiments, count(*) AS sessions FROM sessions"
        f" WHERE experiments IS NOT NULL AND turns > 0 AND {where}"
        f" GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {_MOST_TEXTS}",
        parameters,
    ).rows
    return [
        _Given(
            text,
            tuple((n, a) for n, a in _PAIR.findall(text) if EXPERIMENT_NAME.fullmatch(n)),
            sessions,
        )
        for text, sessions in rows
        if isinstance(text, str) and isinstance(sessions, int)
    ]


def _experiment(found: Sequence[_Given], name: str) -> Experiment:
    sessions: Counter[str] = Counter()
    for given in found:
        sessions.update({arm: given.sessions for of, arm in given.pairs if of == name})
    return Experiment(name, tuple(Arm(arm, sessions[arm]) for arm in sorted(sessions)))


def _mismatch(shoppers: Sequence[int]) -> float | None:
    if len(shoppers) < 2:
        return None
    even = sum(shoppers) / len(shoppers)
    apart = sum((one - even) ** 2 / even for one in shoppers) if even else 0.0
    return chi_squared_tail(apart, len(shoppers) - 1)


def experiment(
    store: Asks,
    name: str,
    part: Filters,
    arms: tuple[str | None, str | None] = (None, None),
    measures: Sequence[str] = (),
) -> Tested:
    """Return an experiment with its arm B against its arm A.

    Args:
        store: Is asked.
        name: Of the experiment.
        part: Of the log.
        arms: A and B; None for the first and the second by name.
        measures: Shares and means of sessions; none for the `USUAL`.

    Raises:
        FigureRefused: There is no such experiment, arm or measure, or the measure is not counted
            by session.
        StoreUnusable: The tables cannot be read.
    """
    chosen = measures_of(measures or USUAL)
    for measure in chosen:
        if not isinstance(measure.sources.get("sessions"), Ratio):
            raise FigureRefused(
                f"{measure.name} is not counted by session, as an experiment needs it.", "measures"
            )
    given = _given(store, part)
    found = _experiment(given, name)
    a, b = _arms(found, arms)
    needed = chosen if _SHOPPERS in chosen else (*chosen, _SHOPPERS)
    sums = _sums(store, given, name, needed, part)
    shoppers = {arm.name: sums[arm.name][_SHOPPERS.name].clusters for arm in found.arms}
    trials = _trials(chosen, sums[a], sums[b])
    mismatch_p = _mismatch(list(shoppers.values()))
    return Tested(found, a, b, trials, shoppers, mismatch_p, tuple(_notes(mismatch_p, trials)))


def _arms(found: Experiment, asked: tuple[str | None, str | None]) -> tuple[str, str]:
    names = [arm.name for arm in found.arms]
    if any(arm is not None and arm not in names for arm in asked):
        raise FigureRefused("The experiment has no such arm in these days.", "a")
    a = asked[0] or next((name for name in names if name != asked[1]), None)
    b = asked[1] or next((name for name in names if name != a), None)
    if a is None or b is None:
        raise FigureRefused("The experiment has no two arms in these days.", "name")
    if a == b:
        raise FigureRefused("Name two different arms.", "b")
    return a, b


def _sums(
    store: Asks, given: Sequence[_Given], name: str, chosen: Sequence[Measure], part: Filters
) -> Mapping[str, Mapping[str, Clusters]]:
    """Return the sums of each arm; its sessions are found by the whole text, which is quick."""
    pairs = [(one.text, arm) for one in given for of, arm in one.pairs if of == name]
    values = ", ".join(
        f"(CAST($text_{n} AS TEXT), CAST($arm_{n} AS TEXT))" for n in range(len(pairs))
    )
    parameters = {f"text_{n}": text for n, (text, _) in enumerate(pairs)}
    parameters |= {f"arm_{n}": arm for n, (_, arm) in enumerate(pairs)}
    grouping = Grouping(
        "shopper",
        ["arms.arm"],
        "turns > 0",
        f"JOIN (VALUES {values}) AS arms (given, arm) ON experiments = arms.given",
        parameters,
    )
    found = clusters_of(store, "sessions", chosen, part, grouping)
    return {str(key[0]): of_arm for key, of_arm in found.items()}


def _trials(
    chosen: Sequence[Measure], a: Mapping[str, Clusters], b: Mapping[str, Clusters]
) -> tuple[Trial, ...]:
    pairs = [(m, a[m.name], b[m.name]) for m in chosen]
    differences = [difference_of(one, other) for _, one, other in pairs]
    corrected = holm([difference.p for difference in differences])
    return tuple(
        Trial(m, one, other, interval_of(one), interval_of(other), difference, p)
        for (m, one, other), difference, p in zip(pairs, differences, corrected, strict=True)
    )


def _notes(mismatch_p: float | None, trials: Sequence[Trial]) -> list[str]:
    notes = []
    if mismatch_p is not None and mismatch_p < MISMATCH:
        notes.append(
            "The arms' sizes differ more than chance explains: mend how they are given out "
            "before believing a difference."
        )
    if any(trial.difference.verdict == "too_few" for trial in trials):
        notes.append("Too few shoppers to tell where no interval is given.")
    return notes
