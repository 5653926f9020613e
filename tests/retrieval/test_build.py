"""Bringing an index up to date: only what changed is done, and what fails changes nothing."""

import json
import shutil
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

import pytest

from retrieval.build import BuildOptions, Built, bring_up_to_date
from retrieval.catalog_source import FeedSource, ProductList
from retrieval.embedder import Embedder, Vectors
from retrieval.errors import (
    CatalogUnusable,
    FeedChanged,
    FeedEmpty,
    FeedRejected,
    FeedUnreadable,
    IndexLocked,
    IndexMissing,
    IndexUnwritable,
)
from retrieval.feeds.record import NOT_SHOWN, Refused
from retrieval.filling import Way
from retrieval.folder_store import FolderStore
from retrieval.generations import build_lock
from retrieval.index import build, digest, status
from retrieval.product import Product
from retrieval.progress import Progress, Stage, silent
from retrieval.query import SearchRequest
from retrieval.search import CatalogSearch
from retrieval.terms import Field
from tests.retrieval.catalog import WordEmbedder, boots, random_catalog
from tests.retrieval.feed_files import CountingEmbedder, write_feed

PRODUCTS = random_catalog(60, seed=4)
BAD = '{"id": "x", "title": "Free", "price": 0, "department": "D", "category": "c"}'
QUERIES = ("trail hiking boots", "city tents", "alpine desk lamps", "leather backpacks 7", "")


@dataclass
class Source:
    """Entries in memory; counts its readings."""

    entries: Sequence[Product | Refused]
    fingerprint: str
    name: str = "a list"
    readings: int = field(default=0)

    def read(self) -> Iterator[Product | Refused]:
        self.readings += 1
        yield from self.entries

    def position(self) -> tuple[int, int]:
        return 0, 0


def index(
    folder: Path,
    source: Source | FeedSource | ProductList,
    embedder: Embedder | None = None,
    **options: object,
) -> Built:
    wanted = replace(BuildOptions(), **options)  # type: ignore[arg-type]  # names are checked at run time
    return bring_up_to_date(source, FolderStore(folder), embedder or WordEmbedder(), wanted)


def answers(folder: Path) -> list[list[tuple[str, float]]]:
    with closing(CatalogSearch.open(folder, WordEmbedder())) as search:
        found = [search.search(SearchRequest(text=query, limit=20)) for query in QUERIES]
    return [[(c.product.id, round(c.cosine, 4)) for c in result.candidates] for result in found]


def alike(some: list[list[tuple[str, float]]], others: list[list[tuple[str, float]]]) -> bool:
    """Say whether answers agree but for the centre of the vectors, which an update keeps."""
    if some[-1] != others[-1]:  # without words the order is exact
        return False
    for one, other in zip(some, others, strict=True):
        first, second = dict(one), dict(other)
        both = first.keys() & second.keys()
        if len(both) < 0.7 * len(first):
            return False
        if any(abs(first[each] - second[each]) > 0.1 for each in both):
            return False
    return True


def test_a_source_that_has_not_changed_is_not_read(quick_path: Path) -> None:
    source = Source(PRODUCTS, "one")
    assert index(quick_path, source).way is Way.REBUILT
    again = index(quick_path, source, CountingEmbedder())
    assert (again.way, source.readings) == (Way.UNCHANGED, 1)
    assert again.meta == status(quick_path)


@pytest.mark.parametrize("what", ["force", "embedder"])
def test_a_source_is_read_again_for_a_reason(quick_path: Path, what: str) -> None:
    class Other(WordEmbedder):
        name = "other-64"

    source = Source(PRODUCTS, "one")
    index(quick_path, source)
    again = index(
        quick_path, source, Other() if what == "embedder" else None, force=what == "force"
    )
    assert (again.way, source.readings) == (Way.REBUILT, 2)


def test_the_same_products_from_other_bytes(quick_path: Path) -> None:
    index(quick_path, Source(PRODUCTS, "one"))
    counting = CountingEmbedder()
    source = Source(PRODUCTS, "two")
    assert index(quick_path, source, counting).way is Way.UNCHANGED
    assert not counting.texts
    assert index(quick_path, source).way is Way.UNCHANGED
    assert source.readings == 1


