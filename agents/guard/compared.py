"""Comparisons and sums over the products that a sentence names. Pure."""

from decimal import Decimal

from agents.guard.asserted import Asserted, Said
from agents.guard.figures import Figure
from agents.guard.item import Kind
from agents.guard.metrics import measured
from agents.guard.verdict import Fault, Refusal
from retrieval.wordset import wordset

_PAST = wordset("was were used usually normally before originally previously formerly")
_ALIKE = 0.87
"""Of the larger one, what two "similar" prices or weights may differ by."""
WINS = wordset("win wins ahead edge lead leads")
_WON = {
    "price": ("price", -1), "cost": ("price", -1), "weight": ("light", -1), "rating": ("rating", 1),
    "ratings": ("rating", 1), "reviews": ("rating", 1), "capacity": ("roomy", 1),
    "battery": ("lasting", 1),
}  # fmt: skip
"""What "wins on ..." measures."""


def check_more(said: Said, a: Asserted) -> None:
    metric = a.item.metric
    assert metric is not None
    if _PAST & {*said.lows}:
        said.refuse(Fault.DISCOUNT, a.item)
        return
    if not metric.sign:
        _equal(said, a, metric.name)
        return
    standard = a.standard or said.others(a.places)
    others = [p for p in standard if p not in a.places]
    if a.negated and _is_no_more(said, a, others):
        return
    if not a.places or not others or a.negated or a.unsaid or not metric.name:
        said.refuse(Fault.COMPARISON, a.item)
        return
    for place in a.places:
        own = measured(said.index.known[place], metric.name)
        for other in standard:
            than = measured(said.index.known[other], metric.name)
            if place == other:
                continue
            if own is None or than is None or (own - than) * metric.sign <= 0:
                said.refuse(Fault.COMPARISON, a.item)
                return


def _is_no_more(said: Said, a: Asserted, others: list[int]) -> bool:
    """Check "it isn't cheaper": it is as dear, or dearer."""
    metric = a.item.metric
    if metric is None or not metric.name or not a.places or len(others) != 1:
        return False
    pairs = [
        (measured(said.index.known[p], metric.name), measured(said.index.known[o], metric.name))
        for p in a.places
        for o in others
    ]
    return all(p is not None and o is not None and (p - o) * metric.sign <= 0 for p, o in pairs)


def _equal(said: Said, a: Asserted, name: str) -> None:
    """Check "they cost the same": no other measure is taken as equal."""
    places = {*a.places, *a.standard}
    if len(places) < 2:
        places.update(said.others(a.places))
    values = {measured(said.index.known[p], name.lstrip("~")) for p in places}
    numbers_ = [v for v in values if v is not None]
    if (
        name.startswith("~")
        and len(numbers_) == len(values)
        and not a.negated
        and len(places) > 1
        and min(numbers_) >= max(numbers_) * _ALIKE
    ):
        return
    if a.negated or len(places) < 2 or len(values) != 1 or None in values:
        said.refuse(Fault.COMPARISON, a.item)


_OUTLAY = wordset("spend pay spending paying cost")
_PURSE = wordset("wallet pocket budget purse")


def check_outlay(said: Said) -> None:
    """Check "you'd pay less for the A", "easier on the wallet": it is the cheapest spoken of."""
    lows = said.lows
    named = {p for i in said.items if i.kind is Kind.NAME for p in i.places}
    if len(named) != 1 or any(i.kind is Kind.FIGURE for i in said.items):
        return
    (place,) = named
    rest = [min(said.index.known[p].prices) for p in said.others((place,))]
    own = min(said.index.known[place].prices)
    for n, low in enumerate(lows[:-1]):
        eased = low in ("easier", "kinder", "gentler") and bool(_PURSE & {*lows[n + 1 : n + 5]})
        if low not in _OUTLAY and not eased:
            continue
        near = (
            ["less"]
            if eased
            else [w for w in lows[n + 1 : n + 5] if w not in ("a", "bit", "little", "lot")][:1]
        )
        less, more = near == ["less"], near == ["more"]
        if (less and (not rest or own > min(rest))) or (more and (not rest or own < max(rest))):
            said.found.append(Refusal(Fault.COMPARISON, said.tokens[n].text))
            return


_WITHIN = wordset("within under inside below in")
_CAPS = wordset("under below budget dollar spend most up")
"""Words of the shopper's beside a number that is a budget."""
_BEYOND = wordset("over above beyond outside past exceeds exceed")


