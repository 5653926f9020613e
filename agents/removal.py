"""What is to go out of the cart: "remove it", "the socks", "the second one", "everything". Pure."""

from collections.abc import Sequence
from enum import StrEnum

from agents.reading import Reading
from agents.references import Scene, Trouble, resolve
from retrieval.product import Product


class Unclear(StrEnum):
    """Why it is not clear what is to go."""

    WHICH = "which"
    NOT_IN_CART = "not_in_cart"


def to_remove(
    reading: Reading, in_cart: tuple[Product, ...], scene: Scene
) -> tuple[str, ...] | Unclear:
    """Return the ids of the products to take out of the cart.

    Args:
        reading: What was said.
        in_cart: What the cart holds, in order.
        scene: The screen: "the second one" means that of the screen if it is in the cart.
    """
    ids = {p.id for p in in_cart}
    if any(r.ordinal is not None for r in reading.references):
        on_screen = resolve(reading.references, scene).products
        if on_screen and all(p.id in ids for p in on_screen):
            return tuple(p.id for p in on_screen)
    named = _named(reading.words, in_cart) if not reading.references else ()
    if named:
        return named
    focus = scene.focus if scene.focus and scene.focus.id in ids else None
    resolved = resolve(reading.references, Scene(in_cart, focus, len(in_cart)))
    if resolved.trouble:
        return Unclear.WHICH if resolved.trouble is Trouble.AMBIGUOUS else Unclear.NOT_IN_CART
    return tuple(p.id for p in resolved.products)


def _named(words: str, products: Sequence[Product]) -> tuple[str, ...]:
    """Return the one product whose title shares most words with the utterance."""
    said = {w.strip(".,!?").casefold() for w in words.split()}
    shared = {
        p.id: len(said & {w.casefold() for w in f"{p.title} {p.category}".split()})
        for p in products
    }
    best = max(shared.values(), default=0)
    winners = tuple(i for i, n in shared.items() if n == best)
    return winners if best and len(winners) == 1 else ()
