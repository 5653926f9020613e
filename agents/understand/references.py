"""Which of the products shown is meant: "the second one", "it", "the blue one", "both".

Returns what was said; the dialogue state knows which product that is.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from agents.constraints import Kind
from agents.reading import Reference, Shown
from agents.understand.found import Found
from agents.understand.line import Line, Span
from agents.understand.named import find_named
from agents.understand.pointing import find_pointed
from retrieval.wordset import wordset

_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "last": -1, "final": -1, "1st": 1, "2nd": 2, "3rd": 3,
    "4th": 4, "5th": 5, "6th": 6, "7th": 7, "8th": 8, "9th": 9, "10th": 10, "eleventh": 11,
    "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "11th": 11, "12th": 12,
    "15th": 15, "20th": 20,
}  # fmt: skip
_PLACES = {"left": 1, "leftmost": 1, "top": 1, "right": -1, "rightmost": -1, "bottom": -1}
_ORD = "|".join(_ORDINALS)
_THING = (
    r"(?:ones?|options?|products?|items?|pairs?|results?|choices?|suggestions?|recommendations?|"
    r"things?|picks?|picture|card|model)"
)
_SAFE_AFTER = (
    r"(?= (?:and|or|in|is|are|to|please|with|for|from|looks?|of|has|does|size|versus|vs|instead|"
    r"than|"
    r"comes?|costs?|at|on|would|but|into|too|then|as|was|fits?|also|if|look|compared?|again)\b|$)"
)
_ORDINAL_THING = re.compile(rf"\b(?:(?:the|that|this|your|my|on) )?(?P<o>{_ORD}) {_THING}\b")
_ORDINAL_ALONE = re.compile(rf"\b(?:the|that|this) (?P<o>{_ORD}){_SAFE_AFTER}")
_ORDINAL_PAIR = re.compile(rf"\b(?:the )?(?P<o>{_ORD}) (?:and|or|versus|vs|to|"
    rf"with) (?:the )?(?P<p>{_ORD})"
                           rf"(?: {_THING})?\b")  # fmt: skip
_ORDINAL_MANY = re.compile(
    r"\bthe (?P<o>first|last|top) (?P<n>[2-5])\b(?: (?:ones?|options?|products?))?"
)
_NUMBERED = re.compile(
    r"\b(?:the )?(?:number|option|product|item|choice|result|#)s? (?P<n>\d{1,2})\b"
    r"(?: (?:and|or|versus|vs|to) (?:(?:number|option|product|item|#) )?(?P<m>\d{1,2})\b)?"
)
_COMPARED_NUMBERS = re.compile(
    r"\bcompare (?P<n>one|[1-9]) (?:and|to|with|against) (?P<m>one|[1-9])\b"
)
_PLACED = re.compile(
    r"\bthe (?:one|product|item|pair) (?:on|at|to|in) the (?:far |very )?(?P<w>left|right|top|"
    r"bottom)(?: side)?\b|(?:\bthe |^)(?P<v>left|right|top|bottom|leftmost|"
    r"rightmost)(?: most)? "
    r"(?:one|product|item|pair)\b"
)
_CHEAPEST = re.compile(
    r"\bthe (?:cheapest|cheaper|least expensive|less expensive|lowest priced?)(?: of (?:them|these|"
    r"those|the \w+))?(?: (?:ones?|option|product|pair|item))?\b|"
    r"\bthe (?:most affordable|budget|lowest cost) (?:one|pair|option)\b|"
    r"\bthe (?:one|pair|option) (?:(?:that|which) costs the least|with the lowest price)\b"
)
_DEAREST = re.compile(
    r"\bthe (?:most expensive|more expensive|priciest|pricier|dearest)(?: (?:ones?|option|"
    r"product|pair|item))?\b|"
    r"\bthe (?:one|pair|option) (?:(?:that|which) costs the most|with the highest price)\b"
)
_BEST = re.compile(
    r"\bthe (?:best|better|top|highest|higher|most highly)(?: |-)(?:rated|reviewed)(?: (?:ones?|"
    r"option|"
    r"product|pair|item|of (?:them|these|those)))?\b|\bthe most popular (?:ones?|pair|option)\b|"
    r"\bthe (?:one|pair|option) (?:(?:that|which) is )?rated (?:the )?(?:best|highest)\b|"
    r"\bthe (?:one|pair|option) (?:that|which) has the (?:best|highest|most) (?:ratings?|reviews?|"
    r"stars|scores?)\b|\bthe one with the (?:best|highest|top) (?:score|scores|marks)\b|"
    r"\bthe one with (?:the )?(?:best|better|highest|higher|most) "
    r"(?:ratings?|reviews?|stars)\b"
)
_EVERY = re.compile(
    r"\bboth(?: of (?:them|these|those))?\b(?! the (?:first|second|third|last|\w+ one)\b)|"
    r"\b(?:all|each|any|every one) of (?:them|these|those)\b|"
    r"\ball (?:[2-9]|the \w+|\w+ of (?:them|these|those))\b|\b(?:them|these|those|it) all\b|"
    r"\b(?:the|these|those) [2-5](?: of (?:them|these|those))?(?: (?:ones?|options?|"
    r"products?|pairs?)|"
    r"$|(?= (?:to|and|please|in|are|is|for|have|do|then)\b))|"
    r"\bthe 2 of (?:them|these|those)\b|\b(?:do|are|is) (?:any|either|all)\b|\beither of (?:them|"
    r"these|those)\b"
)
_DEICTIC = re.compile(
    r"\b(?:this|that|these|those|the same) (?:ones?|pairs?|product|item|thing|model)\b|"
    r"\b(?:it|them|they|these|those|its|their)\b|"
    r"\b(?:that|this)(?=$| (?:but|to|in|into|for|please|is|comes?|and|from|with|as|too|have|"
    r"made|cost|costs|now|instead|out|looks?|works?)\b)"
)
_AFTER_RELATIVE = wordset("is are has have comes come looks fits works made costs was")
_BEFORE_POINTING = wordset(
    "is does and but if of about because ok yes no do did will can would so then like how what"
)
_DESCRIBED = frozenset(
    {Kind.BRAND, Kind.COLOUR, Kind.MATERIAL, Kind.FEATURE, Kind.AUDIENCE, Kind.SIZE}
)
_ONE = frozenset({"one", "ones", "pair", "version", "option"})
_THE = frozenset({"the", "that", "this", "those", "these", "your"})
_LINKS = wordset("with in from by made of that is are for and a size has which the color")
_OTHER = re.compile(
    r"\bthe other (?:2|ones?|option|pair)\b|\bthe other\b(?! (?!is|are|was|costs|comes|has)\w+s\b)"
)


def find_references(
    line: Line, found: tuple[Found, ...], shown: Shown
) -> tuple[list[Reference], list[Span]]:
    """Return the references in `line` in order, and their spans.

    Args:
        line: One part of an utterance.
        found: Catalog values in it.
        shown: The screen; a rare word of one title refers to that product.
    """
    refs: list[tuple[Reference, Span]] = []

    def keep(reference: Reference, span: Span) -> None:
        # Two ordinals of one phrase share its span: "the first two".
        if not any(
            span.overlaps(s) and (span != s or r.ordinal is None or reference.ordinal is None)
            for r, s in refs
        ):
            refs.append((reference, span))

    for reference, span in _placed_or_called(line, found, shown):
        keep(reference, span)
    for reference, span in _superlative(line):
        keep(reference, span)
    for _, span in line.find(_OTHER):
        keep(Reference(line.words(span)), span)
    if refs and (it := _COMPARED_WITH.search(line.text)):
        keep(Reference(it["it"], deictic=True), line.span_of(it, "it"))
    if not refs and shown.asked == "which":
        for reference, span in _bare(line):
            keep(reference, span)
    if not refs:
        for reference, span in _pointed(line, found):
            keep(reference, span)
    refs = _not_denied(line, sorted(refs, key=lambda r: r[1].start))
    return [r for r, _ in refs], [s for _, s in refs]


_COMPARED_WITH = re.compile(
    r"\b(?:compare|compares|differs?|different|difference between) (?P<it>it|this|that)(?: one)? "
    r"(?:with|to|and|against|from)\b"
)


def _placed_or_called(
    line: Line, found: tuple[Found, ...], shown: Shown
) -> Iterator[tuple[Reference, Span]]:
    """Yield references by place, by name and by what a product is like, the surest first."""
    pointed = find_pointed(line, found, shown)
    yield from pointed
    for reference, span in _by_number(line):
        if not any(span.overlaps(s) for _, s in pointed):
            yield reference, span
    if shown.titles or shown.earlier:
        yield from find_named(line, found, shown)
    if shown.titles:
        yield from _described(line, found, shown.category)


def _superlative(line: Line) -> Iterator[tuple[Reference, Span]]:
    """Yield "the cheapest", "the better rated of the two", "both"."""
    for pattern, flags in (
        (_BEST, {"best_rated": True}),
        (_CHEAPEST, {"cheapest": True}),
        (_DEAREST, {"dearest": True}),
        (_EVERY, {"every": True}),
    ):
        for match, span in line.find(pattern):
            few = _AMONG.search(match.group())
            reference = _flagged(line.words(span), **flags)
            yield replace(reference, among=int(few[1]) if few else None), span


_AMONG = re.compile(r"\b([2-6])\b")
_DENIES = re.compile(r"\b(?:not|except|instead of|rather than|but not|without|other than)$")


def _not_denied(line: Line, refs: list[tuple[Reference, Span]]) -> list[tuple[Reference, Span]]:
    """Leave out what is not meant, where something else is: "not the first, the second"."""
    meant = [r for r in refs if not _DENIES.search(line.text_of(Span(0, r[1].start)))]
    return meant if meant else refs


_BARE = re.compile(rf"^(?:um |the |maybe |ok |yes |probably |i think )*(?:(?P<o>{_ORD})|"
    rf"(?P<n>[1-9]))"
                   rf"(?: please| one| i think| then)*$")  # fmt: skip


def _bare(line: Line) -> list[tuple[Reference, Span]]:
    """Read "second" or "two" as the answer to "which one?"."""
    match = _BARE.match(line.text)
    if match is None:
        return []
    ordinal = _ORDINALS[match["o"]] if match["o"] else int(match["n"])
    return [(Reference(line.words(line.whole), ordinal=ordinal), line.whole)]


def _flagged(
    words: str,
    every: bool = False,
    cheapest: bool = False,
    dearest: bool = False,
    best_rated: bool = False,
) -> Reference:
    return Reference(words, every=every, cheapest=cheapest, dearest=dearest, best_rated=best_rated)


def _by_number(line: Line) -> list[tuple[Reference, Span]]:
    refs: list[tuple[Reference, Span]] = []
    for match, span in line.find(_ORDINAL_MANY):
        numbers = range(1, int(match["n"]) + 1)
        places = [-n for n in reversed(numbers)] if match["o"] == "last" else list(numbers)
        refs.extend((Reference(line.words(span), ordinal=n), span) for n in places)
    if refs:
        return refs
    taken: list[Span] = []
    for pattern in (_ORDINAL_PAIR, _COMPARED_NUMBERS, _NUMBERED, _ORDINAL_THING, _ORDINAL_ALONE):
        for match, span in line.find(pattern):
            if any(span.overlaps(t) for t in taken):
                continue
            taken.append(span)
            for group in ("o", "p", "n", "m"):
                word = match.groupdict().get(group)
                if word is not None:
                    ordinal = _ORDINALS.get(word) or (1 if word == "one" else int(word))
                    refs.append((Reference(line.words(span), ordinal=ordinal), span))
    for match, span in line.find(_PLACED):
        place = match["w"] or match["v"]
        ordinal = _PLACES[place]
        refs.append((Reference(line.words(span), ordinal=ordinal), span))
    if not refs:
        refs = _ordinal_of_type(line)
    return _unrepaired(line, refs)


_ORDINAL_OF_TYPE = re.compile(
    rf"\b(?:the|that) (?P<o>{_ORD}) (?!(?:aid|hand|time|thing|year|week|of all|name|call|floor|day|"
    rf"month)\b)[a-z]+"
)


def _ordinal_of_type(line: Line) -> list[tuple[Reference, Span]]:
    """Read "the second tent", where a word stands in place of "one"."""
    match = _ORDINAL_OF_TYPE.search(line.text)
    if match is None:
        return []
    span = line.span_of(match)
    return [(Reference(line.words(span), ordinal=_ORDINALS[match["o"]]), span)]


def _unrepaired(line: Line, refs: list[tuple[Reference, Span]]) -> list[tuple[Reference, Span]]:
    """Keep the later of "the second, no the third one"."""
    kept: list[tuple[Reference, Span]] = []
    for reference, span in refs:
        if kept and kept[-1][1].stop < span.start:
            gap = line.text_of(Span(kept[-1][1].stop, span.start))
            if re.search(r"\b(?:no|wait|sorry|i mean|actually|rather|make that)\b", gap):
                kept.pop()
        kept.append((reference, span))
    return kept


def _described(
    line: Line, found: tuple[Found, ...], category: str | None
) -> list[tuple[Reference, Span]]:
    """Read "the blue one", "the one with a hood", "the Tarnholm"."""
    refs: list[tuple[Reference, Span]] = []
    i = 0
    usable = [f for f in found if f.wanted and (f.kind in _DESCRIBED or f.kind is Kind.CATEGORY)]
    while i < len(usable):
        group = [usable[i]]
        while (
            i + 1 < len(usable)
            and usable[i + 1].span.start - group[-1].span.stop <= 1
            and (
                usable[i + 1].span.start == group[-1].span.stop
                or line.norm(group[-1].span.stop) in ("and", "leather", "colored")
            )
        ):
            i += 1
            group.append(usable[i])
        i += 1
        if len(group) > 1 and _IS_IT.match(line.text) and group[-1].span.stop == len(line.tokens):
            group.pop()  # "is the Tarnholm waterproof?"
        inner = Span(group[0].span.start, group[-1].span.stop)
        span = _reference_span(line, inner)
        if span is not None and _wants_size(line, group, span):
            continue  # "I need the queen size" narrows, it picks nothing
        if span is None or not _single_out(
            line, group, span.stop > inner.stop or _the_one(line, span)
        ):
            continue
        descriptors = tuple((f.kind, str(f.values[0])) for f in group if f.kind in _DESCRIBED)
        if descriptors:
            refs.append((Reference(line.words(span), descriptors=descriptors), span))
            continue
        names = [str(v) for f in group if f.kind is Kind.CATEGORY for v in f.values]
        name = category if category in names else names[0]
        described = ((Kind.CATEGORY, name),) if len(names) == 1 or name == category else ()
        refs.append((Reference(line.words(span), deictic=True, descriptors=described), span))
    return refs


def _wants_size(line: Line, group: list[Found], span: Span) -> bool:
    """Tell whether a size is wanted of what is looked for, rather than the one that has it."""
    sizes = all(f.kind is Kind.SIZE for f in group)
    called = "size" in (line.norm(group[-1].span.stop - 1), line.norm(span.stop))
    return sizes and called and _WANTS.search(line.text) is not None


_WANTS = re.compile(r"\b(?:need|want|prefer|looking for|would like|should be|has to be|must be)\b")
_IS_IT = re.compile(r"^(?:(?:and|so|ok|but) )*(?:is|are) ")


def _the_one(line: Line, span: Span) -> bool:
    return line.norm(span.start + 1) in _ONE


def _single_out(line: Line, group: list[Found], one: bool) -> bool:
    """Tell whether values after "the" single out a product: "this leather" does not."""
    kinds = {f.kind for f in group}
    if one or kinds & {Kind.BRAND, Kind.CATEGORY}:
        return True
    return line.norm(group[0].span.start - 1) == "the" and bool(kinds & {Kind.COLOUR, Kind.SIZE})


def _reference_span(line: Line, span: Span) -> Span | None:
    """Return `span` with its "the ... one", None where the values refer to nothing shown."""
    start = span.start - 1
    if line.tokens[span.start].before.strip("- ") and line.norm(start) != "the":
        return None  # "not that, Nike"
    if line.norm(start) in ("2", "3", "both") and line.norm(span.stop) in _ONE:
        start -= line.norm(start - 1) in _THE  # "the two leather ones"
        return Span(start, span.stop + 1)
    if line.norm(start) in _THE:
        stop = span.stop + 1 if line.norm(span.stop) in _ONE else span.stop
        return Span(start, stop)
    # "the one with a hood", "the ones in blue"
    for at in range(span.start - 1, max(-1, span.start - 5), -1):
        word = line.norm(at)
        if word in ("one", "ones") and line.norm(at - 1) in _THE:
            return Span(at - 1, span.stop) if line.norm(at + 1) in _LINKS else None
        if word not in _LINKS:
            return None
    return None


def _pointed(line: Line, found: tuple[Found, ...]) -> list[tuple[Reference, Span]]:
    """Read "it", "that one", "those boots"."""
    for each in found:
        word = line.norm(each.span.start - 1)
        if each.kind is Kind.CATEGORY and word in ("this", "that", "these", "those"):
            span = Span(each.span.start - 1, each.span.stop)
            return [(Reference(line.words(span), deictic=True), span)]
    for match, span in line.find(_DEICTIC):
        word = match.group()
        if word == "that" and line.norm(span.stop) in _AFTER_RELATIVE:
            before = line.norm(span.start - 1)
            if before and before not in _BEFORE_POINTING:
                continue  # "a shirt that is made of cotton"
        return [(Reference(line.words(span), deictic=True), span)]
    return []
