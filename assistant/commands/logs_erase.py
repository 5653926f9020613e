"""`aisle logs erase`: one shopper, or one session, out of everything."""

import json
from contextlib import closing
from typing import Any, Final

import typer

from assistant.analytics.opening import open_store
from assistant.config import DEFAULT_TENANT, Settings, load
from assistant.errors import UsageError
from assistant.intent_log.log import IntentLog
from assistant.privacy.erasing import ShopData, erase, finish
from assistant.privacy.receipt import text_of
from assistant.privacy.search import found_in
from assistant.privacy.serving import asked_to_erase, can_ask, server_of
from assistant.privacy.subject import Subject, session, shopper

_NOTHING: Final = (
    "Nothing was held under this id: look whether it is the right one. A session goes by its id in "
    "the log, which is not the one that a client chose."
)


def run(
    settings: Settings,
    shopper_id: str | None,
    session_id: str | None,
    sure: bool,
    as_json: bool,
    texts: list[str] | None = None,
    all_shops: bool = False,
) -> None:
    """Erase, and print the receipt; of each shop, where all of them are meant.

    Raises:
        UsageError: Neither or both are named, or the id is empty.
    """
    if bool(shopper_id and shopper_id.strip()) == bool(session_id and session_id.strip()):
        raise UsageError("Name either --shopper or --session.")
    if all_shops and session_id:
        raise UsageError("A session is of one shop; name it with --tenant.")
    whole = load()
    names = (DEFAULT_TENANT, *whole.tenants) if all_shops else (settings.tenant,)
    receipts = []
    if not sure and not as_json:
        whose = f"session {session_id}" if session_id else f"shopper {shopper_id}"
        typer.confirm(f"Erase {whose} of {', '.join(names)} for good?", abort=True)
    for name in names:
        shop = whole.of_tenant(name) if all_shops else settings
        told = _erased(shop, whole, shopper_id, session_id, texts or [])
        receipts.append(told)
        if not as_json:
            typer.echo(text_of(told))
            if not told["erased"]:
                typer.echo(_NOTHING)
    if as_json:
        typer.echo(json.dumps(receipts if all_shops else receipts[0]))
    if any(told["found_again"] for told in receipts):
        raise typer.Exit(1)


def _erased(
    settings: Settings,
    whole: Settings,
    shopper_id: str | None,
    session_id: str | None,
    texts: list[str],
) -> dict[str, Any]:
    server = server_of(settings)
    if server is not None and can_ask(shopper_id, session_id):
        told = asked_to_erase(server, settings.tenant, shopper_id=shopper_id, session_id=session_id)
        left = found_in(settings.home, texts, (settings.home / "tenants",)).paths
        names = (path.relative_to(settings.home).as_posix() for path in left)
        told["found_again"] = [*dict.fromkeys([*told["found_again"], *names])]
        return told
    with closing(open_store(settings)) as store:
        data = ShopData(settings, store, IntentLog(settings.log_path), whole)
        finish(data)
        subject = _subject(data, shopper_id, session_id)
        return erase(data, subject, texts=texts).json()


def _subject(data: ShopData, shopper_id: str | None, session_id: str | None) -> Subject:
    if session_id:
        return session(session_id, data.store, data.log)
    return shopper(shopper_id or "", data.store, data.log)
