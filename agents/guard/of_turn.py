"""What may be said that no product's facts hold: counts, sums, budgets, wishes, gaps, deeds. Pure.

Asked only where the facts of the products meant do not bear a number or a word out.
"""

from decimal import Decimal

from agents.guard import numbers
from agents.guard.asserted import Asserted, Said
from agents.guard.cues import CUES
from agents.guard.figures import Figure
from agents.guard.item import NOUNS, Item, Kind
from agents.guard.lexicon import is_harmless
from agents.guard.numbers import Beside
from agents.guard.talk import Spoken
from agents.guard.text import root
from retrieval.wordset import wordset

_SUBJECTS = frozenset({Kind.NAME, Kind.ONE, Kind.MANY})
_LEADS = wordset("for since as if with under below given on because no around")
_COUNTING = wordset(
    "of to that which for in match matches fit fits here good nice great worth more other others "
    "do would options picks ideas pairs pair pieces piece things now it ones come comes stay "
    "are is so altogether"
)
_BEFORE_COUNT = wordset(
    "of the here are is found have got see show you me with start starts has all these those there "
    "just only or and about your add added put it to in now make made two i we let us sure ok "
    "that do mean which carry list sell stock find"
)
_SUMS = wordset("total comes come makes make together all altogether sum set outfit look you "
                "everything without piece pieces leaves that is now it down "
                "brings in your cart")  # fmt: skip
_TOTAL = wordset("total together altogether sum")
"""Words that make a sum of a number even after a name."""
_OVER = wordset("over above more beyond under below less")
_NEAREST = wordset("nearest closest close near starts lowest least cheapest in at it over only")
_NOT_WISHES = frozenset({"prop", "colour", "material", "value"})
"""What a named product must have even where the shopper wished for it."""
_NOT_SEEN = frozenset({"i do not see", "do not seem to have", "do not seem to carry"})
_REACH = 3
"""Numbers back to which a bare one may go on."""
_LEFT = wordset("left remaining remain remains stock sold sell")
_KNOWS = wordset("know aware sure information details")


def figure_of_turn(  # noqa: PLR0912 - one rule after another
    said: Said, a: Asserted, figure: Figure, beside: Beside, role: str
) -> bool:
    """Say whether a number is one of the turn, not of a product."""
    turn = said.index.turn
    values = {*figure.values}
    if a.unsaid and values <= turn.numbers:
        return True
    if figure.percent or figure.dozen or figure.high is not None:
        return False
    if not figure.currency and values <= turn.numbers and not a.question:
        bare = not any(i.kind in _SUBJECTS and i.start < a.item.start for i in said.items)
        if _leads(said, a.item) or (bare and a.before[-1:] == ("for",)):
            return True
    money = bool(figure.currency) or (figure.unit is None and role in ("price", "amount", "total"))
    near = {*a.before[-8:], *a.after[:8]}
    named = _named_beside(said, a.item)
    summed = bool(near & _TOTAL) or (not named and bool({*said.lows} & _SUMS))
    if money and (values & turn.totals or _rounds(figure, turn.totals, beside)) and summed:
        return not a.negated
    if money and turn.nearest and not a.negated:
        if values & turn.nearest and {*said.lows} & _NEAREST:
            return True
        if _over(values, turn.nearest, turn.budgets) and near & _OVER:
            return True
    if money and a.question and values & turn.budgets:
        return True
    if money and values & (turn.budgets | turn.numbers):
        if turn.none and (a.negated or _OVER & near or "your" in said.lows):
            return True
        if _leads(said, a.item) or ("your" in a.before and not _fresh_price(a)):
            return True
    prices = frozenset(min(said.index.known[p].prices) for p in a.places)
    bounded = len(prices) == 1 and "budget" in near | {*said.lows} and bool(near & _OVER)
    if money and bounded and _over(values, prices, turn.budgets):
        return True
    return _counts(said, a, figure)


def _named_beside(said: Said, item: Item) -> bool:
    """Say whether a product is named and no colon or "but" stands between."""
    breaks = [i.start for i in said.items if i.kind is Kind.BREAK]
    start = max((b for b in breaks if b < item.start), default=-1)
    stop = min((b for b in breaks if b > item.start), default=len(said.tokens))
    return any(i.kind is Kind.NAME and start < i.start < stop for i in said.items)


def _rounds(figure: Figure, totals: frozenset[Decimal], beside: Beside) -> bool:
    if not beside.near:
        return False
    return any(numbers._fits(v, t, beside) for v in figure.values for t in totals)


