"""Add to, remove from and show the cart; ask first where a size or colour is missing.

Nothing is ever added that was not asked for: an unclear reference, a size that
is not made and a quantity that is not there all end in a question.
"""

from dataclasses import dataclass, replace

from langgraph.runtime import Runtime

from agents import cart as carts
from agents.acts import Act
from agents.asked import edited
from agents.constraints import Kind
from agents.nodes.cart_change import change
from agents.nodes.cart_view import remove, view
from agents.nodes.turn_state import Tools, TurnState, current, scene_of
from agents.offers import Offer, Offered, form_named, offer
from agents.pending import Pending, Slot
from agents.reading import Reading
from agents.references import Resolved, Trouble, resolve
from agents.reply.plan import (
    CartAdded,
    CartAddedSeveral,
    CartAsks,
    FewLeft,
    Part,
    Unresolved,
)
from agents.sizes import match_size
from agents.state import CartItem, DialogueState
from retrieval.product import Product

_SLOTS = {
    Offer.ASK_SIZE: Slot.SIZE,
    Offer.NO_SIZE: Slot.SIZE,
    Offer.SIZE_GONE: Slot.SIZE,
    Offer.ASK_COLOUR: Slot.COLOUR,
    Offer.NO_COLOUR: Slot.COLOUR,
    Offer.COLOUR_GONE: Slot.COLOUR,
}


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was asked to be added, apart from the product."""

    size: str | None
    colour: str | None
    quantity: int


def cart(state: TurnState, runtime: Runtime[Tools]) -> TurnState:
    """Do what the reading asks of the cart."""
    tools, reading = runtime.context, current(state)
    changed = state.get("change")
    if changed:
        return change(state, tools, changed)
    match reading.act:
        case Act.CART_ADD:
            return _add(state, tools, reading)
        case Act.CART_REMOVE:
            return remove(state, tools, reading)
        case _:
            return view(state, tools, reading)


def _add(state: TurnState, tools: Tools, reading: Reading) -> TurnState:
    dialogue = state["dialogue"]
    scene = scene_of(state, tools)
    resolved = resolve(reading.references, scene)
    if resolved.trouble:
        among = resolved.among[: max(scene.spoken, 1)]
        unresolved = Unresolved(resolved.trouble, reading.act, len(scene.screen), among)
        if resolved.trouble is Trouble.AMBIGUOUS:
            dialogue = replace(dialogue, pending=_which(reading))
        return {"dialogue": dialogue, "parts": (*state["parts"], unresolved)}
    products = [*resolved.products, *_still_waiting(dialogue, resolved, tools)]
    dialogue = replace(dialogue, pending=None)
    parts: list[Part] = []
    for place, product in enumerate(products):
        waiting = tuple(p.id for p in products[place + 1 :])
        # The answer was for the first; what still waited is asked about on its own.
        own = reading if product in resolved.products else Reading(reading.act, 1.0, "")
        dialogue, part = _add_one(product, dialogue, own, waiting, tools)
        parts.append(part)
        if dialogue.pending:
            break
    return {"dialogue": dialogue, "parts": (*state["parts"], *_together(parts, dialogue, tools))}


def _together(parts: list[Part], dialogue: DialogueState, tools: Tools) -> tuple[Part, ...]:
    """Say several additions as one."""
    added = [part for part in parts if isinstance(part, CartAdded)]
    if len(added) < 2:
        return tuple(parts)
    lines = carts.lines(dialogue.cart, tools.search.product)
    products = tuple(part.offered.product for part in added)
    several = CartAddedSeveral(products, carts.total(lines), lines[0].currency)
    return (several, *(part for part in parts if not isinstance(part, CartAdded)))


def _which(reading: Reading) -> Pending:
    return Pending(
        Slot.WHICH,
        (),
        reading.act,
        size=reading.size,
        colour=reading.colour,
        quantity=reading.quantity,
    )


def _still_waiting(dialogue: DialogueState, resolved: Resolved, tools: Tools) -> list[Product]:
    """Return what was to follow the product whose question has just been answered."""
    pending = dialogue.pending
    if pending is None or [p.id for p in resolved.products] != [pending.product_id]:
        return []
    found = (tools.search.product(product_id) for product_id in pending.waiting)
    return [product for product in found if product]


def _add_one(
    product: Product,
    dialogue: DialogueState,
    reading: Reading,
    waiting: tuple[str, ...],
    tools: Tools,
) -> tuple[DialogueState, Part]:
    dialogue = replace(dialogue, focus_id=product.id)
    asked = _asked(product, dialogue, reading)
    offered = offer(product, asked.size, asked.colour, _preferred_colour(product, dialogue))
    if offered.offer is not Offer.READY:
        pending = _question(offered, asked, waiting)
        return replace(dialogue, pending=pending), CartAsks(offered)
    variant_id = offered.variant.id if offered.variant else None
    in_cart = carts.quantity_of(dialogue.cart, product.id, variant_id)
    left = offered.room(in_cart)
    if asked.quantity > left:
        rest = (str(left),)
        few = _pending(Slot.QUANTITY, rest, offered, asked, waiting) if left > 0 else None
        return replace(dialogue, pending=few), FewLeft(offered, left, in_cart)
    item = CartItem(product.id, variant_id, asked.quantity)
    dialogue = replace(dialogue, cart=carts.added(dialogue.cart, item), added=item)
    lines = carts.lines(dialogue.cart, tools.search.product)
    line = next(
        n for n in lines if (n.product_id, n.variant_id) == (item.product_id, item.variant_id)
    )
    return dialogue, CartAdded(line, offered, asked.quantity, carts.total(lines), len(lines))


def _asked(product: Product, dialogue: DialogueState, reading: Reading) -> _Asked:
    """Return size and colour as asked for now, or else as wanted in this conversation."""
    form = form_named(product, reading.words)
    asked = dialogue.form if dialogue.form and dialogue.form.product_id == product.id else None
    size = reading.size or edited(reading, Kind.SIZE) or form[0] or (asked.size if asked else None)
    if size is None and (wanted := _wanted(dialogue, Kind.SIZE)):
        size = match_size(wanted, product.sizes)
    colour = reading.colour or edited(reading, Kind.COLOUR) or form[1]
    colour = colour or (asked.colour if asked else None)
    return _Asked(size, colour, max(reading.quantity or 1, 1))


def _wanted(dialogue: DialogueState, kind: Kind) -> str | None:
    values = [str(c.value) for c in dialogue.constraints if c.kind is kind and c.wanted]
    return values[0] if len(values) == 1 else None


def _preferred_colour(product: Product, dialogue: DialogueState) -> str | None:
    """Return the colour of the variant on the screen: the one that was searched for."""
    shown = next((s for s in dialogue.screen if s.product_id == product.id), None)
    variant = next((v for v in product.variants if shown and v.id == shown.variant_id), None)
    return variant.colour if variant else None


def _question(offered: Offered, asked: _Asked, waiting: tuple[str, ...]) -> Pending | None:
    one_size = offered.offer is Offer.NO_SIZE and not offered.product.sizes
    no_colour = offered.offer is Offer.NO_COLOUR and not offered.choices
    if one_size or no_colour:
        # It comes in one form only: the question is whether to add that.
        count = (str(asked.quantity),)
        form = replace(offered, size=None) if one_size else replace(offered, colour=None)
        return _pending(Slot.QUANTITY, count, form, asked, waiting)
    if not offered.choices and waiting:
        return None
    if not offered.choices:
        # Nothing of it is left: the question is whether to look for the like of it.
        return Pending(Slot.YES_NO, (), Act.REFINE, product_id=offered.product.id)
    return _pending(_SLOTS[offered.offer], offered.choices, offered, asked, waiting)


def _pending(
    slot: Slot,
    choices: tuple[str, ...],
    offered: Offered,
    asked: _Asked,
    waiting: tuple[str, ...],
) -> Pending:
    return Pending(
        slot,
        choices,
        Act.CART_ADD,
        product_id=offered.product.id,
        size=None if slot is Slot.SIZE else offered.size,
        colour=None
        if slot is Slot.COLOUR
        else offered.colour
        if offered.pictured is False
        else None,
        quantity=asked.quantity,
        waiting=waiting,
    )
