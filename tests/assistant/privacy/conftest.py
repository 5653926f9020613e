"""A home in which three shoppers left something in every place, made once a module."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from assistant.analytics.opening import open_store
from assistant.config import Settings
from assistant.intent_log.log import IntentLog
from assistant.privacy.erasing import ShopData
from evals.bench.erasure_home import Person, furnish, person

PEOPLE = tuple(person(number) for number in range(3))


@contextmanager
def opened(settings: Settings) -> Iterator[ShopData]:
    """Yield a shop's data, and close its store."""
    store = open_store(settings)
    try:
        yield ShopData(settings, store, IntentLog(settings.log_path))
    finally:
        store.close()


@pytest.fixture
def people() -> tuple[Person, ...]:
    """Return the shoppers."""
    return PEOPLE


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> tuple[Settings, Path]:
    """Return the settings of a home, and a copy of what it held when it was furnished."""
    folder = tmp_path_factory.mktemp("furnished")
    settings = Settings(home=folder / "home")
    furnish(settings, PEOPLE)
    return settings, Path(shutil.copytree(settings.home, folder / "kept"))


@pytest.fixture
def settings(furnished: tuple[Settings, Path]) -> Settings:
    """Return the settings of a home as it was furnished; at one path, which its files name."""
    settings, kept = furnished
    shutil.rmtree(settings.home)
    shutil.copytree(kept, settings.home)
    return settings