def _over(values: set[Decimal], prices: frozenset[Decimal], bounds: frozenset[Decimal]) -> bool:
    return any(abs(price - bound) in values for price in prices for bound in bounds)


def _fresh_price(a: Asserted) -> bool:
    return bool({*a.before[-3:]} & wordset("costs is at for priced"))


def _counts(  # noqa: PLR0912 - one rule after another
    said: Said, a: Asserted, figure: Figure
) -> bool:
    """Say whether a number only counts what is shown: "two to start with", "of the 26 pairs"."""
    if figure.currency or figure.out_of is not None or figure.sides:
        return False
    if {*said.lows} & _LEFT:
        return False
    if figure.unit is not None and root(figure.unit_word) not in ("piece", "pair", "item"):
        return False
    named = {p for i in said.items if i.kind is Kind.NAME and len(i.places) == 1 for p in i.places}
    turn = said.index.turn
    counts = {len(said.index.spoken), len(said.index.known), len(named), *turn.counts}
    counts |= {2} if len(said.index.spoken) > 1 else set()
    shown = {0, len(said.index.spoken), len(said.index.known), len(named)}
    rest = {count - n for count in turn.counts for n in shown} | {
        len(said.index.known) - len(said.index.spoken)
    }
    more = a.after[:1] == ("more",) and all(v in rest and v > 0 for v in figure.values)
    if a.after[:1] == ("more",) and not more and a.after[1:2] not in (("of",), ("than",)):
        return False
    if not more and not all(v in counts and v > 0 for v in figure.values):
        return False
    if figure.unit is not None and not (
        turn.deeds or turn.counts & {int(v) for v in figure.values}
    ):
        return False
    n = said.place_of[a.item.start]
    opens = said.lows[0] in ("here", "there", "i", "we")
    if not (turn.deeds or opens) and a.after[:1] != ("of",) and _named_beside(said, a.item):
        return False
    earlier = _segment(said.items, n)
    if any(i.kind is Kind.NAME or (i.kind is Kind.ONE and not turn.deeds) for i in earlier):
        return False
    if any(
        w in CUES or w not in _BEFORE_COUNT
        for w in a.before[-2:]
        if not is_harmless(w) and root(w) not in turn.words
    ):
        return False
    if a.before and a.before[-1] not in _BEFORE_COUNT:
        return False
    if a.before[-1:] == ("in",):
        return False
    if {*a.before} & (numbers._RATED | wordset("sleeps sleep holds size at weighs costs cost")):
        return False
    after = a.after[:1]
    if after == ("of",) and any(i.kind in (Kind.BE, Kind.CLAIM) for i in said.items[n + 1 :]):
        return all(v in turn.counts | {len(said.index.spoken)} for v in figure.values) and (
            said.lows[0] in ("here", "there")
        )
    if not after or after[0] in _COUNTING or after[0] in NOUNS:
        return True
    then = said.items[n + 1] if n + 1 < len(said.items) else None
    if then is None:
        return False
    if then.kind not in (Kind.CLAIM, Kind.FILLER):
        return then.kind is Kind.NAME and bool(turn.deeds)
    kinds = {kind for i in said.items[n + 1 : n + 5] for kind, _ in i.keys}
    return bool(kinds & {"kind", "audience", "title", "use"})


def _segment(items: list[Item], n: int) -> list[Item]:
    found: list[Item] = []
    for item in reversed(items[:n]):
        if item.kind in (Kind.COMMA, Kind.BREAK):
            break
        found.append(item)
    return found


def led_by(said: Said, a: Asserted, figure: Figure) -> bool:
    """Say whether a number is what its sentence measures: "it lasts longer, 9 hours"."""
    if figure.currency or figure.percent or a.negated or not a.places:
        return False
    words = said.index.attribute_words
    known = [said.index.known[p] for p in a.places]
    aged = figure.high is not None or a.after[:2] in (("and", "up"), ("and", "older"))
    if aged and (figure.unit is None or "year" in figure.unit_word):
        beside = Beside(("age",), (), said.wished())
        if all(numbers.amount_holds(figure, beside, k, words) for k in known):
            return True
    if figure.unit is None or a.after:
        return False
    beside = Beside(tuple(said.lows[max(0, a.item.start - 8) : a.item.start]), (), said.wished())
    return all(numbers.amount_holds(figure, beside, k, words) for k in known)


