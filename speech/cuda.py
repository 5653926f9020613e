"""Makes cuBLAS of an installed wheel loadable, for CTranslate2 on a GPU.

CTranslate2 4.8.5 asks the system's loader for libcublas.so.12 when it first computes on a
GPU (found with `strings`; it names no other CUDA library), and the loader does not look
into wheels. A library that is loaded already is found by its name, wherever it lies.
Does not cover torch, which finds its own CUDA 13 libraries.
"""

import ctypes
import sys
from importlib.util import find_spec
from pathlib import Path

_WHEEL = "nvidia.cublas"
_LIBRARIES = ("libcublasLt.so.12", "libcublas.so.12")
"""In the order in which they need each other."""


def load_cublas() -> bool:
    """Load libcublas.so.12 from the nvidia-cublas-cu12 wheel, else from the system.

    Returns:
        Whether CTranslate2 will find it; True where the system is not Linux, since
        CTranslate2 looks for other names there.
    """
    if sys.platform != "linux":
        return True
    for folder in _folders():
        for name in _LIBRARIES:
            _load(str(folder / name))
    return _load(_LIBRARIES[-1])


def _folders() -> list[Path]:
    try:
        spec = find_spec(_WHEEL)
    except ModuleNotFoundError:  # no wheel of NVIDIA's is installed
        return []
    return [Path(found) / "lib" for found in (spec and spec.submodule_search_locations) or ()]


def _load(name: str) -> bool:
    try:
        ctypes.CDLL(name, mode=ctypes.RTLD_GLOBAL)
    except OSError:
        return False
    return True
