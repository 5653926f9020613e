"""How written words sound: English letter-to-sound rules of our own, no dictionary.

A pronunciation is a string with one character a phone. It serves to compare what a
recogniser wrote with the terms of a shop: invented brands are in no dictionary, and the
recogniser spells them by the same habits that these rules have, so that both sides err
alike. Coarse on purpose: stress is not kept, vowels are rough.

    p b t d k g f v T s z S Z C J m n N l r w y h     consonants (T thin, S ship, Z measure,
                                                      C chip, J jam, N sing)
    a e i o u @   A E I O U W Y                       cat bed sit hot cup about;
                                                      day see by go too now boy
"""

import re
from functools import lru_cache

from speech.sound_alike.irregular import IRREGULAR

VOWELS = frozenset("aeiou@AEIOUWY")

_WORD = re.compile(r"[a-z']+|\d+|&")
_SOFT = "[eiy]"

# (letters, what stands before, what comes after, phones); the first that fits is taken.
# "^" and "$" are the word's ends; the longest letters come first for each position.
_RULES: tuple[tuple[str, str, str, str], ...] = (
    ("tion", "", "", "S@n"), ("ssion", "", "", "S@n"), ("sion", "", "", "Z@n"),
    ("cial", "", "", "S@l"), ("tial", "", "", "S@l"), ("cious", "", "", "S@s"),
    ("tious", "", "", "S@s"), ("ture", "", "($|s$|d$)", "C@r"), ("eigh", "", "", "A"),
    ("aigh", "", "", "A"), ("augh", "", "", "o"), ("ough", "", "", "O"), ("eau", "", "", "O"),
    ("igh", "", "", "I"), ("tch", "", "", "C"), ("sch", "", "", "S"), ("dg", "", _SOFT, "J"),
    ("que", "", "$", "k"), ("gue", "", "$", "g"), ("air", "", "", "er"), ("are", "", "$", "er"),
    ("ear", "", "", "Er"), ("eer", "", "", "Er"), ("ier", "", "$", "E@r"), ("our", "", "", "Or"),
    ("oar", "", "", "Or"), ("oor", "", "", "Or"), ("ore", "", "$", "Or"), ("ire", "", "$", "I@r"),
    ("ure", "", "$", "Ur"), ("ere", "", "$", "Er"), ("ies", "", "$", "Ez"), ("ied", "", "$", "Ed"),
    ("ing", "", "$", "iN"), ("ous", "", "$", "@s"), ("ness", "", "$", "n@s"),
    ("age", "[aeiouy].*[^aeiouy]", "$", "iJ"), ("ey", "", "$", "E"), ("ie", "", "$", "E"),
    ("le", "[^aeiouylrw]", "$", "@l"), ("les", "[^aeiouylrw]", "$", "@lz"),
    ("ed", "[td]", "$", "@d"), ("ed", "[aeiouy].*[^aeiouytd]", "$", "d"),
    ("es", "(s|x|z|ch|sh|ss)", "$", "@z"), ("es", "[aeiouy].*[^aeiouy]", "$", "s"),
    ("e", "[aeiouy].*[^aeiouy]", "$", ""), ("e", "[aeiouy].*[^aeiouy]", "(ly|less|ful|ness)$", ""),
    ("ph", "", "", "f"), ("gh", "^", "", "g"), ("gh", "", "", ""), ("kn", "^", "", "n"),
    ("gn", "^", "", "n"), ("gn", "", "(s?$)", "n"), ("wr", "^", "", "r"), ("ps", "^", "", "s"),
    ("rh", "", "", "r"), ("wh", "", "", "w"), ("qu", "", "", "kw"), ("mb", "", "s?$", "m"),
    ("ch", "", "[rl]", "k"), ("ch", "", "", "C"), ("ck", "", "", "k"), ("sh", "", "", "S"),
    ("th", "", "", "T"), ("zh", "", "", "Z"), ("cc", "", _SOFT, "ks"), ("sc", "", _SOFT, "s"),
    ("gg", "", "", "g"), ("ng", "", "$", "N"), ("ng", "", "s$", "N"), ("ng", "", _SOFT, "nJ"),
    ("ng", "", "", "Ng"), ("nk", "", "", "Nk"), ("nc", "", "[^eiyh]", "Nk"), ("zz", "", "", "ts"),
    ("ai", "", "", "A"), ("ay", "", "", "A"), ("ei", "", "", "A"), ("ea", "", "", "E"),
    ("ee", "", "", "E"), ("oa", "", "", "O"), ("oe", "", "s?$", "O"), ("oo", "", "", "U"),
    ("ou", "", "", "W"), ("ow", "", "s?$", "O"), ("ow", "", "", "W"), ("oi", "", "", "Y"),
    ("oy", "", "", "Y"), ("au", "", "", "o"), ("aw", "", "", "o"), ("eu", "", "", "U"),
    ("ew", "", "", "U"), ("ue", "", "", "U"), ("ui", "", "", "U"), ("ae", "", "", "A"),
    ("ar", "", "([^aeiouyr]|$)", "or"), ("or", "w", "[^aeiouyr]", "@r"),
    ("or", "", "([^aeiouyr]|$)", "Or"),
    ("er", "", "", "@r"), ("ir", "", "", "@r"), ("ur", "", "", "@r"), ("yr", "", "", "@r"),
    ("a", "w", "[^wkgx]", "o"), ("a", "", "[^aeiouywx](e$|es$|ed$)", "A"),
    ("e", "", "[^aeiouywx](e$|es$|ed$)", "E"), ("i", "", "[^aeiouywx](e$|es$|ed$)", "I"),
    ("o", "", "[^aeiouywx](e$|es$|ed$)", "O"), ("u", "", "[^aeiouywx](e$|es$|ed$)", "U"),
    ("y", "", "[^aeiouywx](e$|es$|ed$)", "I"),
    ("a", "", "ste(s|d)?$", "A"), ("a", "", "ble$", "A"), ("i", "", "nd(s|ed)?$", "I"),
    ("o", "", "l[dt]", "O"), ("a", "", "l[lkdt]", "o"),
    ("a", "", "$", "@"), ("i", "", "$", "E"), ("o", "", "s?$", "O"), ("u", "", "$", "U"),
    ("y", "[aeiou].*", "s?$", "E"), ("y", "^[^aeiou]*", "$", "I"), ("y", "", "[aeiou]", "y"),
    ("y", "", "", "i"), ("e", "^[^aeiouy]*", "$", "E"),
    ("c", "", _SOFT, "s"), ("c", "", "", "k"), ("q", "", "", "k"), ("x", "^", "", "z"),
    ("x", "", "", "ks"), ("j", "", "", "J"), ("g", "[aeiouy].*", "e?[iy]?$", "g"),
    ("g", "", "e", "J"), ("g", "", "[iy]", "J"), ("h", "[aeiou]", "([^aeiouy]|$)", ""),
    ("s", "[aeiouylmnrbdgvw]", "$", "z"), ("w", "[aeiou]", "([^aeiouy]|$)", ""), ("'", "", "", ""),
)  # fmt: skip

