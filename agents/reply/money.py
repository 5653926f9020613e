"""Prices as they are written in a reply; the voice turns them into words."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from retrieval.product import Product, Variant
from retrieval.query import Candidate, PriceRange

CENT = Decimal("0.01")
_SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£"}
_NAMES = {"USD": "dollars", "EUR": "euros", "GBP": "pounds", "JPY": "yen", "CHF": "francs"}


def currency_name(code: str) -> str:
    """Return "dollars"; the code of a currency without a name here."""
    return _NAMES.get(code, code)


@dataclass(frozen=True, slots=True)
class Cost:
    """What a product costs; `at_least` where it depends on the size."""

    amount: Decimal
    currency: str
    at_least: bool = False

    def __str__(self) -> str:
        return money(self.amount, self.currency)


def money(amount: Decimal, currency: str = "USD") -> str:
    """Return "$129" or "$129.99"; "129 SEK" where the currency has no symbol here."""
    plain = f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.2f}"
    symbol = _SYMBOLS.get(currency)
    return f"{symbol}{plain}" if symbol else f"{plain} {currency}"


def cost_of(product: Product, variant: Variant | None = None) -> Cost:
    """Return the price of the variant, or of the cheapest one."""
    if variant:
        return Cost(variant.price, product.currency)
    dearest = max((v.price for v in product.variants), default=product.price)
    return Cost(product.price, product.currency, at_least=dearest > product.price)


def cost_of_candidate(candidate: Candidate) -> Cost:
    """Return the price of what was found: the variant that matches, or the product."""
    return cost_of(candidate.product, candidate.variant)


def budget_words(price: PriceRange | None, costs: tuple[Cost, ...]) -> str:
    """Return the budget as it fits products at `costs`; nothing where none was stated."""
    if price is None or not costs:
        return ""
    return range_words(price, costs[0].currency, {c.amount for c in costs})


def range_words(price: PriceRange, currency: str, amounts: Collection[Decimal] = ()) -> str:
    """Return " under $150", " over $50", " between $50 and $100", or nothing.

    Args:
        price: The range; both bounds are inclusive.
        currency: Of the bounds.
        amounts: Prices spoken of along with it: one that is just a bound is not under it.
    """
    low, high = _round(price.low, -CENT), _round(price.high, CENT)
    if low is not None and high is not None:
        return f" between {money(low, currency)} and {money(high, currency)}"
    if high is not None:
        at_bound = high == price.high and high in amounts
        return f" {'up to' if at_bound else 'under'} {money(high, currency)}"
    if low is not None:
        return (
            f" {'from' if low in amounts and low == price.low else 'over'} {money(low, currency)}"
        )
    return ""


def _round(bound: Decimal | None, step: Decimal) -> Decimal | None:
    """Return $40 for a bound of $39.99, which is how "under 40" is kept."""
    if bound is None or (bound + step) % 1:
        return bound
    return bound + step
