"""Claims, numbers and unknown words as they stand: of whom they are said. Pure."""

from dataclasses import replace

from agents.guard.asserted import Asserted
from agents.guard.item import Kind
from agents.guard.subjects import narrowed
from agents.guard.talk import Places
from agents.guard.verdict import Fault
from agents.guard.walk import Walk

_SUBJECTS = frozenset({Kind.NAME, Kind.ONE, Kind.MANY})
_HOW = frozenset({"much", "slightly", "very", "more", "also", "far", "even", "bit", "way"})
_INTRODUCES = frozenset({"the", ",", "there", "is", "you", "get", "have", "can", "here"})
"""Words between a price and whose it is: "for $97, there's the Rokanda"."""


def take_said(walk: Walk, n: int) -> None:
    item, at = walk.items[n], walk.at
    if at.lost is not None:
        walk.refuse(Fault.REFERENT, at.lost)
    at.claimed = True
    at.told, at.sole = [], False
    asserted = Asserted(
        item, at.subject, at.negated and not at.unsaid, unsaid=at.unsaid, standard=at.standard,
        only=at.only, union=at.union, wish=at.wish, question=walk.question,
        subjects=bool(walk.has_name),
        conditional=walk.conditional, before=_before(walk, n), after=_after(walk, n),
    )  # fmt: skip
    if at.than and item.kind is not Kind.FIGURE:
        asserted = replace(asserted, places=at.subject)
    if item.kind is Kind.MORE and not at.standard and n and walk.items[n - 1].kind is Kind.FIGURE:
        before = [p for p in walk.subjects if p not in at.subject]
        if before:
            asserted = replace(asserted, standard=tuple(before[-1:]), settled=False)
    ahead = _for_whom(walk, n) if item.kind is Kind.FIGURE else None
    if item.kind in (Kind.CLAIM, Kind.BAD) and not at.negated:
        ahead = _new_one(walk, n)
    if item.kind in (Kind.CLAIM, Kind.MORE) and not at.negated and ahead is None:
        ahead = _before_name(walk, n)
    if ahead is not None:
        walk.asserted.append(replace(asserted, places=ahead, union=False, settled=True))
    elif at.than and at.standard and not at.subject and walk.low_before(item) == "at":
        walk.asserted.append(replace(asserted, places=at.standard))  # "compared to the A at $97"
    elif at.subject:
        walk.asserted.append(asserted)
    else:
        at.orphans.append(asserted)
        if not any(i.kind in _SUBJECTS or i.kind is Kind.MOST for i in walk.items[n + 1 :]):
            walk.bind(at.orphans, walk.carried())
    at.last = item.kind


def _before_name(walk: Walk, n: int) -> Places | None:
    """Return whom "the much cheaper A", "the ceramic A" is said of."""
    described = (Kind.CLAIM, Kind.MORE)
    k = n + 1
    while k < len(walk.items) and walk.items[k].kind in described:
        k += 1
    if k >= len(walk.items) or walk.items[k].kind is not Kind.NAME:
        return None
    start = n - 1
    while start > 0 and (walk.items[start].kind in described or walk.items[start].low in _HOW):
        start -= 1
    if start < 0 or walk.items[start].low not in ("the", "a", "an"):
        return None
    return narrowed(walk, walk.items[k])


def _new_one(walk: Walk, n: int) -> Places | None:
    """Return whom "or a gray stoneware one by A" is said of: someone new, named after it."""
    start = n
    while start and walk.items[start - 1].kind not in (Kind.COMMA, Kind.AND, Kind.BREAK):
        start -= 1
        if walk.items[start].kind in _SUBJECTS or walk.items[start].kind is Kind.MOST:
            return None
    leads = [i.low for i in walk.items[start:n] if i.kind is Kind.FILLER]
    if start == 0 or (leads and leads[0] not in ("a", "an", "plus", "one", "also", "then")):
        return None
    for k in range(n + 1, min(n + 6, len(walk.items))):
        item = walk.items[k]
        if item.kind is Kind.NAME:
            places = narrowed(walk, item)
            found = len(places) == 1 and walk.low_before(item) in ("by", "from")
            return places if found else None
        if item.kind not in (Kind.CLAIM, Kind.FILLER):
            return None
    return None


def _for_whom(walk: Walk, n: int) -> Places | None:
    """Return whom "$97 for the Rokanda" is said of; None if it does not go on so."""
    start = walk.items[n].start
    led = walk.tokens[start - 1].low if start else ""
    before = walk.tokens[start - 2].low if start > 1 else ""
    opens = led in ("at", "for") and before in ("", "and", ",", "but", "while", ";")
    lows: list[str] = []
    for item in walk.items[n + 1 : n + 7]:
        if item.kind is Kind.NAME:
            lows = lows[1:] if lows[:1] in (["star"], ["stars"]) else lows
            found = lows in (["for", "the"], ["for"], ["on", "the"]) or (
                opens and all(low in _INTRODUCES for low in lows)
            )
            return narrowed(walk, item) if found and (before != "," or "," not in lows) else None
        if item.kind not in (Kind.FILLER, Kind.BE, Kind.COMMA):
            return None
        lows.append(item.low)
    return None


def _before(walk: Walk, n: int) -> tuple[str, ...]:
    start = walk.items[n].start
    words: list[str] = []
    for item in reversed(walk.items[:n]):
        if item.kind in (Kind.AND, Kind.COMMA, Kind.BREAK, Kind.FIGURE):
            break
        if item.kind is not Kind.NAME:
            words[:0] = [t.low for t in walk.tokens[item.start : item.stop]]
    assert start >= 0
    return tuple(words)


def _after(walk: Walk, n: int) -> tuple[str, ...]:
    words: list[str] = []
    for item in walk.items[n + 1 :]:
        if item.kind in (Kind.AND, Kind.COMMA, Kind.BREAK, Kind.FIGURE, Kind.NAME):
            break
        words += [t.low for t in walk.tokens[item.start : item.stop]]
    return tuple(words)
