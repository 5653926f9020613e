"""`aisle logs export`: the log's tables as files."""

from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Final

import typer

from assistant.analytics.exporting.exporter import Form, export
from assistant.analytics.filters import UNSAID, Filters
from assistant.analytics.opening import open_fresh
from assistant.config import Settings
from assistant.errors import UsageError

_VALUES: Final = {
    "modality": ("voice", "text"),
    "tier": ("template", "open", "closed", "none"),
}
"""What turns have of it."""


def run(
    settings: Settings, folder: Path, form: Form, chosen: dict[str, str | None], texts: bool
) -> None:
    """Write what is chosen into a folder.

    Args:
        settings: Of the shop.
        folder: Where to.
        form: Of the files.
        chosen: "from" and "to" as YYYY-MM-DD, and filters by name; None takes everything.
        texts: Whether what was said and replied is in them.

    Raises:
        UsageError: A day or a filter cannot be read, or the files are there already.
        StoreUnusable: The tables cannot be read, or the folder not be written.
    """
    first = _day(chosen.get("from"), date.min)
    last = _day(chosen.get("to"), date.max)
    if first > last:
        raise UsageError("--from is after --until.")
    for name, values in _VALUES.items():
        if chosen.get(name) not in {None, UNSAID, *values}:
            raise UsageError(f"--{name} is one of {', '.join(values)}, or '' for none.")
    filters = Filters(
        first,
        last,
        application=chosen.get("application"),
        modality=chosen.get("modality"),
        intent=chosen.get("intent"),
        category=chosen.get("category"),
        tier=chosen.get("tier"),
    )
    with closing(open_fresh(settings, lambda said: typer.echo(said, err=True))) as store:
        made = export(store, folder, form, filters, texts=texts)
    typer.echo(f"{made.turns:,} turns and {made.events:,} events:")
    for path in made.files:
        typer.echo(f"  {path}")


def _day(text: str | None, otherwise: date) -> date:
    if text is None:
        return otherwise
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"{text!r} is no day; write it as 2026-11-23.") from error
