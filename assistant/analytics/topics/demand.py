"""Which wish of a search could not be fulfilled, and why.

What is filtered out is told apart from what the catalog lacks: purple hiking boots are let go of
though there are purple things, and a brand that is nowhere is nowhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import orjson

from assistant.analytics.topics.wording import wanted


class Reason(StrEnum):
    """Why something could not be had."""

    TYPE = "type"
    """The shop has no such thing."""
    BRAND = "brand"
    CATEGORY = "category"
    COLOUR = "colour"
    MATERIAL = "material"
    FEATURE = "feature"
    SIZE = "size"
    AUDIENCE = "audience"
    PRICE = "price"
    """Nothing of the kind is in the budget."""
    STOCK = "stock"
    """It is sold out."""
    OTHER = "other"
    """Nothing was found, and no single wish is known to be why."""


FREE: frozenset[Reason] = frozenset({Reason.TYPE, Reason.OTHER})
"""What is told in the shopper's own words, so that meaning decides what belongs together."""
KINDS = frozenset({Reason.TYPE, Reason.CATEGORY})
_FIELDS = {reason.value: reason for reason in Reason} | {
    "department": Reason.CATEGORY,
    "availability": Reason.STOCK,
}


@dataclass(frozen=True, slots=True)
class Unmet:
    """One wish that was not fulfilled."""

    reason: Reason
    value: str
    """Of PRICE the kind of thing."""
    category: str | None
    """For what, where the reason is a quality of it."""
    zero: bool
    """Whether nothing was shown."""
    relaxed: bool
    """Whether it was let go of so that something was."""
    nowhere: bool
    """Whether the whole catalog has nothing of it."""

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes two of them the same demand."""
        return self.reason.value, self.value.casefold(), self.category or ""

    @property
    def label(self) -> str:
        """Return it as a person reads it."""
        match self.reason:
            case Reason.TYPE | Reason.OTHER | Reason.CATEGORY:
                return self.value
            case Reason.PRICE:
                return f"{self.value} within the budget"
            case Reason.STOCK:
                return f"{self.value}, sold out"
            case Reason.SIZE:
                return f"{self.category or 'anything'} in size {self.value}"
            case Reason.AUDIENCE:
                return f"{self.category or 'anything'} for {self.value}"
            case Reason.FEATURE:
                return f"{self.category or 'anything'}: {self.value}"
        return f"{self.value} {self.category}" if self.category else self.value


def unmet_of(row: Mapping[str, Any]) -> tuple[Unmet, ...]:
    """Return what of a search could not be fulfilled.

    Args:
        row: `is_search`, `query`, `user_query`, `category`, `shown`, `lacking`, `relaxed`, and
            `constraints` where nothing was shown.
    """
    zero = bool(row["is_search"]) and row["shown"] == 0
    category = row["category"]
    lacking = _pairs(row["lacking"])
    if not row["is_search"]:
        lacking = [pair for pair in lacking if _FIELDS.get(pair[0]) is Reason.STOCK]
        return tuple(_unmet(pair, category, zero, False, True) for pair in lacking)
    relaxed = _pairs(row["relaxed"])
    found = [_unmet(pair, category, zero, pair in relaxed, True) for pair in lacking]
    found += [_unmet(pair, category, zero, True, False) for pair in relaxed if pair not in lacking]
    if not found and zero:
        text = wanted(row["query"] or row["user_query"] or "")
        if category and _has_price(row["constraints"]):
            found.append(Unmet(Reason.PRICE, category, None, True, False, False))
        elif text:
            found.append(Unmet(Reason.OTHER, text, None, True, False, False))
    return tuple(dict.fromkeys(unmet for unmet in found if unmet.value))


def _unmet(
    pair: tuple[str, str], category: str | None, zero: bool, relaxed: bool, nowhere: bool
) -> Unmet:
    reason = _FIELDS.get(pair[0], Reason.OTHER)
    value = wanted(pair[1]) if reason in FREE else " ".join(pair[1].split())
    has_kind = reason not in FREE | KINDS | {Reason.STOCK}
    if reason is Reason.BRAND and nowhere:  # whatever of it was asked for
        has_kind = False
    return Unmet(reason, value, category if has_kind else None, zero, relaxed, nowhere)


def _pairs(told: str | None) -> list[tuple[str, str]]:
    if not told or told == "[]":
        return []
    try:
        listed = orjson.loads(told)
    except orjson.JSONDecodeError:
        return []
    if not isinstance(listed, list):
        return []
    pairs = [(str(e.get("field")), str(e.get("value", ""))) for e in listed if isinstance(e, dict)]
    return list(dict.fromkeys(pairs))


def _has_price(told: str | None) -> bool:
    return told is not None and '"kind":"price"' in told.replace(" ", "")
