"""What the recogniser of a synthesised log makes of names, and whether that is put right."""

from dataclasses import dataclass
from random import Random
from typing import Final


@dataclass(frozen=True, slots=True)
class Misheard:
    """One name and what is heard for it."""

    name: str
    heard: tuple[str, ...]
    repaired: float
    """How often the transcript is put right afterwards, 0..1."""


MISHEARD: Final = {
    entry.name: entry
    for entry in (
        Misheard("Fernhollow", ("fern hollow", "firm hollow"), 0.95),
        Misheard("Torvane", ("tour vein", "door vane"), 0.9),
        Misheard("Brackmoor", ("black more", "brack more"), 0.85),
        Misheard("Ullstrand", ("all strand", "old strand"), 0.6),
        Misheard("Cairnsley", ("cairns lee", "kansly"), 0.7),
        Misheard("Oddfell", ("odd fell", "oddful"), 0.95),
        Misheard("Kestrova", ("casting over", "kestro va"), 0.35),
        Misheard("Rokanda", ("row candor", "rwanda"), 0.2),
        Misheard("Asanova", ("casanova", "a sanova"), 0.5),
        Misheard("Pavondo", ("pavando", "pa fondo"), 0.8),
    )
}
"""Names of the sample catalog. One that is hardly repaired is one to be found by an analyst."""

MISHEARD_SHARE: Final = 0.45
"""Of the spoken sentences that hold such a name."""

_KEYS: Final = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


@dataclass(frozen=True, slots=True)
class Heard:
    """What a spoken sentence becomes."""

    text: str
    raw: str | None = None
    """The transcript before repair, where that differs."""
    misheard: tuple[str, str] | None = None
    """The name and what was heard for it."""


def as_heard(rng: Random, text: str) -> Heard:
    """Return what is understood of a spoken sentence."""
    for name, entry in MISHEARD.items():
        if name in text and rng.random() < MISHEARD_SHARE:
            heard = rng.choice(entry.heard)
            raw = text.replace(name, heard)
            if rng.random() < entry.repaired:
                return Heard(text, raw, (name, heard))
            return Heard(raw, None, (name, heard))
    return Heard(text)


def mistyped(rng: Random, text: str, share: float = 0.06) -> str:
    """Return a typed sentence, now and then with one slip of the fingers in a long word."""
    words = text.split(" ")
    long = [n for n, word in enumerate(words) if len(word) > 4 and word.isalpha()]
    if not long or rng.random() >= share:
        return text
    number = rng.choice(long)
    word = words[number]
    at = rng.randrange(1, len(word) - 1)
    match rng.randrange(4):
        case 0:
            slip = word[:at] + word[at + 1 :]
        case 1:
            slip = word[:at] + word[at] + word[at:]
        case 2:
            slip = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        case _:
            row = next((keys for keys in _KEYS if word[at].lower() in keys), _KEYS[0])
            beside = (row.find(word[at].lower()) + 1) % len(row)
            slip = word[:at] + row[beside] + word[at + 1 :]
    words[number] = slip
    return " ".join(words)
