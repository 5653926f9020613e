"""Three clocks: sound, words, and everything else of a turn, each kept for so many days.

    log.audio_days       recordings
    log.transcript_days  texts in the tables, records that nobody could read, dialogues that nobody
                         went on with, what analysts wrote of turns, names of topics
    log.feature_days     rows of the tables, reviews

A machine whose clock jumps ahead must not lose a year of logs at once: where more than `DOUBTED`
days seem to have gone by since it was last done, nothing is removed, and a person is asked
(`aisle logs expire --force`). Where it was never done, the newest record stands for that day.
"""

import asyncio
import json
import os
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from agents.checkpoints import Postgres, erase, give_back_space, open_checkpoints, untouched_since
from assistant.analyst.shelf import Shelf
from assistant.analytics.errors import StoreUnusable
from assistant.analytics.store import Store
from assistant.analytics.tables import LOGGED, Table
from assistant.config import Settings
from assistant.conversation_store import conversation_store
from assistant.errors import AssistantError
from assistant.intent_log.segments import day_of, drop, segments, set_aside_in, taking
from assistant.recordings.store import Recordings

DOUBTED: Final = 32
"""Days since the last time: a server that is off for a month is asked about, and no more than
that much can go too early by a clock that is wrong."""
NAME: Final = "expired.json"
_PRIVATE: Final = 0o600


class ClockDoubted(AssistantError):
    """So much time seems to have gone by that a person is to confirm it."""


@dataclass(frozen=True, slots=True)
class Expired:
    """What was removed, or would be."""

    recordings: int = 0
    texts: int = 0
    """Rows of the tables that held words."""
    unread: int = 0
    """Files of records that no version could read."""
    conversations: int = 0
    notes: int = 0
    """Turns of which an analyst wrote something."""
    rows: int = 0
    """Turns and events."""
    reviews: int = 0

    def json(self) -> dict[str, int]:
        """Return it as plain data."""
        return asdict(self)


def expire(
    settings: Settings, store: Store, now: datetime | None = None, *, force: bool = False
) -> Expired:
    """Remove what is older than the three clocks say; everything logged is in the tables first.

    Args:
        settings: Of the shop.
        store: Its tables.
        now: With a zone; this moment by default.
        force: Whether to believe a clock that seems to have jumped.

    Raises:
        ClockDoubted: Too many days seem to have gone by; nothing was removed.
        AssistantError, AgentError: Something could not be removed; may be tried again.
    """
    now = now or datetime.now(UTC)
    if not force:
        _believe(settings, store, now)
    store.catch_up()
    days = _Days.of(settings, now)
    shelf = Shelf(settings.analysts_path)
    expired = Expired(
        recordings=Recordings(settings.recordings_path).expire(days.audio),
        texts=store.expire_texts(days.texts),
        unread=_unread(settings, days.texts, remove=True),
        conversations=_conversations(settings, days.texts, remove=True),
        notes=shelf.expire_texts(days.texts),
        rows=store.expire_rows(days.rows),
        reviews=shelf.expire_rows(days.rows),
    )
    _keep(settings, now)
    return expired


def would_expire(settings: Settings, store: Store, now: datetime | None = None) -> Expired:
    """Count what `expire` would remove; changes nothing. Notes and reviews are not counted.

    Raises:
        AssistantError, AgentError: Something cannot be read.
    """
    now = now or datetime.now(UTC)
    days = _Days.of(settings, now)
    first = datetime(days.audio.year, days.audio.month, days.audio.day, tzinfo=UTC).timestamp()
    sounds = settings.recordings_path.glob("*/*.flac")
    return Expired(
        recordings=sum(path.stat().st_mtime < first for path in sounds),
        texts=sum(_count(store, table.name, days.texts, _has_words(table)) for table in LOGGED),
        unread=_unread(settings, days.texts, remove=False),
        conversations=_conversations(settings, days.texts, remove=False),
        rows=sum(_count(store, table, days.rows) for table in ("turns", "events")),
    )


