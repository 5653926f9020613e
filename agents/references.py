"""Which products "the second one", "the blue one", "it" and "both" mean.

Pure: looks only at what is on the screen. An unclear reference is never
resolved by a guess, the caller asks back.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from agents.constraints import Kind
from agents.reading import Reference
from retrieval.product import Product


class Trouble(StrEnum):
    """Why a reference could not be resolved."""

    NOTHING_SHOWN = "nothing_shown"
    NO_SUCH = "no_such"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True, slots=True)
class Resolved:
    """The products meant, none twice, or why it is not clear which."""

    products: tuple[Product, ...] = ()
    trouble: Trouble | None = None
    among: tuple[Product, ...] = ()
    """For AMBIGUOUS: what it could be."""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """What references can point at."""

    screen: tuple[Product, ...]
    focus: Product | None = None
    spoken: int = 0
    """How many products, from the start, were spoken of: a listener's "last one"."""


def resolve(references: Sequence[Reference], scene: Scene) -> Resolved:
    """Return the products that `references` mean; without any, what "it" means."""
    if not references:
        return _it("", scene)
    products: dict[str, Product] = {}
    for reference in references:
        one = _resolve_one(reference, scene)
        if one.trouble:
            return one
        products.update((p.id, p) for p in one.products)
    return Resolved(tuple(products.values()))


def _resolve_one(reference: Reference, scene: Scene) -> Resolved:
    words = reference.words
    if not scene.screen and not (scene.focus and reference.deictic):
        return Resolved(trouble=Trouble.NOTHING_SHOWN, words=words)
    pool = scene.screen
    if reference.descriptors:
        pool = tuple(p for p in pool if all(has(p, k, v) for k, v in reference.descriptors))
        if not pool:
            return Resolved(trouble=Trouble.NO_SUCH, words=words)
    if reference.ordinal is not None:
        heard = pool[: scene.spoken] if scene.spoken > 1 and pool is scene.screen else pool
        return _nth(reference.ordinal, pool, heard, words)
    if reference.every:
        heard = pool[: max(scene.spoken, 1)] if pool is scene.screen else pool
        if "both" in words.lower().split() and len(heard) != 2:
            return Resolved(trouble=Trouble.AMBIGUOUS, among=heard, words=words)
        return Resolved(heard)
    best = _extreme(reference, pool)
    if best is not None:
        return Resolved((best,))
    if reference.descriptors:
        if len(pool) == 1:
            return Resolved(pool)
        if scene.focus in pool and reference.deictic:
            return Resolved((scene.focus,)) if scene.focus else Resolved()
        return Resolved(trouble=Trouble.AMBIGUOUS, among=pool, words=words)
    if "other" in words.lower().split():
        return _the_other(words, scene)
    return _it(words, scene)


def _the_other(words: str, scene: Scene) -> Resolved:
    """Return what was spoken of beside the focus: "the other one"."""
    heard = scene.screen[: max(scene.spoken, 2)]
    others = tuple(p for p in heard if scene.focus and p.id != scene.focus.id)
    if len(others) == 1:
        return Resolved(others)
    return Resolved(trouble=Trouble.AMBIGUOUS, among=others or heard, words=words)


def _it(words: str, scene: Scene) -> Resolved:
    if scene.focus:
        return Resolved((scene.focus,))
    if len(scene.screen) == 1:
        return Resolved(scene.screen)
    if not scene.screen:
        return Resolved(trouble=Trouble.NOTHING_SHOWN, words=words)
    return Resolved(trouble=Trouble.AMBIGUOUS, among=scene.screen, words=words)


def _nth(
    ordinal: int, pool: tuple[Product, ...], heard: tuple[Product, ...], words: str
) -> Resolved:
    if ordinal < 0:
        # The last one that was spoken of, not the last card below the fold.
        return Resolved((heard[max(ordinal, -len(heard))],))
    if not 1 <= ordinal <= len(pool):
        return Resolved(trouble=Trouble.NO_SUCH, words=words, among=pool)
    return Resolved((pool[ordinal - 1],))


def _extreme(reference: Reference, pool: tuple[Product, ...]) -> Product | None:
    if reference.cheapest:
        return min(pool, key=lambda p: p.price)
    if reference.dearest:
        return max(pool, key=lambda p: p.price)
    if reference.best_rated:
        return max(pool, key=lambda p: (p.rating or 0.0, p.rating_count))
    return None


def has(product: Product, kind: Kind, value: str) -> bool:
    """Say whether `product` can be told by this value of this kind."""
    wanted = value.casefold()
    match kind:
        case Kind.BRAND:
            return wanted in (product.brand or "").casefold() or wanted in product.title.casefold()
        case Kind.CATEGORY:
            return product.category.casefold() == wanted or wanted in product.title.casefold()
        case Kind.DEPARTMENT:
            return product.department.casefold() == wanted
        case Kind.COLOUR:
            colours = (*product.colours, *(v.colour for v in product.variants if v.colour))
            return any(wanted == c.casefold() or wanted in c.casefold().split() for c in colours)
        case Kind.MATERIAL:
            return any(
                wanted == m.casefold() or wanted in m.casefold().split() for m in product.materials
            )
        case Kind.SIZE:
            return any(wanted == s.casefold() for s in product.sizes)
        case Kind.AUDIENCE:
            return (product.audience or "").casefold() == wanted
        case Kind.FEATURE:
            stated = product.attributes.get(wanted.replace(" ", "_"))
            if stated is not None:
                return stated != "no"
            return any(wanted in f.casefold() for f in product.features)
        case _:
            return False
