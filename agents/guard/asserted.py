"""What a sentence says of whom, checked against what is known of them. Pure."""

from dataclasses import dataclass, replace
from decimal import Decimal

from agents.guard import numbers
from agents.guard.cues import CUES
from agents.guard.figures import Figure
from agents.guard.index import SheetIndex
from agents.guard.known import Key, Known
from agents.guard.lexicon import fault_of, is_harmless, sayings
from agents.guard.metrics import measured
from agents.guard.numbers import Beside
from agents.guard.scan import NOUNS, Item, Kind
from agents.guard.talk import Places
from agents.guard.text import Token, root
from agents.guard.verdict import Fault, Refusal
from retrieval.product import LOW_STOCK, Availability

_FAULT_OF_ROLE = {
    "price": Fault.PRICE, "was": Fault.DISCOUNT, "saving": Fault.DISCOUNT,
    "percent": Fault.DISCOUNT, "total": Fault.PRICE, "difference": Fault.PRICE,
    "left": Fault.AVAILABILITY,
}  # fmt: skip
_PEOPLE = frozenset("people folks customer customers shopper shoppers buyer buyers reviewer reviewers user users".split())
_OFFERED = frozenset("add cart basket bag order".split())
_OFFERS = frozenset("want would shall should like ready can could happy".split())
_OFF = frozenset("off save saving regular regularly original originally marked reduced reduction".split())
_CUED_BY = {
    "price": frozenset({"run", "limit"}), "was": _OFF, "saving": _OFF | {"discount"}, "percent": _OFF | {
        "discount"}, "total": frozenset({"run"}), "difference": frozenset({"run"}),
    "rating": _PEOPLE | {"star"}, "reviews": _PEOPLE, "left": frozenset({"left", "remaining", "stock"}),
    "colours": frozenset({"run"}), "sizes": frozenset({"run"}), "size": frozenset({"run", "size"}),
}  # fmt: skip
"""Words beside a number that are part of what it says, by its role; of other numbers, any cue."""
_MEASURES = frozenset("measure measuring dimension come run size".split())
_ALIKE = 0.87
"""Of the larger one, what two "similar" prices or weights may differ by."""
_WINS = frozenset("win wins ahead edge lead leads".split())
_WON = {
    "price": ("price", -1), "cost": ("price", -1), "weight": ("light", -1), "rating": ("rating", 1),
    "ratings": ("rating", 1), "reviews": ("rating", 1), "capacity": ("roomy", 1),
    "battery": ("lasting", 1),
}  # fmt: skip
"""What "wins on ..." measures."""
_LISTED = frozenset("sizes made range ranges".split())
"""Words for the sizes that something is made in, sold out or not."""
_PRAISE = frozenset(
    "highly well great good excellent strong solid fantastic impressive amazing wonderful glowing "
    "superb stellar positive happy love loved terrific outstanding nicely".split()
)
_WELL_RATED = 4.0
"""Stars from which on "well rated" is no invention."""
_JOINING = frozenset("and or , to & the a an against versus vs".split())
_CHOOSES = frozenset("should do would are is which or for".split())
_SCATTER = 5
"""Words between which the parts of one feature may stand: "the cover is removable"."""


@dataclass(frozen=True, slots=True)
class Asserted:
    """One thing that is said, of whom, and how."""

    item: Item
    places: Places = ()
    negated: bool = False
    standard: Places = ()
    """Whom someone is compared with."""
    only: bool = False
    union: bool = False
    wish: bool = False
    question: bool = False
    subjects: bool = False
    """Whether the sentence names anyone."""
    conditional: bool = False
    unsaid: bool = False
    """Whether it is said not to be known."""
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    echoed: bool = False
    """Whether it was said of someone else, and is now said of this one: "so is the A"."""
    settled: bool = False
    """Whether it is bound to what comes after it: "$97 for the Rokanda"."""
    foreign: bool = False
    """Whether its words stand in another sentence."""


