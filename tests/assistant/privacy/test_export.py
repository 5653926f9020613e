"""The export tells everything that is held, and nothing of others."""

import json
import zipfile
from io import BytesIO
from pathlib import Path

from typer.testing import CliRunner

from assistant.cli import app
from assistant.config import Settings
from assistant.privacy.export import as_json, as_zip
from assistant.privacy.subject import session, shopper
from evals.bench.erasure_home import Person
from tests.assistant.privacy.conftest import opened

NOT_TOLD = {"imports"}
"""Copies of what is told elsewhere, on their way."""


def test_every_place_that_is_erased_is_told(settings: Settings, people: tuple[Person, ...]) -> None:
    with opened(settings) as data:
        told = as_json(data.places, shopper(people[0].id, data.store, data.log))
        assert set(told) | NOT_TOLD == {place.name for place in data.places}
    assert people[0].canary in json.dumps(told)
    for other in people[1:]:
        for word in (other.id, other.canary, *other.sessions):
            assert word not in json.dumps(told)


def test_the_zip_says_what_each_file_is(settings: Settings, people: tuple[Person, ...]) -> None:
    one = people[0]
    with opened(settings) as data:
        made = as_zip(data.places, shopper(one.id, data.store, data.log))
        places = data.places
    with zipfile.ZipFile(BytesIO(made)) as archive:
        readme = archive.read("README.txt").decode()
        assert all(place.about in readme for place in places)
        assert archive.read(f"recordings/{one.first}/0.flac").startswith(b"fLaC")
        tables = json.loads(archive.read("tables.json"))
        assert {row["client_id"] for row in tables["turns"]} == {one.id}
        waiting = json.loads(archive.read("log.json"))
        assert {record["session_id"] for record in waiting} == set(one.sessions[1:])


def test_of_nobody_there_is_nothing(settings: Settings) -> None:
    with opened(settings) as data:
        assert as_json(data.places, shopper("nobody", data.store, data.log)) == {}
        assert as_json(data.places, session("none", data.store, data.log)) == {}


def test_by_command(settings: Settings, people: tuple[Person, ...], tmp_path: Path) -> None:
    out, environment = tmp_path / "held.zip", {"AISLE_HOME": str(settings.home)}
    run = CliRunner().invoke
    asked = ["logs", "subject", "--shopper", people[0].id, "--out", str(out)]
    assert run(app, asked, env=environment).exit_code == 0
    assert zipfile.is_zipfile(out)
    assert out.stat().st_mode & 0o077 == 0
    erased = run(app, ["logs", "erase", "--shopper", people[0].id, "--json"], env=environment)
    assert erased.exit_code == 0
    assert json.loads(erased.stdout)["found_again"] == []
    assert (
        "Found again: 0"
        in run(
            app, ["logs", "erase", "--session", people[1].first, "--yes"], env=environment
        ).stdout
    )
    assert "Removed 0 recordings" in run(app, ["logs", "expire"], env=environment).stdout
