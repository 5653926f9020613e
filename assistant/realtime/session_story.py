"""What `aisle.session` tells: the shop, its voices, and what the session goes on with."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

from pydantic import JsonValue

from agents.state import OnScreen
from assistant.config import Settings
from assistant.conversation import Conversation
from assistant.holdings import Holdings
from assistant.presentation import board_json, line_json, product_json
from assistant.shops import Shop
from retrieval.product import Product
from retrieval.query import Candidate

GREETING = "Hi! What are you looking for?"


def greeting_of(settings: Settings, tenant: str) -> str:
    """Return how the shop greets."""
    own = settings.tenants.get(tenant)
    return (own.greeting if own else None) or GREETING


async def session_story(
    shop: Shop, settings: Settings, conversation: Conversation, session_id: str
) -> dict[str, JsonValue]:
    """Return the fields of `aisle.session`.

    Args:
        shop: Whose session it is.
        settings: The process's.
        conversation: The session's.
        session_id: As the client may name it again.

    Raises:
        AgentError: The stored conversation cannot be read.
    """
    dialogue = await shop.parts.shopping.dialogue(conversation.id)
    holdings = await conversation.holdings()
    found = shop.parts.search.product
    products = await asyncio.to_thread(_on_screen, dialogue.screen, found)
    own = settings.tenants.get(shop.tenant)
    told: dict[str, Any] = {
        "session_id": session_id,
        "resumed": dialogue.turn > 0,
        "shop": {
            "name": own.name if own else None,
            "greeting": greeting_of(settings, shop.tenant),
            "currency": shop.parts.search.vocabulary.currency,
        },
        "voices": list(voice_names(shop)),
        "experiments": conversation.journal.arms,
        **holdings_json(holdings),
        "products": [product_json(c, conversation.why, dialogue.constraints) for c in products],
    }
    return told


def voice_names(shop: Shop) -> tuple[str, ...]:
    """Return what a session of the shop may ask for by name; nothing where none speaks."""
    return shop.voice.voice.names if shop.voice else ()


def holdings_json(holdings: Holdings) -> dict[str, Any]:
    """Return a cart and boards as events tell them."""
    return {
        "cart": [line_json(line) for line in holdings.cart],
        "boards": [board_json(board) for board in holdings.boards],
    }


def _on_screen(
    shown: Sequence[OnScreen], found: Callable[[str], Product | None]
) -> list[Candidate]:
    candidates = []
    for each in shown:
        product = found(each.product_id)
        if product is None:
            continue  # it left the catalog
        variants = {variant.id: variant for variant in product.variants}
        variant = variants.get(each.variant_id) if each.variant_id else None
        candidates.append(Candidate(product, variant, each.score, each.cosine))
    return candidates
