"""What one product states: the answer to a question, from its own record only.

A fact that the record does not state is SILENT, never guessed: "no" in the
attributes is a no, an absent attribute is not. Stock and price by variant are
`agents.offers`; wording is `agents.reply`.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from agents.reading import Question
from retrieval.product import Product, Variant


class Verdict(StrEnum):
    """What kind of answer a product gives."""

    YES = "yes"
    NO = "no"
    VALUE = "value"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Answer:
    """One fact about one product."""

    product: Product
    attribute: str
    """What was asked: an attribute's name, "price", "material", ..."""
    verdict: Verdict
    asked: str | None = None
    """The value asked for in a yes-or-no question."""
    values: tuple[str, ...] = ()
    """What the product states instead, or as well."""
    variant: Variant | None = None
    """The size or colour that the answer is about."""


_IMITATION = frozenset({"vegan", "faux", "imitation", "synthetic", "artificial", "fake"})
_IMITATION_SUFFIX = ("look", "style", "free", "effect")
_NEGATION = re.compile(
    r"\b(?:not|no|never|non|without|isn't|aren't|don't|cannot|can't|keep|avoid|unless)\b"
)
_AUDIENCES = frozenset({"women", "men", "kids", "baby", "adults", "dogs", "cats"})
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_WORD = re.compile(r"[a-z0-9]+")
DESCRIPTION_WORDS = 24
"""About eight seconds of speech; longer and listeners interrupt."""


def answer(product: Product, question: Question) -> Answer:
    """Return what `product` states about `question`.

    Sizes, colours, stock and prices are answered by `agents.offers.offer`.
    """
    name = question.attribute or _guessed(product, question.words)
    if name is None:
        return Answer(product, "", Verdict.SILENT, question.value)
    match name:
        case "rating" | "reviews":
            known = product.rating is not None
            return Answer(product, "rating", Verdict.VALUE if known else Verdict.SILENT)
        case "material" | "materials":
            return _material(product, question.value)
        case "brand":
            return _listed(product, name, (product.brand,) if product.brand else (), question.value)
        case "audience":
            stated = (product.audience,) if product.audience else ()
            return _listed(product, name, stated, question.value)
        case "features":
            if question.value:
                return _stated(product, question.value)
            return _listed(product, name, product.features, None)
        case "description" if question.value:
            return _suits(product, question.value)
        case "description":
            lines = (opening(product.description),) if product.description else ()
            return _listed(product, name, lines, None)
        case _:
            return _attribute(product, name, question.value)


def _attribute(product: Product, name: str, value: str | None) -> Answer:
    stated = product.attributes.get(name)
    if stated is None:
        return _stated(product, value or name.replace("_", " "), name)
    if stated in ("yes", "no"):
        return Answer(product, name, Verdict.YES if stated == "yes" else Verdict.NO)
    if value in (None, "yes", "no"):
        return Answer(product, name, Verdict.VALUE, None, (stated,))
    same = _words(value) <= _words(stated)
    return Answer(product, name, Verdict.YES if same else Verdict.NO, value, (stated,))


def _stated(product: Product, words: str, name: str = "") -> Answer:
    """Look for a property in attributes, features and the description, in this order."""
    key = words.strip().lower().replace("-", "_").replace(" ", "_")
    name = name or key
    stated = product.attributes.get(key)
    if stated in ("yes", "no"):
        return Answer(product, name, Verdict.YES if stated == "yes" else Verdict.NO)
    wanted = _words(words)
    for feature in product.features:
        if wanted and wanted <= _words(feature):
            negated = bool(_NEGATION.search(feature.lower()))
            return Answer(product, name, Verdict.NO if negated else Verdict.YES)
    for sentence in _SENTENCE.split(product.description):
        if wanted and wanted <= _words(sentence):
            # A sentence that negates may negate something else; only a plain one is a yes.
            if _NEGATION.search(sentence.lower()):
                return Answer(product, name, Verdict.SILENT)
            return Answer(product, name, Verdict.YES)
    return Answer(product, name, Verdict.SILENT)


def _suits(product: Product, value: str) -> Answer:
    """Answer "is it good for ...?": by audience, else by the sentence that speaks of it."""
    if product.audience and value.casefold() in _AUDIENCES:
        same = value.casefold() == product.audience.casefold()
        verdict = Verdict.YES if same else Verdict.NO
        return Answer(product, "audience", verdict, value, (product.audience,))
    wanted = _words(value)
    for line in _SENTENCE.split(product.description):
        if wanted and wanted <= _words(line) and not _NEGATION.search(line.lower()):
            return Answer(product, "description", Verdict.VALUE, value, (opening(line),))
    return Answer(product, "description", Verdict.SILENT, value)


def _material(product: Product, value: str | None) -> Answer:
    made_of = product.materials
    if not made_of:
        return Answer(product, "material", Verdict.SILENT, value)
    if not value:
        return Answer(product, "material", Verdict.VALUE, None, made_of)
    wanted = value.lower()
    for material in made_of:
        if material.lower() == wanted:
            return Answer(product, "material", Verdict.YES, value, (material,))
    for material in made_of:
        words = material.lower().replace("-", " ").split()
        imitates = bool(_IMITATION & set(words)) or words[-1] in _IMITATION_SUFFIX
        if wanted in words and not imitates:
            return Answer(product, "material", Verdict.YES, value, (material,))
    return Answer(product, "material", Verdict.NO, value, made_of)


def _listed(product: Product, name: str, stated: tuple[str, ...], value: str | None) -> Answer:
    if not stated:
        return Answer(product, name, Verdict.SILENT, value)
    if not value:
        return Answer(product, name, Verdict.VALUE, None, stated)
    same = any(value.casefold() == s.casefold() for s in stated)
    return Answer(product, name, Verdict.YES if same else Verdict.NO, value, stated)


def _guessed(product: Product, words: str) -> str | None:
    """Return the attribute whose every word was said, if there is one."""
    said = _words(words)
    found = [n for n in product.attributes if _words(n.replace("_", " ")) <= said]
    return max(found, key=len) if found else None


def opening(description: str, words: int = DESCRIPTION_WORDS) -> str:
    """Return the first whole sentences of a description, at most `words` words of them.

    A first sentence that alone is longer is cut at its last comma within reach.
    """
    kept: list[str] = []
    for sentence in _SENTENCE.split(description.strip()):
        if kept and len(" ".join((*kept, sentence)).split()) > words:
            break
        kept.append(sentence)
        if len(kept) == 2:
            break
    text = " ".join(kept)
    if len(text.split()) <= words:
        return text
    cut = " ".join(text.split()[:words])
    head, _, _ = cut.rpartition(",")
    return f"{(head or cut).rstrip(' ,;:')}."


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower()))