_PLAIN = frozenset("abdefghiklmnoprstuvwz")

_VOWEL = "".join(sorted(VOWELS))
_SWALLOWED = re.compile(rf"([{_VOWEL}].*[^{_VOWEL}])[aeiou]([^{_VOWEL}]+)$")
"""The short vowel of the last syllable, where another comes before it."""

_Compiled = tuple[str, re.Pattern[str] | None, re.Pattern[str] | None, str]


def _compile() -> dict[str, tuple[_Compiled, ...]]:
    by_letter: dict[str, list[_Compiled]] = {}
    for letters, before, after, phones in _RULES:
        left = re.compile(f"(?:{before})$") if before else None
        right = re.compile(after) if after else None
        by_letter.setdefault(letters[0], []).append((letters, left, right, phones))
    return {
        letter: tuple(sorted(rules, key=lambda rule: -len(rule[0])))
        for letter, rules in by_letter.items()
    }


_BY_LETTER = _compile()


@lru_cache(maxsize=65_536)
def phones_of_word(word: str) -> str:
    """Return the phones of one lower-case word; "" for what has no letters."""
    known = IRREGULAR.get(word)
    if known is not None:
        return known
    phones: list[str] = []
    at = 0
    while at < len(word):
        step, said = _next(word, at)
        phones.append(said)
        at += step
    return _without_doubles("".join(phones))


def phones_of(text: str) -> str:
    """Return the phones of a text as one string: where words part is not heard.

    Args:
        text: Words in any case; what is neither letter nor "&" is left out.
    """
    words = _WORD.findall(text.lower())
    return "".join("and" if word == "&" else phones_of_word(word) for word in words)


def pronunciations(text: str) -> tuple[str, ...]:
    """Return the ways to say a name, the likeliest first.

    A last "e" may be sounded ("Nike", "Adobe"), and the last vowel of a longer word is often
    swallowed ("Dunnock", "Oddfell").
    """
    ways = [phones_of(text)]
    ways.extend(_SWALLOWED.sub(r"\1@\2", way) for way in ways[:1])
    last = text.lower().split()[-1] if text.split() else ""
    if len(last) > 3 and last.endswith("e") and last[-2] not in "aeiouyl":
        ways.append(phones_of(text) + "E")
    return tuple(dict.fromkeys(ways))


def _next(word: str, at: int) -> tuple[int, str]:
    for letters, left, right, phones in _BY_LETTER.get(word[at], ()):
        if not word.startswith(letters, at):
            continue
        if left is not None and not left.search(word, 0, at):
            continue
        if right is not None and not right.match(word, at + len(letters)):
            continue
        return len(letters), phones
    letter = word[at]
    return 1, letter if letter in _PLAIN else ""


def _without_doubles(phones: str) -> str:
    return "".join(phone for i, phone in enumerate(phones) if not i or phone != phones[i - 1])
