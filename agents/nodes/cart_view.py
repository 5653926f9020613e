"""Take things out of the cart, and show what is in it."""

import re
from dataclasses import replace

from agents import cart as carts
from agents.nodes.turn_state import Tools, TurnState, products_on, scene_of
from agents.pending import Pending, Slot
from agents.reading import Reading
from agents.removal import Unclear, to_remove
from agents.reply.plan import SPOKEN, CartRemoved, CartShown, Talk, Talked
from agents.sizes import said_as
from agents.state import DialogueState, OnScreen
from retrieval.product import Product
from retrieval.query import Candidate

_UNCLEAR = {Unclear.WHICH: Talk.REMOVE_WHICH, Unclear.NOT_IN_CART: Talk.NOT_IN_CART}
_TOTAL = re.compile(r"\b(?:total|altogether|how much|sum|come to|subtotal|in all)\b")
_PIECES_OUT = re.compile(
    r"\b(?:remove|take|drop|delete)(?: out| away)?(?: just| only)? (\d{1,2})\b"
)


def remove(state: TurnState, tools: Tools, reading: Reading) -> TurnState:
    """Take out what the reading means, or as many pieces of it as it says."""
    dialogue = state["dialogue"]
    lines = carts.lines(dialogue.cart, tools.search.product)
    if not lines:
        return {"parts": (*state["parts"], CartShown((), (), carts.total(())))}
    ids = to_remove(reading, _cart_products(dialogue, tools), scene_of(state, tools))
    if isinstance(ids, Unclear):
        pending = (
            Pending(Slot.WHICH, (), reading.act, quantity=reading.quantity)
            if ids is Unclear.WHICH
            else None
        )
        dialogue = replace(dialogue, pending=pending)
        return {"dialogue": dialogue, "parts": (*state["parts"], Talked(_UNCLEAR[ids]))}
    pieces = reading.quantity or _pieces(reading.words)
    dialogue = replace(dialogue, cart=carts.removed(dialogue.cart, ids, pieces), pending=None)
    left = carts.lines(dialogue.cart, tools.search.product)
    removed = CartRemoved(
        tuple(p for p in _cart_products(state["dialogue"], tools) if p.id in ids),
        len(left),
        carts.total(left),
        lines[0].currency,
        kept=sum(n.quantity for n in left if n.product_id in ids) if len(ids) == 1 else 0,
    )
    return {"dialogue": dialogue, "parts": (*state["parts"], removed)}


def _pieces(words: str) -> int | None:
    """Return how many are to go, where that is said: "remove one", not "remove the second one"."""
    found = _PIECES_OUT.search(said_as(words))
    return int(found[1]) if found else None


def _cart_products(dialogue: DialogueState, tools: Tools) -> tuple[Product, ...]:
    ids = dict.fromkeys(item.product_id for item in dialogue.cart)
    return tuple(p for i in ids if (p := tools.search.product(i)))


def view(state: TurnState, tools: Tools, reading: Reading) -> TurnState:
    """Put what is in the cart on the screen, so that the words and the cards agree."""
    dialogue = state["dialogue"]
    lines = carts.lines(dialogue.cart, tools.search.product)
    if not lines:
        return {"parts": (*state["parts"], CartShown((), (), carts.total(())))}
    screen = tuple(_card(p, dialogue) for p in _cart_products(dialogue, tools))
    shown = tuple(OnScreen(c.product.id, c.variant.id if c.variant else None) for c in screen)
    dialogue = replace(
        dialogue,
        screen=shown,
        spoken=min(len(shown), SPOKEN),
        focus_id=shown[0].product_id if len(shown) == 1 else None,
    )
    about_total = bool(_TOTAL.search(reading.words.lower()))
    part = CartShown(lines, products_on(screen), carts.total(lines), about_total)
    return {"dialogue": dialogue, "screen": screen, "parts": (*state["parts"], part)}


def _card(product: Product, dialogue: DialogueState) -> Candidate:
    item = next(i for i in dialogue.cart if i.product_id == product.id)
    variant = next((v for v in product.variants if v.id == item.variant_id), None)
    return Candidate(product, variant, score=0.0, cosine=0.0)
