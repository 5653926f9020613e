"""References beyond a place in the list: what was shown before, what is in the cart, what a
listing speaks of.

"the one I added", "the boots from before", "the next one", "the one under fifty", "the one
with the zipper", "the lighter of the two". Places in the list are `references`, names `named`.
"""

import re
from decimal import Decimal

from agents.constraints import Kind
from agents.reading import Reference, Shown
from agents.understand.found import Found
from agents.understand.line import Line, Span
from agents.understand.qualities import quality_of
from agents.understand.words import FUNCTION_WORDS
from retrieval.query import PriceRange
from retrieval.wordset import wordset

Pointed = tuple[Reference, Span]

_WHAT = r"(?:ones?|thing|things|items?|pairs?|products?|options?|[a-z]+(?: [a-z]+){0,2}?)"
_CART = r"(?:my|the|our) (?:shopping )?(?:cart|basket|bag)"
_ADDED = re.compile(
    rf"\b(?:(?:the|that|those) {_WHAT}|what|whatever) (?:that |which )?(?:i|we|you)(?: "
    rf"have| had| just|"
    rf" already)* (?:added|put (?:in|into)|placed in|threw in)(?: (?:in |into |to "
    rf")?{_CART}| there| in)?\b"
)
_HELD = re.compile(rf"\b(?:the|that|those) {_WHAT}(?: that (?:is|are))?(?: already)? in {_CART}\b")
_PUTS = re.compile(r"\b(?:put|place|throw|stick|drop|add|get|want|pop|leave|keep|have)\b")
_TOLD = (
    r"you(?: have| had| just)* (?:showed|shown|mentioned|said|suggested|told|gave|listed|named|"
    r"recommended|offered|read|started with|talked about|spoke of)(?: me| us)?(?: about)?"
)
_THEN = (
    r"(?: (?:earlier|before|previously|at first|originally|first|in the beginning|"
    r"at the (?:start|beginning)|to begin with|to start with|a while ago|just now))"
)
_FIRST_TOLD = re.compile(
    rf"\b(?:the )?(?:very )?first (?:{_WHAT} )?(?:that |which )?{_TOLD}{_THEN}?\b|"
    rf"\b(?:the )?one (?:that |which )?(?:{_TOLD} (?:first|at first|originally|in the beginning|"
    rf"at the (?:start|beginning)|to begin with)|came first|you started with)\b|"
    r"\b(?:what|which|those|ones?) you (?:showed|had|told|gave|suggested) (?:me )?first\b|"
    rf"\bthe original (?:one|option|pair)\b|\bthe (?:one|pair) (?:from|at) the (?:very )?"
    rf"(?:start|beginning)\b|\bthe very first (?:one|pair|option)\b"
)
_LAST_TOLD = re.compile(
    rf"\b(?:the )?one (?:that |which )?{_TOLD} last\b|"
    rf"\b(?:the )?last (?:one |thing |option )?(?:that |which )?{_TOLD}\b"
)
_NTH_TOLD = re.compile(
    rf"\b(?:the )?(?P<o>second|third|fourth|fifth|2nd|3rd|4th|5th) (?:{_WHAT} )?(?:that |which )?"
    rf"{_TOLD}(?P<t>{_THEN})?\b"
)
_NTHS = {"second": 2, "third": 3, "fourth": 4, "fifth": 5, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5}
_LOOKED = (
    r"(?:(?:i|we|you) (?:was |were |have |had |just )*(?:looking at|looked at|saw|seen|"
    r"talked about|talking about|discussed|liked|picked|chose|asked about|showed|had|mentioned)"
    r"(?: me| us)?)"
)
_BEFORE = re.compile(
    rf"\b(?:the|that|those|these) (?P<w>{_WHAT}) (?:(?:from|of) (?:before|earlier|previously|"
    rf"last time|a (?:minute|moment|while) ago)|(?:that |which )?{_LOOKED}{_THEN}|"
    rf"(?:that |which )?{_LOOKED}$|earlier$|before$)(?! that\b| this\b| it\b)|"
    rf"\bthe (?:previous|earlier|prior|former) (?P<v>ones?|option|pairs?|product|item|"
    rf"choice|[a-z]+)\b"
)
_STEP = re.compile(
    r"\b(?:the |that )?(?:next|following) (?:one|option|pair|product|item)\b(?! (?:to|is|up) last)|"
    r"\bthe (?:one|option|pair) (?:right |just )?(?P<d>after|below|before|above|preceding)"
    r"(?: (?:that|it|this)(?: one)?)?$|\bthe (?:one|option|pair) (?:right |just )?"
    r"(?P<e>after|below|before|above) (?:that|it|this)\b"
)
_BACKWARD = wordset("before above preceding")
_MIDDLE = re.compile(
    r"\b(?:the |that )?middle (?:one|option|product|item|pair)\b|\bthe (?:one|option|"
    r"product|item|pair)"
    r" in (?:the )?(?:middle|between)\b|\bthe middle(?=$| please\b| then\b)"
)
_FROM_END = re.compile(
    r"\b(?:the )?(?P<o>second|next|third|2nd|3rd) (?:to |from the |from |but )?last(?: "
    r"(?:one|option))?\b|"
    r"\b(?:the )?(?:last but (?P<n>1|2|one|two)|one before (?:the )?last)(?: one)?\b"
)
_ENDS = {"second": -2, "next": -2, "2nd": -2, "third": -3, "3rd": -3, "2": -3, "two": -3}
_LETTER = re.compile(r"\b(?:option|choice|item|letter|answer|product|number) (?P<l>[a-f])\b")
_MOST_OF = re.compile(
    r"\bthe (?P<q>(?:most |more |least |less )?[a-z]+)(?: (?:ones?|pair|option|product|model))?"
    r" (?:of|out of|from|between|among) (?:the|those|these|all|them)(?: (?:first|last|"
    r"other))?(?: (?P<n>[2-6]))?\b"
    r"|\bthe (?P<r>(?:most |more )?[a-z]+) (?:one|pair|option|model)\b"
)
_RATED = re.compile(r"^(?:better|best)(?: rated| reviewed)?$")
_HAS = re.compile(
    r"\b(?:the|that) (?:one|ones|pair|option) (?:(?:with|that has|which has|that have|having|has|"
    r"that comes with|featuring|that says|called|named) (?:a |an |the |some |its |built in )?|"
    r"that (?:is|are|you said (?:is|was)) )(?P<w>[a-z][a-z0-9 -]*)"
)
_ENDING = wordset(
    "is are does do in to please on at for and or but cost costs come comes have has look looks "
    "then instead into fit fits work works too as well how what i you it that made of from"
)
_COSTS = re.compile(
    r"(?:^|.*\b)(?:the|that) (?:one|pair|option)(?: (?:that|which))?(?: (?:is|was|costs?|"
    r"priced|for|at))*$"
)
_COST_ONES = re.compile(
    r"(?:^|.*\b)(?:the|those) (?:ones|pairs|options)(?: (?:that|which))?(?: (?:are|cost|"
    r"priced|for|at))*$"
)
_ABOUT = re.compile(r"\b(?:compare|add|is|are|which|does|do|how|save|remove)\b")


