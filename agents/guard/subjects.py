"""Names in a sentence: who is spoken of from there on, and who is only compared with. Pure."""

from dataclasses import replace

from agents.guard.asserted import Asserted
from agents.guard.item import NOUNS, Item, Kind
from agents.guard.metrics import Metric
from agents.guard.talk import Places, it, many
from agents.guard.text import root
from agents.guard.verdict import Fault
from agents.guard.walk import Walk
from retrieval.wordset import wordset

_SUBJECTS = frozenset({Kind.NAME, Kind.ONE, Kind.MANY})
_SAME = {
    "cost": "price", "costs": "price", "price": "price", "priced": "price", "rating": "rating",
    "rated": "rating", "weight": "light", "weigh": "light", "weighs": "light", "score": "rating",
    "material": "", "sizes": "", "materials": "", "quality": "",
}  # fmt: skip
_SIDES = {
    "above": 1, "over": 1, "below": -1, "under": -1, "beneath": -1, "behind": -1, "beyond": 1,
    "past": 1, "matches": 0, "match": 0, "matching": 0, "equals": 0, "ties": 0,
}  # fmt: skip
"""What stands before a name that someone is compared with, and which way."""
_RANKS = wordset("above below beneath behind beyond past beats beat")
_PREFERS = wordset(
    "pick choose take prefer recommend suggest go chose picked favor opt choosing picking going"
)
_LISTS = frozenset({Kind.AND, Kind.COMMA})


def take_subject(walk: Walk, n: int) -> None:  # noqa: PLR0912, PLR0915 - one rule after another
    item, at = walk.items[n], walk.at
    if (
        item.kind is Kind.MANY
        and walk.low_before(item) in ("of", "among")
        and (at.subject or at.last in (Kind.MOST, Kind.MORE))
    ):
        return  # "the cheapest of the three": a list, not who is spoken of
    places = _places(walk, item)
    if places is None:
        at.lost = item
        at.subject, at.union, at.fresh = (), False, False
        return
    at.lost = None
    if at.listing:
        walk.name(item, places, standard=True)
        return
    if at.than:
        if not _is_compared(walk, n):
            walk.refuse(Fault.COMPARISON, item)
        counted = {"two": 2, "three": 3}.get(walk.tokens[item.stop - 1].low)
        if item.low == "others" and len(places) != counted:
            own = at.subject or walk.talk.focus
            places = tuple(p for p in range(len(walk.index.known)) if p not in own) or places
        at.standard = (*at.standard, *places)
        _compare(walk, at.standard)
        walk.name(item, places, standard=True)
        _unlike(walk, places)
        return
    if (
        item.kind is Kind.NAME
        and walk.low_before(item) in ("by", "from")
        and (at.subject or walk.talk.focus)
        and not _introduced(walk, n, places)
        and _by(walk, item)
    ):
        return
    if item.kind is Kind.NAME and _beside(walk, n, places):
        return
    if item.kind is Kind.ONE and at.subject and walk.low_before(item) in _RANKS:
        walk.refuse(Fault.COMPARISON, item)
    joins = _joins(walk, n)
    if at.equal:
        if (
            at.last in (Kind.BE, Kind.COMMA, Kind.MOST, Kind.NAME, Kind.BREAK)
            and item.kind is Kind.NAME
            and set(places) != set(at.equal)
        ):
            walk.refuse(Fault.REFERENT, item)
        at.equal = ()
    if item.kind is Kind.NAME and at.last is Kind.BE and at.fresh and not at.claimed:
        if at.subject and _named_before(walk, n) and not set(at.subject) <= set(places):
            if not at.negated:
                walk.refuse(Fault.REFERENT, item)
        elif _called(walk, n) and not set(at.subject) & set(places):
            walk.refuse(Fault.NAME, item)
    if item.kind is Kind.NAME:
        walk.asserted += [Asserted(claim, places) for claim in at.told]
        if joins and at.sole:
            walk.refuse(Fault.COMPARISON, item)
    if joins:
        at.subject = tuple(dict.fromkeys((*at.subject, *places)))
        at.union = True
        at.verb = at.verb or False
    else:
        if at.fresh and not at.claimed and at.verb and at.last is not Kind.BE:
            walk.end_segment()
        at.subject, at.union = places, item.kind is Kind.MANY and len(places) > 1
        if at.fresh:
            at.verb = at.content = False
        at.claimed = False
        if not at.held and not at.unsaid:
            at.negated = False
    at.fresh = True
    if at.only and item.kind is Kind.NAME:
        at.only = True
    walk.name(item, places)
    if at.orphans:
        walk.bind(at.orphans, at.subject)


def _introduced(walk: Walk, n: int, places: Places) -> bool:
    """Tell "a tote from Portmanta" and "square ones from A", who are new, from "it is by A"."""
    if walk.at.fresh or set(places) <= set(walk.at.subject) or len(places) != 1 or n < 2:
        return False
    before = walk.items[n - 2]
    if before.kind is not Kind.CLAIM and before.low not in NOUNS:
        return False
    start = n - 1
    while start and walk.items[start - 1].kind not in (Kind.COMMA, Kind.AND, Kind.BREAK):
        start -= 1
    said = [i for i in walk.items[start:n] if i.kind in (Kind.CLAIM, Kind.BAD)]
    bound = [a.item for a in walk.asserted if a.places == places]
    return bool(said) and all(item in bound for item in said)


