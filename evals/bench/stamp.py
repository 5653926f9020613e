"""What a measurement was taken on and with."""

import os
import platform
import subprocess
from pathlib import Path
from typing import Any

from speech.weights import entries


def stamp(catalog: str | None) -> dict[str, Any]:
    """Return commit, weights, catalog, processor, cores and load as plain data.

    Args:
        catalog: The digest of the indexed catalog; None where no catalog took part.
    """
    return {
        "commit": _commit(),
        "weights": {name: entry.files[0].sha256[:8] for name, entry in entries().items()},
        "catalog": catalog,
        "cpu": _cpu(),
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 2),
        "python": platform.python_version(),
    }


def _commit() -> str | None:
    """Return the commit of the checkout, "+" behind it when files differ; None outside one."""
    root = Path(__file__).parents[2]
    run = ["git", "-C", str(root)]
    try:
        head = subprocess.run(
            [*run, "rev-parse", "--short", "HEAD"],
            capture_output=True,
            text=True,
            check=True,
            timeout=10,
        )
        dirty = subprocess.run(
            [*run, "status", "--porcelain"], capture_output=True, text=True, check=True, timeout=10
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return head.stdout.strip() + ("+" if dirty.stdout.strip() else "")


def _cpu() -> str:
    info = Path("/proc/cpuinfo")
    if info.is_file():
        for line in info.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