class Assertions:
    """The things that one sentence says, checked together."""

    def __init__(
        self, index: SheetIndex, tokens: list[Token], items: list[Item], asserted: list[Asserted]
    ) -> None:
        self._index, self._tokens, self._items = index, tokens, items
        self._asserted = [a for a in asserted if not self._is_wish(a)]
        self._found: list[Refusal] = []
        self._cued: set[int] = set()
        """Tokens that only say what a number is about."""
        self._lows = [t.low for t in tokens]
        self._words = [root(low) for low in self._lows]
        self._place_of = {item.start: n for n, item in enumerate(items)}

    def refusals(self) -> list[Refusal]:
        """Return what is not so."""
        figures = [a for a in self._asserted if a.item.kind is Kind.FIGURE and not a.foreign]
        self._figures(figures)
        for asserted in self._asserted:
            if asserted.foreign:
                self._again(asserted)
                continue
            match asserted.item.kind:
                case Kind.CLAIM:
                    self._claim(asserted)
                case Kind.BAD:
                    self._bad(asserted)
                case Kind.MORE:
                    self._more(asserted)
                case Kind.STOCK:
                    self._stock(asserted)
                case _:
                    pass
        self._praised()
        return self._found

    def _praised(self) -> None:
        """Check "highly rated", "great reviews": praise of others, without a number."""
        rated = {"rated", "ratings", "rating", "reviewed", "reviews", "stars"} & {*self._lows}
        if not rated or any(i.kind in (Kind.FIGURE, Kind.MORE, Kind.MOST) for i in self._items):
            return
        praise = [n for n, low in enumerate(self._lows) if low in _PRAISE]
        if not praise:
            return
        places = {p for i in self._items if i.kind is Kind.NAME for p in i.places}
        places = places or set(self._index.spoken)
        for place in places:
            product = self._index.known[place].product
            if product.rating is None or product.rating < _WELL_RATED:
                self._found.append(Refusal(Fault.NUMBER, self._tokens[praise[0]].text))
                return

    def _again(self, a: Asserted) -> None:
        """Check what another sentence, or the shopper, said of someone else."""
        for place in a.places:
            known = self._index.known[place]
            if a.item.kind is Kind.STOCK:
                ok = self._stocked(a, a.item.low, known, place)
            else:
                values = [known.holds(key) for key in a.item.keys]
                ok = (False in values and not any(values)) if a.negated else any(values)
            if not ok:
                fault = Fault.AVAILABILITY if a.item.kind is Kind.STOCK else Fault.ATTRIBUTE
                self._found.append(Refusal(fault, a.item.low))

    def _refuse(self, fault: Fault, item: Item, expected: str = "") -> None:
        words = " ".join(dict.fromkeys(t.text for t in self._tokens[item.start : item.stop]))
        self._found.append(Refusal(fault, words, expected))

    def _is_wish(self, a: Asserted) -> bool:
        """Say whether words only give back what the shopper asked for."""
        if not a.wish or a.echoed or a.item.kind not in (Kind.CLAIM, Kind.FIGURE, Kind.BAD, Kind.MORE):
            return False
        if a.item.kind is Kind.BAD and a.item.fault not in (Fault.UNKNOWN, Fault.ATTRIBUTE):
            return False
        words = [root(w) for w in a.item.low.casefold().split()]
        echo = all(w in self._index.wishes or is_harmless(w) or w in "$€£" for w in words)
        if a.conditional:
            return (echo and a.item.kind is Kind.BAD) or not a.subjects
        return echo or (a.question and not a.subjects and a.item.kind is Kind.CLAIM)

    # figures

    def _figures(self, figures: list[Asserted]) -> None:
        sides: list[tuple[Asserted, Figure, Beside, str]] = []
        listed = ""
        for n, a in enumerate(figures):
            figure = a.item.figure
            assert figure is not None
            follows = n > 0 and self._only_joined(figures[n - 1].item, a.item)
            beside = Beside(
                a.before, a.after, self._wished(), listed=listed if follows else "",
                rated=any(w in numbers._RATED for w in self._lows),
            )  # fmt: skip
            against = a.before[-1:] in (("against",), ("versus",), ("vs",), ("to",), ("than",))
            if against and not a.settled and n > 0 and figures[n - 1].item.stop >= a.item.start - 2 and listed:
                a = replace(a, places=a.standard or self._others(a.places))
                beside = replace(beside, listed=listed)
            if not figure.currency and figure.unit is None and not a.after and n + 1 < len(figures):
                later = self._with_unit(figures, n)
                if later is not None:
                    figure = replace(figure, currency=later.currency, unit=later.unit,
                                     unit_word=later.unit_word)  # fmt: skip
                    beside = replace(beside, after=figures[n + 1].after)
            if follows and not a.after and not [w for w in a.before if w in CUES]:
                before = figures[n - 1].before
                beside = replace(beside, before=before if not a.before else a.before)
            role = numbers.role_of(figure, beside)
            listed = role
            sides.append((a, figure, beside, role))
        for group in self._groups(sides):
            self._group(group)

    def _with_unit(self, figures: list[Asserted], n: int) -> Figure | None:
        """Return the next figure of a list that says its unit: "1.6, 2.4 and 2.3 pounds"."""
        for k in range(n + 1, len(figures)):
            figure = figures[k].item.figure
            if figure is None or not self._only_joined(figures[k - 1].item, figures[k].item):
                return None
            if figure.unit is not None or figure.currency:
                return figure
        return None

    def _only_joined(self, first: Item, second: Item) -> bool:
        between = self._lows[first.stop : second.start]
        return bool(between) and all(w in _JOINING for w in between)

    def _wished(self) -> frozenset[Decimal]:
        return frozenset(Decimal(w) for w in self._index.wishes if w.replace(".", "", 1).isdigit())

    def _groups(
        self, sides: list[tuple[Asserted, Figure, Beside, str]]
    ) -> list[list[tuple[Asserted, Figure, Beside, str]]]:
        """Put figures together that are given one each to a list of names."""
        groups: list[list[tuple[Asserted, Figure, Beside, str]]] = []
        for side in sides:
            last = groups[-1] if groups else None
            if last and side[0].union and last[0][0].places == side[0].places and last[0][3] == side[3]:
                last.append(side)
            else:
                groups.append([side])
        return groups

    def _group(self, group: list[tuple[Asserted, Figure, Beside, str]]) -> None:
        places = group[0][0].places
        if len(group) > 1 and len(group) == len(places):
            for (a, figure, beside, role), place in zip(group, places, strict=True):
                self._figure(replace(a, places=(place,)), figure, beside, role)
            return
        for a, figure, beside, role in group:
            self._figure(a, figure, beside, role)

    def _figure(self, a: Asserted, figure: Figure, beside: Beside, role: str) -> None:
        role = self._difference_or(a, role)
        if role == "amount" and self._counts(a, figure):
            return
        known = [self._index.known[p] for p in a.places]
        ok = bool(known) and self._figure_holds(a, figure, beside, role, known)
        if a.negated and role not in ("left",):
            if beside.near in ("over", "bit_over"):
                under = replace(beside, before=(*beside.before, "no", "more", "than"))
                ok = bool(known) and self._figure_holds(a, figure, under, role, known)
            elif beside.near not in ("most", "least"):
                ok = self._denied(a, figure, role, known)
        if ok:
            self._use_cues(a, role)
            return
        fault = _FAULT_OF_ROLE.get(role, Fault.NUMBER)
        if role == "price" or (role == "amount" and figure.currency):
            fault = Fault.PRICE
        if len(a.places) > 1 and fault in (Fault.PRICE, Fault.NUMBER) and any(
            self._figure_holds(a, figure, beside, role, [k]) for k in known
        ):
            fault = Fault.REFERENT
        self._refuse(fault, a.item, self._expected(role, known))

    def _expected(self, role: str, known: list[Known]) -> str:
        if len(known) != 1:
            return ""
        product = known[0].product
        match role:
            case "price":
                return f"{product.price} {product.currency}"
            case "rating":
                return "" if product.rating is None else f"{product.rating:g}"
            case _:
                return ""

    def _denied(self, a: Asserted, figure: Figure, role: str, known: list[Known]) -> bool:
        """Say whether "not in a 12" is so: every size is listed, and 12 is none of them."""
        if role != "size" and not (role == "amount" and figure.unit is None):
            return False
        return bool(known) and all(
            k.sizes and not self._sized(k, numbers.sizes_of(figure, k)) for k in known
        )

    def _sized(self, known: Known, sizes: tuple[str, ...]) -> bool:
        """Say whether one of `sizes` is in stock."""
        return any(known.sizes.get(s) for s in sizes)

    def _difference_or(self, a: Asserted, role: str) -> str:
        n = self._place_of[a.item.start]
        after = self._items[n + 1] if n + 1 < len(self._items) else None
        if after is not None and after.kind is Kind.MORE:
            return "difference"
        if a.before[-1:] == ("by",) and any(i.kind is Kind.MORE for i in self._items[:n]):
            return "difference"
        return role

    def _counts(self, a: Asserted, figure: Figure) -> bool:
        """Say whether a number counts products of the list, and not more than there are."""
        if figure.currency or figure.dozen or figure.high is not None:
            return False
        if figure.unit is not None:
            unit = ("kind", root(figure.unit_word))
            if not any(known.holds(unit) for known in self._index.known):
                return False
            return self._counted(figure)
        n = self._place_of[a.item.start]
        if not a.after and self._words[max(0, a.item.start - 1)] in ("found", "have", "are"):
            return self._counted(figure)
        for item in self._items[n + 1 : n + 5]:
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
        return self._counted(figure)

    def _counted(self, figure: Figure) -> bool:
        named = {next(iter(i.places)) for i in self._items
                 if i.kind is Kind.NAME and len(i.places) == 1}  # fmt: skip
        counts = {len(self._index.known), len(self._index.spoken), len(named), *self._index.counts}
        return all(v in counts and v > 0 for v in figure.values)

    def _figure_holds(
        self, a: Asserted, figure: Figure, beside: Beside, role: str, known: list[Known]
    ) -> bool:
        match role:
            case "total":
                return self._total(a, figure)
            case "difference":
                return self._differs(a, figure)
            case "price" if figure.high is not None:
                prices = [min(k.prices) for k in known]
                return len(prices) > 1 and (min(prices), max(prices)) == (figure.values[0], figure.high)
            case "price" if "between" in beside.before:
                return self._between(a, figure, known)
            case "price" if len(known) > 1 and {"start", "starts", "starting"} & {*beside.before}:
                return figure.values[0] == min(min(k.prices) for k in known)
            case "saving" if not all(k.list_prices for k in known):
                return len(a.places) == 1 and self._differs(a, figure)
            case "price" | "was" | "saving":
                extra = self._variant_prices(a, figure)
                return all(
                    numbers.price_holds(figure, beside, k, role)
                    or (role == "price" and figure.values[0] in extra.get(k.product.id, ()))
                    for k in known
                )
            case "percent":
                return all(numbers.percent_holds(figure, beside, k) for k in known)
            case "rating":
                return all(numbers.rating_holds(figure, beside, k) for k in known)
            case "reviews":
                return all(numbers.reviews_hold(figure, beside, k) for k in known)
            case "left":
                return all(self._left(a, k, figure) for k in known)
            case "colours":
                return all(figure.values[0] == len(k.colours) for k in known)
            case "sizes":
                return all(figure.values[0] == (len(k.sizes) or 1) for k in known)
            case "size":
                return all(self._size_had(figure, k, a) for k in known)
            case _:
                return self._amount(a, figure, beside, known)

    def _size_had(self, figure: Figure, known: Known, a: Asserted) -> bool:
        """Say whether a size is made, and in stock where the words say that it can be had."""
        named = numbers.sizes_of(figure, known)
        if not named:
            return False
        listed = _LISTED & {*self._lows} or figure.high is not None or a.negated
        return bool(listed) or any(i.kind is Kind.STOCK for i in self._items) or all(
            known.sizes[s] for s in named
        )

    def _between(self, a: Asserted, figure: Figure, known: list[Known]) -> bool:
        """Check "between $50 and $100": every price lies there, and the bounds are near."""
        figures = [b.item.figure for b in self._asserted if b.item.kind is Kind.FIGURE]
        values = [f.values[0] for f in figures if f is not None and f.currency]
        if len(values) < 2:
            return False
        low, high = min(values), max(values)
        prices = [min(k.prices) for k in known]
        wished = self._wished()
        tight = {low, high} <= wished or (low in prices and high in prices)
        return tight and all(low <= p <= high for p in prices)

    def _variant_prices(self, a: Asserted, figure: Figure) -> dict[str, set[Decimal]]:
        """Return prices of variants whose size or colour the sentence names."""
        found: dict[str, set[Decimal]] = {}
        for place in a.places:
            known = self._index.known[place]
            sizes, colours = self._form(known, place)
            if not sizes and not colours:
                continue
            found[known.product.id] = {
                v.price for v in known.product.variants
                if (not sizes or (v.size or "").casefold() in sizes)
                and (not colours or (v.colour or "").casefold() in colours)
            }  # fmt: skip
        return found

    def _amount(self, a: Asserted, figure: Figure, beside: Beside, known: list[Known]) -> bool:
        words = self._index.attribute_words
        if all(numbers.amount_holds(figure, beside, k, words) for k in known):
            return True
        if figure.unit is not None or figure.high is not None:
            return False
        earlier = [
            b.item.figure for b in self._asserted
            if b.item.kind is Kind.FIGURE and b.item.start < a.item.start and b.item.figure
            and (b.item.figure.unit or b.item.figure.currency)
        ]  # fmt: skip
        if earlier and not a.after and a.before[-1:] in ((), ("is",), ("at",), ("weighs",), ("just",)):
            like = replace(figure, unit=earlier[-1].unit, unit_word=earlier[-1].unit_word)
            if like.unit and all(numbers.amount_holds(like, beside, k, words) for k in known):
                return True
        plain = not [w for w in a.after[:2] if not is_harmless(w)]
        before = a.before[-3:]
        if plain and (set(before) & numbers._PRICED or not a.after):
            if all(numbers.price_holds(figure, beside, k, "price") for k in known):
                return True
            rated = any(w in numbers._RATED for w in self._lows)
            return rated and all(numbers.rating_holds(figure, beside, k) for k in known)
        return False

    def _total(self, a: Asserted, figure: Figure) -> bool:
        shown = [self._index.known[p] for p in a.places]
        own = {d for k in self._index.known for d in k.differs.get("total", ())} | self._index.totals
        total = sum((min(k.prices) for k in shown), Decimal(0))
        return figure.values[0] in own or (len(shown) > 1 and figure.values[0] == total)

    def _differs(self, a: Asserted, figure: Figure) -> bool:
        more = next((b for b in self._asserted if b.item.kind is Kind.MORE), None)
        if figure.currency:
            named = [next(iter(i.places)) for i in self._items
                     if i.kind is Kind.NAME and len(i.places) == 1]  # fmt: skip
            named = list(dict.fromkeys(named))
            standard = more.standard if more else a.standard
            if len(named) == 2:
                pairs = [(named[0], named[1])]
            elif standard and a.places:
                pairs = [(p, q) for p in a.places for q in standard if p != q]
            else:
                pairs = [(p, q) for p in a.places for q in self._others(a.places)]
            found = [
                abs(min(self._index.known[p].prices) - min(self._index.known[q].prices))
                for p, q in pairs
                if self._index.known[p].product.currency == figure.currency
            ]
            fits = all if standard or len(named) == 2 else any
            return bool(found) and fits(figure.values[0] == d for d in found)
        stated = {d for p in a.places for n, ds in self._index.known[p].differs.items()
                  if n != "cheaper_by" for d in ds}  # fmt: skip
        return any(amount.base in stated for amount in figure.amounts()) or self._apart(a, figure, more)

    def _apart(self, a: Asserted, figure: Figure, more: Asserted | None) -> bool:
        """Say whether two products differ by an amount in what the comparison measures."""
        if more is None or more.item.metric is None or figure.unit is None:
            return False
        pair = tuple(dict.fromkeys((*a.places, *(more.standard or self._others(a.places)))))
        if len(pair) != 2:
            return False
        same = [
            [q.amounts[0] for q in self._index.known[p].quantities
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

    def _others(self, places: Places) -> Places:
        spoken = self._index.spoken
        domain = spoken if len(spoken) > 1 else tuple(range(len(self._index.known)))
        return tuple(p for p in domain if p not in places)

    def _use_cues(self, a: Asserted, role: str) -> None:
        """Mark the words beside a true number that say what it is about."""
        n = self._place_of[a.item.start]
        mine = _CUED_BY.get(role)
        for step in (1, -1):
            k = n + step
            while 0 <= k < len(self._items):
                item = self._items[k]
                if item.kind in (Kind.AND, Kind.COMMA, Kind.BREAK, Kind.FIGURE):
                    break
                if item.kind is Kind.NAME and (step > 0 or "of" not in self._lows[item.start - 2 : item.start]):
                    break
                if item.kind in (Kind.BAD, Kind.CLAIM):
                    words = self._words[item.start : item.stop]
                    if all(
                        w in mine if mine else
                        w in CUES or w in _MEASURES or w in self._index.attribute_words
                        for w in words
                    ):  # fmt: skip
                        self._cued.update(range(item.start, item.stop))
                k += step
        self._cued.update(range(a.item.start, a.item.stop))

    # claims

    def _claim(self, a: Asserted) -> None:
        if a.item.start in self._cued:
            return
        if self._cue_of_number(a):
            return
        known = [self._index.known[p] for p in a.places]
        if a.unsaid:
            stated = any(k.holds(key) is not None for k in known for key in a.item.keys)
            if stated:
                self._refuse(Fault.ATTRIBUTE, a.item)
            return
        if self._is_choice(a):
            return
        if known and all(self._holds(a, k) for k in known):
            if a.only and not a.negated and not self._none_else(a):
                self._refuse(Fault.ATTRIBUTE, a.item)
            return
        fault = Fault.ATTRIBUTE
        if len(known) > 1 and any(self._holds(a, k) for k in known):
            fault = Fault.REFERENT
        if any(kind == "brand" for kind, _ in a.item.keys):
            fault = Fault.NAME
        self._refuse(fault, a.item)

    def _cue_of_number(self, a: Asserted) -> bool:
        return a.item.start in self._cued

    def _none_else(self, a: Asserted) -> bool:
        others = [p for p in range(len(self._index.known)) if p not in a.places]
        for place in others:
            values = [self._index.known[place].holds(key) for key in a.item.keys]
            if any(values) or False not in values:
                return False
        return True

    def _holds(self, a: Asserted, known: Known) -> bool:
        bound = self._bound(a, known)
        values = [known.holds(key) for key in a.item.keys if self._fits_there(a.item, key, known)]
        if a.negated:
            return any(v is False for v in values) and not any(values) and bound is None
        if bound is not None:
            return bound
        if any(values):
            return True
        return self._piecewise(a, known) or self._scattered(a.item, known)

    def _fits_there(self, item: Item, key: Key, known: Known) -> bool:
        """Say whether "hiking" stands where it says what a hiking boot is for."""
        if key[0] != "use":
            return True
        before = self._lows[max(0, item.start - 2) : item.start]
        after = self._words[item.stop : item.stop + 2]
        return "for" in before or any(word in known.category for word in after)

    def _bound(self, a: Asserted, known: Known) -> bool | None:
        """Check a value that stands beside its attribute's name: "a rubber sole"."""
        words = tuple(self._words[a.item.start : a.item.stop])
        beside = self._words[max(0, a.item.start - 4) : a.item.start] + self._words[
            a.item.stop : a.item.stop + 3
        ]
        for name, phrases in known.worded.items():
            label = root(name.casefold().split("_")[-1])
            if name in ("feature", "condition") or label not in beside or label in words:
                continue
            everything = {p for own in known.worded.values() for p in own} | known.materials
            if any(words == p or _inside(words, p) for p in everything):
                return any(words == p or _inside(words, p) for p in phrases)
        return None

    def _piecewise(self, a: Asserted, known: Known) -> bool:
        """Check each word of a phrase that another product has as a whole."""
        words = self._words[a.item.start : a.item.stop]
        if len(words) < 2:
            return False
        for word in words:
            if is_harmless(word):
                continue
            found = self._index.phrase_at([word], 0)
            if found is None or not any(known.holds(key) for key in found[1]):
                return False
        return True

    def _scattered(self, item: Item, known: Known) -> bool:
        """Check words of a feature that stand apart: "the cover is removable"."""
        own = set(self._words[item.start : item.stop])
        near = set(self._words[max(0, item.start - _SCATTER) : item.stop + _SCATTER])
        phrases = [p for p, yes in known.values.items() if yes and len(p) > 1]
        for name, yes in known.props.items():
            if yes:
                saying = sayings().get(name)
                phrases += saying.phrases if saying else [tuple(name.split("_"))]
        return any(len(p) > 1 and own <= set(p) and set(p) <= near for p in phrases)

    def _bad(self, a: Asserted) -> None:
        item = a.item
        if item.start in self._cued:
            return
        word = root(item.low.casefold())
        known = [self._index.known[p] for p in a.places]
        if item.fault is Fault.PROMISE and word in ("promise", "guarantee") and self._disclaimed(item):
            return
        if a.unsaid and item.fault in (Fault.ATTRIBUTE, Fault.UNKNOWN, Fault.PROMISE):
            if any(self._attribute_named(word, k) for k in known):
                self._refuse(Fault.ATTRIBUTE, item)
            return
        if word in _PEOPLE and self._rates():
            return
        if word in _WINS and known and not a.negated and self._wins(a):
            return
        if word in _OFFERED and self._is_offer():
            return
        if word in ("cart", "basket") and self._index.totals:
            return
        if word in ("add", "added") and self._index.added:
            return
        if item.fault is Fault.DISCOUNT and self._is_discounted(item, known) and not a.negated:
            return
        if item.fault in (Fault.UNKNOWN, Fault.ATTRIBUTE) and known and not a.negated:
            if all(self._licensed(item, word, k) for k in known):
                return
        if item.fault in (Fault.PROMISE,) and known and not a.negated:
            if all(self._attribute_named(word, k) for k in known):
                return
        fault = item.fault
        if fault is Fault.UNKNOWN and word in self._index.name_words:
            fault = Fault.NAME
        self._refuse(fault, item)

    def _wins(self, a: Asserted) -> bool:
        """Check "wins on price", "comes out ahead on rating" over all that are spoken of."""
        found = [_WON[w] for w in self._lows if w in _WON]
        if len(found) != 1 or len(a.places) != 1:
            return False
        name, sign = found[0]
        domain = {*self._index.spoken, *a.places}
        values = {p: measured(self._index.known[p], name) for p in domain}
        if len(domain) < 2 or None in values.values():
            return False
        best = max(v * sign for v in values.values() if v is not None)
        tops = [p for p, v in values.items() if v is not None and v * sign == best]
        return tops == list(a.places)

    def _rates(self) -> bool:
        """Say whether people only stand in a sentence with a number of stars or of reviews."""
        rated = any(w in numbers._RATED or w in ("review", "reviews", "reviewed", "give", "gave")
                    for w in self._lows)  # fmt: skip
        return rated and any(i.kind is Kind.FIGURE for i in self._items)

    def _disclaimed(self, item: Item) -> bool:
        """Say whether the verb itself is denied: "I can't promise that it ..."."""
        return self._lows[max(0, item.start - 2) : item.start] in (["can", "not"], ["not", "really"])

    def _is_choice(self, a: Asserted) -> bool:
        """Say whether a question offers what some product of the list has: "black, or red?"."""
        if not a.question or "or" not in self._lows or self._lows[0] not in _CHOOSES:
            return False
        return any(k.holds(key) for k in self._index.known for key in a.item.keys)

    def _is_offer(self) -> bool:
        lows = self._lows
        if {"added", "ordered"} & set(lows):
            return False
        return bool(_OFFERS & set(lows)) or "word" in lows or "know" in lows or "if" in lows

    def _is_discounted(self, item: Item, known: list[Known]) -> bool:
        plain = root(item.low.casefold()) in (
            "sale", "discount", "discounted", "marked", "reduced", "saving", "save", "reduction",
            "regular", "regularly", "original", "originally", "retail",
        )  # fmt: skip
        if root(item.low.casefold()) in ("discount", "saving", "save") and not any(
            i.kind is Kind.FIGURE for i in self._items
        ):
            return False
        return plain and bool(known) and all(k.list_prices for k in known)

    def _licensed(self, item: Item, word: str, known: Known) -> bool:
        if self._scattered(item, known):
            return True
        if word in known.title or word in known.category or word in known.brand:
            return True
        return any(
            word in q.words and word not in ("proof", "resistant", "free", "safe")
            for q in known.quantities
            if q.attribute != "feature"
        ) or any(
            word == root(part)
            for name in known.worded
            if name != "feature"
            for part in name.casefold().split("_")
        )

    def _attribute_named(self, word: str, known: Known) -> bool:
        return any(word in q.words for q in known.quantities if q.attribute != "feature")

    # comparisons and stock

    def _more(self, a: Asserted) -> None:
        metric = a.item.metric
        assert metric is not None
        if not metric.sign:
            self._equal(a, metric.name)
            return
        standard = a.standard or self._others(a.places)
        others = [p for p in standard if p not in a.places]
        if not a.places or not others or a.negated or not metric.name:
            self._refuse(Fault.COMPARISON, a.item)
            return
        for place in a.places:
            own = measured(self._index.known[place], metric.name)
            for other in standard:
                than = measured(self._index.known[other], metric.name)
                if place == other:
                    continue
                if own is None or than is None or (own - than) * metric.sign <= 0:
                    self._refuse(Fault.COMPARISON, a.item)
                    return

    def _equal(self, a: Asserted, name: str) -> None:
        """Check "they cost the same": no other measure is taken as equal."""
        places = {*a.places, *a.standard}
        if len(places) < 2:
            places.update(self._others(a.places))
        values = {measured(self._index.known[p], name.lstrip("~")) for p in places}
        numbers_ = [v for v in values if v is not None]
        if name.startswith("~") and len(numbers_) == len(values) and not a.negated:
            if len(places) > 1 and min(numbers_) >= max(numbers_) * _ALIKE:
                return
        if a.negated or len(places) < 2 or len(values) != 1 or None in values:
            self._refuse(Fault.COMPARISON, a.item)

    def _form(self, known: Known, place: int) -> tuple[set[str], set[str]]:
        """Return the sizes and colours that the sentence gives to one product."""
        sizes: set[str] = set()
        colours: set[str] = set()
        for a in self._asserted:
            if place not in a.places:
                continue
            for kind, what in a.item.keys:
                if kind == "size" and what in known.sizes:
                    sizes.add(what)
                elif kind == "colour":
                    colours.update(
                        v.colour.casefold() for v in known.product.variants
                        if v.colour and (what in v.colour.casefold())
                    )  # fmt: skip
                    colours.add(what) if what not in " ".join(colours) else None
            if a.item.kind is Kind.FIGURE and a.item.figure:
                figure = a.item.figure
                if not figure.currency and (
                    {"size", "sizes"} & {*a.before[-4:]} or a.before[-2:] in (("in", "a"), ("in", "an"))
                ):
                    named = numbers.sizes_of(figure, known)
                    sizes.update(named or (str(figure.values[0]),))
        return sizes, colours

    def _stock(self, a: Asserted) -> None:
        known = [(p, self._index.known[p]) for p in a.places]
        state = a.item.low
        if not known or not all(self._stocked(a, state, k, p) for p, k in known):
            self._refuse(Fault.AVAILABILITY, a.item)

    def _stocked(self, a: Asserted, state: str, known: Known, place: int) -> bool:
        product = known.product
        sizes, colours = self._form(known, place)
        forms = [
            v for v in product.variants
            if (not sizes or (v.size or "").casefold() in sizes)
            and (not colours or not v.colour or v.colour.casefold() in colours)
        ]  # fmt: skip
        narrowed = bool(sizes or (colours and any(v.colour for v in product.variants)))
        here = any(v.in_stock for v in forms) if narrowed else product.in_stock
        if narrowed and len(sizes) > 1 and not a.negated:
            here = all(
                any(v.in_stock and (v.size or "").casefold() == s for v in forms) for s in sizes
            )
        match state:
            case "yes":
                return here != a.negated
            case "no":
                return (not here) != a.negated
            case "low":
                low = any(v.availability is Availability.LOW_STOCK for v in forms) if narrowed else (
                    product.availability is Availability.LOW_STOCK
                )  # fmt: skip
                return low and not a.negated
            case "pre":
                return product.availability is Availability.PREORDER and not a.negated
            case _:
                return product.availability is Availability.BACKORDER and not a.negated

    def _left(self, a: Asserted, known: Known, figure: Figure) -> bool:
        place = self._index.known.index(known)
        sizes, colours = self._form(known, place)
        counts = set(known.stock)
        if sizes or colours:
            own = [
                v.stock for v in known.product.variants
                if (not sizes or (v.size or "").casefold() in sizes)
                and (not colours or (v.colour or "").casefold() in colours)
            ]  # fmt: skip
            counts = {sum(s for s in own if s is not None)} if own and None not in own else set()
        elif known.product.stock is not None and known.product.stock <= LOW_STOCK:
            counts.add(known.product.stock)
        return figure.values[0] in counts


def _inside(words: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    return any(phrase[i : i + len(words)] == words for i in range(len(phrase) - len(words) + 1))


def fault_for(word: str) -> Fault:
    """Return the fault of a word that no fact holds."""
    return fault_of(word)
