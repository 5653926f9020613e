"""Cart and boards as clients see them, over HTTP and in the events of a session."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from agents.boards import Board, Saved
from agents.cart import total
from agents.turn import CartLine
from assistant.presentation import line_json, product_json
from retrieval.query import Candidate

if TYPE_CHECKING:
    from assistant.parts import Parts


def cart_json(cart: Sequence[CartLine], parts: "Parts") -> dict[str, Any]:
    """Return a cart with its total, and where to pay for it."""
    currency = cart[0].currency if cart else parts.search.vocabulary.currency
    return {
        "object": "aisle.cart",
        "lines": [line_json(line) for line in cart],
        "count": sum(line.quantity for line in cart),
        "total": float(total(cart)),
        "currency": currency,
        "checkout_url": parts.shopping.desk.checkout_link(cart),
    }


def boards_json(boards: Sequence[Board], parts: "Parts") -> list[dict[str, Any]]:
    """Return boards with their products as cards; looks each up, so not for the event loop."""
    return [
        {
            "name": board.name,
            "product_ids": list(board.product_ids),
            "products": [card for item in board.items if (card := _card(item, parts))],
        }
        for board in boards
    ]


def _card(item: Saved, parts: "Parts") -> dict[str, Any] | None:
    product = parts.search.product(item.product_id)
    if product is None:
        return None
    variant = next((v for v in product.variants if v.id == item.variant_id), None)
    return product_json(Candidate(product, variant, score=0.0, cosine=0.0))
