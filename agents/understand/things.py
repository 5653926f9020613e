"""The thing wanted, where the catalog has no category for it: "ukulele", "hdmi cable".

Found by shape: the noun phrase after asking words, or at the start of a short line, cut at
"with", "for" and the like, without adjectives, colours, sizes and other values. General
nouns for goods (`data/things.txt`) say which of several phrases names the thing.

Source: the last words of the names in Google's product taxonomy, with words of our own.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib.resources import files

from agents.constraints import Kind
from agents.understand.found import Found
from agents.understand.line import Line, Span
from agents.understand.number_words import UNIT_WORDS
from agents.understand.phrases import GUESSED_TYPE, PART_OF_NAME
from agents.understand.thing_words import (
    ADJECTIVAL,
    ASKS,
    ATTRIBUTES,
    BREAKS,
    FORMATS,
    FORMING,
    HELLO,
    LEADING,
    NAMED_IN_TWO,
    NO_HEADS,
    OTHERS,
    PARTITIVE,
    PARTS,
    SEVERAL,
    STAY,
)
from agents.understand.units import is_code, parted, unit_at
from agents.understand.words import ADJECTIVES, ASKING_WORDS, FUNCTION_WORDS, stem
from retrieval.english import ordinary_words

A_THING = 0.75
"""Its last word is a noun for goods."""
BY_SHAPE = 0.45
MOST_WORDS = 4
"""Words of a type's name: "chip variety pack"."""
FRAGMENT = 8
"""Tokens of a line without asking words that may be a noun phrase alone."""


FRAGMENT_SHOWN = 3
"""Words of a line that names another thing than those on the screen."""


@cache
def _things() -> frozenset[str]:
    listed = (files("agents") / "data" / "things.txt").read_text(encoding="utf-8")
    return frozenset(listed.split())


def is_thing(word: str) -> bool:
    """Tell whether `word` is a noun for goods in any shop."""
    return stem(word) in _things()


def find_things(
    line: Line, found: list[Found], features: list[Found], shown: bool
) -> tuple[list[Found], list[Found]]:
    """Return the thing asked for that is no category, and `found` without what it contradicts.

    Args:
        line: The utterance.
        found: Values of the catalog in it, with known and unknown colours and materials.
        features: Properties that are not the catalog's: never part of the thing's name.
        shown: Whether products are on the screen: a bare fragment then may be of them.

    Returns:
        At most one thing, and the values that still hold: in "a cover for my stool" and in
        "a stool cover" no stool is wanted.
    """
    found = [f for f in found if not _holds_thing(line, f)]
    found = [_certain(f, found) for f in _compounded(line, found)]
    for start, asked in _starts(line, shown):
        phrase = _phrase_at(line, start, [*found, *features])
        if phrase is None:
            continue
        thing = _thing_in(line, phrase, [*found, *features], asked)
        if thing is not None:
            return [thing], _without_others(line, found, thing, phrase)
        if any(f.kind in _TYPES and f.span.within(phrase) for f in found):
            return [], found
    return [], found


def _compounded(line: Line, found: list[Found]) -> list[Found]:
    """Leave out a category that only says which of another: no dog food in "a dog food bowl"."""
    kept: list[Found] = []
    for each in found:
        before = kept[-1] if kept else None
        beside = before is not None and before.span.stop == each.span.start
        if (
            before is not None
            and beside
            and before.kind is each.kind is Kind.CATEGORY
            and before.wanted
            and each.strength >= _OTHER_NAME
            and line.norm(each.span.stop - 1) not in SEVERAL
            and not parted(line, each.span.start)
            and not line.norm(each.span.start - 1).endswith("s")
        ):
            kept.pop()
        kept.append(each)
    return kept


