"""Sizes that any shop could have: "8 by 10 feet", "40w x 34l", "pack of 12", "xx-large".

For the words that no size of the catalog is called: what is found here is
captured as a size that is not known, and never a filter. Does not read counts of
people or ages (`people`), nor amounts ("add two", `cart`).
"""

import re
from collections.abc import Iterator

from agents.understand.line import Line, Span
from retrieval.wordset import wordset

_N = r"\d+(?:\.\d+)?"
_LENGTH = (
    r"(?:inch(?:es)?|in|feet|foot|ft|cm|cms|centimeters?|centimetres?|mm|millimeters?|meters?|"
    r"metres?|m|yards?|yds?|yd)"
)
_UNIT = (
    rf"(?:{_LENGTH}|(?:fl |fluid )?(?:ounces?|oz)|ml|milliliters?|millilitres?|liters?|litres?|l|"
    r"gallons?|gal|quarts?|qt|pints?|cups?|pounds?|lbs?|kg|kilos?|kilograms?|g|grams?|gb|tb|mb|"
    r"gigs?|gigabytes?|terabytes?|mah|watts?|quart|carats?|karat)"
)
_SIDE = r"(?:w|l|h|d|wide|long|tall|deep|high|width|length|height)"
_DIMENSIONS = re.compile(
    rf"\b{_N}(?: {_LENGTH})?(?: {_SIDE})?(?: (?:x|by|×) {_N}(?: {_LENGTH})?(?: {_SIDE})?){{1,2}}\b"
)
_MEASURE = re.compile(rf"\b{_N} {_UNIT}\b")
_PACK = re.compile(
    r"\b(?:packs?|packages?|set|box|case|bag|bundle|bottles?|carton|tin) of \d+\b|"
    r"\b\d+ (?:packs?|count|ct|pcs?|pieces?|pk|pack)\b"
)
_LETTER = (
    r"(?:(?:\d+ ?|x ?|xx ?|xxx ?|extra |extra extra |double |triple )?-? ?(?:large|small)|medium|"
    r"x+l|x+s|\d+ xl|\d+ x|[sml])"
)
_MARKED = re.compile(
    r"\b(?:(?:x|xx|xxx|xxxx|\d+ x|extra(?: extra)?) (?:large|small)|x{1,4}l|x{1,3}s|[2-6] xl|"
    r"[2-6] x"
    r"(?= plus| tall| big|$| and| in| for))(?: (?:plus|tall|petite|big(?: and| &)? tall|short|"
    r"long))?\b"
)
_PLAIN_LETTER = re.compile(
    r"\b(?P<w>small|medium|large|s|m|l)(?: (?:plus|tall|petite|short|long|big and tall))?(?= |$)"
)
_AFTER_SIZE = re.compile(
    rf"\b(?:sizes?|sized)(?: is| of| to be| should be| a| an| in| us| uk| eu| number)* "
    rf"(?P<v>{_LETTER}(?: (?:plus|tall|petite|short|long|wide|narrow))?(?= |$)|(?:{_N}|"
    rf"o s)(?: (?:x |extra )?(?:wide|"
    r"narrow|medium|regular|plus|petite|tall|short|long|w|t|us|uk|eu|m|d|b|e|ee)\b(?! (?:in|"
    r"with)\b)?)*|"
    r"(?:twin|full|queen|king|california king|cal king)(?: xl)?|one size)"
)
_SHOE = re.compile(
    rf"\b(?:(?:us|uk|eu) {_N}(?: (?:wide|narrow|m|w))?|{_N} (?:(?:x |extra )?(?:wide|narrow)|"
    rf"(?:m |w )?(?:us|uk|eu)|plus|petite|tall|short|long|t)(?: (?:us|uk|eu))?)\b"
)
_WAIST = re.compile(r"\b\d{2} ?w(?: x)? ?\d{2} ?l\b|\b\d{2} w\b|\b\d{2} (?:waist|inseam)\b")
_BED = re.compile(
    r"\b(?:california king|cal king|twin xl|full xl|twin|full|queen|king)(?: ?-? ?(?:sized?|"
    r"bed))?\b"
)
_BED_WORDS = wordset(
    "bed beds mattress mattresses sheet sheets comforter comforters duvet duvets blanket blankets "
    "quilt quilts headboard bedding bedspread futon bunk pillow pillowcase pillowcases bedframe "
    "coverlet topper frame box cover covers pad protector bedroom"
)
_BOUNDS = wordset("over under above below than least most exceeding within")
_MANY_LETTERS = re.compile(r"\b[2-9] (?:xl|xs|x ?l|x ?s|x (?:large|small))(?= |$)")
_CUP = re.compile(r"\b[2-5]\d (?:aa+|[b-h]|dd+)(?= |$)")
_NETWORKS = wordset("2 3 4 5")
"""Before a "g" without a space: "4G LTE" weighs nothing."""
_SURELY_STORED = wordset("128 256 512")
_MAYBE_STORED = wordset("8 16 32 64")
_STORES = wordset(
    "phone drive card ssd memory storage laptop tablet stick usb iphone ram smartphone computer sd"
)
_AFTER_LETTER = wordset("and in size please for that with under or of i but if price lower less")


