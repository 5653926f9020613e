"""Sizes of clothes, shoes, beds, screens and bottles, spelled as the catalog spells them.

A number is a size after "size", in a phrase such as "in a ten", or when the
last reply asked for one. Does not read measures that the catalog does not sell by.
"""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation
from typing import Protocol

from agents.constraints import Kind
from agents.understand.found import Found
from agents.understand.line import Line, Span
from agents.understand.number_words import UNIT_WORDS
from agents.understand.open_sizes import composed_sizes, open_sizes
from agents.understand.tokens import norms, plain
from retrieval.wordset import wordset

AFTER_SIZE = 0.95
WORD_SIZE = 0.85
BARE = 0.7
LEAST_SET_OFF = 5
"""A lower number between commas counts things: "mugs, four"."""

_CLOTHES = {
    "xxs": "xxs", "extra extra small": "xxs", "2xs": "xxs", "double extra small": "xxs",
    "xs": "xs", "extra small": "xs", "x small": "xs",
    "s": "s", "small": "s", "sm": "s", "a small": "s",
    "m": "m", "medium": "m", "med": "m", "md": "m",
    "l": "l", "large": "l", "lg": "l",
    "xl": "xl", "extra large": "xl", "x large": "xl", "xlarge": "xl", "1xl": "xl",
    "xxl": "xxl", "extra extra large": "xxl", "2xl": "xxl", "2 xl": "xxl", "xx large": "xxl",
    "double xl": "xxl", "double extra large": "xxl", "x x l": "xxl", "2 x": "xxl", "2x": "xxl",
    "xxxl": "xxxl", "3xl": "xxxl", "3 xl": "xxxl", "triple xl": "xxxl", "3 x": "xxxl",
    "4xl": "4xl", "4 xl": "4xl",
}  # fmt: skip
_BEDS = {
    "twin": "twin", "single": "twin", "full": "full", "double": "full", "queen": "queen",
    "king": "king", "california king": "cal king", "cal king": "cal king", "twin xl": "twin xl",
    "queen sized": "queen", "king sized": "king",
}  # fmt: skip
_SAME_WORD = {**_BEDS, **_CLOTHES}
_ONE_SIZE = ("one size", "one size fits all", "os", "standard")
_UNITS = {
    "inches": "in", "inch": "in", "in": "in", "centimeters": "cm", "centimetres": "cm", "cm": "cm",
    "ounces": "oz", "ounce": "oz", "oz": "oz", "milliliters": "ml", "millilitres": "ml", "ml": "ml",
    "liters": "l", "liter": "l", "litres": "l", "litre": "l", "l": "l", "feet": "ft", "foot": "ft",
    "ft": "ft", "grams": "g", "gram": "g", "g": "g", "kilograms": "kg", "kilogram": "kg",
    "kilos": "kg", "kilo": "kg", "kg": "kg", "pounds": "lb", "pound": "lb", "lbs": "lb", "lb": "lb",
    "quarts": "qt", "quart": "qt", "qt": "qt", "cups": "cup", "cup": "cup", "gigabytes": "gb",
    "gigabyte": "gb", "gigs": "gb", "gig": "gb", "gb": "gb", "terabyte": "tb", "tb": "tb",
    "persons": "person", "person": "person", "people": "person", "gallons": "gal", "gallon": "gal",
    "pack": "pack", "count": "pack", "pieces": "piece", "piece": "piece", "meters": "m",
    "meter": "m", "m": "m", "millimeters": "mm", "mm": "mm",
}  # fmt: skip
_WORD_NEEDS_CONTEXT = wordset(
    "s m l sm md lg med os small medium large full single double king standard"
)
_NUMBER = re.compile(
    r"\b(?:sizes?|sized)(?: is| of| would be| should be| to| number| an?| us| uk| eu| in)* "
    r"(?P<n>\d+(?:\.\d+)?)(?: (?P<w>wide|narrow|regular|tall|short|petite|plus|long)"
    r"\b(?! sleeved?\b))?"
)
_IN_A = re.compile(
    r"\bin (?:an? |the |my size )(?P<n>\d+(?:\.\d+)?)(?= |$)|"
    r"\bin (?P<m>\d+(?:\.\d+)?)(?=$| (?:please|and|then|too|if)\b)"
)
_WEAR = re.compile(r"\b(?:i|he|she|they|we) (?:am|is|are|wear|wears|take|"
    r"takes) (?:usually )?(?:an? )?"
                   r"(?:size )?(?P<n>\d+(?:\.\d+)?)(?= |$)")  # fmt: skip
