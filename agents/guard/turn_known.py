"""What is true in this turn of no product alone, in the form in which a clause is checked. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from agents.guard.figures import figure_at
from agents.guard.text import roots, tokens_of
from agents.guard.units import amounts_in
from agents.reply.stated import Fact
from retrieval.wordset import wordset

_VERBS = {
    "added": wordset("added put placed popped got"),
    "removed": wordset("removed took taken emptied cleared"),
    "changed": wordset("changed updated made set"),
    "undone": wordset("undone put restored brought added taken removed"),
    "saved": wordset("saved added put pinned"),
    "set": wordset("put swapped changed taken took made brought left updated replaced dropped"),
}
"""By what code did in a turn, how "I have ..." says it."""
_WORDS = {
    "added": wordset("cart basket add added done in"),
    "removed": wordset("cart basket removed done empty taken took out left leave gone"),
    "changed": wordset("cart basket changed updated done now"),
    "undone": wordset("cart basket undone back done again restored undo"),
    "saved": wordset("board saved done save"),
    "board": wordset("board boards"),
    "shown": wordset("cart basket"),
    "set": wordset("outfit set swapped swap done look piece bundle brought taken put"),
}
"""By what code did, words that say no more than that."""


@dataclass(frozen=True, slots=True)
class TurnKnown:
    """Facts of no product."""

    deeds: frozenset[str] = frozenset()
    counts: frozenset[int] = frozenset()
    totals: frozenset[Decimal] = frozenset()
    budgets: frozenset[Decimal] = frozenset()
    nearest: frozenset[Decimal] = frozenset()
    lacking: frozenset[str] = frozenset()
    """Roots of what was asked for and none of the products has."""
    none: bool = False
    """Whether nothing at all was found."""
    wishes: frozenset[str] = frozenset()
    """Roots of what was asked for, in this turn's plan and words."""
    pieces: frozenset[str] = frozenset()
    """Roots of the name and the pieces of a set."""
    numbers: frozenset[Decimal] = frozenset()
    """Of the shopper's own words."""
    empty: bool = False
    lines: tuple[tuple[str, str, str], ...] = ()
    """Of the cart: product, size, colour; lower case, empty where there is none."""
    touched: frozenset[str] = frozenset()
    """Titles of what was put in, taken out or saved."""

    @classmethod
    def of(cls, facts: Sequence[Fact], utterance: str) -> "TurnKnown":
        """Gather the facts of no product.

        Args:
            facts: Those of `SHOP`.
            utterance: The shopper's words.
        """
        by: dict[str, list[str]] = {}
        for fact in facts:
            by.setdefault(fact.attribute, []).append(fact.value)
        tokens = tokens_of(utterance)
        figures = [figure_at(tokens, i) for i in range(len(tokens))]
        counted = (*by.get("count", ()), *by.get("quantity", ()))
        return cls(
            deeds=frozenset(by.get("deed", ())),
            counts=frozenset(int(value) for value in counted if value.isdigit()),
            totals=_money(by.get("total", ())),
            budgets=_money(by.get("budget", ())),
            nearest=_money(by.get("nearest", ())),
            lacking=frozenset(w for value in by.get("lack", ()) for w in roots(value))
            | frozenset(roots(utterance) if "*" in by.get("lack", ()) else ()),
            none="none" in by,
            wishes=frozenset(roots(utterance))
            | frozenset(w for value in by.get("wish", ()) for w in roots(value)),
            pieces=frozenset(w for value in by.get("wish", ()) for w in roots(value)),
            numbers=frozenset(v for figure in figures if figure for v in figure.values),
            empty="empty" in by,
            lines=tuple(_line(value) for value in by.get("line", ())),
            touched=frozenset(
                v for name in ("added", "removed", "saved", "lined") for v in by.get(name, ())
            ),
        )

    @property
    def verbs(self) -> frozenset[str]:
        """What "I have" may be followed by, since code did it."""
        return frozenset().union(*(_VERBS.get(deed, frozenset()) for deed in self.deeds))

    @property
    def words(self) -> frozenset[str]:
        """Words that say no more than what code did."""
        found = self.verbs.union(*(_WORDS.get(deed, frozenset()) for deed in self.deeds))
        return found | self.pieces if "set" in self.deeds else found


def _money(values: Sequence[str]) -> frozenset[Decimal]:
    return frozenset(a.value for value in values for a in amounts_in(value)[0])


def _line(value: str) -> tuple[str, str, str]:
    product, size, colour = value.split("|")
    return product, size.casefold(), colour.casefold()
