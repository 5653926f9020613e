"""One session from outside: what was said, what holds now, and forgetting all of it."""

import asyncio
from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, Request

from agents.state import DialogueState
from assistant.analyst.stores import Stores
from assistant.conversation import Conversation
from assistant.holdings_json import boards_json, cart_json
from assistant.http.doors import TalkShop, doors_of
from assistant.http.refused import NotThere
from assistant.http.responses import errors
from assistant.http.session_parts import SessionConversation, SessionId
from assistant.parts import Parts
from assistant.presentation import product_json
from assistant.privacy.in_server import forgotten_session
from assistant.shops import Shop
from assistant.turn_record import TurnRecord, constraint_of
from retrieval.query import Candidate

router = APIRouter(prefix="/v1/sessions/{session_id}", tags=["sessions"])

_NO_SUCH = "There is no session with this id."


@router.get("", responses=errors(404))
async def get_session(
    request: Request, session_id: SessionId, conversation: SessionConversation, shop: TalkShop
) -> dict[str, Any]:
    """Return a session's transcript, its state, cart and boards."""
    parts = shop.parts
    if not await parts.shopping.knows(conversation.id):
        raise NotThere(_NO_SUCH, "session_not_found")
    dialogue = await parts.shopping.dialogue(conversation.id)
    holdings = await conversation.holdings()
    records = await asyncio.to_thread(_logged, doors_of(request).stores, shop, conversation.id)
    return {
        "object": "aisle.session",
        "id": session_id,
        "turns": [_turn(record) for record in records],
        "state": _state(dialogue),
        "products": await asyncio.to_thread(screen_json, dialogue, parts, conversation),
        "cart": cart_json(holdings.cart, parts),
        "boards": await asyncio.to_thread(boards_json, holdings.boards, parts),
    }


@router.delete("", responses=errors(404))
async def delete_session(
    request: Request, session_id: SessionId, conversation: SessionConversation, shop: TalkShop
) -> dict[str, Any]:
    """Erase a session: its dialogue, its cart and every record of it in the log, for good.

    What a known shopper saved on boards is the shopper's and stays. Sums of what models cost
    stay too; they hold no words.
    """
    if not await forgotten_session(doors_of(request), shop, conversation):
        raise NotThere(_NO_SUCH, "session_not_found")
    return {"id": session_id, "object": "aisle.session.deleted", "deleted": True}


def screen_json(
    dialogue: DialogueState, parts: Parts, conversation: Conversation
) -> list[dict[str, Any]]:
    """Return the cards on the screen as the dialogue left them, with today's prices."""
    cards = []
    for shown in dialogue.screen:
        product = parts.search.product(shown.product_id)
        if product is None:
            continue
        variant = next((v for v in product.variants if v.id == shown.variant_id), None)
        candidate = Candidate(product, variant, shown.score, shown.cosine)
        cards.append(product_json(candidate, conversation.why, dialogue.constraints))
    return cards


def _logged(stores: Stores, shop: Shop, session_id: str) -> list[TurnRecord]:
    """Return a session's turns, from the log and from its tables."""
    from assistant.analytics.logged import session_turns  # noqa: PLC0415 - loads DuckDB

    return session_turns(stores.store(shop.tenant), shop.parts.log, session_id)


def _turn(record: TurnRecord) -> dict[str, Any]:
    return {
        "turn": record.turn,
        "at": record.timestamp.isoformat(),
        "modality": record.modality,
        "transcript": record.user_query,
        "reply": record.reply,
        "heard": record.heard,
        "outcome": record.outcome,
        "acts": [act["act"] for act in record.acts],
        "products": _products(record.query_response_hit_ids, record.titles),
        "relaxed": record.relaxed,
        "tier": record.tier,
        "cost_usd": float(record.cost_usd),
        "timings_ms": record.timings_ms.told(),
    }


def _products(ids: Sequence[str], titles: Sequence[str]) -> list[dict[str, Any]]:
    named = [*titles, *([None] * len(ids))]  # old logs hold no titles
    return [{"id": i, "title": title} for i, title in zip(ids, named, strict=False)]


def _state(dialogue: DialogueState) -> dict[str, Any]:
    return {
        "turns": dialogue.turn,
        "constraints": [constraint_of(c) for c in dialogue.constraints],
        "query": dialogue.query,
        "asked": dialogue.pending.about if dialogue.pending else None,
        "focus_id": dialogue.focus_id,
        "last_reply": dialogue.last_reply,
        "pace": dialogue.pace,
    }
