"""Change the line that was just added: another number of pieces, size or colour.

A correction never makes a second line, and never more pieces than are left.
"""

import re
from dataclasses import replace

from agents import cart as carts
from agents.acts import Act
from agents.corrections import Change, form_in
from agents.nodes.cart_view import cart_products
from agents.nodes.turn_state import Tools, TurnState, scene_of
from agents.offers import Offer, Offered, offer
from agents.pending import Pending, Slot
from agents.reading import Reading
from agents.removal import Unclear, to_remove
from agents.reply.cart_parts import CartAsks, CartChanged, CartRemoved, CartShown, FewLeft
from agents.reply.plan import Part
from agents.reply.talk_parts import Talk, Talked
from agents.sizes import match_size
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


def change_line(state: TurnState, tools: Tools, reading: Reading) -> TurnState:
    """Change the line of the cart that the reading means, or ask which."""
    dialogue = replace(state["dialogue"], pending=None)
    held = cart_products(dialogue, tools)
    if not held:
        empty = CartShown((), (), carts.total(()))
        return {"dialogue": dialogue, "parts": (*state["parts"], empty)}
    latest = dialogue.added.product_id if dialogue.added else None
    meant = to_remove(reading, held, scene_of(state, tools), latest)
    if meant is Unclear.NOT_IN_CART:
        return {"dialogue": dialogue, "parts": (*state["parts"], Talked(Talk.NOT_IN_CART))}
    if isinstance(meant, Unclear) or len(meant) > 1:
        pending = Pending(
            Slot.WHICH, (), Act.CART_CHANGE,
            size=reading.size, colour=reading.colour, quantity=reading.quantity,
        )  # fmt: skip
        dialogue = replace(dialogue, pending=pending)
        return {"dialogue": dialogue, "parts": (*state["parts"], Talked(Talk.CHANGE_WHICH))}
    product = next(p for p in held if p.id == meant[0])
    item = _line_meant(product, dialogue)
    wanted = _wanted(reading, product, item)
    if wanted.quantity == 0:
        cart = carts.removed(dialogue.cart, (product.id,), None)
        after = dialogue.with_cart(cart)
        left = carts.lines(cart, tools.search.product)
        part = CartRemoved((product,), len(left), carts.total(left), product.currency)
        return {"dialogue": after, "parts": (*state["parts"], part)}
    whole = replace(item, quantity=carts.quantity_of(dialogue.cart, product.id, item.variant_id))
    dialogue = replace(dialogue, focus_id=product.id, added=whole)
    after, said = _changed(dialogue, product, whole, wanted, tools)
    return {"dialogue": after, "parts": (*state["parts"], said)}


def _line_meant(product: Product, dialogue: DialogueState) -> CartItem:
    """Return the line of a product: the one added last, if it is there in several forms."""
    items = [i for i in dialogue.cart if i.product_id == product.id]
    added = dialogue.added
    same = [i for i in items if added and i.variant_id == added.variant_id]
    return (same or items)[-1]


def _wanted(reading: Reading, product: Product, item: CartItem) -> Change:
    """Return the change that a reading asks of a line, its number in all pieces."""
    match reading.topic:
        case "double":
            return Change(quantity=item.quantity * 2)
        case "triple":
            return Change(quantity=item.quantity * 3)
        case "fewer":
            return Change(quantity=max(item.quantity - (reading.quantity or 1), 0))
        case _:
            pass
    size, pieces = reading.size, reading.quantity
    if size is None and pieces is not None and not _OF_PIECES.search(reading.words.lower()):
        # "Change the boots to ten" is a size where they come in it, "make it two" is not.
        named = match_size(str(pieces), product.sizes)
        if named and re.search(r"\bto\b", reading.words.lower()):
            return Change(named, reading.colour)
    if size is not None and not product.sizes and pieces is not None:
        return Change(None, reading.colour, pieces)
    if (size, reading.colour, pieces) == (None, None, None):
        return form_in(reading.words, product)  # "no, medium instead"
    return Change(size, reading.colour, pieces)


_OF_PIECES = re.compile(
    r"\b(?:quantity|number of|amount|pairs?|pieces?|units?|of (?:them|those))\b"
)


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
    cost = offered.variant.price if offered.variant else product.price
    new = CartItem(product.id, variant_id, pieces, cost)
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
    return replace(dialogue.with_cart(cart), added=new, focus_id=product.id), part


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
