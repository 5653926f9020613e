"""Every number of a sentence: what it is about, of whom, and whether it is so. Pure."""

from dataclasses import replace
from decimal import Decimal

from agents.guard import numbers
from agents.guard.asserted import Asserted, Said
from agents.guard.compared import is_difference, is_total
from agents.guard.cues import CUES
from agents.guard.figures import Figure
from agents.guard.item import Item, Kind
from agents.guard.known import Known
from agents.guard.lexicon import is_harmless
from agents.guard.numbers import Beside
from agents.guard.of_turn import figure_of_turn, goes_on, led_by
from agents.guard.price_sets import all_under, between, is_cheaper
from agents.guard.stock import form, is_left, of_pieces
from agents.guard.tally import counts, is_count, tallied
from agents.guard.text import root, tokens_of
from agents.guard.verdict import Fault
from retrieval.wordset import wordset

_BARE = 5
"""Tokens of an answer that is only a number with its unit."""
Side = tuple[Asserted, Figure, Beside, str]
"""A number with the words beside it and its role."""
_FAULT_OF_ROLE = {
    "price": Fault.PRICE, "was": Fault.DISCOUNT, "saving": Fault.DISCOUNT,
    "percent": Fault.DISCOUNT, "total": Fault.PRICE, "difference": Fault.PRICE,
    "left": Fault.AVAILABILITY,
}  # fmt: skip
PEOPLE = wordset(
    "people folks customer customers shopper shoppers buyer buyers reviewer reviewers user users"
)
_OFF = wordset("off save saving regular regularly original originally marked reduced reduction")
_CUED_BY = {
    "price": frozenset({"run", "limit", "carry", "tag"}),
    "was": _OFF, "saving": _OFF | {"discount"},
    "percent": _OFF | {"discount"}, "total": frozenset({"run"}), "difference": frozenset({"run"}),
    "rating": PEOPLE | {"star", "hold", "carry"}, "reviews": PEOPLE,
    "left": frozenset({"left", "remaining", "stock"}),
    "colours": frozenset({"run"}), "sizes": frozenset({"run"}), "size": frozenset({"run", "size"}),
}  # fmt: skip
"""Words beside a number that are part of what it says, by its role; of other numbers, any cue."""
_MEASURES = wordset(
    "measure measuring dimension come run size draw take stand toast work cover put give "
    "bottle tube jar pack bag box play reach deliver produce use need set carry support fit "
    "last hold aged comfortable"
)
_LISTED = wordset("sizes made range ranges")
"""Words for the sizes that something is made in, sold out or not."""
_JOINING = wordset("and or , to & the a an against versus vs")


def check_figures(said: Said, figures: list[Asserted]) -> None:  # noqa: PLR0912 - one rule after another
    sides: list[Side] = []
    listed = ""
    tally = tallied(said, figures)
    if tally is not None:
        for one in figures[:2]:
            _use_cues(said, one, "price")
        if not tally:
            said.refuse(Fault.NUMBER, figures[0].item)
        figures = figures[2:]
    for n, one in enumerate(figures):
        a = one
        figure = a.item.figure
        assert figure is not None
        follows = n > 0 and _only_joined(said, figures[n - 1].item, a.item)
        beside = Beside(
            a.before, a.after, said.wished(), listed=listed if follows else "",
            rated=any(w in numbers._RATED for w in said.lows),
        )  # fmt: skip
        against = a.before[-1:] in (("against",), ("versus",), ("vs",), ("to",), ("than",))
        if (
            against
            and not a.settled
            and n > 0
            and figures[n - 1].item.stop >= a.item.start - 2
            and listed
        ):
            pair = figures[n - 1].places
            if len(pair) == 2 and not a.standard:
                # "$125 versus $97": of the first, and of the second
                sides[-1] = (replace(sides[-1][0], places=pair[:1]), *sides[-1][1:])
                a = replace(a, places=pair[1:])
            else:
                a = replace(a, places=a.standard or said.others(a.places))
            beside = replace(beside, listed=listed)
        if (
            not figure.currency
            and figure.unit is None
            and not {*a.after} - _JOINING
            and n + 1 < len(figures)
        ):
            later = _with_unit(said, figures, n)
            if later is not None:
                figure = replace(figure, currency=later.currency, unit=later.unit,
                                 unit_word=later.unit_word)  # fmt: skip
                beside = replace(beside, after=figures[n + 1].after)
        if follows and not a.after and not [w for w in a.before if w in CUES]:
            before = figures[n - 1].before
            beside = replace(beside, before=before if not a.before else a.before)
        role = numbers.role_of(figure, beside)
        if role == "price" and listed == "saving" and _from(said, figures[n - 1].item, a.item):
            role = "was"  # "down $4 from $29.49"
        if role == "price" and len(figures) == 1 and numbers.APART & {*said.lows}:
            role = "difference"
        if role == "amount" and figure.unit is None and of_pieces(said, a):
            role = "left"
        listed = role
        sides.append((a, figure, beside, role))
    for group in _groups(said, sides):
        _group(said, group)


