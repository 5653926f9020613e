"""Under what somebody speaks, by the names that a plan gives: "crowd 10 dB + telephone".

clean            as the voice speaks
NOISE N dB       a noise all the time, speech N dB over it
telephone        300 to 3,400 Hz, mu-law
far              the other end of the room
fast, slow       1.25 and 0.8 of the usual rate; "rate 1.1" is any from 0.7 to 1.4
pauses           a pause in the middle of longer utterances; "pauses 1.5 s" says how long
loss N %         packets that do not arrive
mm-hm            a listening sound over every longer reply, which must not stop it
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from evals.errors import ConditionUnknown
from evals.voice.noise import known_noises
from evals.voice.pauses import NATURAL_S

CLEAN = "clean"

_NAMED = ("clean", "telephone", "far", "fast", "slow", "pauses", "mm-hm")
_FAST, _SLOW = 1.25, 0.8
_RATES = (0.7, 1.4)
_SNRS = (-20.0, 60.0)
_LOSS_MOST = 60.0
_PAUSE_MOST_S = 5.0


@dataclass(frozen=True, slots=True)
class Condition:
    """Under what somebody speaks."""

    name: str
    noise: str | None = None
    """One of `evals.voice.noise.known_noises`, or a path to a recording."""
    snr_db: float = 0.0
    telephone: bool = False
    far: bool = False
    rate: float = 1.0
    pause_s: float | None = None
    """Of the pause that longer utterances get; None for none."""
    loss: float = 0.0
    """Share of packets, 0..1."""
    listens: bool = False
    """Whether the shopper says "mm-hm" over replies."""


def conditions_of(names: Sequence[str]) -> tuple[Condition, ...]:
    """Return conditions by their names, each with its parts joined by "+".

    Raises:
        ConditionUnknown: A name means nothing.
    """
    return tuple(condition_of(name) for name in names)


def condition_of(name: str) -> Condition:
    """Return one condition by its name; see `conditions_of`."""
    condition = Condition(name)
    for part in name.split("+"):
        condition = _with(condition, part.strip(), name)
    return condition


def _with(condition: Condition, part: str, name: str) -> Condition:
    match part.lower():
        case "clean":
            return condition
        case "telephone":
            return replace(condition, telephone=True)
        case "far":
            return replace(condition, far=True)
        case "fast" | "slow" as pace:
            return replace(condition, rate=_FAST if pace == "fast" else _SLOW)
        case "pauses":
            return replace(condition, pause_s=NATURAL_S)
        case "mm-hm":
            return replace(condition, listens=True)
    return _measured(condition, part, name)


def _measured(condition: Condition, part: str, name: str) -> Condition:
    """Return the condition with a part that holds a number."""
    found = _MEASURED.fullmatch(part)
    if found is None:
        raise ConditionUnknown(
            f"There is no condition {part!r}; use {', '.join(_NAMED)}, "
            '"crowd 10 dB", "loss 5 %", "rate 1.1" or "pauses 1.5 s", joined by "+".'
        )
    what, number, unit = found["what"].strip(), float(found["number"]), found["unit"].lower()
    if unit == "db":
        if what not in known_noises() and not what.endswith(".wav"):
            raise ConditionUnknown(
                f"There is no noise {what!r}; use a path that ends in .wav, or one of "
                f"{', '.join(known_noises())}."
            )
        _within(number, _SNRS, "dB", name)
        return replace(condition, noise=what, snr_db=number)
    if what == "loss" and unit == "%":
        _within(number, (0.0, _LOSS_MOST), "%", name)
        return replace(condition, loss=number / 100)
    if what == "rate" and not unit:
        _within(number, _RATES, "of the usual rate", name)
        return replace(condition, rate=number)
    if what == "pauses" and unit == "s":
        _within(number, (0.0, _PAUSE_MOST_S), "s", name)
        return replace(condition, pause_s=number)
    raise ConditionUnknown(
        f'In the condition {name!r}, {part!r} means nothing; write "crowd 10 dB", "loss 5 %", '
        '"rate 1.1" or "pauses 1.5 s".'
    )


def _within(number: float, bounds: tuple[float, float], unit: str, name: str) -> None:
    low, high = bounds
    if not low <= number <= high:
        raise ConditionUnknown(
            f"In the condition {name!r}, {number:g} {unit} is too much or too little; "
            f"give {low:g} to {high:g} {unit}."
        )


_MEASURED = re.compile(
    r"(?P<what>\S.*?)\s+(?P<number>-?\d+(?:\.\d+)?)\s*(?P<unit>dB|%|s|)", re.IGNORECASE
)
