"""Who is told of what happens while a reply is phrased: the router's breakers, and the metrics."""

from collections.abc import Iterable
from typing import Protocol

from agents.guard.verdict import Fault
from agents.ledger.entries import Entry
from agents.models.errors import ModelFailed
from agents.models.usage import Usage


class RouterWatch(Protocol):
    """What a router learns from calls: `agents.routing.router.PolicyRouter` is one."""

    def observe(
        self, model: str, failure: ModelFailed | None, first_content_ms: float | None
    ) -> None:
        """Note how a call ended; `failure` is None for one that answered."""

    def spoken(
        self, conversation_id: str, model: str, usage: Usage, turn: int | None = None
    ) -> None:
        """Note whose words a conversation heard last, and what of the prompt is cached now."""


class PhrasingMeter(Protocol):
    """Counts: `agents.ledger.metrics.Metrics` is one."""

    def called(self, entry: Entry) -> None:
        """Count a call that was booked."""

    def judged(self, model: str, faults: Iterable[Fault], seconds: float) -> None:
        """Count a clause that the guard has read; without faults it may be spoken."""

    def switched(self, before: str, after: str, reason: str) -> None:
        """Count a change of who phrases."""


class Unwatched:
    """Tells nobody."""

    def observe(
        self, model: str, failure: ModelFailed | None, first_content_ms: float | None
    ) -> None:
        """Do nothing."""

    def spoken(
        self, conversation_id: str, model: str, usage: Usage, turn: int | None = None
    ) -> None:
        """Do nothing."""

    def called(self, entry: Entry) -> None:
        """Do nothing."""

    def judged(self, model: str, faults: Iterable[Fault], seconds: float) -> None:
        """Do nothing."""

    def switched(self, before: str, after: str, reason: str) -> None:
        """Do nothing."""
