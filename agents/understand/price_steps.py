"""Prices told from another price: "twenty bucks less", "half the price", "ten percent cheaper".

An amount here is a difference and no budget. Amounts that are budgets are `price`.
"""

import re
from decimal import Decimal

from agents.constraints import Relative, Shift
from agents.understand.found_edit import FoundEdit
from agents.understand.line import Line

_UNIT = r"(?: ?(?:dollars?|bucks?|usd|euros?|pounds?|quid))"
_BIT = r"(?:(?:about|around|maybe|at least|like|some|another|just|by) )*"
_THAN = r"(?: than (?:that|this|it|those|these|them|the \w+(?: one)?))?"
_AMOUNT = re.compile(
    rf"\b{_BIT}\$?(?P<n>\d+(?:\.\d\d?)?){_UNIT}? (?P<d>less(?! than \d)|cheaper|lower|off|more|"
    rf"dearer|higher|more expensive|extra){_THAN}\b"
    rf"|\b(?:cheaper|lower|less)(?: expensive)? by "
    rf"{_BIT}\$?(?P<m>\d+(?:\.\d\d?)?){_UNIT}?\b(?! percent)"
    rf"|\b(?:go up|up|raise (?:it|that|the budget|my budget)|increase (?:it|the budget|my budget))"
    rf" by {_BIT}\$?(?P<u>\d+(?:\.\d\d?)?){_UNIT}?\b"
)
_SPENDS = re.compile(
    r"\b(?:i|we) (?:can|could|might|would) (?:go|spend|pay|afford|stretch to)(?: up)? $"
)
_DEARER = frozenset({"more", "dearer", "higher", "more expensive", "extra"})
_SHARE = re.compile(
    rf"\b(?:at |for |about |around )*(?:(?P<h>half)(?: of)? (?:the|that|this|its) (?:price|"
    rf"cost|money)|"
    rf"half as (?:much|expensive)|half price(?= (?:of|than|instead)|$))\b"
    rf"|\b{_BIT}(?P<p>\d{{1,2}}) ?(?:percent|%) (?P<d>less|cheaper|lower|more|dearer|higher)"
    rf"{_THAN}\b|\b(?P<f>1 third|a third|1 quarter|a quarter) (?:less|cheaper|lower){_THAN}\b"
)
_THIRD, _QUARTER, _HALF = Decimal("0.667"), Decimal("0.75"), Decimal("0.5")


def find_price_steps(line: Line, budgeted: bool) -> list[FoundEdit]:
    """Return the prices in `line` that are told from the price of what is shown.

    Args:
        line: The utterance; products are on the screen.
        budgeted: Whether the last reply asked for a budget: then every amount is one.
    """
    if budgeted:
        return []
    steps: list[FoundEdit] = []
    for match, span in line.find(_SHARE):
        part = match["p"]
        share = _HALF
        relative = Relative.DEARER if match["d"] in _DEARER else Relative.CHEAPER
        if part:
            sign = 1 if relative is Relative.DEARER else -1
            share = 1 + sign * Decimal(part) / 100
        elif match["f"]:
            share = _THIRD if "third" in match["f"] else _QUARTER
        steps.append(FoundEdit(Shift(relative, line.words(span), share=share), span))
    for match, span in line.find(_AMOUNT):
        if any(span.overlaps(s.span) for s in steps):
            continue
        amount = Decimal(match["n"] or match["m"] or match["u"])
        dearer = bool(match["u"]) or match["d"] in _DEARER
        before = line.text[: match.start()]
        if match["d"] in ("more", "extra") and not _UNIT_SAID.search(match.group()):
            continue  # "two more" of them
        if match["d"] == "off" or amount == 0:
            continue  # a discount, which is not ours to give
        words = (
            f"{before} {line.words(span)}".strip() if _SPENDS.search(before) else line.words(span)
        )
        relative = Relative.DEARER if dearer else Relative.CHEAPER
        steps.append(FoundEdit(Shift(relative, words, amount=amount), span))
    return steps


_UNIT_SAID = re.compile(r"\$|dollar|buck|usd|euro|pound|quid")
