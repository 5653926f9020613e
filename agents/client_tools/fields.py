"""The fields of a JSON output that tell a shopper something, as sentences. Pure.

Only what is in them is said: names of fields become words, values stay as they are. Ids,
addresses of pages and what the call itself said are left out.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from pydantic import JsonValue

from agents.client_tools.plain_output import bounded, spoken_text
from agents.client_tools.words import split_name
from agents.reply.money import money

DEEPEST = 3
"""Objects within objects that are looked into."""
MOST_FIELDS = 4
"""Told of one object; more are not held by a listener."""
MOST_NAMED = 3
"""Of a list."""
_MESSAGES = ("message", "answer", "reply", "response", "speech", "summary", "text", "result",
             "content", "output", "description")  # fmt: skip
_NAMES = ("name", "title", "label", "product", "item", "city", "day", "date", "time", "slot")
_SILENT = re.compile(
    r"\b(?:ids?|uuid|guid|url|uri|link|href|image|images|icon|hash|token|key|sku|etag|cursor|page|"
    r"offset|created|updated|timestamp|epoch|version|code|debug|trace|request|lat|lon|latitude|"
    r"longitude|html|locale|lang)$"
)
_PRICES = re.compile(r"\b(?:price|total|subtotal|cost|amount|balance|fee|refund|shipping|tax)\b")
_STATES = frozenset({
    "available", "open", "closed", "shipped", "delivered", "eligible", "valid", "cancelled",
    "canceled", "confirmed", "sold", "refunded", "paid", "returned", "booked", "active", "expired",
    "ready", "done", "free", "refundable", "returnable", "discounted",
})  # fmt: skip
_ABBREVIATIONS = {
    "eta": "estimated arrival", "qty": "quantity", "temp": "temperature", "desc": "description",
    "num": "number", "tel": "phone number", "addr": "address", "dob": "date of birth",
    "avg": "average", "est": "estimated", "max": "highest", "min": "lowest", "amt": "amount",
}  # fmt: skip
_UNITS = {"c": "degrees Celsius", "f": "degrees Fahrenheit", "km": "kilometers", "kg": "kilograms",
          "cm": "centimeters", "pct": "percent", "percent": "percent", "mins": "minutes",
          "minutes": "minutes", "hours": "hours", "days": "days", "kph": "kilometers an hour",
          "mph": "miles an hour", "celsius": "degrees Celsius",
          "fahrenheit": "degrees Fahrenheit"}  # fmt: skip
_CODE_LIKE = re.compile(r"^[A-Za-z]+(?:_[A-Za-z]+)+$|^[A-Z]{4,}$")
_DATE_TIME = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d")


def told(output: JsonValue, known: frozenset[str]) -> str:
    """Return what a JSON value tells.

    Args:
        output: As it was parsed.
        known: The call's own arguments, case folded: what everybody knows already.
    """
    if isinstance(output, list):
        return _list(output, "result")
    if isinstance(output, dict):
        return _object(output, known, 0)
    if isinstance(output, bool):
        return "Yes." if output else "No."
    if output is None:
        return ""
    return spoken_text(str(output))


def _object(fields: Mapping[str, JsonValue], known: frozenset[str], depth: int) -> str:
    message = _message(fields)
    if message:
        return message
    said: list[str] = []
    for sentence in _sentences(fields, known, depth):
        said.append(sentence)
        if len(said) == MOST_FIELDS:
            break
    return bounded(_together(said))


def _message(fields: Mapping[str, JsonValue]) -> str:
    """Return the sentence that the function wrote itself, if it wrote one."""
    for name in _MESSAGES:
        text = fields.get(name)
        if isinstance(text, str) and len(text.split()) > 2:
            return spoken_text(text)
    return ""


def _sentences(fields: Mapping[str, JsonValue], known: frozenset[str], depth: int) -> Iterator[str]:
    currency = next(
        (v for k, v in fields.items() if k.lower().startswith("currency") and isinstance(v, str)),
        None,
    )
    unit = next((v for k, v in fields.items() if k.lower() in ("unit", "units")), None)
    for name, value in fields.items():
        words = split_name(name)
        label = " ".join(_ABBREVIATIONS.get(w, w) for w in words)
        if _is_silent(name, label, value, known):
            continue
        if isinstance(value, dict):
            if depth < DEEPEST:
                inner = _object(_renamed(name, value), known, depth + 1)
                if inner:
                    yield inner
        elif isinstance(value, list):
            if value:
                yield _list(value, label)
        elif isinstance(value, bool):
            yield _state(words, value)
        elif value is not None:
            shown = _value(words, value, currency, unit)
            if shown:
                yield _field(words, shown)


def _renamed(name: str, fields: dict[str, JsonValue]) -> dict[str, JsonValue]:
    """Let {"temperature": {"value": 14}} tell of a temperature, not of a value."""
    return {name if key == "value" else key: value for key, value in fields.items()}


def _field(words: tuple[str, ...], shown: str) -> str:
    """Return "The status is shipped."; "Closes at 18:00." of closes_at; a sentence alone."""
    label = _named(words)
    if len(shown.split()) >= _SENTENCE_WORDS and shown[0].isupper():
        return f"{shown}."
    if words[-1] in _PREPOSITIONS and len(words) > 1:
        return f"{_upper(label)} {shown}."
    several = label.endswith("s") and not label.endswith(("ss", "us", "is"))
    return f"The {label} {'are' if several else 'is'} {shown}."


_SENTENCE_WORDS = 5
_PREPOSITIONS = frozenset({"at", "by", "on", "in", "to", "from", "until", "for", "since", "of"})


def _is_silent(name: str, label: str, value: JsonValue, known: frozenset[str]) -> bool:
    if value is None or value == "" or name.startswith("_") or not label:
        return True
    if label in ("ok", "success", "currency", "unit", "units", "currency code"):
        return True
    if isinstance(value, str) and (value.casefold() in known or value.startswith("http")):
        return True
    return bool(_SILENT.search(label))


def _together(said: list[str]) -> list[str]:
    """Join "The status is shipped." and "The city is Oslo." to one sentence."""
    joined: list[str] = []
    run: list[str] = []
    for sentence in [*said, ""]:
        simple = re.fullmatch(r"The (.{1,60}) is (.{1,40})\.", sentence)
        if simple and len(run) < MOST_NAMED:
            run.append(f"the {simple[1]} is {simple[2]}")
            continue
        if run:
            joined.append(_upper(_and(run)) + ".")
        run = [f"the {simple[1]} is {simple[2]}"] if simple else []
        if sentence and not simple:
            joined.append(sentence)
    if run:
        joined.append(_upper(_and(run)) + ".")
    return joined


def _named(words: tuple[str, ...]) -> str:
    """Return a field's name in words, without the unit at its end."""
    own = words[:-1] if len(words) > 1 and words[-1] in _UNITS else words
    return " ".join(_ABBREVIATIONS.get(w, w) for w in own)


