"""One seeded log, brought to both stores."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import isclose
from pathlib import Path

import pytest

from assistant.analytics.duckdb_store import DuckStore
from assistant.analytics.postgres.store import PostgresStore
from assistant.analytics.store import Rows, Store
from assistant.analytics.synth.making import synthesise
from assistant.analytics.synth.plan import Plan
from assistant.analytics.synth.records import write_segments
from assistant.config import Settings
from tests.assistant.analytics.database import shop_settings

FIRST, LAST = date(2026, 11, 14), date(2026, 11, 22)


@dataclass(frozen=True)
class Pair:
    """The same log in both stores."""

    duck: DuckStore
    postgres: PostgresStore
    logs: tuple[Path, Path]
    """The folders of segments of the two."""

    def both(self) -> tuple[Store, Store]:
        return self.duck, self.postgres


@pytest.fixture(scope="session")
def segments(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a log of 800 turns, line by line."""
    home = tmp_path_factory.mktemp("seeded")
    synthesise(Plan(800, 9, 11, LAST), home / "parquet")
    write_segments(home / "parquet", home / "log")
    return home / "log"


@pytest.fixture
def pair(segments: Path, tmp_path: Path) -> Iterator[Pair]:
    """Return both stores with the seeded log in them, to be changed."""
    yield from _made(segments, tmp_path)


@pytest.fixture(scope="module")
def kept_pair(segments: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    """Return both stores with the seeded log in them, for questions only."""
    yield from _made(segments, tmp_path_factory.mktemp("pair"))


def _made(segments: Path, folder: Path) -> Iterator[Pair]:
    duck_home, postgres_home = folder / "duck", folder / "postgres"
    for home in (duck_home, postgres_home):
        home.mkdir()
        shutil.copytree(segments, home / "log")
    with shop_settings(postgres_home) as settings:
        made = Pair(
            DuckStore(Settings(home=duck_home)),
            PostgresStore(settings),
            (duck_home / "log", postgres_home / "log"),
        )
        assert made.duck.catch_up() == made.postgres.catch_up() > 800
        yield made
        made.duck.close()
        made.postgres.close()


def same(first: Rows, second: Rows) -> None:
    """Assert that two answers are one, in any order; a sum depends on the order of its parts."""
    assert first.columns == second.columns
    assert len(first.rows) == len(second.rows)
    ordered = [sorted(one.rows, key=_rough) for one in (first, second)]
    for mine, yours in zip(*ordered, strict=True):
        assert all(_is_one(a, b) for a, b in zip(mine, yours, strict=True)), (mine, yours)


def same_said(first: str, second: str) -> None:
    """Assert that two texts are one, but for the last digits of their numbers."""
    assert _NUMBER.sub("#", first) == _NUMBER.sub("#", second)
    numbers = zip(_NUMBER.findall(first), _NUMBER.findall(second), strict=True)
    assert all(_is_one(float(a), float(b)) for a, b in numbers), (first, second)


_NUMBER = re.compile(r"\d+\.\d+(?:e[+-]?\d+)?")


def _rough(row: tuple[object, ...]) -> str:
    return repr([f"{cell:.5g}" if isinstance(cell, float) else cell for cell in row])


def _is_one(first: object, second: object) -> bool:
    if isinstance(first, float) and isinstance(second, (int, float)):
        return isclose(first, second, rel_tol=1e-9, abs_tol=1e-12)
    return first == second
