"""Short numbers that something announces: PINs, zip codes, dates and ends of cards, accounts."""

from itertools import pairwise

from assistant.redaction.card_told import has_card
from assistant.redaction.figures import PAUSES, Row, part_at
from assistant.redaction.found import Personal
from assistant.redaction.heads import CARD_HEADS, head_before, head_behind, is_any
from assistant.redaction.listed import is_counting
from assistant.redaction.misheard import is_ending, is_like_zip, is_spelled_cvv
from assistant.redaction.tokens import Tokens, word_set

SHORT = {
    **dict.fromkeys(
        word_set(
            "pin pen passcode cvv cvb ccv cvc cv2 csc cvn cid cvv2 cbb cbv cbc back security sec"
            " verification digit digits numbers figures"
        ),
        Personal.SECRET,
    ),
    **dict.fromkeys(
        word_set("expiry expiration expires exp expire out thru through"), Personal.SECRET
    ),
    **dict.fromkeys(word_set("zip postal postcode zipcode"), Personal.ADDRESS),
    **dict.fromkeys(word_set("social ssn passport licence license insurance"), Personal.ID),
    **dict.fromkeys(word_set("routing sort iban"), Personal.ACCOUNT),
}
_SHORT_HEADS = frozenset(SHORT)
_HEADS_BEHIND = _SHORT_HEADS - {"out", "through", "back"}
_LEAST = {
    "zip": 5,
    "postal": 4,
    "postcode": 4,
    "zipcode": 5,
    "pin": 4,
    "pen": 4,
    "social": 4,
    "ssn": 4,
}
_LEAST_ELSE = 3
NAMED = word_set("passport licence license insurance iban")
"""Announce letters as well as figures."""
_EXPIRES = word_set("expiry expiration expires exp expire out thru through")
_OF_DIGITS = frozenset(("code", "on", "security", "at"))
_DIGITS = frozenset(("digit", "digits", "numbers", "figures"))
_ENDING = frozenset(("one", "order", "card", "that", "it", "number", "mine", "account"))
"""What is told by its last figures: "the one ending 4471"."""
_CODES = word_set("code back security strip signature digits numbers cvv cvc csc cid")
"""Near a card's number, what the figures on its back are called."""
_NEAR = 6
_SIDES = frozenset(("back", "front", "strip", "panel"))
_SAYS = frozenset(("is", "'s", "are", "says", "said", "was", "reads", ":"))
_ON_CARDS = word_set("code codes digits three four 3 4 numbers figures signature security")
_LABELS = word_set("label tag sticker box bottle tin pack packet")
_LAST_FOUR = 4
_OF_AMEX = 5
"""Figures that an American Express card is called by."""
_CALLED = word_set("card visa mastercard amex debit")
_GOODS = word_set("graphics memory sd video sound game games capture network wifi pokemon trading")
"""Cards that nobody pays with."""
_EDGES = word_set("starts start begins begin starting beginning ends")
_CVV = (3, 4)
_ZIP = (5, 9)
_SORT_LEAST = 6
"""Figures of a sort code, and of what insurances and licences are called by."""


def short_kind(tokens: Tokens, row: Row) -> Personal | None:
    """Return the kind of a short number that something announces; None for others."""
    figures = row.figures
    if tokens.at(row.first - 1) == "last" and len(figures) == _LAST_FOUR + 1 and figures[0] == "4":
        return Personal.SECRET  # "last four one oh one oh"
    if len(figures) < _LEAST_ELSE or any(part.is_round for part in row.parts):
        return None
    kind = _kind_by_size(tokens, row.first, len(figures))
    if kind is not None:
        return kind
    if len(figures) == _LAST_FOUR and _is_called_by(tokens, row):
        return Personal.SECRET
    if len(figures) in _CVV and _is_on_a_card(tokens, row):
        return Personal.SECRET
    head = head_before(tokens, row.first, _SHORT_HEADS, near=True)
    if head is None:
        head = head_behind(tokens, row.after, _HEADS_BEHIND)
    return None if head is None or not _is_headed(tokens, row, head) else SHORT[tokens.low[head]]


def _is_headed(tokens: Tokens, row: Row, head: int) -> bool:
    """Say whether a word before or behind a number announces it, by what stands around it."""
    word, figures = tokens.low[head], row.figures
    if len(figures) < _LEAST.get(word, _LEAST_ELSE):
        return False
    if word in _DIGITS and not is_any(tokens, head, head + 3, _OF_DIGITS):
        return False
    if word == "pen" and tokens.at(head + 1) not in ("is", "'s", "number"):
        return False
    if word == "back" and not is_any(
        tokens, head - 5, head, frozenset({"code", "digits", "number"})
    ):
        return False
    is_said = all(part.is_said and len(part.figures) == 1 for part in row.parts)
    if word == "security" and is_said and head >= row.first - 2:
        return True
    if word in ("security", "sec", "verification") and not is_any(
        tokens, head, head + 2, frozenset({"code", "number"})
    ):
        return False
    if word in _EXPIRES and not _is_of_a_card(tokens):
        return False
    return word not in ("sort", "insurance", "license", "licence") or len(figures) >= _SORT_LEAST


