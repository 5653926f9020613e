"""Phone and card numbers, in figures, in words, and mixed: "four one five, 555 oh one double two".

A price or a size is never that long: "one hundred and fifty" is one number, not a row of
figures, and what stands around "or" or "by" is not joined. Numbers that only go up or down are
sizes in a list, and what follows "model" or "ISBN" is the shop's own.
"""

from collections.abc import Iterator, Sequence

from assistant.redaction.figures import PAUSES, Row, part_at
from assistant.redaction.found import Found, Personal
from assistant.redaction.heads import CARD_HEADS, PHONE_HEADS, head_before, head_behind, is_any
from assistant.redaction.listed import FREE, is_barcode, is_counting, is_tyre
from assistant.redaction.prefixes import prefix_first
from assistant.redaction.tokens import Tokens, word_set

PHONE_LEAST = 7
"""Figures of a number without its area; shops' own numbers are shorter or hold letters."""
CARD_LEAST = 13
"""Figures of a payment card: 13 to 19, ISO/IEC 7812; what is longer holds its date, too."""
_CARD_ANNOUNCED = 8
"""Of one that is called a card number, and was cut off."""
_GROUPS = {(3, 4), (3, 3, 4), (1, 3, 3, 4), (3, 7), (6, 4), (1, 10), (2, 2, 2, 2, 2)}
"""As phone numbers are written in North America and in France."""
_NINE = 9
_LONG = 10
"""Figures that are a number in any groups, but for a row of sizes: "8 9 10 11 12 13"."""
SHOPS_OWN = word_set(
    """
    sku model isbn ean upc asin barcode serial part item style product version gtin mpn firmware
    size sizes color colour shade article catalog catalogue
    """
)
_PERSONAL = PHONE_HEADS - {"number", "call", "text", "contact"} | CARD_HEADS | {"order", "tracking"}
_PHONES = word_set("phone mobile cell landline telephone tel whatsapp handphone")
"""Nothing else is called so, as "ring sizes 5 6 7 8" are."""
_EXTENSIONS = frozenset(("x", "ext", "extension"))
_EXTENSION_MOST = 6
_PLUS_SIGNS = frozenset((",", ".", "-", "…"))
_PLUS_MOST = 6
"""Tokens between "plus" and a number: "plus... um, four four"."""
_LEAD = frozenset(("(", "+", "area", "code", "plus", "$"))
"""Belong to the number that follows."""
_MONEY = frozenset("$€£¥₹")
_UNITS = word_set(
    """
    dollars dollar bucks usd euros euro pounds cents inch inches cm mm ft feet foot lb lbs oz ml
    m km pieces pcs pack count watt watts mah gb mb tb lumens hz hertz reviews stars volts volt x %
    kg grams gallon gallons thread year years piece percent k kelvin " '
    """
)
_CORRECTED_LEAST = 16
"""Figures of a number that somebody corrects, the wrong ones with it."""
_NUMBERED = word_set("number numbers code no # label tag says sticker")
_OWN_CODES = word_set("sku isbn ean upc asin barcode gtin mpn")
_TOLD_BACK = 9
_ROUND_SINGLES = 6


def numbers_in(tokens: Tokens, rows: Sequence[Row]) -> Iterator[Found]:
    """Yield the phone and card numbers of a text.

    Args:
        tokens: Of the text.
        rows: Its rows of figures.
    """
    for row in rows:
        kind = _kind(tokens, row)
        if kind is not None:
            first = _lead_first(tokens, row.first)
            prefixed = prefix_first(tokens, first)
            if prefixed < first and kind is Personal.PHONE:
                kind = Personal.ORDER
            after = _extended(tokens, row.after) if kind is Personal.PHONE else row.after
            yield Found(tokens.starts[prefixed], tokens.ends[after - 1], kind)


def _lead_first(tokens: Tokens, first: int) -> int:
    """Return where "(", "+", "area code" or "plus, um" before a number begins, else the number."""
    while tokens.at(first - 1) in _LEAD and (tokens.is_glued(first) or tokens.is_word(first - 1)):
        first -= 1
    on = first - 1
    while first - on <= _PLUS_MOST and (tokens.at(on) in PAUSES or tokens.at(on) in _PLUS_SIGNS):
        on -= 1
    return on if tokens.at(on) == "plus" else first


def _extended(tokens: Tokens, after: int) -> int:
    """Return the place behind "ext 44" or "x 12" behind a phone's number, else the number's."""
    on = after
    while tokens.at(on) in PAUSES or tokens.at(on) in _PLUS_SIGNS:
        on += 1
    if tokens.at(on) not in _EXTENSIONS:
        return after
    on += 1 + (tokens.at(on + 1) == ".")
    if tokens.is_glued(on) and tokens.is_figures(on):  # "x22"
        return on + 1
    behind = on
    while (part := part_at(tokens, behind)) is not None and behind - on < _EXTENSION_MOST:
        behind = part.after
    return behind if behind > on else after


