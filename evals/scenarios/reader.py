"""Scenario files as scenarios; what is wrong with one never hides the others."""

import errno
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

from pydantic import ValidationError

from evals.scenarios.complaints import complaints
from evals.scenarios.problem import Kind, Problem, Steps, dotted
from evals.scenarios.scenario import Scenario
from evals.scenarios.yaml_text import Data, Document, Fault, documents

ENDINGS: Final = (".yaml", ".yml")
"""Of the files that are read in a folder. A file that is named may end as it likes."""
BYTES_MOST: Final = 4_000_000
"""Of one file: some 5,000 scenarios; reading 4 MB takes 6 s."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a scenario stands."""

    file: Path
    line: int
    """From 1."""
    document: Document

    def place(self, path: Steps) -> tuple[int, int]:
        """Return line and column of a field, from 1; of what should hold it if it is not there."""
        return self.document.place(path)

    def problem(self, kind: Kind, scenario: Scenario, path: Steps, why: str) -> Problem:
        """Return a problem of the field at `path`."""
        line, column = self.place(path)
        return Problem(kind, self.file, why, line, column, scenario.id, dotted(path))


@dataclass(frozen=True, slots=True)
class ReadScenarios:
    """What files hold."""

    scenarios: tuple[Scenario, ...]
    """In the order of the files; no two have the same id."""
    problems: tuple[Problem, ...]
    origins: Mapping[str, Origin]
    """By scenario's id."""


def read_scenarios(paths: Iterable[Path]) -> ReadScenarios:
    """Read scenario files.

    Args:
        paths: Files, and folders in which all files that end as `ENDINGS` are read.

    Returns:
        All scenarios that can be read, and a problem for each thing that cannot. Never raises
        for what is in a file or for a file that is not there.
    """
    scenarios: list[Scenario] = []
    problems: list[Problem] = []
    origins: dict[str, Origin] = {}
    for file in _files(paths):
        if isinstance(file, Problem):
            problems.append(file)
            continue
        for one in _read(file):
            if isinstance(one, Problem):
                problems.append(one)
                continue
            scenario, origin = one
            first = origins.get(scenario.id)
            if first is not None:
                where = f"line {first.line}" if first.file == file else first.file.name
                why = f"`{scenario.id}` is an id of {where} already; give it another"
                problems.append(origin.problem("invalid", scenario, ("id",), why))
                continue
            scenarios.append(scenario)
            origins[scenario.id] = origin
    return ReadScenarios(tuple(scenarios), tuple(problems), MappingProxyType(origins))


def _files(paths: Iterable[Path]) -> Iterator[Path | Problem]:
    """Yield all files once, those of a folder by name."""
    seen: set[Path] = set()
    for path in paths:
        if path.is_dir():
            found = sorted(
                file
                for file in path.rglob("*")
                if file.suffix.lower() in ENDINGS and file.is_file() and file.name[0] != "."
            )
            if not found:
                yield Problem("unreadable", path, "the folder holds no .yaml file")
        elif path.exists():
            found = [path]
        else:
            found = []
            yield Problem("unreadable", path, f"there is no file or folder {path}")
        for file in found:
            if file.resolve() not in seen:
                seen.add(file.resolve())
                yield file


def _read(file: Path) -> Iterator[tuple[Scenario, Origin] | Problem]:
    text = _text(file)
    if isinstance(text, Problem):
        yield text
        return
    empty = True
    for found in documents(text):
        empty = False
        if isinstance(found, Fault):
            yield Problem("unreadable", file, found.why, found.line, found.column, found.named)
            continue
        for document in _each(found):
            yield from _scenario(file, document)
    if empty:
        yield Problem("unreadable", file, "the file holds no scenario", 1)


def _each(document: Document) -> Iterator[Document]:
    """Yield the scenarios of a document: itself, or the items of its list."""
    if not isinstance(document.data, list):
        yield document
        return
    places: dict[int, dict[Steps, tuple[int, int]]] = defaultdict(dict)
    for path, at in document.places.items():
        if len(path) > 1 and isinstance(path[0], int):
            places[path[0]][path[1:]] = at
    for number, item in enumerate(document.data):
        faults = (replace(f, path=f.path[1:]) for f in document.faults if f.path[:1] == (number,))
        yield Document(item, *document.place((number,)), places[number], tuple(faults))


def _scenario(file: Path, document: Document) -> Iterator[tuple[Scenario, Origin] | Problem]:
    data = document.data
    named = _id(data)
    for fault in document.faults:
        yield Problem(
            "invalid", file, fault.why, fault.line, fault.column, named, dotted(fault.path)
        )
    if not isinstance(data, dict):
        why = "a scenario is fields, such as `id: boots-1`, not a text or a list"
        yield Problem("invalid", file, why, document.line, document.column)
        return
    try:
        # What the files say by name "not" is not also to be said as "without".
        scenario = Scenario.model_validate(data, by_alias=True, by_name=False)
    except ValidationError as error:
        told = {fault.path for fault in document.faults}
        found = [(document.place(one.path), one) for one in complaints(error, data)]
        for (line, column), one in sorted(found, key=lambda pair: pair[0]):
            if one.path not in told:
                yield Problem("invalid", file, one.why, line, column, named, dotted(one.path))
        return
    if not document.faults:
        yield scenario, Origin(file, document.line, document)


def _id(data: Data) -> str | None:
    found = data.get("id") if isinstance(data, dict) else None
    return found if isinstance(found, str) else None


def _text(file: Path) -> str | Problem:
    """Return what a file holds, or why it cannot be read."""
    try:
        size = file.stat().st_size
        if size > BYTES_MOST:
            why = (
                f"the file has {size / 1e6:.1f} MB, and {BYTES_MOST / 1e6:.0f} MB are the most; "
                "split it"
            )
            return Problem("unreadable", file, why)
        held = file.read_bytes()
    except OSError as error:
        if error.errno == errno.EACCES:
            return Problem("unreadable", file, "the file may not be read: see its permissions")
        return Problem("unreadable", file, f"the file cannot be read: {error.strerror}")
    try:
        return held.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = held.count(b"\n", 0, error.start) + 1
        why = "this is not UTF-8; save the file as UTF-8"
        return Problem("unreadable", file, why, line)
