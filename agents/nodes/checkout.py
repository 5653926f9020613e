"""Hand the cart over to the shop's own checkout: a link on the screen, never a purchase."""

from agents import cart as carts
from agents.nodes.cart_view import first_short, without_gone
from agents.nodes.turn_state import Tools, TurnState
from agents.reply.cart_parts import CartShown, CheckedOut


def checkout(state: TurnState, tools: Tools) -> TurnState:
    """Say where paying happens, and first what is no longer there as often as it was added."""
    dialogue, gone = without_gone(state["dialogue"], tools)
    lines = carts.lines(dialogue.cart, tools.search.product)
    if not lines:
        return {
            "dialogue": dialogue,
            "parts": (*state["parts"], CartShown((), (), carts.total(()), gone=gone)),
        }
    first, short = first_short(lines, tools)
    part = CheckedOut(lines, carts.total(lines), tools.desk.checkout_link(lines), first, short)
    return {"dialogue": dialogue, "parts": (*state["parts"], part)}
