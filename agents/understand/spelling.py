"""Repair of misheard and mistyped catalog words.

A word is only changed when it is no ordinary English word and comes close to a
word of the catalog, by letters or by sound. Ordinary words are left alone: the
recogniser's own bias is the place to hear "not Nike" in "not night".
"""

import re
from collections import defaultdict
from dataclasses import replace
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from agents.understand.colour_words import BASES as COLOURS
from agents.understand.lexicon import Lexicon
from agents.understand.line import Line
from agents.understand.material_words import BASES as MATERIALS
from agents.understand.phrases import Key
from agents.understand.things import is_thing
from agents.understand.tokens import Token, norms
from agents.understand.words import FUNCTION_WORDS, stem
from retrieval.english import ordinary_words
from retrieval.terms import Field
from retrieval.wordset import wordset

MAX_REPAIRS = 4
"""Words repaired of one utterance: each costs a scan of the catalog's words (0.1 to 0.4 ms)."""
MIN_LETTERS = 5
SPELLING_CUTOFF = 0.80
"""Shares of letters kept: one slip in five letters, two in ten."""
BRAND_CUTOFF = 0.74
SOUND_CUTOFF = 0.65
"""For a brand that sounds the same: "kelldon" for "Keldan"."""
TWO_WORD_CUTOFF = 0.80
NAMED_CUTOFF = 0.70
NAMED_SOUND_CUTOFF = 0.78
NAMED_LEAST = 0.5
"""After "by" or "from" a word that is none is a brand misheard: of 6 brands that Whisper base
misheard, these bounds bring back 4 ("acolarc", "tableund", "torving", "zimbo"), none wrongly."""

SPOKEN_CUTOFF = 0.5
"""Letters in common of words said alike: "swade" and "suede" have three of five."""
COMPOUND_LETTERS = 7
LETTERS_IN_PAIR = 4
PAIR_CUTOFF = 0.78
"""Of a pair such as "desk lamp" one word may differ by one letter in five ("clamp")."""
ONLY_PAIRS = 3
ONLY_CUTOFF = 0.6
"""More of a feature where the other word hardly stands elsewhere: "moist canceling"."""

_NAMING = wordset("by from brand not called except any")