def goes_on(said: Said, a: Asserted, figure: Figure) -> bool:
    """Say whether a bare number is of the kind that was just spoken of: "..., the other 11.4"."""
    if figure.currency or figure.unit is not None or figure.percent or figure.high is not None:
        return False
    if not a.places or a.negated or (a.after and not _empty(a.after)):
        return False
    earlier = [
        (b.item.figure, b.before, b.after) for b in said.asserted
        if b.item.kind is Kind.FIGURE and b.item.start < a.item.start and b.item.figure
    ]  # fmt: skip
    earlier = [*said.earlier, *earlier][-_REACH:]
    return any(_goes_on_with(said, a, figure, spoken) for spoken in reversed(earlier))


def _goes_on_with(said: Said, a: Asserted, figure: Figure, spoken: Spoken) -> bool:
    last, before, after = spoken
    known = [said.index.known[p] for p in a.places]
    beside = Beside(before, after, rated=bool(numbers._RATED & {*before, *after}))
    beside = Beside((*before, *a.before[-3:]), after, rated=beside.rated)
    role = numbers.role_of(last, beside)
    if role in ("rating", "reviews"):
        holds = numbers.rating_holds if role == "rating" else numbers.reviews_hold
        return all(holds(figure, beside, k) for k in known)
    if last.currency:
        return all(numbers.price_holds(figure, beside, k, "price") for k in known)
    if last.unit is None:
        return False
    like = Figure(figure.start, figure.stop, figure.values, last.unit, last.unit_word)
    words = said.index.attribute_words
    return all(numbers.amount_holds(like, beside, k, words) for k in known)


def _empty(after: tuple[str, ...]) -> bool:
    return all(is_harmless(w) or w in ("in",) for w in after[:2])


def _leads(said: Said, item: Item) -> bool:
    """Say whether an item stands in a lead that only gives back the wish: "For camping, ..."."""
    if not said.lows or said.lows[0] not in _LEADS:
        return False
    for other in said.items:
        if other.kind in (Kind.COMMA, Kind.BREAK):
            return item.start < other.start
        if other.kind in _SUBJECTS and other.start < item.start:
            return False
    return not any(i.kind in _SUBJECTS for i in said.items)


def wished_lead(said: Said, a: Asserted) -> bool:
    """Say whether words give back the wish before anything is said of a product."""
    if not _leads(said, a.item):
        return False
    words = [root(w) for w in a.item.low.casefold().split()]
    if not all(w in said.index.turn.wishes or is_harmless(w) for w in words):
        return False
    return not {kind for kind, _ in a.item.keys} & _NOT_WISHES


def not_known(said: Said, item: Item) -> bool:
    """Say whether a word stands in what the assistant says that it does not know of."""
    before = said.lows[: item.start]
    if before[-3:] == ["know", "of", "no"]:
        return True
    for at, low in enumerate(before):
        if low in _KNOWS and {*before[max(0, at - 4) : at]} & {"not", "no", "never"}:
            return not {*before[at:]} & {"but", "though", "except", "however"}
    after = said.lows[item.stop : item.stop + 4]
    return "no" in before[-2:] and after[:3] in (["that", "i", "know"], ["i", "know", "of"])


def asked_in_vain(said: Said, item: Item) -> bool:
    """Say whether "nothing in the listing about X" gives back what was asked about."""
    before = said.lows[: item.start]
    if "about" not in before or not {"nothing", "not", "no"} & {*before}:
        return False
    words = {root(w) for w in item.low.casefold().split()}
    lists = {"listing", "listings", "mention", "information", "details", "say"} & {*before}
    return bool(lists) and words <= said.index.turn.wishes


def lacks(said: Said, a: Asserted) -> bool:
    """Say whether "no X", "nothing in X" is said of what the search did not find."""
    turn = said.index.turn
    if not (turn.lacking or turn.none) or not _denied(said, a):
        return False
    words = {root(w) for w in a.item.low.casefold().split()}
    goods = {w for k in said.index.known for w in (*k.category, k.audience or "")}
    allowed = turn.lacking | goods | (turn.wishes if turn.none else frozenset())
    spoken = {root(w) for w in said.lows}
    gaps = bool(turn.lacking & (spoken | turn.wishes)) or turn.none
    return gaps and all(w in allowed or w in turn.wishes or is_harmless(w) for w in words)


def _denied(said: Said, a: Asserted) -> bool:
    """Say whether the words stand after a "no", in a segment that names no product."""
    n = said.place_of.get(a.item.start)
    if n is None:
        return False
    for item in reversed(said.items[:n]):
        if item.kind is Kind.NEG or item.low in _NOT_SEEN:
            return True
        if item.kind in (Kind.NAME, Kind.MANY, Kind.BREAK):
            return False
    return False
