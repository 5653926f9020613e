"""Spoken and written numbers: "a hundred and fifty", "nineteen ninety nine", "1.5k".

Every number of an utterance becomes one token with its value, so that the other
parsers only see digits. The grammar is our own. Does not decide what a number
means: that is for `price`, `sizes` and `cart`.
"""

from dataclasses import dataclass, replace
from decimal import Decimal

from agents.understand.number_words import (
    CENTS_OF_PRICES,
    LEADS_AMOUNT,
    NOTES,
    NUMBER_WORDS,
    ONES,
    SCALES,
    TEENS,
    TENS,
    UNIT_WORDS,
    VAGUE,
)
from agents.understand.resolutions import is_resolution
from agents.understand.tokens import Token, plain

MAX_VALUE = Decimal(10**9)
"""No shopper means more."""


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A number read from `words`, ending before `stop`."""

    value: Decimal
    stop: int
    scale: int = 1
    other: Decimal | None = None
    approx: bool = False


def collapse(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Replace each run of number words by one token.

    Args:
        tokens: As `tokens.drop_disfluencies` returns them.

    Returns:
        Tokens in which `value` is set on every number. A bare "one" stays a word
        ("the blue one").
    """
    read: list[Token] = []
    tokens = _apart(tokens)
    i = 0
    while i < len(tokens):
        stop_at = _split_of_between(tokens, i) if _opens_range(tokens, i) else len(tokens)
        spoken = _number(tokens[:stop_at], i)
        if spoken is None:
            read.append(tokens[i])
            i += 1
            continue
        read.append(
            replace(
                tokens[i],
                norm=plain(spoken.value),
                end=tokens[spoken.stop - 1].end,
                value=spoken.value,
                other=spoken.other,
                scale=spoken.scale,
                approx=spoken.approx,
            )
        )
        i = spoken.stop
    return tuple(read)