class Speller:
    """Repairs words to those of one catalog."""

    def __init__(self, lexicon: Lexicon) -> None:
        english = ordinary_words()
        self._known = lexicon.words
        self._keys = lexicon.keys
        self._features = lexicon.features
        self._beside: defaultdict[str, set[Key]] = defaultdict(set)
        for key in lexicon.keys:
            long = all(len(w) >= LETTERS_IN_PAIR and w not in FUNCTION_WORDS for w in key)
            if len(key) == 2 and long:
                self._beside[key[0]].add(key)
                self._beside[key[1]].add(key)
        self._targets = sorted(w for w in lexicon.words if len(w) >= MIN_LETTERS and w.isalpha())
        self._brands = {
            "".join(key): key
            for key in (norms(brand) for brand in lexicon.brands)
            if key and sum(map(len, key)) >= 4
        }
        self._joined = tuple(self._brands)
        self._by_sound: defaultdict[str, list[str]] = defaultdict(list)
        for joined in self._joined:
            self._by_sound[sound(joined)].append(joined)
        self._by_speech: defaultdict[str, list[str]] = defaultdict(list)
        for value in (*lexicon.values(Field.MATERIAL), *lexicon.values(Field.COLOUR)):
            for word in norms(value):
                if len(word) >= MIN_LETTERS and word.isalpha() and word not in FUNCTION_WORDS:
                    self._by_speech[spoken(word)].append(word)
        self._english = english
        self._nearest = lru_cache(maxsize=4096)(self._search)
        self._nearest_named = lru_cache(maxsize=4096)(self._search_named)
        self._nearest_pair = lru_cache(maxsize=4096)(self._search_pair)

    def repair(self, line: Line, titles: tuple[str, ...] = ()) -> Line:
        """Return `line` with misspelled catalog words replaced; the same line if there are none.

        Args:
            line: The utterance.
            titles: Of products shown: their words are names and spelled as they should be.
        """
        names = _names(titles)
        tokens = list(line.tokens)
        repaired: list[Token] = []
        left = MAX_REPAIRS
        i = 0
        while i < len(tokens):
            token = tokens[i]
            compound = self._compound(tokens, i)
            if compound:
                repaired.append(replace(token, norm=compound, end=tokens[i + 1].end))
                i += 2
                continue
            if token.norm in names:
                repaired.append(token)
                i += 1
                continue
            beside = self._in_pair(tokens, i) if left else None
            if beside:
                left -= 1
                token = replace(token, norm=beside)
                tokens[i] = token
            pair = self._two_words(tokens, i) if left else ()
            if pair:
                left -= 1
                last = tokens[i + 1]
                repaired.extend(replace(token, norm=word, end=last.end) for word in pair)
                i += 2
                continue
            if left and self._doubtful(token.norm):
                left -= 1
                words = self._nearest(token.norm) or self._named(tokens, i) or (token.norm,)
                if token.capital and i and tokens[i - 1].norm == "the" and self._goods(words):
                    words = (token.norm,)  # "the Nettle" is a name, and no kettle
                repaired.extend(replace(token, norm=word) for word in words)
            else:
                repaired.append(token)
            i += 1
        new = tuple(repaired)
        return line if new == line.tokens else Line.of(line.original, new)

    def _goods(self, words: tuple[str, ...]) -> bool:
        return words not in self._brands.values() and is_thing(words[-1])

    def _compound(self, tokens: list[Token], i: int) -> str | None:
        """Return the word that was written as two: "dish washer" for "dishwasher"."""
        if i + 1 >= len(tokens) or tokens[i + 1].before.strip("-"):
            return None
        first, second = tokens[i].norm, tokens[i + 1].norm
        joined = first + second
        if len(joined) < COMPOUND_LETTERS or not joined.isalpha():
            return None
        if {first, second} & FUNCTION_WORDS or stem(joined) not in self._known:
            return None
        return None if (stem(first), stem(second)) in self._keys else joined

    def _in_pair(self, tokens: list[Token], i: int) -> str | None:
        """Return the word that the one beside it asks for: "desk lamp" for "desk clamp"."""
        word = stem(tokens[i].norm)
        if len(word) < LETTERS_IN_PAIR or word in self._known or not word.isalpha():
            return None
        best, most = None, 0.0
        for at, place in ((i - 1, 1), (i + 1, 0)):
            if not 0 <= at < len(tokens) or tokens[max(i, at)].before.strip("-"):
                continue
            for key in self._beside.get(stem(tokens[at].norm), ()):
                if key[1 - place] != stem(tokens[at].norm):
                    continue
                alone = len(self._beside[key[1 - place]]) <= ONLY_PAIRS and key in self._features
                score = OSA.normalized_similarity(word, key[place])
                if score >= (ONLY_CUTOFF if alone else PAIR_CUTOFF) and score > most:
                    best, most = key[place], score
        return best

    def _doubtful(self, word: str) -> bool:
        if len(word) < MIN_LETTERS or not word.isascii() or not word.isalpha():
            return False
        root = stem(word)
        return not (
            root in self._known
            or is_thing(word)
            or word in COLOURS
            or word in MATERIALS
            or word in self._english
            or root in self._english
            or _root_is_english(word, self._english)
        )

    def _named(self, tokens: list[Token], i: int) -> tuple[str, ...]:
        """Return the brand for a strange word after "by" or "from": it can hardly be another."""
        if i == 0 or tokens[i - 1].norm not in _NAMING:
            return ()
        return self._nearest_named(tokens[i].norm)

    def _search_named(self, word: str) -> tuple[str, ...]:
        heard = sound(word)
        best, most = "", 0.0
        for joined in self._joined:
            letters = OSA.normalized_similarity(word, joined)
            sounds = OSA.normalized_similarity(heard, sound(joined))
            if (letters >= NAMED_CUTOFF or sounds >= NAMED_SOUND_CUTOFF) and letters >= NAMED_LEAST:
                score = letters + sounds
                best, most = (joined, score) if score > most else (best, most)
        return self._brands[best] if best else ()

    def _search(self, word: str) -> tuple[str, ...]:
        """Return the words to read for `word`, () to leave it."""
        brand = self._brand(word, BRAND_CUTOFF)
        best = process.extractOne(
            stem(word),
            self._targets,
            scorer=OSA.normalized_similarity,
            score_cutoff=SPELLING_CUTOFF,
        )
        if best is not None and (brand is None or best[1] >= brand[1]):
            return (best[0],)
        return brand[0] if brand else self._as_spoken(word)

    def _as_spoken(self, word: str) -> tuple[str, ...]:
        """Return the material or colour that is said like `word`: "swade" for "suede"."""
        alike = {
            target: OSA.normalized_similarity(word, target)
            for target in self._by_speech.get(spoken(word), ())
        }
        best = max(alike, key=lambda target: alike[target], default=None)
        return (best,) if best is not None and alike[best] >= SPOKEN_CUTOFF else ()

    def _brand(self, word: str, cutoff: float) -> tuple[tuple[str, ...], float] | None:
        best = process.extractOne(
            word, self._joined, scorer=OSA.normalized_similarity, score_cutoff=cutoff
        )
        for joined in self._by_sound.get(sound(word), ()):
            score = OSA.normalized_similarity(word, joined)
            if score >= SOUND_CUTOFF and (best is None or score > best[1]):
                best = (joined, score, 0)
        return None if best is None else (self._brands[best[0]], best[1])

    def _two_words(self, tokens: list[Token], i: int) -> tuple[str, ...]:
        """Return the brand that was heard as two words: "tarn home" for "Tarnholm"."""
        if i + 1 >= len(tokens) or tokens[i + 1].before.strip("-"):
            return ()
        first, second = tokens[i].norm, tokens[i + 1].norm
        if tokens[i + 1].before == "-" and first.isalpha() and second.isalpha():
            # A recogniser joins what it took for one name: "the all-strand" for "Ullstrand".
            key = (stem(first), stem(second))
            brand = () if key in self._keys else self._nearest_pair(first + second)
            return brand if (first, second) != brand else ()
        if not (first.isalpha() and second.isalpha()) or len(first) < 3 or len(second) < 2:
            return ()
        if len(first) + len(second) < 6 or {first, second} & FUNCTION_WORDS:
            return ()
        if stem(first) in self._known or stem(second) in self._known:
            return ()
        named = i > 0 and tokens[i - 1].norm in _NAMING
        unusual = first not in self._english or second not in self._english
        followed = i + 2 < len(tokens) and tokens[i + 2].norm in ("one", "ones", "brand")
        if not (named or unusual or followed):
            return ()
        brand = self._nearest_pair(first + second)
        return brand if (first, second) != brand else ()

    def _search_pair(self, joined: str) -> tuple[str, ...]:
        found = self._brand(joined, TWO_WORD_CUTOFF)
        return found[0] if found else ()


