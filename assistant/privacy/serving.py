"""Asking the server that runs over this home to erase: it has conversations in its memory."""

import re
import ssl
from typing import Any

import httpx

from assistant.config import DEFAULT_TENANT, Settings
from assistant.errors import AssistantError
from assistant.http.certificate import trusted
from assistant.http.doors import SESSION_PATTERN, SHOPPER_PATTERN
from assistant.serving_note import ServingNote, read_note

_WITHIN_S = 3_600.0
"""A large log is written anew, and every file is looked through."""


class NotAsked(AssistantError):
    """A server runs and does not do what it was asked for."""


Server = tuple[ServingNote, ssl.SSLContext | None]
"""Who serves, and whose certificates are believed."""


def server_of(settings: Settings) -> Server | None:
    """Return who serves the installation that a shop is of; None if nobody does."""
    home = settings.home if settings.tenant == DEFAULT_TENANT else settings.home.parent.parent
    note = read_note(settings) or read_note(settings.model_copy(update={"home": home}))
    if note is None or note.token is None:
        return None
    return note, trusted(settings.server)


def can_ask(shopper_id: str | None, session_id: str | None) -> bool:
    """Say whether a server can be asked by such ids: it has no others in its memory."""
    pattern = SESSION_PATTERN if session_id else SHOPPER_PATTERN
    return re.fullmatch(pattern, session_id or shopper_id or "") is not None


def asked_to_erase(
    server: Server, tenant: str, *, shopper_id: str | None, session_id: str | None
) -> dict[str, Any]:
    """Have the server erase a shopper or a session; return the receipt as plain data.

    Raises:
        NotAsked: It cannot be reached, or refuses.
    """
    where = f"analytics/sessions/{session_id}" if session_id else f"shoppers/{shopper_id}"
    note, certificates = server
    try:
        answer = httpx.delete(
            f"{note.url}/v1/{where}",
            params={"tenant": tenant},
            headers={"authorization": f"Bearer {note.token}"},
            timeout=_WITHIN_S,
            verify=certificates or True,
        )
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise NotAsked(
            f"The server at {note.url} cannot be asked to erase; wait until it answers, or stop it."
        ) from error
    if answer.is_success:
        told: dict[str, Any] = answer.json()
        return told
    raise NotAsked(
        f"The server at {note.url} did not erase ({_reason(answer)}); stop it, and erase again."
    )


def _reason(answer: httpx.Response) -> str:
    try:
        return str(answer.json()["error"]["message"]).rstrip(".")
    except (ValueError, KeyError, TypeError):
        return f"status {answer.status_code}"
