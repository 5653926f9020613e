"""Leaves a model alone that fails, tries it again later, one turn at a time.

closed -> open after failures in a row or a share of a window; open -> half-open when its time is
up; half-open -> closed with the first success, -> open for twice as long with the first failure.
Looking (`state`) changes nothing, so that a turn may be decided on many times; only what comes
of calls (`observe`) and the one trial of a half-open model (`claim`) does.
"""

import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic
from typing import Literal

from agents.models.errors import CallRejected, ModelBusy, ModelFailed, ModelMisconfigured
from agents.routing.policy import BreakerPolicy

State = Literal["closed", "half_open", "open"]

TRIAL_S = 10.0
"""How long one turn may take to try a half-open model before another may: a plan that was
claimed for a transcript that changed is never spoken."""
_OUTCOMES_KEPT = 200
"""Of the window, at most; older ones say nothing of now."""
_LATENCY_WEIGHT = 0.2
"""Of the newest call in the running mean of times to the first content: half of it is the last
three calls'."""

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Health:
    in_a_row: int = 0
    outcomes: deque[tuple[float, bool]] = field(
        default_factory=lambda: deque(maxlen=_OUTCOMES_KEPT)
    )
    open_until_s: float | None = None
    """None while closed."""
    wait_s: float = 0.0
    """The last one."""
    reason: str = ""
    trial: str | None = None
    trial_until_s: float = 0.0
    told: bool = False
    """Whether the log has it that only a person can mend this."""
    usual_ms: float | None = None


class Breaker:
    """One for all models of a process; may be used from several threads."""

    def __init__(
        self,
        policy: BreakerPolicy | None = None,
        clock: Callable[[], float] = monotonic,
        changed: Callable[[str, State], None] | None = None,
    ) -> None:
        """Start with every model closed.

        Args:
            policy: Thresholds and waits; may be replaced while it runs.
            clock: Seconds; only differences are used.
            changed: Called with a model and its new state, for metrics.
        """
        self.policy = policy or BreakerPolicy()
        self._clock = clock
        self._changed = changed
        self._models: dict[str, _Health] = {}
        self._lock = Lock()

    def state(self, model: str) -> State:
        """Return how a model stands now."""
        health = self._models.get(model)
        if health is None or health.open_until_s is None:
            return "closed"
        return "open" if self._clock() < health.open_until_s else "half_open"

    def half_open(self) -> tuple[str, ...]:
        """Return the models that one turn may try now."""
        now_s = self._clock()
        return tuple(
            name
            for name, health in list(self._models.items())
            if health.open_until_s is not None and now_s >= health.open_until_s
        )

    def may_ask(self, model: str, who: str) -> bool:
        """Say whether a turn may ask a model; of a half-open one, one turn at a time may.

        Args:
            model: As the policy names it.
            who: The turn, the same text however often it is decided on.
        """
        state = self.state(model)
        if state != "half_open":
            return state == "closed"
        health = self._models.get(model)
        return (
            health is None or health.trial in (None, who) or self._clock() >= health.trial_until_s
        )

    def claim(self, model: str, who: str) -> bool:
        """Take the one trial of a half-open model for a turn; True for a closed model.

        Returns:
            Whether the turn may ask; claiming again for the same turn is the same.
        """
        with self._lock:
            if not self.may_ask(model, who):
                return False
            health = self._models.get(model)
            if health is not None and health.open_until_s is not None:
                if health.trial != who:
                    health.trial_until_s = self._clock() + TRIAL_S
                health.trial = who
            return True

    def usual_ms(self, model: str) -> float | None:
        """Return about how long a model takes to its first content; None before the first."""
        health = self._models.get(model)
        return None if health is None else health.usual_ms

    def forget(self, model: str) -> None:
        """Close a model whose settings were changed: what failed was another one.

        Args:
            model: As the policy names it.
        """
        with self._lock:
            before = self.state(model)
            self._models.pop(model, None)
        if before != "closed" and self._changed is not None:
            self._changed(model, "closed")

    def observe(
        self, model: str, failure: ModelFailed | None, first_content_ms: float | None = None
    ) -> None:
        """Take note of what came of a call.

        Args:
            model: As the policy names it.
            failure: What went wrong; None for a call that was answered or cut off by us.
            first_content_ms: From the request to the first content.
        """
        if isinstance(failure, CallRejected):
            return  # this prompt's fault: another prompt is answered
        with self._lock:
            before = self.state(model)
            health = self._models.setdefault(model, _Health())
            if first_content_ms is not None:
                usual = health.usual_ms
                step = _LATENCY_WEIGHT if usual is not None else 1.0
                health.usual_ms = first_content_ms * step + (usual or 0.0) * (1 - step)
            if failure is None:
                self._succeeded(health)
            else:
                self._failed(model, health, failure)
            after = self.state(model)
        if after != before and self._changed is not None:
            self._changed(model, after)

    def _succeeded(self, health: _Health) -> None:
        health.in_a_row = 0
        if health.open_until_s is not None:
            health.outcomes.clear()
        health.outcomes.append((self._clock(), True))
        health.open_until_s, health.wait_s = None, 0.0
        health.trial, health.told = None, False

    def _failed(self, model: str, health: _Health, failure: ModelFailed) -> None:
        now_s = self._clock()
        health.in_a_row += 1
        health.outcomes.append((now_s, False))
        was_open = health.open_until_s is not None
        if was_open and now_s < (health.open_until_s or 0.0):
            return  # a call from before it opened
        wait_s = self._wait_s(health, failure, now_s)
        if wait_s is None:
            return
        health.open_until_s, health.wait_s = now_s + wait_s, wait_s
        health.reason, health.trial = failure.reason, None
        if isinstance(failure, ModelMisconfigured):
            if not health.told:
                _log.error(
                    "model left out until its settings are mended",
                    extra={"model": model, "reason": failure.reason},
                )
            health.told = True
        elif not was_open:
            _log.warning(
                "model left out for a while",
                extra={"model": model, "reason": failure.reason, "wait_s": wait_s},
            )

    def _wait_s(self, health: _Health, failure: ModelFailed, now_s: float) -> float | None:
        """Return how long to leave the model alone; None to go on."""
        policy = self.policy
        if isinstance(failure, ModelMisconfigured):
            return policy.misconfigured_wait_s
        asked_s = failure.retry_after_s if isinstance(failure, ModelBusy) else None
        if asked_s is not None and asked_s > 0:
            return min(
                max(asked_s, policy.wait_s if health.open_until_s else 0.0),
                max(policy.longest_wait_s, policy.wait_s),
            )
        if health.open_until_s is not None:  # its trial failed
            return min(max(health.wait_s * 2, policy.wait_s), policy.longest_wait_s)
        recent = [ok for at, ok in health.outcomes if now_s - at <= policy.window_s]
        failed = len(recent) - sum(recent)
        too_many = len(recent) >= policy.calls and failed >= policy.share * len(recent)
        return policy.wait_s if too_many or health.in_a_row >= policy.failures else None
