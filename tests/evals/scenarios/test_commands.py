"""`aisle eval check`, `list`, `schema` and `import`, as they are typed."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.errors import UsageError
from evals.commands import check as check_module
from evals.commands import import_ as import_module
from evals.commands.app import evaluate
from evals.scenarios.schema import schema_text
from evals.scenarios.unmet import Catalog
from tests.evals.scenarios.products import CATALOG
from tests.sample import sample_products

GOOD = "id: good-1\nabout: Fine.\ntags: [hard]\nturns: [{say: hi}]\nends: {cart: []}\n"
GONE = "id: gone-1\nabout: Gone.\ngoal: {thing: mugs}\nends: {cart: [{where: {id: mug-z}}]}\n"
TYPO = "id: typo-1\nabuot: x\nturns: [{say: hi}]\nends: {cart: []}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "f.yaml").write_text("---\n".join((GOOD, GONE, TYPO)))
    return tmp_path


@pytest.fixture(autouse=True)
def catalog(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the small catalog for the installation's: an index needs weights."""
    monkeypatch.setattr(check_module, "indexed_catalog", lambda _: CATALOG)
    monkeypatch.setattr(
        import_module, "indexed_catalog", lambda _: Catalog(sample_products(), "feed")
    )


def test_check_names_what_cannot_be_played(folder: Path) -> None:
    done = CliRunner().invoke(evaluate, ["check", str(folder)])
    assert done.exit_code == 1
    typo, missing, gone, summed = done.stdout.splitlines()
    assert typo.startswith("f.yaml:12:1: typo-1: a scenario needs `about`")
    assert missing.startswith("f.yaml:13:1: typo-1: `abuot` is no field of a scenario")
    assert gone.startswith("f.yaml:10:15: gone-1: the product mug-z is not in the catalog")
    assert summed == "1 scenario can be played, 3 problems."


def test_check_without_a_catalog(folder: Path) -> None:
    done = CliRunner().invoke(evaluate, ["check", str(folder), "--no-catalog", "--json"])
    told = json.loads(done.stdout)
    assert (told["scenarios"], told["playable"], done.exit_code) == (2, 2, 1)
    assert {problem["kind"] for problem in told["problems"]} == {"invalid"}


def test_check_of_what_is_right(tmp_path: Path) -> None:
    (tmp_path / "f.yaml").write_text(GOOD)
    done = CliRunner().invoke(evaluate, ["check", str(tmp_path)])
    assert (done.exit_code, done.stdout) == (0, "1 scenario can be played.\n")


def test_list(folder: Path) -> None:
    done = CliRunner().invoke(evaluate, ["list", str(folder)])
    assert "good-1  script  Fine.  [hard]" in done.stdout
    assert "gone-1  goal    Gone.  []" in done.stdout
    assert "`abuot`" in done.stderr
    tagged = CliRunner().invoke(evaluate, ["list", str(folder), "--tag", "hard", "--json"])
    assert [one["id"] for one in json.loads(tagged.stdout)] == ["good-1"]


def test_schema(tmp_path: Path) -> None:
    assert CliRunner().invoke(evaluate, ["schema"]).stdout == schema_text()
    out = tmp_path / "new" / "s.json"
    CliRunner().invoke(evaluate, ["schema", "--out", str(out)])
    assert out.read_text() == schema_text()


def test_import_writes_a_new_folder_and_no_other(tmp_path: Path) -> None:
    args = ["import", "--out", str(tmp_path / "new"), "--count", "20"]
    done = CliRunner().invoke(evaluate, args)
    assert done.stdout.startswith("20 scenarios over ")
    files = sorted(path.name for path in (tmp_path / "new").iterdir())
    assert "one-wish.yaml" in files and "goal-variant.yaml" in files
    again = CliRunner().invoke(evaluate, args)
    assert isinstance(again.exception, UsageError)
    assert "name a new folder" in str(again.exception)
