"""What is left of days whose time is over: rows without what was said, and then nothing."""

from dataclasses import replace
from datetime import date
from typing import Final

from assistant.analytics.builder import Builder
from assistant.analytics.days import BUILDING
from assistant.analytics.made.heard import HEARD
from assistant.analytics.manifest import Part
from assistant.analytics.parts import STORED, copy_out, relation
from assistant.analytics.quoting import name_of
from assistant.analytics.tables import LOGGED

Days = dict[str, dict[str, Part]]
_MORE: Final = "more"
"""Fields of a newer schema may hold what was said, for all that this version knows."""


def without_texts(builder: Builder, before: date) -> tuple[Days, int]:
    """Write the days before one again, without what may hold what a shopper said or heard.

    Returns:
        All days, and how many rows held any.
    """
    days: Days = {day: dict(parts) for day, parts in builder.manifest.days.items()}
    count = 0
    into = builder.folder / BUILDING
    into.mkdir(mode=0o700, exist_ok=True)
    for day in sorted(days):
        if day >= before.isoformat():
            break
        for table in (*LOGGED, HEARD):
            part = days[day].get(table.name)
            if part is None or not part.has_texts:
                continue
            stored = STORED[table.name]
            there = relation(builder.folder, stored, [part])
            texts = {c.name for c in stored.columns if c.is_text or c.name == _MORE}
            if table in LOGGED:
                count += _held(builder, there, texts)
            kept = ", ".join(
                f"NULL AS {name_of(c.name)}" if c.name in texts else name_of(c.name)
                for c in stored.columns
            )
            rows = f"SELECT {kept} FROM ({there})"
            made = copy_out(builder.connection, builder.folder, into, stored, rows)
            days[day][table.name] = replace(made[day], has_texts=False)
    return days, count


def _held(builder: Builder, rows: str, texts: set[str]) -> int:
    """Return how many rows have any of these columns."""
    any_of = " OR ".join(f"{name_of(name)} IS NOT NULL" for name in sorted(texts))
    found = builder.connection.execute(f"SELECT count(*) FROM ({rows}) WHERE {any_of}")
    return int(found.fetchall()[0][0])


def without_days(builder: Builder, before: date) -> tuple[Days, int]:
    """Return the days that are left when those before one go, and how many rows went."""
    days: Days = {day: dict(parts) for day, parts in builder.manifest.days.items()}
    gone = [day for day in days if day < before.isoformat()]
    logged = {table.name for table in LOGGED}
    count = sum(part.rows for day in gone for name, part in days.pop(day).items() if name in logged)
    return days, count
