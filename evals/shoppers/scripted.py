"""Says the lines of a script, and answers what the assistant asks in between."""

import random
from collections.abc import Sequence

from evals.runs.record import TurnSeen
from evals.scenarios.scenario import Line, Scenario
from evals.scenarios.where import OneOrMore
from evals.shoppers.shopper import Meant, Saying, Verdict

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
        answer = self._scenario.answers.get(last.asked) if last.asked else None
        if answer is None or self._answered >= _ANSWERS_MOST:
            return None
        line = self._scenario.turns[self._next - 1]
        if line.expect is not None and line.expect.asks == last.asked:
            return None
        self._answered += 1
        return Saying(text=self._wording(answer), move="answer")

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

    def _wording(self, wordings: OneOrMore) -> str:
        if isinstance(wordings, str):
            return wordings
        return wordings[0] if self._trial == 0 else self._dice.choice(wordings)
