"""Numbers that a recogniser broke: "503, I'm then 555, then a 144", "for 2897 3746", "Zep 03082".

Rows of figures that only its words for a pause or for a figure part are read as one, and the word
that it wrote for the first figure belongs to them. What is short has to be announced. Not what
follows "size" or "model", nor money and measures.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from assistant.redaction.figures import PAUSES, Row
from assistant.redaction.found import Found, Personal
from assistant.redaction.heads import CARD_HEADS, PHONE_HEADS, head_before, head_behind, is_any
from assistant.redaction.listed import is_barcode, is_counting
from assistant.redaction.numbers import CARD_LEAST, SHOPS_OWN, is_shops_own
from assistant.redaction.tokens import Tokens, word_set

_FILLERS = PAUSES | word_set(
    """
    i 'm m a an am on in and then than them om hum arm him her are , . - ; ? ! / no wait sorry
    that 's
    """
)
"""What "um", "uh then" and a breath are heard as, between figures."""
_LEADS_ODD = word_set("far fore won tree ate free o oh a eh")
_LEADS = _LEADS_ODD | word_set("for to too")
"""What the first or the last figure is heard as; the odd ones nobody says before a number."""
_WHOLE = frozenset((7, 10, 11, 16))
"""Figures of a number that lacks none; 15 are a card's without its first, or one that is whole."""
_GAP_MOST = 6
_WORDS = "w"
"""A gap of words that are no pause; such a number has to be announced."""
_PHONE, _CARD = 10, 16
_FEW = 3
_WORDS_MOST = 3
_PARTS = word_set("to or by between and with from x size sizes at under over for $ € £ /")
"""Stand between two numbers that are none together."""
_ENDS = frozenset(("", ".", "?", "!", ","))
_ALONE_LEAST = 9
"""Figures of a broken number that nothing announces."""
_SURE = 16
"""Figures that are a card's although somebody corrects them."""
_LINKED = frozenset("/=&%")
"""Stand before the numbers of an address of a page."""
_ROUND = "00"
_HEADS: Final[Mapping[Personal, tuple[frozenset[str], int]]] = {
    Personal.CARD: (CARD_HEADS | {"debate"}, 8),
    Personal.ID: (word_set("social ssn"), 7),
    Personal.ORDER: (
        word_set(
            "order invoice tracking confirmation reference account membership member loyalty"
            " ticket rma package"
        ),
        5,
    ),
    Personal.PHONE: (PHONE_HEADS, 7),
}
"""What announces each kind, in the order in which they are tried, and the fewest figures of it."""
MEASURED = word_set(
    """
    dollars dollar bucks euros pounds cents inch inches m km cm mm ft feet foot lb lbs oz ml x
    pieces pcs pack count watt watts gb mb tb stars percent % grams gallon years year " '
    """
)
_MONEY = frozenset("$€£¥")
_MONTHS = 12
_YEARS = range(24, 45)
_EXPIRES = word_set("expires expire expiry expiration exp expiring")
_ZIPS = word_set("zip zep zap zit sip zipp tip zips")
"""How "zip" is heard right before its figures."""
_ZIP = 5


def heard_numbers_in(tokens: Tokens, rows: Sequence[Row]) -> Iterator[Found]:
    """Yield the numbers of a text that a recogniser broke.

    Args:
        tokens: Of the text.
        rows: Its rows of figures.
    """
    for row in _whole(tokens, rows):
        kind = _kind(tokens, row)
        if kind is not None:
            first, after = _with_lead(tokens, row), _with_end(tokens, row)
            yield Found(tokens.starts[first], tokens.ends[after - 1], kind)


def _whole(tokens: Tokens, rows: Sequence[Row]) -> Iterator[Row]:
    """Yield the rows, those as one that only broken words part."""
    whole: Row | None = None
    for row in rows:
        gap = "" if whole is None else _gap(whole, row, tokens.low[whole.after : row.first])
        if whole is not None and gap:
            whole.parts.extend(row.parts)
            whole.gaps.extend((gap, *row.gaps))
            continue
        if whole is not None:
            yield whole
        whole = Row(list(row.parts), list(row.gaps))
    if whole is not None:
        yield whole


def _gap(one: Row, other: Row, between: Sequence[str]) -> str:
    """Return what parts two rows that are one number, "" where they are none."""
    if _is_date(one) or _is_date(other):
        return ""
    if _is_broken(between):
        return "~"
    return _WORDS if _makes_whole(one, other, between) else ""


def _is_date(row: Row) -> bool:
    return row.gaps.count("/") > 1


def _is_broken(between: Sequence[str]) -> bool:
    """Say whether nothing but fillers stands there; "and" alone parts two numbers."""
    words = [word for word in between if word[0].isalpha()]
    return len(between) <= _GAP_MOST and words != ["and"] and _FILLERS.issuperset(between)


