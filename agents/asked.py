"""What a question is about: the question that "and the second?" leaves out, and of which products.

Pure. What the products answer is `agents.facts` and `agents.offers`.
"""

import re
from dataclasses import replace

from agents.acts import Act
from agents.constraints import Kind, Set
from agents.measures import most
from agents.reading import Question, Reading, Reference
from agents.references import Resolved, Scene, Trouble, resolve
from agents.understand.qualities import quality_of

OFFER_ATTRIBUTES = frozenset({"stock", "size", "sizes", "colour", "colours", "availability"})
"""What is answered by variants rather than by stated facts."""
ELLIPSIS_WORDS = 6
"""Longer than "and what about the second one" is a question of its own."""
SELECTED_MOST = 3
"""Products that can be told of together."""
_MANY = re.compile(r"\b(?:they|them|these|those|any)\b")
_ELLIPSES = ("and ", "what about", "how about", "or ")
_TOO_MUCH = frozenset({"description", "features", *OFFER_ATTRIBUTES})
"""Too much to tell of three products at once."""
_OF_ONE = _TOO_MUCH | {None, "price"}
"""After a list, "it" is the first one for these: the prices were just said."""


def completed(reading: Reading, before: Question | None) -> Reading:
    """Fill in what "and the second?" leaves out: the question asked just `before`."""
    if before is None or not reading.references or reading.act not in _ELLIPTIC_ACTS:
        return reading
    if reading.question and reading.question.attribute:
        return reading
    words = reading.words.lower()
    if len(words.split()) > ELLIPSIS_WORDS or not words.startswith(_ELLIPSES):
        return reading
    if before.words.lower().startswith("which "):
        # "Which is lighter" was asked of several, "how about the second" is not.
        if before.attribute is None:
            return reading
        before = replace(before, words=reading.words)
    return replace(reading, act=Act.ASK_PRODUCT, question=before)


_ELLIPTIC_ACTS = frozenset({Act.ASK_PRODUCT, Act.SELECT, Act.PRICE_OR_STOCK})


def picked_most(reading: Reading, scene: Scene) -> Reading:
    """Turn "the lightest one" into a choice, where listings state which one that is."""
    found = _THE_MOST.search(reading.words.lower().strip(" .!?"))
    quality = quality_of(found["q"]) if found else None
    if reading.act is not Act.COMPARE or quality is None:
        return reading
    if most(scene.group or scene.screen, quality) is None:
        return reading
    picked = Reference(reading.words, quality=quality)
    return replace(reading, act=Act.SELECT, references=(picked,), question=None)


_THE_MOST = re.compile(
    r"^(?!which|what|is|are)(?:.* )?the (?P<q>(?:most )?[a-z]+)(?: (?:one|pair))?$"
)


def products_meant(reading: Reading, scene: Scene) -> Resolved:
    """Return the products asked about; after a list, "it" means what was heard of it."""
    question = reading.question
    heard = scene.screen[: max(scene.spoken, 1)]
    if question and question.words.lower().startswith("which ") and len(heard) > 1:
        return Resolved(scene.group or heard)
    resolved = resolve(reading.references, scene)
    if reading.act is Act.SELECT and len(resolved.products) > SELECTED_MOST:
        return Resolved(resolved.products[:SELECTED_MOST])
    words = reading.words.lower()
    if resolved.trouble is not Trouble.AMBIGUOUS:
        return resolved
    match reading.act:
        case Act.COMPARE:
            return Resolved(heard[:2] if len(heard) > 1 else scene.screen[:2])
        case Act.ASK_PRODUCT if question and question.attribute not in _OF_ONE:
            return Resolved(heard)
        case Act.ASK_PRODUCT | Act.PRICE_OR_STOCK if form_asked(reading) and _MANY.search(words):
            return Resolved(heard)
        case Act.ASK_PRODUCT | Act.PRICE_OR_STOCK:
            # The first one's answer, with its name: more use than asking back.
            return Resolved(scene.screen[:1])
        case _:
            return resolved


def form_asked(reading: Reading) -> bool:
    """Say whether a question names a size or colour: "do they come in black?"."""
    question = reading.question
    if question is None or question.attribute not in OFFER_ATTRIBUTES:
        return False
    of_form = question.attribute in ("size", "sizes", "colour", "colours")
    return bool(reading.size or reading.colour or (of_form and question.value))


_SEVERAL = re.compile(r"\b(?:ones|pairs|two|three|2|3)\b")


def about_one(reading: Reading) -> bool:
    """Say whether a reading is answered for one product, whatever was referred to."""
    if reading.act is Act.SELECT:
        several = len(reading.references) > 1
        return not several and not any(
            r.every or _SEVERAL.search(r.words.lower()) for r in reading.references
        )
    if form_asked(reading):
        return False
    question = reading.question
    told = question is not None and bool(question.value) and question.attribute == "features"
    # "Which is breathable?" is a yes or no of each.
    return question is not None and question.attribute in _TOO_MUCH and not told


def singles_out(reading: Reading) -> bool:
    """Say whether a product was named by more than "it"."""
    return bool(reading.references) and not all(r.deictic for r in reading.references)


def edited(reading: Reading, kind: Kind) -> str | None:
    """Return the value of this kind that the utterance wants, if it sets one."""
    for edit in reading.edits:
        if isinstance(edit, Set) and edit.constraint.kind is kind and edit.constraint.wanted:
            return str(edit.constraint.value)
    return None
