"""Which phrases mean which values of a catalog: a table, built once.

Product types are entered by full name, by synonym, and by the end of the name
("boots" for "hiking boots"); colours and materials with near values for those
that the catalog lacks. How phrases are found in an utterance is `lexicon`.
"""

from collections import defaultdict
from dataclasses import dataclass, replace

from agents.constraints import Kind
from agents.understand import synonyms
from agents.understand.feature_forms import forms_of
from agents.understand.sizes import canonical
from agents.understand.tokens import norms
from agents.understand.wider import WIDER as WIDER_NAMES
from agents.understand.words import ASKING_WORDS, FUNCTION_WORDS, stem
from retrieval.english import ordinary_words
from retrieval.terms import Field
from retrieval.vocabulary import Vocabulary
from retrieval.wordset import wordset

OWN_WORDS = 0.95
SYNONYM = 0.85
PART_OF_NAME = 0.8
GUESSED_TYPE = 0.5
WIDER = 0.75
"""A name of what the catalog keeps under a wider one; above a guess, below its own words."""

Key = tuple[str, ...]

_NO_HEADS = wordset(
    "set accessory kit pack supply product item care part gear good piece holder organizer cover "
    "stuff thing system tool free home one car kitchen tree box food machine"
)
"""Last words that say too little of a type to stand for it."""

_HEADS_IN_PLURAL = wordset(
    "can light bank case ball bar drive mill card stand block pit band mat rack book serum glass "
    "short"
)
"""Last words that mean other things in the singular: "light proof", "my bank", "in case"."""

OTHER_THINGS = wordset("sleeping punching tea trash garbage bean dog cat pet puppy bird fish")
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
_DEPARTMENTS_OF_THINGS = wordset(
    "shoes toys electronics luggage stationery clothing clothes furniture appliances books "
    "groceries footwear jewelry bags games tools"
)
"""Departments named after what is in them: "show me toys" asks for any of it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a phrase can mean."""

    kind: Kind
    values: tuple[str, ...]
    strength: float
    literal: Key | None = None
    """The words must be spelled so; None when singular and plural are one."""
    needs_context: bool = False
    keep_words: bool = False
    """Whether the words say more than the value: "sneakers" in a shop of shoes."""


