"""Amounts of money that are one product's: its price, the lowest, the highest, the old one."""

import re
from collections.abc import Iterator
from decimal import Decimal

from evals.measures.facts.claims import Heard, money, prices_words
from evals.measures.facts.sums import Fault, concerns_several, fault_of_several, rivals, totals
from evals.measures.facts.world import Known
from evals.measures.facts.wrong import WrongFact

_AMOUNT = re.compile(r"\$\s?(\d[\d,]*(?:\.\d{1,2})?)")
_AROUND = re.compile(
    r"\b(?:around|about|roughly|near|nearly|almost|close to|some|just (?:under|over)|"
    r"a (?:bit|little) (?:under|over)) $",
    re.I,
)
_FROM = re.compile(r"\b(?:starts? at|starting at|starts from|from|starting from)[^$.]{0,4}$")
_EVERYTHING = re.compile(r"\bwith (?:everything|all of it)\b[^.]*$", re.I)
_UP_TO = re.compile(r"\bgoes? up to $")
_WAS = re.compile(r"\b(?:down from|was|were|originally|reduced from|instead of|marked down from) $")
_NEAREST = re.compile(r"\b(?:nearest|closest)(?: one)? (?:is|costs|starts at) $")
_SHOP = re.compile(
    r"\b(?:gift wrap\w*|wrapping|deliver\w*|shipping|ships?|orders? (?:of|over)|fee|"
    r"gift card|voucher|return)\b",
    re.I,
)
_NEAR_SHARE = Decimal("0.12")
"""How far "around $100" may be from the price."""


def wrong_prices(heard: Heard) -> Iterator[WrongFact]:
    """Yield amounts that are not what they are said to be.

    Amounts of the shop's own rules (delivery, returns) are looked at elsewhere.
    """
    if _SHOP.search(heard.text):
        return
    for match in _AMOUNT.finditer(heard.text):
        amount = Decimal(match[1].rstrip(".").replace(",", ""))
        before, after = heard.text[: match.start()], heard.text[match.end() :]
        why = _fault(heard, amount, before, after, match.start())
        if why is not None:
            kind, told = why
            yield WrongFact(
                kind, heard.text[max(0, match.start() - 40) : match.end()].strip(), told
            )


def _fault(heard: Heard, amount: Decimal, before: str, after: str, at: int) -> Fault | None:
    about = heard.about(at, len(heard.text) - len(after))
    costs = ("price", prices_words(about))
    if _NEAREST.search(before):
        is_price = any(amount in Known(p).prices for p in heard.world.catalog)
        return None if is_price else ("price", f"nothing costs {money(amount)}")
    if _EVERYTHING.search(before):
        return None  # of things that were left out, and are on no screen
    if _UP_TO.search(before):
        return None if amount in {max(one.prices) for one in about} else costs
    if _AROUND.search(before):
        spread = amount * _NEAR_SHARE
        near = any(abs(price - amount) <= spread for one in about for price in one.prices)
        return None if near or not about else costs
    if concerns_several(before, after):
        return fault_of_several(heard, amount, before, after, at)
    if _WAS.search(before):
        was = frozenset().union(*(one.list_prices for one in about))
        if "instead" in before[-14:]:
            was |= {one.price for one in rivals(heard)}
        return None if amount in was else ("price", "that was never its price")
    if _FROM.search(before):
        lowest = {min(one.prices) for one in about} | {one.price for one in about}
        return None if amount in lowest or not about else costs
    right = {price for one in about for price in one.prices}
    if not heard.own:
        right |= {line.unit_price for line in heard.world.turn.cart}
    if not about:
        right |= totals(heard)
    return None if amount in right else costs
