"""Words that single one product out: "the cheapest", "the blue one". Pure."""

from agents.guard.item import BE, NOUNS, Item, Kind
from agents.guard.metrics import measured
from agents.guard.talk import Places, many
from agents.guard.verdict import Fault
from agents.guard.walk import Walk
from retrieval.wordset import wordset

_VERBS = BE | wordset("costs cost weighs comes goes runs holds offers lasts has sells")
_POINTS = frozenset({"the", "that", "this", "those", "these"})


def take_most(walk: Walk, n: int) -> None:
    """Read "the cheapest": of whom it is said, or whom it stands for."""
    item, at = walk.items[n], walk.at
    metric = item.metric
    assert metric is not None
    winner = _winner(walk, item, n)
    at.last = Kind.MOST
    if winner is None:
        walk.refuse(Fault.COMPARISON, item)
        return
    then = walk.next(n + 1)
    stands = not at.subject or (
        not at.fresh and then is not None and (then.kind in (Kind.BE,) or then.low in _VERBS)
    )
    if at.negated:
        walk.refuse(Fault.COMPARISON, item)
        return
    if stands:
        at.subject, at.union, at.fresh, at.claimed = (winner,), False, True, True
        at.equal = (winner,)
        at.sole = True
        walk.name(item, (winner,))
        if at.orphans:
            walk.bind(at.orphans, at.subject)
    else:
        at.claimed = True
        if set(at.subject) != {winner}:
            walk.refuse(Fault.COMPARISON, item)


def _winner(walk: Walk, item: Item, n: int) -> int | None:
    """Return the product at the named end of a measure, over the list that the words name."""
    metric = item.metric
    assert metric is not None
    everyone = tuple(range(len(walk.index.known)))
    domain = walk.index.compared
    named = tuple(
        dict.fromkeys(
            [*walk.talk.mentioned]
            + [
                p
                for i in walk.items
                if i.kind is Kind.NAME and len(i.places) == 1
                for p in i.places
            ]
        )
    )
    if len(named) > 1 and set(walk.index.spoken) <= set(named):
        domain = named  # of those that the reply names, where it names all it may speak of
    for later in walk.items[n + 1 : n + 5]:
        if later.kind in (Kind.AND, Kind.FIGURE, Kind.BREAK):
            break
        if later.kind is Kind.MANY and walk.low_before(later) in ("of", "among"):
            domain = many(later.low, walk.talk, (), walk.index) or everyone
        if later.kind is Kind.BAD or later.low in ("store", "shop", "catalog", "range", "we"):
            return None
    lows = [t.low for t in walk.tokens]
    if {"one", "among"} & {*lows[max(0, item.start - 4) : item.start]} and "of" in lows[
        max(0, item.start - 3) : item.start
    ]:
        return None
    values = {p: measured(walk.index.known[p], metric.name) for p in domain}
    if metric.name == "rating":
        values = {p: v for p, v in values.items() if v is not None}
    if any(v is None for v in values.values()) or len(domain) < 2:
        return None
    best = max(v * metric.sign for v in values.values() if v is not None)
    winners = [p for p, v in values.items() if v is not None and v * metric.sign == best]
    return winners[0] if len(winners) == 1 else None


def take_described(walk: Walk, n: int) -> int:
    """Read "the blue one", "the waterproof option": one whom the list singles out."""
    item, at = walk.items[n], walk.at
    if item.low not in _POINTS:
        return 0
    k, claims = n + 1, []
    while k < len(walk.items) and walk.items[k].kind in (Kind.CLAIM, Kind.FILLER, Kind.MORE):
        one = walk.items[k]
        if one.kind is Kind.MORE or one.kind is Kind.CLAIM:
            claims.append(one)
        elif one.low in NOUNS:
            break
        elif one.low not in ("very", "really", "more", "other", "two", "also"):
            return 0
        k += 1
    kind = claims[-1] if claims else None
    if k >= len(walk.items) or walk.items[k].low not in NOUNS or not claims:
        return _the_kind(walk, n, kind) if kind else 0
    then = walk.next(k + 1)
    stands = not at.subject or (
        not at.fresh
        and then is not None
        and (then.kind in (Kind.BE, Kind.FIGURE) or then.low in _VERBS)
    )
    if at.than:
        stands = True
    if not stands:
        return 0
    places = _filtered(walk, claims)
    if not places:
        walk.refuse(Fault.ATTRIBUTE, claims[0])
        return k + 1
    if at.than:
        at.standard = places
        return k + 1
    at.subject, at.union, at.fresh, at.claimed = places, False, True, False
    at.equal = places if len(places) == 1 else ()
    at.told = [c for c in claims if c.kind is Kind.CLAIM]
    walk.name(walk.items[k], places)
    if at.orphans:
        walk.bind(at.orphans, places)
    return k + 1


def _the_kind(walk: Walk, n: int, kind: Item) -> int:
    """Read "the stove", "the dress": the one product of its kind, where there is one."""
    at, k = walk.at, walk.items.index(kind)
    if not any(key[0] == "kind" for key in kind.keys) or at.than or at.fresh:
        return 0
    if k + 1 < len(walk.items) and walk.items[k + 1].kind is Kind.NAME:
        return 0
    claims = [i for i in walk.items[n + 1 : k + 1] if i.kind is Kind.CLAIM]
    if len(claims) != k - n:
        return 0
    everyone = range(len(walk.index.known))
    kinds = [key for key in kind.keys if key[0] == "kind"]
    places = tuple(p for p in everyone if any(walk.index.known[p].holds(key) for key in kinds))
    if len(places) != 1:
        return 0
    at.subject, at.union, at.fresh, at.claimed = places, False, True, False
    at.told = [c for c in claims if c is not kind]
    for claim in at.told:
        if not any(walk.index.known[places[0]].holds(key) for key in claim.keys):
            walk.refuse(Fault.ATTRIBUTE, claim)
    walk.name(kind, places)
    if at.orphans:
        walk.bind(at.orphans, places)
    return k + 1


def _filtered(walk: Walk, claims: list[Item]) -> Places:
    everyone = tuple(range(len(walk.index.known)))
    for domain in (walk.talk.mentioned, walk.index.spoken, everyone):
        places = tuple(
            p for p in domain
            if all(any(walk.index.known[p].holds(k) for k in c.keys)
                   for c in claims if c.kind is Kind.CLAIM)
        )  # fmt: skip
        for claim in claims:
            metric = claim.metric
            if metric is None:
                continue
            values = {p: measured(walk.index.known[p], metric.name) for p in domain}
            if len(domain) != 2 or None in values.values():
                places = ()
                continue
            best = max(v * metric.sign for v in values.values() if v is not None)
            top = [p for p, v in values.items() if v is not None and v * metric.sign == best]
            places = tuple(p for p in places if p in top and len(top) == 1)
        if places:
            if len(places) > 1 and set(walk.talk.focus) < set(places):
                return walk.talk.focus
            return places
    return ()
