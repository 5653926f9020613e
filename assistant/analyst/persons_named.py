"""Whether what an analyst wrote names a person: the same as the search after an erasure finds."""

import re
from collections.abc import Iterable, Sequence
from urllib.parse import quote, unquote, unquote_plus

from assistant.privacy.search import SHORT


def text_names(text: str | None, ids: Iterable[str]) -> bool:
    """Return whether a text names a person, a session or a turn, by one of their ids."""
    return text is not None and any(_names(text, id_) for id_ in ids if id_)


def _names(text: str, id_: str) -> bool:
    if len(id_) < SHORT:  # a word like others ("ann", "7"): in quotes or alone only
        return id_ == text.strip() or f'"{id_}"' in text
    if id_ not in text:
        return False
    return bool(re.search(f"(?<![A-Za-z0-9_]){re.escape(id_)}(?![A-Za-z0-9_])", text))


def address_names(url: str, ids: Sequence[str]) -> bool:
    """Return whether the address of a page does, as written or as meant."""
    wanted = {*ids, *(quote(id_, safe="") for id_ in ids)}
    if wanted & _parts(url):
        return True
    return any(text_names(meant, ids) for meant in (url, unquote(url), unquote_plus(url)))


def _parts(url: str) -> set[str]:
    """Return what lies between the separators of an address, as written and as meant."""
    found = set(re.split(r"[/?&=#]", url))
    return found | {unquote(part) for part in found}