_MEASURE = re.compile(r"\b(?P<n>\d+(?:\.\d+)?) (?P<u>[a-z]+)\b")
_BEFORE_BED = frozenset({"", "the", "a", "in", "it", "make", "no", "actually", "ok"})
_BOUND_WORDS = wordset("over under above below than least most exceeding")
"""Before a measure they ask for a range of sizes, which no constraint holds."""
_INSTEAD = re.compile(
    r"\b(?:make|change|switch|want|need|take) (?:it |that |them )?(?:to |into |for )?(?:an?|the) "
    r"(?P<n>\d+(?:\.\d+)?)(?=$| (?:please|instead|then|and|in|sorry)\b)|"
    r"\bthe (?P<m>\d+(?:\.\d+)?)(?=$| (?:please|instead|then|rather)\b)|"
    r"\b(?:make|change|switch) (?:it|that|them) (?:to |into )?(?P<k>\d+(?:\.\d+)?)"
    r"(?=$| (?:please|instead|then|and|in|sorry)\b)"
)
MORE_THAN_COUNTED = 7
"""From here on "make it nine" is a size where one is sold; below, a count."""
_AREA = re.compile(r"(\d+(?:\.\d+)? x \d+(?:\.\d+)?) [a-z]+")
_PAPER = re.compile(r"[a-z] \d")
_BARE = re.compile(r"\b(?P<n>\d+(?:\.\d+)?)\b")
_AFTER_ASKED = re.compile(r"^(?:(?:a|an|the|in|size|um|make it|it is|i am|i wear|yes|please|let us "
                          r"go with|i will take|go with|probably|maybe|try|take|my size is|that is|"
                          r"i think|should be|for|would be|i need|i would like|"
                          r"ok) )*$")  # fmt: skip


def canonical(size: str) -> str:
    """Return one spelling for sizes that mean the same: "XL" and "extra large" are "xl"."""
    words = " ".join(norms(size)).replace("size ", "").replace(" by ", " x ")
    for country in ("us ", "uk ", "eu "):
        words = words.removeprefix(country)
    if words in _ONE_SIZE:
        return "one size"
    words = words.removesuffix(" bed").removesuffix(" size") or words
    if (same := _SAME_WORD.get(words)) is not None:
        return same
    measure = re.fullmatch(r"(\d+(?:\.\d+)?(?: x \d+(?:\.\d+)?)*) ([a-z]+)", words)
    if measure and (unit := _UNITS.get(measure[2])):
        return f"{_digits(measure[1])} {unit}"
    return _digits(words)


def _digits(words: str) -> str:
    try:
        return plain(Decimal(words))
    except InvalidOperation:
        return words


class _Keep(Protocol):
    """Takes a size as said, where, and how sure."""

    def __call__(self, words: str, span: Span, strength: float, spelled: bool = True) -> None: ...


