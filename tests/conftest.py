"""What tests of every package share."""

import fcntl
import gc
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings as hypothesis_settings

from agents.patient_checkpoints import PatientSaver
from assistant.config import Settings
from assistant.embedding import embedder_of
from assistant.intent_log.disk import Disk
from assistant.intent_log.log import WRITE_WITHIN_S
from assistant.intent_log.writer import Writer
from evals.doubles.real import RealModel, smollm_serving
from retrieval.index import build
from retrieval.sample import generate
from tests.patience import PATIENCE_S
from tests.served import Served, serving

if TYPE_CHECKING:
    from aiosqlite import Connection
    from playwright.sync_api import Playwright

gc.disable()  # nothing is thrown away while tests are collected; on again after that
# A case may take long where the machine is busy: that alone is no fault.
hypothesis_settings.register_profile("unhurried", hypothesis_settings.default, deadline=None)
hypothesis_settings.load_profile("unhurried")

_SECOND_PART = {"model", "audio", "browser", "postgres", "eval", "timing"}
"""Marks of the tests that `make test` runs after the others."""
_HEAVY = {"sample_home", "served", "real_model", "chromium"}
"""Fixtures that load weights, index a catalog, or start a server or a browser."""
_TRIED_AGAIN = 2
"""How often a failed test of the mark `timing` is run again: a machine has its moments."""
_SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Refuse a mark that the test's own file does not name: `make test` finds files by it.

    What is marked `timing` has more than one try, and nothing else has: a test whose verdict
    changes without a change of code is a fault of the test.
    """
    texts: dict[Path, str] = {}
    for item in items:
        for mark in {mark.name for mark in item.iter_markers()} & _SECOND_PART:
            if f"mark.{mark}" not in texts.setdefault(item.path, item.path.read_text("utf-8")):
                raise pytest.UsageError(f"Write pytest.mark.{mark} in {item.path}: {item.name}")
        if _HEAVY & {*getattr(item, "fixturenames", ())} and not (
            {mark.name for mark in item.iter_markers()} & _SECOND_PART
        ):
            raise pytest.UsageError(f"{item.nodeid} uses what takes long: give it a mark.")
        if item.get_closest_marker("timing") and config.pluginmanager.hasplugin("rerunfailures"):
            item.add_marker(pytest.mark.flaky(reruns=_TRIED_AGAIN))


def pytest_collection_finish() -> None:
    """Collect garbage again, but not among what lives as long as the run: in vain, and long."""
    gc.freeze()
    gc.enable()


@pytest.fixture(scope="session", autouse=True)
def _patient_log() -> Iterator[None]:
    """Let log and dialogues wait longer than they usually do: the disk has many tests to serve.

    A bound that a test gives itself stays as it is.
    """
    writing, keeping = Writer.__init__, PatientSaver.__init__

    def bound(within_s: float) -> float:
        return PATIENCE_S if within_s == WRITE_WITHIN_S else within_s

    def patient(
        writer: Writer,
        folder: Path,
        within_s: float,
        disk: Callable[[Path], Disk],
        own: Sequence[str] = (),
    ) -> None:
        writing(writer, folder, bound(within_s), disk, own)

    def patient_saver(saver: PatientSaver, *connections: "Connection", within_s: float) -> None:
        keeping(saver, *connections, within_s=bound(within_s))

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Writer, "__init__", patient)
        patched.setattr(PatientSaver, "__init__", patient_saver)
        yield


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
    """Return a home whose index holds the sample catalog, built once a test run.

    The first of the run's processes builds it, and each has a copy: only one may hold an index.
    All parts of one `make test` share it, in the folder that TEST_RUN_FOLDER names.
    """
    if "TEST_RUN_FOLDER" in os.environ:
        run = Path(os.environ["TEST_RUN_FOLDER"])
        run.mkdir(exist_ok=True)
    else:
        run = tmp_path_factory.getbasetemp()
        run = run.parent if "PYTEST_XDIST_WORKER" in os.environ else run
    built, copied = run / "sample-built", tmp_path_factory.mktemp("aisle") / "home"
    with (run / "sample-lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not built.exists():
            settings = Settings(home=run / "sample-building")
            shutil.rmtree(settings.home, ignore_errors=True)  # of a process that failed
            build(generate(), settings.index_path, embedder_of(settings, threads=os.cpu_count()))
            settings.home.rename(built)
    return Path(shutil.copytree(built, copied))


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the path of a Chromium. Without one: skip, but in CI fail."""
    from tests.watched import chromium_path  # noqa: PLC0415 - Playwright only where it is asked for

    return chromium_path()


@pytest.fixture(scope="module")
def playwright() -> Iterator["Playwright"]:
    """Drive browsers. Of one module: beside it neither a second one nor `asyncio.run` works."""
    from playwright.sync_api import expect, sync_playwright  # noqa: PLC0415 - as above

    expect.set_options(timeout=PATIENCE_S * 1000)
    with sync_playwright() as driver:
        yield driver


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