def _holds_thing(line: Line, each: Found) -> bool:
    """Tell whether a type only says how a thing is packed: "a bottle of shampoo"."""
    at = each.span.stop
    of = line.norm(at) == "of" and at + 1 < len(line.tokens)
    alone = each.kind is Kind.CATEGORY and each.span.stop - each.span.start == 1
    return alone and of and line.norm(at - 1) in PARTITIVE | SEVERAL


def _certain(each: Found, found: list[Found]) -> Found:
    """Take back a doubt about a type where the strange word before it belongs to a colour."""
    guessed = each.kind is Kind.CATEGORY and not each.hard and each.strength <= GUESSED_TYPE
    told = (Kind.COLOUR, Kind.MATERIAL)
    if not guessed or not any(f.span.stop == each.span.start and f.kind in told for f in found):
        return each
    return replace(each, hard=True, keep_words=False, strength=PART_OF_NAME)


_TYPES = (Kind.CATEGORY, Kind.DEPARTMENT)


def _starts(line: Line, shown: bool) -> Iterator[tuple[int, bool]]:
    """Yield where the noun phrase that names the thing may begin, and whether it was asked for."""
    asked = [span.stop for _, span in line.find(ASKS)]
    for stop in asked:
        yield stop, True
    first = next((i for i, t in enumerate(line.tokens) if t.norm not in HELLO), 0)
    if not asked and shown and _names_goods(line, first):
        yield first, False
        return
    opens = line.norm(first) in ("a", "an") or line.norm(first) not in FUNCTION_WORDS
    if not asked and not shown and (len(line.tokens) <= FRAGMENT or opens):
        yield first, False


def _names_goods(line: Line, first: int) -> bool:
    """Tell whether a line only names goods, and no part of what is shown: "a couch"."""
    words = [t.norm for t in line.tokens[first:]]
    while words and words[-1] in ("please", "then", "instead", "now"):
        words.pop()
    if not words:
        return False
    cut = any(i and parted(line, first + i) for i in range(len(words)))
    if cut or (BREAKS | OTHERS) & frozenset(words):
        return False
    opened = words[0] in ("a", "an", "some", "any", "actually", "maybe", "now")
    while words and words[0] in LEADING | {"actually", "maybe", "now", "any"}:
        words.pop(0)
    if not words or len(words) > FRAGMENT_SHOWN:
        return False
    head = words[-1]
    plural = head.endswith("s") and stem(head) != head
    named = is_thing(head) and stem(head) not in PARTS and head not in NO_HEADS
    return named and (opened or plural)


def _phrase_at(line: Line, start: int, found: list[Found]) -> Span | None:
    """Return the noun phrase from `start`, its determiners and counts cut."""
    i = start
    while i < len(line.tokens):
        word = line.norm(i)
        measuring = i > start and line.tokens[i - 1].value is not None and word in _MEASURING
        if word == "size" and i > start:
            measuring = True
        unit = unit_at(line, i)
        coded = unit.start == i and unit.stop > i + 1 and line.tokens[i].value is not None
        if word not in LEADING and line.tokens[i].value is None and not measuring:
            break
        # "34w", "10-pack", but of "7-piece" and the like nothing is lost either.
        i = unit.stop if coded else i + 1
    begin = i
    while i < len(line.tokens):
        word = line.norm(i)
        cut = i > begin and parted(line, i)
        if cut and any(mark in line.tokens[i].before for mark in ".?!;:"):
            break
        if word == "of" and line.norm(i - 1) in PARTITIVE and i > begin:
            if i - 1 > begin and _names(line, i - 2, found):
                break  # "organic seeds pack of six"
            return _phrase_at(line, i + 1, found)
        value = any(f.span.start <= i < f.span.stop for f in found)
        if cut or word in ("and", "or"):
            if _names(line, i - 1, found):
                break
        elif (line.norm(i - 1), word) in NAMED_IN_TWO or _is_format(line, i):
            pass
        elif word == "to" and line.norm(i - 1) in _ENDS and line.norm(i + 1) in _ENDS:
            pass  # "male to male hdmi cable"
        elif word in BREAKS and not value and not line.tokens[i].joined:
            break
        i += 1
    return Span(begin, i) if i > begin else None


