"""A shopper that a language model plays, with the state machine behind it.

The model is one that the routing policy names; every call goes through the task desk, so that it
is reserved, settled and booked in the run's ledger under the tenant `TENANT`. Where it fails, is
too slow or answers nothing usable, the state machine says the next thing, and that is counted.
What the model says is validated like any simulation; nobody says what it meant, so that it is
not scored for understanding.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from agents.errors import AgentError
from agents.models.call import Message, Task
from agents.routing.decision import Decision
from agents.routing.situation import Situation
from agents.tasks.desk import Errand, TaskDesk
from evals.runs.record import TurnSeen
from evals.scenarios.scenario import Scenario
from evals.scenarios.where import Look
from evals.shoppers.model_prompt import SCHEMA, answer_of, seen_text, system_of
from evals.shoppers.shopper import Saying, Verdict
from evals.shoppers.simulated import SimulatedShopper

TENANT: Final = "simulated-shopper"
"""Who spends what shoppers cost, apart from what the assistant costs."""
WITHIN_S: Final = 20.0
"""Nobody waits for a simulated shopper, but a run should end."""
_OUTPUT_TOKENS: Final = 120


@dataclass(frozen=True, slots=True)
class ShopperModel:
    """The model that plays shoppers."""

    name: str
    """As the policy names it."""
    desk: TaskDesk


class ModelledShopper:
    """Plays the goal of a scenario by asking a model.

    Args:
        scenario: One with a `goal`.
        trial: From 0.
        seed: Of the state machine; a model's words are not the same each time.
        look: Opens the page of a product on the screen.
        model: Who is asked.
    """

    def __init__(
        self, scenario: Scenario, trial: int, seed: int, look: Look, model: ShopperModel
    ) -> None:
        self._machine = SimulatedShopper(scenario, trial, seed, look)
        self._system = system_of(scenario)
        self._model = model
        self._name = f"shopper-{scenario.id}-{trial}-{seed}"
        self._finished = False
        self.verdict: Verdict = "gave_up"
        self.asked = 0
        self.fallbacks = 0
        """How often the state machine had to step in."""
        self.cost_usd = Decimal(0)

    async def next(self, seen: Sequence[TurnSeen]) -> Saying | None:
        """Say the next thing; see `evals.shoppers.shopper.Shopper`."""
        if self._finished:
            return None
        if seen and self._machine.is_over(seen):
            return self._end(await self._machine.next(seen))
        self.asked += 1
        try:
            answered = await self._model.desk.ask(self._errand(seen), self._decision)
        except AgentError:
            self.fallbacks += 1
            saying = await self._machine.next(seen)
            return self._end(None) if saying is None else saying
        self.cost_usd += answered.cost_usd
        say, done = answered.value
        if done:
            self._finished = True
            self.verdict = "satisfied" if seen and self._machine.has_it(seen) else "gave_up"
            return Saying(text=say, move="leave") if say else None
        return self._machine.adopt(say, seen)

    def _end(self, saying: Saying | None) -> Saying | None:
        self._finished = True
        self.verdict = self._machine.verdict
        return saying

    @property
    def _decision(self) -> Decision:
        return Decision(
            id=self._name,
            tier="open",
            model=self._model.name,
            first_content_s=WITHIN_S,
            total_s=WITHIN_S,
            max_output_tokens=_OUTPUT_TOKENS,
            reasons=("simulated shopper",),
        )

    def _errand(self, seen: Sequence[TurnSeen]) -> Errand[tuple[str, bool]]:
        situation = Situation(
            task=Task.SUMMARY, tenant=TENANT, conversation_id=self._name, turn=len(seen)
        )
        message = Message("user", seen_text(seen))
        return Errand(situation, self._system, (message,), answer_of, SCHEMA)
