"""`aisle logs expire`: remove what is over its time now; `aisle serve` does it every day."""

import json
from contextlib import closing

import typer

from assistant.analytics.errors import StoreUnusable
from assistant.analytics.opening import open_store
from assistant.config import Settings
from assistant.privacy.retention import Expired, expire, would_expire


def run(settings: Settings, dry_run: bool, force: bool, as_json: bool) -> None:
    """Expire, and print what went.

    Raises:
        ClockDoubted: The clock seems to have jumped; nothing was removed.
        StoreUnusable: The home cannot be read or written.
    """
    try:
        with closing(open_store(settings)) as store:
            done = (
                would_expire(settings, store) if dry_run else expire(settings, store, force=force)
            )
    except OSError as error:
        raise StoreUnusable(
            f"{error.filename or settings.home} cannot be used ({error.strerror}); free space, or "
            "mend its permissions."
        ) from error
    typer.echo(json.dumps(done.json()) if as_json else _text(done, dry_run))


def _text(done: Expired, dry_run: bool) -> str:
    said = "Would remove" if dry_run else "Removed"
    return (
        f"{said} {done.recordings} recordings, the words of {done.texts} rows, "
        f"{done.conversations} dialogues, {done.notes} notes, {done.rows} turns and events, "
        f"{done.reviews} reviews, {done.unread} files of unreadable records."
    )
