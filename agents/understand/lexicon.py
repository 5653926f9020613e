"""Finds the catalog's words, and other words for them, in an utterance.

Longest phrase first, by the table of `phrases`; the words around a phrase say
whether an ambiguous one counts. Does not read prices, sizes or polarity.
"""

from collections.abc import Sequence
from dataclasses import replace

from agents.constraints import Kind
from agents.understand.found import Found
from agents.understand.line import Line, Span
from agents.understand.phrases import (
    GUESSED_TYPE,
    OWN_WORDS,
    PART_OF_NAME,
    Entry,
    Key,
    Phrases,
    stems_of,
)
from agents.understand.tokens import norms
from agents.understand.words import (
    ADJECTIVES,
    FUNCTION_WORDS,
    OBJECTIVE,
    SUBJECTIVE,
    stem,
)
from retrieval.english import ordinary_words
from retrieval.terms import Field
from retrieval.vocabulary import Vocabulary
from retrieval.wordset import wordset

_BEFORE_BRAND = wordset("by from called brand not except than like love either any of")
_AFTER_BRAND = wordset("brand one ones products stuff")


class Lexicon:
    """Finds phrases of one catalog."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        phrases = Phrases(vocabulary)
        self._entries = phrases.entries
        self._categories = phrases.categories
        self._values = phrases.values
        self._longest = max((len(key) for key in self._entries), default=1)
        self.keys = frozenset(self._entries)
        """Stems of every phrase."""
        self.features = frozenset(
            key
            for key, entries in self._entries.items()
            if any(e.kind in (Kind.FEATURE, Kind.MATERIAL) for e in entries)
        )
        """Stems of the phrases for features and materials."""
        self.words = frozenset(word for key in self._entries for word in key)
        """Stems of every word of every phrase."""

    @property
    def brands(self) -> tuple[str, ...]:
        return self._values[Field.BRAND]

    def category(self, phrase: str) -> tuple[str, ...]:
        """Return the categories that `phrase` names, () if none."""
        entries = self._entries.get(stems_of(phrase), [])
        return next((e.values for e in entries if e.kind is Kind.CATEGORY), ())

    def values(self, name: Field) -> tuple[str, ...]:
        """Return the catalog's values of a field, the most frequent first."""
        return self._values[name]

    def find(self, line: Line) -> list[Found]:
        """Return every phrase of the catalog in `line`, none overlapping, in order."""
        stems = tuple(stem(t.norm) for t in line.tokens)
        found: list[Found] = []
        i = 0
        while i < len(stems):
            match = self._at(line, stems, i, found)
            if match is None:
                i += 1
                continue
            found.append(match)
            i = match.span.stop
        found = _without_places(line, self._with_purpose(line, stems, found))
        found = self._narrowed(line, stems, found)
        return [_before_its_type(line, each, found) for each in found]

    def _at(self, line: Line, stems: Key, i: int, found: list[Found]) -> Found | None:
        """Return the longest phrase that begins at token `i`."""
        for length in range(min(self._longest, len(stems) - i), 0, -1):
            span = Span(i, i + length)
            if any(_stops(line, at) for at in range(i + 1, span.stop)):
                continue
            entries = self._entries.get(stems[i : span.stop], ())
            if not entries and length == 2:
                entries = self._entries.get((stem(line.norm(i) + line.norm(i + 1)),), ())
            for entry in entries:
                if entry.literal is not None and entry.literal != tuple(
                    t.norm for t in line.tokens[i : span.stop]
                ):
                    continue
                if self._fits(entry, line, span) and not (
                    entry.kind is Kind.CATEGORY and self._rather_colour(entries, line, span, found)
                ):
                    after_value = bool(found) and found[-1].span.stop == i
                    return self._found(entry, line, span, after_value)
        return None

    def _rather_colour(
        self, entries: Sequence[Entry], line: Line, span: Span, found: list[Found]
    ) -> bool:
        """Tell whether the end of a type's name is a colour here: "a blouse in cream"."""
        words = tuple(t.norm for t in line.tokens[span.start : span.stop])
        if not any(e.kind in (Kind.COLOUR, Kind.MATERIAL) and e.literal == words for e in entries):
            return False
        before, after = line.norm(span.start - 1), line.norm(span.stop)
        typed = any(f.kind is Kind.CATEGORY for f in found)
        beside = bool(found) and found[-1].kind in (Kind.COLOUR, Kind.MATERIAL)
        noun_after = any(e.kind is Kind.CATEGORY for e in self._entries.get((stem(after),), ()))
        one = after in ("one", "ones")  # "is the cream one in stock?"
        return one or typed or before in ("in", "or") or noun_after or (beside and before == "and")

    def _fits(self, entry: Entry, line: Line, span: Span) -> bool:
        """Tell whether the words around `span` allow an entry that needs it."""
        if entry.kind is Kind.CATEGORY and _at_most(line, span):
            return False
        if not entry.needs_context:
            return True
        before, after = line.norm(span.start - 1), line.norm(span.stop)
        noun_after = bool(after) and any(
            e.kind is Kind.CATEGORY for e in self._entries.get((stem(after),), ())
        )
        if entry.kind is Kind.COLOUR:
            whole = span == line.whole
            # A recogniser writes "lipstick and berry" for "lipstick in berry".
            noun_before = before == "and" and any(
                e.kind is Kind.CATEGORY
                for e in self._entries.get((stem(line.norm(span.start - 2)),), ())
            )
            return (
                whole
                or before == "in"
                or noun_before
                or after in ("color", "one", "ones")
                or noun_after
            )
        if entry.kind is Kind.BRAND:
            token = line.tokens[span.start]
            mid_capital = (
                token.capital and span.start > 0 and not any(mark in token.before for mark in ".?!")
            )
            named = before in _BEFORE_BRAND or after in _AFTER_BRAND
            return named or mid_capital or (noun_after and before in ("", "a", "the"))
        if entry.kind is Kind.DEPARTMENT:
            key = tuple(stem(t.norm) for t in line.tokens[span.start : span.stop])
            # "for my baby" is who, "for the kitchen" is where.
            person = any(e.kind is Kind.AUDIENCE for e in self._entries[key])
            place = not person and _for_a_place(line, span)
            return after in _GEAR or span == line.whole or place
        if entry.kind is Kind.AUDIENCE:
            near = {line.norm(span.start - k) for k in (1, 2, 3, 4)}
            return bool(near & {"for", "my", "our", "his", "her"}) or _possessive(line, span)
        return True

    def _found(self, entry: Entry, line: Line, span: Span, after_value: bool) -> Found:
        hard, keep, strength = True, entry.keep_words, entry.strength
        if entry.kind is Kind.FEATURE and _matter_of_degree(entry.values[0]):
            hard, keep = False, True
        if entry.kind is Kind.DEPARTMENT:
            hard = not _for_a_place(line, span)
            keep = not hard
        if entry.kind is Kind.CATEGORY and entry.strength == PART_OF_NAME:
            modifier = line.norm(span.start - 1)
            if not after_value and self._unknown_modifier(line, span.start - 1, modifier):
                hard, keep, strength = False, True, GUESSED_TYPE
        values: tuple[str, ...] = entry.values
        return Found(entry.kind, values, span, strength, hard=hard, keep_words=keep)

    def _unknown_modifier(self, line: Line, i: int, word: str) -> bool:
        """Tell whether `word` makes another thing of the type after it: "dining" table."""
        if not word or line.tokens[i + 1].before.strip("-") or line.tokens[i].value is not None:
            return False
        if word in FUNCTION_WORDS or word in ADJECTIVES or (stem(word),) in self._entries:
            return False
        verbs = "show find need want buy get see looking matching add compare other these"
        return word not in verbs.split() and not word.endswith(("able", "ful", "ish", "est", "ly"))

    def _narrowed(self, line: Line, stems: Key, found: list[Found]) -> list[Found]:
        """Let a word that stands alone say which of several types: "a suitcase, a carry-on"."""
        found = [f for f in found if not _named_closer(line, f, found)]
        wide = [f for f in found if f.kind is Kind.CATEGORY and len(f.values) > 1]
        if not wide:
            return found
        taken = {at for f in found for at in range(f.span.start, f.span.stop)}
        kept = list(found)
        for each in wide:
            head = stems[each.span.start : each.span.stop]
            said = {
                value: span
                for value in each.values
                if (span := self._first_words(line, stems, str(value), head, taken)) is not None
            }
            if not said:
                continue
            kept[kept.index(each)] = replace(each, values=tuple(said), strength=OWN_WORDS)
            kept += [
                replace(each, values=(value,), span=span, strength=OWN_WORDS)
                for value, span in said.items()
            ]
            taken |= {at for span in said.values() for at in range(span.start, span.stop)}
        return sorted(kept, key=lambda f: f.span.start)

    def _first_words(
        self, line: Line, stems: Key, value: str, head: Key, taken: set[int]
    ) -> Span | None:
        """Return where the words before the head of a type's name stand as a phrase alone."""
        key = tuple(stem(word) for word in norms(value))
        first = key[: -len(head)]
        if not first or key[-len(head) :] != head:
            return None
        for i in range(len(stems) - len(first) + 1):
            span = Span(i, i + len(first))
            if stems[i : span.stop] != first or taken & set(range(i, span.stop)):
                continue
            start = i - 1 if line.norm(i - 1) in ("a", "an", "the") else i
            opens = start == 0 or "," in line.tokens[start].before
            ends = span.stop == len(stems) or bool(line.tokens[span.stop].before.strip("-"))
            named = line.norm(span.stop) in ("one", "ones", "kind", "type", "style", "sort")
            if (opens and ends) or (start < i and named) or (opens and named):
                return span
        return None

    def _with_purpose(self, line: Line, stems: Key, found: list[Found]) -> list[Found]:
        """Read "boots for hiking" as the type "hiking boots" where the catalog has it."""
        read: list[Found] = []
        for match in found:
            names = match.kind in (Kind.CATEGORY, Kind.DEPARTMENT)
            stop = match.span.stop
            sort_of = match.kind is Kind.DEPARTMENT and line.norm(stop + 1) == "for"
            if sort_of and not line.tokens[stop].before.strip("-"):
                stop += 1  # "a toy mouse for my cat" is one of the cat toys
            if not names or line.norm(stop) not in ("for", "of"):
                read.append(match)
                continue
            at = stop + 1
            while at < match.span.stop + 5 and (
                line.norm(at) in _OWNING or line.norm(at) in ADJECTIVES
            ):
                at += 1
            head = stems[match.span.start : match.span.stop]
            # "Tents for summer": nothing is left that could name a kind of tent.
            purpose = stems[at : at + 1]
            value = self._categories.get((*purpose, *head)) if purpose else None
            if value is None:
                read.append(match)
            else:
                span = Span(match.span.start, at + 1)
                read.append(replace(match, kind=Kind.CATEGORY, values=(value,), span=span,
                                    hard=True, keep_words=stop > match.span.stop,
                                    strength=OWN_WORDS))  # fmt: skip
        # What the purpose swallowed must not be found again.
        kept: list[Found] = []
        for match in read:
            if not kept or match.span.start >= kept[-1].span.stop:
                kept.append(match)
        return kept


