"""`aisle logs import`: past logs into the log's tables."""

import json
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import typer

from assistant.analytics.importing.ageing import ageing
from assistant.analytics.importing.counts import Counts
from assistant.analytics.importing.importer import Imported, import_files
from assistant.analytics.opening import open_store
from assistant.config import Settings
from assistant.serving_note import yield_to_speech


def run(settings: Settings, files: list[Path], dry_run: bool, as_json: bool) -> None:
    """Import files, all of them or none, and print what was in them.

    Raises:
        ImportRefused: One of them is no log.
        StoreUnusable: The tables cannot be written.
    """
    yield_to_speech(settings)
    began = time.monotonic()
    if dry_run:
        imported = import_files(settings, None, files)
    else:
        with closing(open_store(settings)) as store:
            imported = import_files(settings, store, files)
    took_s = time.monotonic() - began
    going = ageing(settings, imported.total.days, datetime.now(UTC).date())
    if as_json:
        told = {str(path): _told(counts) for path, counts in imported.files.items()}
        whole: dict[str, object] = {"files": told, "dry_run": dry_run, "took_s": round(took_s, 2)}
        whole["expiring"] = going.json()
        if not dry_run:
            whole |= {"new": imported.new, "already_there": imported.known}
        typer.echo(json.dumps(whole, indent=2))
        return
    for path, counts in imported.files.items():
        typer.echo(file_told(path, counts))
    typer.echo(_summary(imported, took_s, dry_run))
    if said := going.told():
        typer.echo(said)


def file_told(path: Path, counts: Counts) -> str:
    """Return what was in a file, as lines to be printed."""
    lines = [
        f"{path}: {counts.lines:,} lines; {counts.turns:,} queries, {counts.events:,} events, "
        f"{counts.markers:,} bulk or made lines, {counts.empty:,} empty, {counts.skipped:,} skipped"
    ]
    if counts.redacted:
        lines.append(f"  {counts.redacted:,} rows had something personal, which was taken out")
    if counts.mended:
        lines.append(f"  {counts.mended:,} lines had bytes that are not UTF-8")
    if counts.not_taken:
        lines.append(f"  columns not taken: {', '.join(sorted(counts.not_taken))}")
    lines += [f"  line {one.line}: {one.reason}" for one in counts.named]
    more = counts.skipped - len(counts.named)
    if more > 0:
        lines.append(f"  and {more:,} more lines:")
        lines += [f"    {count:,} times: {why}" for why, count in counts.reasons.most_common()]
    return "\n".join(lines)


def _summary(imported: Imported, took_s: float, dry_run: bool) -> str:
    total = imported.total
    if dry_run:
        return f"{total.turns:,} queries and {total.events:,} events; nothing was imported."
    return (
        f"{imported.new:,} rows are new, {imported.known:,} were there already or twice; "
        f"{took_s:.1f} s. All of it is in the tables."
    )


def _told(counts: Counts) -> dict[str, object]:
    return {
        "lines": counts.lines,
        "queries": counts.turns,
        "events": counts.events,
        "bulk_or_made": counts.markers,
        "empty": counts.empty,
        "skipped": counts.skipped,
        "reasons": dict(counts.reasons.most_common()),
        "first_skipped": [{"line": one.line, "reason": one.reason} for one in counts.named],
        "not_utf8": counts.mended,
        "redacted": counts.redacted,
        "columns_not_taken": sorted(counts.not_taken),
    }
