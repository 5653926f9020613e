"""The official JavaScript clients: the scenarios of js/*.mjs, run by one node process."""

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from assistant.clips import conversations
from tests.clients.sounds import spoken, wav
from tests.clients.tls import certificate_in, tls_before
from tests.served import Served

pytestmark = [pytest.mark.model, pytest.mark.audio]

RUNS_WITHIN_S = 170
CLIPS = ("headphones-1.flac", "headphones-2.flac")

SCENARIOS = (
    "openai_http.audio",
    "openai_http.chat",
    "openai_http.models",
    "openai_http.runTools",
    "openai_http.streamHelper",
    "openai_realtime.browserToken",
    "openai_realtime.functionTool",
    "openai_realtime.interruption",
    "openai_realtime.mistakes",
    "openai_realtime.pushToTalk",
    "openai_realtime.spokenTurn",
    "openai_realtime.typedTurns",
    "openai_realtime.wrongKey",
    "agents.functionTool",
    "agents.interruption",
    "agents.spokenTurn",
    "agents.typedThenText",
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one scenario."""

    error: str | None
    took_ms: int


@pytest.fixture(scope="module")
def outcomes(
    served: Served, packages: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Outcome]:
    """Run every scenario once; give what became of each, by its name."""
    folder = tmp_path_factory.mktemp("clients")
    for file in CLIPS:
        (folder / file).with_suffix(".pcm").write_bytes(spoken(file))
    (folder / CLIPS[0]).with_suffix(".wav").write_bytes(wav(CLIPS[0]))
    certificate = certificate_in(folder)
    port = urlsplit(served.url).port
    assert port is not None
    with tls_before(port, certificate) as tls_port:
        done = subprocess.run(
            ["node", "run.mjs", *_chosen()],
            cwd=packages,
            env={
                **os.environ,
                "AISLE_URL": served.api_url,
                "AISLE_TLS_URL": f"https://127.0.0.1:{tls_port}/v1",
                "AISLE_TOKEN": served.token,
                "AISLE_CLIPS": str(folder),
                "NODE_EXTRA_CA_CERTS": str(certificate.certificate),
            },
            capture_output=True,
            text=True,
            timeout=RUNS_WITHIN_S,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    told = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    return {one["name"]: Outcome(one["error"], one["took_ms"]) for one in told}


def _chosen() -> list[str]:
    """Return the scenarios that a developer wants alone; none for all."""
    return os.environ.get("AISLE_TEST_SCENARIOS", "").split()


@pytest.mark.parametrize("name", SCENARIOS)
def test_scenario(outcomes: dict[str, Outcome], name: str) -> None:
    if _chosen() and name not in _chosen():
        pytest.skip("another scenario was chosen")
    assert name in outcomes, f"it did not run; there were {sorted(outcomes)}"
    assert outcomes[name].error is None, outcomes[name].error


def test_nothing_else_went_wrong(outcomes: dict[str, Outcome]) -> None:
    assert "uncaught" not in outcomes, outcomes["uncaught"].error
    assert set(outcomes) == set(_chosen() or SCENARIOS)
    assert {c.file for talk in conversations() for c in talk.clips} >= set(CLIPS)
