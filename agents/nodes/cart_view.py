"""Take things out of the cart, and show what is in it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from agents import cart as carts
from agents.nodes.turn_state import Tools, TurnState, products_on, scene_of
from agents.pending import AGREED, Pending, Slot
from agents.reading import Reading
from agents.removal import Unclear, named_in, to_remove
from agents.reply.cart_parts import (
    AsksConsent,
    CartHolds,
    CartRemoved,
    CartShown,
    CartTotalWithout,
    Consent,
)
from agents.reply.plan import SPOKEN, Part
from agents.reply.talk_parts import Talk, Talked
from agents.sizes import said_as
from agents.state import DialogueState, OnScreen
from agents.turn import CartLine
from retrieval.product import Product
from retrieval.query import Candidate

_UNCLEAR = {Unclear.WHICH: Talk.REMOVE_WHICH, Unclear.NOT_IN_CART: Talk.NOT_IN_CART}
_TOTAL = re.compile(
    r"\b(?:total|altogether|how much|sum|come to|subtotal|in all|spending|spent|owe|cost)\b"
)
_PIECES_OUT = re.compile(
    r"\b(?:remove|take|drop|delete)(?: out| away)?(?: just| only)? (\d{1,2})\b"
)
_WITHOUT = re.compile(r"\b(?:without|minus|except(?: for)?|if i (?:drop|remove|leave out)) (.+)$")
_HOLDS = re.compile(
    r"^(?:(?:and|so|ok|wait)[ ,]+)*(?:(?:is|are|have i got|do i have|did i (?:put|add)) "
    r"(?P<one>.+?) (?:already )?in (?:my|the) \w+|did (?:you|i|we) (?:already )?(?:add|put in) "
    r"(?P<two>.+))"
)
_NOTHING_NAMED = frozenset({"anything", "something", "there anything", "it", "that", "them"})


def remove(state: TurnState, tools: Tools, reading: Reading) -> TurnState:
    """Take out what the reading means, or as many pieces of it as it says.

    Everything at once is only taken out after a "yes"; one thing can be undone.
    """
    dialogue = state["dialogue"]
    lines = carts.lines(dialogue.cart, tools.search.product)
    if not lines:
        dialogue = replace(dialogue, pending=None)
        empty = CartShown((), (), carts.total(()))
        return {"dialogue": dialogue, "parts": (*state["parts"], empty)}
    held = cart_products(dialogue, tools)
    latest = dialogue.added.product_id if dialogue.added else None
    ids = to_remove(reading, held, scene_of(state, tools), latest)
    if isinstance(ids, Unclear):
        waits = ids is Unclear.WHICH
        pending = Pending(Slot.WHICH, (), reading.act, quantity=reading.quantity) if waits else None
        dialogue = replace(dialogue, pending=pending)
        return {"dialogue": dialogue, "parts": (*state["parts"], Talked(_UNCLEAR[ids]))}
    everything = len(held) > 1 and len(ids) == len(held) and any(
        r.every for r in reading.references
    )  # fmt: skip
    if everything and reading.topic != AGREED:
        pending = Pending(Slot.YES_NO, (), reading.act)
        asks = AsksConsent(Consent.EMPTY_CART, sum(line.quantity for line in lines))
        dialogue = replace(dialogue, pending=pending)
        return {"dialogue": dialogue, "parts": (*state["parts"], asks)}
    pieces = reading.quantity or _pieces(reading.words)
    cart = carts.removed(dialogue.cart, ids, pieces)
    dialogue = replace(dialogue.with_cart(cart), pending=None)
    left = carts.lines(dialogue.cart, tools.search.product)
    removed = CartRemoved(
        tuple(p for p in held if p.id in ids),
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


def cart_products(dialogue: DialogueState, tools: Tools) -> tuple[Product, ...]:
    """Return the products in the cart, none twice; what left the catalog is left out."""
    ids = dict.fromkeys(item.product_id for item in dialogue.cart)
    return tuple(p for i in ids if (p := tools.search.product(i)))


def without_gone(dialogue: DialogueState, tools: Tools) -> tuple[DialogueState, int]:
    """Return the state without lines whose product is no longer sold, and how many they were."""
    sold = tuple(i for i in dialogue.cart if carts.lines((i,), tools.search.product))
    return replace(dialogue, cart=sold), len(dialogue.cart) - len(sold)


def first_short(lines: Sequence[CartLine], tools: Tools) -> tuple[Product | None, int | None]:
    """Return the first product of which the cart holds more than is left, and what is left."""
    for line in lines:
        product = tools.search.product(line.product_id)
        if product is None:
            continue
        variant = next((v for v in product.variants if v.id == line.variant_id), None)
        sold = variant if variant is not None else product
        left = sold.stock if sold.in_stock else 0
        if left is not None and left < line.quantity:
            return product, left
    return None, None


def view(state: TurnState, tools: Tools, reading: Reading) -> TurnState:
    """Put what is in the cart on the screen, so that the words and the cards agree."""
    dialogue, gone = without_gone(state["dialogue"], tools)
    lines = carts.lines(dialogue.cart, tools.search.product)
    if not lines:
        part = CartShown((), (), carts.total(()), gone=gone)
        return {"dialogue": dialogue, "parts": (*state["parts"], part)}
    held = cart_products(dialogue, tools)
    if (particular := _particular(reading.words.lower(), lines, held)) is not None:
        return {"dialogue": dialogue, "parts": (*state["parts"], particular)}
    screen = tuple(_card(p, dialogue) for p in held)
    shown = tuple(OnScreen(c.product.id, c.variant.id if c.variant else None) for c in screen)
    dialogue = replace(
        dialogue,
        screen=shown,
        spoken=min(len(shown), SPOKEN),
        focus_id=shown[0].product_id if len(shown) == 1 else None,
    )
    about_total = bool(_TOTAL.search(reading.words.lower()))
    short, left = first_short(lines, tools)
    total = carts.total(lines)
    part = CartShown(lines, products_on(screen), total, about_total, gone, short, left)
    return {"dialogue": dialogue, "screen": screen, "parts": (*state["parts"], part)}


def _particular(words: str, lines: Sequence[CartLine], held: tuple[Product, ...]) -> Part | None:
    """Answer "is the tent in my cart?" and "what is it without the tent?"; None for the rest."""
    if (without := _WITHOUT.search(words)) and (named := named_in(without[1], held)):
        ids = {p.id for p in named}
        rest = sum(
            (n.unit_price * n.quantity for n in lines if n.product_id not in ids), Decimal(0)
        )
        return CartTotalWithout(named, rest, lines[0].currency)
    asked = _HOLDS.search(words)
    what = (asked["one"] or asked["two"]).strip(" ?.!") if asked else ""
    if not what or what in _NOTHING_NAMED:
        return None
    found = named_in(what, held)
    if not found:
        return CartHolds(None)
    return CartHolds(found[0], sum(n.quantity for n in lines if n.product_id == found[0].id))


def _card(product: Product, dialogue: DialogueState) -> Candidate:
    item = next(i for i in dialogue.cart if i.product_id == product.id)
    variant = next((v for v in product.variants if v.id == item.variant_id), None)
    return Candidate(product, variant, score=0.0, cosine=0.0)