def _possessive(line: Line, span: Span) -> bool:
    """Tell whether an owner is named: "a kid's coat"."""
    end = line.tokens[span.stop - 1].end
    near = line.original[max(0, end - 2) : end + 2].lower()
    return "'s" in near or "\u2019s" in near


def _at_most(line: Line, span: Span) -> bool:
    """Tell whether "tops" ends an amount: "two hundred bucks tops"."""
    if line.text_of(span) != "tops" or span.start == 0:
        return False
    before = line.tokens[span.start - 1]
    return before.value is not None or before.norm in _MONEY


_MONEY = wordset("dollars bucks dollar buck euros pounds $ usd")


def _stops(line: Line, i: int) -> bool:
    """Tell whether a phrase ends before token `i`; not within "T.V.s"."""
    before = line.tokens[i].before
    letters = before == "." and len(line.norm(i)) == 1 == len(line.norm(i - 1))
    return not letters and any(mark in before for mark in ",.?!;")


_GEAR = wordset(
    "gear stuff things items products supplies department section equipment accessories essentials "
    "goods clothes clothing wear furniture decor"
)


def _for_a_place(line: Line, span: Span) -> bool:
    """Tell whether a department is only where a thing goes: "for the kitchen"."""
    before = (line.norm(span.start - 2), line.norm(span.start - 1))
    return before[0] in ("for", "in") and before[1] in ("the", "my", "our", "a")


