"""Edits that name no new value: "cheaper", "something else", "any color", "the cheapest".

They change the constraints or the order relative to what is on the screen.
Values themselves come from `lexicon`, `price` and `sizes`.
"""

import re
from collections.abc import Iterator

from agents.constraints import Drop, Exclude, Kind, Order, Relative, Shift
from agents.understand.found import Found
from agents.understand.found_edit import SLOT, FoundEdit
from agents.understand.line import Line, Span
from agents.understand.qualities import find_degrees
from agents.understand.relations import find_same, find_undone
from retrieval.query import Sort

_SLOTS = "|".join(sorted(SLOT, key=len, reverse=True))

_DROPS = (
    re.compile(
        rf"\b(?:forget|never mind|nevermind|ignore|drop|remove|lose|scrap|skip|take off|take away|"
        rf"clear|reset|disregard|lift|do not worry|no worries|get rid of)(?: about)?"
        rf"(?: the| my| that| any| all)*(?: \w+)? (?P<s>{_SLOTS})"
        rf"(?: (?:limit|filter|restriction|requirement|constraint|preference|thing|part))?\b"
    ),
    re.compile(
        rf"\b(?:the )?(?P<s>{_SLOTS}) (?:does not|do not|is not|are not|not)(?: really| even)? "
        rf"(?:matter|important|an issue|a problem|a concern|a big deal|relevant)\b"
    ),
    re.compile(
        rf"\b(?:i )?(?:do not|not)(?: really)? (?:care|mind|fussed|picky|bothered|fussy)"
        rf"(?: about| on| what| which| how)*(?: the)? (?P<s>{_SLOTS})(?: it is)?\b"
    ),
    re.compile(
        rf"\bany (?P<s>{_SLOTS})\b(?! (?:but|except|other|besides))(?: (?:is|are|will|would|works?|"
        rf"at all|goes|be)(?: fine| ok| good| "
        rf"do| great)?(?: with me| by me| for me)?)?\b"
    ),
    re.compile(
        rf"\b(?:no|without a|without any) (?:particular |specific |real )?(?!make (?:it|that|them|"
        rf"me|this|those|a)\b)(?P<s>{_SLOTS})"
        rf"(?: (?:limit|preference|restriction|in mind))?\b"
    ),
    re.compile(rf"\b(?:whatever|whichever) (?P<s>{_SLOTS})\b"),
    re.compile(rf"\bopen to (?:any|all|other) (?P<s>{_SLOTS})\b"),
)
_MONEY_NO_OBJECT = re.compile(
    r"\bmoney is no (?:object|issue|problem)\b|\bprice is no (?:object|issue|problem)\b|"
    r"\bsky is the limit\b|\bany (?:cost|budget)\b"
)
_RESET = re.compile(
    r"\b(?:start over|start again|start fresh|start from scratch|new search|reset(?: everything| "
    r"the search| all| filters| all filters)?$|clear (?:everything|all|all filters|the filters|"
    r"filters|my search|the search)|forget (?:everything|all that|all of that|about everything|"
    r"it all)|remove all (?:the )?filters|begin again|from the beginning)\b"
)
_EXCLUDES = (
    re.compile(
        r"\b(?:not|no|nothing|anything but|except|other than|exclude|avoid|hate|(?:do|does) not "
        r"(?:want|like|need|trust|show me)(?: anything)?|without)(?: from| of| in| by)? (?:that|"
        r"this|"
        r"the same|the)(?: particular| same)? (?P<s>brand|color|material|make|size|fabric)\b"
    ),
    re.compile(
        r"\b(?:(?:a|any|some|in a|in another|from a|from another|by a|by another|try) )*"
        r"(?:different|another|other)(?: kind of)? (?P<s>brands?|colors?|materials?|make|"
        r"fabrics?)\b"
    ),
    re.compile(r"\b(?:change|switch|swap) the (?P<s>brand|color|material)$"),
)

_NEITHER = re.compile(
    r"^(?:(?:no|um|hmm|sorry|well|i like|i want|actually) )*neither(?: one)?"
    r"(?: of (?:them|these|those|the 2))?(?: (?:really|please|thanks|thank you|is right|"
    r"works|fits))*$"
)

