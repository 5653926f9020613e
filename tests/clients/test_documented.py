"""The examples of docs/clients.md and the README, as a newcomer runs them: two variables."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.served import Served

pytestmark = pytest.mark.model

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "clients.md"
README = ROOT / "README.md"
RUNS_WITHIN_S = 60


def examples(language: str, page: Path = PAGE) -> list[str]:
    """Return the page's blocks of one language."""
    return re.findall(rf"```{language}\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)


def printed(command: list[str], example: str, served: Served, folder: Path) -> str:
    """Run an example; return what it prints.

    Args:
        command: What runs a program that it reads.
        example: The program.
        served: Where it finds Aisle.
        folder: Where it runs.
    """
    done = subprocess.run(
        command,
        input=example,
        env={**os.environ, "OPENAI_BASE_URL": served.api_url, "OPENAI_API_KEY": served.token},
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=RUNS_WITHIN_S,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.lower()


@pytest.mark.parametrize(("number", "word"), [(0, "boot"), (1, "dress")])
def test_python(served: Served, tmp_path: Path, number: int, word: str) -> None:
    found = examples("python")
    assert len(found) == 2
    assert word in printed([sys.executable, "-"], found[number], served, tmp_path)


@pytest.mark.parametrize(("number", "word"), [(0, "boot"), (1, "dress"), (2, "dress")])
def test_javascript(served: Served, packages: Path, number: int, word: str) -> None:
    found = examples("js")
    assert len(found) == 3
    command = ["node", "--input-type=module", "-"]
    assert word in printed(command, found[number], served, packages)


def test_the_readme_in_python(served: Served, tmp_path: Path) -> None:
    (typed,) = examples("python", README)
    assert "dress" in printed([sys.executable, "-"], typed, served, tmp_path)


def test_the_readme_in_a_shell(served: Served, tmp_path: Path) -> None:
    (commands,) = examples("sh", README)
    answers = printed(["bash", "-e"], commands, served, tmp_path)
    assert "dress" in answers
    assert "hello from the shop" in answers
