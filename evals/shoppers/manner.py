"""Hesitation within an utterance: fillers, restarts, slips of the tongue, and their pauses."""

from typing import Final

from evals.scenarios.scenario import Pause
from evals.shoppers.phrases import talk
from evals.shoppers.wording import Wording

FILLER_SHARE: Final = 0.3
RESTART_SHARE: Final = 0.15
SLIP_SHARE: Final = 0.15
PAUSE_SHARE: Final = 0.5
"""Of fillers: how many are followed by silence."""
_PAUSES_S: Final = (0.3, 0.5, 0.8)
_RESTARTS = ("I'm looking for", "I'd like", "I need", "I want", "do you have", "show me", "nothing")
_SHORTEST = 4
"""Words of an utterance that is worth hesitating in."""


def hesitant(text: str, gives: dict[str, str], wording: Wording) -> tuple[str, tuple[Pause, ...]]:
    """Return `text` as somebody says it who thinks while speaking.

    Args:
        text: What is meant.
        gives: What of it tells wishes; these words stay together.
        wording: Chooses.

    Returns:
        The text and the silences in it, where it is spoken.
    """
    colour = gives.get("colour")
    if colour and wording.chance(SLIP_SHARE):
        slip = wording.pick([c for c in talk.SLIPS if c != colour])
        slipped = text.replace(colour, f"{slip}, {wording.pick(talk.TAKES_BACK)} {colour}", 1)
        return slipped, ()
    if len(text.split()) < _SHORTEST:
        return text, ()
    if wording.chance(RESTART_SHARE):
        for start in _RESTARTS:
            if start in text:
                return text.replace(start, f"{start}, {start}", 1), ()
    surfaces = [words for name, words in gives.items() if words in text]
    if surfaces and wording.chance(FILLER_SHARE):
        surface = wording.pick(surfaces)
        at = text.index(surface)
        if at == 0:
            return text, ()
        filler = wording.pick(talk.FILLERS)
        before = f"{text[:at].rstrip(' ,')}, {filler},"
        pauses: tuple[Pause, ...] = ()
        if wording.chance(PAUSE_SHARE):
            pauses = (Pause(after=before, s=_PAUSES_S[wording.choice(len(_PAUSES_S))]),)
        return f"{before} {text[at:]}", pauses
    return text, ()
