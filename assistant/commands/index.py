"""`aisle index`: make a catalog searchable."""

from dataclasses import replace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from time import perf_counter

import typer

from assistant.catalog import SAMPLE_NAME, store_of
from assistant.commands.index_arguments import IndexOptions
from assistant.commands.index_progress import ProgressLine
from assistant.commands.index_status import answers, print_status
from assistant.config import Settings
from assistant.embedding import indexing_embedder
from assistant.errors import UsageError
from retrieval.build import BuildOptions, Built, bring_up_to_date
from retrieval.catalog_source import CatalogSource, FeedSource, ProductList
from retrieval.dry_run import dry_run
from retrieval.errors import FeedRejected
from retrieval.feeds.catalog_feed import CatalogFeed, FeedOptions
from retrieval.feeds.mapping_file import dump_mapping
from retrieval.feeds.record import FeedFormat
from retrieval.filling import Way
from retrieval.generations import disk_refusals
from retrieval.labels import LabelledSource
from retrieval.sample import generate

STATUS = "status"
MAPPING = "mapping.yaml"
_SHOWN_PRODUCTS = 5


def run(settings: Settings, options: IndexOptions) -> None:
    """Index the named feed or the sample catalog; `status` says what is indexed."""
    if options.feed == STATUS and not options.sample:
        print_status(settings, options.as_json)
        return
    if (options.feed is None) == (not options.sample):
        raise UsageError("Name one catalog: aisle index FEED, or aisle index --sample.")
    source = _source(options)
    share = _share(options.max_refused)
    if isinstance(source, FeedSource):
        _show(source.feed)
    feed = source
    if options.labels is not None:
        source = LabelledSource(source, options.labels)
    if options.dry_run:
        _print_dry_run(source, options.refused)
        return
    if isinstance(feed, FeedSource) and options.mapping is None:
        _save_mapping(feed.feed, settings)
    wanted = BuildOptions(options.force, share, options.refused)
    _report(_build(settings, source, wanted), store_of(settings).place)


def _source(options: IndexOptions) -> CatalogSource:
    if options.feed is None:
        return ProductList(generate(), SAMPLE_NAME)
    known = ", ".join(FeedFormat)
    try:
        format_ = FeedFormat(options.format) if options.format else None
    except ValueError as error:
        raise UsageError(f"--format {options.format} is not one of {known}.") from error
    return FeedSource(
        Path(options.feed),
        FeedOptions(
            format=format_,
            mapping=options.mapping,
            currency=options.currency.upper() if options.currency else None,
            rates=dict(_rate(each) for each in options.rates),
        ),
    )


def _rate(text: str) -> tuple[str, Decimal]:
    """Read "EUR=1.08"."""
    name, _, value = text.partition("=")
    try:
        rate = Decimal(value)
    except InvalidOperation:
        rate = Decimal(0)
    if not (name.isalpha() and rate.is_finite() and rate > 0):
        raise UsageError(
            f"--rate {text} is not such as EUR=1.08: a currency and what one is worth."
        )
    return name.upper(), rate


def _share(text: str) -> float:
    """Read "5%" or "0.05"."""
    try:
        share = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise UsageError(f"--max-refused {text} is not a share; say 5% or 0.05.")
    return share


def _show(feed: CatalogFeed) -> None:
    typer.echo(f"Format: {feed.format}.")
    for line in (*feed.mapping.describe(), *feed.notices):
        typer.echo(line)


def _save_mapping(feed: CatalogFeed, settings: Settings) -> None:
    """Write how the columns were read, to be edited and given back with --mapping."""
    if feed.is_own:
        return
    path = store_of(settings).home / MAPPING
    with disk_refusals(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dump_mapping(feed.mapping), encoding="utf-8")
    typer.echo(f"Saved in {path}; edit it and pass it with --mapping if a column is misread.")


def _print_dry_run(source: CatalogSource, refused: Path | None) -> None:
    found = dry_run(source, refused, _SHOWN_PRODUCTS)
    for product in found.first:
        typer.echo(product.model_dump_json(exclude_defaults=True))
    typer.echo(f"{found.products} products, {found.refused_count} entries refused; indexed none.")
    _list([str(each) for each in found.refused], found.refused_count, refused)


def _build(settings: Settings, source: CatalogSource, options: BuildOptions) -> Built:
    store = store_of(settings)
    with indexing_embedder(settings) as embedder, ProgressLine(clock=perf_counter) as line:
        try:
            built = bring_up_to_date(source, store, embedder, options, line.tell)
            if built.way is Way.UNCHANGED and not answers(settings, embedder):
                options = replace(options, force=True)
                built = bring_up_to_date(source, store, embedder, options, line.tell)
        except FeedRejected as error:
            line.clear()
            _list(error.reasons, len(error.reasons), None)
            raise
        if built.way is Way.REBUILT:
            embedder.prune()
    return built


def _report(built: Built, place: str) -> None:
    _list([str(each) for each in built.refused], built.refused_count, built.refused_file)
    count = built.meta.count
    if built.resumed:
        typer.echo("Went on with what an earlier run had read and embedded.")
    if built.way is Way.UNCHANGED:
        typer.echo(f"The index is up to date: {count} products.")
    elif built.way is Way.UPDATED:
        typer.echo(
            f"Updated {built.changed} products ({built.reworded} embedded) and removed "
            f"{built.removed}; {count} are indexed in {place}."
        )
    else:
        typer.echo(f"Indexed {count} products in {place}.")


def _list(reasons: "list[str] | tuple[str, ...]", count: int, path: Path | None) -> None:
    """Show the first refused rows on standard error."""
    if not count:
        return
    if not reasons:  # nothing changed, so nothing was read
        typer.echo(f"{count} entries were refused when it was read last.", err=True)
        return
    typer.echo(f"Refused {count} entries:", err=True)
    for reason in reasons:
        typer.echo(f"  {reason}", err=True)
    if count > len(reasons):
        typer.echo(f"  and {count - len(reasons)} more", err=True)
    if path is not None:
        typer.echo(f"All of them are in {path}.", err=True)
