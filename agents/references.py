"""Which products "the second one", "the blue one", "it" and "both" mean.

Pure: looks only at the scene: the screen, what was shown and talked of before, the
cart. An unclear reference is never resolved by a guess, the caller asks back.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from agents.constraints import Kind
from agents.measures import most
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
    group: tuple[Product, ...] = ()
    """What was last talked of together: two that were compared."""
    cart: tuple[Product, ...] = ()
    added: Product | None = None
    """What was put into the cart last, if that was just now."""
    first: tuple[Product, ...] = ()
    """What was spoken of in the first list of this wish."""
    past: tuple[Product, ...] = ()
    """What was shown before the present list, the latest list first, each in order."""
    talked_of: tuple[Product, ...] = ()
    """What was talked of by itself, the latest first, "it" included."""

    @property
    def heard(self) -> tuple[Product, ...]:
        """What was spoken of the list; all of it where nobody spoke of it."""
        return self.screen[: self.spoken] if self.spoken else self.screen


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
    if reference.in_cart:
        return _in_cart(reference, scene)
    if reference.earlier and (earlier := _earlier(reference, scene)):
        return earlier
    if reference.earlier and reference.deictic and not narrows(reference):
        return _step(-1, scene, words)
    if not scene.screen and not (scene.focus and reference.deictic):
        return Resolved(trouble=Trouble.NOTHING_SHOWN, words=words)
    pool = _group_meant(reference, scene) or scene.screen
    heard = scene.heard if pool is scene.screen else pool
    if narrows(reference):
        fitting = tuple(p for p in pool if fits(p, reference))
        # "The Lemon ones": no color of theirs, but a word of one title.
        fitting = fitting or tuple(p for p in pool if is_called(p, reference))
        heard = pool = fitting
        if not pool:
            return _off_screen(reference, scene)
    placed = _placed(reference, pool, heard, scene)
    if placed:
        return placed
    if narrows(reference):
        return _one_of(pool, reference, scene)
    return _the_other(words, scene) if _OTHER.search(words.lower()) else _it(words, scene)


_OTHER = re.compile(r"\bother\b")


def _placed(
    reference: Reference, pool: tuple[Product, ...], heard: tuple[Product, ...], scene: Scene
) -> Resolved | None:
    """Return what is meant by its place or as the most of something; None if none is named."""
    words = reference.words
    if reference.step is not None:
        return _step(reference.step, scene, words)
    if reference.middle:
        return Resolved((heard[(len(heard) - 1) // 2],))
    if reference.ordinal is not None:
        return _nth(reference.ordinal, pool, heard, words)
    if reference.every:
        return _every(heard, words)
    best = _extreme(reference, pool)
    return Resolved((best,)) if best else None


def narrows(reference: Reference) -> bool:
    """Say whether a reference describes what it means: "the blue one", "the one under 50"."""
    return bool(reference.descriptors or reference.price or reference.mentions)


def fits(product: Product, reference: Reference) -> bool:
    """Say whether a product is as a reference describes it."""
    bounds = reference.price
    if bounds and bounds.high is not None and product.price > bounds.high:
        return False
    if bounds and bounds.low is not None and product.price < bounds.low:
        return False
    if reference.mentions and not mentions(product, reference.mentions):
        return False
    return all(has(product, k, v) for k, v in reference.descriptors)


def is_called(product: Product, reference: Reference) -> bool:
    """Say whether what was read as a value of a product is a word of its name."""
    if reference.price or reference.mentions or not reference.descriptors:
        return False
    title = set(_WORD.findall(product.title.casefold()))
    return all(
        has(product, kind, value) or set(_WORD.findall(value.casefold())) <= title
        for kind, value in reference.descriptors
    )


def _group_meant(reference: Reference, scene: Scene) -> tuple[Product, ...]:
    """Return the few that a choice is made of: "the cheaper of the two", "both of them"."""
    said = reference.words.lower()
    if reference.every and "three" in said.split():
        return scene.group if len(scene.group) == 3 else scene.screen[:3]
    if reference.among:
        exact = len(scene.group) == reference.among
        return scene.group if exact else scene.heard[: reference.among]
    if scene.group and (_OF_A_FEW.search(said) or (reference.every and not reference.ordinal)):
        return scene.group
    if _OF_A_FEW.search(said) and 1 < scene.spoken < len(scene.screen):
        return scene.heard
    return ()


_OF_A_FEW = re.compile(r"\b(?:both|cheaper|pricier|dearer|(?:more|less) \w+|better|higher)\b")


def _every(heard: tuple[Product, ...], words: str) -> Resolved:
    if "both" in words.lower().split() and len(heard) != 2:
        return Resolved(trouble=Trouble.AMBIGUOUS, among=heard, words=words)
    return Resolved(heard)


def _one_of(pool: tuple[Product, ...], reference: Reference, scene: Scene) -> Resolved:
    """Return the one that is as described; of several the one talked of, or heard of."""
    if len(pool) == 1:
        return Resolved(pool)
    if _PLURAL.search(reference.words.lower()):
        heard = tuple(p for p in pool if p in scene.heard)
        return Resolved(heard if len(heard) > 1 else pool)
    if reference.deictic and scene.focus in pool and scene.focus:
        return Resolved((scene.focus,))
    if scene.focus in pool and scene.focus and _THAT_ONE.match(reference.words.lower()):
        # "That one in a nine", of what was just asked about: it comes in a nine, as others do.
        return Resolved((scene.focus,))
    heard = tuple(p for p in pool if p in scene.heard)
    if len(heard) == 1 and not reference.deictic:
        return Resolved(heard)
    return Resolved(trouble=Trouble.AMBIGUOUS, among=pool, words=reference.words)


_THAT_ONE = re.compile(r"^(?:that|this|it|them|those|these)\b")


_PLURAL = re.compile(r"\b(?:ones|pairs|options)\b")


def _off_screen(reference: Reference, scene: Scene) -> Resolved:
    """Return what is described and was shown before, where nothing on the screen is that."""
    named = reference.mentions or any(
        k in (Kind.BRAND, Kind.CATEGORY) for k, _ in reference.descriptors
    )
    if named and (earlier := _earlier(reference, scene)):
        return earlier
    return Resolved(trouble=Trouble.NO_SUCH, words=reference.words)


def _in_cart(reference: Reference, scene: Scene) -> Resolved:
    cart = tuple(p for p in scene.cart if fits(p, reference))
    if not cart:
        trouble = Trouble.NO_SUCH if scene.cart else Trouble.NOTHING_SHOWN
        return Resolved(trouble=trouble, words=reference.words)
    if reference.ordinal is not None:
        return _nth(reference.ordinal, cart, cart, reference.words)
    best = _extreme(reference, cart)
    if best or len(cart) == 1:
        return Resolved((best or cart[0],))
    if reference.every or _PLURAL.search(reference.words.lower()):
        return Resolved(cart)
    if scene.added in cart and scene.added:
        return Resolved((scene.added,))
    if re.search(r"\b(?:added|put|bought|picked)\b", reference.words.lower()):
        # "The one I added": the last of them.
        return Resolved(cart[-1:])
    return Resolved(trouble=Trouble.AMBIGUOUS, among=cart, words=reference.words)


def _earlier(reference: Reference, scene: Scene) -> Resolved | None:
    """Return what was shown or talked of before; None if there is nothing such."""
    if reference.ordinal is not None and not reference.descriptors:
        pool = scene.first or scene.heard
        return _nth(reference.ordinal, pool, pool, reference.words) if pool else None
    talked = tuple(p for p in scene.talked_of if p != scene.focus and fits(p, reference))
    if reference.ordinal is None and talked:
        return Resolved(talked[:1])
    past = tuple(p for p in scene.past if fits(p, reference))
    if not past:
        return None
    if reference.ordinal is not None:
        return _nth(reference.ordinal, past, past, reference.words)
    best = _extreme(reference, past)
    if best or len(past) == 1:
        return Resolved((best or past[0],))
    return Resolved(trouble=Trouble.AMBIGUOUS, among=past[:3], words=reference.words)


def _step(step: int, scene: Scene, words: str) -> Resolved:
    """Return the next product of the list, or the one before."""
    if scene.focus not in scene.screen:
        if step < 0 or not scene.screen:
            return Resolved(trouble=Trouble.AMBIGUOUS, among=scene.screen, words=words)
        return Resolved(scene.screen[:1])
    at = scene.screen.index(scene.focus) + step
    if not 0 <= at < len(scene.screen):
        return Resolved(trouble=Trouble.NO_SUCH, words=words, among=scene.screen)
    return Resolved((scene.screen[at],))


def _the_other(words: str, scene: Scene) -> Resolved:
    """Return what was talked of beside the focus: "the other one"."""
    heard = scene.group or scene.screen[: max(scene.spoken, 2)]
    if scene.focus and scene.focus not in heard:
        heard = scene.screen[: max(scene.spoken, 2)]
    others = tuple(p for p in heard if scene.focus and p.id != scene.focus.id)
    if len(others) == 1:
        return Resolved(others)
    if scene.focus and len(others) > 1:
        talked = tuple(p for p in scene.talked_of if p in others)
        if len(talked) == 1:
            # "The first one ... the second ... and the other one again?"
            return Resolved(talked)
    return Resolved(trouble=Trouble.AMBIGUOUS, among=others or heard, words=words)


def _it(words: str, scene: Scene) -> Resolved:
    if scene.focus:
        return Resolved((scene.focus,))
    if len(scene.screen) == 1:
        return Resolved(scene.screen)
    if scene.group and _TOGETHER.search(words.lower()):
        return Resolved(scene.group)
    if not scene.screen:
        return Resolved(trouble=Trouble.NOTHING_SHOWN, words=words)
    return Resolved(trouble=Trouble.AMBIGUOUS, among=scene.group or scene.screen, words=words)


_TOGETHER = re.compile(r"\b(?:them|they|these|those|their)\b")


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
    return most(pool, reference.quality) if reference.quality else None


def mentions(product: Product, phrase: str) -> bool:
    """Say whether the listing of a product speaks of something: "zipper", "ridgeline"."""
    said = {_stem(w) for w in _WORD.findall(phrase.casefold())}
    text = " ".join(
        (
            *(product.title, product.brand or "", product.description, *product.features),
            *(k.replace("_", " ") for k, v in product.attributes.items() if v != "no"),
            *(v for v in product.attributes.values() if v not in ("yes", "no")),
        )
    )
    return bool(said) and said <= {_stem(w) for w in _WORD.findall(text.casefold())}


_WORD = re.compile(r"[a-z0-9]+")


def _stem(word: str) -> str:
    """Return a word so that "zipper", "zippers", "zip" and "hooded", "hood" meet."""
    cut = re.sub(r"(?:(?<=pp)ers?|(?<=pp)ed|ers?|ed|es|s)$", "", word) if len(word) > 3 else word
    return cut[:-1] if len(cut) > 3 and cut[-1] == cut[-2] else cut


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
