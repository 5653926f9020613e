"""The phrases in which a price or a rating stands, as patterns over digits.

`price` decides what of this is a price.
"""

import re

from agents.understand.repairs import REPAIR
from agents.understand.wordset import wordset

_MONEY = r"(?:dollars?|bucks?|usd|euros?|eur|quid|pounds?|gbp|bills?)"
_NUM = (
    rf"(?:(?:\$|usd|euros|pounds) )?\d+(?:\.\d+)?(?:(?: -)? {_MONEY}(?: (?:and )?\d+(?: "
    rf"cents?)?)?| cents?| \$(?! \d))?"
)
_ABOUT = r"(?:about|around|roughly|approximately|approx|say|like|maybe|let us say|a|the|some|just)"


def _n(group: str) -> str:
    """Return the pattern of an amount, captured as `group`."""
    return rf"(?:{_ABOUT} ){{0,2}}(?P<{group}>{_NUM})"


_HIGH = (
    r"(?<!\bno )(?<!\bnot )(?<!\bnothing )(?:(?:is |are |be |costs? |priced )?(?:"
    r"under|below|beneath|less than|lower than|cheaper than|"
    r"at most|at the most|up to|no more than|not more than|no higher than|not over|not above|"
    r"nothing over|nothing above|nothing more than|not exceeding|not exceed|never over|within|"
    r"inside of|maximum of|maximum|max of|max|no greater than|limit of|"
    r"limit is|cap of|capped at|keep it (?:to|at)|can not (?:spend|go) (?:more than|over|above)|"
    r"(?:do not|not) (?:want to |wanna )?(?:spend|pay|go) (?:more than|over|above)|as much as|"
    r"as high as|a ceiling of|ceiling of|south of|upto|underneath|fewer than|"
    r"do not (?:cost|exceed) (?:more than|over)?|does not (?:cost|exceed)(?: more than| over)?))"
)
_LOW = (
    r"(?:(?:is |are |be |costs? |priced )?(?:over|above|more than|at least|at the least|upwards of|"
    r"upward of|north of|no less than|not less than|not under|not below|nothing under|"
    r"nothing below|"
    r"minimum of|minimum|min|starting at|starting from|from|higher than|"
    r"greater than|beyond|exceeding|no cheaper than))"
)
_NEAR = (
    r"(?:around|about|roughly|approximately|approx|near|close to|somewhere around|"
    r"somewhere near|in the neighborhood of|in the range of|in the region of|in the ballpark of|"
    r"somewhere in the|ballpark|more or less|right around|circa)"
)
_BUDGET = (
    r"(?:(?:my |our |the |a |with a |on a |have a )?(?:price |total |max |maximum )?"
    r"(?:budget|price limit|spending limit|price range|limit|price point|max price|price)(?: is|"
    r" of| to| at| "
    r"would be| will be| being| should be| around| about)*|i have(?: got)?|we have(?: got)?|"
    r"i have only got|i only have|i got|have only|(?:can |to |will |could |would |want to |"
    r"willing to )"
    r"(?:only )?(?:spend|pay|afford|go)(?: up to| to| around| about)?|spend|spending|raise it to|"
    r"increase it to|lower it to|go up to|go as high as)"
)
_HIGH_AFTER = (
    r"(?:or less|or under|or below|or cheaper|or lower|and under|and below|and less|max|maximum|"
    r"tops|at most|at the most|or so max|is (?:the|my|our) (?:max|maximum|limit|budget|ceiling)|"
    r"limit|budget|is my max|is as high as|is all i (?:have|can|want)|is the most)"
)
_LOW_AFTER = (
    r"(?:or more|or above|or over|or higher|or up|and up|and above|and over|and more|minimum|"
    r"at least|plus|upwards?|\+|and upwards?)"
)
_NEAR_AFTER = r"(?:or so|ish|give or take|or thereabouts|or around there|more or less|range)"