class Phrases:
    """Entries of one catalog by the stems of their words."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.entries: defaultdict[Key, list[Entry]] = defaultdict(list)
        self._counts = vocabulary.values
        self.values = {name: tuple(vocabulary.values[name]) for name in Field}
        self.categories = {stems_of(v): v for v in self.values[Field.CATEGORY]}
        self._features = {stems_of(v) for v in self.values[Field.FEATURE]}
        self._add_categories()
        self._add_narrower()
        self._add_simple(Kind.BRAND, Field.BRAND)
        self._add_near(Kind.COLOUR, Field.COLOUR, synonyms.COLOURS)
        self._add_near(Kind.MATERIAL, Field.MATERIAL, synonyms.MATERIALS)
        self._add_features()
        self._add_audiences()
        self._add_departments()
        for entries in self.entries.values():
            entries.sort(key=lambda e: (_PRIORITY[e.kind], -e.strength, -self._weight(e)))

    def _weight(self, entry: Entry) -> int:
        return sum(self._counts[Field(entry.kind.value)].get(v, 0) for v in entry.values)

    def _add(self, key: Key, entry: Entry) -> None:
        if key and not any(e.kind is entry.kind for e in self.entries[key]):
            self.entries[key].append(entry)

    def _add_categories(self) -> None:
        for key, value in self.categories.items():
            entry = Entry(Kind.CATEGORY, (value,), OWN_WORDS)
            self._add(key, entry)
            if len(key) == 2:
                joined = stem("".join(norms(value)))
                self._add((joined,), entry)
        endings: defaultdict[Key, list[str]] = defaultdict(list)
        for key, value in self.categories.items():
            for cut in range(1, len(key)):
                if "and" not in key[cut:] and "for" not in key:
                    endings[key[cut:]].append(value)
        departments = {stems_of(v) for v in self.values[Field.DEPARTMENT]}
        for group in synonyms.CATEGORIES:
            names = [norms(name) for name in group.split(",")]
            keys = [tuple(stem(word) for word in name) for name in names]
            exact = [self.categories[key] for key in keys if key in self.categories]
            near = [v for key in keys for v in endings.get(key, ())]
            near = exact or [v for v in near if stems_of(v)[0] not in OTHER_THINGS]
            for name, key in zip(names, keys, strict=True):
                # A name that ends other names has its own meaning; exact synonyms add to it.
                own = endings.get(key, [])
                values = [*own, *exact] if own and exact else [] if own else near
                if values and key not in self.categories and not self._featured(key):
                    self._extend(key, name, values)
        for key, values in endings.items():
            if key in self.categories or (len(key) == 1 and key[0] in _NO_HEADS):
                continue
            same = [v for v in values if stems_of(v)[0] not in OTHER_THINGS]
            if key in departments:
                continue  # "shoes" and "toys" are all of the department
            same = same or values
            # "watering cans" must not make a product of every "can".
            literal = norms(values[0])[-1:] if key[0] in _HEADS_IN_PLURAL else None
            unique = tuple(dict.fromkeys(same))
            self._add(key, Entry(Kind.CATEGORY, unique, PART_OF_NAME, literal))

    def _add_narrower(self) -> None:
        """Add names of goods that the catalog keeps under a wider name."""
        narrower: defaultdict[Key, list[str]] = defaultdict(list)
        for wide, names in WIDER_NAMES:
            keys = (stems_of(name) for name in wide.split(","))
            values = [self.categories[key] for key in keys if key in self.categories]
            for name in names.split(","):
                narrower[stems_of(name)].extend(values)
        for key, values in narrower.items():
            if values and not self._category_of(key) and not self._featured(key):
                unique = tuple(dict.fromkeys(values))
                self._add(key, Entry(Kind.CATEGORY, unique, WIDER, keep_words=True))
        departments = {stems_of(v) for v in self.values[Field.DEPARTMENT]}
        held_under: defaultdict[Key, list[str]] = defaultdict(list)
        for wide, names in WIDER_NAMES:
            held = [v for name in names.split(",") for v in self._category_of(stems_of(name))]
            for key in (stems_of(name) for name in wide.split(",")):
                held_under[key].extend(held)
        for key, values in held_under.items():
            unique = tuple(dict.fromkeys(values))
            if len(unique) > 1 and key not in departments and not self._category_of(key):
                # "Tops" in a shop that has tees and tanks.
                self._add(key, Entry(Kind.CATEGORY, unique, WIDER))

    def _category_of(self, key: Key) -> tuple[str, ...]:
        entries = self.entries.get(key, ())
        return next((e.values for e in entries if e.kind is Kind.CATEGORY), ())

    def _featured(self, key: Key) -> bool:
        """Tell whether `key` is a feature and a type: "mechanical keyboards" says both."""
        return any(key[:cut] in self._features and key[cut:] in self.categories
                   for cut in range(1, len(key)))  # fmt: skip

    def _extend(self, key: Key, name: Key, values: list[str]) -> None:
        """Add `values` to what `key` may mean: "pots" are saucepans and planters."""
        for i, entry in enumerate(self.entries[key]):
            if entry.kind is Kind.CATEGORY:
                merged = tuple(dict.fromkeys((*entry.values, *values)))
                self.entries[key][i] = replace(entry, values=merged)
                return
        literal = name if name[-1] in synonyms.ONLY_PLURAL else None
        unique = tuple(dict.fromkeys(values))
        self.entries[key].append(Entry(Kind.CATEGORY, unique, SYNONYM, literal))

    def _add_simple(self, kind: Kind, name: Field) -> None:
        english = ordinary_words()
        for value in self.values[name]:
            key = norms(value)
            common = len(key) == 1 and (key[0] in english or stem(key[0]) in english)
            entry = Entry(kind, (value,), OWN_WORDS, needs_context=common)
            self._add(tuple(stem(word) for word in key), entry)
            if len(key) == 2:
                self._add((stem("".join(key)),), entry)

    def _add_near(self, kind: Kind, name: Field, near: tuple[tuple[str, str], ...]) -> None:
        """Add colours or materials, spelled as they are, and near values for missing ones."""
        have = {norms(value): value for value in self.values[name]}
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
        have = {stems_of(value): value for value in self.values[Field.FEATURE]}
        sizes = {canonical(size) for size in self.values[Field.SIZE]} | {"s", "m", "l"}
        people = {word for _, words in synonyms.AUDIENCES for word in words.split()}
        for key, value in have.items():
            names_people = set(norms(value)) <= people | FUNCTION_WORDS
            if canonical(value) in sizes or (len(key) == 1 and key[0].isdigit()):
                continue  # "medium" is a size before it is a roast
            if not names_people and not set(key) <= FUNCTION_WORDS | ASKING_WORDS:
                self._add(key, Entry(Kind.FEATURE, (value,), OWN_WORDS))
            if key[-1] == "free" and len(key) == 2:
                for without in ("without", "no", "without any"):
                    free = Entry(Kind.FEATURE, (value,), SYNONYM)
                    self._add((*without.split(), stem(key[0])), free)
        for key, value in have.items():
            forms = [stems_of(form) for form in forms_of(value)]
            if self._category_of(key):  # "with a heel", where heels are shoes of their own
                # "Do you have heels" asks for the shoes, "it should have a heel" for the feature.
                had = (("with",), *((verb, "a") for verb in ("with", "have", "has", "having")))
                forms += [(*words, *key) for words in had]
            for form in forms:
                if form not in have:
                    self._add(form, Entry(Kind.FEATURE, (value,), SYNONYM))
        for group in synonyms.FEATURES:
            names = [stems_of(name) for name in group.split(",")]
            values = tuple(dict.fromkeys(have[name] for name in names if name in have))
            for name in names:
                if values and name not in have:
                    self._add(name, Entry(Kind.FEATURE, values, SYNONYM))

    def _add_audiences(self) -> None:
        have = {value.lower(): value for value in self.values[Field.AUDIENCE]}
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
                kept = [e for e in self.entries[key] if e.kind is Kind.AUDIENCE]
                if not any(e.literal == literal for e in kept):
                    self.entries[key].append(
                        Entry(Kind.AUDIENCE, (value,), OWN_WORDS, literal, needs_context=asks)
                    )
        for name, value in have.items():
            self._add(stems_of(name), Entry(Kind.AUDIENCE, (value,), OWN_WORDS))

    def _add_departments(self) -> None:
        for value in self.values[Field.DEPARTMENT]:
            key = stems_of(value)
            for part in (" ".join(key), *" ".join(key).split(" and ")):
                noun = value.lower() in _DEPARTMENTS_OF_THINGS
                entry = Entry(Kind.DEPARTMENT, (value,), OWN_WORDS, needs_context=not noun)
                self._add(tuple(part.split()), entry)


def stems_of(phrase: str) -> Key:
    """Return the key of a phrase."""
    return tuple(stem(word) for word in norms(phrase))


def _present(names: str, have: dict[Key, str]) -> list[str]:
    """Return the catalog's values among comma-parted `names`."""
    keys = (norms(name) for name in names.split(","))
    return [have[key] for key in keys if key in have]
