"""What a click makes of a dialogue: the same rules as for the spoken cart. Pure.

Nothing that is not made or not there is ever put into the cart; "undo that" and "make it two"
afterwards mean what was clicked.
"""

from collections.abc import Sequence
from dataclasses import replace

from agents import boards as named
from agents import cart as carts
from agents.boards import Board, Saved
from agents.cart import Look
from agents.clicks import CLICKS_KEPT, Click, Deed
from agents.errors import ClickRefused, Refusal
from agents.offers import UNCOUNTED, Offer, offer
from agents.pending import Pending
from agents.state import CartItem, DialogueState
from retrieval.product import Flag, Product, Variant

LINES_MOST = 100
"""Of one cart, as a state must stay small; no shopper's list is as long."""

QUANTITY_MOST = UNCOUNTED
"""Pieces of one line: as many as can be asked for aloud of what nobody counted."""

_REFUSALS: dict[Offer, tuple[Refusal, str]] = {
    Offer.SOLD_OUT: ("sold_out", "This product is sold out"),
    Offer.ASK_SIZE: ("size_needed", "Choose a size"),
    Offer.NO_SIZE: ("no_such_size", "It is not made in this size"),
    Offer.SIZE_GONE: ("size_gone", "This size is sold out"),
    Offer.ASK_COLOUR: ("colour_needed", "Choose a color"),
    Offer.NO_COLOUR: ("no_such_colour", "It is not made in this color"),
    Offer.COLOUR_GONE: ("colour_gone", "This color is sold out"),
}


def clicked(state: DialogueState, click: Click, look: Look) -> DialogueState:
    """Return the dialogue after a click.

    Args:
        state: With all boards that there are.
        click: What was done.
        look: Finds a product by its id.

    Raises:
        ClickRefused: It cannot be done; says why, and what can be chosen instead.
    """
    match click.deed:
        case Deed.ADD:
            after = _added(state, click, look)
        case Deed.CHANGE:
            after = _changed(state, click, look)
        case Deed.REMOVE:
            after = _without(state, _line(state, click))
        case Deed.EMPTY:
            after = replace(state.with_cart(()), added=None)
        case Deed.UNDO:
            after = _undone(state)
        case _:
            after = _boards(state, click, look)
    return replace(after, clicks=(*after.clicks, click)[-CLICKS_KEPT:])


def caught_up(state: DialogueState, clicks: Sequence[Click], look: Look) -> DialogueState:
    """Return the dialogue after clicks that it does not know; one that no longer fits is lost."""
    for click in clicks:
        try:
            state = clicked(state, click, look)
        except ClickRefused:
            continue
    return state


def boards_caught_up(
    boards: tuple[Board, ...], clicks: Sequence[Click], look: Look
) -> tuple[Board, ...]:
    """Return boards that are kept apart from their dialogue after clicks they do not know."""
    saves = [c for c in clicks if c.deed in (Deed.SAVE, Deed.TAKE_OFF, Deed.DROP_BOARD)]
    return caught_up(DialogueState(boards=boards), saves, look).boards


def _added(state: DialogueState, click: Click, look: Look) -> DialogueState:
    product = _product(click.product_id, look)
    variant = _form(product, click)
    variant_id = variant.id if variant else None
    held = carts.quantity_of(state.cart, product.id, variant_id)
    quantity = click.quantity or 1
    _check_room(product, variant, held + quantity, held)
    if not held and len(state.cart) >= LINES_MOST:
        raise ClickRefused("cart_full", f"A cart holds {LINES_MOST} lines: take one out first")
    item = CartItem(product.id, variant_id, quantity, (variant or product).price)
    after = state.with_cart(carts.added(state.cart, item))
    return replace(after, added=item, focus_id=product.id, pending=_pending(state, product.id))