def _kind(tokens: Tokens, row: Row) -> Personal | None:
    size = sum(len(part.figures) for part in row.parts)
    if size < PHONE_LEAST:
        return None
    is_card = size >= _CARD_ANNOUNCED and size != _LONG and not is_counting(row)
    if is_card and _is_announced(tokens, row, CARD_HEADS):
        return Personal.CARD
    kind = Personal.CARD if size >= CARD_LEAST else Personal.PHONE
    is_listed = is_counting(row) and tokens.at(row.first - 1) != "+"
    if is_listed and _is_called(tokens, row):
        return kind
    if is_listed or _is_amount(tokens, row) or is_barcode(row):
        return None
    if is_shops_own(tokens, row.first):
        return None
    if tokens.at(row.after) in SHOPS_OWN or tokens.at(row.first - 1) in ("=", "/", "&"):
        return None
    is_told = _is_handphone(tokens, row.first) or _is_reached(tokens, row.first)
    if is_told or _is_announced(tokens, row, PHONE_HEADS):
        return Personal.PHONE if "!" in row.gaps else kind
    if row.said >= 2:
        return kind if _is_said_number(row, size) else None
    return kind if _is_written_number(tokens, row, size) else None


def _is_announced(tokens: Tokens, row: Row, heads: frozenset[str]) -> bool:
    return (
        head_before(tokens, row.first, heads) is not None
        or head_behind(tokens, row.after, heads) is not None
    )


def _is_called(tokens: Tokens, row: Row) -> bool:
    """Say whether numbers that go up or down are called a phone's right before or behind them."""
    head = head_before(tokens, row.first, _PHONES, near=True)
    if head is None:
        head = head_behind(tokens, row.after, _PHONES)
    return head is not None and len(row.figures) > PHONE_LEAST


def _is_handphone(tokens: Tokens, first: int) -> bool:
    """Say whether "hp" stands right before a number, as in Singapore; also a maker's name."""
    before = first - 1 - (tokens.at(first - 1) in ("+", ":", "no"))
    return tokens.at(before) == "hp"


def _is_reached(tokens: Tokens, first: int) -> bool:
    """Say whether somebody is to be had there: "you can get me on ...", "the best one is ..."."""
    before, pair = tokens.at(first - 1), (tokens.at(first - 2), tokens.at(first - 3))
    if before in ("on", "at"):
        return pair[0] in ("me", "us", "him", "her", "them", "'m", "im", "am")
    return before in ("is", "'s") and pair == ("one", "best")


def is_shops_own(tokens: Tokens, place: int) -> bool:
    """Say whether a number is called the shop's: "the item number on the shelf says 459.487.01"."""
    if is_any(tokens, place - 3, place, SHOPS_OWN):
        return True
    for back in range(place - 1, max(-1, place - 1 - _TOLD_BACK), -1):
        word = tokens.low[back]
        if word in (".", "?", "!", ";", "and", "but") or word in _PERSONAL:
            return False
        if word in _OWN_CODES or (word in SHOPS_OWN and tokens.at(back + 1) in _NUMBERED):
            return True
    return False


def _is_amount(tokens: Tokens, row: Row) -> bool:
    """Say whether a row is money, a measure, or one number with separators: "1,000,000"."""
    if tokens.at(row.first - 1) in _MONEY and not _is_announced(tokens, row, CARD_HEADS):
        return True
    size = sum(len(part.figures) for part in row.parts)
    least = _LONG if tokens.at(row.after) in _EXTENSIONS else CARD_LEAST
    if tokens.at(row.after) in _UNITS and size < least:
        return True
    return (
        len(row.parts) > 1
        and all(gap == "," for gap in row.gaps)
        and all(len(part.figures) == 3 for part in row.parts[1:])
        and all(tokens.is_glued(part.first) for part in row.parts[1:])
    )


def _is_said_number(row: Row, size: int) -> bool:
    if "!" in row.gaps and any(part.is_round for part in row.parts[:2]):
        again = Row(row.parts[row.gaps.index("!") + 1 :])  # "one eight hundred, no, one eight six"
        size = len(again.figures)
        return size >= _LONG and _is_said_number(again, size)
    rounds = sum(part.is_round for part in row.parts)
    if rounds == 1 and size >= _NINE and _singles(row) >= _ROUND_SINGLES:
        return True  # "nine nine three hundred one eight eight four two"
    if rounds:
        figures = row.figures
        return size in (10, 11) and ("1" + figures).lstrip("1")[:3] in {f[1:] for f in FREE}
    return (_singles(row) >= 3 and not is_tyre(row)) or size >= _LONG


def _singles(row: Row) -> int:
    """Return how many parts are one figure, or the same one again."""
    return sum(len(part.figures) == 1 or len(set(part.figures)) == 1 for part in row.parts)


def _is_written_number(tokens: Tokens, row: Row, size: int) -> bool:
    is_spelled = all(len(part.figures) == 1 for part in row.parts) and size > _LONG
    if "!" in row.gaps and size < _CORRECTED_LEAST and not is_spelled:  # "in 1628, I mean 1629"
        return False
    groups = tuple(len(part.figures) for part in row.parts)
    if size == _NINE and len(groups) > 2 and row.after == len(tokens):
        is_alone = row.first == 0 or PAUSES.issuperset(tokens.low[: row.first])
        return is_alone and min(groups) > 1  # a text that is nothing else: "695 175 368"
    if any("." in gap and min(groups) < 2 for gap in row.gaps) and size < _LONG:
        return False
    if groups == (3, 4):  # "100-1500" is a range
        return row.gaps[0] == "-" and not row.figures.endswith("00")
    if groups in _GROUPS or size >= _LONG:
        return not _has_decimals(tokens, row)
    return set(groups) == {1}


def _has_decimals(tokens: Tokens, row: Row) -> bool:
    """Say whether a row is made of prices: "199.99 149.95"."""
    dots = [
        gap == "." and tokens.is_glued(part.first) and len(part.figures) <= 2
        for gap, part in zip(row.gaps, row.parts[1:], strict=True)
    ]
    return any(dots) and not all(dots)
