"""Measures: "weighs 1.6 lb", "holds 24 oz", "runs for up to 42 days"."""

import re
from collections.abc import Iterator
from functools import lru_cache

from evals.measures.facts.claims import Heard, names
from evals.measures.facts.wrong import WrongFact
from retrieval.product import Product

_UNITS = {
    "lb": ("lb", "lbs", "pound", "pounds"), "oz": ("oz", "ounce", "ounces"),
    "in": ("inch", "inches", '"'), "ft": ("ft", "feet", "foot"), "mm": ("mm", "millimeters"),
    "cm": ("cm", "centimeters"), "g": ("g", "gram", "grams"),
    "kg": ("kg", "kilograms", "kilos", "kilo"),
    "ml": ("ml", "milliliters"), "l": ("liter", "liters", "litre"), "hours": ("hour", "hours"),
    "days": ("day", "days"), "months": ("month", "months"), "watts": ("watt", "watts"),
    "bar": ("bar",), "mah": ("mah",), "gb": ("gb",), "tb": ("tb",), "pages": ("pages",),
    "years": ("years",),
}  # fmt: skip
_UNIT_OF = {form: unit for unit, forms in _UNITS.items() for form in forms}
_MEASURE = re.compile(
    rf"(?<![$\d.,])(\d[\d,]*(?:\.\d+)?) "
    rf"({'|'.join(sorted(_UNIT_OF, key=len, reverse=True))}|"
    r"in(?=[.,;)]|$| x | by | wide| tall| long| deep))\b"
    r"(?! (?:lighter|heavier|longer|shorter|taller|wider|more|less|thinner|thicker|bigger|"
    r"smaller))",
    re.I,
)
_SHOP = re.compile(r"\b(?:return|refund|delivery|shipping|warranty|business days|order)\b", re.I)
_FORMS = "|".join(sorted((re.escape(one) for one in (*_UNIT_OF, "in")), key=len, reverse=True))
_RECORDED = re.compile(
    rf"(\d[\d,]*(?:\.\d+)?)(?:\s?(?:x|by|to|-|–)\s?(?=\d)|[\s-]?({_FORMS})(?![a-z])|)", re.I
)
_HEDGED = re.compile(r"\b(?:listing|promise|say|sure|whether|if)\b", re.I)


def wrong_measures(heard: Heard) -> Iterator[WrongFact]:
    """Yield measures that are nowhere in the record of whoever is spoken of, and yes-or-no facts
    whose record says the contrary.

    Differences ("0.8 pounds lighter") and the shop's own rules are not looked at.
    """
    if heard.sentence.is_question or _SHOP.search(heard.text):
        return
    for match in _MEASURE.finditer(heard.text):
        if heard.sentence.denies(match.start()):
            continue
        about = heard.about(match.start(), match.end())
        number, unit = match[1].replace(",", ""), _unit(match[2])
        told = [measures_of(one.product) for one in about]
        if about and not any({(number, unit), (number, None)} & one for one in told):
            yield WrongFact("measure", match[0], f"{names(about)} does not say so")
    yield from _contraries(heard)


def _contraries(heard: Heard) -> Iterator[WrongFact]:
    if _HEDGED.search(heard.text):
        return
    text = heard.text.casefold().replace("-", " ")
    for place in {k.product.id: k for m in heard.own for k in m.products}.values() or heard.about(
        0
    ):
        for name, value in place.product.attributes.items():
            words = name.replace("_", " ")
            at = text.find(f" {words}")
            after = at + len(words) + 1
            if at < 0 or value not in ("yes", "no") or text[after : after + 1].isalpha():
                continue
            about = heard.about(at, after)
            if len(about) != 1 or about[0].product.id != place.product.id:
                continue
            if heard.sentence.denies(at) is (value == "yes"):
                yield WrongFact("attribute", heard.text, f"{words}: {value} for {names(about)}")


@lru_cache(maxsize=4096)
def _recorded(text: str) -> frozenset[tuple[str, str | None]]:
    found: list[tuple[str, str | None]] = []
    waiting: list[str] = []
    for match in _RECORDED.finditer(text):
        number = match[1].replace(",", "")
        waiting.append(number)
        if match[0] != match[1] and match[2] is None:
            continue  # "14 x" waits for the unit of "14 x 9 x 22 in"
        unit = _unit(match[2]) if match[2] else None
        found.extend((one, unit) for one in waiting)
        waiting = []
    found.extend((one, None) for one in waiting)
    return frozenset(found)


def _unit(form: str) -> str:
    return _UNIT_OF.get(form.casefold(), form.casefold())


def measures_of(product: Product) -> frozenset[tuple[str, str | None]]:
    """Return every number of a product's record with its unit; None where it has none."""
    told = (product.title, product.description, *product.features, *product.attributes.values())
    sizes = (variant.size or "" for variant in product.variants)
    extra = (v for variant in product.variants for v in variant.attributes.values())
    return _recorded(" | ".join((*told, *sizes, *extra)))
