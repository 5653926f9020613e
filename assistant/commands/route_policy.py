"""`aisle route check` and `aisle route show`: what a policy file says."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import typer

from agents.ledger.prices import price_of
from agents.routing.costs import Rates, rates_of
from agents.routing.errors import PolicyInvalid
from agents.routing.policy import MODEL_TIERS, Policy
from agents.routing.policy_file import SHIPPED, LoadedPolicy, read_policy
from assistant.commands.route import has_key
from assistant.config import Settings


def policy_path(settings: Settings, named: str | None) -> Path | str:
    """Return the policy file that was named, else the configured one, else the shipped one."""
    named = named or (str(settings.router.policy) if settings.router.policy else SHIPPED)
    return SHIPPED if named == SHIPPED else Path(named)


def run(settings: Settings, action: str, named: str | None, as_json: bool) -> None:
    """Check or show a policy."""
    path = policy_path(settings, named)
    if action == "check":
        _check(path)
    else:
        _show(read_policy(path), as_json)


def _check(path: Path | str) -> None:
    try:
        loaded = read_policy(path)
    except PolicyInvalid as error:
        for fault in error.faults:
            typer.echo(fault.told(error.name), err=True)
        raise typer.Exit(1) from error
    policy = loaded.policy
    for warning in _warnings(policy):
        typer.echo(f"{loaded.name}: {warning}")
    typer.echo(
        f"{loaded.name} is fine: {len(policy.models)} models, {len(policy.rules)} rules, "
        f"{len(policy.budgets)} budgets, digest {loaded.digest}."
    )


def _warnings(policy: Policy) -> list[str]:
    rates = rates_of(policy.models, price_of)
    found = [
        f"no price is known for {name}: its calls are counted apart, give it a price or price_as"
        for name in policy.models
        if rates[name] is None
    ]
    if not policy.tier_of:
        found.append("no tier names a model: the templates phrase every reply")
    found += [
        f"{name} is in no tier and is never asked"
        for name in policy.models
        if name not in policy.tier_of
    ]
    found += [
        f"rule {rule.name!r} asks for the tier {rule.tier}, which has no models"
        for rule in policy.rules
        if rule.tier in MODEL_TIERS and not policy.in_tier(rule.tier)
    ]
    return found + [
        f"the key of {name} is missing: set {spec.key_variable}"
        for name, spec in policy.models.items()
        if spec.key_variable is not None and not has_key(spec.key_variable)
    ]


@dataclass(frozen=True, slots=True)
class _Row:
    name: str
    tier: str
    model: str
    rates: Rates | None
    key: str
    personal_data: str
    regions: str

    def as_json(self) -> dict[str, object]:
        rates = self.rates
        return {
            "name": self.name,
            "tier": self.tier,
            "model": self.model,
            "usd_per_million": rates
            and {
                "input": round(rates.fresh * 1e6, 6),
                "cached": round(rates.cached * 1e6, 6),
                "output": round(rates.output * 1e6, 6),
            },
            "key": self.key,
            "personal_data": self.personal_data,
            "regions": self.regions,
        }


def _show(loaded: LoadedPolicy, as_json: bool) -> None:
    policy = loaded.policy
    rows = _rows(policy, has_key)
    if as_json:
        data = {
            "policy": loaded.name,
            "digest": loaded.digest,
            "models": [row.as_json() for row in rows],
            "rules": [rule.model_dump(mode="json", exclude_defaults=True) for rule in policy.rules],
            "budgets": [budget.model_dump(mode="json") for budget in policy.budgets],
            "default": policy.tasks.reply.default,
            "kill": sorted(policy.kill),
            "explore": policy.explore.rate,
            "score": policy.score and policy.score.file,
        }
        typer.echo(json.dumps(data, indent=2))
        return
    typer.echo(f"{loaded.name}, digest {loaded.digest}")
    typer.echo(
        f"\n{'model':<12} {'tier':<7} {'key':<8} {'may hold':<10} {'in':>8} {'cached':>8} "
        f"{'out':>8}  as"
    )
    for row in rows:
        typer.echo(
            f"{row.name:<12} {row.tier:<7} {row.key:<8} {row.personal_data:<10} "
            f"{_prices(row.rates)}  {row.model}"
        )
    typer.echo("\nin, cached, out: dollars a million tokens; may hold: personal data, at most")
    typer.echo("\nrules of the reply, the first that fits decides")
    for rule in policy.rules:
        when = rule.when.model_dump(mode="json", exclude_none=True)
        told = ", ".join(f"{key} {_short(value)}" for key, value in when.items()) or "always"
        typer.echo(f"  {rule.name:<18} -> {rule.model or rule.tier:<9} {told}")
    typer.echo(f"  {'otherwise':<18} -> {'score' if policy.score else policy.tasks.reply.default}")
    for budget in policy.budgets:
        typer.echo(f"budget: {budget.said}: {budget.usd} USD")
    if policy.kill:
        typer.echo(f"switched off: {', '.join(sorted(policy.kill))}")
    typer.echo(f"explored: {policy.explore.rate:.1%} of the turns whose acts are safe")


def _rows(policy: Policy, keyed: Callable[[str], bool]) -> list[_Row]:
    rates = rates_of(policy.models, price_of)
    rows = []
    for name, spec in policy.models.items():
        variable = spec.key_variable
        key = "-" if variable is None else "there" if keyed(variable) else "missing"
        tier = policy.tier_of.get(name, "none")
        regions = ", ".join(spec.regions)
        row = _Row(name, tier, spec.model, rates[name], key, spec.personal_data, regions)
        rows.append(row)
    return rows


def _prices(rates: Rates | None) -> str:
    if rates is None:
        return f"{'not known':>26}"
    return " ".join(f"{usd * 1e6:8.3f}" for usd in (rates.fresh, rates.cached, rates.output))


def _short(value: object) -> str:
    if isinstance(value, dict):
        low, high = value.get("min"), value.get("max")
        if low == high:
            return f"= {low:g}"
        if low is None:
            return f"<= {high:g}"
        return f">= {low:g}" if high is None else f"{low:g} to {high:g}"
    if isinstance(value, list):
        return "/".join(sorted(map(str, value)))
    return str(value).lower()
