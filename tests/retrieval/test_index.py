"""Building, replacing and opening an index; each thing that is wrong is one clear error."""

import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from retrieval.embedder import Vectors
from retrieval.errors import (
    CatalogUnusable,
    IndexDamaged,
    IndexLocked,
    IndexMissing,
    IndexOutdated,
    IndexUnwritable,
)
from retrieval.generations import build_lock, current
from retrieval.index import FORMAT_VERSION, META, VOCABULARY, build, digest, status
from retrieval.product import Flag
from retrieval.query import SearchRequest
from retrieval.search import CatalogSearch
from retrieval.terms import Field
from tests.retrieval.catalog import WordEmbedder, boots, random_catalog
from tests.retrieval.conftest import quick_folder

PRODUCTS = random_catalog(30, seed=1)
MENDS = "aisle index"


@pytest.fixture(scope="module")
def built() -> Iterator[Path]:
    with quick_folder() as root:
        build(PRODUCTS, root / "index", WordEmbedder())
        yield root / "index"


@pytest.fixture
def folder(built: Path) -> Iterator[Path]:
    """Give an index that tests may read; small files that they spoil are put back."""
    files = [built / "CURRENT", *(current(built) / name for name in (META, VOCABULARY))]
    contents = [file.read_bytes() for file in files]
    yield built
    for file, content in zip(files, contents, strict=True):
        file.write_bytes(content)


@pytest.fixture
def own_folder(quick_path: Path) -> Path:
    """Give an index that the test may replace or break for good."""
    build(PRODUCTS, quick_path / "index", WordEmbedder())
    return quick_path / "index"


def open_at(folder: Path) -> CatalogSearch:
    return CatalogSearch.open(folder, WordEmbedder())


def test_status_says_what_was_built(folder: Path) -> None:
    meta = status(folder)
    assert (meta.format_version, meta.embedder, meta.count) == (FORMAT_VERSION, "words-64", 30)
    assert meta.digest == digest(PRODUCTS)
    assert digest(PRODUCTS[:-1]) != digest(PRODUCTS)


def test_products_come_back_whole(folder: Path) -> None:
    with closing(open_at(folder)) as search:
        assert all(search.product(product.id) == product for product in PRODUCTS)
        assert search.product("nobody") is None
        assert search.product("\ud800") is None


def test_vocabulary_leaves_out_what_is_never_shown(quick_path: Path) -> None:
    hidden = boots("H", brand="Hidden", flags=(Flag.RESTRICTED,))
    build([boots("A", brand="Shown"), hidden], quick_path, WordEmbedder())
    with closing(open_at(quick_path)) as search:
        assert search.vocabulary.values[Field.BRAND] == {"Shown": 1}


def test_progress_is_told(quick_path: Path) -> None:
    told: list[tuple[int, int]] = []
    build(
        random_catalog(300, seed=2),
        quick_path,
        WordEmbedder(),
        lambda done, total: told.append((done, total)),
    )
    assert told == [(300, 300)]