def _changed(state: DialogueState, click: Click, look: Look) -> DialogueState:
    item = _line(state, click)
    if click.quantity == 0:
        return _without(state, item)
    product = _product(item.product_id, look)
    held = _variant(product, item.variant_id)
    form = held
    if click.size is not None or click.colour is not None:
        size = click.size or (held.size if held else None)
        colour = click.colour or (held.colour if held else None)
        form = _form(product, Click(Deed.ADD, product.id, size=size, colour=colour))
    variant_id = form.id if form else None
    there = 0
    if variant_id != item.variant_id:
        there = carts.quantity_of(state.cart, product.id, variant_id)
    quantity = click.quantity or item.quantity
    _check_room(product, form, there + quantity, there)
    new = CartItem(product.id, variant_id, quantity, (form or product).price)
    after = state.with_cart(carts.moved(state.cart, item, new))
    return replace(after, added=new, focus_id=product.id, pending=_pending(state, product.id))


def _without(state: DialogueState, item: CartItem) -> DialogueState:
    key = (item.product_id, item.variant_id)
    kept = tuple(i for i in state.cart if (i.product_id, i.variant_id) != key)
    after = state.with_cart(kept)
    added = state.added
    gone = added is not None and (added.product_id, added.variant_id) == key
    return replace(after, added=None if gone else added)


def _undone(state: DialogueState) -> DialogueState:
    if not state.carts:
        raise ClickRefused("nothing_to_undo", "The cart was not changed yet")
    return replace(state, cart=state.carts[-1], carts=state.carts[:-1], added=None)


def _boards(state: DialogueState, click: Click, look: Look) -> DialogueState:
    there = named.find(state.boards, click.board)
    if click.deed is Deed.SAVE:
        items: tuple[Saved, ...] = ()
        if click.product_id:
            product = _product(click.product_id, look)
            variant = _variant(product, click.variant_id)
            items = (Saved(product.id, variant.id if variant else None),)
        name = there.name if there else click.board
        return replace(state, boards=named.saved(state.boards, name, items), board=name)
    if there is None:
        raise ClickRefused("no_such_board", "There is no board of this name")
    if click.deed is Deed.TAKE_OFF:
        if click.product_id not in there.product_ids:
            raise ClickRefused("not_on_board", "This product is not on that board")
        left = named.taken_off(state.boards, there.name, (click.product_id,))
        return replace(state, boards=left, board=there.name)
    kept = tuple(b for b in state.boards if b.name != there.name)
    return replace(state, boards=kept, board=None if state.board == there.name else state.board)


def _product(product_id: str, look: Look) -> Product:
    product = look(product_id)
    if product is None or Flag.RESTRICTED in product.flags:
        raise ClickRefused("no_such_product", "There is no product with this id")
    return product


def _variant(product: Product, variant_id: str | None) -> Variant | None:
    if variant_id is None:
        return None
    found = next((v for v in product.variants if v.id == variant_id), None)
    if found is None:
        raise ClickRefused("no_such_variant", "The product has no variant with this id")
    return found


def _form(product: Product, click: Click) -> Variant | None:
    """Return the variant that is wanted; None of a product that has none."""
    named_one = _variant(product, click.variant_id)
    if named_one is not None:
        if not named_one.in_stock:
            raise ClickRefused("sold_out", "This size and color is sold out")
        return named_one
    offered = offer(product, click.size, click.colour)
    if offered.offer is not Offer.READY:
        code, message = _REFUSALS[offered.offer]
        told = f"{message}: {', '.join(offered.choices)}" if offered.choices else message
        raise ClickRefused(code, told, offered.choices)
    return offered.variant


def _check_room(product: Product, variant: Variant | None, wanted: int, held: int) -> None:
    sold = variant or product
    if not sold.in_stock:
        raise ClickRefused("sold_out", "This product is sold out")
    most = QUANTITY_MOST if sold.stock is None else min(sold.stock, QUANTITY_MOST)
    if wanted > most:
        left = max(most - held, 0)
        told = f"Only {left} more can be had" if held else f"Only {left} can be had"
        raise ClickRefused("few_left", told, (str(left),))


def _line(state: DialogueState, click: Click) -> CartItem:
    key = (click.product_id, click.variant_id)
    found = next((i for i in state.cart if (i.product_id, i.variant_id) == key), None)
    if found is None:
        raise ClickRefused("no_such_line", "The cart has no such line")
    return found


def _pending(state: DialogueState, product_id: str) -> Pending | None:
    """Return the open question, unless the click has answered it."""
    pending = state.pending
    return None if pending and pending.product_id == product_id else pending
