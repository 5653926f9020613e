"""Naming somebody, or a conversation, without saying the name."""

import hashlib


def digest_of(person_or_conversation: str) -> str:
    """Return 16 hex digits that stand for an id."""
    return hashlib.sha256(person_or_conversation.encode()).hexdigest()[:16]