class Dies(WordEmbedder):
    """Is interrupted in the middle of a build."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        raise KeyboardInterrupt


def test_interrupted_build_leaves_the_old_index_serving(own_folder: Path) -> None:
    folder = own_folder
    with pytest.raises(KeyboardInterrupt):
        build([boots("new")], folder, Dies())
    assert status(folder).count == 30
    with closing(open_at(folder)) as search:
        assert search.product("p3") == PRODUCTS[3]
    build([boots("new")], folder, WordEmbedder())
    assert status(folder).count == 1
    assert not (folder / "building").exists()


def test_open_search_outlives_a_new_build_and_does_not_harm_it(own_folder: Path) -> None:
    folder = own_folder
    old = open_at(folder)
    build([boots("new")], folder, WordEmbedder())
    assert old.search(SearchRequest("tents", limit=30)).candidates
    assert old.product("p3") == PRODUCTS[3]
    old.close()
    with closing(open_at(folder)) as new:
        assert new.product("new") == boots("new")
    assert len(list(folder.glob("g-*"))) == 1


def test_second_open_in_this_process(folder: Path) -> None:
    with closing(open_at(folder)), pytest.raises(IndexLocked, match=MENDS) as error:
        open_at(folder)
    assert error.value.can_retry
    open_at(folder).close()


def test_second_open_from_another_process(folder: Path) -> None:
    script = (
        "import sys; from pathlib import Path\n"
        "from retrieval.errors import IndexLocked\n"
        "from tests.retrieval.catalog import WordEmbedder\n"
        "from retrieval.search import CatalogSearch\n"
        "try: CatalogSearch.open(Path(sys.argv[1]), WordEmbedder())\n"
        "except IndexLocked: sys.exit(7)\n"
    )
    command = [sys.executable, "-c", script, str(folder)]
    root = Path(__file__).resolve().parents[2]
    with closing(open_at(folder)):
        assert subprocess.run(command, cwd=root, check=False).returncode == 7
    assert subprocess.run(command, cwd=root, check=False).returncode == 0


def test_two_builds_at_once(folder: Path) -> None:
    with (
        pytest.raises(IndexLocked, match="wait until it has finished"),
        build_lock(folder),
    ):
        build(PRODUCTS, folder, WordEmbedder())
    assert status(folder).count == 30


@pytest.mark.parametrize("name", ["nowhere", "empty"])
def test_missing(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(IndexMissing, match=MENDS):
        open_at(tmp_path / name)


@pytest.mark.parametrize("name", [META, VOCABULARY])
def test_file_that_is_gone(folder: Path, name: str) -> None:
    (current(folder) / name).unlink()
    with pytest.raises(IndexDamaged, match=MENDS):
        open_at(folder)


@pytest.mark.parametrize("name", ["shard", "shard/segments", "."])
def test_folder_that_is_gone(own_folder: Path, name: str) -> None:
    shutil.rmtree(current(own_folder) / name)
    with pytest.raises(IndexDamaged, match=MENDS):
        open_at(own_folder)


@pytest.mark.parametrize("name", ["CURRENT", META, VOCABULARY])
@pytest.mark.parametrize("content", [b"", b"{}", b"\xff\xfe", b"../../etc"])
def test_file_that_is_rubbish(folder: Path, name: str, content: bytes) -> None:
    ((folder if name == "CURRENT" else current(folder)) / name).write_bytes(content)
    with pytest.raises(IndexDamaged, match=MENDS):
        open_at(folder)


def test_shard_whose_files_are_cut(own_folder: Path) -> None:
    folder = own_folder
    for path in (current(folder) / "shard" / "segments").rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[:3])
    with pytest.raises(IndexDamaged, match=MENDS):
        open_at(folder)


def test_other_format(folder: Path) -> None:
    path = current(folder) / "meta.json"
    path.write_text(
        path.read_text().replace(f'"format_version": {FORMAT_VERSION}', '"format_version": 99')
    )
    with pytest.raises(IndexOutdated, match=f"format 99 .*{MENDS}"):
        open_at(folder)


def test_other_embedder(folder: Path) -> None:
    class Other(WordEmbedder):
        name = "other-64"

    with pytest.raises(IndexOutdated, match=f"words-64 and other-64 .*{MENDS}"):
        CatalogSearch.open(folder, Other())


def test_unwritable_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(IndexUnwritable, match=MENDS):
        build(PRODUCTS, tmp_path / "file" / "index", WordEmbedder())


@pytest.mark.parametrize("products", [[], [boots("A"), boots("A", title="Other")]])
def test_catalog_that_cannot_be_indexed(tmp_path: Path, products: list[object]) -> None:
    with pytest.raises(CatalogUnusable):
        build(products, tmp_path, WordEmbedder())  # type: ignore[arg-type]  # parametrize loses it
