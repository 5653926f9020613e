"""Mistakes of a policy that no table shows alone: names that lead nowhere, rules that never hold.

Pure; each mistake comes with its path, so that the file's reader can say on which line it is.
"""

from collections.abc import Iterator
from difflib import get_close_matches

from agents.models.endpoint import endpoint_of
from agents.models.errors import EndpointRefused
from agents.models.spec import ModelSpec
from agents.routing.decision import TEMPLATE
from agents.routing.parts import PARTS
from agents.routing.policy import MODEL_TIERS, SCORE, Policy, Rule, When
from agents.routing.policy_lines import Path

_RESERVED = frozenset({TEMPLATE, SCORE, "all", *MODEL_TIERS})

Mistake = tuple[Path, str]


def mistakes_of(policy: Policy) -> Iterator[Mistake]:
    """Yield what is wrong between the tables of a policy, with the path of each."""
    yield from _of_models(policy)
    yield from _of_tiers(policy)
    yield from _of_rules(policy)
    yield from _of_names(policy)
    yield from _of_budgets(policy)
    if policy.explore.rate > 0 and not policy.explore.acts:
        yield ("explore", "rate"), 'a rate needs acts on which it is safe: acts = ["find"]'


def suggested(name: str, known: Iterator[str] | list[str]) -> str:
    """Return the clause that helps with an unknown name: what was meant, or what there is."""
    names = sorted(known)
    near = get_close_matches(name, names, n=1, cutoff=0.6)
    if near:
        return f"did you mean {near[0]!r}?"
    return f"there is {', '.join(names)}" if names else "there is none"


def _of_models(policy: Policy) -> Iterator[Mistake]:
    for name in policy.models:
        if name in _RESERVED:
            yield ("models", name), f"a model may not be called {name!r}, which means a tier"
        elif not name.replace("-", "").replace("_", "").replace(".", "").isalnum():
            yield ("models", name), "a model's name holds letters, digits, - _ and . only"
        try:
            endpoint_of(name, policy.models[name])
        except EndpointRefused as error:
            yield ("models", name, "url"), str(error)


def _of_tiers(policy: Policy) -> Iterator[Mistake]:
    seen: dict[str, str] = {}
    for tier in MODEL_TIERS:
        for index, name in enumerate(policy.in_tier(tier)):
            path: Path = ("tiers", tier, index)
            if name not in policy.models:
                yield path, _no_model(policy, name)
            elif name in seen:
                yield path, f"{name!r} stands in tiers.{seen[name]} already"
            seen.setdefault(name, tier)


def _of_rules(policy: Policy) -> Iterator[Mistake]:
    names: dict[str, int] = {}
    closed_by: dict[str, str] = {}
    for index, rule in enumerate(policy.rules):
        path: Path = ("rules", index)
        if rule.name in names:
            yield (*path, "name"), f"a rule before it is called {rule.name!r} too"
        names.setdefault(rule.name, index)
        yield from _of_rule(policy, rule, path)
        if (before := closed_by.get(rule.task)) is not None:
            yield path, f"this rule never holds: {before!r} before it fits every turn"
        elif rule.when == When():
            closed_by[rule.task] = rule.name


def _of_rule(policy: Policy, rule: Rule, path: Path) -> Iterator[Mistake]:
    tiers = policy.task(rule.task).tiers
    if rule.tier == SCORE and policy.score is None:
        yield (*path, "tier"), 'tier = "score" needs a [score] table'
    elif rule.tier in MODEL_TIERS:
        if rule.tier not in tiers:
            yield (*path, "tier"), f"tasks.{rule.task}.tiers does not hold {rule.tier!r}"
    elif rule.model is not None:
        if rule.model not in policy.models:
            yield (*path, "model"), _no_model(policy, rule.model)
        elif (tier := policy.tier_of.get(rule.model)) is None:
            yield (*path, "model"), f"the model {rule.model!r} is in no tier: add it to [tiers]"
        elif tier not in tiers:
            yield (*path, "model"), f"tasks.{rule.task}.tiers does not hold its tier {tier!r}"
    for part in sorted(rule.when.parts or ()):
        if part not in PARTS:
            yield (
                (*path, "when", "parts"),
                f"no reply has a part {part!r}; {suggested(part, list(PARTS))}",
            )


def _of_names(policy: Policy) -> Iterator[Mistake]:
    groups = {*MODEL_TIERS, "all"}
    for name in sorted(policy.kill - groups - set(policy.models)):
        yield ("kill",), f"nothing is called {name!r}; {suggested(name, [*policy.models, *groups])}"
    for tenant, table in policy.tenants.items():
        for name in sorted((table.allow or frozenset()) - set(MODEL_TIERS) - set(policy.models)):
            yield (
                ("tenants", tenant, "allow"),
                f"nothing is called {name!r}; {suggested(name, [*policy.models, *MODEL_TIERS])}",
            )
        if table.region is not None and not _runs_in(policy.models, table.region):
            yield (
                ("tenants", tenant, "region"),
                f"no model states the region {table.region!r}: give one regions = "
                f'["{table.region}"]',
            )


def _runs_in(models: dict[str, ModelSpec], region: str) -> bool:
    return not models or any(region in spec.regions for spec in models.values())


def _of_budgets(policy: Policy) -> Iterator[Mistake]:
    if not policy.tenants or "default" in policy.tenants:
        return
    for index, budget in enumerate(policy.budgets):
        if budget.tenant is not None and budget.tenant not in policy.tenants:
            yield (
                ("budgets", index, "tenant"),
                f"there is no [tenants.{budget.tenant}]; "
                f"{suggested(budget.tenant, list(policy.tenants))}",
            )


def _no_model(policy: Policy, name: str) -> str:
    return f"there is no [models.{name}]; {suggested(name, list(policy.models))}"