_ASKS_IF = re.compile(r"^(?:(?:and|so|ok|wait) )*(?:is|are) ")
_PLACES = {"first": 1, "second": 2, "third": 3, "last": -1}
_PLACE = re.compile(r"\b(first|second|third|last)\b")


def find_pointed(line: Line, found: tuple[Found, ...], shown: Shown) -> list[Pointed]:
    """Return the references in `line` that go beyond a place in the list."""
    refs: list[Pointed] = []

    def keep(reference: Reference, span: Span) -> None:
        if not any(span.overlaps(s) for _, s in refs):
            refs.append((reference, span))

    for pattern in (_ADDED, _HELD):
        for _, span in line.find(pattern):
            if pattern is _HELD and _PUTS.search(line.text_of(Span(0, span.start))):
                continue  # "put the second one in my cart"
            if pattern is _HELD and span.stop == len(line.tokens) and _ASKS_IF.match(line.text):
                continue  # "is the mug in my cart?"
            inside = _descriptors(found, span)
            place = _PLACE.search(line.text_of(span))
            ordinal = _PLACES[place[1]] if place else None
            words = line.words(span)
            keep(Reference(words, ordinal, in_cart=True, descriptors=inside), span)
    for reference, span in (*_told(line, found, shown), *_in_order(line)):
        keep(reference, span)
    if shown.titles:
        for reference, span in (*_priced(line, found), *_most(line), *_having(line, found)):
            keep(reference, span)
    return refs


def _told(line: Line, found: tuple[Found, ...], shown: Shown) -> list[Pointed]:
    """Read "the first one you showed me", "the blue one from before", "the previous one"."""
    refs: list[Pointed] = []
    for _, span in line.find(_FIRST_TOLD):
        inside = _descriptors(found, span)
        refs.append((Reference(line.words(span), 1, earlier=True, descriptors=inside), span))
    for _, span in line.find(_LAST_TOLD):
        refs.append((Reference(line.words(span), -1), span))
    for match, span in line.find(_NTH_TOLD):
        earlier = bool(match["t"])
        refs.append((Reference(line.words(span), _NTHS[match["o"]], earlier=earlier), span))
    for match, span in line.find(_BEFORE):
        what = (match["w"] or match["v"] or "").split()
        inside = _descriptors(found, span)
        if not inside and what and what[-1] not in _ONE:
            continue  # "the thing I liked before": no product is named
        if not (shown.titles or shown.earlier):
            continue
        refs.append(
            (Reference(line.words(span), deictic=True, earlier=True, descriptors=inside), span)
        )
    return refs


