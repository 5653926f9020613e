"""What the recogniser is told of the shop and of the screen before it hears.

Two ways to be of use: words that the decoder expects (`prompt`), and a repairer that
weighs sound-alike terms against the audio once there is a transcript. Both come from
the catalog, which this package knows nothing of.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from speech.repair import Repair
from speech.transcript import Word

Scorer = Callable[[Sequence[str]], list[float]]
"""Texts -> for each the sum of its tokens' natural-log probabilities given the audio and
the prompt, end of text included. About 20 ms a text on one core: the audio is encoded
already."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """A transcript's text after repair."""

    text: str
    repairs: tuple[Repair, ...] = ()


class Repairer(Protocol):
    """Weighs what the recogniser wrote against what this shop sells."""

    def repair(self, text: str, words: Sequence[Word], score: Scorer) -> Repaired:
        """Return the text with sound-alike terms put right where the audio supports them.

        Args:
            text: As decoded; not empty.
            words: Its words with their probabilities; empty if the device gives none.
            score: Says how well the audio supports other texts.
        """
        ...


@dataclass(frozen=True, slots=True)
class Hints:
    """What to expect of one recognition.

    Args:
        prompt: Words given to the decoder as if said before; empty for none.
        repairer: Looks at final transcripts; None leaves them as decoded.
    """

    prompt: str = ""
    repairer: Repairer | None = None


NO_HINTS = Hints()
