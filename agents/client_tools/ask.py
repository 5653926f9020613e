"""One question to a turn: what fills this argument?"""

from collections.abc import Callable
from dataclasses import dataclass

from pydantic import JsonValue

from agents.client_tools.needs import Given
from agents.client_tools.profile import Profile
from agents.client_tools.roles import Role
from agents.client_tools.slot import Slot


@dataclass(frozen=True, slots=True)
class Ask:
    """An argument, whose function, and the turn that may fill it."""

    slot: Slot
    role: Role
    profile: Profile
    given: Given


Fill = Callable[[Ask], JsonValue]
"""Returns what fills an argument; None where nothing does."""
