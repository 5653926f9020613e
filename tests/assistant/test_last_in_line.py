"""Modules that run last in line; `json.tool` of Python stands for one: it tells what is asked."""

import asyncio
import atexit
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from assistant import last_in_line

ECHO = "json.tool"


async def test_what_a_module_tells_comes_back() -> None:
    assert await last_in_line.answered(ECHO, '{"records": 3}', 60) == {"records": 3}


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ('{"failed": "the disk is full"}', "the disk is full"),
        ("no JSON", "its process ended with 1"),
        ("[3]", "its process ended with 0"),
    ],
)
async def test_a_failure_is_one_clause(asked: str, why: str) -> None:
    with pytest.raises(last_in_line.NotDone, match=f"^{why}$"):
        await last_in_line.answered(ECHO, asked, 60)


async def test_a_process_is_ended_with_whoever_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[asyncio.subprocess.Process] = []
    start = asyncio.create_subprocess_exec

    async def starts(*words: str, **pipes: int) -> asyncio.subprocess.Process:
        begun.append(await start(*words, **pipes))  # type: ignore[arg-type]  # only pipes are named
        return begun[-1]

    monkeypatch.setattr(asyncio, "create_subprocess_exec", starts)
    with pytest.raises(last_in_line.NotDone, match="longer than 0 s"):
        await last_in_line.answered(ECHO, "{}", 0)
    assert begun[0].returncode is not None


def test_a_module_that_nobody_waits_for_leaves_its_status() -> None:
    assert last_in_line.started(ECHO, "{}").wait(60) == 0
    assert last_in_line.started(ECHO, "no JSON").wait(60) == 1


def test_work_tells_its_result_or_why_not(capsys: pytest.CaptureFixture[str]) -> None:
    def fails() -> dict[str, int]:
        raise OSError("no space left")

    assert last_in_line.answer(lambda: {"records": 3}, (OSError,)) == 0
    assert json.loads(capsys.readouterr().out) == {"records": 3}
    assert last_in_line.answer(fails, (OSError,)) == 1
    assert json.loads(capsys.readouterr().out) == {"failed": "no space left"}
    with pytest.raises(OSError, match="no space"):
        last_in_line.answer(fails, (ValueError,))


def test_it_is_last_in_line_before_it_works() -> None:
    code = "import os; from assistant.last_in_line import taken; print(taken(), os.nice(0))"
    done = subprocess.run(
        [sys.executable, "-c", code], input=b"asked", capture_output=True, check=True
    )
    assert done.stdout.split() == [b"asked", b"19"]


def test_a_system_without_niceness_works_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "nice")
    monkeypatch.setattr(sys, "stdin", io.StringIO("asked"))
    assert last_in_line.taken() == "asked"


_GIVES_WAY = """
import os, sys
from pathlib import Path
from assistant.last_in_line import give_way
give_way(int(sys.argv[1]))
print(os.nice(0))
group = Path("/proc/self/autogroup")
try:
    print(group.read_text().strip())
    if sys.argv[2] == "alone":  # its group is its own: that of a whole test run stays as it is
        group.write_text("19")
except OSError:
    print("refused")
"""
"""Tells its niceness, that of its terminal, and whether it may not change that."""


@pytest.mark.parametrize("has_terminal_of_server", [True, False])
def test_work_of_an_operator_goes_after_a_server(has_terminal_of_server: bool) -> None:
    told = subprocess.run(
        [
            *(sys.executable, "-c", _GIVES_WAY, str(os.getpid())),
            "together" if has_terminal_of_server else "alone",
        ],
        capture_output=True,
        text=True,
        check=True,
        start_new_session=not has_terminal_of_server,
    )
    nice, *group = told.stdout.splitlines()
    assert nice == "19"
    # Either may be empty: most containers have a system that shares nothing by terminal, or whose
    # first terminal, that of this run, is no group while a new one is. May also not be changed.
    if "refused" in group or not any(group) or not has_terminal_of_server:
        return
    assert group[0].split() == Path("/proc/self/autogroup").read_text().split()


@pytest.mark.parametrize(("server", "niceness"), [("/autogroup-7", "3"), ("/autogroup-8", "19")])
def test_the_terminal_goes_after_that_of_a_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: str, niceness: str
) -> None:
    for process, name in (("self", "/autogroup-7"), ("123", server)):
        (tmp_path / process).mkdir()
        (tmp_path / process / "autogroup").write_text(f"{name} nice 3\n")
    at_exit: list[tuple[Any, ...]] = []
    monkeypatch.setattr(last_in_line, "Path", lambda path: tmp_path / str(path)[len("/proc/") :])
    monkeypatch.setattr(os, "nice", lambda _: 19)
    monkeypatch.setattr(atexit, "register", lambda *work: at_exit.append(work))
    last_in_line.give_way(123)
    own = tmp_path / "self" / "autogroup"
    assert own.read_text().split()[-1] == niceness
    for work, *given in at_exit:
        work(*given)
    assert own.read_text().split()[-1] == "3"