def _by(walk: Walk, item: Item) -> bool:
    """Read "made by Rokanda": a brand that is said of someone, and names nobody."""
    words = tuple(root(t.low) for t in walk.tokens[item.start : item.stop])
    if not any(k.brand == words for k in walk.index.known):
        return False
    places = walk.at.subject or walk.carried()
    if not all(walk.index.known[p].brand == words for p in places) or walk.at.negated:
        walk.refuse(Fault.NAME, item)
    walk.at.claimed = True
    return True


def _called(walk: Walk, n: int) -> bool:
    """Say whether "it's a Rokanda" says whose it is, after someone was named."""
    before = walk.low_before(walk.items[n])
    it_is = any(i.kind is Kind.ONE and i.low == "it" for i in walk.items[:n])
    return before in ("a", "an") or (it_is and bool(walk.talk.focus) and before == "the")


def _beside(walk: Walk, n: int, places: Places) -> bool:
    """Read "rated above the A", "priced below the A": comparisons without "than"."""
    item, at = walk.items[n], walk.at
    start = item.start - 1 if walk.low_before(item) == "the" else item.start
    word = walk.tokens[start - 1].low if start else ""
    if word not in _SIDES or not (at.subject or walk.talk.focus):
        return False
    lows = {t.low for t in walk.tokens[:start]}
    if word == "over" and lows & _PREFERS:
        walk.name(item, places, standard=True)
        return True
    name = next((_SAME[w] for w in lows if _SAME.get(w)), None)
    if name is None or not _SIDES[word]:
        walk.refuse(Fault.COMPARISON, item)
    else:
        more = replace(item, kind=Kind.MORE, metric=Metric(name, _SIDES[word]))
        walk.asserted.append(
            Asserted(more, at.subject or walk.talk.focus, at.negated, standard=places)
        )
    walk.name(item, places, standard=True)
    return True


def _is_compared(walk: Walk, n: int) -> bool:
    """Say whether there is a comparison before "than" that can be checked."""
    if walk.at.unlike or any(i.low.startswith(("compared", "versus", "vs", "over")) for i in
                             walk.items[:n] if i.kind is Kind.THAN):  # fmt: skip
        return True
    return any(i.kind in (Kind.MORE, Kind.BAD) for i in walk.items[:n])


def _compare(walk: Walk, standard: Places) -> None:
    """Give the comparison that was just made the one that follows its "than"."""
    for found in (walk.at.orphans, walk.asserted):
        for n, asserted in enumerate(found):
            mine = asserted.places == walk.at.subject or not asserted.places
            if asserted.item.kind is Kind.MORE and mine and not asserted.settled:
                found[n] = replace(asserted, standard=standard)


def _joins(walk: Walk, n: int) -> bool:
    """Say whether a name goes on a list of names: "the A, the B and the C"."""
    at = walk.at
    if not (at.fresh or at.union or at.subject) or at.claimed:
        return False
    k = n - 1
    seen = False
    while k >= 0:
        item = walk.items[k]
        if item.kind in _LISTS or item.low in ("plus", "as well as"):
            seen = True
        elif item.kind in (Kind.NAME,):
            return seen
        elif item.kind is not Kind.FILLER or item.low not in ("the", "our", "also", "then"):
            return False
        k -= 1
    return False


def _places(walk: Walk, item: Item) -> Places | None:
    at = walk.at
    if item.kind is Kind.NAME:
        return narrowed(walk, item)
    if item.kind is Kind.ONE:
        return it(walk.talk, at.subject, walk.index)
    count = {"both": 2, "all two": 2, "all three": 3}.get(item.low)
    if count and len(at.subject) != count and len(walk.subjects) == count:
        return tuple(walk.subjects)  # "the A at $97 and the B at $99 are both ..."
    return many(item.low, walk.talk, at.subject, walk.index)


def narrowed(walk: Walk, item: Item) -> Places:
    """Return whom a name means: of several, the one that facts speak of, if it is one."""
    places = tuple(sorted(item.places))
    if len(places) > 1:
        spoken = tuple(p for p in places if p in walk.index.spoken)
        if len(spoken) == 1 and len(walk.index.spoken) < len(walk.index.known):
            return spoken
        exact = _exact(walk, item, places)
        if exact is not None:
            return (exact,)
    return places


def _exact(walk: Walk, item: Item, places: Places) -> int | None:
    words = tuple(root(t.low) for t in walk.tokens[item.start : item.stop] if t.low != "'s")
    own = [p for p in places if words in walk.index.short[p]]
    return own[0] if len(own) == 1 else None


def _unlike(walk: Walk, places: Places) -> None:
    at = walk.at
    if at.unlike:
        for asserted in [*walk.asserted, *at.orphans]:
            if asserted.item.kind is Kind.CLAIM:
                walk.asserted.append(replace(asserted, places=places, negated=not asserted.negated))


def _named_before(walk: Walk, n: int) -> bool:
    """Say whether the subject before "is" was a name of its own, not "it" or "that"."""
    for item in reversed(walk.items[:n]):
        if item.kind in _SUBJECTS:
            return item.kind is Kind.NAME
    return False