class Sizes:
    """The sizes of one catalog."""

    def __init__(self, sizes: Sequence[str]) -> None:
        self._by_meaning: dict[str, str] = {}
        for size in sizes:
            self._by_meaning.setdefault(canonical(size), size)
        for meaning, size in list(self._by_meaning.items()):
            if area := _AREA.fullmatch(meaning):
                self._by_meaning.setdefault(area[1], size)
        spoken = [w for w, meaning in _SAME_WORD.items() if meaning in self._by_meaning]
        spoken += [m for m in self._by_meaning if m.isalpha() or " " in m]
        spoken += [m.replace(" ft", " feet") for m in self._by_meaning if m.endswith(" ft")]
        spoken += [m.replace(" ft", " foot") for m in self._by_meaning if m.endswith(" ft")]
        spoken += [m.replace(" x ", " by ") for m in spoken if " x " in m]
        words = "|".join(re.escape(w) for w in sorted(set(spoken), key=len, reverse=True))
        self._words = re.compile(rf"\b(?:{words})(?: sized?)?(?= |$)") if words else None

    def spell(self, size: str, choices: Sequence[str] = ()) -> str:
        """Return `size` as `choices` or else the catalog spell it, or as it is."""
        meaning = canonical(size)
        for choice in choices:
            if canonical(choice) == meaning:
                return choice
        return self._by_meaning.get(meaning, size)

    def knows(self, size: str) -> bool:
        return canonical(size) in self._by_meaning

    def find(
        self,
        line: Line,
        asked: bool,
        choices: Sequence[str],
        taken: list[Span],
        added: bool = False,
    ) -> list[Found]:
        """Return the sizes in `line`, in order.

        Args:
            line: The utterance.
            asked: True when the last reply asked for a size: a bare number or word is one.
            choices: Sizes that the reply offered.
            taken: Spans that are something else, prices among them.
            added: True when something was just added: "the nine instead" is a size.
        """
        found: list[Found] = []

        def keep(words: str, span: Span, strength: float, spelled: bool = True) -> None:
            if not any(span.overlaps(t) for t in taken) and not any(
                span.overlaps(f.span) for f in found
            ):
                known = self.knows(words) or words in choices
                value = self.spell(words, choices) if known or spelled else canonical(words)
                found.append(
                    Found(
                        Kind.SIZE, (value,), span, strength, known=known,
                        hard=known or spelled, keep_words=not (known or spelled),
                    )
                )  # fmt: skip

        self._open(composed_sizes(line), keep)

        self._numbered(line, keep)
        self._measures(line, keep)
        self._worn(line, keep)
        if self._words is not None:
            for match, span in line.find(self._words):
                if self._is_size_word(line, span, match.group(), asked):
                    keep(match.group(), self._with_size(line, span), WORD_SIZE)
        if added:
            self._instead(line, keep)
        if asked:
            self._answers(line, choices, keep)
        elif not found:
            self._set_off(line, keep)
        self._open(open_sizes(line), keep)
        return sorted(found, key=lambda f: f.span.start)

    def _open(self, sizes: Iterable[tuple[str, Span]], keep: _Keep) -> None:
        """Keep sizes that any shop could have: known where this one has them."""
        for words, span in sizes:
            keep(words, span, WORD_SIZE, spelled=False)

    def _numbered(self, line: Line, keep: _Keep) -> None:
        """Find "size ten", "size 9 wide"."""
        for match, span in line.find(_NUMBER):
            if self._measured(line, span):
                continue
            wide = f"{match['n']} {match['w']}"
            if match["w"] and (self.knows(wide) or not self.knows(match["n"])):
                keep(wide, span, AFTER_SIZE)
            else:
                stop = span.stop - 1 if match["w"] else span.stop
                keep(match["n"], Span(span.start, stop), AFTER_SIZE)

    def _worn(self, line: Line, keep: _Keep) -> None:
        """Find "in a ten", "I wear a nine"."""
        for pattern in (_IN_A, _WEAR):
            for match, span in line.find(pattern):
                number = match["n"] or match.groupdict().get("m") or ""
                if not self._measured(line, span) and self.knows(number):
                    keep(number, span, WORD_SIZE)

    def _instead(self, line: Line, keep: _Keep) -> None:
        """Find "the nine instead", "make it a ten" of what was just added."""
        for match, span in line.find(_INSTEAD):
            number = match["n"] or match["m"] or match["k"]
            least = MORE_THAN_COUNTED if match["k"] and "." not in number else 0
            if Decimal(number) >= least and self.knows(number):
                keep(number, span, BARE)

    def _measures(self, line: Line, keep: _Keep) -> None:
        """Find "32 ounce", "27 inch", "4 person" where the catalog sells by them."""
        for match, span in line.find(_MEASURE):
            words = f"{match['n']} {match['u']}"
            unit = line.tokens[span.stop - 1]
            # "size 8, in cream" and "5 by 8 in beige" hold no inches.
            if unit.norm == "in" and not unit.joined and span.stop < len(line.tokens):
                continue
            bound = line.norm(span.start - 1) in _BOUND_WORDS
            if match["u"] in _UNITS and self.knows(words) and not bound:
                keep(words, span, WORD_SIZE)

    def _set_off(self, line: Line, keep: _Keep) -> None:
        """Find the number that stands alone: "Sandals. Women's. Seven and a half."."""
        for match, span in line.find(_BARE):
            first = span.start == 0 or bool(line.tokens[span.start].before.strip("-$"))
            last = span.stop == len(line.tokens) or bool(line.tokens[span.stop].before.strip("-"))
            known = Decimal(match["n"]) >= LEAST_SET_OFF and self.knows(match["n"])
            if first and last and known and len(line.tokens) > 1:
                keep(match["n"], span, BARE)

    def _measured(self, line: Line, span: Span) -> bool:
        after = line.norm(span.stop)
        return after in UNIT_WORDS - {"in", "men", "women", "kids", "m", "d"} or after in (
            "dollars", "bucks", "percent", "dollar",
        )  # fmt: skip

    def _is_size_word(self, line: Line, span: Span, word: str, asked: bool) -> bool:
        if _PAPER.match(word) and not line.tokens[span.start + 1].joined:
            return False  # "a 6" is no A6
        if word not in _WORD_NEEDS_CONTEXT and _SAME_WORD.get(word, "") not in ("twin",):
            return True
        before = line.norm(span.start - 1)
        after = line.norm(span.stop)
        if asked or "size" in (before, after) or word.endswith(("size", "sized")):
            return True
        if len(word) == 1:
            return before in ("a", "an", "in", "the") and after in ("", "please", "and", "in")
        if word in ("single", "double", "king", "full", "standard"):
            alone = after in ("", "instead", "please", "one", "then") and before in _BEFORE_BED
            marks = line.tokens[span.start].before
            closed = span.stop == len(line.tokens) or "," in line.tokens[span.stop].before
            set_off = "," in marks and closed
            return alone or set_off or after in ("bed", "mattress", "sheets", "duvet", "bedding")
        if after == "" and "," in line.tokens[span.start].before:
            return True
        in_a = before in ("a", "an", "the") and line.norm(span.start - 2) == "in"
        alone = before in ("a", "an", "in") and after in ("", "please", "and")
        return in_a or alone or span == line.whole or before in ("in", "make")

    def _with_size(self, line: Line, span: Span) -> Span:
        start = span.start - 1 if line.norm(span.start - 1) == "size" else span.start
        stop = span.stop + 1 if line.norm(span.stop) in ("size", "sized", "sizes") else span.stop
        return Span(start, stop)

    def _answers(self, line: Line, choices: Sequence[str], keep: _Keep) -> None:
        """Read a short answer to "which size?"."""
        offered = {canonical(choice) for choice in choices}
        for match, span in line.find(_BARE):
            before = line.text_of(Span(0, span.start))
            number = match["n"]
            known = canonical(number) in offered or self.knows(number)
            if not self._measured(line, span) and (
                _AFTER_ASKED.match(before + " " if before else "") or known
            ):
                keep(number, span, AFTER_SIZE if known else BARE)
        for choice in choices:
            words = " ".join(norms(choice))
            for _, span in line.find(re.compile(rf"\b{re.escape(words)}\b")):
                keep(choice, span, AFTER_SIZE)
