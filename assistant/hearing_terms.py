"""Words that a shop's analysts taught its recogniser, besides those of the catalog: one file."""

import fcntl
import json
import os
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from assistant.errors import TermRefused, TermsUnusable
from retrieval.english import ordinary_words
from speech.sound_alike.pronunciation import phones_of

MOST_TERMS: Final = 500
"""Each is compared with every utterance; a catalog has hundreds to thousands."""
MOST_CHARS: Final = 60
MOST_WORDS: Final = 4
"""What is repaired at once (docs/catalog-terms.md)."""
_LEAST_PHONES: Final = 3
_PRIVATE: Final = 0o600


@dataclass(frozen=True, slots=True)
class HearingTerm:
    """One word or name."""

    term: str
    added_at: str
    """ISO 8601, UTC."""
    by: str | None = None
    """Id of the key that added it."""


class HearingTerms:
    """The file of one shop; safe in threads and processes.

    Args:
        path: Made when the first term is added.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def mark(self) -> tuple[int, int]:
        """Return what changes whenever the file does; costs one look at its name."""
        try:
            found = self._path.stat()
        except OSError:
            return 0, 0
        return found.st_mtime_ns, found.st_ino

    def all(self) -> tuple[HearingTerm, ...]:
        """Return every term, oldest first.

        Raises:
            TermsUnusable: The file cannot be read, or holds something else.
        """
        try:
            told = json.loads(self._path.read_bytes())
            return tuple(HearingTerm(**each) for each in told["terms"])
        except FileNotFoundError:
            return ()
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise self._unusable("read") from error

    def add(self, term: str, by: str | None = None) -> HearingTerm:
        """Add a term; one that is there already, in any case, is left as it is.

        Raises:
            TermRefused: It is no word or name that could be heard, or there are too many.
            TermsUnusable: The file cannot be read or written.
        """
        text = valid_term(term)
        with self._locked():
            terms = self.all()
            for each in terms:
                if each.term.casefold() == text.casefold():
                    return each
            if len(terms) >= MOST_TERMS:
                raise TermRefused(f"There are {MOST_TERMS} terms already; take one out first.")
            added = HearingTerm(text, datetime.now(UTC).isoformat(timespec="seconds"), by)
            self._write((*terms, added))
        return added

    def remove(self, term: str) -> bool:
        """Take a term out; say whether it was there.

        Raises:
            TermsUnusable: The file cannot be read or written.
        """
        key = " ".join(term.split()).casefold()
        with self._locked():
            terms = self.all()
            kept = tuple(each for each in terms if each.term.casefold() != key)
            if len(kept) == len(terms):
                return False
            self._write(kept)
        return True

    def _write(self, terms: tuple[HearingTerm, ...]) -> None:
        told = json.dumps({"terms": [asdict(term) for term in terms]}, ensure_ascii=False, indent=1)
        new = self._path.with_name(f".{self._path.name}.new")
        try:
            descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _PRIVATE)
            with open(descriptor, "w", encoding="utf-8") as file:  # noqa: PTH123 - of a descriptor
                file.write(told)
                file.flush()
                os.fsync(file.fileno())
            new.replace(self._path)
        except OSError as error:
            raise self._unusable("written") from error

    @contextmanager
    def _locked(self) -> Iterator[None]:
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            lock = self._path.with_name(f".{self._path.name}.lock")
            descriptor = os.open(lock, os.O_RDWR | os.O_CREAT, _PRIVATE)
        except OSError as error:
            raise self._unusable("written") from error
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)

    def _unusable(self, done: str) -> TermsUnusable:
        return TermsUnusable(
            f"The shop's hearing terms in {self._path} cannot be {done}; mend the file or its "
            "permissions, or move it away to begin anew."
        )


def valid_term(term: str) -> str:
    """Return a term as it is kept.

    Raises:
        TermRefused: It is no word or name that could be heard.
    """
    if any(unicodedata.category(c).startswith("C") and not c.isspace() for c in term):
        raise TermRefused("A term is made of letters; this one holds control characters.")
    text = " ".join(unicodedata.normalize("NFC", term).split())
    if not text or len(text) > MOST_CHARS or len(text.split()) > MOST_WORDS:
        raise TermRefused(
            f"A term is one to {MOST_WORDS} words of at most {MOST_CHARS} characters together."
        )
    if not all(c.isalnum() or c in " '&-.+" for c in text):
        raise TermRefused("A term is made of letters, digits and ' & - . + only.")
    if len(phones_of(text)) < _LEAST_PHONES:
        raise TermRefused("The term is too short to be told from other words by its sound.")
    if text.casefold() in ordinary_words():
        raise TermRefused("That is an ordinary English word, which the recogniser knows already.")
    return text