@dataclass(frozen=True, slots=True)
class _Days:
    """The first day that is kept, by clock."""

    audio: date
    texts: date
    rows: date

    @classmethod
    def of(cls, settings: Settings, now: datetime) -> "_Days":
        today, log = now.astimezone(UTC).date(), settings.log
        # Nothing is kept for no days: what was recorded today goes too.
        audio = today - timedelta(days=log.audio_days - (log.audio_days == 0))
        return cls(
            audio,
            today - timedelta(days=log.transcript_days),
            today - timedelta(days=log.feature_days),
        )


def _believe(settings: Settings, store: Store, now: datetime) -> None:
    last = _last(settings) or _newest(settings, store)
    if last is None or now - last <= timedelta(days=DOUBTED):
        return
    raise ClockDoubted(
        f"By this machine's clock it is {now:%Y-%m-%d}, and {last:%Y-%m-%d} was the last day on "
        "which anything expired or was logged: nothing was removed; if the clock is right, say "
        "so with `aisle logs expire --force`."
    )


def _last(settings: Settings) -> datetime | None:
    try:
        told: dict[str, Any] = json.loads((settings.home / NAME).read_bytes())
        return datetime.fromisoformat(told["at"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _keep(settings: Settings, now: datetime) -> None:
    """Note that it was done; a clock that was set back does not set it back."""
    last = _last(settings)
    path = settings.home / NAME
    new = path.with_name(f".{NAME}.new")
    try:
        settings.home.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _PRIVATE)
        with open(descriptor, "w", encoding="utf-8") as file:  # noqa: PTH123 - of a descriptor
            json.dump({"at": (now if last is None else max(last, now)).isoformat()}, file)
        new.replace(path)
    except OSError as error:
        raise StoreUnusable(
            f"It expired, but {path} cannot be written ({error.strerror}); free space or mend its "
            "permissions."
        ) from error


def _newest(settings: Settings, store: Store) -> datetime | None:
    found = [
        datetime.fromisoformat(day_of(path)).replace(tzinfo=UTC)
        for path in segments(settings.log_path)
    ]
    for table in ("turns", "events"):
        row = store.ask(f"SELECT max(day) FROM {table}").rows[0][0]
        if isinstance(row, date):
            found.append(datetime(row.year, row.month, row.day, tzinfo=UTC))
    return max(found, default=None)


def _unread(settings: Settings, before: date, *, remove: bool) -> int:
    """Remove records that no version could read, of days before one: they may hold words."""
    if not settings.log_path.is_dir():
        return 0
    with taking(settings.log_path):
        paths = [p for p in set_aside_in(settings.log_path) if day_of(p) < before.isoformat()]
        if remove:
            drop(paths)
    return len(paths)


def _conversations(settings: Settings, before: date, *, remove: bool) -> int:
    # The file also where there is a database: what was stored before stays in it.
    stores: set[Path | Postgres] = {conversation_store(settings), settings.conversations_path}
    there = [where for where in stores if isinstance(where, Postgres) or where.exists()]
    return sum(asyncio.run(_untouched(where, before, remove)) for where in there)


async def _untouched(where: Path | Postgres, before: date, remove: bool) -> int:
    moment = datetime(before.year, before.month, before.day, tzinfo=UTC)
    async with open_checkpoints(where) as saver:
        stale = await untouched_since(saver, moment)
        if remove:
            for id_ in stale:
                await erase(saver, id_)
            if stale:
                await give_back_space(saver)
    return len(stale)


def _has_words(table: Table) -> str:
    """Return the condition on rows that hold words; fields of a newer schema may be some."""
    texts = (c.name for c in table.columns if c.is_text or c.name == "more")
    return " OR ".join(f"{name} IS NOT NULL" for name in texts)


def _count(store: Store, table: str, before: date, where: str = "true") -> int:
    sql = f"SELECT count(*) FROM {table} WHERE day < $day AND ({where})"
    count = store.ask(sql, {"day": before}).rows[0][0]
    return int(count) if isinstance(count, int) else 0
