"""Says the lines of a script, and answers what the assistant asks in between."""

import random
from collections.abc import Sequence

from evals.runs.record import TurnSeen
from evals.scenarios.scenario import Line, Scenario
from evals.scenarios.where import OneOrMore
from evals.shoppers.amounts import size_ways
from evals.shoppers.heard_values import says
from evals.shoppers.shopper import Meant, Saying, Verdict
from evals.shoppers.wishing import many

_ANSWERS_MOST = 3
"""Questions of the assistant in a row that a script answers; then it goes on with its lines."""


class ScriptedShopper:
    """One script, line by line.

    Args:
        scenario: One with `turns`.
        trial: From 0; the first trial says the first wording of everything.
        seed: Chooses the wordings of the others.
    """

    def __init__(self, scenario: Scenario, trial: int, seed: int) -> None:
        self._scenario = scenario
        self._trial = trial
        self._dice = random.Random(f"{seed}:{scenario.id}:{trial}")
        self._next = 0
        self._answered = 0
        self.verdict: Verdict = "script_over"

    async def next(self, seen: Sequence[TurnSeen]) -> Saying | None:
        """Return the next line, or an answer; see `evals.shoppers.shopper.Shopper`."""
        answer = self._answer(seen[-1]) if seen else None
        if answer is not None:
            return answer
        if self._next >= len(self._scenario.turns):
            return None
        self._answered = 0
        line = self._scenario.turns[self._next]
        self._next += 1
        return self._said(line, self._next - 1)

    def _answer(self, last: TurnSeen) -> Saying | None:
        """Return the answer to what was asked, unless the script expects that question."""
        if last.asked is None or last.heard_reply is not None or self._answered >= _ANSWERS_MOST:
            return None
        line = self._scenario.turns[self._next - 1]
        if line.expect is not None and line.expect.asks == last.asked:
            return None
        answer = self._scenario.answers.get(last.asked)
        if answer is not None:
            # Asked again, it is said in other words, where there are any.
            text: str | None = self._wording(answer, self._answered)
        else:
            text = self._of_ends(last)
        if text is None:
            return None
        self._answered += 1
        return Saying(text=text, move="answer")

    def _of_ends(self, last: TurnSeen) -> str | None:
        """Answer "which size?" with what is to be in the cart, where no later line does."""
        lines = self._scenario.ends.cart or ()
        if last.asked == "quantity":
            values = {str(line.quantity) for line in lines}
        elif last.asked in ("size", "colour"):
            values = {v for line in lines if (v := getattr(line, last.asked)) is not None}
        else:
            return None
        if len(values) != 1:
            return None
        value = values.pop()
        later = self._scenario.turns[self._next : self._next + 1]
        if any(says(value, wording) for line in later for wording in many(line.say)):
            return None
        ways = size_ways(value) if last.asked == "size" else (value,)
        return ways[(self._answered + self._trial) % len(ways)]

    def _said(self, line: Line, number: int) -> Saying:
        expect, over = line.expect, line.interrupt
        meant = Meant(acts=expect.acts, wishes=expect.constraints) if expect else Meant()
        return Saying(
            text=self._wording(line.say),
            move="script",
            meant=meant,
            line=number,
            heard=line.heard,
            confidence=line.confidence,
            pauses=line.pauses,
            interrupt=over.model_copy(update={"say": self._wording(over.say)}) if over else None,
            click=line.click,
        )

    def _wording(self, wordings: OneOrMore, times: int = 0) -> str:
        ways = many(wordings)
        if times:
            return ways[(self._trial + times) % len(ways)]
        return ways[0] if self._trial == 0 else self._dice.choice(ways)
