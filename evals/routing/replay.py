"""Decide a log's turns by another policy, price them, and judge them where labels allow.

report = replay(read_logs([folder]), Replayed(policy), labels)
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from agents.routing.decision import TEMPLATE
from evals.routing.baselines import STABLE_TOKENS, Prompted
from evals.routing.clustered import Estimate, by_cluster, estimate
from evals.routing.costs import Costing, TurnCost
from evals.routing.evidence import Observed, evidence_of, too_thin, unsupported
from evals.routing.labels import Labels
from evals.routing.logged import Log, LoggedTurn
from evals.routing.quality import Quality, quality_of
from evals.routing.redecided import Redecided, Replayed
from evals.routing.savings import Bill, Priced, bill_of
from evals.routing.scored import Scored, scored_pairs
from evals.routing.tokens import TokenMix, kind_of, mix_of

_FAILED = "router_failed"
"""Reason of a turn that no policy decided."""


@dataclass(frozen=True, slots=True)
class Change:
    """Turns that go to another arm, where chance has no say."""

    rule: str
    """Of the new policy."""
    before: str
    after: str
    turns: int
    usd: float | None
    """Added to the bill of the log by it, negative where it saves; None without a price."""


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the costs come from, as shares of the turns."""

    exact: float
    measured: float
    modelled: float
    unpriced: float


@dataclass(frozen=True, slots=True)
class ReplayReport:
    """Everything that a replay can say."""

    log: Log
    policy: str
    policies: tuple[str, ...]
    """Digests of the policies that the log was decided by."""
    tiers: dict[str, Estimate]
    """Share of the turns by tier that is asked first."""
    models: dict[str, Estimate]
    logged_tiers: dict[str, Estimate]
    changed: Estimate
    """Share of the turns that go to another arm, what chance does to either included."""
    changes: tuple[Change, ...]
    bill: Bill
    logged_per_1000: Estimate
    """Dollars per 1,000 turns of the log as it was, at the same prices."""
    sources: Sources
    unpriced: tuple[str, ...]
    """Models of the policy without a price."""
    labelled: int
    strangers: int
    quality: Quality | None
    refused: tuple[str, ...]
    """Why there is no estimate of quality; empty where there is one or none was asked for."""
    scored: tuple[Scored, ...]
    """RouteLLM's metrics, for pairs of models with labels of both."""


def replay(log: Log, policy: Replayed, labels: Labels | None = None) -> ReplayReport:
    """Return what the log's turns come to under `policy`.

    Args:
        log: At least one turn.
        policy: The new one.
        labels: Of the log's turns; without them, nothing is said of quality.
    """
    turns = log.turns
    mix = mix_of(turns)
    redone = policy.redecide(turns, mix)
    costing = Costing(turns, policy.loaded.policy.models, mix)
    costs = [costing.expected(t, r.wanted) for t, r in zip(turns, redone, strict=True)]
    logged = [costing.logged(t) or 0.0 for t in turns]
    names = [t.conversation_id for t in turns]
    quality, refused = _judged(turns, redone, labels)
    given = [] if labels is None else [q for q in labels.given if q is not None]
    return ReplayReport(
        log=log,
        policy=policy.loaded.digest,
        policies=tuple(dict.fromkeys(t.route.decision.policy for t in turns)),
        tiers=_shares(names, [r.tiers for r in redone]),
        models=_shares(names, [r.wanted for r in redone]),
        logged_tiers=_shares(names, [{t.route.decision.tier: 1.0} for t in turns]),
        changed=_mean(
            names, [1 - r.wanted.get(t.model, 0.0) for t, r in zip(turns, redone, strict=True)]
        ),
        changes=_changes(turns, redone, costing),
        bill=bill_of(
            [
                Priced(
                    conversation=turn.conversation_id,
                    usd=cost.usd,
                    asking=1 - again.wanted.get(TEMPLATE, 0.0),
                    prompted=_prompted(turn, mix),
                    at=turn.route.at,
                )
                for turn, again, cost in zip(turns, redone, costs, strict=True)
            ]
        ),
        logged_per_1000=_mean(names, [1_000 * usd for usd in logged]),
        sources=_sources(costs),
        unpriced=costing.unpriced,
        labelled=len(given),
        strangers=0 if labels is None else labels.strangers,
        quality=quality,
        refused=refused,
        scored=() if labels is None else scored_pairs(redone, labels),
    )


def _judged(
    turns: Sequence[LoggedTurn], redone: Sequence[Redecided], labels: Labels | None
) -> tuple[Quality | None, tuple[str, ...]]:
    if labels is None:
        return None, ()
    observed, broken = [], 0
    for turn, again, given in zip(turns, redone, labels.given, strict=True):
        if _FAILED in turn.route.decision.reasons:
            continue
        known = turn.propensities
        if known is None:
            broken += 1
            continue
        observed.append(
            Observed(
                conversation=turn.conversation_id,
                kind=kind_of(turn.route.situation),
                arm=turn.model,
                logged=known,
                wanted=again.wanted,
                quality=given,
                rule=again.rule,
            )
        )
    if broken:
        reason = (
            f"{broken} turns have propensities that do not add up to 1 or contradict the choice"
        )
        return None, (reason,)
    if not any(o.quality is not None for o in observed):
        return None, ("no label is of a turn of this log",)
    if reasons := unsupported(observed):
        return None, reasons
    evidence = evidence_of(observed)
    if thin := too_thin(evidence):
        return None, (thin,)
    return quality_of(evidence), ()


def _prompted(turn: LoggedTurn, mix: TokenMix) -> Prompted:
    usage = mix.usage(turn.route.situation, "")
    return Prompted(
        input=usage.input, stable=STABLE_TOKENS, output=usage.output, first=turn.turn == 0
    )


def _shares(names: Sequence[str], shares: Sequence[dict[str, float]]) -> dict[str, Estimate]:
    keys = dict.fromkeys(key for share in shares for key in share)
    return {key: _mean(names, [share.get(key, 0.0) for share in shares]) for key in sorted(keys)}


def _mean(names: Sequence[str], values: Sequence[float]) -> Estimate:
    sums = by_cluster(names, (np.ones(len(values)), values))
    return estimate(sums, lambda s: s[..., 1] / s[..., 0], len(values))


def _changes(
    turns: Sequence[LoggedTurn], redone: Sequence[Redecided], costing: Costing
) -> tuple[Change, ...]:
    """Return what changes between the likeliest arms, the most turns first."""
    count: Counter[tuple[str, str, str]] = Counter()
    added: dict[tuple[str, str, str], float | None] = {}
    for turn, again in zip(turns, redone, strict=True):
        before, after = turn.likeliest, again.likeliest
        if before == after:
            continue
        key = (again.rule, before, after)
        count[key] += 1
        then, now = costing.modelled(turn, before), costing.modelled(turn, after)
        so_far = added.get(key, 0.0)
        known = None if then is None or now is None or so_far is None else so_far + now - then
        added[key] = known
    return tuple(Change(*key, turns, added[key]) for key, turns in count.most_common())


def _sources(costs: Sequence[TurnCost]) -> Sources:
    n = len(costs)
    return Sources(
        exact=sum(c.exact for c in costs) / n,
        measured=sum(c.measured for c in costs) / n,
        modelled=sum(c.modelled for c in costs) / n,
        unpriced=sum(c.unpriced for c in costs) / n,
    )
