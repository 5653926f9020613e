"""Join what the acts came to into one plan: the facts that the reply may state."""

from dataclasses import replace

from langgraph.runtime import Runtime

from agents import cart as carts
from agents.acts import Act
from agents.nodes.turn_state import Tools, TurnState, cards_of
from agents.pending import Slot
from agents.reply.cart_parts import AsksConsent
from agents.reply.mentions import mentioned, on_screen, shared_out
from agents.reply.phrasing import seed_of
from agents.reply.plan import (
    SENTENCES,
    BeyondPrice,
    CartAsks,
    FewLeft,
    Part,
    ReplyPlan,
    Talk,
    Talked,
    Unresolved,
)
from agents.reply.shop_parts import StillAsks

_ONLY_ALONE = frozenset({Talk.UNCLEAR, Talk.OUT_OF_SCOPE, Talk.ASR_FAILURE})
"""Not said beside an answer: what was understood is worth more."""


def plan_reply(state: TurnState, runtime: Runtime[Tools]) -> TurnState:
    """Return everything that one reply may say, with all of it on the screen."""
    dialogue, readings = state["dialogue"], state["readings"]
    parts = shared_out(_worth_saying(_asked_again(state))[:SENTENCES])
    screen = on_screen(parts, state["screen"], state["screen_before"])
    if screen != state["screen"]:
        dialogue = replace(
            dialogue, screen=cards_of(screen), spoken=sum(len(mentioned(p)) for p in parts)
        )
    plan = ReplyPlan(
        parts=parts,
        acts=tuple(reading.act for reading in readings),
        products=screen,
        cart=carts.lines(dialogue.cart, runtime.context.search.product),
        utterance=state["utterance"].text,
        confidence=min(reading.confidence for reading in readings),
        seed=seed_of(state["conversation_id"], dialogue.turn),
    )
    return {"plan": plan, "screen": screen, "dialogue": dialogue}


_SIDE_ACTS = frozenset(
    {
        *(Act.ORDER_OR_POLICY, Act.HUMAN, Act.PACE, Act.CART_VIEW, Act.ASK_PRODUCT),
        *(Act.PRICE_OR_STOCK, Act.SMALLTALK, Act.SAVE),
    }
)
"""Side questions: after their answer the open question is put again."""
_ASKERS = (CartAsks, FewLeft, Unresolved, AsksConsent, BeyondPrice)


def _asked_again(state: TurnState) -> tuple[Part, ...]:
    """Return the parts, with the question that still waits behind an aside."""
    parts, pending = state["parts"], state["dialogue"].pending
    aside = all(reading.act in _SIDE_ACTS for reading in state["readings"])
    if pending is None or not aside or pending.act is not Act.CART_ADD:
        return parts
    if pending.slot not in (Slot.SIZE, Slot.COLOUR) or any(isinstance(p, _ASKERS) for p in parts):
        return parts
    return (*parts, StillAsks(pending.slot, pending.choices))


def _worth_saying(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    once = tuple(part for place, part in enumerate(parts) if part not in parts[:place])
    last = once[-1:]
    if any(isinstance(part, Talked) and part.talk is Talk.STOP for part in last):
        return last  # "boots. Stop.": the boots are on the screen, and nobody wants to hear more
    answers = tuple(p for p in once if not (isinstance(p, Talked) and p.talk in _ONLY_ALONE))
    return answers or once[:1]
