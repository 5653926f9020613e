"""Join what the acts came to into one plan: the facts that the reply may state."""

from dataclasses import replace

from langgraph.runtime import Runtime

from agents import cart as carts
from agents.acts import Act
from agents.constraints import Kind
from agents.nodes.turn_state import Tools, TurnState, cards_of, seed_of_turn
from agents.pending import LEAVES_OPEN, Pending, Slot
from agents.reply.cart_parts import AsksConsent, CartAsks, FewLeft
from agents.reply.leads import Lead
from agents.reply.mentions import mentioned, on_screen, shared_out
from agents.reply.names import kind_of_many
from agents.reply.plan import SENTENCES, SPOKEN, BeyondPrice, Found, Part, ReplyPlan, Unresolved
from agents.reply.question_parts import AsksBack, Clarifies, DidYouMean
from agents.reply.shop_parts import InCurrency, StillAsks
from agents.reply.talk_parts import Talk, Talked
from agents.state import DialogueState
from retrieval.query import PriceRange

_ONLY_ALONE = frozenset(
    {Talk.OUT_OF_SCOPE, Talk.ASR_FAILURE, Talk.LANGUAGE, Talk.CODE, Talk.INSTRUCTIONS}
)
"""Not said beside an answer: what was understood is worth more."""


def plan_reply(state: TurnState, runtime: Runtime[Tools]) -> TurnState:
    """Return everything that one reply may say, with all of it on the screen."""
    dialogue, readings = state["dialogue"], state["readings"]
    said = _worth_saying(_asked_again(state))
    if taken := _taken_as(dialogue, runtime.context):
        said = (taken, *said)
    parts, dialogue = _with_question(said[:SENTENCES], dialogue, state)
    parts = shared_out(parts)
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
        seed=seed_of_turn(state, dialogue),
        before=dialogue.last_reply,
    )
    return {"plan": plan, "screen": screen, "dialogue": dialogue}


def _taken_as(dialogue: DialogueState, tools: Tools) -> InCurrency | None:
    """Return how a budget in another currency was taken, where one was just said."""
    for held in dialogue.constraints:
        said_now = held.kind is Kind.PRICE and held.wanted and held.turn == dialogue.turn
        if said_now and held.currency and isinstance(held.value, PriceRange):
            return InCurrency(tools.search.vocabulary.currency, held.value)
    return None


TURNS_BETWEEN = 2
"""From one question to the next: whoever just answered one gets a list without another."""
ASKED_MOST = 3
"""Questions of one wish; more are an interrogation."""
_LEADS_ASKED_AFTER = (Lead.MATCHES, Lead.IDEAS)


def _with_question(
    parts: tuple[Part, ...], dialogue: DialogueState, state: TurnState
) -> tuple[tuple[Part, ...], DialogueState]:
    """Add the question that would narrow the list most, and note what is waited for.

    None follows anything but a plain list, and none while another question is open.
    """
    not_understood = any(isinstance(part, AsksBack) for part in parts)
    dialogue = replace(dialogue, unclear=dialogue.unclear + 1 if not_understood else 0)
    pending = dialogue.pending
    if (
        pending
        and pending.slot is Slot.WISH
        and any(reading.act not in LEAVES_OPEN for reading in state["readings"])
    ):
        dialogue = replace(dialogue, pending=None)
    found = parts[0] if len(parts) == 1 else None
    if not isinstance(found, Found) or dialogue.pending is not None:
        return parts, dialogue
    if (offer := state["did_you_mean"]) is not None:
        waits = Pending(Slot.YES_NO, (), Act.FIND, instead=offer.instead)
        asks = DidYouMean(offer.written, offer.read)
        return (_shortened(found), asks), replace(dialogue, pending=waits)
    asked, plain = state["clarification"], found.shortfall is None and not found.relaxed
    if asked is None or not plain or found.lead not in _LEADS_ASKED_AFTER:
        return parts, dialogue
    too_soon = dialogue.turn - dialogue.clarified_turn < TURNS_BETWEEN
    if too_soon or len(dialogue.asked_before) >= ASKED_MOST or len(found.candidates) < 2:
        return parts, dialogue
    many = kind_of_many([c.product for c in found.candidates[:SPOKEN]])
    question = Clarifies(asked.kind, asked.choices, asked.price, asked.currency, many)
    waits = Pending(Slot.WISH, asked.choices, Act.REFINE, kind=asked.kind, price=asked.price)
    return (_shortened(found), question), replace(
        dialogue.clarifying(asked.kind),
        pending=waits,
        spoken=min(dialogue.spoken, SPOKEN_BEFORE_A_QUESTION),
    )


SPOKEN_BEFORE_A_QUESTION = 2
"""Products named where a question follows: three and a question are too long to hold."""


def _shortened(found: Found) -> Found:
    return replace(found, spoken=min(found.spoken, SPOKEN_BEFORE_A_QUESTION))


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
    answers = tuple(p for p in once if not _only_alone(p))
    return answers or once[:1]


def _only_alone(part: Part) -> bool:
    return isinstance(part, AsksBack) or (isinstance(part, Talked) and part.talk in _ONLY_ALONE)
