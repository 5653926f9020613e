"""Put the plan into words, decide who is to phrase it, and note what the turn has come to."""

import logging
from dataclasses import replace
from uuid import uuid4

from langgraph.runtime import Runtime

from agents.nodes.turn_state import Tools, TurnState
from agents.reply import templates
from agents.routing.decision import Decision, template_decision
from agents.routing.of_turn import situation_of
from agents.routing.situation import Situation

_log = logging.getLogger(__name__)


def compose(state: TurnState, runtime: Runtime[Tools]) -> TurnState:
    """Phrase the plan with the templates, and let the router decide who may do better.

    A model is not asked here: `agents.phrasing` does that once the reply is wanted, and falls
    back on these words. `saved` is what `ShoppingAgent.commit` stores; until then nothing is
    kept.
    """
    tools, plan = runtime.context, state["plan"]
    started_s = tools.clock()
    reply = templates.compose(plan)
    dialogue = state["dialogue"]
    situation = situation_of(
        plan, dialogue, state["utterance"], state["conversation_id"], tools.tenant, reply.text
    )
    after = replace(dialogue, turn=dialogue.turn + 1, last_reply=reply.text, whole_reply=reply.text)
    reply_ms = (tools.clock() - started_s) * 1e3
    return {
        "reply": reply,
        "situation": situation,
        "decision": _decided(situation, tools),
        "dialogue": after,
        "saved": after.to_json(),
        "spent": replace(state["spent"], reply_ms=reply_ms),
    }


def _decided(situation: Situation, tools: Tools) -> Decision:
    try:
        return tools.router.decide(situation)
    except Exception:  # noqa: BLE001 - a router's failure must not cost the turn
        _log.warning("routing failed", exc_info=True)
        return template_decision(str(uuid4()), "router_failed")
