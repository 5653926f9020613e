"""The guard's word lists: what may always be said, what states something, how facts are said.

The lists are data (`data/harmless.txt`, `data/claims.txt`, `data/properties.toml`); a word on
none of them is said only where a fact of the product meant has it.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from agents.guard.text import root, roots
from agents.guard.verdict import Fault

_FAULTS = {
    "promise": Fault.PROMISE,
    "discount": Fault.DISCOUNT,
    "availability": Fault.AVAILABILITY,
    "action": Fault.PROMISE,
    "comparison": Fault.COMPARISON,
    "instruction": Fault.FORM,
}


@dataclass(frozen=True, slots=True)
class Saying:
    """A yes-or-no fact: its phrases in roots, and what follows from it."""

    phrases: tuple[tuple[str, ...], ...]
    implies: tuple[str, ...] = ()


@cache
def _groups(name: str) -> dict[str, frozenset[str]]:
    text = (files("agents.guard") / "data" / name).read_text(encoding="utf-8")
    groups: dict[str, set[str]] = {}
    group: set[str] = set()
    for line in text.splitlines():
        if line.startswith("# "):
            title = line[2:].strip()
            group = groups.setdefault(title, set()) if " " not in title else set()
        else:
            group.update(line.split())
    return {title: frozenset(words) for title, words in groups.items()}


@cache
def harmless() -> frozenset[str]:
    """Return the words that state nothing, as they are listed."""
    return frozenset().union(*_groups("harmless.txt").values())


@cache
def function_words() -> frozenset[str]:
    """Return the words that may stand with a capital anywhere: titles are written so."""
    return _groups("harmless.txt")["function"]


@cache
def is_harmless(word: str) -> bool:
    """Say whether a lower-case word, or one that it is an ending of, states nothing."""
    words = harmless()
    if word in words:
        return True
    plain = root(word)
    return plain != word and plain in words


@cache
def colours() -> frozenset[str]:
    """Return the words that are colours wherever they stand."""
    return _groups("claims.txt")["colour"]


@cache
def materials() -> frozenset[str]:
    """Return the words that are materials wherever they stand."""
    return _groups("claims.txt")["material"]


@cache
def audiences() -> frozenset[str]:
    """Return the words for who a product is for."""
    return _groups("claims.txt")["audience"]


@cache
def fault_of(word: str) -> Fault:
    """Return what is wrong with a word that no fact holds."""
    groups = _groups("claims.txt")
    for name, fault in _FAULTS.items():
        if word in groups[name] or root(word) in groups[name]:
            return fault
    for name in ("colour", "material", "audience", "attribute"):
        if word in groups[name] or root(word) in groups[name]:
            return Fault.ATTRIBUTE
    return Fault.UNKNOWN


@cache
def is_commercial(word: str) -> bool:
    """Say whether a word promises, sells or gives orders: no seller's title bears it out."""
    return fault_of(word) in _FAULTS.values()


@cache
def generic_words() -> frozenset[str]:
    """Return every listed word: none of them alone is a product's name."""
    listed = frozenset().union(*_groups("claims.txt").values())
    return frozenset(root(word) for word in listed | harmless())


@cache
def sayings() -> Mapping[str, Saying]:
    """Return how yes-or-no facts are said, by their names."""
    text = (files("agents.guard") / "data" / "properties.toml").read_text(encoding="utf-8")
    return {
        name: Saying(
            tuple(dict.fromkeys(roots(phrase) for phrase in entry["says"])),
            tuple(entry.get("implies", ())),
        )
        for name, entry in tomllib.loads(text).items()
    }
