"""What can go wrong with a task that a model is asked for.

AgentError
└── TaskError            (every leaf: `out_of_budget`)
    ├── NobodyAsked      the policy lets no model do it
    ├── NothingUsable    every model failed, or answered what does not hold
    ├── TaskStopped      a batch ended early; what it has done is kept
    └── PictureUnusable  it is no picture, or not one that can be shown to a model
"""

from agents.errors import AgentError
from agents.models.call import Task
from agents.routing.decision import Decision

_WHY = {
    "kill": "switched off",
    "tenant": "not allowed for this shop",
    "region": "not in the region that this shop asks for",
    "personal_data": "may not be sent personal data",
    "no_key": "has no key",
    "breaker_open": "failed too often just now",
    "unpriced": "has no price",
    "budget": "the budget is spent",
    "no_images": "does not see pictures: set images = true if it does",
    "context": "the text is too long for it",
}


class Unfit(Exception):
    """An answer that a check does not let through; `reason` is one word for the bill."""

    def __init__(self, reason: str = "unfit") -> None:
        super().__init__(reason)
        self.reason = reason


class TaskError(AgentError):
    """Anything this package raises on purpose."""

    out_of_budget = False
    """Whether only money was missing."""


class NobodyAsked(TaskError):
    """The policy lets no model do the task."""

    def __init__(self, task: Task, decision: Decision) -> None:
        refused = {a.model: a.refused for a in decision.alternatives if a.refused}
        if "no_policy" in decision.reasons:
            why = "there is no routing policy: name one with router.policy in the settings"
        elif refused and all(a.refused for a in decision.alternatives if a.tier != "template"):
            why = "; ".join(f"{name}: {_WHY.get(why, why)}" for name, why in refused.items())
        else:
            why = (
                f'give [tasks.{task.value}] in the policy default = "open" or "closed", and models'
            )
        super().__init__(f"no model may be asked for {task.value}: {why}")
        self.refusals = tuple(refused.values())
        self.out_of_budget = "budget" in self.refusals


class NothingUsable(TaskError):
    """Every model failed, or answered what does not hold."""

    retryable = True

    def __init__(self, task: Task, failures: tuple[tuple[str, str], ...]) -> None:
        told = ", ".join(f"{model} {reason}" for model, reason in failures) or "no time was left"
        super().__init__(
            f"no model gave a usable answer for {task.value} ({told}): try again later, or name "
            "another model in the policy"
        )
        self.failures = failures
        """Model and reason, in the order in which they were asked."""
        self.out_of_budget = any(reason == "budget" for _, reason in failures)


class TaskStopped(TaskError):
    """A batch ended early."""

    def __init__(self, sentence: str, out_of_budget: bool = False) -> None:
        super().__init__(sentence)
        self.out_of_budget = out_of_budget


class PictureUnusable(TaskError):
    """It is no picture, or not one that can be shown to a model."""
