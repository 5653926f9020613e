"""Words as they were written: "a1-black" and "100x45cm" are several tokens but one word each."""

from collections.abc import Iterator

from agents.understand.line import Line, Span


def parted(line: Line, i: int) -> bool:
    """Tell whether a clause ends before token `i`: at a comma or a free dash, not at a hyphen."""
    before = line.tokens[i].before
    return bool(before.strip("-/'&+")) or ("-" in before and not line.tokens[i].joined)


def unit_at(line: Line, i: int) -> Span:
    """Return the tokens that are written without a space around token `i`."""
    start, stop = i, i + 1
    while start > 0 and _joined(line, start):
        start -= 1
    while stop < len(line.tokens) and _joined(line, stop):
        stop += 1
    return Span(start, stop)


def units_after(line: Line, i: int) -> Iterator[Span]:
    """Yield the written words from token `i` on, up to the end of the clause."""
    while i < len(line.tokens):
        unit = unit_at(line, i)
        yield unit
        i = unit.stop
        if i < len(line.tokens) and parted(line, i):
            return


def units_before(line: Line, i: int) -> Iterator[Span]:
    """Yield the written words before token `i`, the nearest first, within its clause."""
    while i > 0 and not parted(line, i):
        unit = unit_at(line, i - 1)
        yield unit
        i = unit.start


def is_code(line: Line, unit: Span) -> bool:
    """Tell whether a word is a maker's name for something: "a34", "style-10", "c"."""
    words = line.words(unit).lower()
    if any(c.isdigit() for c in words) and any(c.isalpha() for c in words):
        return True
    return words.isdigit() or (len(words) == 1 and words not in "ai")


def _joined(line: Line, i: int) -> bool:
    token, previous = line.tokens[i], line.tokens[i - 1]
    return token.joined or token.start == previous.start
