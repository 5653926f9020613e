"""A feed of any size is read in little memory: each format in a process of its own."""

import csv
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from tests.retrieval.feeds.reading import write

PRODUCTS = 30_000
"""With 1 kB each, 30 MB: held in memory as values they take more than `ROOM_MB`."""

ROOM_MB = 40

COUNT = """
import sys
from pathlib import Path
from retrieval.feeds.formats import open_feed
from retrieval.feeds.record import Record

def peak_kb():
    # Not ru_maxrss, which a process that was started by a larger one inherits from it.
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0])

feed = open_feed(Path(sys.argv[1]))
list(feed.head(100))
before = peak_kb()
entries = feed.records()
if len(sys.argv) > 2:
    entries = list(entries)
count = sum(isinstance(entry, Record) for entry in entries)
print(count, (peak_kb() - before) // 1024)
"""


def _tells_peaks() -> bool:
    """Say whether this system tells the peak of a process; some containers' kernels do not."""
    status = Path("/proc/self/status")
    return status.exists() and "VmHWM:" in status.read_text()


pytestmark = pytest.mark.skipif(
    not _tells_peaks(), reason="reads the peak of memory from /proc, which tells none here"
)


def product(number: int) -> dict[str, str | int]:
    words = f"cup {number} of tin, enamelled, for two or three fires and one long way home"
    return {
        "id": f"CUP-{number}",
        "title": f"Tin Cup {number}",
        "price": "4.50 USD",
        "stock": number % 40,
        "description": f"{words}. " * 12,
    }


def json_lines(folder: Path) -> Path:
    return write(folder, "a.jsonl", "\n".join(json.dumps(product(n)) for n in range(PRODUCTS)))


def json_array(folder: Path) -> Path:
    return write(folder, "a.json", json.dumps([product(n) for n in range(PRODUCTS)]))


def json_wrapped(folder: Path) -> Path:
    products = [product(n) | {"@type": "Product"} for n in range(PRODUCTS)]
    return write(folder, "a.jsonld", json.dumps({"@context": "x", "@graph": products}, indent=1))


def comma(folder: Path) -> Path:
    path = folder / "a.csv"
    with path.open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(product(0))
        rows.writerows(product(n).values() for n in range(PRODUCTS))
    return path


def comma_zipped(folder: Path) -> Path:
    return write(folder, "a.csv.gz", comma(folder).read_bytes())


def xml(folder: Path) -> Path:
    items = (
        "<item>" + "".join(f"<g:{k}>{v}</g:{k}>" for k, v in product(n).items()) + "</item>\n"
        for n in range(PRODUCTS)
    )
    head = '<rss xmlns:g="http://base.google.com/ns/1.0"><channel>'
    return write(folder, "a.xml", f"{head}{''.join(items)}</channel></rss>")


def yaml(folder: Path) -> Path:
    items = (
        "- " + "\n  ".join(f"{k}: {json.dumps(v)}" for k, v in product(n).items()) + "\n"
        for n in range(PRODUCTS)
    )
    return write(folder, "a.yaml", "".join(items))


def page(folder: Path) -> Path:
    blocks = (
        f'<script type="application/ld+json">{json.dumps(product(n) | {"@type": "Product"})}'
        "</script>\n"
        for n in range(PRODUCTS)
    )
    return write(folder, "a.html", f"<html>{''.join(blocks)}</html>")


def parquet(folder: Path) -> Path:
    path = folder / "a.parquet"
    duckdb.connect(":memory:").execute(
        f"COPY (SELECT * FROM read_json('{json_lines(folder)}')) TO '{path}' (FORMAT parquet)"
    )
    return path


@pytest.mark.parametrize(
    "make", [json_lines, json_array, json_wrapped, comma, comma_zipped, xml, yaml, page, parquet]
)
def test_memory_does_not_grow_with_the_feed(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    count, grown_mb = _counted(make(tmp_path))
    assert count == PRODUCTS
    assert grown_mb < ROOM_MB


def test_holding_the_feed_would_be_seen(tmp_path: Path) -> None:
    _, grown_mb = _counted(json_lines(tmp_path), "hold")
    assert grown_mb > ROOM_MB


def _counted(path: Path, *hold: str) -> tuple[int, int]:
    """Read a feed in another process; return its records and by how many MB that grew."""
    done = subprocess.run(
        [sys.executable, "-c", COUNT, str(path), *hold], capture_output=True, text=True, check=True
    )
    count, grown_mb = map(int, done.stdout.split())
    return count, grown_mb
