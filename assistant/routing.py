"""Models, router, ledger and writer of one process, put together from the settings.

Without `router.policy` none of it is loaded: the templates answer, and no SDK is imported.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from agents.guard.guard import Guard
from agents.ledger.bookings import Terms
from agents.ledger.metrics import Metrics
from agents.ledger.opening import OpenLedger, open_ledger
from agents.ledger.prices import PriceList
from agents.models.errors import KeyMissing, ModelFailed
from agents.phrasing.writer import ModelReplyWriter
from agents.routing.policy_file import SHIPPED, LoadedPolicy
from agents.routing.router import PolicyRouter
from agents.routing.source import PolicySource
from agents.tasks.desk import TaskDesk
from agents.tasks.reading import SecondReaders
from assistant.config import Settings
from assistant.ledger_place import ledger_place
from assistant.model_clients import Clients, has_key


@dataclass(frozen=True, slots=True)
class Routing:
    """What phrases replies by models, and keeps the bill."""

    router: PolicyRouter
    writer: ModelReplyWriter
    metrics: Metrics
    desk: TaskDesk
    """Asks models for everything else: summaries, labels, pictures."""
    readers: SecondReaders
    """Read again what the first reading is unsure of, and know what that cost."""
    ledger: OpenLedger

    def exposition(self) -> bytes:
        """Return all metrics in Prometheus' text format, the budgets as they are now."""
        for budget, tenant, left_usd in self.ledger.budgets_left():
            self.metrics.budget_left(budget, tenant, left_usd)
        return self.metrics.exposition()


@asynccontextmanager
async def open_routing(settings: Settings) -> AsyncIterator[Routing]:
    """Open what the policy of `router.policy` asks for.

    Raises:
        PolicyInvalid: the policy has a mistake; every one is told with its line.
        AgentError: the ledger cannot be opened; the message says what to do.
    """
    path = settings.router.policy or SHIPPED
    tenant = settings.router.tenant
    metrics = Metrics()
    source = await asyncio.to_thread(PolicySource, path, lambda bad: metrics.policy_loaded(not bad))
    names = source.current.policy
    metrics.know(names.models, {tenant, *names.tenants})
    async with open_ledger(ledger_place(settings), terms_of(source.current)) as ledger:

        def take(policy: LoadedPolicy) -> None:
            """Let a policy that was read anew hold for the money and the metrics too."""
            ledger.use(terms_of(policy))
            metrics.know(policy.policy.models, {tenant, *policy.policy.tenants})

        source.changed = take
        router = PolicyRouter(
            source,
            keys=has_key,
            ledger=ledger,
            metrics=metrics,
            readers=lambda doubt: readers(doubt),  # noqa: PLW0108 - they need the router first
        )

        def refused(name: str, failure: ModelFailed) -> None:
            """Tell the breaker; the router itself leaves out what has no key."""
            if not isinstance(failure, KeyMissing):
                router.observe(name, failure)

        clients = Clients(lambda: source.current.policy.models, refused)

        def in_words(name: str) -> bool:
            """Say whether a model takes no schema."""
            return not source.current.policy.models[name].schemas

        desk = TaskDesk(router, clients, ledger, router, metrics, in_words)
        readers = SecondReaders(desk)
        try:
            await ledger.learn(tenant)
            await asyncio.to_thread(clients.open_all)
            source.watch()
            writer = ModelReplyWriter(clients, ledger, Guard, watch=router, meter=metrics)
            yield Routing(router, writer, metrics, desk, readers, ledger)
        finally:
            source.close()
            await clients.aclose()


def terms_of(loaded: LoadedPolicy) -> Terms:
    """Return the prices and budgets that follow from a policy."""
    policy = loaded.policy
    return Terms(PriceList(policy.models), policy.budgets, policy.unpriced)
