"""Prices as they are written in a reply; the voice turns them into words."""

from dataclasses import dataclass
from decimal import Decimal

from retrieval.product import Product, Variant
from retrieval.query import Candidate, PriceRange

_SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£"}


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
    """Return " under $150", " over $50", " between $50 and $100", or nothing.

    Both bounds are inclusive, so "under" is only said when nothing costs just that.
    """
    if price is None or not costs:
        return ""
    currency = costs[0].currency
    if price.low is not None and price.high is not None:
        return f" between {money(price.low, currency)} and {money(price.high, currency)}"
    if price.high is not None:
        at_bound = any(c.amount == price.high for c in costs)
        return f" {'up to' if at_bound else 'under'} {money(price.high, currency)}"
    if price.low is not None:
        at_bound = any(c.amount == price.low for c in costs)
        return f" {'from' if at_bound else 'over'} {money(price.low, currency)}"
    return ""
