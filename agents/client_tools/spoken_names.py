"""Names of currencies, languages and time zones, as said and as programs write them."""

import re
from functools import cache
from zoneinfo import available_timezones

from agents.client_tools.needs import Given
from agents.client_tools.slot import Slot

_CURRENCIES = {
    "dollars": "USD", "dollar": "USD", "bucks": "USD", "euros": "EUR", "euro": "EUR",
    "pounds": "GBP", "pound": "GBP", "yen": "JPY", "yuan": "CNY", "rupees": "INR",
    "francs": "CHF", "pesos": "MXN", "kronor": "SEK", "kroner": "NOK", "zloty": "PLN",
    "usd": "USD", "eur": "EUR", "gbp": "GBP", "jpy": "JPY", "cny": "CNY", "inr": "INR",
    "chf": "CHF", "cad": "CAD", "aud": "AUD", "mxn": "MXN",
}  # fmt: skip
_LANGUAGES = {
    "english": "en", "spanish": "es", "french": "fr", "german": "de", "italian": "it",
    "portuguese": "pt", "dutch": "nl", "polish": "pl", "russian": "ru", "ukrainian": "uk",
    "turkish": "tr", "arabic": "ar", "hebrew": "he", "hindi": "hi", "chinese": "zh",
    "mandarin": "zh", "japanese": "ja", "korean": "ko", "vietnamese": "vi", "thai": "th",
    "greek": "el", "swedish": "sv", "norwegian": "no", "danish": "da", "finnish": "fi",
    "czech": "cs", "hungarian": "hu", "romanian": "ro", "latin": "la",
}  # fmt: skip
_CODED = re.compile(r"\b(?:code|iso|usd|eur|en)\b")
_FROM = frozenset({"from", "source", "base"})


def currency(given: Given, slot: Slot) -> str | None:
    """Return the currency that an argument is for: the one after "to" or "in", or the other."""
    names = [m for m in re.finditer(r"[a-z]+", given.said.lower) if m[0] in _CURRENCIES]
    if not names:
        return None
    targets = [
        m for m in names if re.search(r"\b(?:to|in|into)\s*$", given.said.lower[: m.start()])
    ]
    if _FROM & set(slot.words):
        others = [m for m in names if m not in targets]
        found = others[0] if others else None
    else:
        found = targets[-1] if targets else (names[0] if len(names) == 1 else None)
    if found is None:
        return None
    given.claim(*found.span())
    coded = _CODED.search(" ".join((*slot.words, slot.description.lower())))
    return _CURRENCIES[found[0]] if coded else found[0]


def language(given: Given, slot: Slot) -> str | None:
    """Return the language that is named last."""
    names = [m for m in re.finditer(r"[a-z]+", given.said.lower) if m[0] in _LANGUAGES]
    if not names:
        return None
    found = names[-1]
    lead = re.search(r"\b(?:into|to|in)\s*$", given.said.lower[: found.start()])
    given.claim(lead.start() if lead else found.start(), found.end())
    coded = _CODED.search(" ".join((*slot.words, slot.description.lower())))
    return _LANGUAGES[found[0]] if coded else found[0].capitalize()


def time_zone(place: str) -> str:
    """Return the time zone of a city, "Asia/Tokyo"; the place itself where none has its name."""
    return _zones().get(place.lower(), place)


@cache
def _zones() -> dict[str, str]:
    return {
        zone.rpartition("/")[2].replace("_", " ").lower(): zone for zone in available_timezones()
    }