def _makes_whole(one: Row, other: Row, between: Sequence[str]) -> bool:
    """Say whether two rows make a phone's or a card's number: "619-5555 on the note 123"."""
    if max(len(one.parts), len(other.parts)) > _CARD:
        return False
    least = min(len(one.figures), len(other.figures))
    if len(between) == 1 and between[0] in _LEADS:  # "5 for 13313751635991"
        return len(one.figures) + len(other.figures) + 1 in (_PHONE, _CARD)
    is_whole = len(one.figures) + len(other.figures) in (_PHONE, _CARD)
    words = [word for word in between if word[0].isalpha()]
    return (
        is_whole
        and least >= _FEW
        and not (one.parts[-1].is_round or other.parts[-1].is_round)
        and len(words) <= _WORDS_MOST
        and _PARTS.isdisjoint(between)
    )


def _kind(tokens: Tokens, row: Row) -> Personal | None:
    size = len(row.figures)
    if size < _FEW:
        return None
    if tokens.is_glued(row.first) and tokens.at(row.first - 1) in _LINKED:
        return None
    if _is_date_of_card(tokens, row):
        return Personal.SECRET
    if size == _ZIP and tokens.at(row.first - 1) in _ZIPS:
        return Personal.ADDRESS
    if _is_shops(tokens, row):
        return None
    for kind, (heads, least) in _HEADS.items():
        if size >= least and _is_announced(tokens, row, heads):
            is_card = size >= CARD_LEAST and kind is Personal.PHONE and "!" not in row.gaps
            return Personal.CARD if is_card else kind
    if "!" in row.gaps and size < _SURE:  # "1628, I mean 1629"
        return None
    is_round = any(part.figures.endswith(_ROUND) for part in row.parts)
    is_broken = any("~" in gap or "-" in gap for gap in row.gaps) or row.said > 0
    is_phone = size >= _ALONE_LEAST and not is_round and not {".", _WORDS}.intersection(row.gaps)
    if (size >= CARD_LEAST and not is_barcode(row)) or (is_phone and is_broken):
        return Personal.CARD if size >= CARD_LEAST else Personal.PHONE
    return None


def _is_announced(tokens: Tokens, row: Row, heads: frozenset[str]) -> bool:
    return (
        head_before(tokens, row.first, heads) is not None
        or head_behind(tokens, row.after, heads) is not None
    )


def _is_shops(tokens: Tokens, row: Row) -> bool:
    """Say whether figures are money, measures, sizes or a number of the shop's."""
    last = row.parts[-1]
    return (
        (is_counting(row) and not _is_like_phone(row))
        or tokens.at(row.after) in MEASURED
        or tokens.at(row.first - 1) in _MONEY
        or is_shops_own(tokens, row.first)
        or tokens.at(row.after) in SHOPS_OWN
        or any(_is_measured(tokens, a.after, b.first) for a, b in pairwise(row.parts))
        or last.is_round
    )


def _is_like_phone(row: Row) -> bool:
    """Say whether figures are written in one, first three and three: "613-342-71-3"."""
    groups = [len(part.figures) for part in row.parts[:2]]
    return groups == [_FEW, _FEW] and set(row.gaps) == {"-"} and len(row.figures) >= _ALONE_LEAST


def _is_measured(tokens: Tokens, first: int, after: int) -> bool:
    return is_any(tokens, first, after, MEASURED | _MONEY)


def _is_date_of_card(tokens: Tokens, row: Row) -> bool:
    """Say whether "expires 0631" or "expires a 130" ends here: month and year of a card."""
    figures = row.figures
    is_good = tokens.at(row.first - 1) in ("until", "thru", "through") and figures[0] == "0"
    if "/" in row.gaps:
        return False
    if not is_good and not is_any(tokens, row.first - 4, row.first, _EXPIRES):
        return False
    if len(figures) == 3 and tokens.at(row.first - 1) in _LEADS_ODD:
        figures = f"0{figures}"
    if len(figures) not in (4, 6) or not 1 <= int(figures[:2]) <= _MONTHS:
        return False
    return int(figures[-2:]) in _YEARS


def _with_lead(tokens: Tokens, row: Row) -> int:
    """Return where a number begins, the word for its first figure with it."""
    first = row.first
    on = first - 1 - (tokens.at(first - 1) in (",", ".", "-"))
    word = tokens.at(on)
    if word == "as" and tokens.at(on - 1) in _LEADS_ODD:
        return on - 1
    is_lead = word in _LEADS_ODD or (word in _LEADS and len(row.figures) not in _WHOLE)
    return on if is_lead else first


def _with_end(tokens: Tokens, row: Row) -> int:
    """Return the place behind a number, the word for its last figure with it."""
    on = row.after + (tokens.at(row.after) in (",", "-"))
    is_last = tokens.at(on) in _LEADS and len(row.figures) not in _WHOLE
    return on + 1 if is_last and tokens.at(on + 1) in _ENDS else row.after
