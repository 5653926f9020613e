"""What a turn or a click changed of the cart and the boards: the events that it comes to. Pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from agents.boards import Board
from agents.state import CartItem
from assistant.events.event import Action


@dataclass(frozen=True, slots=True)
class Change:
    """Something that was put into the cart, taken out of it, or saved."""

    action: Action
    product_id: str
    variant_id: str | None = None
    quantity: int | None = None
    """Pieces more or fewer; None of what is only saved."""


def changes(
    cart: Sequence[CartItem],
    cart_after: Sequence[CartItem],
    boards: Sequence[Board] = (),
    boards_after: Sequence[Board] = (),
) -> tuple[Change, ...]:
    """Return what changed, in the order of the cart and the boards.

    Another size of the same product is neither put in nor taken out; taken off a board is nothing.

    Args:
        cart: Before.
        cart_after: After.
        boards: Before; empty where nothing is to be said of boards.
        boards_after: After.
    """
    return (*_of_cart(cart, cart_after), *_of_boards(boards, boards_after))


def _of_cart(before: Sequence[CartItem], after: Sequence[CartItem]) -> list[Change]:
    had, has = _pieces(before), _pieces(after)
    found = []
    for product_id in dict.fromkeys((*has, *had)):
        more = has[product_id] - had[product_id]
        if more:
            action = Action.ADD_TO_CART if more > 0 else Action.REMOVE_FROM_CART
            found.append(Change(action, product_id, _form(product_id, before, after), abs(more)))
    return found


def _pieces(items: Sequence[CartItem]) -> Counter[str]:
    pieces: Counter[str] = Counter()
    for item in items:
        pieces[item.product_id] += item.quantity
    return pieces


def _form(product_id: str, before: Sequence[CartItem], after: Sequence[CartItem]) -> str | None:
    """Return the variant of which there are more or fewer, the one with the largest difference."""
    forms: Counter[str | None] = Counter()
    for items, sign in ((before, -1), (after, 1)):
        for item in items:
            if item.product_id == product_id:
                forms[item.variant_id] += sign * item.quantity
    return max(forms, key=lambda form: abs(forms[form]), default=None)


def _of_boards(before: Sequence[Board], after: Sequence[Board]) -> list[Change]:
    had = {board.name: {(i.product_id, i.variant_id) for i in board.items} for board in before}
    saved = {
        (item.product_id, item.variant_id): None
        for board in after
        for item in board.items
        if (item.product_id, item.variant_id) not in had.get(board.name, set())
    }
    return [Change(Action.SAVE, product_id, form) for product_id, form in saved]
