"""What tests of every package share."""

import os
from pathlib import Path

import pytest

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
