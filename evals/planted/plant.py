"""Puts a fault into an assistant, by wrapping its parts: nothing of the product is changed."""

import copy
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import overload

from agents.agent import ShoppingAgent
from agents.nodes.turn_state import Tools
from assistant.errors import UsageError
from assistant.parts import Parts, VoiceParts
from evals.planted.hearing import Untold
from evals.planted.lying import LyingRouter, lying_writer
from evals.planted.names import FAULTS, LYING_MODEL
from evals.planted.reading import ActConfused, NoExclusions
from evals.planted.searching import Unpriced, Unranked, Unrelaxed
from evals.planted.slowing import SlowAgent

_OF_VOICE = "no-biasing"


@overload
def plant(name: str, parts: Parts) -> Parts: ...
@overload
def plant(name: str, parts: VoiceParts) -> VoiceParts: ...
def plant(name: str, parts: Parts | VoiceParts) -> Parts | VoiceParts:
    """Return the assistant with a fault; the one given stays as it is.

    Args:
        name: Which, as `evals.planted.names` lists them.
        parts: The assistant.

    Raises:
        UsageError: There is no such fault, or it can only be met by voice.
    """
    if name == _OF_VOICE:
        if isinstance(parts, Parts):
            raise UsageError(f"{name!r} can only be met by voice: add --voice or a condition.")
        return replace(parts, shop=Untold())
    planting = _PLANTINGS.get(name)
    if planting is None:
        known = ", ".join((*(fault.name for fault in FAULTS), LYING_MODEL))
        raise UsageError(f"There is no fault {name!r} to plant; there is {known}.")
    if isinstance(parts, VoiceParts):
        return replace(parts, text=planting(parts.text))
    return planting(parts)


def _with_tools(parts: Parts, change: Callable[[Tools], Tools]) -> Parts:
    """Return the parts with an agent whose tools are changed."""
    shopping = copy.copy(parts.shopping)
    shopping._tools = change(shopping._tools)
    return replace(parts, shopping=shopping)


def _unranked(parts: Parts) -> Parts:
    return _with_tools(parts, lambda tools: replace(tools, search=Unranked(tools.search)))


def _unpriced(parts: Parts) -> Parts:
    return _with_tools(parts, lambda tools: replace(tools, search=Unpriced(tools.search)))


def _unrelaxed(parts: Parts) -> Parts:
    return _with_tools(parts, lambda tools: replace(tools, search=Unrelaxed(tools.search)))


def _act_confused(parts: Parts) -> Parts:
    return _with_tools(
        parts, lambda tools: replace(tools, understander=ActConfused(tools.understander))
    )


def _no_exclusions(parts: Parts) -> Parts:
    return _with_tools(
        parts, lambda tools: replace(tools, understander=NoExclusions(tools.understander))
    )


def _slow(parts: Parts) -> Parts:
    slow: ShoppingAgent = SlowAgent(parts.shopping)
    return replace(parts, shopping=slow)


def _lying(parts: Parts) -> Parts:
    lied = _with_tools(parts, lambda tools: replace(tools, router=LyingRouter()))
    return replace(lied, writer=lying_writer(guarded=True))


def _unguarded(parts: Parts) -> Parts:
    return replace(_lying(parts), writer=lying_writer(guarded=False))


_PLANTINGS: Mapping[str, Callable[[Parts], Parts]] = {
    "ranker-off": _unranked,
    "price-filter-off": _unpriced,
    "no-relaxation": _unrelaxed,
    "act-confused": _act_confused,
    "no-exclusions": _no_exclusions,
    "slow": _slow,
    LYING_MODEL: _lying,
    "guard-off": _unguarded,
}
