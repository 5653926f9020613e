"""A whole record of the intent log without what tells who somebody is.

What was found in what the shopper said is taken out wherever it comes again: in the transcript
before repair, in the words of an act or of a wish, in what was searched for and in the reply.
Ids, titles of products and values of an enumeration stay as they are.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from assistant.events.event import Event
from assistant.redaction.product_names import spoken_forms
from assistant.redaction.redact import REDACTION_VERSION
from assistant.redaction.told import Told
from assistant.turn_record import TurnRecord

Record = TypeVar("Record", TurnRecord, Event)

_IDS = re.compile(
    r"(?:^|[^a-zA-Z]|(?<=[a-z])(?=[A-Z])"
    r"|(?i:object|product|item|query|session|client|user|order|event|request|trace|span|doc))"
    r"(?i:ids?|at|timestamp|url|schema|key|ean|sku|asin)$"
)
"""Names whose values are no sentences: "product_id", "productId", "objectid"; not "said"."""
_OF_MACHINES = frozenset(
    (
        *("useragent", "browser", "locale", "language", "languages", "acceptlanguage"),
        *("os", "platform", "path", "trail", "referrer", "referer"),
    )
)
"""Fields that a program fills: "en-GB" and "/mara/velit" are nobody's names. Without _ and -."""
_ORDER_ACT = "order_or_policy"
_ORDER_LEAD = "order number "
_ANSWER_MOST = 8
"""Words of an answer that is an order's number and little else; Aisle asks for nothing else."""
_DEEPEST = 8
"""Levels of a client's own field that are kept; a record of our own has three."""


def is_of_machine(name: str) -> bool:
    """Say whether a field is filled by a program, such as a browser's name for itself."""
    return name.casefold().replace("_", "").replace("-", "") in _OF_MACHINES


def is_of_ids(name: str) -> bool:
    """Say whether a field holds an id, a time or an address of the web rather than a sentence."""
    return _IDS.search(name) is not None


def without_mail(text: str) -> str:
    """Return what is no sentence: only e-mail addresses are taken out of it."""
    return Told((), ()).named(text)


def redacted(record: Record, own: Sequence[str] = ()) -> Record:
    """Return the record without what tells who somebody is; the same again for its own result.

    Args:
        record: A turn or an event, with all that somebody said in it.
        own: What the shop says of itself (`own_words`), which stays in a reply.
    """
    if isinstance(record, TurnRecord):
        return _turn(record, own)
    return _event(record)


def _turn(record: TurnRecord, own: Sequence[str]) -> TurnRecord:
    said = [t for t in (record.user_query, record.raw_transcript) if t]
    titles = [*record.titles, *(line.title for line in record.cart or ())]
    if record.focus:
        titles.append(record.focus)
    names = [*own, *(name for title in titles for name in spoken_forms(title))]
    told = Told(said, names, _ORDER_LEAD if _is_of_an_order(record) else "")
    changes: dict[str, Any] = {"redaction": REDACTION_VERSION}
    changes["user_query"] = told.said(record.user_query)
    if record.raw_transcript is not None:
        changes["raw_transcript"] = told.said(record.raw_transcript)
    for name in ("reply", "heard"):
        text = getattr(record, name)
        if text is not None:
            changes[name] = told.replied(text)
    if record.query is not None:
        changes["query"] = told.part(record.query)
    changes["acts"] = [_words_out(act, told) for act in record.acts]
    changes["constraints"] = [_wish(wish, told) for wish in record.constraints]
    changes["relaxed"] = _values(record.relaxed, told)
    if record.lacking is not None:
        changes["lacking"] = _values(record.lacking, told)
    changes.update(_unknown(record.model_extra, told))
    return record.model_copy(update=changes)


def _is_of_an_order(record: TurnRecord) -> bool:
    """Say whether a turn may answer "what's the order number?": "4471", "far 4 7 1"."""
    is_short = len(record.user_query.split()) <= _ANSWER_MOST
    acts = [act.get("act") for act in record.acts]
    return is_short and bool(acts) and set(acts) == {_ORDER_ACT}


def _values(rows: Iterable[dict[str, str]], told: Told) -> list[dict[str, str]]:
    return [
        {name: told.part(text) if name == "value" else text for name, text in row.items()}
        for row in rows
    ]


def _event(record: Event) -> Event:
    said = [t for t in (record.message, (record.model_extra or {}).get("user_query")) if t]
    told = Told([t for t in said if isinstance(t, str)], ())
    changes: dict[str, Any] = {"redaction": REDACTION_VERSION}
    for name in ("message", "message_type"):
        text = getattr(record, name)
        if text is not None:
            changes[name] = told.said(text)
    changes["event_attributes"] = _attributes(record, told)
    changes.update(_unknown(record.model_extra, told))
    return record.model_copy(update=changes)


def _attributes(record: Event, told: Told) -> Any:
    before = record.event_attributes
    changes: dict[str, Any] = {
        "details": {
            name: _value(name, value, told, _DEEPEST) for name, value in before.details.items()
        }
    }
    for name in ("object", "position"):
        part = getattr(before, name)
        if part is not None and part.model_extra:
            changes[name] = part.model_copy(update=_unknown(part.model_extra, told))
    if before.object is not None and before.object.description:
        described = told.said(before.object.description)
        kept = changes.get("object", before.object)
        changes["object"] = kept.model_copy(update={"description": described})
    changes.update(_unknown(before.model_extra, told))
    return before.model_copy(update=changes)


def _words_out(act: dict[str, Any], told: Told) -> dict[str, Any]:
    return {
        name: told.part(value)
        if name == "words" and isinstance(value, str)
        else value
        if name in ("act", "confidence")
        else _value(name, value, told, _DEEPEST)
        for name, value in act.items()
    }


def _wish(wish: dict[str, Any], told: Told) -> dict[str, Any]:
    """Return a wish without what tells who somebody is: its words, and what was read in them."""
    words, value = wish.get("words"), wish.get("value")
    changed = dict(wish)
    is_out = False
    if isinstance(words, str):
        changed["words"] = told.part(words)
        is_out = changed["words"] != words
    if isinstance(value, str):
        changed["value"] = told.part(value)
    elif is_out and isinstance(value, dict):  # a price that was read from somebody's number
        changed["value"] = dict.fromkeys(value)
    return changed


def _unknown(fields: Mapping[str, Any] | None, told: Told) -> dict[str, Any]:
    return {name: _value(name, value, told, _DEEPEST) for name, value in (fields or {}).items()}


def _value(name: str, value: Any, told: Told, levels: int) -> Any:
    """Return a value of a field that is not Aisle's own, whatever it is."""
    if isinstance(value, str):
        is_plain = is_of_ids(name) or is_of_machine(name)
        return told.named(value) if is_plain else told.said(value)
    if levels == 0:
        return None
    if isinstance(value, Mapping):
        return {told.said(str(k)): _value(str(k), v, told, levels - 1) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [_value(name, one, told, levels - 1) for one in value]
    return value