def test_only_what_changed_is_embedded_and_stored(quick_path: Path) -> None:
    index(quick_path, Source(PRODUCTS, "one"))
    dearer = PRODUCTS[3].model_copy(update={"price": Decimal("77.10"), "variants": ()})
    renamed = PRODUCTS[9].model_copy(update={"title": "Quite Another Thing", "brand": "Nieuw"})
    changed = (*PRODUCTS[:3], dearer, *PRODUCTS[4:9], renamed, *PRODUCTS[11:], boots("fresh"))
    counting = CountingEmbedder()
    built = index(quick_path, Source(changed, "two"), counting)
    assert (built.way, built.changed, built.reworded, built.removed) == (Way.UPDATED, 3, 2, 1)
    assert len(counting.texts) == 3
    with closing(CatalogSearch.open(quick_path, WordEmbedder())) as search:
        assert all(search.product(each.id) == each for each in changed)
        assert search.product(PRODUCTS[10].id) is None
        assert search.vocabulary.values[Field.BRAND]["Nieuw"] == 1
        updated = search.vocabulary
    assert built.meta.count == 60
    assert built.meta.digest == digest(changed)

    by_update = answers(quick_path)
    assert index(quick_path, Source(changed, "two"), force=True).way is Way.REBUILT
    assert alike(answers(quick_path), by_update)
    with closing(CatalogSearch.open(quick_path, WordEmbedder())) as search:
        assert search.vocabulary == updated


def test_many_updates_in_a_row_answer_as_one_build(quick_path: Path) -> None:
    catalog = list(random_catalog(200, seed=5))
    for number in range(5):
        if number:
            del catalog[number * 7 : number * 7 + 4]
            catalog[number * 11] = boots(catalog[number * 11].id, title=f"Edition {number}")
            catalog += [boots(f"new-{number}-{each}") for each in range(4)]
        built = index(quick_path, Source(tuple(catalog), str(number)))
        assert built.way is (Way.UPDATED if number else Way.REBUILT)
    updated = answers(quick_path)
    index(quick_path, Source(tuple(catalog), "all"), force=True)
    assert alike(answers(quick_path), updated)


@pytest.mark.parametrize("loss", ["ledger.sqlite", "source.json", "shard", "rubbish"])
def test_a_generation_that_cannot_be_updated_is_built_anew(quick_path: Path, loss: str) -> None:
    index(quick_path, Source(PRODUCTS, "one"))
    generation = FolderStore(quick_path).serving().folder
    if loss == "shard":
        shutil.rmtree(generation / loss)
    elif loss == "rubbish":
        (generation / "ledger.sqlite").write_bytes(b"no database" * 999)
    else:
        (generation / loss).unlink()
    changed = (*PRODUCTS, boots("fresh"))
    built = index(quick_path, Source(changed, "two"))
    assert built.way is (Way.UPDATED if loss == "source.json" else Way.REBUILT)
    with closing(CatalogSearch.open(quick_path, WordEmbedder())) as search:
        assert search.product("fresh") == boots("fresh")


def test_updates_that_add_up_end_in_a_build(quick_path: Path) -> None:
    ways = [
        index(quick_path, Source(PRODUCTS[4 * number :], str(number))).way for number in range(6)
    ]
    assert ways == [Way.REBUILT, Way.UPDATED, Way.UPDATED, Way.REBUILT, Way.UPDATED, Way.UPDATED]


def test_much_that_changed_is_built_anew(quick_path: Path) -> None:
    index(quick_path, Source(PRODUCTS, "one"))
    assert index(quick_path, Source(PRODUCTS[:30], "two")).way is Way.REBUILT


def test_refused_rows_are_reported_and_written(quick_path: Path) -> None:
    feed = write_feed(quick_path / "f.jsonl", PRODUCTS, "{", BAD)
    built = index(quick_path / "index", FeedSource(feed))
    assert built.refused_count == 2
    assert [each.line for each in built.refused] == [61, 62]
    assert built.refused_file == quick_path / "index" / "refused.jsonl"
    rows = [json.loads(line) for line in built.refused_file.read_text().splitlines()]
    assert [row["line"] for row in rows] == [61, 62]
    assert all(row["reason"] for row in rows)
    write_feed(feed, PRODUCTS)
    assert index(quick_path / "index", FeedSource(feed)).refused_file is None
    assert not built.refused_file.exists()


def test_too_many_refused_rows_leave_the_old_index_serving(quick_path: Path) -> None:
    folder, refused = quick_path / "index", quick_path / "refused.jsonl"
    index(folder, Source(PRODUCTS, "one"))
    feed = write_feed(quick_path / "f.jsonl", PRODUCTS[:5], *(BAD,) * 15)
    with pytest.raises(FeedRejected, match=r"15 of 20 .*refused\.jsonl") as error:
        index(folder, FeedSource(feed), refused_file=refused)
    assert len(error.value.reasons) == 10
    assert len(refused.read_text().splitlines()) == 15
    assert status(folder).count == 60
    built = index(folder, FeedSource(feed), max_refused_share=0.75)
    assert (built.meta.count, built.refused_count) == (5, 15)


