"""Put the plan into words, and note what the conversation has come to."""

from dataclasses import replace

from langgraph.runtime import Runtime

from agents.nodes.turn_state import Tools, TurnState


async def compose(state: TurnState, runtime: Runtime[Tools]) -> TurnState:
    """Let the tier that the router chooses phrase the reply.

    `saved` is what `ShoppingAgent.commit` stores; until then nothing is kept.
    """
    tools, plan = runtime.context, state["plan"]
    started_s = tools.clock()
    reply = await tools.router.choose(plan).compose(plan)
    dialogue = state["dialogue"]
    after = replace(dialogue, turn=dialogue.turn + 1, last_reply=reply.text, whole_reply=reply.text)
    reply_ms = (tools.clock() - started_s) * 1e3
    return {
        "reply": reply,
        "dialogue": after,
        "saved": after.to_json(),
        "spent": replace(state["spent"], reply_ms=reply_ms),
    }
