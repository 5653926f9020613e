"""Numbers and letters that something announces: orders, parcels, PINs, zip codes, accounts.

Not what follows "model", "item" or "SKU": those are the shop's own.
"""

from collections.abc import Iterator, Sequence

from assistant.redaction.answers import answers_in
from assistant.redaction.coded import Code, code_at
from assistant.redaction.corrections import behind_correction
from assistant.redaction.figures import FIGURE_WORDS, PAUSES, Row
from assistant.redaction.found import Found, Personal
from assistant.redaction.heads import head_behind
from assistant.redaction.loose_codes import loose_codes_in, said_vouchers_in
from assistant.redaction.numbers import PHONE_LEAST, SHOPS_OWN
from assistant.redaction.postcodes import PHONETIC
from assistant.redaction.prefixes import DASHES, LETTER_NAMES, prefix_first
from assistant.redaction.short_codes import NAMED, SHORT, short_kind
from assistant.redaction.tokens import Tokens, word_set
from assistant.redaction.traced import GOES_ON, ending_in, others_behind, traced_in

__all__ = ("ORDER_HEADS", "codes_in")

ORDER_HEADS = word_set(
    """
    order orders purchase invoice bill receipt tracking confirmation reference ref account
    customer member membership loyalty rewards reward rma authorization authorisation return
    refund shipment package parcel ticket claim booking case consignment hash conf ord pnr po
    dhl fedex evri hermes dpd slip registration subscription exchange locker pickup collection
    """
)
_SELDOM = word_set("slip registration subscription exchange locker pickup collection po")
"""Of those, what is only followed by a code where that is called so or is long."""
_HEADS = ORDER_HEADS | NAMED
_NUMBERS = word_set("reference ref confirmation rma consignment")
"""Of those, what is a number itself."""
_VAGUE = word_set("case bill claim return ticket package account member membership rewards reward")
"""Of those, what says something else too, so that a number has to stand near."""
_SAID = word_set("number no num nr id code hash # numbers")
_ON = word_set(
    """
    is was 's are : . , it the my a says said reads i have got think uh um er so to be here its
    number no num id code hash # with of ( - starts called am got placed asking about label slip
    """
)
_CODE_MOST = 40
"""Tokens of a code that is spelled."""
_WORDS_ENDS = frozenset((".", "?", "!", ";", ":"))
_ORDER_LEAST = 4
_LOOSE_LEAST = 5
"""Figures behind "number" alone, as where "account" was heard as "count"."""
_ORDER_SURE = 6
"""Figures that are no quantity."""
_ROUND_LEAST = 6
"""Figures of what has "hundred" in it and is no quantity: "four hundred twelve ninety"."""
_LOOK_ON = 14
_STRANGE_SAID = 4
"""Words between what is called a number and it: "tracking number for my cricket bat is"."""
_STRANGE_MOST = 6
_PREFIX_MOST = 5
"""Letters of the word that a code begins with."""


def codes_in(tokens: Tokens, rows: Sequence[Row]) -> Iterator[Found]:
    """Yield the numbers that something announces.

    Args:
        tokens: Of the text.
        rows: Its rows of figures.
    """
    for found in _orders(tokens):
        yield _to_end_of_row(tokens, rows, found)
    yield from _called_after(tokens)
    yield from traced_in(tokens)
    yield from ending_in(tokens, ORDER_HEADS)
    yield from loose_codes_in(tokens)
    yield from said_vouchers_in(tokens)
    yield from answers_in(tokens, rows)
    for row in rows:
        kind = short_kind(tokens, row)
        if kind is not None:
            yield Found(tokens.starts[row.first], tokens.ends[row.after - 1], kind)


def _orders(tokens: Tokens) -> Iterator[Found]:
    for place, word in enumerate(tokens.low):
        if word not in _HEADS and word != "number":
            continue
        is_number = word == "number" and tokens.at(place + 1) in ("is", "'s", ":", "was", "says")
        is_shops = tokens.at(place - 1) in SHOPS_OWN
        is_loose = word == "number" and not is_number and not is_shops
        if word == "number" and not is_number and not is_loose and word not in _HEADS:
            continue
        code, said = _announced_code(tokens, place)
        if is_loose and (code is None or not _is_long(code) or code.first != place + 1):
            continue
        if code is None or (is_number and code.figures == code.size >= PHONE_LEAST):
            continue  # a row that long is a phone's, unless something says otherwise
        if _is_order(tokens, word, code, said=said):
            kind = SHORT.get(word, Personal.ORDER)
            first = _with_prefix(tokens, place, code.first)
            after = _with_correction(tokens, code)
            yield from others_behind(tokens, code)
            yield Found(tokens.starts[first], tokens.ends[after - 1], kind)


def _with_prefix(tokens: Tokens, head: int, first: int) -> int:
    """Return where a code begins, a word before it with it: "order web three six six"."""
    before = prefix_first(tokens, first)
    word = tokens.at(before - 1)
    is_word = before - 2 == head and word.isalpha() and len(word) <= _PREFIX_MOST
    return before - 1 if is_word and word not in _ON and word not in GOES_ON else before


