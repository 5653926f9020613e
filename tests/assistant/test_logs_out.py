"""A file that a command cannot write whole is not there, or as it was."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from assistant.commands.logs_out import PUBLIC, write_out
from assistant.errors import UsageError


@contextmanager
def full() -> Iterator[None]:
    """Let no file hold anything, as on a full disk.

    No fixture: pytest tells a test's result before those end, and what it writes to may be a file.
    """
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_what_is_written_is_the_owners(tmp_path: Path) -> None:
    out = tmp_path / "held.zip"
    write_out(out, b"old")
    write_out(out, b"new")
    assert out.read_bytes() == b"new"
    assert out.stat().st_mode & 0o077 == 0
    write_out(out, b"views", PUBLIC)
    assert out.stat().st_mode & 0o400
    assert [*tmp_path.iterdir()] == [out]


def test_nothing_is_left_where_there_is_no_space(tmp_path: Path) -> None:
    out = tmp_path / "held.zip"
    with full(), pytest.raises(UsageError, match="cannot be written"):
        write_out(out, b"content")
    assert [*tmp_path.iterdir()] == []


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="none"):
        write_out(tmp_path / "none" / "held.zip", b"content")
