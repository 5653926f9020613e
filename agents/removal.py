"""Which lines of the cart, or things on a board, are meant: "it", "all but the socks". Pure.

Unlike on the screen, what is meant is told by any word of its title or its kind: a shopper
says "the boots" of what the listing calls "Fernhollow Ridge Mid Hiking Boot".
"""

import re
from collections.abc import Sequence
from enum import StrEnum

from agents.reading import Reading, Reference
from agents.references import Scene, Trouble, has, resolve
from retrieval.product import Product
from retrieval.wordset import wordset

_ALL_BUT = re.compile(
    r"\b(?:except(?: for)?|but(?: not)?|apart from|other than|besides|without)\b(.*)$"
)
_OF_CART = re.compile(r"\b(?:cart|basket|bag|trolley|list|board|order)\b")
_PLAIN_WORDS = wordset(
    "the a an my one ones this that it them those these of in out from to pair item items thing "
    "and or for with second first third fourth last both all more remove take put get cart basket "
    "bag order board list same everything thing other next what you just i have had add added "
    "saved cheaper cheapest expensive most best rated"
)


_NTH = re.compile(
    r"\b(?:\d+(?:th|nd|rd|st)?|sixth|seventh|eighth|ninth|tenth|\w+teenth|eleventh|twelfth|"
    r"twentieth|number|option|product|choice|result|pair|left|right|top|bottom|middle|final)\b"
)
"""Words of a place in a list."""


class Unclear(StrEnum):
    """Why it is not clear what is to go."""

    WHICH = "which"
    NOT_IN_CART = "not_in_cart"


def to_remove(
    reading: Reading, held: tuple[Product, ...], scene: Scene, latest: str | None = None
) -> tuple[str, ...] | Unclear:
    """Return the ids of the products meant among `held`.

    Args:
        reading: What was said.
        held: What the cart or the board holds, in order.
        scene: The screen: "the second one" means that of the screen if it is held.
        latest: Id of what was added last: "it", where the talk is of nothing else.
    """
    but = _ALL_BUT.search(reading.words.lower())
    if but and any(r.every for r in reading.references):
        kept = _sharing(but[1], held)
        return tuple(p.id for p in held if p.id not in kept) if kept else Unclear.NOT_IN_CART
    ids: dict[str, None] = {}
    for reference in reading.references or (Reference("", deictic=True),):
        one = _meant(reference, reading, held, scene, latest)
        if isinstance(one, Unclear):
            return one
        ids.update(dict.fromkeys(one))
    return tuple(ids)


def named_in(words: str, held: Sequence[Product]) -> tuple[Product, ...]:
    """Return what `words` name among `held`: those whose titles and kinds share most with them."""
    best = _sharing(words, held)
    return tuple(p for p in held if p.id in best)


