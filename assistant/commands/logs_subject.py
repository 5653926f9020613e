"""`aisle logs subject`: everything that is held about a shopper, as a ZIP or as JSON."""

import json
from contextlib import closing
from pathlib import Path

import typer

from assistant.analytics.opening import open_store
from assistant.commands.logs_out import write_out
from assistant.config import Settings, load
from assistant.errors import UsageError
from assistant.intent_log.log import IntentLog
from assistant.privacy.erasing import ShopData
from assistant.privacy.export import as_json, as_zip
from assistant.privacy.subject import session, shopper


def run(settings: Settings, shopper_id: str | None, session_id: str | None, out: Path) -> None:
    """Write the file, readable by its owner only.

    Raises:
        UsageError: Neither or both are named, or the file cannot be written.
    """
    if bool(shopper_id and shopper_id.strip()) == bool(session_id and session_id.strip()):
        raise UsageError("Name either --shopper or --session.")
    if out.suffix not in {".zip", ".json"}:
        raise UsageError("Name a file that ends with .zip or .json.")
    with closing(open_store(settings)) as store:
        data = ShopData(settings, store, IntentLog(settings.log_path), load())
        subject = (
            session(session_id, store, data.log)
            if session_id
            else shopper(shopper_id or "", store, data.log)
        )
        if out.suffix == ".zip":
            content = as_zip(data.places, subject)
        else:
            told = as_json(data.places, subject)
            content = json.dumps(told, ensure_ascii=False, indent=2, default=str).encode()
    write_out(out, content)
    typer.echo(f"Wrote {out}: {len(subject.session_ids)} sessions, {len(content)} bytes.")