def _with_unit(said: Said, figures: list[Asserted], n: int) -> Figure | None:
    """Return the next figure of a list that says its unit: "1.6, 2.4 and 2.3 pounds"."""
    for k in range(n + 1, len(figures)):
        figure = figures[k].item.figure
        if figure is None or not _only_joined(said, figures[k - 1].item, figures[k].item):
            return None
        if figure.unit is not None or figure.currency:
            return figure
    return None


def _from(said: Said, first: Item, second: Item) -> bool:
    return said.lows[first.stop : second.start] == ["from"]


def _only_joined(said: Said, first: Item, second: Item) -> bool:
    between = said.lows[first.stop : second.start]
    return bool(between) and all(w in _JOINING for w in between)


def _groups(said: Said, sides: list[Side]) -> list[list[Side]]:
    """Put figures together that are given one each to a list of names."""
    groups: list[list[Side]] = []
    for side in sides:
        last = groups[-1] if groups else None
        alike = last and last[0][0].places == side[0].places and last[0][3] == side[3]
        if last and alike and (side[0].union or _only_joined(said, last[-1][0].item, side[0].item)):
            last.append(side)
        else:
            groups.append([side])
    return groups


def _group(said: Said, group: list[Side]) -> None:
    places = group[0][0].places
    whole = len(group) == len(places) and (group[0][0].union or not group[0][0].subjects)
    if (len(group) > 1 and whole) or _goes_on(said, group):
        for (a, figure, beside, role), place in zip(group, places, strict=False):
            _figure(said, replace(a, places=(place,)), figure, beside, role)
        return
    for a, figure, beside, role in group:
        _figure(said, a, figure, beside, role)


def _goes_on(said: Said, group: list[Side]) -> bool:
    """Say whether a clause ends within a list: "They cost $129," of three."""
    a, _, _, role = group[0]
    listed = a.union or not a.subjects
    return (
        listed
        and role in ("price", "rating")
        and said.lows[-1:] == [","]
        and group[-1][0].item.stop == len(said.lows) - 1
        and len(group) < len(a.places)
        and len(a.places) > 2
    )


def _figure(said: Said, a: Asserted, figure: Figure, beside: Beside, role: str) -> None:
    role = _difference_or(said, a, role)
    if role == "amount" and counts(said, a, figure):
        return
    known = [said.index.known[p] for p in a.places]
    ok = bool(known) and _figure_holds(said, a, figure, beside, role, known)
    if ok and role == "size" and a.only and len(a.places) == 1:
        rest = [said.index.known[p] for p in said.others(a.places)]
        ok = not any(_size_had(said, figure, k, a) for k in rest)
    if ok and role == "amount" and is_count(said, a, figure):
        ok = False
    if not ok and role == "rating" and any(root(w) in CUES for w in a.before):
        ok = bool(known) and _amount(said, a, figure, beside, known)
    if a.negated and role not in ("left",):
        if beside.near in ("over", "bit_over"):
            under = replace(beside, before=(*beside.before, "no", "more", "than"))
            ok = bool(known) and _figure_holds(said, a, figure, under, role, known)
        elif beside.near not in ("most", "least"):
            ok = _denied(said, figure, role, known)
    if not ok and role != "left":
        ok = figure_of_turn(said, a, figure, beside, role) or goes_on(said, a, figure)
        ok = ok or led_by(said, a, figure)
    if ok:
        _use_cues(said, a, role)
        return
    fault = _FAULT_OF_ROLE.get(role, Fault.NUMBER)
    if role == "price" or (role == "amount" and figure.currency):
        fault = Fault.PRICE
    if (
        len(a.places) > 1
        and fault in (Fault.PRICE, Fault.NUMBER)
        and any(_figure_holds(said, a, figure, beside, role, [k]) for k in known)
    ):
        fault = Fault.REFERENT
    said.refuse(fault, a.item, _expected(role, known))


