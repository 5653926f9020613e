"""What the words of one sheet may mean: its phrases, its names, and the facts behind them.

Built once for a sheet; a clause is then read by looking words up.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from importlib.resources import files

from agents.guard.known import Key, Known, Phrase
from agents.guard.lexicon import (
    audiences,
    colours,
    generic_words,
    is_commercial,
    is_harmless,
    materials,
    sayings,
)
from agents.guard.sheet import SHOP, FactSheet
from agents.guard.text import Token, root, roots, tokens_of
from agents.guard.turn_known import TurnKnown
from agents.guard.units import amounts_in
from agents.reply.names import spoken_name
from agents.reply.stated import Fact
from retrieval.english import ordinary_words

LETTER_SIZES = {
    "s": "small", "m": "medium", "l": "large", "xs": "extra small", "xl": "extra large",
}  # fmt: skip


@cache
def _static() -> dict[str, dict[Phrase, set[Key]]]:
    """Return the phrases of every sheet, by their first word."""
    listed: dict[str, dict[Phrase, set[Key]]] = {}
    for name, saying in sayings().items():
        for phrase in saying.phrases:
            _put(listed, phrase, ("prop", name))
    for kind, words in (
        ("colour", colours()),
        ("material", materials()),
        ("audience", audiences()),
    ):
        for word in words:
            _put(listed, (root(word),), (kind, root(word)))
    for lead in ("vegan", "imitation", "artificial"):
        _put(listed, (lead, "leather"), ("material", "faux leather"))
    return listed


@cache
def idioms() -> dict[str, list[tuple[Phrase, str]]]:
    """Return the phrases of `phrases.txt` by their first word, the longest first."""
    found: dict[str, list[tuple[Phrase, str]]] = {}
    group = ""
    text = (files("agents.guard") / "data" / "phrases.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("# "):
            group = line[2:].strip()
        elif line:
            phrase = tuple(t.low for t in tokens_of(line))
            found.setdefault(phrase[0], []).append((phrase, group))
    for phrases in found.values():
        phrases.sort(key=lambda p: -len(p[0]))
    return found


def _put(listed: dict[str, dict[Phrase, set[Key]]], phrase: Phrase, key: Key) -> None:
    if phrase:
        listed.setdefault(phrase[0], {}).setdefault(phrase, set()).add(key)


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a clause: where it ends, and whose it may be."""

    stop: int
    places: frozenset[int]


