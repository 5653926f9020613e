"""A logged turn, decided by another policy, as if every model of it had a key and answered.

What held at the time and no policy can change is kept: a model that the breaker had ruled out on
a turn is ruled out again, and prompts age in the caches by the times of the log. Budgets are not
applied: what the policy would like to spend is what is to be found out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from agents.routing.decision import Decision
from agents.routing.policy_file import LoadedPolicy, read_policy
from agents.routing.router import PolicyRouter
from agents.routing.situation import Situation
from agents.routing.source import PolicySource
from evals.routing.logged import LoggedTurn, propensities_of
from evals.routing.tokens import TokenMix

_OUT_OF_ORDER = "breaker_open"
"""The word for a model that did not answer then (`agents.routing.hard.REFUSALS`)."""


@dataclass(frozen=True, slots=True)
class Redecided:
    """What the new policy comes to on one turn."""

    decision: Decision
    wanted: dict[str, float]
    """Propensity of each arm; they add up to 1."""

    @property
    def tiers(self) -> dict[str, float]:
        """Return the propensity of each tier that may be asked."""
        found: dict[str, float] = {}
        for one in self.decision.alternatives:
            if one.propensity > 0:
                found[one.tier] = found.get(one.tier, 0.0) + one.propensity
        return found

    @property
    def likeliest(self) -> str:
        """Return the arm that is chosen where chance has no say."""
        return max(self.wanted, key=lambda arm: self.wanted[arm])

    @property
    def rule(self) -> str:
        """Return the rule that led there, without what chance or habit added."""
        reasons = [r for r in self.decision.reasons if r not in ("explored", "sticky")]
        return reasons[0].removeprefix("rule:") if reasons else "default"


class Replayed:
    """The new policy's router, for one log."""

    def __init__(self, source: Path | str) -> None:
        """Read the policy.

        Args:
            source: A policy file, or "shipped".

        Raises:
            PolicyInvalid: there are mistakes in it.
        """
        self.loaded = read_policy(source)
        self._at_s = 0.0
        self._routers: dict[frozenset[str], PolicyRouter] = {}
        self._source = source

    def redecide(self, turns: Sequence[LoggedTurn], mix: TokenMix) -> tuple[Redecided, ...]:
        """Decide every turn anew, each conversation from its beginning.

        Args:
            turns: By conversation, then by turn.
            mix: For the tokens that the conversation's model is taken to have in its cache.
        """
        return tuple(self._one(turn, mix) for turn in turns)

    def decide(self, situation: Situation, at: datetime, mix: TokenMix) -> Redecided:
        """Decide one situation, with every model in order."""
        return self._decided(situation, at, frozenset(), mix)

    def _one(self, turn: LoggedTurn, mix: TokenMix) -> Redecided:
        missing = frozenset(
            a.model for a in turn.route.decision.alternatives if a.refused == _OUT_OF_ORDER
        )
        return self._decided(turn.route.situation, turn.route.at, missing, mix)

    def _decided(
        self, situation: Situation, at: datetime, missing: frozenset[str], mix: TokenMix
    ) -> Redecided:
        self._at_s = at.timestamp()
        router = self._router(missing.intersection(self.loaded.policy.models))
        decision = router.decide(situation)
        usage = mix.usage(situation, decision.model)
        for each in self._routers.values():  # habits are the conversation's, whoever was missing
            each.spoken(situation.conversation_id, decision.model, usage, situation.turn)
        return Redecided(decision, propensities_of(decision.alternatives))

    def _router(self, missing: frozenset[str]) -> PolicyRouter:
        router = self._routers.get(missing)
        if router is None:
            source = _Without(self._source, self.loaded, missing)
            router = PolicyRouter(source, keys=lambda _name: True, clock=lambda: self._at_s)
            self._routers[missing] = router
        return router


class _Without(PolicySource):
    """A policy of which some models are switched off."""

    def __init__(self, path: Path | str, loaded: LoadedPolicy, missing: frozenset[str]) -> None:
        super().__init__(path)
        policy = loaded.policy
        switched = policy.model_copy(update={"kill": policy.kill | missing})
        self._without = LoadedPolicy(switched, loaded.digest, loaded.name, loaded.score)

    @property
    def current(self) -> LoadedPolicy:
        return self._without
