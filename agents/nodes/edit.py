"""Apply one reading's edits to what is wanted, and say which node acts on it."""

from dataclasses import replace
from typing import Literal

from langgraph.runtime import Runtime

from agents.acts import Act
from agents.edits import SEARCH_ACTS, apply
from agents.nodes.turn_state import Tools, TurnState, current, scene_of
from agents.pending import LEAVES_OPEN

ANSWER_ACTS = frozenset({Act.ASK_PRODUCT, Act.PRICE_OR_STOCK, Act.SELECT, Act.COMPARE})
CART_ACTS = frozenset({Act.CART_ADD, Act.CART_REMOVE, Act.CART_VIEW})
KEEPS_PENDING = LEAVES_OPEN | CART_ACTS | {Act.DENY}
"""These leave the open question to their own node, or open."""


def edit(state: TurnState, runtime: Runtime[Tools]) -> TurnState:
    """Take the next reading and change the wish if it is one.

    A new wish drops the question that is still open, if there is one.
    """
    at = state["at"] + 1
    state = {**state, "at": at}
    reading, dialogue = current(state), state["dialogue"]
    if reading.act in SEARCH_ACTS:
        scene = scene_of(state, runtime.context)
        wish = apply(reading, replace(dialogue, pending=None, question=None), scene)
        return {"at": at, "wish": wish, "dialogue": wish.state}
    if reading.act not in ANSWER_ACTS:
        dialogue = replace(dialogue, question=None)
    if reading.act not in KEEPS_PENDING:
        dialogue = replace(dialogue, pending=None)
    return {"at": at, "dialogue": dialogue}


def route(state: TurnState) -> Literal["retrieve", "answer", "cart", "talk"]:
    """Return the node that acts on the current reading."""
    act = current(state).act
    if act in SEARCH_ACTS:
        return "retrieve"
    if act in ANSWER_ACTS:
        return "answer"
    return "cart" if act in CART_ACTS else "talk"


def more(state: TurnState) -> Literal["edit", "plan_reply"]:
    """Return `edit` while readings are left, then the node that plans the reply."""
    return "edit" if state["at"] + 1 < len(state["readings"]) else "plan_reply"
