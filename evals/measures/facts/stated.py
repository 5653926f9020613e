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
    "cm": ("cm", "centimeters"), "g": ("g", "gram", "grams"), "kg": ("kg", "kilograms"),
    "ml": ("ml", "milliliters"), "l": ("liter", "liters", "litre"), "hours": ("hour", "hours"),
    "days": ("day", "days"), "months": ("month", "months"), "watts": ("watt", "watts"),
    "bar": ("bar",), "mah": ("mah",), "gb": ("gb",), "tb": ("tb",), "pages": ("pages",),
    "years": ("years",),
}  # fmt: skip
_UNIT_OF = {form: unit for unit, forms in _UNITS.items() for form in forms}
_MEASURE = re.compile(
    rf"(?<![$\d.])(\d[\d,]*(?:\.\d+)?) ({'|'.join(sorted(_UNIT_OF, key=len, reverse=True))}|in)\b"
    r"(?! (?:lighter|heavier|longer|shorter|taller|wider|more|less|thinner|thicker|bigger|smaller))",
    re.I,
)
_SHOP = re.compile(r"\b(?:return|refund|delivery|shipping|warranty|business days|order)\b", re.I)


def wrong_measures(heard: Heard) -> Iterator[WrongFact]:
    """Yield measures that are nowhere in the record of whoever is spoken of.

    Differences ("0.8 pounds lighter") and the shop's own rules are not looked at.
    """
    if heard.sentence.is_question or _SHOP.search(heard.text):
        return
    for match in _MEASURE.finditer(heard.text):
        about = heard.about(match.start(), match.end())
        number = match[1].replace(",", "")
        if about and not any(number in numbers_of(one.product) for one in about):
            yield WrongFact("measure", match[0], f"{names(about)} does not say so")


@lru_cache(maxsize=4096)
def _numbers(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\d+(?:\.\d+)?", text.replace(",", "")))


def numbers_of(product: Product) -> frozenset[str]:
    """Return every number in a product's record but its prices."""
    told = (product.title, product.description, *product.features, *product.attributes.values())
    sizes = (variant.size or "" for variant in product.variants)
    extra = (v for variant in product.variants for v in variant.attributes.values())
    return _numbers(" ".join((*told, *sizes, *extra)))