def check_budget(said: Said) -> None:
    """Check "over your budget", "within budget" of those named."""
    lows = said.lows
    for n, low in enumerate(lows):
        if low != "budget" or n == 0 or (said.asserted and said.asserted[0].question):
            continue
        before = [w for w in lows[max(0, n - 3) : n] if w not in ("your", "the", "that", "my")]
        side = before[-1] if before else ""
        if side not in _WITHIN | _BEYOND or (side == "in" and lows[n - 1] == "the"):
            continue
        if any(i.kind is Kind.FIGURE for i in said.items) or said.index.turn.none:
            continue
        places = {p for i in said.items if i.kind is Kind.NAME for p in i.places}
        if not places:
            continue
        turn = said.index.turn
        bounds = turn.budgets or (turn.numbers if turn.wishes & _CAPS else frozenset())
        prices = [min(said.index.known[p].prices) for p in places]
        fits = bounds and all(price <= max(bounds) for price in prices)
        beyond = bounds and all(price > max(bounds) for price in prices)
        denied = any(i.kind is Kind.NEG and i.start < n for i in said.items)
        ok = fits if (side in _WITHIN) != denied else beyond
        if not ok:
            said.found.append(Refusal(Fault.COMPARISON, "budget"))
            return


def is_total(said: Said, a: Asserted, figure: Figure) -> bool:
    shown = [said.index.known[p] for p in a.places]
    own = {d for k in said.index.known for d in k.differs.get("total", ())} | said.index.totals
    total = sum((min(k.prices) for k in shown), Decimal(0))
    if said.index.turn.empty:
        return figure.values[0] == 0
    if said.index.totals and said.index.turn.deeds:
        return figure.values[0] in own
    return figure.values[0] in own or (len(shown) > 0 and figure.values[0] == total)


def is_difference(said: Said, a: Asserted, figure: Figure) -> bool:
    more = next((b for b in said.asserted if b.item.kind is Kind.MORE), None)
    if figure.currency:
        named = [next(iter(i.places)) for i in said.items
                 if i.kind is Kind.NAME and len(i.places) == 1]  # fmt: skip
        named = list(dict.fromkeys(named))
        standard = more.standard if more else a.standard
        if len(named) == 2:
            pairs = [(named[0], named[1])]
        elif len(a.places) == 2 and not standard:
            pairs = [(a.places[0], a.places[1])]
        elif standard and a.places:
            pairs = [(p, q) for p in a.places for q in standard if p != q]
        else:
            pairs = [(p, q) for p in a.places for q in said.others(a.places)]
        found = [
            abs(min(said.index.known[p].prices) - min(said.index.known[q].prices))
            for p, q in pairs
            if said.index.known[p].product.currency == figure.currency
        ]
        fits = all if standard or len(named) == 2 else any
        room = Decimal("0.05") if {"about", "around", "roughly"} & {*a.before[-2:]} else Decimal(0)
        return bool(found) and fits(abs(figure.values[0] - d) <= d * room for d in found)
    stated = {d for p in a.places for n, ds in said.index.known[p].differs.items()
              if n != "cheaper_by" for d in ds}  # fmt: skip
    return any(amount.base in stated for amount in figure.amounts()) or _apart(
        said, a, figure, more
    )


def _apart(said: Said, a: Asserted, figure: Figure, more: Asserted | None) -> bool:
    """Say whether two products differ by an amount in what the comparison measures."""
    if more is None or more.item.metric is None or figure.unit is None:
        return False
    pair = tuple(dict.fromkeys((*a.places, *(more.standard or said.others(a.places)))))
    if len(pair) != 2:
        return False
    same = [
        [q.amounts[0] for q in said.index.known[p].quantities
         if len(q.amounts) == 1 and q.amounts[0].high is None and q.amounts[0].unit
         and q.amounts[0].unit.kind == figure.unit.kind]
        for p in pair
    ]  # fmt: skip
    if not all(len(s) == 1 for s in same):
        return False
    first, second = same[0][0], same[1][0]
    return first.comparable(second) and any(
        amount.comparable(first) and amount.base == abs(first.base - second.base)
        for amount in figure.amounts()
    )


def wins(said: Said, a: Asserted) -> bool:
    """Check "wins on price", "comes out ahead on rating" over all that are spoken of."""
    found = [_WON[w] for w in said.lows if w in _WON]
    if len(found) != 1 or len(a.places) != 1:
        return False
    name, sign = found[0]
    domain = {*said.index.spoken, *a.places}
    values = {p: measured(said.index.known[p], name) for p in domain}
    if len(domain) < 2 or None in values.values():
        return False
    best = max(v * sign for v in values.values() if v is not None)
    tops = [p for p, v in values.items() if v is not None and v * sign == best]
    return tops == list(a.places)