def _matter_of_degree(feature: str) -> bool:
    """Tell whether a feature is vague or an everyday word: "soft", "party", "office"."""
    key = norms(feature)
    if SUBJECTIVE & set(key):
        return True
    return len(key) == 1 and key[0] in ordinary_words() and key[0] not in OBJECTIVE


def _named_closer(line: Line, each: Found, found: Sequence[Found]) -> bool:
    """Tell whether a closer name follows at once: "a suitcase, a carry-on suitcase"."""
    if each.kind is not Kind.CATEGORY or len(each.values) < 2:
        return False
    return any(
        f.kind is Kind.CATEGORY
        and set(f.values) < set(each.values)
        and each.span.stop < len(line.tokens)
        and "," in line.tokens[each.span.stop].before
        and line.text_of(Span(each.span.stop, f.span.start)) in ("", "a", "an", "the")
        for f in found
        if f.span.start >= each.span.stop
    )


def _before_its_type(line: Line, each: Found, found: Sequence[Found]) -> Found:
    """Make a must of an everyday word that stands as a feature before a type.

    Of "a standing desk" and "a travel mug" it is a part of the name; in "a desk for standing"
    it is only a wish. What is a matter of degree stays a wish: "a soft blanket".
    """
    if each.kind is not Kind.FEATURE or each.hard or each.span.stop - each.span.start > 1:
        return each
    if SUBJECTIVE & set(norms(str(each.values[0]))) or line.norm(each.span.start) in ADJECTIVES:
        return each
    beside = any(
        f.kind is Kind.CATEGORY
        and f.hard
        and f.span.start == each.span.stop
        and not line.tokens[f.span.start].before.strip("-")
        for f in found
    )
    return replace(each, hard=True, keep_words=False) if beside else each


