"""`aisle route explain`: what a policy decides for one situation, and why. No model is asked."""

import asyncio
import json
from dataclasses import asdict
from typing import Any

import typer

from agents.acts import Act
from agents.models.call import Task
from agents.routing.decision import Decision
from agents.routing.parts import PARTS
from agents.routing.policy_checks import suggested
from agents.routing.router import PolicyRouter
from agents.routing.situation import Situation
from agents.routing.source import PolicySource
from agents.turn import Utterance
from assistant.commands.route import has_key
from assistant.commands.route_policy import policy_path
from assistant.config import Settings
from assistant.errors import UsageError
from assistant.parts import text_parts

_CONVERSATION = "explained"


def run(
    settings: Settings,
    policy: str | None,
    utterance: str | None,
    given: dict[str, Any],
    tenant: str | None,
    as_json: bool,
) -> None:
    """Decide on one situation and print the decision."""
    source = PolicySource(policy_path(settings, policy))
    tenant = tenant or settings.router.tenant
    situation = (
        _situation(given, tenant)
        if utterance is None
        else asyncio.run(_planned(settings, utterance, tenant))
    )
    decision = PolicyRouter(source, keys=has_key).decide(situation)
    if as_json:
        typer.echo(json.dumps({"situation": asdict(situation), "decision": asdict(decision)}))
        return
    _tell(situation, decision, utterance is not None)


def _situation(given: dict[str, Any], tenant: str) -> Situation:
    acts, known = given["acts"], [act.value for act in Act]
    if unknown := [act for act in acts if act not in known]:
        raise UsageError(f"There is no act {unknown[0]!r}; {suggested(unknown[0], known)}")
    if unknown := [part for part in given["parts"] if part not in PARTS]:
        raise UsageError(
            f"No reply has a part {unknown[0]!r}; {suggested(unknown[0], list(PARTS))}"
        )
    values = given | {
        "task": Task(given["task"]),
        "acts": tuple(Act(act) for act in acts),
        "parts": tuple(given["parts"]),
    }
    return Situation(tenant=tenant, conversation_id=_CONVERSATION, **values)


async def _planned(settings: Settings, utterance: str, tenant: str) -> Situation:
    if not utterance.strip():
        raise UsageError("Say something: aisle route explain 'show me boots'.")
    async with text_parts(settings) as parts:
        turn = await parts.shopping.plan(_CONVERSATION, Utterance(utterance), tenant=tenant)
    if turn.situation is None:
        raise UsageError("This utterance comes to no situation that could be decided on.")
    return turn.situation


def _tell(situation: Situation, decision: Decision, was_planned: bool) -> None:
    if was_planned:
        shown = {k: v for k, v in asdict(situation).items() if v not in ((), 0, None, False, "")}
        typer.echo("situation")
        for name, value in shown.items():
            typer.echo(f"  {name:<19} {', '.join(value) if isinstance(value, tuple) else value}")
    typer.echo(f"{decision.tier}: {decision.model}, because {', then '.join(decision.reasons)}")
    chain = ", ".join((*decision.fallbacks, "template"))
    if decision.fallbacks or decision.tier != "template":
        typer.echo(f"steps in: {chain}; first content within {decision.first_content_s:g} s")
    typer.echo(f"\n{'alternative':<14} {'tier':<9} {'chance':>7} {'USD':>10} {'quality':>8}  out")
    for one in decision.alternatives:
        usd = "not known" if one.expected_usd is None else f"{one.expected_usd:.6f}"
        quality = "" if one.score is None else f"{one.score:.2f}"
        typer.echo(
            f"{one.model:<14} {one.tier:<9} {one.propensity:7.4f} {usd:>10} {quality:>8}  "
            f"{one.refused or ''}"
        )
