"""The deployment files against the product: what they name exists, and is set as it is read."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.config import load
from assistant.server import create_app

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"


def _compose() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    return content


def _filled(value: str) -> str:
    """Return a value as Compose fills it in where no variable is set but the secrets."""
    value = re.sub(r"\$\{\w+:\?[^}]*\}", "secret", value)
    return re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", value)


@pytest.mark.parametrize("service", ["index", "aisle", "worker"])
def test_every_setting_is_one(service: str) -> None:
    environment = _compose()["services"][service]["environment"]
    given = {name: _filled(str(value)) for name, value in environment.items()}
    own = {name: value for name, value in given.items() if name.startswith("AISLE_")}
    mounted = [v for v in _compose()["services"][service]["volumes"] if "aisle.toml" in v]
    source, target, _ = mounted[0].split(":")
    assert own["AISLE_CONFIG"] == target
    settings = load({**own, "AISLE_CONFIG": str(DEPLOY / source)})
    assert settings.catalog.url == "http://qdrant:6333"
    for variable in (
        settings.catalog.api_key_variable,
        settings.conversations.password_variable,
        settings.router.ledger_password_variable,
        settings.livekit.key_variable,
        settings.livekit.secret_variable,
    ):
        assert variable in given, "a key is named that the container does not get"


def test_images_are_pinned_and_nothing_but_loopback_and_rooms_is_open() -> None:
    services = _compose()["services"]
    for name, service in services.items():
        image = _filled(service["image"])
        assert re.search(r":v?\d+\.\d+", image), f"{name} is not pinned: {image}"
        for port in service.get("ports", ()):
            assert name in {"livekit", "caddy"} or _filled(port).startswith("127.0.0.1:"), port
    assert "ports" not in services["qdrant"]
    assert "ports" not in services["postgres"]


def test_who_waits_for_whom_exists() -> None:
    compose = _compose()
    services = compose["services"]
    for name, service in services.items():
        for other, waited in service.get("depends_on", {}).items():
            assert other in services
            if waited["condition"] == "service_healthy":
                assert services[other].get("healthcheck"), f"{name} waits for {other} for ever"
        for volume in service.get("volumes", ()):
            source = _filled(volume).split(":")[0]
            assert source in compose["volumes"] or source.startswith("./"), volume
        for secret in service.get("secrets", ()):
            assert secret in compose["secrets"]
    assert all((DEPLOY / name).is_file() for name in ("livekit.yaml", "prometheus.yml"))


def test_the_secrets_that_are_asked_for_are_in_the_example() -> None:
    asked = set(re.findall(r"\$\{(\w+):\?", (DEPLOY / "compose.yaml").read_text()))
    offered = re.findall(r"^#?(\w+)=", (DEPLOY / "example.env").read_text(), re.MULTILINE)
    assert asked <= set(offered)
    known = set(re.findall(r"\$\{(\w+)", (DEPLOY / "compose.yaml").read_text()))
    known |= {secret["environment"] for secret in _compose()["secrets"].values()}
    assert set(offered) <= known, "the example offers what nothing reads"


def test_prometheus_asks_for_a_route_that_exists() -> None:
    config = yaml.safe_load((DEPLOY / "prometheus.yml").read_text())
    jobs = {job["job_name"]: job for job in config["scrape_configs"]}
    paths = create_app(load({}), "token").openapi()["paths"]
    assert jobs["aisle"]["metrics_path"] in paths
    for job in jobs.values():
        secret = Path(job["authorization"]["credentials_file"]).name
        assert secret in _compose()["services"]["prometheus"]["secrets"]


def test_the_image_copies_what_is_there_and_what_docker_may_see() -> None:
    recipe = (DEPLOY / "Dockerfile").read_text()
    allowed = {line[1:] for line in (ROOT / ".dockerignore").read_text().split() if line[0] == "!"}
    copied = [
        source
        for line in re.findall(r"^COPY (?!--from)(.+)$", recipe, re.MULTILINE)
        for source in line.split()[:-1]
    ]
    assert copied
    assert set(copied) == allowed
    assert all((ROOT / source).exists() for source in copied)
    assert re.search(r"^USER \d+$", recipe, re.MULTILINE), "it must not run as root"