@dataclass(slots=True)
class SheetIndex:
    """One sheet, ready for clauses."""

    sheet: FactSheet
    known: tuple[Known, ...] = ()
    spoken: tuple[int, ...] = ()
    """Places of the products that facts speak of; all of them where there are no facts."""
    phrases: dict[str, dict[Phrase, set[Key]]] = field(default_factory=dict)
    names: tuple[Phrase, ...] = ()
    name_words: frozenset[str] = frozenset()
    attribute_words: frozenset[str] = frozenset()
    said: frozenset[str] = frozenset()
    wishes: frozenset[str] = frozenset()
    """Roots of the shopper's words."""
    letters: frozenset[str] = frozenset()
    """Characters beyond ASCII that the products are written with."""
    short: tuple[frozenset[Phrase], ...] = ()
    counts: frozenset[int] = frozenset()
    """Numbers of products that the facts of the whole list state."""
    totals: frozenset[Decimal] = frozenset()
    """What the cart comes to."""
    added: bool = False
    """Whether something went into the cart in this turn."""
    turn: TurnKnown = field(default_factory=TurnKnown)
    compared: tuple[int, ...] = ()
    """Places of the list that "the cheapest" is over."""

    @classmethod
    def of(cls, sheet: FactSheet) -> "SheetIndex":
        """Read a sheet."""
        index = cls(sheet)
        by_id: dict[str, list[Fact]] = {}
        for fact in sheet.facts:
            by_id.setdefault(fact.product_id, []).append(fact)
        index.known = tuple(Known.of(p, tuple(by_id.get(p.id, ()))) for p in sheet.products)
        index.spoken = tuple(
            i for i, p in enumerate(sheet.products) if p.id != SHOP and p.id in by_id
        ) or tuple(range(len(sheet.products)))
        index.attribute_words = frozenset(
            w for known in index.known
            for name in (*known.product.attributes, *known.worded)
            for part in name.casefold().split("_") if len(w := root(part)) > 2
        )  # fmt: skip
        index._learn_names()
        index._learn_phrases()
        index.counts = frozenset(
            int(f.value)
            for f in by_id.get(SHOP, ())
            if f.attribute == "count" and f.value.isdigit()
        )
        index.turn = TurnKnown.of(by_id.get(SHOP, ()), sheet.utterance)
        index.added = any(f.attribute == "added" for f in by_id.get(SHOP, ()))
        index.totals = frozenset(
            a.value for f in by_id.get(SHOP, ()) if f.attribute == "total"
            for a in amounts_in(f.value)[0]
        )  # fmt: skip
        index.compared = tuple(
            i for i, p in enumerate(sheet.products) if not sheet.compared or p.id in sheet.compared
        )
        described = [f.value for f in sheet.facts if f.attribute == "description"]
        said = [
            *sheet.said,
            *described,
            *(f.value for f in by_id.get(SHOP, ()) if len(f.value.split()) > 2),
        ]
        index.said = frozenset(plain(s) for s in said)
        index.wishes = frozenset(roots(sheet.utterance))
        texts = (p.title + (p.brand or "") + "".join(p.colours) for p in sheet.products)
        index.letters = frozenset(c for text in texts for c in text if not c.isascii())
        return index

    def _learn_names(self) -> None:
        names: list[Phrase] = []
        plain_words: set[str] = set()
        for known in self.known:
            title = _before_promises(known.title)
            if known.brand and known.brand[0] not in title:
                title = (*known.brand, *title)
            names.append(title)
            plain_words |= known.category - set(known.brand)
            for phrase in (*known.values, *known.colours, *known.materials):
                plain_words.update(phrase)
        self.names = tuple(names)
        self.name_words = frozenset(
            word
            for name, known in zip(names, self.known, strict=True)
            for word in name
            if not word[0].isdigit()
            and word not in self.attribute_words
            and (word in known.brand or (word not in generic_words() and word not in plain_words))
        )
        self.short = tuple(
            frozenset(
                {roots(spoken_name(k.product, n)) for n in (2, 3)} | {_before_promises(k.title)}
            )
            for k in self.known
        )

    def _learn_phrases(self) -> None:  # noqa: PLR0912 - one rule after another
        words: set[str] = set()
        for known in self.known:
            for phrase in known.values:
                self._learn(phrase, ("value", " ".join(phrase)))
            for name in known.props:
                self._learn_property(name)
            for colour in known.colours:
                self._learn(colour, ("colour", " ".join(colour)))
            for material in known.materials:
                self._learn(material, ("material", " ".join(material)))
            if known.audience:
                self._learn((known.audience,), ("audience", known.audience))
            kind = roots(known.product.category)
            self._learn(kind, ("kind", " ".join(kind)))
            for word in kind:
                if not is_harmless(word):
                    self._learn((word,), ("kind" if word == kind[-1] else "use", word))
            for word in known.title:
                told = word in self.name_words or is_commercial(word)
                if not is_harmless(word) and not told:
                    self._learn((word,), ("title", word))
            for size in known.sizes:
                self._learn_size(size)
            for quantity in known.quantities:
                words |= quantity.words
            for name in (*known.product.attributes, *known.worded):
                words.update(root(w) for w in name.casefold().split("_"))
        self.attribute_words = frozenset(w for w in words if len(w) > 2)

    def _learn_size(self, size: str) -> None:
        phrase = roots(size)
        if len(phrase) > 1 or not size.replace(".", "").isdigit():
            self._learn(phrase, ("size", size))
        long = LETTER_SIZES.get(size)
        if long:
            self._learn(roots(long), ("size", size))

    def _learn_property(self, name: str) -> None:
        key = ("prop", name)
        phrase = roots(name.replace("_", " "))
        self._learn(phrase, key)
        if len(phrase) > 1 and phrase[-1] in ("included", "required"):
            self._learn(phrase[:-1], key)
        if len(phrase) > 1 and phrase[-1] == "resistant":
            self._learn((*phrase[:-1], "resistance"), key)
            self._learn(("resist", *phrase[:-1]), key)
        if len(phrase) > 1 and phrase[-1] == "protection":
            for lead in (("protect", "against"), ("protect", "from"), ("protection", "from")):
                self._learn((*lead, *phrase[:-1]), key)
        if len(phrase) > 1 and phrase[-1] == "free":
            free: tuple[Phrase, ...] = (("free", "of"), ("without",), ("no",))
            for without in free:
                self._learn((*without, *phrase[:-1]), key)

    def _learn(self, phrase: Phrase, key: Key) -> None:
        _put(self.phrases, phrase, key)

    def phrase_at(self, words: list[str], i: int) -> tuple[Phrase, frozenset[Key]] | None:
        """Return the longest phrase that begins with word `i`, and what it may mean.

        Args:
            words: Roots of the clause's tokens.
            i: Where it begins.
        """
        best: Phrase = ()
        for listed in (self.phrases.get(words[i], {}), _static().get(words[i], {})):
            for phrase in listed:
                if len(phrase) > len(best) and tuple(words[i : i + len(phrase)]) == phrase:
                    best = phrase
        if not best:
            return None
        keys = self.phrases.get(best[0], {}).get(best, set()) | _static().get(best[0], {}).get(
            best, set()
        )
        return best, frozenset(keys)

    def name_at(self, tokens: list[Token], words: list[str], i: int) -> Named | None:
        """Return the longest name that begins with token `i`."""
        if i >= len(tokens):
            return None
        runs = dict.fromkeys(range(len(self.names)), 0)
        at, seen, stop = i, [], i
        while at < len(tokens):
            word = words[at]
            if at > i and tokens[at].low in ("&", "/", "(", "-", "'"):
                at += 1
                continue
            nexts = {
                p: self.names[p].index(word, pos) + 1
                for p, pos in runs.items()
                if word in self.names[p][pos:]
            }
            if not nexts:
                break
            runs, stop = nexts, at + 1
            seen.append(at)
            at += 1
        if not seen:
            return None
        phrase = tuple(words[k] for k in seen)
        if not self._is_name([tokens[k] for k in seen], phrase, runs, tokens[i - 1] if i else None):
            return None
        return Named(stop, frozenset(runs))

    def _is_name(
        self, run: list[Token], phrase: Phrase, places: dict[int, int], before: Token | None
    ) -> bool:
        if before is not None and before.low in ("a", "an") and not any(t.capital for t in run):
            return False
        names = [t for t, word in zip(run, phrase, strict=True) if word in self.name_words]
        if names:
            if any(t.low not in ordinary_words() for t in names):
                return True
            capitals = [t for t in names if t.capital]
            if any(not t.first for t in capitals) or (capitals and len(run) > 1):
                return True
        if before is None or before.low != "the" or not (len(run) > 1 or run[0].capital):
            return False
        return any(phrase in self.short[p] for p in places)


def plain(text: str) -> str:
    """Return a sentence for comparing: single spaces, straight quotes, no end mark."""
    straight = text.replace("\u2019", "'").replace("\u2018", "'").casefold()
    return " ".join(straight.split()).rstrip(".,;:!? ")


def _before_promises(title: Phrase) -> Phrase:
    """Return a title up to where the seller promises something in it: no part of a name."""
    at = next((n for n, word in enumerate(title) if n and is_commercial(word)), len(title))
    return title[:at]