def _value(
    words: tuple[str, ...], value: str | float, currency: str | None, unit: JsonValue
) -> str:
    if isinstance(value, int | float):
        if currency and _PRICES.search(" ".join(words)) and words[-1] not in _UNITS:
            return _money(value, currency)
        number = f"{Decimal(str(value)).normalize():f}"
        if words[-1] in _UNITS:
            return f"{number} {_UNITS[words[-1]]}"
        if isinstance(unit, str) and len(unit) < 20:
            return f"{number} {_UNITS.get(unit.lower(), unit)}"
        return number
    return _text(value)


def _text(value: str) -> str:
    if _CODE_LIKE.match(value):
        return value.replace("_", " ").lower()
    if _DATE_TIME.match(value):
        return _moment(value)
    return spoken_text(value).rstrip(".")


def _moment(value: str) -> str:
    """Return "2026-11-27 at 14:30" of a timestamp; its day alone where no hour is told."""
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        return value[:10]
    day = date.isoformat(at.date())
    return day if (at.hour, at.minute) == (0, 0) else f"{day} at {at.hour}:{at.minute:02}"


def _money(value: float, currency: str) -> str:
    try:
        return money(Decimal(str(value)), currency.upper()[:3])
    except InvalidOperation:
        return str(value)


def _state(words: tuple[str, ...], value: bool) -> str:
    """Return "It is in stock." of in_stock, "It does not have pockets." of has_pockets."""
    rest = " ".join(words[1:])
    match words[0]:
        case "is" | "are" | "was" if rest:
            return f"It is {'' if value else 'not '}{rest}."
        case "has" | "have" if rest:
            return f"It {'has' if value else 'does not have'} {rest}."
        case "can" if rest:
            return f"It can{'' if value else 'not'} {rest}."
    label = " ".join(words)
    if words[0] == "in" or words[-1] in _STATES:
        return f"It is {'' if value else 'not '}{label}."
    return f"{_upper(label)}: {'yes' if value else 'no'}."


def _list(values: list[JsonValue], label: str) -> str:
    """Say how many there are and the names of the first."""
    if not values:
        return "Nothing was found."
    names = [n for v in values[:MOST_NAMED] if (n := _name(v))]
    count = len(values)
    noun = label if label.endswith("s") or count == 1 else f"{label}s"
    if not names:
        return f"{count} {noun}."
    more = count - len(names)
    listed = _and([*names, f"{more} more"] if more > 0 else names)
    return bounded([f"{_upper(listed)}." if count == 1 else f"{count} {noun}: {listed}."])


def _name(value: JsonValue) -> str:
    if isinstance(value, dict):
        own = next((value[n] for n in _NAMES if isinstance(value.get(n), str)), None)
        if own is None:
            own = next((v for v in value.values() if isinstance(v, str)), None)
        price = next(
            (v for k, v in value.items() if k == "price" and isinstance(v, int | float)), None
        )
        if not isinstance(own, str):
            return ""
        told_of = _text(own)
        if price is None:
            return told_of
        currency = value.get("currency")
        cost = _money(price, currency) if isinstance(currency, str) else f"{price:g}"
        return f"{told_of} at {cost}"
    if isinstance(value, str):
        return _text(value)
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _and(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
