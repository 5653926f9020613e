"""Texts of searches as they are compared: what is wanted, without how it was asked for."""

import re
from typing import Final

MOST_CHARS: Final = 200
"""The embedder reads about that much well."""

_CARRIER: Final = re.compile(
    r"^(?:(?:um+|uh+|er+|hm+|hi|hey|hello|okay|ok|so|well|please|yes|no|actually|and)[\s,]+)*"
    r"(?:(?:(?:i(?:'m| am| was)? )?(?:looking|searching|hunting) (?:for|to buy)|i(?:'m| am) after"
    r"|i(?:'d| would) (?:like|love)(?: to (?:see|buy|have|get))?"
    r"|i (?:need|want|said|meant|prefer)(?: to (?:see|buy|have|get))?"
    r"|(?:can|could|would) you (?:please )?(?:help me )?(?:find|show|get)(?: me)?"
    r"|(?:please )?(?:show|find|get|give|bring) me"
    r"|do you (?:have|sell|carry|stock)|have you got|where (?:can i find|are)"
    r"|what(?: kinds? of)?(?= .+ (?:do you have|have you got))"
    r"|a (?:gift|present) for (?:my )?\w+ (?:who likes|,? maybe))\s+)?"
    r"(?:(?:any|some|a|an|the|only|just|something like|more|other)\s+)*",
    re.IGNORECASE,
)
_TAIL: Final = re.compile(
    r"(?:[\s,]+(?:please|thanks|thank you|do you have|have you got|not that))+[\s?.!]*$",
    re.IGNORECASE,
)
_AMOUNT: Final = re.compile(
    r"(?:\b(?:under|below|over|above|up to|at most|less than|more than|cheaper than|around|for)"
    r"\s+)?"
    r"(?:[$€£]\s?\d[\d.,]*|\b\d[\d.,]*\s?(?:dollars?|bucks?|usd|euros?|pounds?)\b)"
    r"|\b(?:under|below|over|up to|less than|cheaper than)\s+\d[\d.,]*",
    re.IGNORECASE,
)
_SIZE: Final = re.compile(r"\b(?:in (?:a )?)?size \w+\b", re.IGNORECASE)
_LOOSE_NUMBER: Final = re.compile(r"(?<!\S)\d+(?:[.,]\d+)?(?!\S)")
_PUNCTUATION: Final = re.compile(r"[^\w\s'&+./-]|(?<!\w)[-'./]|[-'./](?!\w)")
_SPACES: Final = re.compile(r"\s+")


def wanted(text: str) -> str:
    """Return what a search asks for, in small letters; empty where that is nothing.

    Prices, sizes and numbers go: "hiking boots under 150" is about hiking boots.
    """
    cut = _SPACES.sub(" ", text[: MOST_CHARS * 2]).strip().lower().replace("\u2019", "'")
    if carrier := _CARRIER.match(cut):
        cut = cut[carrier.end() :]
    cut = _TAIL.sub("", cut)
    cut = _LOOSE_NUMBER.sub(" ", _SIZE.sub(" ", _AMOUNT.sub(" ", cut)))
    return _SPACES.sub(" ", _PUNCTUATION.sub(" ", cut)).strip()[:MOST_CHARS]
