"""What can go wrong with routing.

AgentError
└── RoutingError
    ├── PolicyInvalid     the policy file cannot be used; `faults` has every mistake with its line
    ├── ScoreInvalid      the file of a trained score cannot be used
    └── TooFewLogs        a score cannot be trained from what was logged
"""

from dataclasses import dataclass

from agents.errors import AgentError


class RoutingError(AgentError):
    """Anything this package raises on purpose."""


@dataclass(frozen=True, slots=True)
class PolicyFault:
    """One mistake of a policy file."""

    line: int | None
    """From 1; None where the file cannot be read at all."""
    reason: str
    """One clause that says what to do."""

    def told(self, name: str) -> str:
        """Return it with its place: "policy.toml line 14: ..."."""
        return (
            f"{name}: {self.reason}"
            if self.line is None
            else (f"{name} line {self.line}: {self.reason}")
        )


class PolicyInvalid(RoutingError):
    """The policy file cannot be used."""

    def __init__(self, name: str, faults: tuple[PolicyFault, ...]) -> None:
        more = len(faults) - 1
        also = f" (and {more} more: `aisle route check` lists them)" if more else ""
        super().__init__(f"{faults[0].told(name)}{also}")
        self.name = name
        self.faults = faults
        """In the order of their lines; at least one."""


class ScoreInvalid(RoutingError):
    """The file of a trained score cannot be used."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(
            f"the score file {path} cannot be used ({reason}): train it again with "
            "`aisle route train`, or take [score] out of the policy"
        )


class TooFewLogs(RoutingError):
    """A score cannot be trained from what was logged."""

    def __init__(self, tier: str, good: int, bad: int, needed: int, of_each: int) -> None:
        super().__init__(
            f"the logs hold {good + bad} turns with a known outcome for the tier {tier} ({good} "
            f"good, {bad} bad) and training needs {needed} with at least {of_each} of each: "
            "log more turns, or raise [explore] rate so that this tier is tried more often"
        )
        self.turns = good + bad
