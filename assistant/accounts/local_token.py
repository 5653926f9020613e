"""The token of the operator at this machine."""

import secrets

LOCAL_TOKEN_VARIABLE = "AISLE_LOCAL_TOKEN"
"""Environment variable of that token; `aisle serve` makes one up where it is not set."""

STRONG_CHARACTERS = 24
"""Of a token that nobody guesses: 24 random ones of 62 are 142 bits. A shorter one is for a
machine of one's own, and guesses at it are held back (`assistant.accounts.strangers`)."""


def new_token() -> str:
    """Return a token of 256 random bits for the operator at this machine."""
    return "aisle_local_" + secrets.token_urlsafe(32)
