"""Everything that needs no product: manners, limits, repeating, stopping, asking back."""

from dataclasses import replace

from langgraph.runtime import Runtime

from agents.acts import Act
from agents.nodes.edit import CART_ACTS
from agents.nodes.turn_state import Tools, TurnState, current
from agents.reply.plan import Part, Repeated, Talk, Talked
from retrieval.terms import Field

_ACTS = {
    Act.SAVE: Talk.SAVE,
    Act.BUNDLE: Talk.BUNDLE,
    Act.STOP: Talk.STOP,
    Act.OUT_OF_SCOPE: Talk.OUT_OF_SCOPE,
    Act.UNCLEAR: Talk.UNCLEAR,
    Act.ASR_FAILURE: Talk.ASR_FAILURE,
    Act.CONFIRM: Talk.CONFIRMED,
}
_TOPIC_ACTS = {Act.SMALLTALK: Talk.HELP, Act.ORDER_OR_POLICY: Talk.ORDER}
"""Acts with a topic, and what is said where the topic is not one of ours."""


def talk(state: TurnState, runtime: Runtime[Tools]) -> TurnState:
    """Plan a fixed sentence; a "no" calls off what waits for an answer."""
    dialogue, reading = state["dialogue"], current(state)
    part = _part(state, runtime.context)
    if reading.act is Act.DENY:
        dialogue = replace(dialogue, pending=None)
    return {"dialogue": dialogue, "parts": (*state["parts"], part)}


def _part(state: TurnState, tools: Tools) -> Part:
    dialogue, reading = state["dialogue"], current(state)
    if reading.act is Act.REPEAT:
        if dialogue.whole_reply:
            return Repeated(dialogue.whole_reply)
        return Talked(Talk.NOTHING_SAID)
    if reading.act is Act.DENY:
        waiting = dialogue.pending is not None and dialogue.pending.act in CART_ACTS
        return Talked(Talk.LEFT_OUT if waiting else Talk.DENIED)
    if reading.act in _TOPIC_ACTS:
        known = {talk.value: talk for talk in Talk}
        return Talked(known.get(reading.topic or "", _TOPIC_ACTS[reading.act]))
    return Talked(
        _ACTS.get(reading.act, Talk.UNCLEAR),
        shown=bool(state["screen"]),
        examples=_examples(tools, dialogue.turn),
    )


def _examples(tools: Tools, turn: int) -> tuple[str, ...]:
    """Return a category of this shop, another one each turn."""
    categories = tuple(tools.search.vocabulary.values[Field.CATEGORY])
    return (categories[turn % len(categories)],) if categories else ()
