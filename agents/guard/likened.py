"""Products said to be alike: "the same price", "as light as". Pure."""

from dataclasses import replace

from agents.guard.asserted import Asserted
from agents.guard.item import Item, Kind
from agents.guard.metrics import Metric
from agents.guard.walk import Walk

_SUBJECTS = frozenset({Kind.NAME, Kind.ONE, Kind.MANY})
_SAME = {
    "cost": "price", "costs": "price", "price": "price", "priced": "price", "rating": "rating",
    "rated": "rating", "weight": "light", "weigh": "light", "weighs": "light", "score": "rating",
    "material": "", "sizes": "", "materials": "", "quality": "", "prices": "price",
    "ratings": "rating", "scores": "rating", "weights": "light", "features": "", "specs": "",
    "color": "", "colors": "", "size": "", "brand": "", "fit": "", "design": "", "model": "",
}  # fmt: skip


_LOOSELY = frozenset({"nearly", "almost", "about", "roughly", "practically", "virtually"})


def take_same(walk: Walk, n: int) -> None:
    """Read "cost the same", "the same rating": a comparison with no difference."""
    item, at = walk.items[n], walk.at
    near = [t.low for t in walk.tokens[max(0, item.start - 3) : item.stop + 2]]
    name = next((_SAME[w] for w in near if w in _SAME), None)
    if name is None and item.low == "same" and (_states_all(walk, n) or _of_size(walk, n)):
        name = ""
    if name is not None:
        loose = _LOOSELY & {*near} or item.low != "same"
        if loose:
            name = f"~{name}" if name else name
        equal = replace(item, kind=Kind.MORE, metric=Metric(name, 0))
        at.claimed = True
        walk.asserted.append(
            Asserted(equal, at.subject or walk.carried(), at.negated, standard=at.standard)
        )


def _of_size(walk: Walk, n: int) -> bool:
    """Say whether "queen is the same" gives one size the price of another."""
    before = [i for i in walk.items[max(0, n - 3) : n] if i.low not in ("the", "about")]
    if len(before) < 2 or before[-1].kind is not Kind.BE:
        return False
    return any(kind == "size" for kind, _ in before[-2].keys)


def _states_all(walk: Walk, n: int) -> bool:
    """Say whether "they're the same" stands alone: all of both is said to be alike."""
    item = walk.items[n]
    after = walk.tokens[item.stop].low if item.stop < len(walk.tokens) else ""
    if after not in ("", ",", "as", "but", "except", "apart", "in"):
        return False
    if walk.low_before(item) != "the":
        return False
    verb = any(i.kind is Kind.BE for i in walk.items[:n])
    said = bool(walk.asserted or walk.talk.claims)
    return verb and bool(walk.at.subject) and not (said and after in ("", ","))


def compares_as(walk: Walk, item: Item) -> bool:
    """Say whether this is the second "as" of "as light as the A": no fact compares so."""
    before = [t.low for t in walk.tokens[max(0, item.start - 4) : item.start]]
    after = [i for i in walk.items if i.start >= item.stop]
    named = any(i.kind in _SUBJECTS for i in after[:4])
    return "as" in before and named
