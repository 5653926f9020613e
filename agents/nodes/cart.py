"""Add to, remove from and show the cart; ask first where a size or colour is missing.

Nothing is ever added that was not asked for: an unclear reference, a size that
is not made and a quantity that is not there all end in a question.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from langgraph.runtime import Runtime

from agents import cart as carts
from agents.acts import Act
from agents.asked import edited
from agents.constraints import Kind
from agents.nodes.cart_change import change, change_line
from agents.nodes.cart_undo import undo
from agents.nodes.cart_view import cart_products, remove, view
from agents.nodes.checkout import checkout
from agents.nodes.turn_state import Tools, TurnState, current, scene_of
from agents.offers import Offer, Offered, form_named, offer
from agents.pending import AGREED, Pending, Slot
from agents.reading import Reading
from agents.references import Resolved, Scene, Trouble, fits, resolve
from agents.removal import Unclear, to_remove
from agents.reply.cart_parts import CartAdded, CartAddedSeveral, CartAsks, FewLeft
from agents.reply.plan import Part, Unresolved
from agents.reply.talk_parts import Talk, Talked
from agents.sizes import match_size
from agents.state import CARTS_KEPT, CartItem, DialogueState
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
        case Act.CART_CHANGE:
            return _change_or_swap(state, tools, reading)
        case Act.CART_UNDO:
            return undo(state, tools, reading)
        case Act.CHECKOUT:
            return checkout(state, tools)
        case _:
            return view(state, tools, reading)


def _change_or_swap(state: TurnState, tools: Tools, reading: Reading) -> TurnState:
    """Change a line, or put another product in its place: "swap the boots for the second one"."""
    if len(reading.references) < 2:
        return change_line(state, tools, reading)
    old, new = reading.references[0], reading.references[-1]
    taken = remove(state, tools, replace(reading, references=(old,), quantity=None))
    if taken["dialogue"].cart == state["dialogue"].cart:
        return taken
    # Two changes to the shopper are one: "undo that" brings the old line back.
    before = state["dialogue"]
    added = _add({**state, **taken}, tools, replace(reading, act=Act.CART_ADD, references=(new,)))
    dialogue = replace(added["dialogue"], carts=(*before.carts, before.cart)[-CARTS_KEPT:])
    return {**added, "dialogue": dialogue}


def _add(state: TurnState, tools: Tools, reading: Reading) -> TurnState:
    dialogue = state["dialogue"]
    if reading.quantity == 0:
        return {"dialogue": dialogue, "parts": (*state["parts"], Talked(Talk.ZERO))}
    if reading.topic == AGREED and dialogue.pending:
        return _add_waiting(state, tools)
    scene = scene_of(state, tools)
    resolved = resolve(reading.references, scene)
    if resolved.trouble and (again := _in_cart_already(reading, dialogue, scene, tools)):
        resolved = Resolved((again,))
    if resolved.trouble:
        among = resolved.among[: max(scene.spoken, 1)]
        unresolved = Unresolved(resolved.trouble, reading.act, len(scene.screen), among)
        if resolved.trouble is Trouble.AMBIGUOUS:
            dialogue = replace(dialogue, pending=_which(reading))
        return {"dialogue": dialogue, "parts": (*state["parts"], unresolved)}
    products = [*resolved.products, *_still_waiting(dialogue, resolved, tools)]
    # The answer was for the first; what still waited is asked about on its own.
    own = {product.id: _as_pointed_out(reading, product) for product in resolved.products}
    return _add_all(state, tools, products, own)


def _add_all(
    state: TurnState, tools: Tools, products: list[Product], own: Mapping[str, Reading]
) -> TurnState:
    """Add one after the other until a question comes up; what follows waits for its answer."""
    before = state["dialogue"]
    dialogue = replace(before, pending=None)
    parts: list[Part] = []
    for place, product in enumerate(products):
        waiting = tuple(p.id for p in products[place + 1 :])
        reading = own.get(product.id, Reading(Act.CART_ADD, 1.0, ""))
        dialogue, part = _add_one(product, dialogue, reading, waiting, tools)
        if isinstance(part, CartAsks) and len(products) > 1:
            part = replace(part, named=True)
        parts.append(part)
        if dialogue.pending:
            break
    noted = before.with_cart(dialogue.cart)
    dialogue = replace(dialogue, carts=noted.carts, cart_turn=noted.cart_turn)
    return {"dialogue": dialogue, "parts": (*state["parts"], *_together(parts, dialogue, tools))}


def _add_waiting(state: TurnState, tools: Tools) -> TurnState:
    """Add what a "yes" was asked for: everything on a board, in the form it was saved in."""
    dialogue = state["dialogue"]
    ids = dialogue.pending.waiting if dialogue.pending else ()
    products = [p for i in ids if (p := tools.search.product(i))]
    saved = {item.product_id: item.variant_id for b in dialogue.boards for item in b.items}
    own = {p.id: _in_form(p, saved.get(p.id)) for p in products}
    return _add_all(state, tools, products, own)


def _as_pointed_out(reading: Reading, product: Product) -> Reading:
    """Return the addition in the size and color that tell what is meant: "the red one"."""
    told = [d for r in reading.references if fits(product, r) for d in r.descriptors]
    size = next((v for k, v in told if k is Kind.SIZE), None)
    colour = next((v for k, v in told if k is Kind.COLOUR), None)
    return replace(reading, size=reading.size or size, colour=reading.colour or colour)


def _in_form(product: Product, variant_id: str | None) -> Reading:
    """Return the addition of a product in the form of one of its variants."""
    form = next((v for v in product.variants if v.id == variant_id), None)
    size, colour = (form.size, form.colour) if form and form.in_stock else (None, None)
    return Reading(Act.CART_ADD, 1.0, "", size=size, colour=colour)


def _in_cart_already(
    reading: Reading, dialogue: DialogueState, scene: Scene, tools: Tools
) -> Product | None:
    """Return what "one more of the socks" means where no socks are on the screen."""
    held = cart_products(dialogue, tools)
    if not held or not re.search(r"\b(?:more|another|extra)\b", reading.words.lower()):
        return None
    meant = to_remove(reading, held, scene)
    return None if isinstance(meant, Unclear) else next((p for p in held if p.id in meant), None)


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
        return replace(dialogue, pending=pending), CartAsks(offered, named=bool(waiting))
    variant_id = offered.variant.id if offered.variant else None
    in_cart = carts.quantity_of(dialogue.cart, product.id, variant_id)
    left = offered.room(in_cart)
    if asked.quantity > left:
        rest = (str(left),)
        few = _pending(Slot.QUANTITY, rest, offered, asked, waiting) if left > 0 else None
        return replace(dialogue, pending=few), FewLeft(offered, left, in_cart)
    cost = offered.variant.price if offered.variant else product.price
    item = CartItem(product.id, variant_id, asked.quantity, cost)
    dialogue = replace(dialogue, cart=carts.added(dialogue.cart, item), added=item)
    lines = carts.lines(dialogue.cart, tools.search.product)
    line = next(
        n for n in lines if (n.product_id, n.variant_id) == (item.product_id, item.variant_id)
    )
    return dialogue, CartAdded(line, offered, asked.quantity, carts.total(lines), len(lines))


def _asked(product: Product, dialogue: DialogueState, reading: Reading) -> _Asked:
    """Return size and colour as asked for now, or else as wanted in this conversation."""
    form = form_named(product, reading.words)
    if re.search(r"\b(?:more|another|extra)\b", reading.words.lower()) and form == (None, None):
        # "One more of the socks": in the form that is in the cart.
        form = _form_held(product, dialogue)
    asked = dialogue.form if dialogue.form and dialogue.form.product_id == product.id else None
    size = reading.size or edited(reading, Kind.SIZE) or form[0] or (asked.size if asked else None)
    if size is None and (wanted := _wanted(dialogue, Kind.SIZE)):
        size = match_size(wanted, product.sizes)
    colour = reading.colour or edited(reading, Kind.COLOUR) or form[1]
    colour = colour or (asked.colour if asked else None)
    return _Asked(size, colour, max(reading.quantity or 1, 1))


def _form_held(product: Product, dialogue: DialogueState) -> tuple[str | None, str | None]:
    items = [i for i in dialogue.cart if i.product_id == product.id]
    held = [v for v in product.variants if items and v.id == items[-1].variant_id]
    return (held[0].size, held[0].colour) if held else (None, None)


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
