"""Which arm of which experiment a conversation is in.

The server's own experiments are drawn by a hash of the experiment and of the known shopper, or
else of the conversation: the same person is in the same arm everywhere, and nothing is stored. A
client may name arms of experiments that it runs itself; of the server's it can name none.
"""

import re
from collections.abc import Mapping
from hashlib import sha256
from typing import Final

from assistant.http.refused import Refused

EXPERIMENTS_HEADER: Final = "Aisle-Experiments"
MOST: Final = 8
"""Experiments that a client names: each is a column to every analyst."""
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,39}")


def drawn(experiments: Mapping[str, tuple[str, ...]], unit: str) -> dict[str, str]:
    """Return the arm of each of the server's experiments, names in order.

    Args:
        experiments: Arms by experiment, as the settings have them.
        unit: Of whom: the known shopper's id, or the conversation's.
    """
    return {
        name: arms[int.from_bytes(sha256(f"{name}\0{unit}".encode()).digest()[:8]) % len(arms)]
        for name, arms in sorted(experiments.items())
        if arms
    }


def named(given: Mapping[str, object], at: str) -> dict[str, str]:
    """Return the arms that a client names, checked.

    Args:
        given: Arm by experiment.
        at: The field, for errors.

    Raises:
        Refused: A name is no name, or there are too many.
    """
    if len(given) > MOST:
        raise Refused(f"Name {MOST} experiments at most.", param=at, code="invalid_value")
    for name, arm in given.items():
        if not _NAME.fullmatch(name) or not isinstance(arm, str) or not _NAME.fullmatch(arm):
            raise Refused(
                "An experiment and its arm have 1 to 40 letters, digits, and . _ - each.",
                param=at,
                code="invalid_value",
            )
    return {name: str(arm) for name, arm in given.items()}


def of_header(value: str) -> dict[str, str]:
    """Return the arms that the header names: "greeting=a, layout=b".

    Raises:
        Refused: As of `named`.
    """
    pairs = [part.partition("=") for part in value.split(",") if part.strip()]
    return named({name.strip(): arm.strip() for name, _, arm in pairs}, EXPERIMENTS_HEADER)
