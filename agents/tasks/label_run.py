"""Labels a whole catalog: so many calls at once, until it is done or the money is spent."""

import asyncio
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from agents.tasks.desk import TaskDesk
from agents.tasks.errors import NobodyAsked, NothingUsable, TaskStopped
from agents.tasks.labelling import Labelled, digest_of, label, situation_of
from agents.tasks.labels_file import LabelsFile
from retrieval.product import Product
from retrieval.terms import Field
from retrieval.vocabulary import Vocabulary

AT_ONCE = 4
"""Calls; within what the smallest paid plans of the vendors and one local machine bear."""
FAILURES_MOST = 8
"""In a row, before a run gives up: twice as many as are asked at once."""


@dataclass(slots=True)
class Tally:
    """What a run came to so far."""

    labelled: int = 0
    before: int = 0
    """In the file already."""
    suspect: int = 0
    failed: int = 0
    labels: int = 0
    rejected: int = 0
    unpriced: int = 0
    cost_usd: Decimal = Decimal(0)

    @property
    def rejected_share(self) -> float | None:
        """Of the values that models gave; None without any."""
        given = self.labels + self.rejected
        return self.rejected / given if given else None

    def add(self, found: Labelled) -> None:
        """Count one product."""
        self.labelled += not found.suspect
        self.suspect += found.suspect
        self.labels += len(found.labels)
        self.rejected += len(found.rejected)
        self.unpriced += found.unpriced
        self.cost_usd += found.cost_usd


@dataclass(frozen=True, slots=True)
class Batch:
    """What is labelled, and how."""

    vocabulary: Vocabulary
    wished: tuple[Field, ...]
    tenant: str
    name: str
    """Stands in the bill where a conversation would."""
    limit: int | None = None
    """Products that are sent at most."""
    at_once: int = AT_ONCE


async def label_all(
    desk: TaskDesk,
    products: Iterable[Product],
    file: LabelsFile,
    batch: Batch,
    tally: Tally,
    told: Callable[[Tally], None] = lambda _: None,
) -> None:
    """Label products until there is no more of them; what is done is in the file at once.

    Args:
        desk: Asks.
        products: In any order, each read when its turn comes.
        file: Takes the labels.
        batch: How.
        tally: Counts; also right where this raises.
        told: Called after each product.

    Raises:
        NobodyAsked: the policy lets no model do it: said before anything is sent.
        TaskStopped: the money is spent, or no model answers.
        LabelsUnusable: the file cannot be written.
    """
    run = _Run(desk, _wanted(products, file, batch, tally), file, batch, tally, told)
    await run.all()


class _Run:
    def __init__(
        self,
        desk: TaskDesk,
        wanted: Iterator[tuple[int, Product, str]],
        file: LabelsFile,
        batch: Batch,
        tally: Tally,
        told: Callable[[Tally], None],
    ) -> None:
        self._desk = desk
        self._wanted = wanted
        self._file = file
        self._batch = batch
        self._tally = tally
        self._told = told
        self._failures = 0
        self._busy = 0
        self._again: list[tuple[int, Product, str]] = []
        """Put back, since the money was set aside for calls that were under way."""

    async def all(self) -> None:
        workers = [asyncio.create_task(self._work()) for _ in range(max(self._batch.at_once, 1))]
        try:
            await asyncio.gather(*workers)
        finally:
            for worker in workers:
                worker.cancel()
            await asyncio.gather(*workers, return_exceptions=True)

    async def _work(self) -> None:
        while True:
            # On the loop's own thread: a feed's temporary store may only be used by one thread.
            following = self._again.pop() if self._again else next(self._wanted, None)
            if following is None:
                return
            number, product, digest = following
            batch = self._batch
            situation = situation_of(batch.tenant, batch.name, number, product)
            self._busy += 1
            try:
                found = await label(self._desk, product, batch.vocabulary, batch.wished, situation)
            except (NobodyAsked, NothingUsable) as error:
                if error.out_of_budget and self._busy > 1:
                    self._again.append(following)
                    return  # who is under way sets money free, and goes on with it
                self._failed(error)
                continue
            finally:
                self._busy -= 1
            self._failures = 0
            self._file.append(product.id, digest, found)
            self._tally.add(found)
            self._told(self._tally)

    def _failed(self, error: NobodyAsked | NothingUsable) -> None:
        if error.out_of_budget:
            raise TaskStopped(
                f"the budget for labelling is spent: {self._tally.labelled} products were "
                "labelled and are kept; run the same command again when there is money",
                out_of_budget=True,
            ) from error
        if isinstance(error, NobodyAsked) and "personal_data" not in error.refusals:
            raise error
        self._tally.failed += 1
        self._failures += 1
        if self._failures >= FAILURES_MOST:
            raise TaskStopped(
                f"{FAILURES_MOST} products in a row came to nothing ({error}); "
                f"{self._tally.labelled} were labelled and are kept"
            ) from error


def _wanted(
    products: Iterable[Product], file: LabelsFile, batch: Batch, tally: Tally
) -> Iterator[tuple[int, Product, str]]:
    """Yield what is not labelled yet, numbered."""
    number = 0
    for product in products:
        if batch.limit is not None and number >= batch.limit:
            return
        digest = digest_of(product, batch.wished)
        if file.has(product.id, digest):
            tally.before += 1
            continue
        yield number, product, digest
        number += 1
