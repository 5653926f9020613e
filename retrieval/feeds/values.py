"""Single values as shops write them: availability, counts, ratings, yes or no, lists, dates.

Prices are read by `retrieval.feeds.money`.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from math import isfinite, isnan
from typing import Final

from retrieval.feeds.record import Value
from retrieval.feeds.unreadable import Unreadable
from retrieval.product import Availability
from retrieval.wordset import wordset

_NOT_LETTERS = re.compile(r"[\W_]+")

_AVAILABILITIES: Final = {
    Availability.IN_STOCK: (
        "instock available instoreonly onlineonly yes true y availablenow instockonline "
        "auflager lieferbar sofortlieferbar verfügbar vorrätig enstock disponible existencias "
        "enexistencia disponibile opvoorraad leverbar ilager paslager dostępny emestoque"
    ),
    Availability.LOW_STOCK: "limitedavailability lowstock limited fewleft limitedstock knapp",
    Availability.OUT_OF_STOCK: (
        "outofstock soldout discontinued unavailable notavailable no false n nostock reserved "
        "nichtauflager ausverkauft nichtverfügbar nichtlieferbar vergriffen rupturedestock "
        "rupture épuisé agotado sinexistencias esaurito nondisponibile uitverkocht "
        "nietopvoorraad slutsåld udsolgt niedostępny esgotado"
    ),
    Availability.PREORDER: (
        "preorder presale comingsoon vorbestellbar vorbestellung précommande reserva preordine"
    ),
    Availability.BACKORDER: (
        "backorder backordered madetoorder onbackorder availableforbackorder nachbestellt"
    ),
}
_AVAILABILITY = {word: kind for kind, words in _AVAILABILITIES.items() for word in words.split()}

_YES: Final = wordset(
    """
    yes true y t 1 on ja oui si sí sim tak x
    """
)
_NO: Final = wordset(
    """
    no false n f 0 off nein non nee não nie none null
    """
)

_LIST_MARKS = re.compile(r"\s*[|;\n\t]\s*")
_COMMA_LIST = re.compile(r"\s*[|;,\n\t]\s*")
_URL_LIST = re.compile(r"[|;\s]+|,(?=\s*(?:https?:)?/)")
_COUNT = re.compile(r"([-−]?)\s*(\d{1,3}(?:,\d{3})+|\d+)(?:\.0*)?\s*\+?", re.ASCII)
_RATING = re.compile(r"(\d+(?:[.,]\d+)?)(?:\s*(?:/|out of|von|sur|of)\s*(\d+(?:\.\d+)?))?")
_POSITIVE = re.compile(r"[1-9]\d{0,3}(?:\.\d+)?", re.ASCII)
_GTIN = re.compile(r"\d{8}|\d{12,14}", re.ASCII)
_GTIN_MARKS = re.compile(r"[\s\-]")

MAX_STOCK: Final = 10**9
"""A larger count is a barcode in the wrong column."""


def text_of(value: Value) -> str:
    """Return a value as text on its ends stripped; "" for nothing, NaN, lists and objects."""
    if isinstance(value, str):
        return value.strip()
    if value is None or isinstance(value, bool | list | Mapping):
        return ""
    if isinstance(value, float):
        if not isfinite(value):
            return ""
        return str(int(value)) if value.is_integer() else str(value)
    return str(value)


def read_availability(value: Value) -> tuple[Availability | None, int | None]:
    """Return what a value says, and the pieces it counts.

    Raises:
        Unreadable: it is none of the published spellings.
    """
    if isinstance(value, bool):
        return (Availability.IN_STOCK if value else Availability.OUT_OF_STOCK), None
    text = text_of(value)
    if not text:
        return None, None
    if text.isdecimal() and text.isascii():
        return None, min(int(text), MAX_STOCK)
    word = _NOT_LETTERS.sub("", text.rsplit("/", 1)[-1]).casefold()
    kind = _AVAILABILITY.get(word)
    if kind is None:
        raise Unreadable(f'"{text[:40]}" is no availability such as "in stock"')
    return kind, None


def read_count(value: Value) -> int | None:
    """Return pieces; None if not stated, 0 where more were sold than there were.

    Raises:
        Unreadable: it is no whole number.
    """
    if isinstance(value, bool):
        raise Unreadable("is not a whole number")
    if isinstance(value, int):
        return _bounded(value)
    if isinstance(value, list):
        return len(value)
    text = text_of(value)
    if not text:
        return None
    match = _COUNT.fullmatch(text)
    if match is None:
        raise Unreadable("is not a whole number")
    return _bounded(int(match[2].replace(",", "")) if not match[1] else 0)


def _bounded(count: int) -> int:
    if count > MAX_STOCK:
        raise Unreadable("is not a count of pieces")
    return max(count, 0)


def read_rating(value: Value, best: float = 5.0) -> tuple[float | None, int | None]:
    """Return stars of 5 and, if it says so, of how many people.

    Args:
        value: a number, "4.5/5", or an object with a rating, a best one and a count.
        best: the best rating where the value does not say.

    Raises:
        Unreadable: it is no number, or above the best.
    """
    if isinstance(value, Mapping):
        return _read_rating_object(value, best)
    if isinstance(value, bool):
        raise Unreadable("is not a number")
    if isinstance(value, int | float):
        stars = float(value)
        if isnan(stars):
            return None, None
    else:
        text = text_of(value)
        if not text:
            return None, None
        match = _RATING.fullmatch(text.removesuffix(" stars"))
        if match is None:
            raise Unreadable("is not a number")
        stars = float(match[1].replace(",", "."))
        best = float(match[2]) if match[2] else best
    if not (isfinite(stars) and 0 <= stars <= best and best > 0):
        raise Unreadable(f"must be at most {best:g}" if stars > 0 else "must be at least 0")
    return round(stars * 5 / best, 4), None


_STARS_KEYS = ("ratingValue", "rate", "rating", "value", "average", "stars", "score")
_COUNT_KEYS = ("reviewCount", "ratingCount", "count", "reviews", "votes", "total")


def _read_rating_object(value: Mapping[str, Value], best: float) -> tuple[float | None, int | None]:
    stated_best = _POSITIVE.fullmatch(text_of(value.get("bestRating")))
    top = float(stated_best[0]) if stated_best else best
    stars = next((value[k] for k in _STARS_KEYS if value.get(k) not in (None, "")), None)
    count = next((value[k] for k in _COUNT_KEYS if value.get(k) not in (None, "")), None)
    number, _ = read_rating(None if isinstance(stars, Mapping) else stars, top)
    return number, read_count(count)


def read_bool(value: Value) -> bool | None:
    """Return yes or no; None if a value is neither."""
    if isinstance(value, bool):
        return value
    text = text_of(value).casefold()
    if text in _YES:
        return True
    return False if text in _NO else None


def read_list(value: Value, commas: bool = False) -> tuple[str, ...]:
    """Return the parts of a list in any shape, none twice.

    Args:
        value: a list, or text with "|", ";" or line breaks between the parts.
        commas: whether a comma parts them as well.
    """
    if isinstance(value, list):
        parts = [text_of(each) or _named(each) for each in value]
    elif text := text_of(value):
        parts = (_COMMA_LIST if commas else _LIST_MARKS).split(text)
    else:
        return ()
    return tuple(dict.fromkeys(part for part in parts if part))


def read_urls(value: Value) -> tuple[str, ...]:
    """Return addresses: of a list, of objects with a "url" or "src", or parted by commas."""
    if isinstance(value, str):
        text = value.strip()
        if not text:
            return ()
        if " " not in text and "," not in text and "|" not in text and ";" not in text:
            return (text,)
        parts = [part.strip(" ,") for part in _URL_LIST.split(text)]
        # A file name may hold a blank; an address never does.
        if "://" not in text and "," not in text and "|" not in text and "\n" not in text:
            parts = [text]
        elif "://" not in text:
            parts = [part for whole in parts for part in whole.split(",")]
    elif isinstance(value, list):
        parts = [url for each in value for url in read_urls(each)]
    elif isinstance(value, Mapping):
        parts = [_named(value)]
    else:
        return ()
    return tuple(dict.fromkeys(part for part in parts if part))


_NAMES = ("url", "src", "contentUrl", "link", "href", "name", "title", "value", "label")


def _named(value: Value) -> str:
    """Return what an object in a list stands for: its address or its name."""
    if not isinstance(value, Mapping):
        return ""
    return next((text for key in _NAMES if (text := text_of(value.get(key)))), "")


def read_name(value: Value) -> str:
    """Return text, the name of an object such as schema.org's Brand, or the first of a list."""
    if isinstance(value, list):
        return next((name for each in value if (name := read_name(each))), "")
    return text_of(value) or _named(value)


