"""Stock, sizes and colours: what can be had of a product."""

import re
from collections.abc import Iterator, Sequence

from evals.measures.facts.claims import Heard, names
from evals.measures.facts.world import Known
from evals.measures.facts.wrong import WrongFact
from retrieval.product import Availability, Variant

_THERE = re.compile(r"\b(?:in stock|available now|ready to ship|we have it)\b", re.I)
_GONE = re.compile(r"\b(?:sold out|out of stock|none left|not in stock|isn't in stock)\b", re.I)
_FEW = re.compile(
    r"\b(?:only a few|a few left|few left|(?:nearly|almost) (?:gone|sold out)|last few|last one|"
    r"running (?:low|out)|low stock)\b",
    re.I,
)
_LETTERS = {
    "extra extra large": "xxl", "extra large": "xl", "extra small": "xs",
    "small": "s", "medium": "m", "large": "l",
}  # fmt: skip
_SPOKEN = {
    word: str(number)
    for number, word in enumerate(
        [
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
        ],
        start=5,
    )
}
_SIZE = re.compile(
    r"\b(?:in an? |in (?:a )?size |size |sizes |sizes are |in sizes )"
    r"(extra extra large|extra large|extra small|small|medium|large|"
    r"[x]{0,3}[sml]\b|\d{1,2}(?:\.5)?\b"
    r"(?! (?:of|people|ratings|oz|in|inch|lb|ft|mm|cm|hours|days|watts))|"
    r"five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen)",
    re.I,
)
_THE_SIZE = re.compile(
    r"\bthe (extra large|extra small|small|medium|large|[x]{0,3}[sml]|\d{1,2}(?:\.5)?) "
    r"(?:is|are)\b",
    re.I,
)
_MADE = re.compile(
    r"\b(?:comes?|available|made|sold|sizes are|have it|offered) (?:only )?(?:in )?([^.;]*)", re.I
)
_ITEM = re.compile(r",| and | or | to ")


def wrong_offers(heard: Heard) -> Iterator[WrongFact]:
    """Yield claims of stock, size and colour that no form of the product bears out."""
    if heard.sentence.is_question:
        return
    yield from _stock(heard)
    yield from _few(heard)
    yield from _sizes(heard)
    yield from _colours(heard)


def _stock(heard: Heard) -> Iterator[WrongFact]:
    gone, there = _GONE.search(heard.text), _THERE.search(heard.text)
    if gone:
        about = heard.about(gone.start())
        wanted = _form_in(heard.text, about)
        if about and all(_had(one, wanted) for one in about):
            yield WrongFact("stock", gone[0], f"{names(about)} is in stock")
    elif there and not heard.sentence.denies(there.start()):
        about = heard.about(there.start())
        wanted = _form_in(heard.text, about)
        if about and not any(_had(one, wanted) for one in about):
            yield WrongFact("stock", there[0], f"{names(about)} is sold out so")


def _few(heard: Heard) -> Iterator[WrongFact]:
    match = _FEW.search(heard.text)
    about = heard.about(match.start(), match.end()) if match else ()
    if not match or not about:
        return
    forms = [form for one in about for form in (one.product, *one.variants)]
    if all(form.availability is not Availability.LOW_STOCK for form in forms):
        yield WrongFact("stock", match[0], f"{names(about)} is not running out")


def _sizes(heard: Heard) -> Iterator[WrongFact]:
    for match in _SIZE.finditer(heard.text):
        about = [one for one in heard.about(match.start(), match.end()) if one.product.sizes]
        size = size_of(match[1])
        if not about or heard.sentence.denies(match.start()):
            continue
        if not any(_same_size(size, made) for one in about for made in one.product.sizes):
            yield WrongFact("size", match[0], f"{names(about)} is not made in it")
    made_in = _MADE.search(heard.text)
    if made_in and heard.sentence.denies(made_in.start()):
        return
    about = list(heard.about(made_in.start())) if made_in else []
    if made_in and about and any(one.product.sizes for one in about):
        known = heard.shop.sizes
        made = [size for one in about for size in one.product.sizes]
        for item in _ITEM.split(made_in[1]):
            word = item.strip().removeprefix("a ").removeprefix("an ").strip()
            is_size = (word.casefold() in known and not word.isalpha()) or word.isupper()
            if is_size and not any(_same_size(size_of(word), one) for one in made):
                yield WrongFact("size", made_in[0], f"{names(about)} is not made in {word}")


def _colours(heard: Heard) -> Iterator[WrongFact]:
    for match in heard.shop.colour_words.finditer(heard.text):
        about = heard.about(match.start(), match.end())
        told = [one for one in about if one.colours]
        colour = match[1].casefold().replace("grey", "gray")
        if not told:
            continue
        made = {c.replace("grey", "gray") for one in told for c in one.colours}
        if heard.sentence.denies(match.start()):
            denied = match[0].casefold().startswith("in ") and len(told) == len(about) == 1
            if (
                denied
                and _denies(heard.text, match.start())
                and colour in made
                and _in_stock_in(told[0], colour)
            ):
                yield WrongFact("colour", match[0], f"{names(told)} is there in {colour}")
        elif colour not in made:
            yield WrongFact("colour", match[0], f"{names(told)} is not made in it")


_DENIED = re.compile(
    r"\b(?:not|doesn't come|isn't made|never|no longer)(?: made| available)?\s*$", re.I
)


def _denies(text: str, at: int) -> bool:
    return bool(_DENIED.search(text[:at]))


def _in_stock_in(one: Known, colour: str) -> bool:
    forms = [v for v in one.variants if (v.colour or "").casefold() == colour]
    sizes_left = {v.size for v in forms if v.in_stock}
    everything = {v.size for v in one.variants}
    return bool(forms) and sizes_left == everything


def size_of(word: str) -> str:
    """Return a size as catalogs write it: "m" for "medium", "9" for "nine"."""
    plain = word.casefold().strip()
    return _LETTERS.get(plain, _SPOKEN.get(plain, plain))


def _same_size(said: str, made: str) -> bool:
    return said == size_of(made) or made.casefold().split()[0] == said


def _form_in(text: str, about: Sequence[Known]) -> tuple[str | None, str | None]:
    """Return the size and colour that a sentence names, as far as they are made."""
    named = _THE_SIZE.search(text) or _SIZE.search(text)
    size = size_of(named[1]) if named else None
    colours = {colour for one in about for colour in one.colours}
    colour = next((c for c in colours if f"in {c}" in text.casefold()), None)
    return size, colour


def _had(one: Known, wanted: tuple[str | None, str | None]) -> bool:
    size, colour = wanted
    forms: list[Variant] = [
        v
        for v in one.variants
        if (size is None or _same_size(size, v.size or ""))
        and (colour is None or (v.colour or colour).casefold() == colour)
    ]
    return any(v.in_stock for v in forms) if one.variants else one.product.in_stock
