"""Questions about orders, delivery, returns and the other rules of a shop, by topic.

The wide patterns are read where nothing of the catalog is asked for; the strong
ones, which no wish for a product contains ("order 1234567", "my account"),
before any act on the cart: "remove the account" takes nothing out of it.
"""

import re

from rapidfuzz import process
from rapidfuzz.distance import OSA

from agents.acts import Act
from agents.constraints import Kind
from agents.reading import Reading
from agents.understand import confidence
from agents.understand.part import Part
from agents.understand.policy_patterns import FINER, STRONG, WIDE
from retrieval.wordset import wordset

_OF_ONE = re.compile(
    r"\b(?:(?:come|comes|have|has|include[sd]?|its|is there a) (?:\w+ ){0,3}?warranty|"
    r"(?:how long is|what is) (?:the|its) warranty)\b"
)
"""Asked of one product, whose listing may tell."""
_SHOPS = re.compile(r"\b(?:show me|looking for|i need a|find me|i want a)\b")

_CARD_NUMBER = re.compile(r"\b\d(?:[ -]?\d){12,18}\b")
_ORDER_NUMBER = re.compile(
    r"\b(?:orders?|purchases?|package|parcel|shipment|invoices?|bills?|refund|tracking)\w*|"
    r"\b(?:order|purchase)\d"
)
CARD = "card"
"""`Reading.topic` where a card number was told, which nobody asked for."""
_KEYWORDS = (
    *("account", "accounts", "address", "agent", "assistant", "cancel", "cancellation", "claim"),
    *("compensation", "complaint", "customer", "delivery", "deliveries", "discount", "feedback"),
    *("invoice", "invoices", "newsletter", "operator", "order", "orders", "parcel", "password"),
    *("payment", "personal", "profile", "purchase", "rebate", "receipt", "refund", "registration"),
    *("reimbursement", "restitution", "return", "returns", "review", "service", "shipping"),
    *("shipment", "someone", "somebody", "tracking", "warranty", "methods", "money"),
)
_NO_TYPOS = wordset(
    "shopping chipping skipping whipping receipts recipe border folder older honey monkey bathing "
    "training regent purchased ordered returned reviews services payments refunds invoiced agents "
    "claims profiles clasp moneys turns ordering preview"
)
"""Words that are one letter away from a keyword, and none."""
_NOT_STRONG = re.compile(r"\b(?:notebook|book|holder|wallet|tray|organizer|folder)s? for\b")


def read_strong_policy(part: Part) -> Reading | None:
    """Return what no words for a product contain: order numbers, accounts, complaints."""
    if _NOT_STRONG.search(part.text):
        return None
    if _CARD_NUMBER.search(part.text) and not _ORDER_NUMBER.search(part.text):
        return Reading(Act.ORDER_OR_POLICY, confidence.PATTERN, part.words, topic=CARD)
    for topic, pattern in STRONG:
        if pattern.search(part.text):
            return Reading(Act.ORDER_OR_POLICY, confidence.PATTERN, part.words, topic=topic)
    return None


def read_policy(part: Part) -> Reading | None:
    """Return a question about orders, delivery, returns, payment or the account."""
    if _SHOPS.search(part.text) and part.found:
        return None
    for topic, pattern in (*FINER, *WIDE):
        if pattern.search(part.text):
            if topic == "gift_wrap" and _boxed(part):
                continue
            if topic == "warranty" and part.shown.titles and _OF_ONE.search(part.text):
                continue
            if (
                part.found
                and topic in ("order", "account")
                and any(f.kind.value in ("category", "feature") for f in part.found)
                and " my " not in f" {part.text} "
            ):
                continue
            return Reading(Act.ORDER_OR_POLICY, confidence.PATTERN, part.words, topic=topic)
    return None


_ASKS_WRAPPING = re.compile(
    r"\b(?:wrap|wrapped|wrapping|can|could|do|does|is|are|will|would|how|what|much|cost|have)\b"
)


def _boxed(part: Part) -> bool:
    """Tell whether a gift box is how the goods come: "scented candles in a gift box"."""
    return bool(part.of(Kind.CATEGORY)) and _ASKS_WRAPPING.search(part.text) is None


def read_misspelt_policy(part: Part) -> Reading | None:
    """Return what the wide and the strong patterns say once one letter is put right: "acount"."""
    if any(f.kind.value in ("category", "brand") for f in part.found):
        return None
    words = part.text.split()
    mended = [_mended(word) for word in words]
    if mended == words:
        return None
    text = " ".join(mended)
    for topic, pattern in (*STRONG, *FINER, *WIDE):
        if pattern.search(text):
            return Reading(Act.ORDER_OR_POLICY, confidence.LIKELY, part.words, topic=topic)
    return None


def _mended(word: str) -> str:
    """Return the keyword that `word` is one slip away from, else the word."""
    if len(word) < 5 or word in _KEYWORDS or word in _NO_TYPOS or not word.isalpha():
        return word
    found = process.extractOne(word, _KEYWORDS, scorer=OSA.distance, score_cutoff=1)
    return found[0] if found else word
