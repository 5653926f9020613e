"""docs/settings.md lists every setting with its default; docs/*.md every route."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from pydantic.fields import FieldInfo

from assistant.config import Settings
from assistant.config_tables import OtherVoice, ServerSettings, Table, TenantSettings
from assistant.http.process_metrics import ProcessMetrics
from assistant.server import create_app

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
TABLES: dict[str, type[Table]] = {
    **{
        f"[{name}]": field.annotation
        for name, field in Settings.model_fields.items()
        if isinstance(field.annotation, type) and issubclass(field.annotation, Table)
    },
    "[tenants.NAME]": TenantSettings,
    "[voice.others.NAME]": OtherVoice,
}


def listed(title: str) -> dict[str, str]:
    """Return the settings of a section's table with their defaults, as they are written."""
    section = re.split(r"\n## ", PAGE.split(f"\n## {title}\n", 1)[1], maxsplit=1)[0]
    return dict(re.findall(r"^\| `(\w+)` \| (.*?) \|", section, re.MULTILINE))


def written(field: FieldInfo) -> str | None:
    """Return a default as the page writes it; None where it is worked out."""
    if field.default_factory is not None:
        return None
    default: Any = field.default
    if default is None:
        return ""
    as_json = json.dumps(default) if isinstance(default, str | bool | tuple) else str(default)
    return f"`{as_json}`"


@pytest.mark.parametrize("title", TABLES)
def test_every_setting_of_a_table_is_listed_with_its_default(title: str) -> None:
    found = listed(title)
    fields = TABLES[title].model_fields
    assert list(found) == list(fields)
    for name, field in fields.items():
        assert written(field) in {None, found[name].strip()}, name


def test_every_setting_at_the_top_is_listed() -> None:
    tables = {title.strip("[]") for title in TABLES}
    assert set(listed("At the top")) == set(Settings.model_fields) - tables


def test_the_example_is_a_file_that_can_be_read(tmp_path: Path) -> None:
    (block,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    settings = Settings.model_validate(tomllib.loads(block))
    assert settings.tenants["outdoor"].name == "Outdoor"


def test_every_metric_of_the_process_is_on_the_page() -> None:
    page = (ROOT / "docs" / "http.md").read_text(encoding="utf-8")
    page = page.split("## Health and metrics", 1)[1]
    told = ProcessMetrics().exposition().decode()
    names = set(re.findall(r"^# HELP aisle_(\w+)", told, re.MULTILINE))
    names = {re.sub(r"_(total|created)$", "", name) for name in names}
    assert len(names) > 5
    assert {name for name in names if f"`{name}`" not in page} == set()


def test_every_route_is_on_a_page(tmp_path: Path) -> None:
    """The page that a newcomer searches has the path, or its end behind "..."."""
    app = create_app(Settings(home=tmp_path, server=ServerSettings(voice=False)), "a token")
    pages = "\n".join(page.read_text(encoding="utf-8") for page in (ROOT / "docs").glob("*.md"))
    pages += (ROOT / "README.md").read_text(encoding="utf-8")
    paths = {path for path in app.openapi()["paths"] if not path.startswith("/v1/web/")}
    assert len(paths) > 15
    plain = re.sub(r"\{\w+\}", "{}", pages)
    missing = [
        path
        for path in sorted(re.sub(r"\{\w+(:\w+)?\}", "{}", path) for path in paths)
        if path not in plain and path.replace("/v1/sessions/{}", "...") not in plain
    ]
    assert not missing
