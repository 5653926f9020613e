"""How many products: "two options", "two of them are under $100". Pure."""

from agents.guard.asserted import Asserted, Said
from agents.guard.cues import CUES
from agents.guard.figures import Figure
from agents.guard.item import NOUNS, Kind
from agents.guard.numbers import Beside
from agents.guard.text import root
from retrieval.wordset import wordset

_TALLY = wordset(
    "of them these the three are is come comes in under below cost costs less than all"
)


def tallied(said: Said, figures: list[Asserted]) -> bool | None:
    """Check "two of them are under $100": so many of those spoken of; None if it is not said."""
    if len(figures) < 2 or any(i.kind is Kind.NAME and i.start < figures[1].item.start
                               for i in said.items):  # fmt: skip
        return None
    first, second = figures[0], figures[1]
    count, bound = first.item.figure, second.item.figure
    if count is None or bound is None or count.unit or count.currency or not bound.currency:
        return None
    beside = Beside(second.before, second.after)
    if first.item.start > 1 or beside.near != "under" or first.negated or second.negated:
        return None
    joint = said.lows[first.item.stop : second.item.start]
    if not {*joint} <= _TALLY or not {"are", "come", "is", "cost"} & {*joint}:
        return None
    shown = [said.index.known[p] for p in said.index.spoken]
    named = [said.index.known[p] for i in said.items if i.kind is Kind.NAME for p in i.places]
    if any(min(k.prices) >= v for k in named for v in bound.values):
        return False
    if any(k.product.currency != bound.currency for k in shown):
        return False
    return [sum(min(k.prices) < v for k in shown) for v in bound.values] == [*count.values]


def counts(said: Said, a: Asserted, figure: Figure) -> bool:  # noqa: PLR0912 - one rule after another
    """Say whether a number counts products of the list, and not more than there are."""
    if figure.currency or figure.dozen or figure.high is not None:
        return False
    if any(root(w) in CUES for w in a.before):
        return False
    if a.before[-1:] in (("in",), ("a",), ("an",)):
        return False
    if figure.unit is not None:
        unit = ("kind", root(figure.unit_word))
        if not any(known.holds(unit) for known in said.index.known):
            return False
        return _counted(said, figure)
    n = said.place_of[a.item.start]
    if not a.after and a.before[-1:] == ("of",) and a.item.start > 2:
        return _counted(said, figure)
    if not a.after and said.words[max(0, a.item.start - 1)] in ("found", "have", "are"):
        return _counted(said, figure)
    for item in said.items[n + 1 : n + 5]:
        if item.kind is Kind.CLAIM and any(kind == "kind" for kind, _ in item.keys):
            break
        if item.kind is Kind.FILLER and (item.low in NOUNS or item.low in ("of", "more", "here")):
            break
        if item.kind is Kind.BE or item.low in ("under", "for", "that", "in"):
            break
        if item.kind is Kind.CLAIM or item.kind is Kind.FILLER:
            continue
        return False
    else:
        return False
    return _counted(said, figure)


def is_count(said: Said, a: Asserted, figure: Figure) -> bool:
    """Tell "two of ten running shoes" from a size ten."""
    if figure.unit is not None or figure.currency or a.before[-1:] != ("of",):
        return False
    n = said.place_of[a.item.start]
    after = said.items[n + 1 : n + 3]
    return any(kind == "kind" for i in after for kind, _ in i.keys)


def _counted(said: Said, figure: Figure) -> bool:
    named = {next(iter(i.places)) for i in said.items
             if i.kind is Kind.NAME and len(i.places) == 1}  # fmt: skip
    counts = {len(said.index.known), len(said.index.spoken), len(named), *said.index.counts}
    return all(v in counts and v > 0 for v in figure.values)
