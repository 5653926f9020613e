"""`aisle logs views`: SQL views over the log's tables for BI tools."""

from pathlib import Path

import typer

from assistant.analytics.views import NAMES, postgres_views
from assistant.commands.logs_out import PUBLIC, write_out
from assistant.config import Settings


def run(settings: Settings, dialect: str | None, out: Path | None) -> None:
    """Print the statements that make the views, or write them to a file.

    Args:
        settings: Of the shop.
        dialect: "duckdb" or "postgres"; that of the store by default.
        out: The file.

    Raises:
        UsageError: The file cannot be written.
    """
    which = dialect or ("postgres" if settings.log.url else "duckdb")
    if which == "postgres":
        sql = _postgres(settings)
    else:
        from assistant.analytics.duckdb_sql import duckdb_sql  # noqa: PLC0415 - loads DuckDB

        sql = duckdb_sql(settings)
    if out is None:
        typer.echo(sql)
        return
    write_out(out, sql.encode(), PUBLIC)
    typer.echo(f"{out}: views {', '.join(NAMES)}.")


def _postgres(settings: Settings) -> str:
    schema = f"aisle_{settings.tenant}"
    lines = [
        "-- Aisle makes these views itself, in the schema of the shop.",
        f'SET search_path TO "{schema}";',
        *(f"{statement};" for statement in postgres_views()),
    ]
    return "\n\n".join(lines)
