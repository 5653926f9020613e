"""Placeholders that a model writes and code fills: "{1.name}", "{2.price}".

The preferred way to let a model speak of names and numbers: what it cannot write, it cannot
get wrong. What is filled in goes through the guard like any other word.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from agents.phrasing.cards import Card
from agents.reply.names import listed

LONGEST = 40
"""Characters of a placeholder; an open brace that goes on longer is none."""
_SLOT = re.compile(r"(?:\b(an?)(\s+))?\{\s*(\d{1,2})\s*[.:_ ]\s*([a-z_]{2,32})\s*\}", re.I)
_ALSO = {
    "names": "name", "title": "name", "product": "name", "cost": "price", "stars": "rating",
    "reviews": "rating_count", "was": "list_price", "materials": "material",
    "features": "feature", "colors": "colour", "color": "colour", "colours": "colour",
}  # fmt: skip
"""Other words that models were seen to write, or are bound to."""
_TWICE_FROM = re.compile(r"\b(from|starts? at|starting at|begins? at) from (?=\S*\d)", re.I)
_AT_FROM = re.compile(r"\b(?:at|for|costs?) from (?=\S*\d)", re.I)
_TWICE_THE = re.compile(r"\b(the) the\b", re.I)


@dataclass(frozen=True, slots=True)
class Filled:
    """A text with its placeholders filled."""

    text: str
    unknown: tuple[str, ...] = ()
    """Placeholders that no fact fills, as they were written; the text may not be spoken then."""


class Placeholders:
    """Fills the placeholders of one reply.

    Args:
        cards: The products that it may speak of.
    """

    def __init__(self, cards: Sequence[Card]) -> None:
        self._cards = {card.number: card for card in cards}

    def fill(self, text: str) -> Filled:
        """Return `text` with names and values in place of placeholders."""
        unknown: list[str] = []

        def put(slot: re.Match[str]) -> str:
            article, space, number, attribute = slot.groups()
            value = self._value(int(number), attribute.lower())
            if value is None:
                unknown.append(slot[0][slot[0].index("{") :])
                return slot[0]
            if article is None:
                return value
            if not value[0].isalpha():
                return f"{article}{space}{value}"
            fitting = "an" if value[0].lower() in "aeio" else "a"
            return f"{article[0]}{fitting[1:]}{space}{value}"

        filled = _SLOT.sub(put, text)
        if "{" in filled or "}" in filled:
            unknown += [b for b in re.findall(r"\{[^{}]*\}?|\}", filled) if b not in unknown]
        filled = _TWICE_FROM.sub(r"\1 ", filled)
        filled = _AT_FROM.sub("from ", filled)
        return Filled(_TWICE_THE.sub(r"\1", filled), tuple(unknown))

    def _value(self, number: int, attribute: str) -> str | None:
        card = self._cards.get(number)
        if card is None:
            return None
        attribute = _ALSO.get(attribute, attribute)
        match attribute:
            case "name":
                return card.name
            case "price":
                return f"from {card.price}" if card.price.at_least else str(card.price)
            case "rating_count":
                return str(card.product.rating_count) if card.product.rating_count else None
            case _:
                values = card.values.get(attribute)
                if not values or set(values) & {"yes", "no"}:
                    return None
                return listed(values)


def open_at(text: str) -> int | None:
    """Return where a placeholder begins that `text` does not end; None if there is none."""
    start = text.rfind("{")
    if start < 0 or "}" in text[start:] or len(text) - start > LONGEST:
        return None
    return start


def with_slots(text: str, cards: Sequence[Card]) -> str:
    """Return words of the templates with placeholders where names and prices stand.

    A price that two products share keeps its figures: whose it is would be a guess.
    """
    for card in sorted(cards, key=lambda card: -len(card.name)):
        text = re.sub(rf"\b{re.escape(card.name)}(?!\w)", f"{{{card.number}.name}}", text)
    prices = [str(card.price) for card in cards]
    for card in cards:
        price = str(card.price)
        if prices.count(price) == 1 and not card.price.at_least:
            text = re.sub(rf"{re.escape(price)}(?![\d.,]*\d)", f"{{{card.number}.price}}", text)
    return text