def _is_format(line: Line, i: int) -> bool:
    """Tell whether "size" is about the kind of thing that follows: "a travel size bottle"."""
    return line.norm(i) in ("size", "sized") and line.norm(i - 1) in FORMATS


def _names_type(i: int, found: list[Found]) -> bool:
    return any(f.kind is Kind.CATEGORY and f.span.stop == i + 1 for f in found)


def _names(line: Line, i: int, found: list[Found]) -> bool:
    """Tell whether token `i` may end the name of a thing: nothing after its comma belongs to it."""
    value = next((f for f in found if f.span.start <= i < f.span.stop), None)
    if value is not None:
        return value.kind in _TYPES
    return is_thing(line.norm(i)) and line.norm(i) not in NO_HEADS | ATTRIBUTES


_ENDS = frozenset({"male", "female", "usb", "hdmi", "vga", "c"})
_MEASURING = UNIT_WORDS | {"by", "x", "long", "wide", "tall", "plus"}


def _thing_in(line: Line, phrase: Span, found: list[Found], asked: bool) -> Found | None:
    """Return the thing that a noun phrase names; None where a category or nothing does."""
    stop = phrase.stop
    while stop > phrase.start and _trails(line, stop - 1, found):
        stop -= 1
    if asked:
        stop = _last_noun(line, Span(phrase.start, stop), found)
    if stop == phrase.start:
        return None
    head = stop - 1
    of_head = next((f for f in found if f.span.start <= head < f.span.stop), None)
    if of_head is not None and not _is_guess(line, of_head, phrase, found):
        return None
    goods = _is_goods(line, head)
    if not _may_name(line, head, phrase, goods):
        return None
    if line.norm(head) in SEVERAL and _names_type(head - 1, found):
        return None  # "a duvet cover set"
    if not goods:
        typed = any(f.kind in _TYPES and f.span.within(phrase) for f in found)
        strange = line.norm(head) not in ordinary_words() and head == phrase.start
        if typed or not (asked or strange):
            return None  # "tents quickly", "boots men"
    start = head if of_head is None else max(of_head.span.start, phrase.start)
    while start > phrase.start and stop - start < MOST_WORDS and _modifies(line, start - 1, found):
        start -= 1
    span = Span(start, stop)
    if of_head is not None and of_head.span == span and of_head.hard:
        return None
    strength = A_THING if goods else BY_SHAPE
    value = line.text_of(span)
    return Found(Kind.TYPE, (value,), span, strength, keep_words=True, known=False)


def _is_goods(line: Line, head: int) -> bool:
    return (line.norm(head - 1), line.norm(head)) in NAMED_IN_TWO or is_thing(line.norm(head))


def _may_name(line: Line, head: int, phrase: Span, goods: bool) -> bool:
    """Tell whether token `head` is a noun that can name a thing."""
    word = line.norm(head)
    if (line.norm(head - 1), word) in NAMED_IN_TWO:
        return True
    if not word.isalpha() or word in NO_HEADS | FUNCTION_WORDS:
        return False
    if goods:
        return word not in ADJECTIVES | ATTRIBUTES or head > phrase.start
    strange = not (ADJECTIVAL.search(word) and word in ordinary_words())
    return strange and word not in ADJECTIVES | ATTRIBUTES | ASKING_WORDS


def _last_noun(line: Line, phrase: Span, found: list[Found]) -> int:
    """Return where the name ends in "an hdmi cable left angle": after the last noun for goods."""
    head = phrase.stop - 1
    told = any(f.span.start <= head < f.span.stop for f in found)
    typed = any(f.kind in _TYPES and f.span.within(phrase) for f in found)
    plural = line.norm(head).endswith("s")
    if head < phrase.start or told or typed or plural or _is_goods(line, head):
        return phrase.stop
    nouns = [i for i in range(phrase.start, head) if _names(line, i, found)]
    return nouns[-1] + 1 if nouns else phrase.stop


