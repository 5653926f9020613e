"""Join what the acts came to into one plan: the facts that the reply may state."""

from langgraph.runtime import Runtime

from agents import cart as carts
from agents.nodes.turn_state import Tools, TurnState
from agents.reply.phrasing import seed_of
from agents.reply.plan import Part, ReplyPlan, Talk, Talked

_ONLY_ALONE = frozenset({Talk.UNCLEAR, Talk.OUT_OF_SCOPE, Talk.ASR_FAILURE})
"""Not said beside an answer: what was understood is worth more."""


def plan_reply(state: TurnState, runtime: Runtime[Tools]) -> TurnState:
    """Return everything that one reply may say, without repetitions."""
    dialogue, readings = state["dialogue"], state["readings"]
    plan = ReplyPlan(
        parts=_worth_saying(state["parts"]),
        acts=tuple(reading.act for reading in readings),
        products=state["screen"],
        cart=carts.lines(dialogue.cart, runtime.context.search.product),
        utterance=state["utterance"].text,
        confidence=min(reading.confidence for reading in readings),
        seed=seed_of(state["conversation_id"], dialogue.turn),
    )
    return {"plan": plan}


def _worth_saying(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    once = tuple(part for place, part in enumerate(parts) if part not in parts[:place])
    answers = tuple(p for p in once if not (isinstance(p, Talked) and p.talk in _ONLY_ALONE))
    return answers or once[:1]
