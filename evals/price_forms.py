"""Spoken price constraints with the range that each must be read as.

A second hand to the reader of prices in `agents`: its own phrases, carriers and amounts. How
they are to be read, as this project reads prices:
- "under", "below", "less than", "cheaper than" X: at most X - 0.01. "Over", "above", "more
  than" X: from X + 0.01.
- "At most", "up to", "max", "no more than", "nothing over", "X or less", "X or under", a
  budget of X: X included. "At least", "from X", "nothing under" X: X included.
- "Between A and B", "A to B": both included.
- "Around" X, "X or so", "X-ish", "X give or take": 15 % to each side, soft. "X, give or take Y":
  X - Y to X + Y. "In the fifties": 50 up to 59, 59.99 or 60.
- The currency that is said does not change the number.
- After a self-repair only what was meant counts. Sizes, counts, ages, ratings and model
  numbers are no price: where `ranges` is empty none may be read.
What language does not settle is left out ("a tent for 100", "fifty or sixty", "about 80 to
spend"), or more than one range is right ("upwards of 80").
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from functools import partial
from pathlib import Path
from random import Random
from typing import Literal

from evals.amount_speech import number_words, say, words_of
from evals.price_carriers import BARE, CARRIERS, COUNTED, NO_PRICE, THINGS, Thing
from evals.price_phrases import PHRASES, Half, Of, Phrase, Reads

Range = tuple[str | None, str | None]
"""Low and high as decimal text, both included; None is open."""
Strength = Literal["hard", "soft", "any"]

FORMS = 500
SEEDS: dict[Half, int] = {"dev": 5, "held_out": 4_231}
AROUND = Decimal("0.15")
FOLDER = Path(__file__).parent / "data" / "understanding"

_CENT = Decimal("0.01")
_WEIGHTS = {
    "high": 32, "low": 13, "between": 20, "around": 13, "margin": 2, "decade": 2, "both": 4,
    "shared": 3, "repaired": 5, "none": 6,
}  # fmt: skip
_COULD_BE_AN_AGE = 20
"""Below it "a board game around 14" need not speak of money, so the currency is said."""
_UNIT_RANGE = re.compile(r"(dollars|bucks|euros|quid) range")
_ONE_UNIT = {"dollars": "dollar", "bucks": "dollar", "euros": "euro", "quid": "quid"}
_HYPHEN = re.compile(r"(?<=[a-z])-(?=[a-z])(?!ish)")
_AFTER_STOP = re.compile(r"(?<=\. )[a-z]")
_STEPS = ((5, 40, 1), (40, 100, 5), (100, 400, 10), (400, 1000, 50), (1000, 4001, 100))


@dataclass(frozen=True, slots=True)
class PriceForm:
    """One utterance with the price that it states."""

    text: str
    ranges: tuple[Range, ...]
    """Any of these is right; empty where no price was stated."""
    strength: Strength
    kind: str
    """What kind of phrase it is."""


def price_forms(half: Half, count: int = FORMS) -> tuple[PriceForm, ...]:
    """Return `count` forms, no text twice; the same for the same half."""
    dice = Random(SEEDS[half])
    kinds = dice.choices(list(_WEIGHTS), list(_WEIGHTS.values()), k=count * 2)
    forms: dict[str, PriceForm] = {}
    for kind in kinds:
        form = _form(dice, half, kind)
        forms.setdefault(form.text.casefold().rstrip(".?!"), form)
        if len(forms) == count:
            break
    return tuple(forms.values())


def write(half: Half) -> Path:
    """Write the forms of a half as JSON lines and return the file."""
    path = FOLDER / f"prices_{half}.jsonl"
    lines = (json.dumps(asdict(form), ensure_ascii=False) for form in price_forms(half))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def read(path: Path) -> tuple[PriceForm, ...]:
    """Return the forms that `write` wrote."""
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return tuple(
        PriceForm(
            row["text"],
            tuple((low, high) for low, high in row["ranges"]),
            row["strength"],
            row["kind"],
        )
        for row in rows
    )


def _form(dice: Random, half: Half, kind: str) -> PriceForm:
    if kind == "none":
        return PriceForm(_written(dice, _draw(dice, half, NO_PRICE)), (), "any", kind)
    thing = dice.choice(COUNTED if dice.random() < 0.22 else THINGS)
    if kind == "decade":
        thing = dice.choice([t for t in THINGS if t.low < 60])
    makers: dict[str, Callable[[], tuple[Phrase, str, tuple[Range, ...], Strength]]] = {
        "margin": partial(_margin, dice, half, thing),
        "decade": partial(_decade, dice, half, thing),
        "shared": partial(_shared, dice, half),
        "repaired": partial(_repaired, dice, half, thing),
    }
    make = makers.get(kind, partial(_plain, dice, half, thing, kind))
    phrase, words, ranges, strength = make()
    if kind == "shared":
        thing = Thing("", 0, 0)
    return PriceForm(
        _written(dice, _carried(dice, half, thing, phrase, words)), ranges, strength, kind
    )


def _plain(
    dice: Random, half: Half, thing: Thing, kind: str
) -> tuple[Phrase, str, tuple[Range, ...], Strength]:
    phrase = _phrase(dice, half, kind)
    if phrase.reads in (Reads.BETWEEN, Reads.BETWEEN_STRICT):
        low, high = _pair(dice, thing)
        words = _both_said(dice, phrase, low, high, thing)
    else:
        low = high = _amount(dice, thing, whole=phrase.whole)
        money = phrase.money or low < _COULD_BE_AN_AGE
        text = say(dice, low, money=money, clipped=thing.high > 120).text
        if phrase.whole:  # nobody says "fifty dollars-ish"
            text = _plain_number(dice, int(low))
        words = phrase.text.replace("{n}", text)
    strength: Strength = "soft" if phrase.reads is Reads.AROUND else "hard"
    return phrase, words, ranges_of(phrase.reads, low, high), strength


def ranges_of(reads: Reads, low: Decimal, high: Decimal) -> tuple[Range, ...]:
    """Return the ranges that are right for amounts said in a phrase of this kind."""
    match reads:
        case Reads.UNDER:
            return ((None, _text(high - _CENT)),)
        case Reads.AT_MOST:
            return ((None, _text(high)),)
        case Reads.OVER:
            return ((_text(low + _CENT), None),)
        case Reads.AT_LEAST:
            return ((_text(low), None),)
        case Reads.UPWARDS:
            return ((_text(low), None), (_text(low + _CENT), None))
        case Reads.DOWNWARDS:
            return ((None, _text(high)), (None, _text(high - _CENT)))
        case Reads.BETWEEN:
            return ((_text(low), _text(high)),)
        case Reads.BETWEEN_STRICT:
            return ((_text(low + _CENT), _text(high - _CENT)),)
        case Reads.AROUND:
            return ((_text(low * (1 - AROUND)), _text(high * (1 + AROUND))),)


def _margin(
    dice: Random, half: Half, thing: Thing
) -> tuple[Phrase, str, tuple[Range, ...], Strength]:
    amount = _amount(dice, thing, whole=True, least=30)
    by = Decimal(dice.choice([m for m in (5, 10, 20, 25, 50) if 4 * m <= amount]))
    phrase = _phrase(dice, half, "margin")
    main, give = say(dice, amount, clipped=False).text, _plain_number(dice, int(by))
    words = phrase.text.replace("{n}", main).replace("{m}", give)
    return phrase, words, ((_text(amount - by), _text(amount + by)),), "any"


def _decade(
    dice: Random, half: Half, thing: Thing
) -> tuple[Phrase, str, tuple[Range, ...], Strength]:
    phrase = _phrase(dice, half, "decade")
    decades = [ten for ten in range(20, 100, 10) if thing.low <= ten + 9 and ten <= thing.high]
    low = Decimal(dice.choice(decades or [50]))
    name = number_words(int(low))[:-1] + "ies"
    ends = (low + 9, low + 10 - _CENT, low + 10)
    ranges = tuple((_text(low), _text(end)) for end in ends)
    return phrase, phrase.text.replace("{n}", name), ranges, "any"


def _shared(dice: Random, half: Half) -> tuple[Phrase, str, tuple[Range, ...], Strength]:
    """Two amounts that share the unit of the second: "two to three hundred"."""
    phrase = _phrase(dice, half, "shared")
    low = dice.randint(1, 5)
    high = low + dice.randint(1, 3)
    unit, worth = dice.choice((("hundred", 100), ("hundred dollars", 100), ("grand", 1000)))
    words = phrase.text.replace("{a}", number_words(low)).replace("{b}", number_words(high))
    ranges = ((_text(Decimal(low * worth)), _text(Decimal(high * worth))),)
    return phrase, words.replace("{unit}", unit), ranges, "hard"


def _repaired(
    dice: Random, half: Half, thing: Thing
) -> tuple[Phrase, str, tuple[Range, ...], Strength]:
    phrase = _phrase(dice, half, "repaired")
    wrong, right = _pair(dice, thing)
    if dice.random() < 0.4:
        wrong, right = right, wrong
    words = _both_said(dice, phrase, wrong, right, thing)
    return phrase, words, ranges_of(phrase.reads, right, right), "hard"


def _both_said(dice: Random, phrase: Phrase, low: Decimal, high: Decimal, thing: Thing) -> str:
    """Say two amounts in one manner: people do not mix words and digits."""
    manner = dice.random()
    unit = dice.choice(("dollars", "bucks", "dollars"))
    if manner < 0.35:
        first, second = f"${low:,f}", f"${high:,f}"
    elif manner < 0.6:
        first, second = f"{low:f}", f"{high:f} {unit}"
    elif manner < 0.7 and not phrase.money:
        first, second = f"{low:f}", f"{high:f}"
    else:
        easy = [w for w in words_of(int(low)) if thing.high > 120 or "hundred" in w or low < 100]
        first = dice.choice(easy)
        rest = [w for w in words_of(int(high)) if "hundred" in w or "thousand" in w or high < 100]
        second = dice.choice(rest)
        if phrase.money or dice.random() < 0.6:
            second = f"{second} {unit}"
    return phrase.text.replace("{a}", first).replace("{b}", second)


def _carried(dice: Random, half: Half, thing: Thing, phrase: Phrase, words: str) -> str:
    if not thing.said:
        thing = Thing(dice.choice(("a desk", "an espresso machine", "a sofa bed")), 100, 4000)
    if phrase.place == "sentence" and dice.random() < 0.2:
        return _draw(dice, half, BARE).replace("{c}", words)
    if thing.said.startswith(("a ", "an ", "something")):
        words = words.replace("that cost ", "that costs ").replace("that are ", "that's ")
    carrier = _draw(dice, half, CARRIERS[phrase.place])
    return carrier.replace("{p}", thing.said).replace("{c}", words)


def _written(dice: Random, text: str) -> str:
    """Return the text as typed, or as a recogniser would write it."""
    text = _UNIT_RANGE.sub(lambda m: f"{_ONE_UNIT[m[1]]} range", text)
    if dice.random() < 0.25:
        text = _HYPHEN.sub(" ", text)
    text = _AFTER_STOP.sub(lambda m: m[0].upper(), text)
    if dice.random() < 0.45:
        return text
    text = text[0].upper() + text[1:]
    asks = text.lower().startswith(("do you", "can", "could", "what", "got", "hi, got", "uh can"))
    return text if text[-1] in ".?!" else text + ("?" if asks else ".")


def _phrase(dice: Random, half: Half, kind: str) -> Phrase:
    return dice.choice([p for p in PHRASES[kind] if p.half in ("both", half)])


def _draw(dice: Random, half: Half, texts: Mapping[Of, Sequence[str]]) -> str:
    return dice.choice([*texts.get("both", ()), *texts.get(half, ())])


def _steps(low: int, high: int) -> Iterator[int]:
    for start, end, step in _STEPS:
        yield from (v for v in range(start, end, step) if low <= v <= high)


def _amount(dice: Random, thing: Thing, *, whole: bool, least: int = 5) -> Decimal:
    if not whole and thing.low < 60 and dice.random() < 0.1:
        return Decimal(dice.randint(13, 89)) + Decimal(dice.choice(("0.99", "0.95", "0.50")))
    found = list(_steps(max(thing.low, least), thing.high))
    return Decimal(dice.choice(found or [least]))


def _pair(dice: Random, thing: Thing) -> tuple[Decimal, Decimal]:
    found = list(_steps(max(thing.low, 10), thing.high))
    low = dice.choice(found[:-1])
    high = dice.choice([v for v in found if 1.15 * low < v <= 2.6 * low + 20] or [found[-1]])
    return Decimal(low), Decimal(high)


def _plain_number(dice: Random, value: int) -> str:
    return dice.choice((str(value), number_words(value)))


def _text(amount: Decimal) -> str:
    return str(amount.quantize(_CENT))