def composed_sizes(line: Line) -> Iterator[tuple[str, Span]]:
    """Yield sizes of several numbers or words, whose parts are no sizes by themselves.

    "52 by 84 inches" holds no "84 inches".
    """
    for _, found in line.find(_MANY_LETTERS):
        yield line.text_of(found), found  # "3XL" is no XL
    for _, found in line.find(_CUP):
        if line.tokens[found.stop - 1].joined:
            yield line.text_of(found), found
    for pattern in (_WAIST, _DIMENSIONS):
        for _, found in line.find(pattern):
            # "Five by eight in beige" holds no inches.
            loose = line.norm(found.stop - 1) == "in" and _preposition(line, found)
            span = Span(found.start, found.stop - 1) if loose else found
            yield line.text_of(span), span


def open_sizes(line: Line) -> Iterator[tuple[str, Span]]:
    """Yield the words of each size in `line` and where they stand, the surest first."""
    for match, span in line.find(_AFTER_SIZE):
        yield match["v"], span
    for pattern in (_PACK, _SHOE, _MARKED):
        for match, span in line.find(pattern):
            if not _counted(line, span):
                yield match.group(), span
    for match, span in line.find(_MEASURE):
        if _bounded(line, span) or _preposition(line, span) or _network(line, span):
            continue
        yield (f"{line.norm(span.start)} gb" if _stored(line, span) else match.group()), span
    beds = any(t.norm in _BED_WORDS for t in line.tokens)
    for match, span in line.find(_BED):
        if beds or match.group().endswith(("size", "sized")):
            yield match.group(), span
    for match, span in line.find(_PLAIN_LETTER):
        if _alone(line, span, match["w"]):
            yield match.group(), span


def _bounded(line: Line, span: Span) -> bool:
    """Tell whether the measure is a bound: "over 27 inches" is a range of sizes."""
    return line.norm(span.start - 1) in _BOUNDS


def _preposition(line: Line, span: Span) -> bool:
    """Tell whether the "in" is no inch and the "m" no metre: "size 8 in cream"."""
    unit = line.tokens[span.stop - 1]
    return unit.norm in ("in", "m", "l", "g", "d") and not unit.joined


def _network(line: Line, span: Span) -> bool:
    """Tell whether it is a mobile network: "4G"."""
    unit = line.tokens[span.stop - 1]
    return unit.norm == "g" and unit.joined and line.norm(span.start) in _NETWORKS


def _stored(line: Line, span: Span) -> bool:
    """Tell whether the "g" is a gigabyte: "256G", "a 64g memory card"."""
    unit, number = line.tokens[span.stop - 1], line.norm(span.start)
    if unit.norm != "g" or not unit.joined:
        return False
    return number in _SURELY_STORED or (
        number in _MAYBE_STORED and any(t.norm in _STORES for t in line.tokens)
    )


def _counted(line: Line, span: Span) -> bool:
    """Tell whether the words only look so: "2 x" of "2 x the power", "8 short sleeve shirts"."""
    after = line.norm(span.stop)
    last = line.norm(span.stop - 1)
    sleeve = last in ("short", "long") and after in ("sleeve", "sleeved", "sleeves", "lasting")
    lead = last in ("wide", "tall", "long", "short") and after in ("leg", "brim", "mouth", "range")
    return sleeve or lead or (last == "x" and after in ("the", "as", "more"))


def _alone(line: Line, span: Span, word: str) -> bool:
    """Tell whether "small" or "m" stands as a size does: "in medium", "a large, please"."""
    before, after = line.norm(span.start - 1), line.norm(span.stop)
    closed = span.stop == len(line.tokens) or bool(line.tokens[span.stop].before.strip("-"))
    if line.tokens[span.start].joined:
        return False
    if len(word) == 1:
        return before in ("in", "a", "size", "sized") and (closed or after in ("and", "please"))
    opened = before in ("in", "size", "sized") or bool(line.tokens[span.start].before)
    in_a = before in ("a", "an") and line.norm(span.start - 2) in ("in", "be", "is", "size")
    return (opened or in_a or before == "be") and (closed or after in _AFTER_LETTER)
