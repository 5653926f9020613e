"""The catalog's words, and other words for them, as phrases to look for.

Built once per vocabulary. Longest phrase first; product types are found by
their full name, by a synonym, or by the end of the name ("boots" for "hiking
boots"). Does not read prices, sizes or polarity.
"""

from collections import defaultdict
from dataclasses import dataclass, replace

from agents.constraints import Kind
from agents.understand import synonyms
from agents.understand.found import Found
from agents.understand.line import Line, Span
from agents.understand.tokens import norms
from agents.understand.words import (
    ADJECTIVES,
    ASKING_WORDS,
    FUNCTION_WORDS,
    OBJECTIVE,
    SUBJECTIVE,
    ordinary_words,
    stem,
)
from retrieval.query import Field
from retrieval.vocabulary import Vocabulary

OWN_WORDS = 0.95
SYNONYM = 0.85
PART_OF_NAME = 0.8
GUESSED_TYPE = 0.5

Key = tuple[str, ...]

_NO_HEADS = frozenset(
    "set accessory kit pack supply product item care part gear good piece holder organizer cover "
    "stuff thing system tool free home one".split()
)
"""Last words that say too little of a type to stand for it."""

_HEADS_IN_PLURAL = frozenset(
    "can light bank case ball bar drive mill card stand block pit band mat rack book serum".split()
)
"""Last words that mean other things in the singular: "light proof", "my bank", "in case"."""

_OTHER_THINGS = frozenset(
    "sleeping punching tea trash garbage bean dog cat pet puppy bird fish".split()
)
"""First words that make another thing of the last one: a sleeping bag is no bag."""

_PRIORITY = {
    Kind.CATEGORY: 0,
    Kind.MATERIAL: 1,
    Kind.COLOUR: 1,
    Kind.BRAND: 2,
    Kind.DEPARTMENT: 3,
    Kind.FEATURE: 4,
    Kind.AUDIENCE: 5,
}
_BEFORE_BRAND = frozenset("by from called brand not except than like love either any of".split())
_AFTER_BRAND = frozenset("brand one ones products stuff".split())


@dataclass(frozen=True, slots=True)
class Entry:
    """What a phrase can mean."""

    kind: Kind
    values: tuple[str, ...]
    strength: float
    literal: Key | None = None
    """The words must be spelled so; None when singular and plural are one."""
    needs_context: bool = False


