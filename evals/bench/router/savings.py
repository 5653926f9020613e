"""What the shipped policy saves on the scenario mix, and what 90 % would take.

Priced, not called: the agent holds the dialogues, the policy decides, prompts are built and
counted. Replies of models are taken to be as long as the templates' and never to be tried twice;
what one retry in five would cost is a figure of its own. A second reader is not priced: the shipped
policy asks none.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from agents.models.spec import GpuPrice, ModelSpec
from agents.routing.decision import TEMPLATE
from agents.understand.confidence import GUESS_BELOW
from evals.bench.figure import Figure
from evals.bench.router.mixed import Decided, priced, prompted
from evals.bench.stt.section import Section
from evals.routing.baselines import MODELS, STABLE_TOKENS, Baseline, baselines
from evals.routing.clustered import Estimate, by_cluster, estimate
from evals.routing.redecided import Replayed
from evals.routing.savings import ASKED, Bill, bill_of

OWN_GPU = GpuPrice(
    usd_per_hour=Decimal("2.50"),
    input_tokens_per_s=20_000,
    output_tokens_per_s=2_500,
    utilisation=0.3,
)
"""An assumption, not a measurement: one rented H100, a 30B model with 3B active parameters under
vLLM, busy a third of the day."""
RETRIES = 0.2
"""Share of models' replies that are asked for twice in the pessimistic figure."""


def section_of(mix: Decided, source: str = "shipped") -> Section:
    """Return the figures of a decided mix."""
    models = dict(Replayed(source).loaded.policy.models)
    bill = bill_of(priced(mix, models))
    retried = bill_of(priced(mix, models, calls=1 + RETRIES), _main())
    own = bill_of(priced(mix, _on_own_gpu(models)), _main())
    figures = [*_shares(mix), *_tokens(mix), *_bill(bill)]
    for saving in bill.savings:
        if saving.baseline in _named():
            name, n = saving.baseline.name, len(mix.turns)
            figures.append(_saved(f"saved against {name}", saving.share))
            figures.append(
                Figure(f"turns without a model for 90 % of {name}", saving.without_model, "", n)
            )
    for said, other in (("1 of 5 retried", retried), ("own GPU", own)):
        figures += [
            _saved(f"saved, {said}, against {s.baseline.name}", s.share) for s in other.savings
        ]
    figures += _every_turn(mix, models)
    figures += _closed_room(mix)
    return Section(tuple(figures), (*_kinds(mix, models), *_others(bill), *_acts(mix)))


def _named() -> tuple[Baseline, ...]:
    """Return the baselines that are figures; the others are in the details."""
    return tuple(b for b in baselines() if b.shape != "agent" and b.cache != "vendor")


def _main() -> tuple[Baseline, ...]:
    return tuple(b for b in baselines() if b.shape == "single" and b.cache != "vendor")


def _on_own_gpu(models: dict[str, ModelSpec]) -> dict[str, ModelSpec]:
    """Price the open models by the hour: those that are asked over the chat protocol."""
    return {
        name: spec.model_copy(update={"price": OWN_GPU, "price_as": None})
        if spec.protocol == "openai-chat"
        else spec
        for name, spec in models.items()
    }


def _shares(mix: Decided) -> list[Figure]:
    names = [turn.situation.conversation_id for turn in mix.turns]
    found = []
    for tier in ("template", "open", "closed"):
        shares = [again.tiers.get(tier, 0.0) for again in mix.again]
        found.append(_mean(f"turns of the {tier} tier", names, shares))
    fixed = [float(turn.situation.fixed) for turn in mix.turns]
    unsure = [float(turn.situation.reading_confidence < GUESS_BELOW) for turn in mix.turns]
    return [
        *found,
        _mean("turns that only code may phrase", names, fixed),
        _mean("turns that a second reader would be asked about", names, unsure),
    ]


def _tokens(mix: Decided) -> list[Figure]:
    names = [turn.situation.conversation_id for turn in mix.turns]
    read = [float(turn.situation.prompt_tokens) for turn in mix.turns]
    written = [float(turn.situation.output_tokens) for turn in mix.turns]
    return [
        _mean("prompt tokens", names, read, "tokens"),
        Figure("of these the same for all turns", STABLE_TOKENS, "tokens", 1),
        _mean("reply tokens", names, written, "tokens"),
    ]