RANGES = (
    re.compile(rf"\bbetween {_n('a')} (?:and|to) {_n('b')}"),
    re.compile(rf"\bfrom {_n('a')} (?:to|up to|until|through) {_n('b')}"),
    re.compile(rf"\b{_HIGH} {_n('b')} (?:and|but) {_LOW} {_n('a')}"),
    re.compile(rf"\b{_LOW} {_n('a')} (?:and|but) {_HIGH} {_n('b')}"),
    re.compile(rf"\b{_n('a')} (?:to|through) {_n('b')}"),
)
DASH = re.compile(rf"\b(?P<a>{_NUM}) (?P<b>{_NUM})")
HIGHS = (
    re.compile(rf"\b{_HIGH} {_n('a')}"),
    re.compile(rf"(?<![\d.])(?P<a>{_NUM}) {_HIGH_AFTER}\b"),
)
LOWS = (
    re.compile(rf"\b{_LOW} {_n('a')}"),
    re.compile(rf"(?<![\d.])(?P<a>{_NUM}) {_LOW_AFTER}(?!\w)"),
)
NEARS = (
    re.compile(rf"\b{_NEAR} {_n('a')}(?: {_NEAR_AFTER}\b)?"),
    re.compile(rf"(?<![\d.])(?P<a>{_NUM}) {_NEAR_AFTER}\b"),
)
BUDGETS = (re.compile(rf"\b{_BUDGET} {_n('a')}"),)
PLAIN = re.compile(rf"(?:\bfor )?(?<![\d.])(?P<a>{_NUM})")
SOFT_WORDS = re.compile(r"\b(?:about|around|roughly|approximately|approx|or so|ish)\b")
_HARD_BEFORE = re.compile(r"\b(?:most|max|maximum|cheap\w*|price|pay|spend)\b")
NOT_AFTER = wordset("size sizes number option age ages aged model series iphone version chapter")
CURRENCY = re.compile(rf"[$]|\busd\b|\b{_MONEY}\b|\bcents?\b")
CORRECTED = re.compile(rf"{REPAIR}+(?:{_HIGH} |{_LOW} |{_NEAR} |make it |it is )?{_n('a')}")
PRICE_TALK = re.compile(r"\b(?:budget|price|prices|cost|costs|spend|pay|afford|money|priced)\b")

_STRICT = re.compile(
    r"(?<!\bnot )(?<!\bno )(?<!\bnothing )(?<!\bnever )(?<!\bspend )(?<!\bpay )(?<!\bgo )"
    r"(?<!\bexceed )(?<!\bcost )\b"
    r"(?:under|below|beneath|underneath|(?:less|lower|cheaper|fewer) than|south of|over|above|"
    r"(?:more|higher|greater) than|north of|beyond|exceeding)\b(?! my\b)"
)
_OR_AFTER = re.compile(r"\b(?:or|and) (?:less|under|below|more|above|over|up)\b")


def excludes_bound(words: str) -> bool:
    """Tell whether the last bound of `words` leaves out its amount: "under", but not "not over".

    In a shop "under 150" does not take in a thing of 150.
    """
    last = None
    for match in _STRICT.finditer(words):
        last = match
    return last is not None and not _OR_AFTER.search(words)


RATING = re.compile(
    r"\b(?:(?:at least|over|above|more than|minimum|min|better than|from|rated|rating|with|of|is|"
    r"a|average|higher than|or|ratings?) )*(?P<a>[1-5](?:\.\d+)?)(?: \+| plus)?(?: point \d)? "
    r"?-?stars?(?: (?:or (?:more|better|higher|above|up)|and (?:up|above|over|higher)|plus|\+|"
    r"minimum|rating|ratings|rated|reviews?))*"
    r"|\b(?:rated|rating|ratings)(?: of| is| at| that is)?(?: at least| over| above| more than| "
    r"higher than| better than| minimum)* (?P<b>[1-5](?:\.\d+)?)\b(?: \+| plus| or (?:more|higher|"
    r"better|above)| and (?:up|above))?"
    r"|\b(?:at least|over|above|more than|minimum) (?:a )?(?P<c>[1-5](?:\.\d+)?) (?:rating|rated)\b"
)