class Lexicon:
    """Phrases of one catalog."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._entries: defaultdict[Key, list[Entry]] = defaultdict(list)
        self._counts = vocabulary.values
        self._values = {name: tuple(vocabulary.values[name]) for name in Field}
        self._categories = {_stems(v): v for v in self._values[Field.CATEGORY]}
        self._add_categories()
        self._add_simple(Kind.BRAND, Field.BRAND)
        self._add_near(Kind.COLOUR, Field.COLOUR, synonyms.COLOURS)
        self._add_near(Kind.MATERIAL, Field.MATERIAL, synonyms.MATERIALS)
        self._add_features()
        self._add_audiences()
        self._add_departments()
        for entries in self._entries.values():
            entries.sort(key=lambda e: (_PRIORITY[e.kind], -e.strength, -self._weight(e)))
        self._longest = max((len(key) for key in self._entries), default=1)
        self.words = frozenset(word for key in self._entries for word in key)
        """Stems of every word of every phrase."""

    @property
    def brands(self) -> tuple[str, ...]:
        return self._values[Field.BRAND]

    def category(self, phrase: str) -> tuple[str, ...]:
        """Return the categories that `phrase` names, () if none."""
        entries = self._entries.get(_stems(phrase), [])
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
            after_value = bool(found) and found[-1].span.stop == i
            match = self._at(line, stems, i, after_value)
            if match is None:
                i += 1
                continue
            found.append(match)
            i = match.span.stop
        return _without_places(line, self._with_purpose(line, stems, found))

    def _at(self, line: Line, stems: Key, i: int, after_value: bool) -> Found | None:
        """Return the longest phrase that begins at token `i`."""
        for length in range(min(self._longest, len(stems) - i), 0, -1):
            span = Span(i, i + length)
            if any(mark in t.before for t in line.tokens[i + 1 : span.stop] for mark in ",.?!;"):
                continue
            entries = self._entries.get(stems[i : span.stop], ())
            if not entries and length == 2:
                entries = self._entries.get((stem(line.norm(i) + line.norm(i + 1)),), ())
            for entry in entries:
                if entry.literal is not None and entry.literal != tuple(
                    t.norm for t in line.tokens[i : span.stop]
                ):
                    continue
                if self._fits(entry, line, span):
                    return self._found(entry, line, span, after_value)
        return None

    def _fits(self, entry: Entry, line: Line, span: Span) -> bool:
        """Tell whether the words around `span` allow an entry that needs it."""
        if not entry.needs_context:
            return True
        before, after = line.norm(span.start - 1), line.norm(span.stop)
        noun_after = bool(after) and any(
            e.kind is Kind.CATEGORY for e in self._entries.get((stem(after),), ())
        )
        if entry.kind is Kind.COLOUR:
            whole = span == line.whole
            return whole or before == "in" or after in ("color", "one", "ones") or noun_after
        if entry.kind is Kind.BRAND:
            token = line.tokens[span.start]
            mid_capital = token.capital and span.start > 0 and not any(
                mark in token.before for mark in ".?!"
            )
            named = before in _BEFORE_BRAND or after in _AFTER_BRAND
            return named or mid_capital or (noun_after and before in ("", "a", "the"))
        if entry.kind is Kind.DEPARTMENT:
            return after in _GEAR or span == line.whole or _for_a_place(line, span)
        if entry.kind is Kind.AUDIENCE:
            near = {line.norm(span.start - k) for k in (1, 2, 3, 4)}
            return bool(near & {"for", "my", "our", "his", "her"})
        return True

    def _found(self, entry: Entry, line: Line, span: Span, after_value: bool) -> Found:
        hard, keep, strength = True, False, entry.strength
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

    def _with_purpose(self, line: Line, stems: Key, found: list[Found]) -> list[Found]:
        """Read "boots for hiking" as the type "hiking boots" where the catalog has it."""
        read: list[Found] = []
        for match in found:
            if match.kind is not Kind.CATEGORY or line.norm(match.span.stop) != "for":
                read.append(match)
                continue
            at = match.span.stop + 1
            if line.norm(at) in ("the", "my", "a"):
                at += 1
            head = stems[match.span.start : match.span.stop]
            value = self._categories.get((*stems[at : at + 1], *head))
            if value is None:
                read.append(match)
            else:
                span = Span(match.span.start, at + 1)
                read.append(replace(match, values=(value,), span=span, hard=True,
                                    keep_words=False, strength=OWN_WORDS))  # fmt: skip
        # What the purpose swallowed must not be found again.
        kept: list[Found] = []
        for match in read:
            if not kept or match.span.start >= kept[-1].span.stop:
                kept.append(match)
        return kept

    def _weight(self, entry: Entry) -> int:
        return sum(self._counts[Field(entry.kind.value)].get(v, 0) for v in entry.values)

    def _add(self, key: Key, entry: Entry) -> None:
        if key and not any(e.kind is entry.kind for e in self._entries[key]):
            self._entries[key].append(entry)

    def _add_categories(self) -> None:
        for key, value in self._categories.items():
            entry = Entry(Kind.CATEGORY, (value,), OWN_WORDS)
            self._add(key, entry)
            if len(key) == 2:
                joined = stem("".join(norms(value)))
                self._add((joined,), entry)
        endings: defaultdict[Key, list[str]] = defaultdict(list)
        for key, value in self._categories.items():
            for cut in range(1, len(key)):
                if "and" not in key[cut:] and "for" not in key:
                    endings[key[cut:]].append(value)
        departments = {_stems(v) for v in self._values[Field.DEPARTMENT]}
        for group in synonyms.CATEGORIES:
            names = [norms(name) for name in group.split(",")]
            keys = [tuple(stem(word) for word in name) for name in names]
            exact = [self._categories[key] for key in keys if key in self._categories]
            near = [v for key in keys for v in endings.get(key, ())]
            near = exact or [v for v in near if _stems(v)[0] not in _OTHER_THINGS]
            for name, key in zip(names, keys, strict=True):
                # A name that ends other names has its own meaning; exact synonyms add to it.
                own = endings.get(key, [])
                values = [*own, *exact] if own and exact else [] if own else near
                if values and key not in self._categories:
                    self._extend(key, name, values)
        for key, values in endings.items():
            if key in self._categories or (len(key) == 1 and key[0] in _NO_HEADS):
                continue
            same = [v for v in values if _stems(v)[0] not in _OTHER_THINGS]
            if key in departments:
                continue  # "shoes" and "toys" are all of the department
            same = same or values
            # "watering cans" must not make a product of every "can".
            literal = (f"{key[0]}s",) if key[0] in _HEADS_IN_PLURAL else None
            unique = tuple(dict.fromkeys(same))
            self._add(key, Entry(Kind.CATEGORY, unique, PART_OF_NAME, literal))

    def _extend(self, key: Key, name: Key, values: list[str]) -> None:
        """Add `values` to what `key` may mean: "pots" are saucepans and planters."""
        for i, entry in enumerate(self._entries[key]):
            if entry.kind is Kind.CATEGORY:
                merged = tuple(dict.fromkeys((*entry.values, *values)))
                self._entries[key][i] = replace(entry, values=merged)
                return
        literal = name if name[-1] in synonyms.ONLY_PLURAL else None
        unique = tuple(dict.fromkeys(values))
        self._entries[key].append(Entry(Kind.CATEGORY, unique, SYNONYM, literal))

    def _add_simple(self, kind: Kind, name: Field) -> None:
        english = ordinary_words()
        for value in self._values[name]:
            key = norms(value)
            common = len(key) == 1 and (key[0] in english or stem(key[0]) in english)
            entry = Entry(kind, (value,), OWN_WORDS, needs_context=common)
            self._add(tuple(stem(word) for word in key), entry)
            if len(key) == 2:
                self._add((stem("".join(key)),), entry)

    def _add_near(
        self, kind: Kind, name: Field, near: tuple[tuple[str, str], ...]
    ) -> None:
        """Add colours or materials, spelled as they are, and near values for missing ones."""
        have = {norms(value): value for value in self._values[name]}
        heads: defaultdict[Key, list[str]] = defaultdict(list)
        for key, value in have.items():
            if len(key) > 1 and key[0] not in synonyms.NOT_THE_REAL and kind is Kind.MATERIAL:
                heads[key[-1:]].append(value)
        for key, value in have.items():
            values = [value, *heads.get(key, [])]
            if key[0] in synonyms.WIDE_MATERIALS:
                values += _present(dict(near).get(key[0], ""), have)
            ambiguous = kind is Kind.COLOUR and " ".join(key) in synonyms.AMBIGUOUS_COLOURS
            self._add_literal(key, kind, values, OWN_WORDS, needs_context=ambiguous)
        for key, head_values in heads.items():
            if key not in have:
                self._add_literal(key, kind, head_values, PART_OF_NAME)
        for word, others in near:
            key = norms(word)
            if key not in have and (values := _present(others, have)):
                ambiguous = kind is Kind.COLOUR and word in synonyms.AMBIGUOUS_COLOURS
                self._add_literal(key, kind, values, SYNONYM, needs_context=ambiguous)

    def _add_literal(
        self, key: Key, kind: Kind, values: list[str], strength: float, needs_context: bool = False
    ) -> None:
        unique = tuple(dict.fromkeys(values))
        entry = Entry(kind, unique, strength, literal=key, needs_context=needs_context)
        self._add(tuple(stem(word) for word in key), entry)

    def _add_features(self) -> None:
        have = {_stems(value): value for value in self._values[Field.FEATURE]}
        people = {word for _, words in synonyms.AUDIENCES for word in words.split()}
        for key, value in have.items():
            names_people = set(norms(value)) <= people | FUNCTION_WORDS
            if not names_people and not set(key) <= FUNCTION_WORDS | ASKING_WORDS:
                self._add(key, Entry(Kind.FEATURE, (value,), OWN_WORDS))
        for group in synonyms.FEATURES:
            names = [_stems(name) for name in group.split(",")]
            values = tuple(dict.fromkeys(have[name] for name in names if name in have))
            for name in names:
                if values and name not in have:
                    self._add(name, Entry(Kind.FEATURE, values, SYNONYM))

    def _add_audiences(self) -> None:
        have = {value.lower(): value for value in self._values[Field.AUDIENCE]}
        narrower = {
            word: have[name]
            for name, words in synonyms.NARROWER_AUDIENCES.items()
            for word in words
            if name in have
        }
        for name, words in synonyms.AUDIENCES:
            for word in words.split():
                value = narrower.get(word, have.get(name))
                if value is None:
                    continue
                asks = word in synonyms.RELATION_WORDS
                key = (stem(word),)
                literal = (word,)
                kept = [e for e in self._entries[key] if e.kind is Kind.AUDIENCE]
                if not any(e.literal == literal for e in kept):
                    self._entries[key].append(
                        Entry(Kind.AUDIENCE, (value,), OWN_WORDS, literal, needs_context=asks)
                    )
        for name, value in have.items():
            self._add(_stems(name), Entry(Kind.AUDIENCE, (value,), OWN_WORDS))

    def _add_departments(self) -> None:
        for value in self._values[Field.DEPARTMENT]:
            key = _stems(value)
            for part in (" ".join(key), *" ".join(key).split(" and ")):
                noun = value.lower() in _DEPARTMENTS_OF_THINGS
                entry = Entry(Kind.DEPARTMENT, (value,), OWN_WORDS, needs_context=not noun)
                self._add(tuple(part.split()), entry)


_GEAR = frozenset(
    "gear stuff things items products supplies department section equipment accessories essentials "
    "goods clothes clothing wear furniture decor".split()
)
_DEPARTMENTS_OF_THINGS = frozenset(
    "shoes toys electronics luggage stationery clothing clothes furniture appliances books "
    "groceries footwear jewelry bags games tools".split()
)
"""Departments named after what is in them: "show me toys" asks for any of it."""


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


_TO_A_PLACE = frozenset("for on under in beside behind near match matches fit with".split())
_OWNING = frozenset("my the our his her their a an".split())


def _without_places(line: Line, found: list[Found]) -> list[Found]:
    """Leave out the second type of "a lamp for my bedside table": that is where it goes."""
    kept: list[Found] = []
    for each in found:
        typed = [f for f in kept if f.kind is Kind.CATEGORY]
        before = (line.norm(each.span.start - 2), line.norm(each.span.start - 1))
        place = before[0] in _TO_A_PLACE and before[1] in _OWNING
        near = bool(typed) and each.span.start - typed[-1].span.stop <= 4
        if each.kind is Kind.CATEGORY and place and near:
            continue
        with_it = "with" in (line.norm(each.span.start - k) for k in (1, 2, 3))
        if each.kind is Kind.CATEGORY and each.strength <= PART_OF_NAME and with_it:
            # "a stool with a steel frame": a part of the thing, not the thing.
            each = replace(each, hard=False, keep_words=True, strength=GUESSED_TYPE)
        kept.append(each)
    return kept


def _stems(phrase: str) -> Key:
    return tuple(stem(word) for word in norms(phrase))


def _present(names: str, have: dict[Key, str]) -> list[str]:
    """Return the catalog's values among comma-parted `names`."""
    keys = (norms(name) for name in names.split(","))
    return [have[key] for key in keys if key in have]
