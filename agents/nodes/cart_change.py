"""Change the line that was just added: another number of pieces, size or colour.

A correction never makes a second line, and never more pieces than are left.
"""

from dataclasses import replace

from agents import cart as carts
from agents.acts import Act
from agents.corrections import Change
from agents.nodes.turn_state import Tools, TurnState
from agents.offers import Offer, Offered, offer
from agents.pending import Pending, Slot
from agents.reply.plan import CartAsks, CartChanged, FewLeft, Part
from agents.state import CartItem, DialogueState
from retrieval.product import Product, Variant

_SLOTS = {
    Offer.NO_SIZE: Slot.SIZE,
    Offer.SIZE_GONE: Slot.SIZE,
    Offer.NO_COLOUR: Slot.COLOUR,
    Offer.COLOUR_GONE: Slot.COLOUR,
    Offer.ASK_COLOUR: Slot.COLOUR,
}


def last_added(dialogue: DialogueState, tools: Tools) -> Product | None:
    """Return what was added last, as long as it is in the cart and "it" means it."""
    item = dialogue.added
    if item is None or dialogue.focus_id != item.product_id:
        return None
    if not carts.quantity_of(dialogue.cart, item.product_id, item.variant_id):
        return None
    return tools.search.product(item.product_id)


def change(state: TurnState, tools: Tools, change: Change) -> TurnState:
    """Apply `change` to the line that was added last, or ask for what is missing."""
    dialogue = replace(state["dialogue"], pending=None)
    product, item = last_added(dialogue, tools), dialogue.added
    if product is None or item is None:
        return {"dialogue": dialogue}
    dialogue, part = _changed(dialogue, product, item, change, tools)
    return {"dialogue": dialogue, "parts": (*state["parts"], part)}


def _changed(
    dialogue: DialogueState, product: Product, item: CartItem, change: Change, tools: Tools
) -> tuple[DialogueState, Part]:
    held = next((v for v in product.variants if v.id == item.variant_id), None)
    new_form = change.size is not None or change.colour is not None
    size = change.size or (held.size if held else None)
    colour = change.colour or (held.colour if held else None)
    offered = offer(product, size, colour) if new_form else _as_it_is(product, held)
    if offered.offer is not Offer.READY:
        return replace(dialogue, pending=_question(offered, change)), CartAsks(offered)
    variant_id = offered.variant.id if offered.variant else None
    same = variant_id == item.variant_id
    there = carts.quantity_of(dialogue.cart, product.id, variant_id)
    # "Make it three" sets all pieces of the line; "in brown" moves those that were added.
    old = replace(item, quantity=there) if same else item
    pieces = change.quantity or old.quantity
    room = offered.room(0 if same else there)
    if pieces > room:
        pending = _fewer(offered, change, room) if room > 0 else None
        few = FewLeft(offered, max(room, 0), 0 if same else there, makes=max(room, 0))
        return replace(dialogue, pending=pending), few
    new = CartItem(product.id, variant_id, pieces)
    before = carts.lines(dialogue.cart, tools.search.product)
    cart = carts.moved(dialogue.cart, old, new)
    after = carts.lines(cart, tools.search.product)
    part = CartChanged(
        line=next(n for n in after if (n.product_id, n.variant_id) == (product.id, variant_id)),
        before=next(
            n for n in before if (n.product_id, n.variant_id) == (product.id, item.variant_id)
        ),
        total=carts.total(after),
        lines=len(after),
    )
    return replace(dialogue, cart=cart, added=new, focus_id=product.id), part


def _as_it_is(product: Product, held: Variant | None) -> Offered:
    if held is None:
        return Offered(Offer.READY, product)
    return Offered(Offer.READY, product, held, held.size, held.colour)


def _question(offered: Offered, change: Change) -> Pending | None:
    slot = _SLOTS.get(offered.offer)
    if slot is None or not offered.choices:
        return None
    return Pending(
        slot,
        offered.choices,
        Act.CART_ADD,
        product_id=offered.product.id,
        size=None if slot is Slot.SIZE else change.size,
        colour=None if slot is Slot.COLOUR else change.colour,
        quantity=change.quantity,
        corrects=True,
    )


def _fewer(offered: Offered, change: Change, room: int) -> Pending:
    return Pending(
        Slot.QUANTITY,
        (str(room),),
        Act.CART_ADD,
        product_id=offered.product.id,
        size=change.size,
        colour=change.colour,
        quantity=room,
        corrects=True,
    )