def read_lines(value: Value) -> str:
    """Return text as it stands, an object's name, or the parts of a list on lines of their own."""
    if isinstance(value, str):
        return value
    return "\n".join(read_list(value)) if isinstance(value, list) else read_name(value)


def read_prose(value: Value) -> str:
    """Return a description: text, or an object such as {"plain": ..., "html": ...}."""
    if isinstance(value, Mapping):
        texts = (text_of(value.get(key)) for key in ("plain", "text", "markdown", "html", "en"))
        return next((text for text in texts if text), "")
    if isinstance(value, list):
        return "\n".join(text_of(each) for each in value)
    return text_of(value)


def read_gtin(value: Value) -> str | None:
    """Return a trade item number of 8, 12, 13 or 14 digits; None for anything else."""
    digits = _GTIN_MARKS.sub("", text_of(value)).strip("'")
    return digits if _GTIN.fullmatch(digits) and set(digits) != {"0"} else None


def read_date(value: Value) -> datetime | None:
    """Return a moment, in UTC where no zone is named; None if it cannot be read."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _from_epoch(float(value))
    text = text_of(value)
    if not text:
        return None
    if text.isdecimal() and len(text) in (10, 13):
        return _from_epoch(float(text))
    for written in (text, text.replace(" UTC", "+00:00"), text.replace("/", "-")):
        try:
            moment = datetime.fromisoformat(written)
        except ValueError:
            continue
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return _american(text)


_AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{2,4})(?:,? .*)?", re.ASCII)


def _american(text: str) -> datetime | None:
    match = _AMERICAN.fullmatch(text)
    if match is None:
        return None
    month, day, year = (int(part) for part in match.groups())
    try:
        return datetime(year + 2000 if year < 100 else year, month, day, tzinfo=UTC)
    except ValueError:
        return None


_SECONDS: Final = (631_152_000, 4_102_444_800)
"""1990 to 2100: a number outside is no time."""


def _from_epoch(number: float) -> datetime | None:
    if not isfinite(number):
        return None
    seconds = number / 1000 if number > _SECONDS[1] else number
    if not _SECONDS[0] <= seconds <= _SECONDS[1]:
        return None
    return datetime.fromtimestamp(seconds, UTC)


def in_effect(period: Value, now: datetime) -> bool:
    """Say whether `now` is within "from/to"; True where nothing is stated."""
    start, _, end = text_of(period).partition("/")
    return is_within(start, end, now)


def is_within(start: Value, end: Value, now: datetime) -> bool:
    """Say whether `now` is from `start` to `end`, either of which may be missing."""
    after, before = read_date(start), read_date(end)
    if before and isinstance(end, str) and len(end.strip()) <= 10:
        before = before.replace(hour=23, minute=59, second=59)
    return (after is None or after <= now) and (before is None or now <= before)
