"""Texts of an import are looked at in processes where there are many, with the same verdicts."""

import os
import signal
from collections.abc import Iterator

import pytest

from assistant.analytics.importing import looking
from assistant.analytics.importing.looking import Looks
from assistant.redaction.redact import redact

TEXTS = [
    "boots",
    "my name is Ann Lee",
    'é \ud800 \u2028 "quoted" \n a line',
    *(f"send it to jane{n}@example.com" for n in range(5)),
    *(f"{n} boots" for n in range(5)),
]
CHANGED = {text: redact(text).text for text in TEXTS if redact(text).text != text}


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> Iterator[Looks]:
    monkeypatch.setattr(looking, "MANY", 1)
    monkeypatch.setattr(looking, "AT_ONCE", 2)
    made = Looks(processes=2)
    yield made
    made.close()


@pytest.fixture
def looked_here(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    looked: list[str] = []

    def told(text: str) -> object:
        looked.append(text)
        return redact(text)

    monkeypatch.setattr(looking, "redact", told)
    return looked


def test_processes_find_what_is_found_here(looks: Looks, looked_here: list[str]) -> None:
    assert looks.changed(TEXTS) == CHANGED
    assert looks.changed(TEXTS) == CHANGED
    assert not looked_here
    begun = looks.processes
    assert len(begun) == 2
    looks.close()
    assert not any(map(_is_there, begun))


def test_a_few_texts_begin_no_process(looked_here: list[str]) -> None:
    looks = Looks(processes=2)
    assert looks.changed(TEXTS) == CHANGED
    assert looked_here == TEXTS
    assert not looks.processes


def test_what_a_process_that_ended_was_to_look_at_is_looked_at_here(
    looks: Looks, looked_here: list[str]
) -> None:
    looks.changed(["boots", "shoes"])
    for process in looks.processes:
        os.kill(process, signal.SIGKILL)
    assert looks.changed(TEXTS) == CHANGED
    assert set(CHANGED) <= set(looked_here)


def test_where_no_process_can_be_begun_texts_are_looked_at_here(
    looks: Looks, looked_here: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise BlockingIOError

    monkeypatch.setattr("subprocess.Popen", refused)
    assert looks.changed(TEXTS) == CHANGED
    assert looked_here == TEXTS


def _is_there(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
