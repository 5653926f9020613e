"""Places that hold something of a shopper only by accident."""

import shutil
from pathlib import Path
from typing import Final

from assistant.config import Settings
from assistant.privacy.place import Held
from assistant.privacy.sqlite_file import erasing_in, reading
from assistant.privacy.subject import Subject

IMPORTING: Final = "importing"
"""As `assistant.analytics.importing` calls its folder."""


class TokensPlace:
    """What browsers' tokens were made for: instructions that may name their shopper.

    The tokens themselves are kept nowhere; they expire.
    """

    name = "tokens"
    about = "Configurations of sessions, made for browsers' tokens, that name the person."

    def __init__(self, settings: Settings) -> None:
        self._path = settings.accounts_path

    def erase(self, subject: Subject) -> int:
        ids = self._ids(subject)
        if ids:
            with erasing_in(self._path) as accounts:
                sql = "DELETE FROM session_configs WHERE id = ?"
                accounts.executemany(sql, [(id_,) for id_, _ in ids])
        return len(ids)

    def held(self, subject: Subject) -> Held | None:
        found = [config for _, config in self._ids(subject)]
        return Held(found) if found else None

    def _ids(self, subject: Subject) -> list[tuple[str, str]]:
        if not self._path.exists():
            return []
        with reading(self._path) as accounts:
            there = accounts.execute("SELECT 1 FROM sqlite_master WHERE name = 'session_configs'")
            if there.fetchone() is None:
                return []
            rows = accounts.execute("SELECT id, config FROM session_configs").fetchall()
        quoted = [f'"{name}"' for name in subject.names]
        return [(id_, config) for id_, config in rows if any(name in config for name in quoted)]


class ImportsPlace:
    """What imports that were killed left behind: copies of logs, of whomever."""

    name = "imports"
    about = "What an import that was killed left behind; all of it is removed."

    def __init__(self, settings: Settings) -> None:
        self._folder = settings.home / IMPORTING

    def erase(self, subject: Subject) -> int:  # noqa: ARG002 - whose it is cannot be told quickly
        left = self._left()
        for folder in left:
            shutil.rmtree(folder, ignore_errors=True)
        return len(left)

    def held(self, subject: Subject) -> Held | None:  # noqa: ARG002 - a copy of what is elsewhere
        return None

    def _left(self) -> list[Path]:
        from assistant.analytics.importing.importer import is_left  # noqa: PLC0415

        return [path for path in self._folder.glob("*") if is_left(path)]
