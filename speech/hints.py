"""What the recogniser is told of the shop and of the screen before it hears.

Two ways to be of use: words that the decoder expects (`prompt`), and a repairer that
weighs sound-alike terms against the audio once there is a transcript. Both come from
the catalog, which this package knows nothing of.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from speech.repair import Repair
from speech.transcript import Word


class Scorer(Protocol):
    """Asks the audio how probable texts are."""

    def __call__(self, texts: Sequence[str], expecting: str = "") -> list[float]:
        """Return for each text the sum of its tokens' natural-log probabilities.

        About 15 ms a text on a quiet core: the audio is encoded already.

        Args:
            texts: What may have been said, given the audio and the prompt.
            expecting: Words added to the prompt, for all the texts alike. A name that the
                model has hardly ever read is not held against a text if it stands here.
        """
        ...


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
