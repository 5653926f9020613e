"""Shopping self-repairs in the manner of Disfl-QA, with what must be wanted after them.

Slots of a request are said wrong first and put right: at once ("red, no wait, blue boots"),
at the end ("red boots under fifty, sorry, blue"), in a sentence of its own, or by saying the
whole request again. A second hand to the reader of repairs in `agents`: its own edit terms
and sentences. What is judged after reading the line alone:
- "category", "colour", "material", "brand", "size", "audience", "feature", "rating": the
  constraints wanted ("colour=blue") or excluded ("colour!=black"). "price": the range, as
  "low..high" with both ends included. "sort": the order of a superlative.
- "ordinal", "quantity": which product, how many.
- "words": one of the words (with "|" between) is in a constraint or in the text searched for.
Nothing of `never` may be among them, nor its words in the text that is searched for.
Source: Gupta et al., Disfl-QA (2021), for the kinds of repair; none of its text is here.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path
from random import Random

from evals.amount_speech import words_of
from evals.price_phrases import Half, Of
from evals.repair_lines import NOT_REPAIRED, REPAIRED
from evals.repair_words import ASKS, COLOURS, LEADS, MAKE, ORDINALS, SHELVES, TERMS, Shelf

FORMS = 200
SEEDS: dict[Half, int] = {"dev": 7, "held_out": 977}
FOLDER = Path(__file__).parent / "data" / "understanding"

_ORDINAL_SHARE = 0.1
_HOW = {"at once": 40, "at the end": 25, "sentence": 15, "restart": 20}
_PATTERNS: tuple[tuple[str, ...], ...] = (
    ("colour", "thing"),
    ("colour", "thing"),
    ("thing", "in colour"),
    ("material", "thing"),
    ("thing", "price"),
    ("brand", "thing"),
    ("thing", "size"),
    ("feature", "thing"),
    ("thing", "people"),
    ("colour", "thing", "price"),
    ("material", "thing", "in colour"),
    ("colour", "material", "thing"),
    ("material", "thing", "price"),
    ("colour", "thing", "size"),
)


@dataclass(frozen=True, slots=True)
class RepairForm:
    """One utterance with what it comes to."""

    text: str
    wanted: tuple[str, ...]
    """"kind=value", or "kind!=value" where it is excluded."""
    never: tuple[str, ...]
    """The same, of what was taken back."""
    words: tuple[str, ...]
    """Words of what was taken back: not to be searched for."""
    kind: str


@dataclass(frozen=True, slots=True)
class _Slot:
    """One part of a request: as it is said, as it is repaired, and as it is read."""

    said: str
    fragments: tuple[str, ...]
    """How it may be said again at the end."""
    wish: str
    words: str = ""
    """Words that only this value has."""


@dataclass(frozen=True, slots=True)
class _Request:
    """The slots of a request as said first, and what takes the place of which."""

    slots: Sequence[_Slot]
    at: int
    right: _Slot


def repair_forms(half: Half, count: int = FORMS) -> tuple[RepairForm, ...]:
    """Return `count` forms, no text twice; the same for the same half."""
    dice = Random(SEEDS[half])
    by_hand = _by_hand(dice, REPAIRED[half], "by hand")
    forms = {form.text.casefold(): form for form in by_hand}
    for form in _by_hand(dice, NOT_REPAIRED[half], "no repair"):
        forms[form.text.casefold()] = form
    while len(forms) < count:
        ordinal = dice.random() < _ORDINAL_SHARE
        form = _ordinal(dice, half) if ordinal else _repaired(dice, half)
        forms.setdefault(form.text.casefold(), form)
    return tuple(forms.values())


def write(half: Half) -> Path:
    """Write the forms of a half as JSON lines and return the file."""
    path = FOLDER / f"repairs_{half}.jsonl"
    lines = (json.dumps(asdict(form), ensure_ascii=False) for form in repair_forms(half))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def read(path: Path) -> tuple[RepairForm, ...]:
    """Return the forms that `write` wrote."""
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return tuple(
        RepairForm(
            row["text"],
            tuple(row["wanted"]),
            tuple(row["never"]),
            tuple(row["words"]),
            row["kind"],
        )
        for row in rows
    )


def _by_hand(dice: Random, block: str, kind: str) -> Iterator[RepairForm]:
    """Yield the forms of a block of `evals.repair_lines`."""
    text = ""
    marked: dict[str, tuple[str, ...]] = {"+": (), "-": ()}
    for line in [*block.splitlines(), ""]:
        if line.startswith("    "):
            marked[line.strip()[0]] = tuple(line.strip()[2:].split(", "))
            continue
        if text:
            yield RepairForm(_written(dice, text), marked["+"], marked["-"], (), kind)
        text, marked = line, {"+": (), "-": ()}


def _ordinal(dice: Random, half: Half) -> RepairForm:
    wrong, right = dice.sample(range(1, len(ORDINALS) + 1), 2)
    ask = _draw(dice, half, ASKS)
    first, second = (f"the {ORDINALS[n - 1]} one" for n in (wrong, right))
    if dice.random() < 0.5:
        second = second.removesuffix(" one")
    comma = dice.choice((", ", ", ", " "))
    slip = f"{comma}{_draw(dice, half, TERMS)}{comma}{second}"
    text = ask.replace("{r}", first) + slip
    if dice.random() < 0.5:
        text = ask.replace("{r}", first + slip)
    wanted, never = (f"ordinal={right}",), (f"ordinal={wrong}",)
    return RepairForm(_written(dice, text), wanted, never, (), "ordinal")


def _repaired(dice: Random, half: Half) -> RepairForm:
    shelf, pattern = _possible(dice)
    slots = [_slot(dice, shelf, name) for name in pattern]
    at = dice.randrange(len(slots))
    wrong = right = slots[at]
    while right.wish == wrong.wish:
        right = _slot(dice, shelf, pattern[at])
    how = dice.choices(list(_HOW), list(_HOW.values()))[0]
    text = _lead(dice, half, _said(dice, half, how, _Request(slots, at, right)))
    wishes = [s.wish for place, s in enumerate(slots) if place != at]
    kept = {word for s in (*slots[:at], *slots[at + 1 :], right) for word in s.words.split()}
    gone = tuple(word for word in wrong.words.split() if word not in kept)
    kind = f"{how}: {pattern[at]}"
    return RepairForm(_written(dice, text), (*wishes, right.wish), (wrong.wish,), gone, kind)


def _said(dice: Random, half: Half, how: str, request: _Request) -> str:
    slots, at, right = request.slots, request.at, request.right
    fragment = dice.choice(right.fragments)
    term = _draw(dice, half, TERMS)
    if how in ("at once", "at the end") and dice.random() < 0.25:
        term, fragment = _draw(dice, half, MAKE), right.fragments[0]
    comma = dice.choice((", ", ", ", ", ", " "))
    if term.endswith(("no", ",")):  # "no navy ones" would be another wish
        comma = ", "
    slip = f"{comma}{term.removesuffix(',')}{comma}"
    said = [slot.said for slot in slots]
    match how:
        case "at once":
            last = at == len(slots) - 1
            said[at] += slip + (fragment if last else right.said)
            return " ".join(said)
        case "at the end":
            return " ".join(said) + slip + fragment
        case "sentence":
            return f"{' '.join(said)}. {term[0].upper()}{term[1:]}, {fragment}."
        case _:
            again = [*said[:at], right.said, *said[at + 1 :]][dice.choice((0, 0, at)) :]
            return " ".join(said) + slip + " ".join(again)


def _lead(dice: Random, half: Half, request: str) -> str:
    return f"{_draw(dice, half, LEADS)} {request}".strip()


def _possible(dice: Random) -> tuple[Shelf, tuple[str, ...]]:
    """Choose a shelf, and a pattern whose slots have at least two values on it."""
    while True:
        shelf, pattern = dice.choice(SHELVES), dice.choice(_PATTERNS)
        pools = {"feature": shelf.features, "size": shelf.sizes, "people": shelf.people}
        if all(len(pools.get(name, "any")) > 1 for name in pattern):
            return shelf, pattern


def _slot(dice: Random, shelf: Shelf, name: str) -> _Slot:
    """Say one slot of a request for what is on the shelf."""
    match name:
        case "thing":
            said = dice.choice(shelf.things)
            return _Slot(said, (said,), f"category={said}", said)
        case "colour" | "in colour":
            value = dice.choice(COLOURS)
            says = f"in {value}" if name == "in colour" else value
            return _Slot(says, (value, f"in {value}", f"{value} ones"), f"colour={value}", value)
        case "material" | "brand" | "feature":
            pool = {"material": shelf.materials, "brand": shelf.brands, "feature": shelf.features}
            value = dice.choice(pool[name])
            return _Slot(value, (value, f"{value} ones"), f"{name}={value}", value)
        case "size":
            value, size = dice.choice(shelf.sizes)
            article = "an" if value[0] in "aeiou8" else "a"
            says = dice.choice((f"in size {value}", f"in {article} {value}"))
            again = (value, f"size {value}", f"{article} {value}")
            return _Slot(says, again, f"size={size}")
        case "people":
            who = dice.choice(shelf.people)
            return _Slot(f"for {who}", (f"for {who}", who), f"audience={who}", who)
        case _:
            amount = dice.choice(shelf.prices)
            number = dice.choice((str(amount), f"${amount}", words_of(amount)[0]))
            wish = f"price=..{Decimal(amount) - Decimal('0.01')}"
            return _Slot(f"under {number}", (f"{number}", f"under {number}"), wish)


def _draw(dice: Random, half: Half, texts: Mapping[Of, Sequence[str]]) -> str:
    return dice.choice([*texts.get("both", ()), *texts.get(half, ())])


def _written(dice: Random, text: str) -> str:
    if dice.random() < 0.5:
        return text
    text = text[0].upper() + text[1:]
    return text if text[-1] in ".?!" else text + "."
