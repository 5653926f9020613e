"""Nothing that Aisle runs reports to anybody."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    "code",
    [
        "from assistant.embedding import embedder_of; from assistant.config import Settings;"
        "embedder_of(Settings())",
        "import speech.silero; speech.silero.SileroModel()",
        "from speech.piper.say import synthesize; synthesize('Hello.')",
    ],
)
def test_onnx_runtime_leaves_no_id_behind(tmp_path: Path, code: str) -> None:
    environment = {k: v for k, v in os.environ.items() if k != "ORT_DISABLE_TELEMETRY"}
    environment |= {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / ".cache")}
    subprocess.run([sys.executable, "-c", code], env=environment, check=True, timeout=60)
    assert not list(tmp_path.rglob("*onnxruntime*"))
    assert not list(tmp_path.rglob("deviceid"))
