"""Ordinary words that a recogniser writes for others that sound the same: "sighs ten".

Only where the words around leave no doubt. Words that are no English at all are
`spelling`'s; "card" for "cart" is known to `cart`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from agents.understand.line import Line
from agents.understand.tokens import Token
from retrieval.wordset import wordset

_ORDINALS = wordset("first second third fourth fifth last other that this which any")
_POINTING = wordset("it that this them these those the both")


@dataclass(frozen=True, slots=True)
class _Rule:
    """`word` is read as `meant` after one of `after` and before one of `before`."""

    meant: str
    after: frozenset[str] | None = None
    """None for any word; "" is the beginning."""
    before: frozenset[str] | None = None
    """None for any word; "" is the end, "0" a number."""


_NUMBER = frozenset({"0"})
_RULES: Mapping[str, _Rule] = {
    "sighs": _Rule("size", before=_NUMBER),
    "sides": _Rule("size", before=_NUMBER),
    "sise": _Rule("size"),
    "prize": _Rule("price", before=wordset("of limit range") | {""}),
    "won": _Rule("one", after=_ORDINALS),
    "ad": _Rule("add", after=frozenset({"", "please", "and", "then"}), before=_POINTING),
    "at": _Rule("add", after=frozenset({"", "please", "ok"}), before=wordset("it them both the")),
    "bye": _Rule("buy", before=wordset("it them this those both")),
    "by": _Rule("buy", after=frozenset({""}), before=wordset("it them this those both")),
    "to": _Rule("2", after=frozenset({"number"}), before=frozenset({""})),
    "too": _Rule("2", after=frozenset({"number"}), before=frozenset({""})),
    "for": _Rule("4", after=frozenset({"number", "size"}), before=frozenset({""})),
    "ate": _Rule("8", after=frozenset({"number", "size"})),
    "tin": _Rule("10", after=frozenset({"number", "size"})),
    "blew": _Rule("blue", after=frozenset({"", "in", "a", "any", "some", "the", "dark", "light"})),
    "genes": _Rule("jeans"),
    "lambs": _Rule("lamps", after=wordset("desk table floor bedside reading standing")),
    "lamb": _Rule("lamp", after=wordset("desk table floor bedside reading standing")),
    "back": _Rule("bag", after=wordset("sleeping duffel toiletry gym shoulder")),
    "backs": _Rule("bags", after=wordset("sleeping duffel toiletry gym shoulder")),
    "year": _Rule("ear", after=wordset("over on in"), before=wordset("headphones headphone")),
    "pear": _Rule("pair", before=frozenset({"of"})),
    "whether": _Rule("weather", after=wordset("cold hot warm wet rainy bad")),
    "sun": _Rule("son", after=wordset("my our"), before=frozenset({"", "who", "is", "and"})),
    "eyes": _Rule("ones", after=wordset("black brown red blue green gray white")),
    "winner": _Rule("winter", before=wordset("coat coats jacket jackets gloves boots hat hats")),
    "collar": _Rule("color", after=wordset("what which another different the any")),
}  # fmt: skip


def repair_homophones(line: Line) -> Line:
    """Return `line` with words replaced that can only have been said otherwise."""
    if not any(t.norm in _RULES for t in line.tokens):
        return line
    tokens = [_repaired(line, i, t) for i, t in enumerate(line.tokens)]
    return Line.of(line.original, tuple(tokens))


def _repaired(line: Line, i: int, token: Token) -> Token:
    rule = _RULES.get(token.norm)
    if rule is None:
        return token
    if rule.after is not None and line.norm(i - 1) not in rule.after:
        return token
    following = line.tokens[i + 1] if i + 1 < len(line.tokens) else None
    word = "" if following is None else "0" if following.value is not None else following.norm
    if rule.before is not None and word not in rule.before:
        return token
    number = Decimal(rule.meant) if rule.meant.isdigit() else token.value
    return replace(token, norm=rule.meant, value=number)
