"""Erasures that are under way: whoever comes after a crash finishes them.

The log is what tells which sessions are a shopper's; once it is erased, only this file does. It
is there from before the first erasure until after the last, readable by its owner only.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final

from assistant.analytics.errors import StoreUnusable
from assistant.config import Settings
from assistant.privacy.subject import Subject

NAME: Final = "erasing.json"
_LOCK: Final = ".erasing.lock"
_PRIVATE: Final = 0o600


class Unfinished:
    """The file of one shop.

    Args:
        settings: Of the shop.
    """

    def __init__(self, settings: Settings) -> None:
        self._home = settings.home
        self._path = settings.home / NAME

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the erasures of the shop alone; waits for whoever holds them.

        Raises:
            StoreUnusable: The home cannot be written.
        """
        try:
            self._home.mkdir(mode=0o700, parents=True, exist_ok=True)
            descriptor = os.open(self._home / _LOCK, os.O_RDWR | os.O_CREAT, _PRIVATE)
        except OSError as error:
            raise self._unusable(error) from error
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)

    def all(self) -> tuple[tuple[Subject, datetime], ...]:
        """Return who was being erased, and when that began.

        Raises:
            StoreUnusable: The file cannot be read.
        """
        try:
            told = json.loads(self._path.read_bytes())
            return tuple((_subject(one), datetime.fromisoformat(one["at"])) for one in told)
        except FileNotFoundError:
            return ()
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise self._unusable(error) from error

    def begin(self, subject: Subject, at: datetime) -> tuple[Subject, datetime]:
        """Note that somebody is being erased; on disk when it returns.

        Returns:
            Them, with what an erasure that was interrupted knew besides.

        Raises:
            StoreUnusable: It cannot be written.
        """
        others = []
        for one, since in self.all():
            if _is_same(one, subject):
                subject = subject.and_also(one)
            else:
                others.append((one, since))
        self._write([*others, (subject, at)])
        return subject, at

    def end(self, subject: Subject) -> None:
        """Note that nothing of them is left.

        Raises:
            StoreUnusable: It cannot be written.
        """
        self._write([(one, at) for one, at in self.all() if not _is_same(one, subject)])

    def _write(self, those: list[tuple[Subject, datetime]]) -> None:
        try:
            if not those:
                self._path.unlink(missing_ok=True)
                return
            told = [
                {
                    "shopper_id": one.shopper_id,
                    "session_ids": one.session_ids,
                    "turn_ids": one.turn_ids,
                    "at": at.isoformat(),
                }
                for one, at in those
            ]
            new = self._path.with_name(f".{NAME}.new")
            descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _PRIVATE)
            with open(descriptor, "w", encoding="utf-8") as file:  # noqa: PTH123 - of a descriptor
                json.dump(told, file)
                file.flush()
                os.fsync(descriptor)
            new.replace(self._path)
        except OSError as error:
            raise self._unusable(error) from error

    def _unusable(self, error: Exception) -> StoreUnusable:
        reason = getattr(error, "strerror", None) or type(error).__name__
        return StoreUnusable(
            f"The list of erasures under way, {self._path}, cannot be used ({reason}); free space "
            "or mend its permissions, then erase again."
        )


def files_of(home: Path) -> tuple[Path, ...]:
    """Return the files in which whoever is being erased stands until it is done."""
    return home / NAME, home / f".{NAME}.new"


def _is_same(one: Subject, other: Subject) -> bool:
    if one.shopper_id is not None or other.shopper_id is not None:
        return one.shopper_id == other.shopper_id
    return one.session_ids == other.session_ids


def _subject(told: dict[str, list[str]]) -> Subject:
    shopper = told["shopper_id"]
    return Subject(
        None if shopper is None else str(shopper),
        tuple(map(str, told["session_ids"])),
        tuple(map(str, told["turn_ids"])),
    )
