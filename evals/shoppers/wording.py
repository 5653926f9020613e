"""Chooses between ways to say something, so that no shopper says the same twice running.

Which way is taken depends on the seed, the scenario and the trial only, so that the same run
says the same and another trial says it differently.
"""

import random
from collections.abc import Sequence

from evals.shoppers.phrases import Style, Styled


class Wording:
    """One conversation's choices.

    Args:
        seed: Of the trial.
        scenario: Its id.
        trial: From 0.
        style: How the shopper talks.
    """

    def __init__(self, seed: int, scenario: str, trial: int, style: Style) -> None:
        self._dice = random.Random(f"{seed}:{scenario}:{trial}")
        self.style = style
        self._used: dict[str, int] = {}

    def pick(self, ways: Sequence[str]) -> str:
        """Return one of `ways`, one that was not taken yet where there is one."""
        fewest = min(self._used.get(way, 0) for way in ways)
        fresh = [way for way in ways if self._used.get(way, 0) == fewest]
        chosen = self._dice.choice(fresh)
        self._used[chosen] = self._used.get(chosen, 0) + 1
        return chosen

    def styled(self, table: Styled) -> str:
        """Return one way in this shopper's style; a plain one where these are used up."""
        ways = table.get(self.style) or table["plain"]
        if ways is not table["plain"] and all(self._used.get(way) for way in ways):
            ways = (*ways, *table["plain"])
        return self.pick(ways)

    def lead(self, table: Styled) -> str:
        """Return how an utterance begins in this shopper's style; the same may come again."""
        return self._dice.choice(table.get(self.style) or table["plain"])

    def chance(self, share: float) -> bool:
        """Say whether something that happens `share` of the time happens now."""
        return self._dice.random() < share

    def choice(self, count: int) -> int:
        """Return a number from 0 to below `count`."""
        return self._dice.randrange(count)


def sentence(text: str) -> str:
    """Return `text` with a capital at its beginning and single spaces."""
    tidy = " ".join(text.split()).replace(" ,", ",")
    return tidy[:1].upper() + tidy[1:]
