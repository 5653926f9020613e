"""Builds that are killed, that run out of disk, and how much memory they take."""

import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from retrieval.index import status
from tests.retrieval.catalog import random_catalog
from tests.retrieval.feed_files import write_feed

_ROOT = Path(__file__).resolve().parents[2]
_FEW, _MANY = 4_000, 40_000
_GROWTH_MB = 35
"""Of ten times the products, measured: 12 MB. Kept in a list they would be 150 MB more."""


def command(folder: Path, products: int, **options: object) -> list[str]:
    named = [f"--{name}={value}" for name, value in options.items()]
    return [
        *(sys.executable, "-m", "tests.retrieval.build_process", str(folder), str(products)),
        *named,
    ]


def build(folder: Path, products: int, **options: object) -> list[str]:
    ran = subprocess.run(
        command(folder, products, **options), cwd=_ROOT, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.split()


@pytest.mark.timing
def test_a_build_that_is_killed_at_any_moment_is_finished_by_the_next(quick_path: Path) -> None:
    feed = write_feed(quick_path / "feed.jsonl", random_catalog(2_000, seed=8))
    started = time.monotonic()
    _, digest, *_ = build(quick_path / "whole", 0, feed=feed, slow=0.15)
    whole_s = time.monotonic() - started
    random = Random(17)
    folder = quick_path / "killed"
    for _ in range(3):
        process = subprocess.Popen(
            command(folder, 0, feed=feed, slow=0.15), cwd=_ROOT, stdout=subprocess.DEVNULL
        )
        time.sleep(random.uniform(0.45, 0.95) * whole_s)
        process.kill()
        process.wait()
    last = build(folder, 0, feed=feed)
    assert last[1] == digest
    assert last[0] == "unchanged" or int(last[3]) < 2_000  # the rest had been remembered
    assert status(folder / "index").count == status(quick_path / "whole" / "index").count


def test_memory_does_not_grow_with_the_feed(quick_path: Path) -> None:
    few = int(build(quick_path / "few", _FEW, engine="none")[4])
    many = int(build(quick_path / "many", _MANY, engine="none")[4])
    assert many - few < _GROWTH_MB, f"{few} MB for {_FEW}, {many} MB for {_MANY}"


@pytest.mark.parametrize("largest", [100_000, 30_000_000])
def test_no_space_is_one_clear_error_and_the_old_index_serves(
    quick_path: Path, largest: int
) -> None:
    build(quick_path, 50)
    before = status(quick_path / "index")
    ran = subprocess.run(
        command(quick_path, 20_000, largest=largest),
        cwd=_ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 1, ran.stderr
    assert ran.stderr.splitlines()[-1].startswith("IndexUnwritable: The product index cannot be")
    assert status(quick_path / "index") == before
    assert build(quick_path, 60)[0] == "updated"
