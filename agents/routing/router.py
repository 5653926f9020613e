"""The router: a policy file, keys, budgets, a breaker and a memory become one decision a turn.

    router = PolicyRouter(PolicySource("shipped").watch(), keys=has_key, ledger=ledger)
    decision = router.decide(situation)
    ... the reply is phrased ...
    router.observe(model, failure, first_content_ms)          # after each call
    router.spoken(conversation_id, model, usage, turn)        # after each phrased turn

Deciding waits for nothing and changes nothing, but that the one trial of a model that had failed
is given to one turn. May be used from several threads.
"""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic, perf_counter
from typing import Protocol

from agents.ledger.entries import Ledger
from agents.ledger.prices import price_of
from agents.models.call import Task
from agents.models.errors import ModelFailed
from agents.models.usage import Usage
from agents.routing.breaker import Breaker, State
from agents.routing.chance import chosen, draw_of, propensities
from agents.routing.choice import Choice, Quality, settled, wished
from agents.routing.costs import PriceOf, Rates, rates_of, tokens_of
from agents.routing.decision import TEMPLATE, Decision
from agents.routing.drawn import Drawn, decision_of
from agents.routing.hard import Grounds
from agents.routing.options import Options, options_of
from agents.routing.policy import Policy
from agents.routing.policy_file import LoadedPolicy
from agents.routing.situation import Situation
from agents.routing.source import PolicySource
from agents.routing.sticky import Memory
from agents.tier import Doubt, SecondReader


class RoutingMetrics(Protocol):
    """What the router tells of itself."""

    def decided(self, decision: Decision, task: str, seconds: float) -> None:
        """Count a decision, and how long it took."""

    def breaker(self, model: str, state: State) -> None:
        """Note how a model's breaker stands now."""


@dataclass(frozen=True, slots=True)
class _InForce:
    """A policy with what follows from it."""

    loaded: LoadedPolicy
    rates: dict[str, Rates | None]