def _with_correction(tokens: Tokens, code: Code) -> int:
    """Return the place behind a code and behind what corrects it."""
    again = behind_correction(tokens, code.after)
    other = code_at(tokens, again) if again is not None else None
    return other.after if other is not None and other.figures > 1 else code.after


def _to_end_of_row(tokens: Tokens, rows: Sequence[Row], found: Found) -> Found:
    """Return a code with the rest of a row of figures that it ends in."""
    for row in rows:
        start, end = tokens.starts[row.first], tokens.ends[row.after - 1]
        if start < found.end < end:
            return Found(found.start, end, found.kind)
    return found


def _called_after(tokens: Tokens) -> Iterator[Found]:
    """Yield the numbers that are called so behind them: "20481 is my order number"."""
    for place, word in enumerate(tokens.low):
        starts = word in ("is", "'s", "that", "thats", ",") and place > 0
        if not starts or tokens.at(place + 1) not in ("is", "'s", "my", "the", "our", "that"):
            continue
        head = head_behind(tokens, place, ORDER_HEADS)
        if head is None:
            continue
        first = place
        while first > 0 and place - first < _CODE_MOST and tokens.low[first - 1] not in _WORDS_ENDS:
            if not _is_bit(tokens, first - 1):
                break
            first -= 1
        code = code_at(tokens, first) if first < place else None
        if code is not None and code.figures >= _ORDER_LEAST:
            yield Found(tokens.starts[code.first], tokens.ends[code.after - 1], Personal.ORDER)


def _is_bit(tokens: Tokens, place: int) -> bool:
    """Say whether a token may belong to a code."""
    word = tokens.low[place]
    return (
        len(word) == 1
        or any(c.isdigit() for c in word)
        or word in FIGURE_WORDS
        or word in PAUSES
        or word in PHONETIC
        or (
            tokens.is_glued(place + 1)
            and (tokens.at(place + 1) == "-" or any(c.isdigit() for c in tokens.at(place + 1)))
        )
    )


def _announced_code(tokens: Tokens, head: int) -> tuple[Code | None, bool]:
    place, strange = head + 1, 0
    said = is_number = tokens.at(head) == "number" or tuple(
        tokens.low[max(0, head - 3) : head]
    ) in (("number", "on", "the"), ("number", "on", "my"), ("code", "on", "the"))
    is_number = is_number or tokens.at(head) in _NUMBERS
    while place < len(tokens) and place - head <= _LOOK_ON:
        code = code_at(tokens, place)
        if code is not None and _is_meant(tokens, head, code, strange, said=said or is_number):
            return code, said
        word = tokens.low[place]
        if word in SHOPS_OWN:
            break
        said = said or word in _SAID
        is_prefix = tokens.at(place + 1) in DASHES and len(word) <= _PREFIX_MOST
        if word not in _ON | LETTER_NAMES and word not in PAUSES and not is_prefix:
            strange += 1
            if strange > _STRANGE_MOST:
                break
        place += 1
    return None, said


def _is_long(code: Code) -> bool:
    """Say whether a code behind "number" alone is one: of five figures, or with letters."""
    has_letters = code.size > code.figures > 1
    return code.figures >= _LOOSE_LEAST or (has_letters and code.size >= _ORDER_LEAST)


def _is_meant(tokens: Tokens, head: int, code: Code, strange: int, *, said: bool) -> bool:
    """Say whether a code is the one announced, with some strange words between."""
    place = code.first
    if not code.figures or not (code.size > 1 or code.after > place + 1 or said):
        return False
    if strange == 0:
        return True
    if said and strange <= _STRANGE_SAID:
        return code.figures >= _LOOSE_LEAST or tokens.at(place - 1) in ("is", "'s", ":")
    is_one = code.after == place + 1 or code.after - place >= code.size
    if tokens.at(head) in _VAGUE:
        return False
    is_spelled = code.after - place >= code.size >= _ORDER_LEAST  # no sum: "total is 4500"
    if is_spelled and tokens.at(place - 1) in ("is", "'s", ":"):
        return True
    return code.figures >= _ORDER_SURE and is_one and not code.is_round


def _is_order(tokens: Tokens, head: str, code: Code, *, said: bool) -> bool:
    is_count = code.is_round and not said and code.size < _ROUND_LEAST
    if is_count or tokens.at(code.first - 1) in ("$", "€", "£"):
        return False
    if head == "number" and code.size < _ORDER_LEAST - 1:
        return False  # "my favourite number is 7"
    if said:
        return code.size >= _ORDER_LEAST - 1 or tokens.at(code.first - 1) in ("is", "'s", ":")
    if code.size >= _ORDER_SURE:
        return True
    if head in _SELDOM:
        return False
    has_letters = code.figures < code.size
    if code.size < _ORDER_LEAST or (has_letters and code.figures < 2):
        return False
    behind = tokens.at(code.after)
    return behind == "" or behind in GOES_ON
