"""What announces a number, told by its sound: "older number", "zip cold", "cardis", "myzokot".

Words are compared by a key of their consonants, those that are easily taken for one another as
one (after Soundex, Russell, 1918). Only what stands right before figures is looked at, and only
where no word there announces them already.
"""

from difflib import SequenceMatcher
from functools import lru_cache

from assistant.redaction.heads import CARD_HEADS, PHONE_HEADS
from assistant.redaction.numbers import SHOPS_OWN
from assistant.redaction.tokens import Tokens, word_set

_CLASSES = {
    letter: str(number)
    for number, letters in enumerate(("bpfv", "cgjkqsxz", "dt", "l", "mn", "r"), 1)
    for letter in letters
}
_ANNOUNCERS = (
    "card number", "debit card", "credit card", "zip code", "my zip code", "postcode",
    "order number", "my order number", "phone number", "my phone number", "cell phone",
    "telephone number", "mobile number", "security code", "tracking number", "account number",
    "confirmation number", "reference number", "membership number", "customer number",
    "social security number", "expiry date", "expiration date", "card expires", "card is",
)  # fmt: skip
_PLAIN = word_set("is 's was are : , - . it 's its number's um uh as be")
"""May stand between an announcement and its figures."""
_ALREADY = (
    (CARD_HEADS | PHONE_HEADS | SHOPS_OWN | word_set(
        """
        order zip code postcode postal security account tracking confirmation reference membership
        member customer social iban expires expiry expiration pin cvv cvc lot batch page room
        channel road street avenue box ticket invoice license licence passport flight part
        """
    )) - {"number", "code", "call", "message", "express", "charge"}
)  # fmt: skip
"""A word that announces figures itself, whatever it announces."""
_WORDS_MOST = 4
_BACK_MOST = 4
_KEY_SURE = 6
"""Length of a key in which one sound may be another."""
_KEY_LEAST = 4
_ALIKE = 0.5
"""Likeness of the letters: "my zokot" and "my zip code" are half alike, "choose the" is not."""

_LASTS = ("5516", "323", "123", "2632")


@lru_cache(maxsize=20_000)
def sound_of(word: str) -> str:
    """Return the key of a word in lower case: "code" and "goat" are "23"."""
    key, last = "", ""
    for letter in word:
        now = _CLASSES.get(letter, "")
        if now and now != last:
            key += now
        last = now if letter not in "hw" else last
    return key


_EXACT = {"ibanez": "iban", "ibans": "iban", "eyeban": "iban", "cbb": "cvv", "ccb": "cvv"}
"""Words that are too short to be told by their sounds."""
_KEYS = {"".join(map(sound_of, text.split())): text for text in _ANNOUNCERS}
_FULL = {key: text for key, text in _KEYS.items() if len(key) >= _KEY_LEAST}


@lru_cache(maxsize=20_000)
def may_announce(word: str) -> bool:
    """Say whether a word may end what is heard for an announcement: "lumber", "cold", "zokot"."""
    return word in _EXACT or any(sound_of(word).endswith(end) for end in _LASTS)


def announcer_before(tokens: Tokens, place: int) -> tuple[int, int, str] | None:
    """Return where the words right before some figures begin and end that sound like an announcer.

    Args:
        tokens: Of the text.
        place: Of the first figure.

    Returns:
        Place of the first word, place behind the last, and what they stand for; or None.
    """
    after = place
    while place - after < _BACK_MOST and tokens.at(after - 1) in _PLAIN:
        after -= 1
    words: list[str] = []
    best: tuple[int, int, str] | None = None
    for first in range(after - 1, max(-1, after - 1 - _WORDS_MOST), -1):
        word = tokens.low[first]
        if not word.isalpha() or word in _ALREADY:
            return best
        if not words and word in _EXACT:
            return first, after, _EXACT[word]
        words.insert(0, word)
        meant = _meant("".join(map(sound_of, words)))
        if meant is not None and _is_like(words, meant):
            best = (first, after, meant)
    return best


def _is_like(words: list[str], meant: str) -> bool:
    """Say whether words are written a little as what they stand for, too."""
    return SequenceMatcher(None, "".join(words), meant.replace(" ", "")).ratio() >= _ALIKE


@lru_cache(maxsize=20_000)
def _meant(key: str) -> str | None:
    if key in _FULL:
        return _FULL[key]
    if len(key) < _KEY_LEAST:
        return None
    near = [
        text
        for other, text in _FULL.items()
        if len(other) >= _KEY_SURE - 2 * (text[-8:] == "zip code") and _is_one_off(key, other)
    ]
    return min(near, key=len) if near else None


def _is_one_off(one: str, other: str) -> bool:
    """Say whether two keys differ by one sound that is another, lacks or is too many."""
    if abs(len(one) - len(other)) > 1:
        return False
    same = 0
    while same < min(len(one), len(other)) and one[same] == other[same]:
        same += 1
    rest, left = one[same:], other[same:]
    return rest[1:] == left[1:] or rest[1:] == left or rest == left[1:]