_TO_A_PLACE = wordset("for on under in beside behind near match matches fit with")
_OWNING = wordset("my the our his her their a an go going to")


def _is_purpose(line: Line, each: Found) -> bool:
    """Tell whether a type is only what another is used for: "a backpack for travel"."""
    word = line.norm(each.span.stop - 1)
    bare = each.span.stop - each.span.start == 1 and stem(word) == word
    return each.kind is Kind.CATEGORY and bare and line.norm(each.span.start - 1) == "for"


def _without_places(line: Line, found: list[Found]) -> list[Found]:
    """Leave out the second type of "a lamp for my bedside table": that is where it goes."""
    kept: list[Found] = []
    for each in found:
        typed = [f for f in kept if f.kind is Kind.CATEGORY]
        place = any(
            line.norm(at) in _TO_A_PLACE and line.norm(at + 1) in _OWNING
            for at in (each.span.start - 2, each.span.start - 3)
        )
        near = bool(typed) and each.span.start - typed[-1].span.stop <= 4
        if each.kind is Kind.CATEGORY and place and near:
            continue
        if near and _is_purpose(line, each):
            continue
        with_it = "with" in (line.norm(each.span.start - k) for k in (1, 2, 3))
        if each.kind is Kind.CATEGORY and each.strength <= PART_OF_NAME and with_it:
            # "a stool with a steel frame": a part of the thing, not the thing.
            kept.append(replace(each, hard=False, keep_words=True, strength=GUESSED_TYPE))
        else:
            kept.append(each)
    return kept