def test_drafts_are_reported_and_count_for_nothing(quick_path: Path) -> None:
    drafts = [Refused(line, "Status", NOT_SHOWN) for line in range(1, 41)]
    wrong = [Refused(line, "price", "is missing") for line in range(41, 46)]
    built = index(quick_path, Source([*PRODUCTS, *drafts, *wrong], "shop"))
    assert (built.meta.count, built.refused_count) == (60, 45)
    with pytest.raises(FeedRejected, match=r"^5 of 65 .*price is missing"):
        index(quick_path / "other", Source([*PRODUCTS[:20], *drafts, *wrong], "shop"))


@pytest.mark.parametrize("lines", [(), (BAD,)])
def test_a_feed_without_products(quick_path: Path, lines: tuple[str, ...]) -> None:
    feed = write_feed(quick_path / "f.jsonl", (), *lines)
    with pytest.raises((FeedEmpty, FeedRejected)):
        index(quick_path / "index", FeedSource(feed), max_refused_share=1.0)
    with pytest.raises(IndexMissing):
        status(quick_path / "index")


def test_a_feed_that_is_not_there(quick_path: Path) -> None:
    with pytest.raises(FeedUnreadable):
        index(quick_path / "index", FeedSource(quick_path / "nowhere.jsonl"))


def test_one_id_twice(quick_path: Path) -> None:
    twice = (*PRODUCTS, boots(PRODUCTS[0].id))
    with pytest.raises(CatalogUnusable, match=f'"{PRODUCTS[0].id}"'):
        index(quick_path, Source(twice, "one"))


def test_a_feed_that_changes_while_it_is_read(quick_path: Path) -> None:
    feed = write_feed(quick_path / "f.jsonl", PRODUCTS)

    class Growing(FeedSource):
        def read(self) -> Iterator[Product | Refused]:
            for number, entry in enumerate(super().read()):
                if number == 20:
                    write_feed(feed, PRODUCTS[:50])
                yield entry

    index(quick_path / "index", Source(PRODUCTS[:7], "one"))
    with pytest.raises(FeedChanged) as error:
        index(quick_path / "index", Growing(feed))
    assert error.value.can_retry
    assert status(quick_path / "index").count == 7
    assert index(quick_path / "index", FeedSource(feed)).meta.count == 50


class Dies(WordEmbedder):
    """Is interrupted in the middle of a build."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        raise KeyboardInterrupt


def test_a_build_that_was_interrupted_goes_on_without_reading_again(quick_path: Path) -> None:
    source = Source(PRODUCTS, "one")
    with pytest.raises(KeyboardInterrupt):
        index(quick_path, source, Dies())
    built = index(quick_path, source)
    assert (built.resumed, source.readings, built.meta.digest) == (True, 1, digest(PRODUCTS))
    assert not (quick_path / "staging").exists()
    with pytest.raises(KeyboardInterrupt):
        index(quick_path, Source(PRODUCTS[:5], "two"), Dies())
    other = Source(PRODUCTS[:9], "three")
    assert (index(quick_path, other).resumed, other.readings) == (False, 1)


def test_two_builds_at_once(quick_path: Path) -> None:
    with build_lock(quick_path), pytest.raises(IndexLocked, match="wait until"):
        index(quick_path, Source(PRODUCTS, "one"))


def test_no_room_is_said_before_the_work(quick_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index(quick_path, Source(PRODUCTS[:9], "one"))
    usage = shutil.disk_usage(quick_path)._replace(free=30_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    counting = CountingEmbedder()
    with pytest.raises(IndexUnwritable, match="MB are needed and 30 MB are free"):
        index(quick_path, Source(PRODUCTS, "two"), counting)
    assert not counting.texts
    assert status(quick_path).count == 9


def test_progress_tells_every_stage(quick_path: Path) -> None:
    feed = write_feed(quick_path / "f.jsonl", PRODUCTS)
    told: list[Progress] = []
    bring_up_to_date(
        FeedSource(feed), FolderStore(quick_path / "i"), WordEmbedder(), tell=told.append
    )
    assert [each.stage for each in told] == sorted(
        (each.stage for each in told), key=list(Stage).index
    )
    read = next(each for each in told if each.stage is Stage.READING)
    assert (read.products, read.total) == (60, feed.stat().st_size)
    last = [each for each in told if each.stage is Stage.INDEXING][-1]
    assert (last.done, last.total) == (60, 60)
    silent(last)


def test_building_from_a_list_is_the_same_path(quick_path: Path) -> None:
    meta = build(PRODUCTS, quick_path, WordEmbedder())
    again = index(quick_path, ProductList(PRODUCTS, "the given products"))
    assert (again.way, again.meta) == (Way.UNCHANGED, meta)
