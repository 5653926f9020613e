"""How far apart two pronunciations sound.

An edit distance over phones in which near sounds are cheap: voiced and voiceless partners,
neighbouring vowels, a lost "h", a lost stop at the end. The prices were set by hand on what
whisper-base writes for names it does not know, then left alone.
"""

from collections.abc import Iterable
from functools import lru_cache

from speech.sound_alike.pronunciation import VOWELS

_HEIGHT_AND_BACK = {
    "a": (0.9, 0.2), "e": (0.6, 0.1), "i": (0.2, 0.1), "o": (0.9, 0.9), "u": (0.7, 0.6),
    "@": (0.5, 0.5), "A": (0.5, 0.0), "E": (0.0, 0.0), "I": (0.7, 0.3), "O": (0.5, 1.0),
    "U": (0.0, 1.0), "W": (0.8, 0.7), "Y": (0.5, 0.7),
}  # fmt: skip
"""Where in the mouth a vowel is made, 0..1: openness, and how far back."""

_PARTNERS = ("pb", "td", "kg", "fv", "sz", "SZ", "CJ", "CS", "JZ", "Ts", "Tf", "Td", "Nn", "mn")
_KIN = (
    "ptk",
    "bdg",
    "fTsSh",
    "vzZ",
    "mnN",
    "lrwy",
    "tC",
    "dJ",
    "sS",
    "zZ",
    "bv",
    "pf",
    "ks",
    "gJ",
    "kC",
    "kS",
)
_GLIDES = ("wU", "wO", "wu", "yE", "yi", "yI", "r@", "l@", "lO", "lo")

PARTNER = 0.3
KIN = 0.6
STRANGE = 1.0
GLIDE = 0.5
VOWEL_LOST = 0.55
SCHWA_LOST = 0.35
LOST = {"h": 0.3, "t": 0.6, "d": 0.6, "y": 0.4, "w": 0.5, "r": 0.6, "N": 0.7, "n": 0.7}
CONSONANT_LOST = 0.8
BEGINNING = 1.25
"""The first phone is heard best: a difference there costs more."""


def _pairs(groups: Iterable[str], price: float) -> dict[tuple[str, str], float]:
    return {(a, b): price for group in groups for a in group for b in group if a != b}


def _vowel_price(a: str, b: str) -> float:
    (height, back), (other_height, other_back) = _HEIGHT_AND_BACK[a], _HEIGHT_AND_BACK[b]
    return 0.12 + 0.4 * (abs(height - other_height) + abs(back - other_back))


_SWAP: dict[tuple[str, str], float] = {
    **_pairs(_KIN, KIN),
    **_pairs(_PARTNERS, PARTNER),
    **_pairs(_GLIDES, GLIDE),
    **{(a, b): _vowel_price(a, b) for a in VOWELS for b in VOWELS if a != b},
}

_LOSS = {
    **dict.fromkeys("pbtdkgfvTszSZCJmnNlrwyh", CONSONANT_LOST),
    **LOST,
    **dict.fromkeys(VOWELS, VOWEL_LOST),
    "@": SCHWA_LOST,
}


@lru_cache(maxsize=65_536)
def weight(phones: str) -> float:
    """Return what losing all the phones would cost."""
    return sum(_LOSS.get(phone, CONSONANT_LOST) for phone in phones)


def distance(heard: str, meant: str, bound: float = 1.0) -> float:
    """Return how different two pronunciations sound, as a share of the longer.

    Args:
        heard: Phones (`pronunciation.phones_of`), not empty.
        meant: Likewise.
        bound: Above this the exact value is of no interest: 1.0 is returned early.

    Returns:
        0 for the same sounds, about 0.1 for one near sound in a word, 1 for unlike words.
    """
    whole = max(weight(heard), weight(meant))
    if whole == 0.0:
        return 0.0
    limit = bound * whole
    swap, loss = _SWAP, _LOSS
    row = [0.0]
    for phone in meant:
        row.append(row[-1] + loss[phone])
    first = True
    for a in heard:
        lost = loss[a]
        new = [row[0] + lost]
        lowest = new[0]
        for j, b in enumerate(meant):
            if a == b:
                cost = row[j]
            else:
                price = swap.get((a, b), STRANGE)
                cost = row[j] + (price * BEGINNING if first and j == 0 else price)
            cost = min(cost, row[j + 1] + lost, new[j] + loss[b])
            new.append(cost)
            lowest = min(lowest, cost)
        if lowest > limit:
            return 1.0
        row, first = new, False
    return min(1.0, row[-1] / whole)
