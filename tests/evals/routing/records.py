"""Lines of an intent log, as the tests of a replay need them."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from agents.acts import Act
from agents.models.call import Task
from agents.models.usage import Usage
from agents.routing.decision import TEMPLATE, Alternative, Decision, TierName
from agents.routing.situation import Situation
from assistant.route_record import CallRecord, RouteRecord

AT = datetime(2026, 11, 1, 12, tzinfo=UTC)
TIERS: dict[str, TierName] = {TEMPLATE: "template", "qwen": "open", "gpt": "closed"}
POLICY = """
[models.qwen]
protocol = "openai-chat"
model = "qwen"
url = "http://127.0.0.1:8000/v1"
price = { input_usd = 1, output_usd = 2 }

[models.gpt]
protocol = "openai-responses"
model = "gpt"
price = { input_usd = 10, output_usd = 100, cached_usd = 1 }

[tiers]
open = ["qwen"]
closed = ["gpt"]

[sticky]
on = false
"""
"""Followed by the test's own rules."""


def situation(conversation: str, turn: int, act: Act, part: str, prompt_tokens: int) -> Situation:
    """Return a turn that asks for one thing."""
    return Situation(
        task=Task.REPLY,
        tenant="default",
        conversation_id=conversation,
        turn=turn,
        acts=(act,),
        parts=(part,),
        results=3,
        words=5,
        prompt_tokens=prompt_tokens,
        seed=turn,
    )


def line(
    of: Situation,
    model: str,
    propensities: dict[str, float] | None = None,
    usage: Usage | None = None,
    reasons: Sequence[str] = ("rule:logged",),
) -> str:
    """Return the line of a turn.

    Args:
        of: What was decided on.
        model: What was chosen.
        propensities: Of every arm; the chosen one alone if None.
        usage: Of the model's one call; None for no call.
    """
    shares = dict.fromkeys(TIERS, 0.0) | (propensities or {model: 1.0})
    decision = Decision(
        id=f"{of.conversation_id}-{of.turn}",
        tier=TIERS[model],
        model=model,
        propensity=shares[model],
        reasons=tuple(reasons),
        alternatives=tuple(Alternative(n, TIERS[n], share) for n, share in shares.items()),
        policy="0123456789ab",
    )
    calls = (
        []
        if usage is None
        else [CallRecord(model=model, outcome="completed", usage=usage, cost_usd=None)]
    )
    route = RouteRecord(
        situation=of, decision=decision, tier=TIERS[model], model=model, calls=calls, at=AT
    )
    return json.dumps(
        {
            "query_id": f"q-{of.conversation_id}-{of.turn}",
            "session_id": of.conversation_id,
            "turn": of.turn,
            "user_query": "never read",
            "route": json.loads(route.model_dump_json()),
        }
    )


def written(path: Path, lines: Sequence[str]) -> Path:
    """Write lines to a file and return its path."""
    path.write_text("".join(text + "\n" for text in lines), encoding="utf-8")
    return path
