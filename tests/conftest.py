"""What tests of every package share."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.config import Settings
from assistant.embedding import embedder_of
from evals.doubles.real import RealModel, smollm_serving
from retrieval.index import build
from retrieval.sample import generate
from tests.served import Served, serving

_SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Return the folder of data that is not in the repository; skip where it is absent.

    With REQUIRE_SHARED_DATA set, its absence is a failure: CI must not skip silently.
    """
    if not _SHARED.is_dir():
        message = "needs ../shared/data, which is not part of the repository"
        if os.environ.get("REQUIRE_SHARED_DATA"):
            pytest.fail(message)
        pytest.skip(message)
    return _SHARED


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home whose index holds the sample catalog, built once a test run."""
    settings = Settings(home=tmp_path_factory.mktemp("aisle"))
    build(generate(), settings.index_path, embedder_of(settings, threads=os.cpu_count()))
    return settings.home


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the path of a Chromium. Without one: skip, but in CI fail."""
    from tests.watched import chromium_path  # noqa: PLC0415 - Playwright only where it is asked for

    return chromium_path()


@pytest.fixture(scope="session")
def real_model() -> Iterator[RealModel]:
    """Serve a small open model on loopback; for tests marked `model`."""
    with smollm_serving() as served:
        yield served


@pytest.fixture(scope="session")
def served(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Run `aisle serve` with voice over the sample catalog, once a test run."""
    home = tmp_path_factory.mktemp("served") / "home"
    shutil.copytree(sample_home, home)  # only one process may hold an index
    with serving(home) as running:
        yield running
