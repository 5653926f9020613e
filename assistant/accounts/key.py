"""An API key: what is known of it, and how its secret is made. Storing it is `key_file`'s.

Only the SHA-256 of a secret is stored, not a slow hash as of a password: a secret is 256 random
bits, so there is no list of likely ones to try, and 2^255 guesses at a fast hash are as far away
as at a slow one. A slow one would cost every request its 100 ms.
"""

import hashlib
import secrets
from dataclasses import dataclass

from assistant.accounts.caller import Scope

KEY_PREFIX = "aisle_sk_"
KEY_SCOPES = (Scope.TALK, Scope.CATALOG, Scope.TOKENS)
"""Of a key for which nothing else is said. A token is worth less than its key, so that making
tokens adds nothing to what the key may do."""


@dataclass(frozen=True, slots=True)
class KeyLimits:
    """What a key may use; None is what the settings say."""

    requests_per_minute: int | None = None
    sessions: int | None = None
    audio_s_per_hour: int | None = None


@dataclass(frozen=True, slots=True)
class Key:
    """One key as it is stored: nothing here lets anybody in."""

    id: str
    digest: bytes
    """SHA-256 of the secret."""
    tenant: str
    scopes: frozenset[Scope]
    limits: KeyLimits
    created: float
    """Wall-clock time, in seconds, as all others here."""
    expires: float | None = None
    revoked: float | None = None
    last_used: float | None = None
    """To a few minutes."""
    note: str = ""
    rotated_from: str | None = None
    """The key before it."""
    first_id: str | None = None
    """The first of its rotations; None if that is itself."""

    def state(self, now: float) -> str:
        """Return "active", "revoked" or "expired"."""
        if self.revoked is not None:
            return "revoked"
        return "expired" if self.expires is not None and self.expires <= now else "active"


def new_secret() -> str:
    """Return a key of 256 random bits."""
    return KEY_PREFIX + secrets.token_urlsafe(32)


def new_key_id() -> str:
    """Return the name of a new key."""
    return "key_" + secrets.token_hex(8)


def digest_of(secret: str) -> bytes:
    """Return what is stored of a secret."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).digest()
