"""`aisle logs status`: what the log holds, and what waits for its tables."""

import json
from contextlib import closing

import typer

from assistant.analytics.opening import open_store
from assistant.analytics.tables import TABLES
from assistant.config import Settings
from assistant.intent_log.reading import unknown_records
from assistant.intent_log.segments import segments


def run(settings: Settings, as_json: bool) -> None:
    """Print the tables' rows and days, and how much is not in them yet.

    Raises:
        StoreUnusable: The tables cannot be read.
    """
    tables = {}
    with closing(open_store(settings)) as store:
        for table in TABLES:
            sql = f"SELECT count(*), min(day), max(day) FROM {table.name}"
            ((rows, first, last),) = store.ask(sql).rows
            tables[table.name] = {
                "rows": rows,
                "first": None if first is None else str(first),
                "last": None if last is None else str(last),
            }
        is_behind = store.is_behind()
    waiting = {path.name: path.stat().st_size for path in segments(settings.log_path)}
    unread = unknown_records(settings.log_path)
    where = settings.log.url or str(settings.tables_path)
    if as_json:
        told = {"where": where, "tables": tables, "is_behind": is_behind, "segments": waiting}
        told["unknown"] = dict(unread.unknown)
        typer.echo(json.dumps(told, indent=2))
        return
    typer.echo(f"Tables in {where}")
    for name, told_of in tables.items():
        days = f"{told_of['first']} to {told_of['last']}" if told_of["rows"] else "none yet"
        typer.echo(f"  {name:<10} {told_of['rows']:>12,} rows  {days}")
    if sentence := unread.sentence(settings.log_path):
        typer.echo(sentence)
    if not is_behind:
        typer.echo("Nothing waits in the log.")
        return
    size = sum(waiting.values()) / 2**20
    typer.echo(f"{len(waiting)} segments wait in the log, {size:.1f} MB; `aisle logs compact`.")
