"""Short-lived tokens for browsers: what they say is signed, so that any process can read them.

"ek_" + BODY + "." + SIGNATURE, both in URL-safe base64 without padding; the body is JSON, the
signature HMAC-SHA256 (RFC 2104) with the secret of the file of keys. There is one algorithm and
no header, so there is none to choose. The characters are fit for a WebSocket's subprotocol.
"""

import base64
import binascii
import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass

from assistant.accounts.caller import Scope

TOKEN_PREFIX = "ek_"
LONGEST = 2_000
"""Characters; the longest that is made has about 1,300."""


@dataclass(frozen=True, slots=True)
class BrowserToken:
    """What a token says."""

    id: str
    key_id: str
    """The key that made it; a revoked one's tokens are no good."""
    scopes: frozenset[Scope]
    expires: float
    """Wall-clock time in seconds."""
    shopper_id: str | None = None
    session_id: str | None = None
    session_config_id: str | None = None


def new_token_id() -> str:
    """Return the name of a new token."""
    return "tok_" + secrets.token_hex(8)


def signed(token: BrowserToken, secret: bytes) -> str:
    """Return the token as it is handed out."""
    fields = [
        token.id, token.key_id, sorted(token.scopes), token.expires,
        token.shopper_id, token.session_id, token.session_config_id,
    ]  # fmt: skip
    body = _text(json.dumps(fields, separators=(",", ":"), ensure_ascii=False).encode())
    return f"{TOKEN_PREFIX}{body}.{_text(_signature(body.encode(), secret))}"


def read(text: str, secret: bytes) -> BrowserToken | None:
    """Return what a token says; None if its signature is not ours.

    Whether it has expired, and whether its key still holds, is for the caller to see to.
    """
    if len(text) > LONGEST or not text.startswith(TOKEN_PREFIX) or not text.isascii():
        return None
    body, _, signature = text.removeprefix(TOKEN_PREFIX).partition(".")
    # Compared as text: of the last character two bits are not read, and would be free to change.
    if not hmac.compare_digest(signature, _text(_signature(body.encode(), secret))):
        return None
    try:
        fields = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
        id_, key_id, scopes, expires, shopper_id, session_id, config_id = fields
    except (binascii.Error, ValueError, TypeError):  # signed, but by another version
        return None
    known = frozenset(Scope(each) for each in scopes if each in set(Scope))
    return BrowserToken(id_, key_id, known, expires, shopper_id, session_id, config_id)


def _signature(body: bytes, secret: bytes) -> bytes:
    return hmac.new(secret, b"aisle browser token 1\n" + body, hashlib.sha256).digest()


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
