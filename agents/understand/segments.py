"""Cuts an utterance into parts that each hold one act, and joins readings that belong together.

"add the second one and show me matching socks" is two parts; "hiking boots.
Under a hundred. Not leather." is one wish said in three breaths.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from agents.acts import Act
from agents.constraints import Edit, Kind, Set
from agents.reading import Reading, Reference
from agents.understand import confidence
from agents.understand.line import Line, Span
from retrieval.wordset import wordset

_LINKS = wordset("and then but also plus so")
_STARTS = wordset(
    "show find add put remove delete compare save what how tell search bookmark give recommend "
    "which take wrap"
)
_STARTS_TWO = frozenset(
    {("is", "it"), ("is", "that"), ("is", "this"), ("is", "the"), ("is", "there"), ("are", "they"),
     ("are", "there"), ("does", "it"), ("do", "you"), ("do", "they"), ("can", "you"), ("can", "i"),
     ("could", "you"), ("let", "us"), ("i", "will"), ("i", "want"), ("i", "need"), ("i", "am"),
     ("i", "would"), ("check", "out"), ("get", "me"), ("where", "is"), ("when", "will"),
     ("i", "like")}
)  # fmt: skip
_BETWEEN = wordset("also then please maybe now")
"""Between "and" and what it starts: "and also do you have"."""
_COMMA_STARTS = wordset("show find add put remove compare save tell what how")
_OPENERS = wordset("ok so well actually please no yes great cool hey now and sorry")
_STOPS = ".?!;"

_WISHES = frozenset({Act.FIND, Act.REFINE, Act.GIFT, Act.BUNDLE, Act.INSPIRE})
_COURTESY = frozenset({"greeting", "thanks", "how_are_you", "compliment", "goodbye", "fond"})


def cut(line: Line, whole: Sequence[Span]) -> list[Span]:
    """Return the parts of `line`, in order.

    Args:
        line: The utterance.
        whole: Spans that must not be cut: values, edits.
    """
    cuts: list[int] = []
    tokens = line.tokens
    for i in range(1, len(tokens)):
        if any(s.start < i < s.stop for s in whole):
            continue
        before = tokens[i].before
        sentence = any(mark in before for mark in _STOPS) and not tokens[i].joined
        at = i + 1
        while at < i + 3 and line.norm(at) in _BETWEEN:
            at += 1
        pair = (line.norm(at), line.norm(at + 1))
        linked = tokens[i].norm in _LINKS and (pair[0] in _STARTS or pair in _STARTS_TWO)
        linked = linked or ("," in before and tokens[i].norm == "if" and pair[0] in ("yes", "so"))
        linked = linked and not (tokens[i].norm == "so" and pair[0] == "what")
        comma = "," in before and (
            tokens[i].norm in _COMMA_STARTS or (tokens[i].norm, pair[0]) in _STARTS_TWO
        )
        if sentence or linked or (comma and not _opening(line, cuts[-1] if cuts else 0, i)):
            cuts.append(i)
    edges = [0, *cuts, len(tokens)]
    return [Span(a, b) for a, b in pairwise(edges) if a < b]


def _opening(line: Line, start: int, i: int) -> bool:
    """Tell whether the words before the comma only open the sentence: "um, show me"."""
    return i - start <= 2 and all(t.norm in _OPENERS for t in line.tokens[start:i])


def join(readings: list[Reading]) -> tuple[Reading, ...]:
    """Join the wishes said in several parts and leave out what says nothing beside them."""
    if len(readings) == 1:
        return tuple(readings)
    merged: list[Reading] = []
    waiting = ""
    for reading in readings:
        if reading.act is Act.UNCLEAR or (
            reading.act is Act.INSPIRE and reading.confidence < confidence.GUESS_BELOW
        ):
            if merged and merged[-1].act in _WISHES:
                merged[-1] = _with_text(merged[-1], reading.text, after=True)
            else:
                waiting = f"{waiting} {reading.text}".strip()
            continue
        if waiting and reading.act in _WISHES:
            merged.append(_with_text(reading, waiting, after=False))
            waiting = ""
        elif merged and (one := _as_one(merged[-1], reading)):
            merged[-1] = one
        elif not (merged and _repeats(merged[-1], reading)):
            merged.append(reading)
    if not merged:
        return (max(readings, key=lambda r: r.confidence),)
    return _without_courtesies(merged)


def _takes_picked(last: Reading, reading: Reading) -> bool:
    """Tell whether "it" is what was just picked: "both please, add them"."""
    pointing = all(r.deictic and not r.descriptors for r in reading.references)
    only = len(last.references) == 1 and last.words == last.references[0].words
    if pointing and last.act is Act.SELECT and only:
        return reading.act in (Act.ASK_PRODUCT, Act.PRICE_OR_STOCK)  # "the second, how much is it"
    return last.act is Act.SELECT and reading.act in (Act.CART_ADD, Act.SAVE) and pointing


_OF_SOMETHING = frozenset({Act.CART_ADD, Act.CART_REMOVE, Act.SAVE, Act.SELECT})
_ONLY_BEGUN = re.compile(
    r"^(?:(?:i|i'll|i'd|i want|will|take|have|get|add|put|remove|save|show|me|go|with|let|us|let's|"
    r"like|would|want|to|uh+|um+|er+m?|hm+|the|a|so|well|ok|okay|yes|yeah|and|maybe|please|can|could|you"
    r")[\s,.-]*)+$",
    re.I,
)


def _stammered(last: Reading) -> bool:
    """Tell whether nothing was named before the shopper began again."""
    nothing = all(r.deictic and not r.words for r in last.references)
    return nothing and last.quantity is None and bool(_ONLY_BEGUN.match(last.words))


def _broken_off(last: Reading, reading: Reading) -> bool:
    """Tell whether the shopper began again: "tell me about, no, show me the third one"."""
    if last.act in _OF_SOMETHING and last.act is reading.act and _stammered(last):
        return True  # "I'll, uh, I'll take number one"
    if last.act is Act.STOP:
        return re.match(r"(?:wait|hold on|hang on|one \w+)\b", last.words, re.I) is not None
    vague = last.act in (Act.ASK_PRODUCT, Act.SELECT) and all(
        r.deictic and not r.words for r in last.references
    )
    return vague and bool(re.search(r"(?:\bno|\bwait|\bsorry)[, ]*$", last.words, re.I))


def _continues(last: Reading, reading: Reading) -> bool:
    if last.act is reading.act and last.act in (Act.GIFT, Act.BUNDLE, Act.INSPIRE):
        return True  # "she loves gardening, it's for her birthday"
    if last.act not in _WISHES or reading.act not in (Act.REFINE, Act.FIND, Act.INSPIRE):
        return False
    if reading.act is Act.INSPIRE:
        return last.act in (Act.GIFT, Act.BUNDLE)
    if reading.act is Act.FIND and last.act in (Act.FIND, Act.BUNDLE):
        return not (_types(last) and _types(reading))
    return True


_SAID_ONCE = frozenset(
    {
        Act.OUT_OF_SCOPE,
        Act.SMALLTALK,
        Act.REPEAT,
        Act.STOP,
        Act.CONFIRM,
        Act.DENY,
        Act.CART_UNDO,
        Act.CHECKOUT,
        Act.PACE,
        Act.HUMAN,
    }
)


def _repeats(last: Reading, reading: Reading) -> bool:
    if last.act is reading.act and last.act in (Act.ORDER_OR_POLICY, Act.SMALLTALK):
        return last.topic == reading.topic
    if last.act is reading.act and last.act in (Act.CART_ADD, Act.CART_REMOVE, Act.SAVE):
        return _points_back(last, reading)
    return last.act is reading.act and last.act in _SAID_ONCE


def _points_back(last: Reading, reading: Reading) -> bool:
    """Tell whether "it" is what the last act was on: "I'll take the second one, add it"."""
    only_it = all(r.deictic and not r.descriptors and not r.earlier for r in reading.references)
    form = reading.size or reading.colour or reading.quantity or reading.board
    again = re.search(r"\b(?:another|again|more|too|also|as well)\b", reading.words, re.I)
    named = any(r.words for r in last.references) or bool(last.references)
    return named and only_it and not form and reading.topic is None and not again


def _as_one(last: Reading, reading: Reading) -> Reading | None:
    """Return what two parts ask together; None where each is for itself."""
    if _takes_picked(last, reading):
        words = f"{last.words} {reading.words}"
        return replace(reading, references=last.references, words=words)
    if _broken_off(last, reading):
        return reading
    if _asks_more(last, reading):
        return replace(last, words=f"{last.words}; {reading.words}")
    told = _compares(last, reading) or _takes_out(last, reading)
    return told or (_both(last, reading) if _continues(last, reading) else None)


def _compares(last: Reading, reading: Reading) -> Reading | None:
    """Return the comparison of brands named before it: "this or that make, which is better"."""
    sets = [e.constraint for e in last.edits if isinstance(e, Set)]
    brands = [s for s in sets if s.kind is Kind.BRAND and s.wanted]
    only = len(brands) > 1 and len(brands) == len(last.edits) and not last.text
    every = all(r.every or (r.deictic and not r.descriptors) for r in reading.references)
    if (
        reading.act is not Act.COMPARE
        or last.act not in (Act.FIND, Act.REFINE)
        or not (only and every)
    ):
        return None
    meant = tuple(Reference(s.words, descriptors=((s.kind, str(s.value)),)) for s in brands)
    return replace(reading, references=meant, words=f"{last.words} {reading.words}")


def _takes_out(last: Reading, reading: Reading) -> Reading | None:
    """Return the removal of what was turned down: "I don't need the Tarnholm. Remove it"."""
    only_it = all(r.deictic and not r.descriptors for r in reading.references)
    sets = [e.constraint for e in last.edits if isinstance(e, Set)]
    turned_down = bool(sets) and len(sets) == len(last.edits) and not any(s.wanted for s in sets)
    if reading.act is not Act.CART_REMOVE or last.act not in _WISHES:
        return None
    if not (only_it and turned_down) or last.text:
        return None
    meant = Reference(last.words, descriptors=tuple((s.kind, str(s.value)) for s in sets))
    return replace(reading, references=(meant,), words=f"{last.words} {reading.words}")


def _asks_more(last: Reading, reading: Reading) -> bool:
    """Tell whether a second thing is asked about one topic: "how long, and is it free?"."""
    policy = last.act is reading.act is Act.ORDER_OR_POLICY
    return policy and last.topic == reading.topic and last.words != reading.words


def _types(reading: Reading) -> set[str]:
    return {
        str(e.constraint.value)
        for e in reading.edits
        if isinstance(e, Set) and e.constraint.kind is Kind.CATEGORY
    }


def _names_unknown(edit: Edit) -> bool:
    return isinstance(edit, Set) and edit.constraint.kind is Kind.TYPE


def _both(first: Reading, second: Reading) -> Reading:
    act = first.act
    if first.act is Act.FIND and first.confidence < confidence.GUESS_BELOW and not first.edits:
        return replace(second, words=f"{first.words} {second.words}")
    if first.act is Act.REFINE and second.act is Act.FIND:
        act = Act.FIND
    if first.act is Act.INSPIRE:
        act = Act.FIND if second.act is Act.FIND else Act.INSPIRE
    text = f"{first.text} {second.text}".strip()
    edits = first.edits + second.edits
    if _types(first) or _types(second):
        # "My feet get cold. I need boots": what the catalog calls by name was meant.
        edits = tuple(e for e in edits if not _names_unknown(e))
    return replace(
        first,
        act=act,
        confidence=max(first.confidence, second.confidence)
        if act is not first.act or second.edits
        else first.confidence,
        words=f"{first.words} {second.words}",
        edits=edits,
        references=first.references + second.references,
        occasion=first.occasion or second.occasion,
        recipient=first.recipient or second.recipient,
        text=text,
    )


def _with_text(reading: Reading, text: str, after: bool) -> Reading:
    joined = f"{reading.text} {text}" if after else f"{text} {reading.text}"
    return replace(reading, text=joined.strip())


_APOLOGY = re.compile(r"^\W*(?:(?:excuse me|pardon(?: me)?|sorry|i'm sorry)\W*)+$", re.I)
"""By itself it asks for a repetition, before a request it only opens it."""


def _without_courtesies(readings: list[Reading]) -> tuple[Reading, ...]:
    """Leave out "hi", "thanks", "yes" and "no" beside a request."""

    def light(reading: Reading) -> bool:
        if reading.act is Act.SMALLTALK:
            return reading.topic in _COURTESY
        if reading.act is Act.REPEAT:
            return _APOLOGY.match(reading.words) is not None
        return reading.act in (Act.CONFIRM, Act.DENY)

    pays = any(r.act is Act.CHECKOUT for r in readings)
    heavy = [r for r in readings if not light(r) and not (pays and r.act is Act.STOP)]
    if heavy:
        return tuple(heavy)
    answers = [r for r in readings if r.act in (Act.CONFIRM, Act.DENY)]
    return tuple(answers[:1] or readings[:1])
