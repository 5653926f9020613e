"""Take the last change of the cart back, whatever it was; or bring one thing back into it."""

from collections.abc import Iterable
from dataclasses import replace

from agents import cart as carts
from agents.nodes.cart_view import cart_products
from agents.nodes.turn_state import Tools, TurnState
from agents.reading import Reading
from agents.removal import named_in
from agents.reply.cart_parts import CartHolds, CartUndone
from agents.state import CartItem, DialogueState
from retrieval.product import Product


def undo(state: TurnState, tools: Tools, reading: Reading) -> TurnState:
    """Bring the cart of before the last change back, and say what that changes.

    "Put the tent back" brings back what it names, if an earlier cart held it.
    """
    dialogue = replace(state["dialogue"], pending=None, added=None)
    named = _brought_back(reading, dialogue, tools) if reading.references else None
    if named is None and reading.references and (there := _there(reading, dialogue, tools)):
        held = sum(i.quantity for i in dialogue.cart if i.product_id == there.id)
        return {"dialogue": dialogue, "parts": (*state["parts"], CartHolds(there, held))}
    if named is not None:
        after = dialogue.with_cart((*dialogue.cart, named))
    elif dialogue.carts:
        after = replace(dialogue, cart=dialogue.carts[-1], carts=dialogue.carts[:-1])
    else:
        return {"dialogue": dialogue, "parts": (*state["parts"], CartUndone())}
    part = _difference(dialogue.cart, after.cart, tools)
    focus = next((p.id for p in (*part.back, *([part.product] if part.product else []))), None)
    after = replace(after, focus_id=focus or after.focus_id)
    return {"dialogue": after, "parts": (*state["parts"], part)}


def _brought_back(reading: Reading, dialogue: DialogueState, tools: Tools) -> CartItem | None:
    """Return the line that the words name, from the latest cart that held it and now lacks it."""
    held = {i.product_id for i in dialogue.cart}
    words = " ".join(r.words for r in reading.references) or reading.words
    for before in reversed(dialogue.carts):
        gone = [i for i in before if i.product_id not in held]
        found = [p for i in gone if (p := tools.search.product(i.product_id))]
        named = named_in(words, found)
        if len(named) == 1:
            return next(i for i in gone if i.product_id == named[0].id)
    return None


def _there(reading: Reading, dialogue: DialogueState, tools: Tools) -> Product | None:
    """Return what the words name, if it is in the cart as it is."""
    words = " ".join(r.words for r in reading.references)
    named = named_in(words, cart_products(dialogue, tools))
    return named[0] if len(named) == 1 else None


def _difference(
    before: tuple[CartItem, ...], after: tuple[CartItem, ...], tools: Tools
) -> CartUndone:
    was = {(i.product_id, i.variant_id): i.quantity for i in before}
    now = {(i.product_id, i.variant_id): i.quantity for i in after}
    lines = carts.lines(after, tools.search.product)
    changed = [
        line
        for line in lines
        if was.get((line.product_id, line.variant_id)) != now[line.product_id, line.variant_id]
    ]
    back = [n for n in changed if (n.product_id, n.variant_id) not in was]
    gone = [key for key in was if key not in now]
    # A product in another size is changed, neither gone nor new.
    swapped = {n.product_id for n in back} & {product_id for product_id, _ in gone}
    line = next((n for n in changed if n not in back or n.product_id in swapped), None)
    return CartUndone(
        back=_products((n.product_id for n in back if n.product_id not in swapped), tools),
        gone=_products((i for i, _ in gone if i not in swapped), tools),
        line=line,
        product=tools.search.product(line.product_id) if line else None,
        left=len(lines),
        total=carts.total(lines),
        currency=lines[0].currency if lines else "USD",
    )


def _products(ids: Iterable[str], tools: Tools) -> tuple[Product, ...]:
    return tuple(p for i in dict.fromkeys(ids) if (p := tools.search.product(i)))
