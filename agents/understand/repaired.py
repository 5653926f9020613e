"""An utterance as the shopper put it right, by the values of the catalog in it.

"red boots under fifty, no wait, blue": after an edit term (`edit_terms`) a value
takes the place of the last one of its kind, wherever that stands. What no
value tells apart is left to `repairs`. "No, show me boots" takes nothing back.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from agents.understand.edit_terms import MARKS, Term, Word, find_terms
from agents.understand.found import Found
from agents.understand.line import Line, Span
from agents.understand.repairable import Repairable, moved, repairables
from agents.understand.repairs import best_cut, weights
from agents.understand.tokens import Token
from retrieval.wordset import wordset

REPAIRS_MOST = 5
"""Of one utterance: "red, no blue, no wait, green" has two."""

_BEFORE_VALUE = wordset(
    "in for with of from by a an the not no without but size sized made at to some any one my "
    "something anything maybe about"
)
_ARTICLES = wordset("a an the some any one my no not without")
_AT_LEAST = wordset("least over above more than")
_AFTER_VALUE = wordset("one ones people persons person color colored size sized")
_COUNTS = frozenset({"number", "size", "price"})
_NEGATED = wordset("no not without never nor neither")
"""Before a value: the "no" after it goes on excluding ("no leather, no suede")."""
_STOPS = ".?!;"


def speaks_of_repair(line: Line) -> bool:
    """Tell whether any words of `line` could take something back."""
    return bool(_terms(line)) or _PAUSE.search(line.original) is not None


def repaired(line: Line, found: Sequence[Found]) -> Line:
    """Return `line` without what the shopper took back, and without the words that say so.

    Args:
        line: The utterance.
        found: Its values, prices and sizes among them, every one; in any order.
    """
    values = repairables(line, found)
    line, values = _without_paused(line, values)
    if not (terms := _terms(line)):
        return line
    done = 0
    for _ in range(REPAIRS_MOST):
        step = next(
            (s for term in terms if term.start >= done and (s := _step(line, values, term))), None
        )
        if step is None:
            return line
        kept, done = step
        place = {old: new for new, old in enumerate(kept)}
        line = Line.of(line.original, _tokens(line, kept))
        values = [v for value in values if (v := moved(value, place))]
        terms = _terms(line)
        if not terms:
            return line
    return line


_PAUSE = re.compile(r"[,.…-]\s*(?:uh|um|uhm|er|erm|ah|hmm|oh)\b\s*[,.…-]*", re.IGNORECASE)
_ONE_OF = frozenset({"thing", "audience", "size", "number", "ordinal", "brand", "colour"})
"""Classes of which one utterance seldom names two with nothing but "uh" between."""


def _without_paused(line: Line, values: list[Repairable]) -> tuple[Line, list[Repairable]]:
    """Take back the first of two values with a pause and no "and" between: "men's, ah, women's"."""
    for first, second in pairwise(values):
        if first.sort != second.sort or first.sort not in _ONE_OF:
            continue
        if first.span.stop != second.span.start or first.span.start == first.span.stop:
            continue
        a, b = line.tokens[first.span.stop - 1], line.tokens[second.span.start]
        if _PAUSE.fullmatch(line.original[a.end : b.start].replace("'s", "").strip()) is None:
            continue
        kept = [i for i in range(len(line.tokens)) if not first.span.start <= i < first.span.stop]
        place = {old: new for new, old in enumerate(kept)}
        still = [v for value in values if (v := moved(value, place))]
        return Line.of(line.original, _tokens(line, kept)), still
    return line, values


def repaired_by_form(line: Line, found: Sequence[Found]) -> Line:
    """Return `line` without words of no value that were taken back: "a ukulele, I mean a banjo".

    Args:
        line: The utterance, as `repaired` returns it.
        found: Its values; none of them is taken out.
    """
    terms = {t.start: t for t in _terms(line) if t.sure}
    if not terms or len(line.tokens) > LONGEST_BY_FORM:
        return line
    cut = best_cut(_words(line), weights(), least=SURE_BY_FORM)
    if cut is None or cut.term not in terms or cut.stop < terms[cut.term].stop:
        return line
    gone = Span(cut.start, cut.stop)
    if any(f.span.overlaps(gone) for f in found) or cut.start == cut.term:
        return line
    kept = [i for i in range(len(line.tokens)) if not cut.start <= i < cut.stop]
    return Line.of(line.original, _tokens(line, kept))


LONGEST_BY_FORM = 40
"""Tokens; the ranking of cuts takes time by the square of the length."""
SURE_BY_FORM = 1.0
"""Log odds: a wish is lost when too much is cut, and only muddled when too little is."""


def _words(line: Line) -> list[Word]:
    return [Word(t.norm, t.before, t.capital, t.value is not None) for t in line.tokens]


def _terms(line: Line) -> list[Term]:
    return find_terms(_words(line))


def _step(line: Line, values: list[Repairable], term: Term) -> tuple[list[int], int] | None:
    """Return which tokens stay after the repair that `term` announces, in their new order.

    None where it announces none.
    """
    if not _announces(line, values, term):
        return None
    end = _clause_end(line, term.stop)
    later = [v for v in values if term.stop <= v.span.start and v.span.stop <= end]
    earlier = [v for v in values if v.span.stop <= term.start]
    if not later and earlier:
        return _afterwards(line, earlier, term)
    if not later or not earlier:
        return None
    if (rest := _range_again(line, later, earlier, term)) is not None:
        return rest, term.start
    gone, place = _taken_back(line, later, earlier, term)
    if not gone:
        return None
    if place is None:
        gone = _from_restart(line, gone, earlier, later[0], term)
    gone |= set(range(term.start, term.stop))
    kept = [i for i in range(len(line.tokens)) if i not in gone]
    if place is not None and place[1] < place[0]:
        # "Under fifty for boots, no, sixty": the amount goes where the other one stood.
        number = [i for i in range(place[0], _value_stop(line, place[0])) if i in kept]
        rest = [i for i in kept if i not in number]
        at = sum(1 for i in rest if i < place[1])
        kept = [*rest[:at], *number, *rest[at:]]
    return kept, term.start - sum(1 for i in gone if i < term.start)


def _taken_back(
    line: Line, later: list[Repairable], earlier: list[Repairable], term: Term
) -> tuple[set[int], tuple[int, int] | None]:
    """Return the tokens that `later` takes back, and where a number goes in place of another."""
    gone: set[int] = set()
    place: tuple[int, int] | None = None
    for value in later:
        if (rating := _rated_again(line, value, earlier[-1], term)) is not None:
            gone |= set(range(term.stop, value.span.stop)) - {rating[0]} | {rating[1]}
            place = place or rating
            continue
        last = _replaced(line, value, [v for v in earlier if not _inside(v.span, gone)])
        if last is None:
            continue
        if value.sort in _COUNTS and (swap := _number_only(line, value, last)) is not None:
            gone |= set(range(swap, _value_stop(line, swap)))
            if line.norm(swap - 1) == line.norm(value.span.start) == "$":
                gone.add(swap - 1)
            if last.span.stop != term.start:
                place = place or (value.span.start, swap)
            continue
        gone |= _with_lead(line, last, value, term)
    return gone, place


def _announces(line: Line, values: list[Repairable], term: Term) -> bool:
    """Tell whether the words of `term` speak of a repair here."""
    words = line.text_of(Span(term.start, term.stop))
    before, after = line.norm(term.start - 1), line.norm(term.stop)
    if term.sure:
        return not (words.endswith(("i mean", "i meant")) and after in ("it", "that", "what"))
    if words == "no":
        closed = term.stop < len(line.tokens) and bool(line.tokens[term.stop].before)
        beside = [
            v
            for v in values
            if v.span.stop == term.start and line.norm(v.span.start - 1) not in _NEGATED
        ]
        again = [v for v in values if _leads(line, term.stop, v.span.start)]
        return closed or any(_same(a, b) for a in beside for b in again)
    if words == "rather":
        return before not in ("would", "or", "i") and after not in ("than", "have", "not")
    if words == "instead":
        return after != "of" and bool(line.tokens[term.start].before)
    return not (words == "sorry" and after in ("to", "about", "but", "for"))


def _leads(line: Line, start: int, value: int) -> bool:
    """Tell whether only small words stand between `start` and a value."""
    return value >= start and all(line.norm(i) in _BEFORE_VALUE for i in range(start, value))


def _clause_end(line: Line, start: int) -> int:
    for i in range(start + 1, len(line.tokens)):
        if any(mark in line.tokens[i].before for mark in _STOPS):
            return i
    return len(line.tokens)


def _same(a: Repairable, b: Repairable) -> bool:
    return a.sort == b.sort or (a.sort in _COUNTS and b.sort in _COUNTS)


def _replaced(line: Line, value: Repairable, earlier: list[Repairable]) -> Repairable | None:
    """Return the value that a later one takes the place of: the last of its kind.

    Values joined by "or" go together.
    """
    alike = [v for v in earlier if v.sort == value.sort]
    if not alike and value.sort in _COUNTS:
        alike = [v for v in earlier if v.sort in _COUNTS]
    if not alike:
        return None
    last = alike[-1]
    for other in reversed(alike[:-1]):
        between = line.text_of(Span(other.span.stop, last.span.start))
        joined = between in ("or", "and", "") and value.sort != "thing"
        if not (joined or between == "or"):
            break
        last = Repairable(last.sort, Span(other.span.start, last.span.stop))
    return last


def _number_only(line: Line, value: Repairable, last: Repairable) -> int | None:
    """Return the number of `last` that a bare amount takes the place of: "under 50, no, 60"."""
    said = line.tokens[value.span.start : value.span.stop]
    bare = all(t.value is not None or t.norm in _MONEY for t in said)
    if not bare or sum(t.value is not None for t in said) != 1:
        return None
    numbers = [
        i for i in range(last.span.start, last.span.stop) if line.tokens[i].value is not None
    ]
    if not numbers or value.sort == "size" or last.span.stop - last.span.start == 1:
        return None
    return numbers[-1]


_MONEY = wordset("$ dollars dollar bucks euros pounds quid")


def _rated_again(
    line: Line, value: Repairable, last: Repairable, term: Term
) -> tuple[int, int] | None:
    """Return the number of "four stars, no, four and a half" and the one it takes the place of."""
    again = [i for i in range(*_ends(value)) if line.tokens[i].value is not None]
    said = [i for i in range(*_ends(last)) if line.tokens[i].value is not None]
    stars = last.sort == "rating" and value.sort in ("number", "price") and len(again) == 1
    between = line.text_of(Span(term.stop, value.span.start))
    if not stars or not said or not set(between.split()) <= _BEFORE_VALUE | _AT_LEAST:
        return None
    number = line.tokens[again[0]].value
    return (again[0], said[0]) if number is not None and number <= STARS_MOST else None


STARS_MOST = 5


def _afterwards(line: Line, values: list[Repairable], term: Term) -> tuple[list[int], int] | None:
    """Read a term said after the repair: "for my dad, my mom I mean"."""
    last = values[-1]
    ends = term.stop == len(line.tokens) or bool(line.tokens[term.stop].before)
    alike = [v for v in values[:-1] if v.sort == last.sort]
    if last.span.stop != term.start or not ends or not alike:
        return None
    if line.norm(last.span.start - 1) in _NEGATED:
        return None  # "navy, not red, sorry" says itself which of them it is
    first = alike[-1]
    between = line.tokens[first.span.stop : last.span.start + 1]
    small = all(t.norm in _BEFORE_VALUE or t.norm in _AFTER_VALUE for t in between[:-1])
    if not small or not any("," in t.before for t in between):
        return None
    gone = set(range(term.start, term.stop)) | set(range(first.span.start, first.span.stop))
    return [i for i in range(len(line.tokens)) if i not in gone], term.stop


def _range_again(
    line: Line, later: list[Repairable], earlier: list[Repairable], term: Term
) -> list[int] | None:
    """Return the tokens that stay of "between 50 and 80, no, 60 and 90"."""
    last = earlier[-1]
    numbers = [i for i in range(*_ends(last)) if line.tokens[i].value is not None]
    again = [v for v in later if v.sort == "number"]
    beside = last.span.stop == term.start and len(again) == 2 and again[0].span.start == term.stop
    if last.sort != "price" or len(numbers) != 2 or not beside:
        return None
    if line.text_of(Span(again[0].span.stop, again[1].span.start)) not in ("and", "to"):
        return None
    return [i for i in range(len(line.tokens)) if not numbers[0] <= i < term.stop]


def _ends(value: Repairable) -> tuple[int, int]:
    return value.span.start, value.span.stop


def _value_stop(line: Line, start: int) -> int:
    stop = start + 1
    while stop < len(line.tokens) and line.tokens[stop].norm in _MONEY:
        stop += 1
    if line.norm(start) == "$":
        stop = max(stop, start + 2)
    return stop


def _with_lead(line: Line, last: Repairable, value: Repairable, term: Term) -> set[int]:
    """Return the tokens of `last` with its "in", "for", "not" where they go with it."""
    start, stop = last.span.start, last.span.stop
    while stop < term.start and line.norm(stop) in _AFTER_VALUE:
        stop += 1
    adjacent = stop == term.start
    if adjacent:
        # "In navy, no, in gray": as many small words as are said again.
        again = 0
        while value.span.start - 1 - again >= term.stop and (
            line.norm(value.span.start - 1 - again) in _BEFORE_VALUE
        ):
            again += 1
        while again and start > 0 and line.norm(start - 1) in _BEFORE_VALUE:
            start, again = start - 1, again - 1
        return set(range(start, stop))
    while start > 0 and line.norm(start - 1) in _BEFORE_VALUE - _ARTICLES and (
        not MARKS.fullmatch(line.tokens[start].before)
    ):  # fmt: skip
        start -= 1
    return set(range(start, stop))


def _from_restart(
    line: Line, gone: set[int], earlier: list[Repairable], first: Repairable, term: Term
) -> set[int]:
    """Take back the words that a new beginning says again: "show me X, no, show me Y"."""
    opening = [line.norm(i) for i in range(term.stop, first.span.start)]
    if not opening:
        return gone
    low = min(gone)
    for start in range(low, -1, -1):
        if line.norm(start) != opening[0]:
            continue
        kept = [v for v in earlier if v.span.start >= start and not _inside(v.span, gone)]
        if kept:
            return gone
        if len(opening) == 1 or line.norm(start + 1) == opening[1]:
            return gone | set(range(start, term.start))
    return gone


def _inside(span: Span, gone: set[int]) -> bool:
    return all(i in gone for i in range(span.start, span.stop))


def _tokens(line: Line, kept: list[int]) -> tuple[Token, ...]:
    """Return the tokens that stay; a sentence that was broken off ends no more."""
    tokens = []
    for k, i in enumerate(kept):
        token = line.tokens[i]
        broken = k > 0 and kept[k - 1] != i - 1
        tokens.append(replace(token, before="", joined=False) if broken or k == 0 else token)
    return tuple(tokens)
