"""Apply one reading's edits to what is wanted, and say which node acts on it."""

import re
from dataclasses import replace
from typing import Literal

from langgraph.runtime import Runtime

from agents.acts import Act
from agents.asked import singles_out
from agents.corrections import Change, change_of
from agents.edits import SEARCH_ACTS, apply
from agents.in_ideas import asks_for_ideas
from agents.new_bundle import begun
from agents.nodes.cart_change import last_added
from agents.nodes.turn_state import Tools, TurnState, current, scene_of
from agents.pending import LEAVES_OPEN
from agents.reading import Reading, Reference
from agents.state import DialogueState

ANSWER_ACTS = frozenset({Act.ASK_PRODUCT, Act.PRICE_OR_STOCK, Act.SELECT, Act.COMPARE})
CART_ACTS = frozenset(
    {
        *(Act.CART_ADD, Act.CART_REMOVE, Act.CART_VIEW, Act.CART_CHANGE, Act.CART_UNDO),
        Act.CHECKOUT,
    }
)
SHOP_ACTS = frozenset({Act.ORDER_OR_POLICY, Act.HUMAN})
KEEPS_PENDING = LEAVES_OPEN | CART_ACTS | {Act.DENY, Act.SAVE}
"""These leave the open question to their own node, or open."""
KEEPS_ADDED = LEAVES_OPEN | {
    *(Act.CART_ADD, Act.CART_CHANGE, Act.CART_VIEW, Act.SAVE, Act.CONFIRM, Act.DENY),
    *(Act.STOP, Act.OUT_OF_SCOPE),
}
"""Acts after which "make it two" still means what was added last."""


_TAKES_BACK = re.compile(r"\b(?:cancel|undo|take (?:it|that) (?:back|out)|don'?t add)\b")


def edit(state: TurnState, runtime: Runtime[Tools]) -> TurnState:
    """Take the next reading and change the wish if it is one.

    A new wish drops the question that is still open, if there is one.
    """
    at = state["at"] + 1
    state = {**state, "at": at}
    reading, dialogue = current(state), state["dialogue"]
    change = _change(reading, dialogue, runtime.context)
    if change:
        meant = replace(
            reading,
            act=Act.CART_ADD,
            edits=(),
            references=(),
            size=change.size,
            colour=change.colour,
            quantity=change.quantity,
        )
        readings = (*state["readings"][:at], meant, *state["readings"][at + 1 :])
        return {"at": at, "readings": readings, "change": change}
    if reading.act in (Act.STOP, Act.DENY) and _takes_back(reading, dialogue, runtime.context):
        it = (Reference("it", deictic=True),)
        meant = replace(reading, act=Act.CART_REMOVE, references=it)
        readings = (*state["readings"][:at], meant, *state["readings"][at + 1 :])
        dialogue = replace(dialogue, added=None, question=None)
        return {"at": at, "readings": readings, "dialogue": dialogue, "change": None}
    if reading.act not in KEEPS_ADDED:
        dialogue = replace(dialogue, added=None)
    if reading.act is Act.BUNDLE:
        dialogue = begun(reading, replace(dialogue, pending=None))
        return {"at": at, "dialogue": dialogue, "change": None}
    if reading.act in SEARCH_ACTS:
        scene = scene_of(state, runtime.context)
        wish = apply(reading, replace(dialogue, pending=None, question=None), scene)
        return {"at": at, "wish": wish, "dialogue": wish.state, "change": None}
    if reading.act not in ANSWER_ACTS:
        dialogue = replace(dialogue, question=None)
    if reading.act not in KEEPS_PENDING:
        dialogue = replace(dialogue, pending=None)
    return {"at": at, "dialogue": dialogue, "change": None}


def _takes_back(reading: Reading, dialogue: DialogueState, tools: Tools) -> bool:
    """Say whether "cancel that" is about what was just added."""
    said = _TAKES_BACK.search(reading.words.lower())
    return bool(said) and dialogue.pending is None and last_added(dialogue, tools) is not None


def _change(reading: Reading, dialogue: DialogueState, tools: Tools) -> Change | None:
    """Return what a reading changes about the line added last; an open question goes first."""
    product = last_added(dialogue, tools)
    if product is None:
        return None
    pending = dialogue.pending
    if pending:
        answers = pending.corrects and reading.act is Act.CART_ADD and not singles_out(reading)
        return Change(reading.size, reading.colour, reading.quantity) if answers else None
    return change_of(reading, product)


def route(
    state: TurnState,
) -> Literal["retrieve", "bundle", "ideas", "answer", "cart", "board", "shop_rules", "talk"]:
    """Return the node that acts on the current reading."""
    act = current(state).act
    if act is Act.BUNDLE:
        return "bundle"
    if act in SEARCH_ACTS:
        return "ideas" if asks_for_ideas(current(state), state["wish"]) else "retrieve"
    if act in ANSWER_ACTS:
        return "answer"
    if act in CART_ACTS:
        return "cart"
    if act is Act.SAVE:
        return "board"
    return "shop_rules" if act in SHOP_ACTS else "talk"


def more(state: TurnState) -> Literal["edit", "plan_reply"]:
    """Return `edit` while readings are left, then the node that plans the reply."""
    return "edit" if state["at"] + 1 < len(state["readings"]) else "plan_reply"