def _meant(  # noqa: PLR0912  one branch a kind of reference
    reference: Reference,
    reading: Reading,
    held: tuple[Product, ...],
    scene: Scene,
    latest: str | None,
) -> tuple[str, ...] | Unclear:
    ids = {p.id for p in held}
    if reference.in_cart:
        # "The one I added", "the tent in my cart".
        added = next((p for p in held if p.id == latest), None)
        in_cart = resolve((reference,), Scene(scene.screen, scene.focus, cart=held, added=added))
        if not in_cart.products and _nouns(reference.words) and not _sharing(reference.words, held):
            return Unclear.NOT_IN_CART
        return tuple(p.id for p in in_cart.products) or Unclear.WHICH
    if reference.ordinal is not None and not _OF_CART.search(reading.words.lower()):
        on_screen = resolve((reference,), scene).products
        if on_screen and all(p.id in ids for p in on_screen):
            return tuple(p.id for p in on_screen)
        if on_screen and _nouns(_NTH.sub("", reference.words.lower())):
            # Called by its name, not by its place: "the third one" may count the cart's lines.
            closer = _sharing(reference.words, (*on_screen, *held)) - {p.id for p in on_screen}
            return tuple(closer) if len(closer) == 1 else Unclear.NOT_IN_CART
    if reference.every:
        return tuple(p.id for p in held)
    bare = reference.deictic and not reference.descriptors and not _nouns(reference.words)
    if bare and len(reading.references) < 2 and (told := _told_before(reference, reading, held)):
        return (told,)
    words = reference.words or (reading.words if len(reading.references) < 2 else "")
    if reference.ordinal is None and not (reference.cheapest or reference.dearest):
        fitting = _fitting(reference, held)
        if len(fitting) == 1:
            return (fitting[0].id,)
        named = _sharing(words, fitting or held)
        if len(named) == 1:
            return tuple(named)
        if len(named) > 1 and not bare:
            return Unclear.WHICH
        if named and (picked := named & {latest, scene.focus.id if scene.focus else None}):
            return tuple(i for i in picked if i)
        if named:
            return Unclear.WHICH
        if not fitting and (reference.descriptors or _nouns(reference.words)):
            return Unclear.NOT_IN_CART
    focus = scene.focus if scene.focus and scene.focus.id in ids else None
    if focus is None and bare and latest in ids:
        return (latest,) if latest else ()
    if focus is None and bare and scene.focus is not None and reference.words:
        return Unclear.NOT_IN_CART if len(held) > 1 else (held[0].id,)
    resolved = resolve((reference,), Scene(held, focus, len(held)))
    if resolved.trouble:
        return Unclear.WHICH if resolved.trouble is Trouble.AMBIGUOUS else Unclear.NOT_IN_CART
    return tuple(p.id for p in resolved.products)


def _told_before(reference: Reference, reading: Reading, held: Sequence[Product]) -> str | None:
    """Return the id of what "it" stands for: "I don't want the kettle, take it out"."""
    words = reading.words.lower()
    at = words.rfind(reference.words.lower()) if reference.words else -1
    before = words[: max(at, 0)]
    if _KEPT.search(before):
        return None
    named = " ".join(found[1] for found in _THE_THING.finditer(before))
    said = {_stem(w) for w in re.findall(r"[a-z0-9]+", named)} - _PLAIN_WORDS
    texts = {p.id: f"{p.title} {p.category}".lower() for p in held}
    shared = {i: len(said & {_stem(w) for w in re.findall(r"[a-z0-9]+", text)})
              for i, text in texts.items()}  # fmt: skip
    best = max(shared.values(), default=0)
    meant = [i for i, n in shared.items() if n == best] if best else []
    return meant[0] if len(meant) == 1 else None


_THE_THING = re.compile(r"\b(?:the|my|that|those|these|this) ((?:[a-z0-9'-]+ ?){1,4})")
_KEPT = re.compile(
    r"\b(?:keep|keeping|rather|prefer|only want|just want|love|like|still want|instead of|than)\b"
)
"""What is named before "it" is to stay, so "it" is something else."""


def _nouns(words: str) -> set[str]:
    """Return the words that name something: none of "it", "that one" and "the last one"."""
    return {_stem(w) for w in re.findall(r"[a-z0-9]+", words.lower())} - _PLAIN_WORDS


def _fitting(reference: Reference, held: Sequence[Product]) -> tuple[Product, ...]:
    """Return what has all the values that the reference names."""
    if not reference.descriptors:
        return ()
    return tuple(p for p in held if all(has(p, k, v) for k, v in reference.descriptors))


def _sharing(words: str, held: Sequence[Product]) -> set[str]:
    """Return the ids of those whose title, kind and colours share most words with `words`."""
    said = {_stem(w) for w in re.findall(r"[a-z0-9]+", words.lower())} - _PLAIN_WORDS
    shared = {p.id: len(said & _words_of(p)) for p in held}
    best = max(shared.values(), default=0)
    return {i for i, n in shared.items() if n == best} if best else set()


def _words_of(product: Product) -> set[str]:
    text = f"{product.title} {product.category} {' '.join(product.colours)}".lower()
    return {_stem(w) for w in re.findall(r"[a-z0-9]+", text)}


def _stem(word: str) -> str:
    for ending, stem in (
        ("ies", "y"),
        ("ches", "ch"),
        ("shes", "sh"),
        ("sses", "ss"),
        ("ves", "f"),
    ):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word[: -len(ending)] + stem
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word