def _expected(role: str, known: list[Known]) -> str:
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


def _denied(said: Said, figure: Figure, role: str, known: list[Known]) -> bool:
    """Say whether "not in a 12" is so: every size is listed, and 12 is none of them."""
    if role != "size" and not (role == "amount" and figure.unit is None):
        return False
    if {"made", "make", "makes", "exist", "exists"} & {*said.lows}:
        return bool(known) and not any(numbers.sizes_of(figure, k) for k in known)
    return bool(known) and all(
        k.sizes and not _sized(k, numbers.sizes_of(figure, k)) for k in known
    )


def _sized(known: Known, sizes: tuple[str, ...]) -> bool:
    """Say whether one of `sizes` is in stock."""
    return any(known.sizes.get(s) for s in sizes)


def _difference_or(said: Said, a: Asserted, role: str) -> str:
    n = said.place_of[a.item.start]
    after = said.items[n + 1] if n + 1 < len(said.items) else None
    if after is not None and after.kind is Kind.MORE:
        return "difference"
    if role == "price" and a.before[-1:] in (("extra",), ("additional",)):
        return "difference"
    if a.before[-1:] == ("by",) and any(i.kind is Kind.MORE for i in said.items[:n]):
        return "difference"
    return role


def _figure_holds(  # noqa: PLR0912 - one rule after another
    said: Said, a: Asserted, figure: Figure, beside: Beside, role: str, known: list[Known]
) -> bool:
    if figure.currency and figure.high is not None and figure.high < figure.values[0]:
        return "from" in beside.before and all(
            figure.values[0] in k.list_prices and figure.high in k.prices for k in known
        )
    match role:
        case "total":
            return is_total(said, a, figure)
        case "difference" if a.before[-1:] in (("extra",), ("additional",)):
            return len(known) == 1 and is_difference(said, a, figure) and not is_cheaper(said, a)
        case "difference":
            return is_difference(said, a, figure)
        case "price" if figure.high is not None:
            prices = [min(k.prices) for k in known]
            return len(prices) > 1 and (min(prices), max(prices)) == (figure.values[0], figure.high)
        case "price" if "between" in beside.before:
            return between(said, known)
        case "price" if len(known) > 1 and {"start", "starts", "starting"} & {*beside.before}:
            return figure.values[0] == min(min(k.prices) for k in said.index.known)
        case "saving" if {"save", "saves", "saving"} & {*a.before} and is_difference(
            said, a, figure
        ):
            return is_cheaper(said, a)
        case "saving" if not all(k.list_prices for k in known):
            return len(a.places) == 1 and is_difference(said, a, figure) and is_cheaper(said, a)
        case "price" | "was" | "saving":
            extra = _variant_prices(said, a)
            starts = {"start", "starts", "starting", "from"} & {*a.before}
            if role == "price" and not starts and all(extra.get(k.product.id) for k in known):
                return all(figure.values[0] in extra[k.product.id] for k in known)
            if role == "price" and len(known) > 1 and beside.near in ("under", "most"):
                return all_under(figure, beside, known)
            return all(
                numbers.price_holds(figure, beside, k, role)
                or (role == "price" and figure.values[0] in extra.get(k.product.id, ()))
                for k in known
            )
        case "percent":
            return all(numbers.percent_holds(figure, beside, k) for k in known)
        case "rating" if figure.high is not None:
            rest = [said.index.known[p] for p in a.standard or said.others(a.places)]
            low = replace(figure, values=(figure.high,), high=None)
            high = replace(figure, high=None)
            return (
                len(rest) == 1
                and all(numbers.rating_holds(high, beside, k) for k in known)
                and numbers.rating_holds(low, beside, rest[0])
            )
        case "rating":
            return all(numbers.rating_holds(figure, beside, k) for k in known)
        case "reviews":
            return all(numbers.reviews_hold(figure, beside, k) for k in known)
        case "left":
            return all(is_left(said, k, figure) for k in known)
        case "colours":
            return all(figure.values[0] == len(k.colours) for k in known)
        case "sizes":
            return all(figure.values[0] == (len(k.sizes) or 1) for k in known)
        case "size":
            return all(_size_had(said, figure, k, a) for k in known)
        case _:
            if figure.unit is not None and any(_sold_out(said, figure, k) for k in known):
                return False
            return _amount(said, a, figure, beside, known)


