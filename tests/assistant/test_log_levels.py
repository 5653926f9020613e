"""What a log holds at its most talkative: nothing that a shopper said, and no header."""

import logging
from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from assistant.commands import running
from assistant.config import Settings

LIBRARIES = ("aiosqlite", "httpcore2", "httpx2")


@pytest.fixture(autouse=True)
def _levels() -> Iterator[None]:
    loggers = [logging.getLogger(name) for name in ("", *LIBRARIES)]
    before = [logger.level for logger in loggers]
    yield
    for logger, level in zip(loggers, before, strict=True):
        logger.setLevel(level)


def test_libraries_that_write_out_what_they_store_and_send_are_quiet(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(running, "load", lambda: Settings(log_level="debug"))
    command = SimpleNamespace(run=lambda settings: None)
    monkeypatch.setattr("importlib.import_module", lambda name: command)
    for library in LIBRARIES:
        logging.getLogger(library).setLevel(logging.DEBUG)
    running.run_command("anything")
    for library in LIBRARIES:
        assert not logging.getLogger(library).isEnabledFor(logging.DEBUG)
