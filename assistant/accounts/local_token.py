"""The token of the operator at this machine."""

import ipaddress
import os
import secrets

from assistant.errors import ConfigError

LOCAL_TOKEN_VARIABLE = "AISLE_LOCAL_TOKEN"
"""Environment variable of that token; `aisle serve` makes one up where it is not set."""

STRONG_CHARACTERS = 24
"""Of a token that nobody guesses: 24 random ones of 62 are 142 bits. A shorter one is for a
machine of one's own, and guesses at it are held back (`assistant.accounts.strangers`)."""


def local_token(host: str) -> str:
    """Return the operator's token: that of the environment, or a new one, put there.

    Args:
        host: What the server listens on.

    Raises:
        ConfigError: It is short, and other machines can try it.
    """
    token = os.environ.get(LOCAL_TOKEN_VARIABLE, "").strip() or new_token()
    if len(token) < STRONG_CHARACTERS and not _is_loopback(host):
        raise ConfigError(
            f"{LOCAL_TOKEN_VARIABLE} has fewer than {STRONG_CHARACTERS} characters, and other "
            f"machines can reach {host}: make it longer, or leave it out."
        )
    os.environ[LOCAL_TOKEN_VARIABLE] = token
    return token


def new_token() -> str:
    """Return a token of 256 random bits for the operator at this machine."""
    return "aisle_local_" + secrets.token_urlsafe(32)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
