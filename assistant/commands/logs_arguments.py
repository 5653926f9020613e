"""What `aisle logs` takes; imported by `aisle --help`: nothing heavy here."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from assistant.commands.running import run_command

logs = typer.Typer(
    help="Ask the intent log what shoppers want; bring logs in and out; erase a shopper.",
    no_args_is_help=True,
)

Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]


@logs.command()
def show(
    session: Annotated[str, typer.Argument(help="Its id in the intent log.")],
    as_json: Json = False,
) -> None:
    """Show one session, turn by turn, with what was done."""
    run_command("logs_show", session, as_json)


@logs.command()
def synth(  # noqa: PLR0913, PLR0917 - one parameter an option
    turns: Annotated[int, typer.Option(min=1, max=50_000_000, help="How many turns.")] = 10_000,
    days: Annotated[int, typer.Option(min=1, max=3_660, help="Over how many days.")] = 56,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same log.")] = 7,
    until: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="The last day; yesterday if not given."),
    ] = None,
    to: Annotated[
        Literal["parquet", "segments"],
        typer.Option(help="As tables, or line by line as the log writes it (small logs)."),
    ] = "parquet",
    out: Annotated[
        str | None, typer.Option(help="Write the files only, into this new folder.")
    ] = None,
    home: Annotated[
        str | None,
        typer.Option(help="The home to put it into; one beside your own if not given."),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Even where there is a log already.")
    ] = False,
) -> None:
    """Make a realistic, seeded log of any size, with facts planted in it (truth.json)."""
    run_command(
        "logs_synth", turns, days, seed, until.date() if until else None, to, out, home, force
    )


@logs.command()
def top(
    what: Annotated[
        Literal[
            "unmet", "topics", "intents", "queries", "misheard", "zero", "categories", "brands"
        ],
        typer.Argument(help="Of what."),
    ],
    days: Annotated[int, typer.Option(min=1, max=3_660, help="The last ones with turns.")] = 7,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="Rows at most.")] = 20,
    as_json: Json = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV instead of text.")] = False,
) -> None:
    """Show what there is most of: unmet demand, topics, intents, queries, misheard words."""
    run_command("logs_top", what, days, limit, as_json, as_csv)


@logs.command()
def schema(
    kind: Annotated[
        Literal["turn", "event"] | None, typer.Argument(help="Which; both if not given.")
    ] = None,
) -> None:
    """Print the JSON Schema of the log's records."""
    run_command("logs_schema", kind)


@logs.command()
def query(
    sql: Annotated[str, typer.Argument(help="One SELECT over the log's tables; - reads it.")],
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
    as_json: Json = False,
    limit: Annotated[int, typer.Option(min=1, max=1_000_000, help="Rows at most.")] = 1000,
    within: Annotated[float, typer.Option(min=0.1, max=3600, help="Seconds at most.")] = 30.0,
) -> None:
    """Ask the log's tables in SQL; nothing is written, and no file is read but theirs."""
    form = "csv" if as_csv else "json" if as_json else "text"
    run_command("logs_query", sql, form, limit, within)


@logs.command()
def compact(
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Also make anew what is made from the log.")
    ] = False,
    unknown: Annotated[
        bool, typer.Option("--unknown", help="Also what an earlier version did not understand.")
    ] = False,
    mend: Annotated[
        bool, typer.Option("--mend", help="First leave out files of tables that are damaged.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Bring what was logged to the tables now; `aisle serve` does it by itself."""
    run_command("logs_compact", rebuild, unknown, mend, as_json)


@logs.command()
def status(as_json: Json = False) -> None:
    """Show what the log's tables hold, and what waits for them."""
    run_command("logs_status", as_json)


@logs.command(name="import")
def import_(
    files: Annotated[
        list[Path], typer.Argument(help="JSON lines (Aisle's own or UBI's), Parquet or CSV.")
    ],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read them only.")] = False,
    as_json: Json = False,
) -> None:
    """Bring past logs into the tables: all of what the files hold, or nothing of it."""
    run_command("logs_import", files, dry_run, as_json)


@logs.command()
def export(  # noqa: PLR0913, PLR0917 - one parameter an option
    folder: Annotated[Path, typer.Argument(help="Where to write the two files.")],
    to: Annotated[
        Literal["parquet", "csv", "ubi"],
        typer.Option(help="ubi: User Behavior Insights 1.3, one JSON object a line."),
    ] = "parquet",
    first: Annotated[str | None, typer.Option("--from", help="Day, 2026-11-23.")] = None,
    last: Annotated[str | None, typer.Option("--until", help="Day, 2026-11-23.")] = None,
    texts: Annotated[
        bool, typer.Option("--texts/--no-texts", help="With what was said and replied.")
    ] = True,
    application: Annotated[str | None, typer.Option(help="Who logged it.")] = None,
    modality: Annotated[str | None, typer.Option(help="voice or text.")] = None,
    intent: Annotated[str | None, typer.Option(help="Of the turns; '' for none.")] = None,
    category: Annotated[str | None, typer.Option(help="Of the turns.")] = None,
    tier: Annotated[str | None, typer.Option(help="template, open, closed or none.")] = None,
) -> None:
    """Write turns and events as files that can be imported again."""
    chosen = {"from": first, "to": last, "application": application, "modality": modality}
    chosen |= {"intent": intent, "category": category, "tier": tier}
    run_command("logs_export", folder, to, chosen, texts)


@logs.command()
def views(
    dialect: Annotated[
        Literal["duckdb", "postgres"] | None, typer.Option(help="That of the store by default.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Write it to this file.")] = None,
) -> None:
    """Print SQL views over the log's tables, for any BI tool."""
    run_command("logs_views", dialect, out)


@logs.command()
def erase(
    shopper: Annotated[str | None, typer.Option(help="A known shopper's id.")] = None,
    session: Annotated[str | None, typer.Option(help="One session's id.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask whether you are sure.")] = False,
    as_json: Json = False,
    look_for: Annotated[
        list[str] | None,
        typer.Option(help="Words that only they said: looked for besides their ids."),
    ] = None,
    all_shops: Annotated[
        bool, typer.Option("--all-shops", help="In every tenant's shop, not in one.")
    ] = False,
) -> None:
    """Erase a shopper everywhere, look for what is left, and print a receipt."""
    run_command("logs_erase", shopper, session, yes, as_json, look_for, all_shops)


@logs.command()
def subject(
    out: Annotated[Path, typer.Option(help="The file to write: .zip, or .json without sound.")],
    shopper: Annotated[str | None, typer.Option(help="A known shopper's id.")] = None,
    session: Annotated[str | None, typer.Option(help="One session's id.")] = None,
) -> None:
    """Write everything that is held about a shopper to a file for them."""
    run_command("logs_subject", shopper, session, out)


@logs.command()
def expire(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would go.")] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Even where the clock seems to have jumped.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Remove what is older than log.audio_days, log.transcript_days and log.feature_days."""
    run_command("logs_expire", dry_run, force, as_json)