_ONE = wordset("one ones pair pairs option product item choice")


def _descriptors(found: tuple[Found, ...], span: Span) -> tuple[tuple[Kind, str], ...]:
    """Return the values that describe what is meant; of several types the first is taken."""
    return tuple(
        (f.kind, str(f.values[0]))
        for f in found
        if f.span.within(span) and f.wanted and f.kind not in (Kind.PRICE, Kind.RATING)
    )


def _in_order(line: Line) -> list[Pointed]:
    """Read "the next one", "the middle one", "the second to last", "option b"."""
    refs: list[Pointed] = []
    for match, span in line.find(_FROM_END):
        said = match["o"] or match["n"] or "next"
        refs.append((Reference(line.words(span), ordinal=_ENDS.get(said, -2)), span))
    for match, span in line.find(_STEP):
        step = -1 if (match["d"] or match["e"]) in _BACKWARD else 1
        refs.append((Reference(line.words(span), step=step), span))
    for _, span in line.find(_MIDDLE):
        refs.append((Reference(line.words(span), middle=True), span))
    for match, span in line.find(_LETTER):
        ordinal = ord(match["l"]) - ord("a") + 1
        refs.append((Reference(line.words(span), ordinal=ordinal), span))
    return refs


def _priced(line: Line, found: tuple[Found, ...]) -> list[Pointed]:
    """Read "the one under fifty", "the ninety dollar one"."""
    refs: list[Pointed] = []
    for each in found:
        if each.kind is not Kind.PRICE or not isinstance(each.values[0], PriceRange):
            continue
        before = line.text_of(Span(0, each.span.start))
        single = _COSTS.match(before)
        if single or (_COST_ONES.match(before) and _ABOUT.search(before)):
            start = len(before[: before.rindex(" one") if " one" in before else 0].split())
            span = Span(max(start - 1, 0), each.span.stop)
            refs.append((Reference(line.words(span), price=each.values[0]), span))
        elif before.endswith("the") and line.norm(each.span.stop) == "one":
            span = Span(each.span.start - 1, each.span.stop + 1)
            exact = _exactly(line.text_of(each.span)) or each.values[0]
            refs.append((Reference(line.words(span), price=exact), span))
    return refs


def _exactly(words: str) -> PriceRange | None:
    """Return what "the 99 dollar one" costs: shops say 99 and mean 99.00 to 99.99."""
    number = re.search(r"\d+(?:\.\d+)?", words)
    if number is None:
        return None
    said = Decimal(number.group())
    return PriceRange(said, said if "." in number.group() else said + Decimal("0.99"))


def _most(line: Line) -> list[Pointed]:
    """Read "the lighter of the two", "the lightest one", "the better of the two"."""
    refs: list[Pointed] = []
    for match, span in line.find(_MOST_OF):
        said, many = match["q"] or match["r"], match["n"]
        among = int(many) if many else None
        words = line.words(span)
        if match["q"] and _RATED.match(said):
            refs.append((Reference(words, best_rated=True, among=among), span))
        elif match["q"] and _CHEAP.match(said):
            refs.append((Reference(words, cheapest=True, among=among), span))
        elif match["q"] and _DEAR.match(said):
            refs.append((Reference(words, dearest=True, among=among), span))
        elif quality := quality_of(said):
            refs.append((Reference(words, quality=quality, among=among), span))
    return refs


_CHEAP = re.compile(r"^(?:cheaper|cheapest|(?:less|least) expensive)$")
_DEAR = re.compile(r"^(?:pricier|priciest|dearer|dearest|(?:more|most) expensive)$")


_RANKS = re.compile(
    r"\b(?:best|better|worst|highest|higher|most|least|lowest|lower|cheapest|rated|reviewed|stars|"
    r"reviews?|ratings?|price|popular)\b"
)


def _having(line: Line, found: tuple[Found, ...]) -> list[Pointed]:
    """Read "the one with the zipper": words of a listing that are no value of the catalog."""
    refs: list[Pointed] = []
    for match, span in line.find(_HAS):
        words = match["w"].split()
        kept: list[str] = []
        for word in words[:3]:
            if word in _ENDING or (word in FUNCTION_WORDS and kept):
                break
            kept.append(word)
        first = span.stop - len(words)
        inner = Span(first, first + len(kept))
        ranks = bool(kept) and bool(_RANKS.search(" ".join(kept)))
        if not kept or ranks or any(f.span.overlaps(inner) for f in found):
            continue
        whole = Span(span.start, inner.stop)
        refs.append((Reference(line.words(whole), mentions=" ".join(kept)), whole))
    return refs
