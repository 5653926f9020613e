"""Colours that the catalog may not have: "purple", "brushed nickel", "mn4 color".

The catalog's own colours are the lexicon's; this widens them by their shades ("dark
blue") and finds the rest. A name of something else is none: "orange juice".
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from agents.constraints import Kind
from agents.understand.colour_words import (
    BASES,
    FINISHED,
    FINISHES,
    LOOSE,
    NO_COLOUR_AFTER,
    NO_PIGMENT_AFTER,
    NOT_COLOURS,
    ONLY_BESIDE,
    SHADES,
    WORN_OR_FURNISHED,
)
from agents.understand.found import Found
from agents.understand.line import Line, Span
from agents.understand.material_words import BASES as MATERIALS
from agents.understand.number_words import UNIT_WORDS
from agents.understand.phrases import Key
from agents.understand.things import is_thing
from agents.understand.units import is_code, parted, units_after, units_before
from agents.understand.words import ASKING_WORDS, FUNCTION_WORDS, stem
from retrieval.wordset import wordset

STATED = 0.85
"""Called a color in so many words."""
PLAIN = 0.8
MOST_NAMED = 3
"""Words of a color's name before or after "color"."""

_NAMED = wordset("color colored shade")
_NO_NAME = wordset(
    "what which any same other different each every your favorite more hair nail lip skin eye food "
    "water full two three four five several another whatever all certain specific nice good right "
    "exact game camera screen display photo led changing image team school"
)
_LINKS = wordset("is be should must are of in to as like being a an the only")
_ENDS_NAME = (
    FUNCTION_WORDS
    | ASKING_WORDS
    | wordset("that with under size sized made choose pick long short sleeve")
)


def find_colours(line: Line, found: list[Found], sold: Mapping[Key, str]) -> list[Found]:
    """Return `found` with the colours that the catalog lacks, and shades joined to their colour.

    Args:
        line: The utterance.
        found: Values of the catalog in it, in order.
        sold: The catalog's colours by their words; where there are none, one is only a wish.
    """
    runs = [*_named(line), *_runs(line)]
    kept = [f for f in found if f.kind is not Kind.COLOUR or _is_colour(line, f.span.stop - 1)]
    taken: list[Span] = []
    for span, name in runs:
        if any(span.overlaps(t) for t in taken):
            continue
        inside = [f for f in kept if f.span.overlaps(span)]
        if any(not f.span.within(span) or _stays(f) for f in inside):
            continue
        if (
            span == name
            and any(f.kind is Kind.MATERIAL for f in inside)
            and not any(line.norm(i) in BASES for i in range(span.start, span.stop))
        ):
            continue  # "a table in walnut", where walnut is what tables are made of
        taken.append(span)
        known = [f for f in inside if f.kind is Kind.COLOUR]
        kept = [f for f in kept if f not in inside]
        if known:
            kept.extend(_widened(known, span))
            continue
        own = sold.get(tuple(line.norm(i) for i in range(name.start, name.stop)))
        value = own or line.words(name).lower()
        strength = STATED if span != name else PLAIN
        kept.append(
            Found(Kind.COLOUR, (value,), span, strength, hard=bool(sold), known=own is not None)
        )
    return sorted(kept, key=lambda f: f.span.start)


def _stays(found: Found) -> bool:
    """Tell whether a value is no part of a colour's name: a brand, a type, a material alone."""
    return found.kind in (Kind.BRAND, Kind.CATEGORY)


def _widened(known: list[Found], span: Span) -> list[Found]:
    """Let the last of the catalog's colours in a run have its shade: "dark blue"."""
    first, last = known[0], known[-1]
    if first is last:
        return [replace(first, span=span)]
    return [
        replace(first, span=Span(span.start, first.span.stop)),
        *known[1:-1],
        replace(last, span=Span(last.span.start, span.stop)),
    ]


def _runs(line: Line) -> Iterator[tuple[Span, Span]]:
    """Yield colours that are told by their names alone."""
    i = 0
    while i < len(line.tokens):
        stop = _run_stop(line, i)
        if stop is None:
            i += 1
            continue
        span = Span(i, stop)
        yield span, span
        i = stop


def _run_stop(line: Line, i: int) -> int | None:
    """Return where the colour that begins at token `i` ends, None if there is none."""
    at = i
    while at - i < MOST_NAMED and line.norm(at) in SHADES and _together(line, i, at):
        at += 1
    while at > i - 1:
        if at == i or _together(line, i, at):
            base = line.norm(at)
            shaded = at > i
            if base in BASES and _is_colour(line, at):
                if not _plain_shades(line, i, at):
                    return None
                while line.norm(at + 1) in BASES and _together(line, i, at + 1):
                    at += 1
                return at + 1
            metal = base in FINISHED and shaded and line.norm(at - 1) in FINISHES
            loose = base in LOOSE and at == i and _loose_counts(line, at)
            tinted = base in LOOSE and shaded and _tinted(line, i, at)
            if metal or loose or tinted:
                return at + 1
        at -= 1
    return None


def _together(line: Line, i: int, at: int) -> bool:
    return at < len(line.tokens) and (at == i or not parted(line, at))


def _plain_shades(line: Line, i: int, at: int) -> bool:
    """Tell whether the words from `i` to the colour at `at` may be its shade."""
    first = line.norm(i)
    if first == "medium":
        return line.norm(i + 1) in ("light", "dark") or line.norm(i - 1) == "in"
    return at == i or first not in ONLY_BESIDE - {"extra", "oil", "apple", "sea", "warm", "cool"}