@lru_cache(maxsize=256)
def _names(titles: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for title in titles for word in norms(title))


def _root_is_english(word: str, english: frozenset[str]) -> bool:
    """Tell whether `word` is an ordinary word with an ending: "insulating", "sturdier"."""
    for ending in ("ing", "ed", "er", "est", "ly", "able", "ness", "less", "y", "ish", "ier"):
        if word.endswith(ending):
            root = word[: -len(ending)]
            if len(root) >= 3 and (
                root in english or root + "e" in english or root + "y" in english
            ):
                return True
            if len(root) >= 4 and root[-1] == root[-2] and root[:-1] in english:
                return True
    return False


_SPOKEN = (
    (re.compile(r"(?<=[sgk])u(?=[aei])"), "w"), (re.compile("qu"), "kw"), (re.compile("ph"), "f"),
    (re.compile("ck|kh|q|c(?![eiyh])"), "k"), (re.compile("c(?=[eiy])|z"), "s"),
    (re.compile("sch|tch|ch|sh|ti(?=on)"), "S"), (re.compile("x"), "ks"), (re.compile("v"), "f"),
    (re.compile("e$"), ""), (re.compile("[aeiouy]+"), "a"), (re.compile(r"(.)\1+"), r"\1"),
)  # fmt: skip


def spoken(word: str) -> str:
    """Return `word` as it is said, its vowels alike: "suede" and "swade" are both "swad"."""
    key = word.lower()
    for spelling, heard in _SPOKEN:
        key = spelling.sub(heard, key)
    return key


_SAME_SOUND = (
    ("ph", "f"), ("ck", "k"), ("wr", "r"), ("kn", "n"), ("gh", "g"), ("wh", "w"), ("qu", "kw"),
    ("x", "ks"), ("sch", "sh"), ("tch", "ch"), ("ce", "se"), ("ci", "si"), ("cy", "si"),
    ("z", "s"), ("v", "f"), ("d", "t"), ("b", "p"), ("g", "k"), ("c", "k"), ("q", "k"), ("h", ""),
)  # fmt: skip


def sound(word: str) -> str:
    """Return the consonants of `word` as they sound, doubled ones once.

    A coarse key of our own: voiced and voiceless consonants meet, as a
    recogniser confuses them; vowels and "h", "w", "y" after the first letter go.
    """
    key = word.lower()
    for spelling, heard in _SAME_SOUND:
        key = key.replace(spelling, heard)
    if not key:
        return ""
    first = "a" if key[0] in "aeiouy" else key[0]
    rest = [c for c in key[1:] if c not in "aeiouwy"]
    out = [first]
    for c in rest:
        if c != out[-1]:
            out.append(c)
    return "".join(out)
