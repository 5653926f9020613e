"""`aisle label`: what products' texts state beyond their fields, read by a model and checked."""

import asyncio
import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import typer

from agents.tasks.errors import TaskStopped
from agents.tasks.label_run import Batch, Tally, label_all
from agents.tasks.labelling import LABELLED
from agents.tasks.labels_file import LabelsFile
from assistant.commands.tasks_arguments import LabelOptions
from assistant.config import Settings
from assistant.errors import UsageError
from retrieval.catalog_source import CatalogSource, FeedSource, ProductList
from retrieval.errors import FeedEmpty
from retrieval.feeds.catalog_feed import FeedOptions
from retrieval.feeds.record import Refused
from retrieval.product import Product
from retrieval.sample import generate
from retrieval.terms import Field
from retrieval.vocabulary import Vocabulary, VocabularyCount

_TOLD_EVERY = 25
"""Products; a run of thousands takes an hour."""


def run(settings: Settings, options: LabelOptions) -> None:
    """Label a feed; what a run that was cut off has written is not asked again."""
    wished = _wished(options.attributes)
    if settings.router.policy is None:
        raise UsageError(
            "No model may label products: name a routing policy in router.policy whose "
            "[tasks.labelling] has a default tier."
        )
    source = _source(options)
    vocabulary = _vocabulary(source)
    name = f"label {sha256(source.name.encode()).hexdigest()[:8]}"
    batch = Batch(vocabulary, wished, settings.router.tenant, name, options.limit, options.at_once)
    file = LabelsFile(options.out)
    tally = Tally()
    stopped: TaskStopped | None = None
    try:
        asyncio.run(_label(settings, source, file, batch, tally))
    except TaskStopped as error:
        stopped = error
    finally:
        file.close()
    if options.as_json:
        typer.echo(json.dumps(_as_json(tally), indent=2))
    else:
        typer.echo(_told(tally, options.out))
    if stopped is not None:
        raise stopped


async def _label(
    settings: Settings, source: CatalogSource, file: LabelsFile, batch: Batch, tally: Tally
) -> None:
    from assistant.routing import open_routing  # noqa: PLC0415 - the SDKs take a second

    async with open_routing(settings) as routing:
        await label_all(routing.desk, _products(source), file, batch, tally, _progress)


def _wished(names: str) -> tuple[Field, ...]:
    known = {field.value: field for field in LABELLED}
    wished = [name.strip().lower() for name in names.split(",") if name.strip()]
    for name in wished:
        if name not in known:
            raise UsageError(
                f"There is no attribute {name!r} to label; there is {', '.join(known)}."
            )
    if not wished:
        raise UsageError(f"Name what to label: --attributes {','.join(known)}.")
    return tuple(dict.fromkeys(known[name] for name in wished))


def _source(options: LabelOptions) -> CatalogSource:
    if (options.feed is None) == (not options.sample):
        raise UsageError("Name one catalog: aisle label FEED, or aisle label --sample.")
    if options.feed is None:
        return ProductList(generate(), "the sample catalog")
    return FeedSource(Path(options.feed), FeedOptions(mapping=options.mapping))


def _products(source: CatalogSource) -> Iterator[Product]:
    return (entry for entry in source.read() if not isinstance(entry, Refused))


def _vocabulary(source: CatalogSource) -> Vocabulary:
    """Return the catalog's own values: a first reading of the feed, before anything is asked."""
    counting = VocabularyCount()
    for product in _products(source):
        counting.add(product)
    if not counting.products:
        raise FeedEmpty(f"{source.name} holds no product that can be read.")
    return counting.vocabulary()


def _progress(tally: Tally) -> None:
    if tally.labelled and tally.labelled % _TOLD_EVERY == 0:
        typer.echo(f"{tally.labelled} labelled, USD {tally.cost_usd:.4f}", err=True)


def _as_json(tally: Tally) -> dict[str, object]:
    share = tally.rejected_share
    return {
        "labelled": tally.labelled,
        "labelled_before": tally.before,
        "suspect": tally.suspect,
        "failed": tally.failed,
        "labels": tally.labels,
        "rejected": tally.rejected,
        "rejected_share": None if share is None else round(share, 4),
        "cost_usd": str(tally.cost_usd),
        "calls_without_price": tally.unpriced,
    }


def _told(tally: Tally, out: Path) -> str:
    share = tally.rejected_share
    lines = [
        f"{tally.labelled} products labelled in {out}; {tally.before} were labelled before.",
        f"{tally.labels} values kept"
        + (f", {tally.rejected} rejected ({share:.1%})." if share is not None else "."),
        f"Cost: USD {tally.cost_usd:.6f}."
        + (f" {tally.unpriced} calls have no price." if tally.unpriced else ""),
    ]
    if tally.suspect:
        lines.append(f"{tally.suspect} were not sent: their text addresses a model.")
    if tally.failed:
        lines.append(f"{tally.failed} came to nothing; run the same command to try them again.")
    return "\n".join(lines)
