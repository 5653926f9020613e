"""What tells who somebody is, and where in a text it stands. Types only."""

from dataclasses import dataclass
from enum import StrEnum


class Personal(StrEnum):
    """Kinds of it; the value stands in its place, in brackets."""

    EMAIL = "email"
    PHONE = "phone"
    CARD = "card"
    ADDRESS = "address"
    ORDER = "order number"
    NAME = "name"
    BIRTH = "date of birth"
    ID = "id number"
    """Social security, passport, driving licence, number plate."""
    SECRET = "secret"
    """Passwords, PINs, and what stands on a card beside its number."""
    ACCOUNT = "bank account"
    NETWORK = "network address"


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """One stretch of a text."""

    start: int
    """First character."""
    end: int
    """Behind the last one."""
    kind: Personal
