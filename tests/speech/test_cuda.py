"""cuBLAS from a wheel, with a real library under its name in place of NVIDIA's."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="NVIDIA's wheel is for Linux")

SONAME = b"libcublas.so.12"

SCRIPT = """
import ctypes, sys
from speech.cuda import load_cublas
def is_found():
    try:
        ctypes.CDLL("libcublas.so.12")
    except OSError:
        return False
    return True
sys.path.insert(0, sys.argv[1])
print(is_found(), load_cublas(), is_found())
"""


def _run(site: Path) -> list[str]:
    """Ask in a process of its own: what is loaded once stays loaded."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(site)], capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    return done.stdout.split()


@pytest.fixture
def library() -> bytes:
    """Return a shared library that calls itself libcublas.so.12."""
    spec = find_spec("ctranslate2")
    assert spec is not None
    assert spec.origin is not None
    found = list(Path(spec.origin).parents[1].glob("ctranslate2.libs/libgomp-*.so*"))
    if not found:
        pytest.skip("this system's CTranslate2 comes without a shared library of its own")
    own_name = found[0].name.encode()
    content = found[0].read_bytes()
    assert own_name + b"\0" in content
    return content.replace(own_name + b"\0", SONAME.ljust(len(own_name) + 1, b"\0"))


def test_the_wheels_library_is_found_by_name_afterwards(tmp_path: Path, library: bytes) -> None:
    folder = tmp_path / "nvidia" / "cublas" / "lib"
    folder.mkdir(parents=True)
    (folder / SONAME.decode()).write_bytes(library)
    before, loaded, after = _run(tmp_path)
    if before == "True":
        pytest.skip("this system has a libcublas.so.12 of its own")
    assert (loaded, after) == ("True", "True")


def test_nothing_is_said_where_there_is_none_or_it_is_broken(tmp_path: Path) -> None:
    before, loaded, after = _run(tmp_path)
    assert before == loaded == after
    folder = tmp_path / "nvidia" / "cublas" / "lib"
    folder.mkdir(parents=True)
    (folder / SONAME.decode()).write_bytes(b"no library")
    before, loaded, after = _run(tmp_path)
    assert before == loaded == after