_ORDERS = (
    (Sort.CHEAPEST, re.compile(
        r"\b(?:the )?(?:cheapest|least expensive|lowest priced?|most affordable|lowest cost|"
        r"cheapest first|price low to high|low to high|lowest to highest|by price|"
        r"most economical|(?:best|good) deals?)\b(?: (?:ones?|options?|first|you (?:have|got)))?")),
    (Sort.DEAREST, re.compile(
        r"\b(?:the )?(?:most expensive|priciest|highest priced?|dearest|high to low|"
        r"highest to lowest|fanciest|most luxurious)\b(?: (?:ones?|options?|first))?")),
    (Sort.BEST_RATED, re.compile(
        r"\b(?:the )?(?:best rated|top rated|highest rated|best reviewed|highest reviewed|"
        r"most highly rated|best reviews?|best ratings?|highest ratings?|most popular|"
        r"best sellers?|best selling|top sellers?|top reviewed|by rating|most loved|"
        r"most recommended|best scored?|the best ones?$|"
        r"your best(?: ones?)?$|with (?:good|great|the best) (?:reviews|ratings))\b"
        r"(?: (?:ones?|options?|first))?")),
)  # fmt: skip

_SHIFTS = (
    (Relative.BETTER_RATED, re.compile(
        r"\b(?:better rated|higher rated|better reviews?|better ratings?|higher ratings?|"
        r"better reviewed|more popular|more stars|better rating)\b")),
    (Relative.CHEAPER, re.compile(
        r"\b(?:(?:a (?:bit|little|lot) |much |way |even |any |anything |something |slightly )*"
        r"(?:cheaper|less expensive|less pricey|lower priced?|lower in price|more affordable|"
        r"less costly|lower cost|more budget friendly|lower end|less money|lower the price|"
        r"more reasonable|bring (?:the )?price down|bring it down|cheeper)(?: ones?| options?)?)\b|"
        r"\b(?:(?:is|are|that is|it is|still|just|bit|little|way|far|a) )*too (?:expensive|pricey|"
        r"much(?! (?:big|large|small|long|short|heavy|wide|tight|dark|bright|loud|formal)\b)|rich|"
        r"steep|costly|dear|high)(?: for me)?\b|\b(?:out of|over|above|beyond) my "
        r"(?:budget|price range|means)\b|\bnot (?:so|too|that|as|very) (?:expensive|pricey|"
        r"costly)\b|\bmore cheap(?:er|ly)?(?: ones?| options?)?\b|"
        r"\bcan not afford (?:it|that|this|them)\b|\bcosts? too much\b|"
        r"^(?:go |a bit |even )*lower(?: please)?$")),
    (Relative.DEARER, re.compile(
        r"\b(?:(?:a (?:bit|little|lot) |much )?(?:more expensive|pricier|higher end|more premium|"
        r"more upscale|fancier|higher priced?|more luxurious|higher quality|better quality|nicer|"
        r"step up|more high end)(?: ones?| options?)?)\b|\btoo cheap\b")),
    (Relative.BIGGER, re.compile(
        r"\b(?:(?:a (?:bit|little|lot) |much |any |anything |something )*(?:bigger|larger|roomier|"
        r"more spacious|a size up|one size up|size up|next size up|1 size up)(?: ones?| size| "
        r"sizes)?)\b|\btoo (?:much )?(?:small|tiny|tight|little)(?: for me)?\b")),
    (Relative.SMALLER, re.compile(
        r"\b(?:(?:a (?:bit|little|lot) |much |any |anything |something )*(?:smaller|more compact|"
        r"tinier|a size down|one size down|size down|next size down|1 size down)(?: ones?| size| "
        r"sizes)?)\b|\btoo (?:much )?(?:big|large|bulky|huge|loose)(?: for me)?\b")),
    (Relative.LIKE_THAT, re.compile(
        r"(?<!\bi )(?<!\bwe )(?<!\breally )(?<!\bwould )(?<!\bdo )(?<!\bnot )(?<!\bquite )"
        r"\b(?:(?:more|something|anything|things?|ones?|others?|stuff|options|products|exactly|"
        r"just|similar|some|show me) )*(?:like|similar to|along the lines of|close to|"
        r"in the style of)"
        r" (?:that|this|these|those|it|them)(?: one| ones)?\b(?! to\b)|\b(?:more|something|"
        r"anything|"
        r"some|any|show me|others|other)(?: of)? similar(?: ones?| options| items| products| "
        r"stuff| things)?\b|\bsimilar (?:ones?|options|items|products|styles|things)\b|"
        r"\bmore (?:of (?:that|those|these|this|the same)|like (?:the|number)\b)|"
        r"\b(?:something|more|anything|one|ones) like the\b|\bsimilar to (?:the|number)\b|"
        r"^(?:(?:ok|so|just|and|maybe|i want it|i want) )*like (?:the|number)(?= .*\bbut\b)")),
    (Relative.OTHERS, re.compile(
        r"\b(?!the other one\b)(?:(?:show me |give me |see |any |some |are there |do you have |"
        r"have you got |got |what |the )*(?:something else|anything else|what else|some "
        r"other|other options?|"
        r"(?<!the )other ones?|other ones|"
        r"others|more options?|more results|more choices|other choices|other products|"
        r"different (?:ones?|options?|products?|styles?)|another one|another option|"
        r"a few more|some more|more ones|others like|alternatives?|something different|"
        r"anything different|next page|scroll (?:on|down)|next ones|next results|keep (?:going|"
        r"looking|scrolling)|"
        r"other models?|other suggestions?|more suggestions?|more recommendations?))\b|"
        r"\b(?:show|see|give|find|recommend|get) (?:me |us )?(?:any )?more\b(?! (?:about|details|"
        r"info|"
        r"of|like|\w+ (?:than|ones?)))|^(?:and |any |ok |yes |no |do you have |have you got |got |"
        r"are there |is there )*(?:more|next)(?: please)?$|"
        r"\bnone of (?:these|those|them|the above)\b|\b(?:do|did) not (?:really )?(?:like|love|"
        r"want) "
        r"(?:any of )?(?:these|those|them|any|either|it|this|that)(?: one| ones| much)?\b(?! to\b)|"
        r"\bchange it$|\bi have (?:already )?seen (?:these|those|them)\b|\bnot (?:these|those|"
        r"any of "
        r"these|any of those)\b|\bnot (?:what i (?:want|need|had in mind|am looking for))\b")),
)  # fmt: skip