def _kind_by_size(tokens: Tokens, place: int, size: int) -> Personal | None:
    """Return the kind of what is announced in several words, and only of some sizes."""
    is_amex = size == _OF_AMEX and is_any(tokens, place - 3, place, frozenset(("amex",)))
    if (size == _LAST_FOUR or is_amex) and _is_last_four(tokens, place):
        return Personal.SECRET
    if size in _ZIP and (_is_sent_there(tokens, place) or is_like_zip(tokens, place)):
        return Personal.ADDRESS
    return Personal.SECRET if size in _CVV and is_spelled_cvv(tokens, place) else None


def _is_sent_there(tokens: Tokens, place: int) -> bool:
    """Say whether something goes to five figures: "shipping to 94110", "I'm in 94110"."""
    if tokens.at(place - 1) == "in" and tokens.at(place - 2) in ("'m", "am", "live", "'re"):
        return True
    return tokens.at(place - 1) == "to" and tokens.at(place - 2) in (
        "shipping", "ship", "deliver", "delivery", "delivering", "send", "shipped", "delivered",
    )  # fmt: skip


def _is_on_a_card(tokens: Tokens, row: Row) -> bool:
    """Say whether three or four figures are called the code of a card that is told, too."""
    on = row.after + (tokens.at(row.after) == ",")
    if tokens.low[on : on + 3] == ["on", "the", "back"] or _is_on_a_side(tokens, row.first):
        return True
    is_coded = is_any(tokens, row.first - _NEAR, row.first, _CODES)
    if is_coded and tokens.low[on : on + 2] == ["on", "back"]:
        return True
    return is_coded and (_is_of_a_card(tokens) or _is_dated(tokens, row.after))


def _is_called_by(tokens: Tokens, row: Row) -> bool:
    """Say whether a card is called by four figures: "the four four oh nine card", "... on the end".

    Figures said one by one are where a card is spoken of, and others right before its name.
    """
    is_said = all(part.is_said and len(set(part.figures)) == 1 for part in row.parts)
    on = row.after
    at_end = tokens.at(on) in ("at", "on") and tokens.low[on + 1 : on + 3] == ["the", "end"]
    if at_end and is_said:
        return True
    if _CALLED.isdisjoint(tokens.low) or not _GOODS.isdisjoint(tokens.low):
        return False
    is_spelled = is_said and len(tokens.at(row.first - 1)) != 1 and len(set(row.figures)) > 1
    return is_spelled and not is_counting(row)


def _is_on_a_side(tokens: Tokens, place: int) -> bool:
    """Say whether "the three on the back are" or "the back says" stands before a place."""
    on = place - 1
    while tokens.at(on) in _SAYS or tokens.at(on) in PAUSES:
        on -= 1
    if tokens.at(on) not in _SIDES or is_any(tokens, on - _NEAR, on, _LABELS):
        return False
    is_said = tokens.at(on + 1) in ("says", "said", "reads") and tokens.at(on - 2) != "on"
    return is_said or is_any(tokens, on - _NEAR + 1, on, _ON_CARDS)


def _is_dated(tokens: Tokens, place: int) -> bool:
    """Say whether "expires oh nine twenty eight" follows at once."""
    on = place + (tokens.at(place) in (",", "and"))
    return tokens.at(on) in _EXPIRES and any(
        part_at(tokens, p) is not None for p in range(on + 1, on + 3)
    )


def _is_last_four(tokens: Tokens, place: int) -> bool:
    for back in range(max(0, place - 12), place):
        pair = (tokens.low[back], tokens.at(back + 1))
        if pair in (
            ("last", "four"),
            ("last", "4"),
            ("final", "four"),
            ("final", "4"),
            ("ending", "in"),
            ("ending", "with"),
        ):
            return True
        if pair[0] == "ending" and is_any(tokens, back - 3, back, CARD_HEADS):
            return True
    is_edge = tokens.at(place - 1) in ("with", "in") and tokens.at(place - 2) in _EDGES
    if is_edge and is_any(tokens, place - 14, place, CARD_HEADS):
        return True
    if tokens.at(place - 1) == "ending" and tokens.at(place - 2) in _ENDING:
        return True
    return is_ending(tokens, place)


def _is_of_a_card(tokens: Tokens) -> bool:
    return has_card(tokens) or ("valid", "thru") in pairwise(tokens.low)