def _apart(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Part the "ish" of "sixtyish" and "60ish" from its number."""
    if not any(t.norm.endswith("ish") for t in tokens):
        return tokens
    apart: list[Token] = []
    for token in tokens:
        number = token.norm.removesuffix("ish")
        if number == token.norm or number not in NUMBER_WORDS:
            apart.append(token)
            continue
        middle = token.end - 3
        apart.append(replace(token, norm=number, end=middle))
        apart.append(replace(token, norm="ish", start=middle, before="", joined=True))
    return tuple(apart)


def _opens_range(tokens: tuple[Token, ...], i: int) -> bool:
    """Tell whether token `i` is the first number after "between"."""
    before = [t.norm for t in tokens[max(0, i - 2) : i]]
    return "between" in before and tokens[i].norm not in ("between", "the", "$")


def _split_of_between(tokens: tuple[Token, ...], i: int) -> int:
    """Return where the first number of "between A and B" must end.

    "between a hundred and one fifty" is 100 and 150, not 101 and 50: of all the
    "and"s, the split with the longest second number above the first one wins.
    """
    best = (len(tokens), -1)
    for at in range(i + 1, min(len(tokens), i + 14)):
        if tokens[at].norm not in ("and", "to"):
            continue
        low = _number(tokens[:at], i)
        start = at + 1
        while start < len(tokens) and tokens[start].norm in ("$", "maybe", "like", "about", "a"):
            if _number(tokens, start) is not None:
                break
            start += 1
        high = _number(tokens, start) if start < len(tokens) else None
        if low is None or high is None or low.stop < at - 1:
            continue
        bigger = high.value > low.value or high.value * low.scale > low.value
        if bigger and high.stop > best[1]:
            best = (at, high.stop)
    return best[0]


def _number(tokens: tuple[Token, ...], i: int) -> _Spoken | None:
    """Read the longest number that begins at token `i`."""
    token = tokens[i]
    if token.norm == "one" and not _one_counts(tokens, i):
        return None
    if token.norm in ("a", "an", "half", "couple", "few", "several"):
        return _with_article(tokens, i)
    if token.value is not None:
        return _after_digits(tokens, i)
    if token.norm not in NUMBER_WORDS and token.norm not in ("point",):
        return None
    if token.norm == "point":
        return _decimals(tokens, i, Decimal(0))
    spoken = _cardinal(tokens, i)
    return None if spoken is None else _finish(tokens, i, spoken)


def _one_counts(tokens: tuple[Token, ...], i: int) -> bool:
    """Tell whether "one" is the number 1 here and not a pronoun."""
    following = _norm(tokens, i + 1)
    previous = _norm(tokens, i - 1) if i else ""
    if previous in ("the", "that", "this", "which", "any", "each", "every", "another", "no"):
        return following in ("hundred", "thousand", "grand", "fifty", "twenty")
    counts = following in NUMBER_WORDS or following in (
        "oh",
        "o",
        "point",
        "dollar",
        "dollars",
        "buck",
        "bucks",
        "cent",
        "cents",
    )
    counts = counts or following in ("million", "k", "inch", "liter", "star", "pair", "person")
    to_two = following == "to" and _norm(tokens, i + 2) in NUMBER_WORDS
    counts = counts or (to_two and previous not in ("the", "this", "that"))
    and_half = following == "and" and _norm(tokens, i + 2) in ("a", "half")
    return counts or and_half or previous in ("size", "number", "quantity", "option", "between")


def _with_article(tokens: tuple[Token, ...], i: int) -> _Spoken | None:
    """Read "a hundred", "a couple hundred", "half a grand", "a few hundred", "a dozen"."""
    at = i + 1 if tokens[i].norm in ("a", "an") else i
    word = _norm(tokens, at)
    if word in VAGUE:
        scale_at = at + 2 if _norm(tokens, at + 1) == "of" else at + 1
        scale = SCALES.get(_norm(tokens, scale_at))
        if scale is None:
            return None
        vague = word != "couple"
        return _Spoken(Decimal(VAGUE[word] * scale), scale_at + 1, scale, approx=vague)
    if word == "half":
        scale_at = at + 2 if _norm(tokens, at + 1) in ("a", "of") else at + 1
        scale = SCALES.get(_norm(tokens, scale_at), 0)
        if scale:
            return _Spoken(Decimal(scale) / 2, scale_at + 1)
        dozen = _norm(tokens, scale_at) == "dozen"
        return _Spoken(Decimal(6), scale_at + 1) if dozen else None
    if at == i:
        return None
    if word in ("dollar", "buck", "quid") and not _norm(tokens, at + 1).startswith("store"):
        return _Spoken(Decimal(1), at)
    if word in NOTES:
        return _Spoken(Decimal(NOTES[word]), at + 1)
    if word == "dozen":
        return _Spoken(Decimal(12), at + 1)
    if word in ("hundred", "thousand", "grand", "million"):
        scale = SCALES[word]
        rest = _after_scale(tokens, at + 1, scale)
        if rest is None:
            return _finish(tokens, i, _Spoken(Decimal(scale), at + 1, scale))
        return _finish(tokens, i, _Spoken(scale + rest.value, rest.stop))
    return None


def _after_digits(tokens: tuple[Token, ...], i: int) -> _Spoken | None:
    """Read what may follow digits: "5k", "15 hundred", "9 and a half", "9 1/2", "9 1/2"."""
    value = tokens[i].value
    if value is None or value > MAX_VALUE:
        return None
    spoken = _Spoken(value, i + 1)
    following = _norm(tokens, i + 1)
    if following == "k" and is_resolution(tokens, i):
        return None
    if following in SCALES and value < 1000 and (following != "k" or value < 500):
        scale = SCALES[following]
        total = value * scale
        if scale >= 100 and (rest := _after_scale(tokens, i + 2, scale)) is not None:
            return _Spoken(total + rest.value, rest.stop)
        return _Spoken(total, i + 2, scale)
    if tokens[i].norm == plain(value) and value == int(value):
        halved = _halves(tokens, spoken)
        return halved if halved.stop > spoken.stop else _in_two_numbers(tokens, i, spoken)
    return spoken


def _in_two_numbers(tokens: tuple[Token, ...], i: int, spoken: _Spoken) -> _Spoken:
    """Read "$1 50" and "under 19 99": a recogniser's "one fifty", "nineteen ninety nine"."""
    second = tokens[i + 1] if i + 1 < len(tokens) else None
    if second is None or second.value is None or second.before or second.joined:
        return spoken
    thousands = second.end - second.start == 3 and spoken.value < 100
    if thousands and _norm(tokens, i + 2) in ("dollars", "bucks", "euros", "usd"):
        return _Spoken(spoken.value * 1000 + second.value, i + 2)
    two_digits = second.end - second.start == 2 and second.value == int(second.value)
    led = _norm(tokens, i - 1) in LEADS_AMOUNT
    measured = _norm(tokens, i + 2) in UNIT_WORDS | SCALES.keys()
    if not (two_digits and led) or measured or spoken.value >= 1000 or second.value < 10:
        return spoken
    cents = spoken.value + second.value / 100
    joined = spoken.value * 100 + second.value
    if spoken.value < 10:
        return _Spoken(joined, i + 2, other=cents)
    return _Spoken(cents, i + 2, other=joined)


def _after_scale(tokens: tuple[Token, ...], i: int, scale: int) -> _Spoken | None:
    """Read the "and fifty" of "a hundred and fifty", the "two hundred" of "a thousand two ..."."""
    linked = _norm(tokens, i) == "and"
    at = i + 1 if linked else i
    if at >= len(tokens) or (tokens[at].before and not linked):
        return None
    if tokens[at].norm == "one" and _starts_new(tokens, at):
        return None
    rest = _below_thousand(tokens, at) if scale > 100 else _below_hundred(tokens, at)
    if rest is None or rest.value >= scale or rest.value == 0:
        return None
    # "two hundred and two hundred": the second number is a new one.
    if linked and _norm(tokens, rest.stop) in SCALES:
        return None
    # "a hundred and two pairs": so is a count.
    if linked and rest.value < 10 and _norm(tokens, rest.stop) in UNIT_WORDS:
        return None
    return rest


def _below_hundred(tokens: tuple[Token, ...], i: int) -> _Spoken | None:
    word = _norm(tokens, i)
    if word in TENS:
        unit = _norm(tokens, i + 1)
        if unit in ONES and unit != "zero" and not _starts_new(tokens, i + 1):
            return _Spoken(Decimal(TENS[word] + ONES[unit]), i + 2)
        return _Spoken(Decimal(TENS[word]), i + 1)
    small = TEENS.get(word, ONES.get(word))
    if small is not None:
        return _Spoken(Decimal(small), i + 1)
    value = tokens[i].value if i < len(tokens) else None
    if value is not None and value < 100 and value == int(value):
        return _Spoken(value, i + 1)
    return None


def _starts_new(tokens: tuple[Token, ...], i: int) -> bool:
    """Tell whether a comma parts token `i` from the number before it."""
    return bool(tokens[i].before.strip("-"))


def _below_thousand(tokens: tuple[Token, ...], i: int) -> _Spoken | None:
    head = _below_hundred(tokens, i)
    if head is None or _norm(tokens, head.stop) != "hundred":
        return head
    rest = _after_scale(tokens, head.stop + 1, 100)
    if rest is None:
        return _Spoken(head.value * 100, head.stop + 1, 100)
    return _Spoken(head.value * 100 + rest.value, rest.stop)


def _cardinal(tokens: tuple[Token, ...], i: int) -> _Spoken | None:
    head = _below_thousand(tokens, i)
    if head is None:
        return None
    at = head.stop
    if _norm(tokens, at) == "and" and _norm(tokens, at + 1) in ("a", "half"):
        halved = _halves(tokens, head)
        if halved.stop > head.stop and _norm(tokens, halved.stop) in SCALES:
            scale = SCALES[_norm(tokens, halved.stop)]
            return _Spoken(halved.value * scale, halved.stop + 1, scale)
    if _norm(tokens, at) == "point":
        pointed = _decimals(tokens, at, head.value)
        if pointed is not None and _norm(tokens, pointed.stop) in SCALES:
            scale = SCALES[_norm(tokens, pointed.stop)]
            return _Spoken(pointed.value * scale, pointed.stop + 1, scale)
    if (word := _norm(tokens, at)) in ("thousand", "k", "grand", "million"):
        scale = SCALES[word]
        rest = _after_scale(tokens, at + 1, 1000)
        if rest is None:
            return _Spoken(head.value * scale, at + 1, scale)
        return _Spoken(head.value * scale + rest.value, rest.stop)
    return head


def _finish(tokens: tuple[Token, ...], start: int, spoken: _Spoken) -> _Spoken:
    """Add decimals, halves and prices said in two parts."""
    if _norm(tokens, spoken.stop) == "point":
        return _decimals(tokens, spoken.stop, spoken.value) or spoken
    halved = _halves(tokens, spoken)
    if halved.stop > spoken.stop:
        return halved
    return _in_two_parts(tokens, start, spoken)


def _in_two_parts(tokens: tuple[Token, ...], start: int, spoken: _Spoken) -> _Spoken:
    """Read "one fifty" as 150, "nineteen ninety nine" as 19.99, "one oh five" as 105."""
    second = _second_part(tokens, spoken.stop)
    if second is None or spoken.value >= 10_000 or _dashed_range(tokens, spoken, second):
        return spoken
    cents = spoken.value + second.value / 100
    if spoken.value >= 10:
        return _Spoken(cents, second.stop, other=spoken.value * 100 + second.value)
    whole = spoken.value * 100 + second.value
    if spoken.value < 1 or start + 1 != spoken.stop:
        return spoken
    third = _second_part(tokens, second.stop)
    if third is not None:
        return _Spoken(whole + third.value / 100, third.stop)
    return _Spoken(whole, second.stop, other=cents)


def _dashed_range(tokens: tuple[Token, ...], first: _Spoken, second: _Spoken) -> bool:
    """Tell whether a dash means "to": "twenty-thirty", but not "nineteen-ninety-nine"."""
    token = tokens[first.stop]
    dashed = token.joined and "-" in token.before
    return dashed and 10 <= first.value < second.value and second.value not in CENTS_OF_PRICES


def _second_part(tokens: tuple[Token, ...], i: int) -> _Spoken | None:
    """Read two digits said after another number: "fifty", "ninety nine", "oh five"."""
    if i >= len(tokens) or tokens[i].before.strip("-") or tokens[i].value is not None:
        return None
    if tokens[i].norm in ("oh", "o") and _norm(tokens, i + 1) in ONES:
        part: _Spoken | None = _Spoken(Decimal(ONES[_norm(tokens, i + 1)]), i + 2)
    else:
        part = _below_hundred(tokens, i)
        if part is not None and part.value < 10:
            return None
    # "two ten inch pans": the second number measures.
    if part is None or _norm(tokens, part.stop) in UNIT_WORDS | SCALES.keys():
        return None
    return part


def _decimals(tokens: tuple[Token, ...], i: int, whole: Decimal) -> _Spoken | None:
    """Read "point nine nine" or "point ninety nine" from its "point" at `i`."""
    digits = ""
    at = i + 1
    while at < len(tokens):
        word = "zero" if tokens[at].norm in ("oh", "o") else tokens[at].norm
        value = tokens[at].value
        if word in ONES:
            digits += str(ONES[word])
            at += 1
        elif not digits and (part := _below_hundred(tokens, at)) is not None:
            digits, at = plain(part.value), part.stop
        elif value is not None and value == int(value) and value < 10:
            digits += plain(value)
            at += 1
        else:
            break
    return _Spoken(whole + Decimal(f"0.{digits}"), at) if digits else None


def _halves(tokens: tuple[Token, ...], spoken: _Spoken) -> _Spoken:
    """Read the "and a half" of "nine and a half" and the "1/2" of "9 1/2"."""
    at = spoken.stop
    words = [_norm(tokens, at + k) for k in range(3)]
    if words[:2] == ["and", "half"] or words == ["and", "a", "half"]:
        stop = at + (3 if words[1] == "a" else 2)
        return _Spoken(spoken.value + Decimal("0.5"), stop)
    if words[:2] == ["1", "2"] and tokens[at + 1].before == "/":
        return _Spoken(spoken.value + Decimal("0.5"), at + 2)
    if words[0] == "0.5" and tokens[at].end - tokens[at].start == 1:
        return _Spoken(spoken.value + Decimal("0.5"), at + 1)
    return spoken


def _norm(tokens: tuple[Token, ...], i: int) -> str:
    return tokens[i].norm if 0 <= i < len(tokens) else ""
