"""Synthesising a log: the plan in, Parquet files and what was planted in them out."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import Final

import duckdb
import numpy as np
import numpy.typing as npt

from assistant.analytics.synth.casting import TURNS_A_SESSION, Cast, cast
from assistant.analytics.synth.goods import sample_shop
from assistant.analytics.synth.plan import Plan
from assistant.analytics.synth.playing import Playing, Stretch, stretches
from assistant.analytics.synth.scenes import Scenes, stage
from assistant.analytics.synth.themes import Theme, themes_of
from assistant.analytics.synth.truth import Misheard, Written, truth_of

TURNS_A_FILE: Final = 500_000
"""With about 1 GB of memory for a stretch."""
_SURPLUS: Final = 1.08
_MEMORY: Final = "2GB"


@dataclass(frozen=True, slots=True)
class Part:
    """Some days of a log."""

    turns: Path
    events: Path


def synthesise(
    plan: Plan, folder: Path, each: Callable[[Part, int], None] | None = None
) -> dict[str, object]:
    """Write a log as Parquet: turns-0001.parquet, events-0001.parquet and so on.

    Args:
        plan: Which log.
        folder: Where the files go; made if it is not there.
        each: Told of each part, and of how many turns there are so far.

    Returns:
        What was planted, as plain data.
    """
    folder.mkdir(parents=True, exist_ok=True)
    shop = sample_shop()
    themes = themes_of(shop)
    with _database(folder) as (database, scratch):
        played, scenes, turns = _drawn(database, scratch, plan, themes)
        playing = Playing(database, plan, played, scenes, turns)
        nobody = np.zeros(len(played), dtype=np.bool_)
        written = Written(turns, carted=nobody, ordered=nobody.copy())
        for number, stretch in enumerate(stretches(turns, played.start_s, TURNS_A_FILE), 1):
            part = Part(
                folder / f"turns-{number:04}.parquet", folder / f"events-{number:04}.parquet"
            )
            playing.play(stretch, part.turns, part.events)
            written.misheard.extend(_misheard(database))
            written.carted[_who_did(database, "add_to_cart")] = True
            written.ordered[_who_did(database, "purchase")] = True
            if each is not None:
                each(part, _done(stretch, turns))
        return truth_of(plan, themes, played, written, folder, database)


def _done(stretch: Stretch, turns: npt.NDArray[np.int64]) -> int:
    return stretch.turn + int(turns[stretch.first : stretch.end].sum())


def _drawn(
    database: duckdb.DuckDBPyConnection, scratch: Path, plan: Plan, themes: tuple[Theme, ...]
) -> tuple[Cast, Scenes, npt.NDArray[np.int64]]:
    """Draw sessions with `plan.turns` turns together, and write their scripts."""
    sessions = ceil(plan.turns / TURNS_A_SESSION * _SURPLUS) + 8
    while True:
        drawn = cast(plan, themes, sessions)
        scenes = stage(database, sample_shop(), themes, drawn, plan.seed, scratch)
        turns = scenes.turns[scenes.script]
        if turns.sum() >= plan.turns:
            break
        sessions = ceil(sessions * plan.turns / turns.sum() * _SURPLUS) + 8
        database.execute("DROP TABLE lines; DROP TABLE deeds")
    # Sessions of any time are left out, so that the last day is as full as the others.
    order = np.random.default_rng([plan.seed, 2]).permutation(sessions)
    summed = np.cumsum(turns[order])
    last = int(np.searchsorted(summed, plan.turns))
    turns[order[last]] -= summed[last] - plan.turns
    kept = np.sort(order[: last + 1])
    return drawn.only(kept), scenes.only(kept), turns[kept]


def _misheard(database: duckdb.DuckDBPyConnection) -> list[Misheard]:
    rows = database.execute(
        "SELECT misheard_name, misheard_as, count(*), count(raw_transcript) FROM played"
        " WHERE misheard_name IS NOT NULL AND NOT failed GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    return [Misheard(*row) for row in rows]


def _who_did(database: duckdb.DuckDBPyConnection, action: str) -> npt.NDArray[np.int64]:
    """Return the places of the sessions of the last stretch with a deed that was written."""
    rows = database.execute(
        "SELECT DISTINCT session_number FROM played JOIN deeds USING (line)"
        " WHERE action = $action AND NOT failed",
        {"action": action},
    ).fetchnumpy()
    places: npt.NDArray[np.int64] = rows["session_number"].astype(np.int64)
    return places


@contextmanager
def _database(folder: Path) -> Iterator[tuple[duckdb.DuckDBPyConnection, Path]]:
    scratch = Path(tempfile.mkdtemp(prefix=".synth-", dir=folder))
    database = duckdb.connect(
        str(scratch / "scratch.duckdb"),
        config={"memory_limit": _MEMORY, "temp_directory": str(scratch / "spill")},
    )
    try:
        yield database, scratch
    finally:
        database.close()
        shutil.rmtree(scratch, ignore_errors=True)