class PolicyRouter:
    """Decides by a policy file (`agents.tier.Router`)."""

    def __init__(
        self,
        source: PolicySource,
        *,
        keys: Callable[[str], bool],
        ledger: Ledger | None = None,
        price: PriceOf = price_of,
        metrics: RoutingMetrics | None = None,
        clock: Callable[[], float] = monotonic,
        readers: Callable[[Doubt], SecondReader | None] | None = None,
    ) -> None:
        """Join the parts.

        Args:
            source: The policy.
            keys: Whether the environment variable of that name holds a key.
            ledger: Whose budgets bound what may be asked; None for no budget.
            price: What tokens of a model cost.
            metrics: Told of decisions and breakers.
            clock: Seconds; only differences are used.
            readers: Who reads an utterance of which the first reading is unsure.
        """
        self._source = source
        self._keys = keys
        self._ledger = ledger
        self._price = price
        self._metrics = metrics
        self._readers = readers
        self._in_force = self._worked_out(source.current)
        policy = source.current.policy
        self.breaker = Breaker(policy.breaker, clock, metrics.breaker if metrics else None)
        self._memory = Memory(policy.sticky.conversations, clock)

    @property
    def policy(self) -> LoadedPolicy:
        """The policy that holds now."""
        return self._now().loaded

    def decide(self, situation: Situation) -> Decision:
        """Return who is to do what `situation` asks for (see `agents.tier.Router`)."""
        started_s = perf_counter()
        decision = self._decided(situation, self._now())
        if self._metrics is not None:
            seconds = perf_counter() - started_s
            self._metrics.decided(decision, situation.task.value, seconds)
        return decision

    def reader(self, doubt: Doubt) -> SecondReader | None:
        """Return who is to read an utterance again; None lets the agent ask back."""
        return self._readers(doubt) if self._readers is not None else None

    def observe(
        self, model: str, failure: ModelFailed | None, first_content_ms: float | None = None
    ) -> None:
        """Take note of what came of one call.

        Args:
            model: As the policy names it.
            failure: What went wrong; None for a call that was answered or cut off by us.
            first_content_ms: From the request to the first content.
        """
        self.breaker.observe(model, failure, first_content_ms)

    def spoken(
        self, conversation_id: str, model: str, usage: Usage, turn: int | None = None
    ) -> None:
        """Take note of who phrased a turn, so that the conversation stays with that model.

        Args:
            conversation_id: Whose turn it was.
            model: As the policy names it; the template is not taken note of.
            usage: What the provider said of the call.
            turn: Its number; None for the one after the last that was noted.
        """
        if model != TEMPLATE:
            self._memory.spoken(conversation_id, model, usage, turn)

    def _now(self) -> _InForce:
        loaded = self._source.current
        before = self._in_force.loaded
        if loaded is not before:
            self._in_force = self._worked_out(loaded)
            for name, spec in before.policy.models.items():
                if loaded.policy.models.get(name) != spec:
                    self.breaker.forget(name)
            self.breaker.policy = loaded.policy.breaker
            self._memory.most = loaded.policy.sticky.conversations
        return self._in_force

    def _worked_out(self, loaded: LoadedPolicy) -> _InForce:
        return _InForce(loaded, rates_of(loaded.policy.models, self._price))

    def _decided(self, situation: Situation, now: _InForce) -> Decision:
        policy = now.loaded.policy
        who = f"{situation.conversation_id}\0{situation.turn}"
        quality: Quality = {}
        if now.loaded.score is not None and situation.task is Task.REPLY:
            quality = now.loaded.score.quality(situation)
        before = None
        if policy.sticky.on and situation.task is Task.REPLY:
            before = self._memory.before(situation.conversation_id, situation.turn)
        cached = ("", 0)
        if before is not None:
            cached = (before.model, self._memory.cached(before, policy.sticky.cache_s))
        out: frozenset[str] = frozenset()
        while True:
            options = self._options(situation, now, who, cached, out)
            choice = wished(policy, situation, options, quality)
            if before is not None:
                choice = settled(policy, choice, before.model, options)
            drawn = _drawn(policy, situation, choice, options)
            name = drawn.option.name
            if not drawn.option.on_trial or self.breaker.claim(name, who):
                usual_ms = self.breaker.usual_ms(name)
                return decision_of(situation, now.loaded, options, drawn, quality, usual_ms)
            out |= {name}

    def _options(
        self,
        situation: Situation,
        now: _InForce,
        who: str,
        cached: tuple[str, int],
        out: frozenset[str],
    ) -> Options:
        policy = now.loaded.policy
        prompt_tokens, output_tokens = tokens_of(situation)
        left = None
        if self._ledger is not None and not situation.fixed:
            left = self._ledger.headroom_usd(situation.tenant, situation.conversation_id)
        grounds = Grounds(
            situation=situation,
            policy=policy,
            tenant=policy.tenant(situation.tenant),
            headroom_usd=None if left is None else float(left),
            prompt_tokens=prompt_tokens,
            max_output_tokens=policy.task(situation.task).max_output_tokens,
            has_key=self._keys,
            may_ask=lambda name: name not in out and self.breaker.may_ask(name, who),
        )
        on_trial = frozenset(self.breaker.half_open())
        return options_of(policy, grounds, now.rates, output_tokens, cached, on_trial)


def _drawn(policy: Policy, situation: Situation, choice: Choice, options: Options) -> Drawn:
    """Return what is chosen once chance has had its say."""
    explore, greedy = policy.explore, choice.option.name
    acts = situation.acts
    is_safe = not situation.fixed and bool(acts) and explore.acts.issuperset(acts)
    if explore.rate <= 0 or not is_safe or situation.task is not Task.REPLY:
        return Drawn(choice.option, choice, {greedy: 1.0})
    arms = [
        option.name
        for option in options.all
        if option.refused is None and option.tier in explore.tiers and not option.on_trial
    ]
    found = propensities(arms, greedy, explore.rate)
    return Drawn(options.named(chosen(found, greedy, draw_of(situation))), choice, found)
