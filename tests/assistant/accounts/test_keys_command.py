"""`aisle keys`, as it is typed."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.cli import app
from assistant.errors import AssistantError

TOML = """
[tenants.b]
name = "The other shop"
"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    config = tmp_path / "shops.toml"
    config.write_text(TOML)
    monkeypatch.setenv("AISLE_HOME", str(tmp_path))
    monkeypatch.setenv("AISLE_CONFIG", str(config))
    return tmp_path


def keys(*arguments: str) -> str:
    result = CliRunner().invoke(app, ["keys", *arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_a_key_from_its_making_to_its_end() -> None:
    made = json.loads(
        keys("create", "--tenant", "b", "--scope", "talk", "--note", "till 4", "--json")
    )
    assert made["secret"].startswith("aisle_sk_")
    assert len(made["secret"]) >= 9 + 43
    assert (made["tenant"], made["scopes"], made["expires"]) == ("b", ["talk"], None)
    assert "till 4" in keys("list")
    assert made["secret"] not in keys("list") + keys("list", "--json")
    newer = json.loads(keys("rotate", made["id"], "--grace", "0", "--json"))
    assert newer["rotated_from"] == made["id"]
    keys("revoke", newer["id"])
    listed = json.loads(keys("list", "--json"))
    assert {key["id"]: key["state"] for key in listed} == {
        made["id"]: "expired",
        newer["id"]: "revoked",
    }
    assert json.loads(keys("list", "--tenant", "default", "--json")) == []


def test_the_secret_is_the_last_line_and_shown_once() -> None:
    said = keys("create", "--expires", "90d", "--requests-per-minute", "5").splitlines()
    assert said[-1].startswith("aisle_sk_")
    assert sum(line.startswith("aisle_sk_") for line in said) == 1
    assert "5 requests a minute" in keys("list")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["create", "--scope", "everything"], "There is no scope 'everything'"),
        (["create", "--expires", "soon"], "90d"),
        (["create", "--expires", "0d"], "90d"),
        (["create", "--expires", "99999999d"], "90d"),
        (["create", "--tenant", "c"], "no tenant c"),
        (["create", "--note", "x" * 300], "--note"),
        (["revoke", "key_0"], "no key key_0"),
        (["rotate", "key_0"], "no key key_0"),
        (["rotate", "key_0", "--grace", "-1h"], "--grace"),
        (["revoke", "aisle_sk_oops"], "secret"),
    ],
)
def test_what_makes_no_sense_is_one_sentence(arguments: list[str], told: str) -> None:
    with pytest.raises(AssistantError, match=told) as error:
        CliRunner().invoke(app, ["keys", *arguments], catch_exceptions=False)
    assert "oops" not in str(error.value)


def test_a_tenant_of_every_command() -> None:
    made = CliRunner().invoke(app, ["--tenant", "b", "keys", "create", "--json"])
    assert json.loads(made.stdout)["tenant"] == "b"
    with pytest.raises(Exception, match="tenants/b/index"):
        CliRunner().invoke(app, ["--tenant", "b", "search", "boots"], catch_exceptions=False)
    with pytest.raises(AssistantError, match="no tenant nobody"):
        CliRunner().invoke(app, ["--tenant", "nobody", "search", "x"], catch_exceptions=False)