def _is_colour(line: Line, at: int) -> bool:
    if line.norm(at - 1) in NO_COLOUR_AFTER.get(line.norm(at), ()) and not parted(line, at):
        return False
    after = stem(line.norm(at + 1))
    denied = NOT_COLOURS.get(line.norm(at), frozenset())
    brewed = "tea" in denied and stem(line.norm(at + 2)) == "tea"
    if after in denied or brewed:
        return stem(line.norm(at + 2 + brewed)) in NO_PIGMENT_AFTER
    return True


def _loose_counts(line: Line, at: int) -> bool:
    """Tell whether the words around say that a loose name is a colour."""
    before, after = line.norm(at - 1), line.norm(at + 1)
    ends = at + 1 >= len(line.tokens) or parted(line, at + 1)
    if after in ("one", "ones") and line.norm(at) not in ("clear", "natural", "ice"):
        return True
    closed = ends or after in FUNCTION_WORDS or after == "size"
    if before == "in" and closed:
        return True
    if before in ("and", "or") and closed and line.norm(at - 2) in BASES:
        return True
    if line.norm(at) in ("coffee", "natural", "multi"):
        return False
    for k in range(at + 1, min(at + 5, len(line.tokens))):
        word = line.norm(k)
        if word in FUNCTION_WORDS or parted(line, k):
            return False
        if stem(word) in WORN_OR_FURNISHED:
            return True
        if is_thing(word) and word not in BASES | SHADES:
            return False
    return False


def _tinted(line: Line, i: int, at: int) -> bool:
    """Tell whether "light peach" is a colour: "dark chocolate" and "pure honey" are none."""
    first = line.norm(i)
    if first not in ("light", "dark", "pale", "deep", "dusty", "hot", "burnt", "neon", "pastel"):
        return False
    eaten = line.norm(at) in ("chocolate", "coffee", "honey", "cherry", "mint", "butter", "caramel",
                              "espresso", "salmon", "cream")  # fmt: skip
    return not eaten or _loose_counts(line, at)


def _named(line: Line) -> Iterator[tuple[Span, Span]]:
    """Yield colours beside the word "color": "mn4 color", "color is a1-black", "in the color x"."""
    for i, token in enumerate(line.tokens):
        if token.norm not in _NAMED:
            continue
        before = _name_before(line, i)
        after = None if before else _name_after(line, i)
        if token.norm == "shade" and not (after or _in_the(line, before)):
            continue
        if before is not None:
            yield Span(before.start, i + 1), before
        elif after is not None:
            yield Span(i, after.stop), after


def _in_the(line: Line, name: Span | None) -> bool:
    """Tell whether "in the" stands before: only then a shade is no lamp's."""
    return name is not None and line.text_of(Span(name.start - 2, name.start)) in ("in the", "in a")


def _name_before(line: Line, i: int) -> Span | None:
    start, certain, unknown = i, False, 0
    end = i - 1 if line.norm(i - 1) == "in" and line.norm(i) == "color" else i
    for unit in units_before(line, end):
        words = line.text_of(unit)
        last = line.norm(unit.stop - 1)
        if words in _NO_NAME or last in _NO_NAME:
            return None
        code = is_code(line, unit) and not (words.isdigit() and unit.stop < i)
        named = last in BASES | LOOSE | MATERIALS or words in SHADES or code
        if words.isdigit() and not code:
            break
        if not named and (words in _ENDS_NAME or is_thing(last) or _measures(line, unit)):
            break
        unknown += not named
        if unknown > (1 if line.norm(i) == "colored" else 2) or i - unit.start > 2 * MOST_NAMED:
            break
        certain = certain or named
        start = unit.start
    if start in (i, end):
        return None
    introduced = line.norm(start - 1) in _INTRODUCES
    if not certain and line.norm(i) != "colored" and not introduced:
        return None
    return Span(start, end)


_INTRODUCES = wordset("a an in of the is are be choose with")


def _measures(line: Line, unit: Span) -> bool:
    """Tell whether a word is a number that measures something, not a maker's code."""
    if line.norm(unit.stop - 1) in UNIT_WORDS or line.norm(unit.start) in _PEOPLE:
        return True
    return line.tokens[unit.start].value is not None and unit.stop - unit.start > 1


_PEOPLE = wordset("mens womens women men woman man boys girls kids baby unisex ladies")


def _name_after(line: Line, i: int) -> Span | None:
    if line.norm(i) == "shade" and not _in_the(line, Span(i, i)):
        return None
    if line.norm(i) == "colored" or line.norm(i - 1) in _NO_NAME | {"that", "this", "not"}:
        return None
    at = i + 1
    while at < len(line.tokens) and line.norm(at) in _LINKS - {"in"}:
        at += 1
    linked = at > i + 1 or line.norm(i - 1) in ("in", "the", "of", "with")
    colon = at < len(line.tokens) and line.tokens[at].before.strip() in (":", "=", "-")
    if at >= len(line.tokens) or (line.tokens[at].before.strip("-:= ") and not colon):
        return None
    stop = at
    for unit in units_after(line, at):
        words, last = line.text_of(unit), line.norm(unit.stop - 1)
        named = last in BASES or last in LOOSE or words in SHADES or is_code(line, unit)
        if not named and (not (linked or colon) or words in _ENDS_NAME or is_thing(last)):
            break
        if unit.stop - at > 2 * MOST_NAMED or words in _NO_NAME:
            break
        stop = unit.stop
        if stop - at >= MOST_NAMED and not is_code(line, unit):
            break
    return Span(at, stop) if stop > at else None
