"""`aisle logs compact`: the log's segments into its tables, now."""

import json
from contextlib import closing
from time import perf_counter

import typer

from assistant.analytics.opening import open_store
from assistant.config import Settings
from assistant.serving_note import yield_to_speech


def run(settings: Settings, rebuild: bool, unknown: bool, mend: bool, as_json: bool) -> None:
    """Bring the tables up to date.

    Args:
        settings: Of the shop.
        rebuild: Also make anew all that is made from the log.
        unknown: Also take in records that an earlier version did not understand.
        mend: First leave out files that are damaged or missing.
        as_json: JSON instead of text.

    Raises:
        StoreUnusable: They cannot be written; nothing is lost.
    """
    yield_to_speech(settings)
    began = perf_counter()
    lost: tuple[str, ...] = ()
    with closing(open_store(settings)) as store:
        if mend:
            lost = store.mend()
        records = store.catch_up(unknown=unknown)
        days = store.rebuild() if rebuild else None
    took_s = perf_counter() - began
    if as_json:
        told = {"records": records, "rebuilt_days": days, "left_out": lost, "took_s": took_s}
        typer.echo(json.dumps(told))
        return
    typer.echo(f"{records} records taken in, in {took_s:.1f} s.")
    if days is not None:
        typer.echo(f"{days} days were made anew.")
    for file in lost:
        typer.echo(f"Left out, since it cannot be read: {file}")
