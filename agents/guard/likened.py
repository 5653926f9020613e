"""Products said to be alike: "the same price", "as light as". Pure."""

from dataclasses import replace

from agents.guard.asserted import Asserted
from agents.guard.metrics import Metric
from agents.guard.scan import Item, Kind
from agents.guard.walk import Walk

_SUBJECTS = frozenset({Kind.NAME, Kind.ONE, Kind.MANY})
_SAME = {
    "cost": "price", "costs": "price", "price": "price", "priced": "price", "rating": "rating",
    "rated": "rating", "weight": "light", "weigh": "light", "weighs": "light", "score": "rating",
    "material": "", "sizes": "", "materials": "", "quality": "",
}  # fmt: skip


def take_same(walk: Walk, n: int) -> None:
    """Read "cost the same", "the same rating": a comparison with no difference."""
    item, at = walk.items[n], walk.at
    near = [t.low for t in walk.tokens[max(0, item.start - 3) : item.stop + 2]]
    name = next((_SAME[w] for w in near if w in _SAME), None)
    if name is not None:
        if item.low != "same":
            name = f"~{name}" if name else name
        equal = replace(item, kind=Kind.MORE, metric=Metric(name, 0))
        at.claimed = True
        walk.asserted.append(
            Asserted(equal, at.subject or walk.carried(), at.negated, standard=at.standard)
        )


def compares_as(walk: Walk, item: Item) -> bool:
    """Say whether this is the second "as" of "as light as the A": no fact compares so."""
    before = [t.low for t in walk.tokens[max(0, item.start - 4) : item.start]]
    after = [i for i in walk.items if i.start >= item.stop]
    named = any(i.kind in _SUBJECTS for i in after[:4])
    return "as" in before and named