_IN_STOCK = re.compile(
    r"\b(?:only |that is |that are |which are |just |must be |currently |what is )*(?:in stock|"
    r"available (?:now|today|right now)|available only|you have in stock)(?: only| now|"
    r" right now)?\b"
)


def find_edits(line: Line, found: list[Found], listed: bool = False) -> list[FoundEdit]:
    """Return the edits without values in `line`, in order, none overlapping another or a value.

    Args:
        line: The utterance.
        found: Values in it.
        listed: Whether products are on the screen, to which "the same" and "lighter" relate.
    """
    edits: list[FoundEdit] = []
    # A price owns its words ("cheaper than 50"); other values may lie within an edit.
    prices = [f.span for f in found if f.kind is Kind.PRICE]
    for edit in _all_edits(line, found, listed):
        if not any(edit.span.overlaps(s) for s in (*prices, *(e.span for e in edits))):
            edits.append(edit)
    ordered = {e.edit.sort: e for e in reversed(edits) if isinstance(e.edit, Order)}
    kept = [e for e in edits if not isinstance(e.edit, Order) or ordered[e.edit.sort] is e]
    return sorted(kept, key=lambda e: e.span.start)


def _all_edits(line: Line, found: list[Found], listed: bool) -> Iterator[FoundEdit]:
    """Yield what may be an edit, the surest patterns first."""
    yield from find_undone(line)
    for match, span in line.find(_RESET):
        yield FoundEdit(Drop(None, match.group()), span)
    if listed:
        for _, span in line.find(_NEITHER):
            yield FoundEdit(Shift(Relative.OTHERS, line.words(span)), span)
    for pattern in _EXCLUDES:
        for match, span in line.find(pattern):
            yield FoundEdit(Exclude(SLOT[match["s"]], line.words(span)), span)
    if listed:
        yield from find_same(line)
    yield from _dropped(line)
    yield from _sorted_or_shifted(line)
    if listed:
        yield from (FoundEdit(shift, span) for shift, span in find_degrees(line, found))


def _dropped(line: Line) -> Iterator[FoundEdit]:
    for pattern in _DROPS:
        for match, span in line.find(pattern):
            yield FoundEdit(Drop(SLOT[match["s"]], line.words(span)), span)
    for _, span in line.find(_MONEY_NO_OBJECT):
        yield FoundEdit(Drop(Kind.PRICE, line.words(span)), span)


def _sorted_or_shifted(line: Line) -> Iterator[FoundEdit]:
    for sort, pattern in _ORDERS:
        for _, span in line.find(pattern):
            yield FoundEdit(Order(sort, line.words(span)), span)
    for relative, pattern in _SHIFTS:
        for _, span in line.find(pattern):
            yield FoundEdit(Shift(relative, line.words(span)), span)


def asks_in_stock(line: Line) -> Span | None:
    """Return the words that ask for products in stock only, None if none do."""
    return next((span for _, span in line.find(_IN_STOCK)), None)