def _trails(line: Line, i: int, found: list[Found]) -> bool:
    """Tell whether token `i` at the end of a phrase says no more of the thing's name."""
    value = next((f for f in found if f.span.start <= i < f.span.stop), None)
    word = line.norm(i)
    if (line.norm(i - 1), word) in NAMED_IN_TWO:
        return False
    if value is not None:
        noun = value.kind is Kind.FEATURE and value.span.stop - value.span.start == 1
        return value.kind not in _TYPES and not (noun and is_thing(word))
    if is_thing(word) and word not in NO_HEADS:
        return False
    return line.tokens[i].value is not None or word in NO_HEADS or is_code(line, unit_at(line, i))


def _is_guess(line: Line, of_head: Found, phrase: Span, found: list[Found]) -> bool:
    """Tell whether the category found is only the end of another thing's name: "laundry bags"."""
    if of_head.kind is Kind.FEATURE:
        return True
    if of_head.kind is Kind.DEPARTMENT:
        start = of_head.span.start - 1
        return of_head.hard and start >= phrase.start and _modifies(line, start, found)
    if of_head.kind is not Kind.CATEGORY or of_head.strength > _OTHER_NAME:
        return False
    before = of_head.span.start - 1
    if before < phrase.start or line.tokens[before + 1].before.strip("-"):
        return False
    other = next((f for f in found if f.span.start <= before < f.span.stop), None)
    if other is not None and other.kind is Kind.FEATURE:
        return not of_head.hard
    if other is not None:
        singular = not line.norm(before).endswith("s") or stem(line.norm(before)) == line.norm(
            before
        )
        return other.kind is Kind.CATEGORY and singular
    if of_head.strength > _END_OF_NAME:
        # "Wall lamp" is no lamp of this shop, though "lamp" is another name of some.
        alone = of_head.span.stop - of_head.span.start == 1
        return alone and is_thing(line.norm(before)) and _modifies(line, before, found)
    return not of_head.hard


_END_OF_NAME = PART_OF_NAME
_OTHER_NAME = 0.85


def _modifies(line: Line, i: int, found: list[Found]) -> bool:
    """Tell whether token `i` is a noun before the thing that says which: "cupcake" topper."""
    word = line.norm(i)
    value = next((f for f in found if f.span.start <= i < f.span.stop), None)
    if value is not None and (value.kind not in _TYPES or not value.span.within(Span(i, i + 1))):
        return False
    if line.tokens[i + 1].before.strip("-"):
        return False
    if line.tokens[i].value is not None or not word.isalpha() or is_code(line, unit_at(line, i)):
        return False
    if word in (ADJECTIVES | ATTRIBUTES | FUNCTION_WORDS | ASKING_WORDS | LEADING) - FORMING:
        return False
    if word in UNIT_WORDS and i > 0 and line.tokens[i - 1].value is not None:
        return False
    return word in STAY | FORMING or not ADJECTIVAL.search(word)


def _without_others(line: Line, found: list[Found], thing: Found, phrase: Span) -> list[Found]:
    """Leave out the types that `thing` contradicts: those in its phrase, and what it is for."""
    kept = []
    for each in found:
        typed = each.kind is Kind.CATEGORY or (
            # A boat shoe is a shoe, a shoe rack is none.
            each.kind is Kind.DEPARTMENT and each.hard and each.span.stop < phrase.stop
        )
        inside = each.span.within(phrase)
        near = {line.norm(each.span.start - k) for k in range(1, 6)}
        place = each.span.start - thing.span.stop >= 0 and bool(near & OTHERS)
        guessed = typed and not each.hard
        if typed and (inside or place or guessed or each.span.stop <= thing.span.start):
            continue
        if each.span.overlaps(thing.span) and each.kind is not Kind.DEPARTMENT:
            continue
        kept.append(each)
    return kept
