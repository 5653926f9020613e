"""What the tests of accounts share."""

from collections.abc import Iterator

import pytest

from tests.assistant.accounts.two_shops import Shops, two_shops


@pytest.fixture(scope="package")
def shops(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shops]:
    """Return an application with two tenants beside the default one."""
    with two_shops(tmp_path_factory.mktemp("shops")) as running:
        yield running
