"""Materials that the catalog may not have: "rayon", "solid wood", "with a rubber sole".

The catalog's own are the lexicon's; this widens them ("solid" wood), finds the rest, and
makes a wish of those that only a part of the thing is of.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from agents.constraints import Kind
from agents.understand.found import Found
from agents.understand.line import Line, Span
from agents.understand.material_words import (
    BASES,
    LOOSE,
    MADE,
    MODIFIERS,
    NOT_MATERIALS,
    PARTS,
    PHRASES,
    SELDOM_ALONE,
)
from agents.understand.phrases import Key
from agents.understand.units import parted
from agents.understand.words import FUNCTION_WORDS, stem
from retrieval.wordset import wordset

NAMED = 0.8

_BY_FIRST: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
for _words in map(str.split, PHRASES):
    _BY_FIRST[_words[0]].append(tuple(_words))


def find_materials(line: Line, found: list[Found], sold: Mapping[Key, str]) -> list[Found]:
    """Return `found` with the materials that the catalog lacks.

    Args:
        line: The utterance.
        found: Values of the catalog in it, in order.
        sold: The catalog's materials by their words; where there are none, one is only a wish.
    """
    kept = [
        _of_a_part(line, f) if f.kind is Kind.MATERIAL else f
        for f in found
        if f.kind is not Kind.MATERIAL or _is_material(line, f.span)
    ]
    for run in _runs(line):
        span = run
        inside = [f for f in kept if f.span.overlaps(span)]
        known = [f for f in inside if f.kind is Kind.MATERIAL]
        if inside and inside[0].kind is Kind.FEATURE and inside[0].span.stop < span.stop:
            # "Organic cotton" where organic is a property that the catalog states.
            span = Span(inside[0].span.stop, span.stop)
            inside = inside[1:]
        if any(not f.span.within(span) or f.kind in _STAY for f in inside):
            continue
        kept = [f for f in kept if f not in inside]
        if known:
            first = _of_a_part(line, replace(known[0], span=span))
            kept.extend([first, *known[1:]] if len(known) == 1 else known)
            continue
        own = sold.get(tuple(line.norm(i) for i in range(span.start, span.stop)))
        value = own or line.words(span).lower()
        new = Found(Kind.MATERIAL, (value,), span, NAMED, hard=bool(sold), known=own is not None)
        kept.append(_of_a_part(line, new))
    return sorted(kept, key=lambda f: f.span.start)


_STAY = (Kind.CATEGORY, Kind.BRAND, Kind.COLOUR, Kind.FEATURE)


def _is_material(line: Line, span: Span) -> bool:
    """Tell whether the word after denies it: "cotton candy", "a paper shredder"."""
    after = stem(line.norm(span.stop))
    last = line.norm(span.stop - 1)
    return after not in _DRAWN and after not in NOT_MATERIALS.get(last, frozenset())


def _of_a_part(line: Line, found: Found) -> Found:
    """Make a wish of the material of a part: "a bag with leather straps"."""
    after = found.span.stop
    if stem(line.norm(after)) not in PARTS or line.tokens[after].before.strip("-"):
        return found
    if stem(line.norm(after)) in ("case", "cover", "top", "frame", "seat", "band", "base"):
        # "A leather case" is a case; "with a wooden frame" has one.
        near = {line.norm(found.span.start - k) for k in (1, 2)}
        if not near & {"with", "has", "have", "and"}:
            return found
    return replace(found, hard=False, keep_words=True)


def _runs(line: Line) -> Iterator[Span]:
    i = 0
    while i < len(line.tokens):
        stop = _run_stop(line, i)
        if stop is None:
            i += 1
            continue
        yield Span(i, stop)
        i = stop


def _run_stop(line: Line, i: int) -> int | None:
    """Return where the material that begins at token `i` ends, None if there is none."""
    at = i
    if line.norm(at) in MODIFIERS and (line.norm(at + 1) in BASES or _phrase(line, at + 1)):
        at += 1
    if (stop := _phrase(line, i) or _phrase(line, at)) is not None:
        return stop
    word = line.norm(at)
    if word not in BASES and word not in LOOSE:
        return None
    if at > i and parted(line, at):
        return None
    after, before = line.norm(at + 1), line.norm(i - 1)
    if not _is_material(line, Span(at, at + 1)):
        return None
    last = at + 1 >= len(line.tokens) or parted(line, at + 1)
    ends = last or after in FUNCTION_WORDS
    made = before in MADE or (before in ("a", "the") and line.norm(i - 2) in ("of", "from"))
    if after in _SAYS_SO:
        return at + 1
    if ends and word in LOOSE | SELDOM_ALONE:
        return at + 1 if made and not _owns(line, i) else None
    if word in LOOSE and not made and not _before_thing(line, at + 1):
        return None
    return at + 1


_DRAWN = wordset("design pattern print theme scent flavor")
_SAYS_SO = wordset("material materials fabric fiber fibre finish")


def _owns(line: Line, i: int) -> bool:
    """Tell whether "with" before a bare material says that it is held: "a cup with straw"."""
    return line.norm(i - 1) == "with" and line.norm(i) in LOOSE


def _before_thing(line: Line, at: int) -> bool:
    word = line.norm(at)
    return bool(word) and word not in FUNCTION_WORDS and word.isalpha()


def _phrase(line: Line, i: int) -> int | None:
    """Return where the longest material of several words that begins at `i` ends."""
    best = None
    for words in _BY_FIRST.get(line.norm(i), ()):
        stop = i + len(words)
        same = tuple(line.norm(k) for k in range(i, stop)) == words
        cut = any(
            line.tokens[k].before.strip("-") for k in range(i + 1, min(stop, len(line.tokens)))
        )
        if same and not cut and (best is None or stop > best):
            best = stop
    return best