def _bill(bill: Bill) -> list[Figure]:
    one = bill.per_conversation
    value, low, high = (None if v is None else 1_000 * v for v in (one.value, one.low, one.high))
    thousand = Estimate(value, low, high, one.n, one.clusters)
    return [
        _figure("cost of 1,000 turns", bill.per_1000, "USD"),
        _figure("cost of 1,000 conversations", thousand, "USD"),
    ]


def _every_turn(mix: Decided, models: dict[str, ModelSpec]) -> list[Figure]:
    """What is saved when templates only say what nobody else may: the price of more model words.

    By the policy's open and closed models, and by the baseline's own model.
    """
    tiers = Replayed("shipped").loaded.policy.tiers
    found = []
    for tier, name in (("open", tiers.open[0]), ("closed", tiers.closed[0])):
        bill = bill_of(priced(_all_by(mix, name), models), _main())
        found += [
            _saved(f"saved, every turn by {tier}, against {s.baseline.name}", s.share)
            for s in bill.savings
        ]
    for baseline in _main():
        own = _all_by(mix, baseline.model)
        bill = bill_of(priced(own, {baseline.model: MODELS[baseline.model]}), (baseline,))
        name = f"saved, every turn by {baseline.model}, against {baseline.name}"
        found.append(_saved(name, bill.savings[0].share))
    return found


def _all_by(mix: Decided, model: str) -> Decided:
    again = tuple(
        replace(one, wanted={TEMPLATE if turn.situation.fixed else model: 1.0})
        for turn, one in zip(mix.turns, mix.again, strict=True)
    )
    return Decided(mix.turns, again)


def _closed_room(mix: Decided) -> list[Figure]:
    """How many turns a baseline's own model may phrase, with the compact prompt, at 90 % saved."""
    at = datetime.now(UTC)
    found = []
    for model in MODELS:
        for cache in ("fresh", "cached"):
            whole = Baseline(model, "single", "fresh" if cache == "fresh" else "cached")
            compact = Baseline(model, "compact", "fresh")
            asked = [prompted(turn) for turn in mix.turns]
            ours = sum(compact.usd(turn, at) for turn in asked)
            theirs = sum(whole.usd(turn, at) for turn in asked)
            share = min(1.0, (1 - ASKED) * theirs / ours)
            found.append(
                Figure(
                    f"turns that {model} may phrase at 90 % of {whole.name}", share, "", len(asked)
                )
            )
    return found


def _kinds(mix: Decided, models: dict[str, ModelSpec]) -> list[dict[str, Any]]:
    """Each kind of dialogue alone, so that another mixture can be worked out."""
    found = []
    for kind in dict.fromkeys(turn.kind for turn in mix.turns):
        places = [i for i, turn in enumerate(mix.turns) if turn.kind == kind]
        part = Decided(tuple(mix.turns[i] for i in places), tuple(mix.again[i] for i in places))
        bill = bill_of(priced(part, models), _main())
        found.append(
            {
                "kind": kind,
                "turns": len(places),
                "asking": bill.asking.value,
                "usd_per_1000_turns": bill.per_1000.value,
                "saved": {s.baseline.name: s.share.value for s in bill.savings},
            }
        )
    return found


def _others(bill: Bill) -> list[dict[str, Any]]:
    """Against agents with two calls a turn, and caches as the vendors have them."""
    return [
        {"against": s.baseline.name, "saved": s.share.value, "usd_per_1000_turns": s.per_1000}
        for s in bill.savings
        if s.baseline not in _named()
    ]


def _acts(mix: Decided) -> list[dict[str, Any]]:
    count: Counter[str] = Counter(act for turn in mix.turns for act in turn.acts)
    rules: Counter[tuple[str, str]] = Counter((again.rule, again.likeliest) for again in mix.again)
    return [
        {"acts": dict(count.most_common())},
        {"rules": [{"rule": r, "model": m, "turns": n} for (r, m), n in rules.most_common()]},
    ]


def _saved(name: str, share: Estimate) -> Figure:
    return replace(_figure(name, share, ""), reach=ASKED, smaller_is_better=False)


def _figure(name: str, one: Estimate, unit: str) -> Figure:
    return Figure(name, one.value, unit, one.n, one.low, one.high)


def _mean(name: str, names: Sequence[str], values: Sequence[float], unit: str = "") -> Figure:
    sums = by_cluster(names, ([1.0] * len(values), values))
    return _figure(name, estimate(sums, lambda s: s[..., 1] / s[..., 0], len(values)), unit)
