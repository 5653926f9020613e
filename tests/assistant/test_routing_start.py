"""The shipped policy where no key is set: nothing is wrong with that."""

import logging
from pathlib import Path

import pytest

from assistant.config import Settings
from assistant.config_tables import RouterSettings
from assistant.routing import open_routing


async def test_models_without_keys_are_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for variable in ("OPENAI_API_KEY", "ANTHROPIC_API_KEY"):
        monkeypatch.delenv(variable, raising=False)
    settings = Settings(home=tmp_path, router=RouterSettings(policy=Path("shipped")))
    with caplog.at_level(logging.WARNING):
        async with open_routing(settings):
            pass
    assert [r for r in caplog.records if r.levelno >= logging.ERROR] == []
    assert any("left out" in r.getMessage() for r in caplog.records), "said, but as no error"
