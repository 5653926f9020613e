"""How shoppers say what scenarios from facets ask for. {what} is "black leather boots"."""

from decimal import Decimal
from typing import Final

OPENINGS: Final = ("show me {what}", "I'm looking for {what}", "do you have {what}?")
CORRECTIONS: Final = (
    "actually, {value} instead",
    "no, make that {value}",
    "sorry, I meant {value}",
)
IN_ONE_BREATH: Final = (
    "show me {wrong}, no wait, {right} {noun}",
    "I want {wrong}, sorry, {right} {noun}",
    "{wrong}, I mean {right} {noun}, please",
)
EXCLUSIONS: Final = {
    "brand": ("nothing from {value}, please", "not from {value}", "anything but {value}"),
    "colour": ("not in {value}, please", "nothing in {value}", "anything but {value}"),
    "material": ("nothing in {value}, please", "no {value}, please", "without {value}"),
}
NARROWINGS: Final = {
    "brand": ("only from {value}", "just the ones from {value}", "from {value}, please"),
    "colour": ("in {value}, please", "only in {value}", "do you have them in {value}?"),
    "material": ("in {value}, please", "only in {value}", "they should be {value}"),
    "audience": ("for {value}", "they're for {value}", "for {value}, please"),
    "price": ("under {value}, please", "less than {value}", "not more than {value}"),
}
CHEAPEST: Final = (
    "show me {what}, cheapest first",
    "{what}, the cheapest first please",
    "I'm looking for {what}, sorted by price from low to high",
)
COMPARISONS: Final = (
    "compare the first two",
    "can you compare the first one and the second one?",
    "how do the first two compare?",
)
SAVINGS: Final = ("save the first one", "save the first one for later", "keep the first one for me")
OTHER_TOPICS: Final = (
    "now something else, show me {what}",
    "okay, and now I need {what}",
    "that's enough of those, I'm looking for {what}",
)
UNKNOWN_BRANDS: Final = (
    "show me {what} from {brand}",
    "do you have {brand} {what}?",
    "I'm looking for {what} by {brand}",
)
NAMED: Final = ("show me the {title}", "do you have the {title}?", "I'm looking for the {title}")
ADDED_AS: Final = (
    "add the {title} to my cart{form}",
    "I'll take it{form}, add it to the cart",
    "put the {title} into my cart{form}, please",
)
INVENTED_BRANDS: Final = ("Zorvexa", "Quenthal", "Brimulok", "Tavrosine", "Yellandro", "Kespruvia")
"""Names that no shop has; one that is like a word of the catalog is passed over."""

_CURRENCIES: Final = {"USD": "dollars", "EUR": "euros", "GBP": "pounds", "CAD": "dollars"}
_OWNERS: Final = {"women": "women's", "men": "men's", "kids": "kids'", "girls": "girls'"}
_LETTERS: Final = {
    "XS": "extra small", "S": "small", "M": "medium", "L": "large", "XL": "extra large",
}  # fmt: skip


def owner(audience: str) -> str | None:
    """Return "women's"; None where one says "for dogs"."""
    return _OWNERS.get(audience.casefold())


def amount(value: Decimal, currency: str) -> str:
    """Return "150 dollars"."""
    return f"{value:f} {_CURRENCIES.get(currency, '')}".strip()


def form(size: str | None, colour: str | None) -> str:
    """Return " in size medium and black", " in size 8", "" for neither."""
    parts: list[str] = []
    if size is not None:
        said = _LETTERS.get(size, size)
        parts.append(f"size {said}" if said != size or size[:1].isdigit() else said)
    if colour is not None:
        parts.append(colour)
    return f" in {' and '.join(parts)}" if parts else ""


def answer_size(size: str) -> str:
    """Return a size as an answer to "which size"."""
    return _LETTERS.get(size, size)
