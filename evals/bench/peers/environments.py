"""An environment for each framework, made from its pinned requirements when first needed.

Nothing of theirs is installed beside Aisle: their pins and licences are their own.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

from assistant.config import Settings
from evals.bench.peers.errors import PeerNotInstalled

_READY = "ready"
_INSTALL_MAX_S = 1_800
"""Half a minute from a near index; a slow line may take long."""
_OTHERS_KEYS = ("PYTHON", "AISLE_", "LIVEKIT_", "OPENAI_", "OTEL_", "OMP_")
"""What would reach into another environment, name a cloud account, or set a thread count."""


def interpreter_of(settings: Settings, peer: str) -> Path:
    """Return the interpreter of a framework's environment; makes the environment if needed.

    Args:
        settings: Under whose home it lies.
        peer: Name of a requirements file in this package's data.

    Raises:
        PeerNotInstalled: It cannot be made; the message says what to do.
    """
    requirements = files(__package__).joinpath(f"data/{peer}.txt").read_text(encoding="utf-8")
    # Another Python or other pins are another environment.
    key = hashlib.sha256(f"{sys.version_info[:2]}|{requirements}".encode()).hexdigest()[:8]
    folder = settings.home / "bench" / "peers" / f"{peer}-{key}"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not (folder / _READY).is_file():
        _make(peer, folder, python, requirements)
    return python


def environ_of_peer() -> dict[str, str]:
    """Return this process's environment without what is ours; no proxy to loopback, no hub."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(_OTHERS_KEYS)}
    return {**kept, "NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1", "HF_HUB_OFFLINE": "1"}


def _make(peer: str, folder: Path, python: Path, requirements: str) -> None:
    if folder.exists():
        shutil.rmtree(folder)  # it broke off half-way
    folder.mkdir(parents=True)
    log = folder / "install.log"
    pins = folder / "requirements.txt"
    pins.write_text(requirements, encoding="utf-8")
    install = [str(python), "-m", "pip", "install", "--disable-pip-version-check", "-r", str(pins)]
    try:
        with log.open("w", encoding="utf-8") as output:
            for command in ([sys.executable, "-m", "venv", str(folder)], install):
                subprocess.run(
                    command, stdout=output, stderr=output, check=True, timeout=_INSTALL_MAX_S
                )
    except (OSError, subprocess.SubprocessError) as error:
        raise PeerNotInstalled(
            f"The environment of stock {peer} cannot be made ({type(error).__name__}); see to it "
            f"that pip can reach a package index, and read {log}."
        ) from error
    (folder / _READY).touch()