_GETS = wordset("get have got here buy order take grab yes")


def _sold_out(said: Said, figure: Figure, known: Known) -> bool:
    """Say whether "you can get it in 12 inches" is said of a size that is sold out."""
    named = numbers.sizes_of(figure, known)
    if not named or _LISTED & {*said.lows} or {"comes", "come", "sold", "out"} & {*said.lows}:
        return False
    return bool(_GETS & {*said.lows}) and not any(known.sizes[s] for s in named)


def _size_had(said: Said, figure: Figure, known: Known, a: Asserted) -> bool:
    """Say whether a size is made, and in stock where the words say that it can be had."""
    named = numbers.sizes_of(figure, known)
    if not named:
        return False
    listed = _LISTED & {*said.lows} or figure.high is not None or a.negated
    return (
        bool(listed)
        or any(i.kind is Kind.STOCK for i in said.items)
        or all(known.sizes[s] for s in named)
    )


def _variant_prices(said: Said, a: Asserted) -> dict[str, set[Decimal]]:
    """Return prices of variants whose size or colour the sentence names."""
    found: dict[str, set[Decimal]] = {}
    for place in a.places:
        known = said.index.known[place]
        sizes, colours = form(said, known, place)
        if not sizes and not colours:
            continue
        found[known.product.id] = {
            v.price for v in known.product.variants
            if (not sizes or (v.size or "").casefold() in sizes)
            and (not colours or (v.colour or "").casefold() in colours)
        }  # fmt: skip
    return found


def _amount(said: Said, a: Asserted, figure: Figure, beside: Beside, known: list[Known]) -> bool:
    words = said.index.attribute_words
    if all(numbers.amount_holds(figure, beside, k, words) for k in known):
        return True
    if not a.subjects and len(said.tokens) <= _BARE and a.item.start < _BARE - 2:
        # "44 hours.": of what was asked about
        asked = [root(t.low) for t in tokens_of(said.index.sheet.utterance)]
        topic = tuple(w for w in asked if w in CUES or w in words)
        about = replace(beside, before=(*topic, *beside.before))
        if topic and all(numbers.amount_holds(figure, about, k, words) for k in known):
            return True
    if figure.unit is not None or figure.high is not None:
        return False
    earlier = [
        b.item.figure for b in said.asserted
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
        rated = any(w in numbers._RATED for w in said.lows)
        return rated and all(numbers.rating_holds(figure, beside, k) for k in known)
    return False


def _use_cues(said: Said, a: Asserted, role: str) -> None:
    """Mark the words beside a true number that say what it is about."""
    n = said.place_of[a.item.start]
    mine = _CUED_BY.get(role)
    for step in (1, -1):
        k = n + step
        while 0 <= k < len(said.items):
            item = said.items[k]
            if item.kind in (Kind.AND, Kind.COMMA, Kind.BREAK, Kind.FIGURE):
                break
            if item.kind is Kind.NAME and (
                step > 0 or "of" not in said.lows[item.start - 2 : item.start]
            ):
                break
            if item.kind in (Kind.BAD, Kind.CLAIM):
                words = said.words[item.start : item.stop]
                if all(
                    w in mine if mine else
                    w in CUES or w in _MEASURES or w in said.index.attribute_words
                    for w in words
                ):  # fmt: skip
                    said.cued.update(range(item.start, item.stop))
            k += step
    said.cued.update(range(a.item.start, a.item.stop))
