"""Erasing what was made from a conversation, or from all conversations of a shopper.

Scenario files go; in the folder of a run that played them go their trials, their sounds, and
every file that was made from all trials (figures, report), which `aisle eval report` makes anew.
Imports little: whoever erases a conversation calls it.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from assistant.config import Settings
from evals.errors import NotErased
from evals.from_log.digest import digest_of
from evals.from_log.places import Place, drop_places, places_path, read_places

_MADE_FROM_ALL = ("figures.json", "report.html", "report.json", "junit.xml", "judgments.jsonl")


class _Eraser:
    """What Aisle calls when a conversation or a shopper is erased, or asks what is held."""

    def __call__(
        self, settings: Settings, conversation_id: str | None, shopper_id: str | None
    ) -> int:
        """Erase what was made from a conversation or a shopper; say how many things there were.

        Raises:
            NotErased: A file could not be removed or written anew; may be tried again.
        """
        mine = _places(settings, conversation_id, shopper_id)
        if not mine:
            return 0
        erased = sum(_erase_place(place) for place in mine)
        if any(place.kind == "run" for place in mine):
            erased += _forget_spoken(settings)
        drop_places(places_path(settings), mine)
        return erased

    def held(
        self, settings: Settings, conversation_id: str | None, shopper_id: str | None
    ) -> list[dict[str, str]]:
        """Return the scenarios that were made from a conversation or a shopper, and their runs."""
        return [
            {
                "kind": place.kind,
                "scenario": place.scenario,
                "text": place.path.read_text(encoding="utf-8", errors="replace")
                if place.kind == "scenario" and place.path.is_file()
                else "",
            }
            for place in _places(settings, conversation_id, shopper_id)
        ]


erase = _Eraser()


def _places(settings: Settings, conversation_id: str | None, shopper_id: str | None) -> list[Place]:
    wanted = digest_of(conversation_id or shopper_id or "")
    return [
        place
        for place in read_places(places_path(settings))
        if wanted == (place.conversation if conversation_id is not None else place.shopper)
    ]


def _forget_spoken(settings: Settings) -> int:
    """Empty the cache of spoken lines: its names do not say whose words they are."""
    return sum(_remove(clip) for clip in (settings.home / "bench" / "spoken").glob("*.wav"))


def erase_among(paths: Iterable[Path], conversation: str | None, shopper: str | None) -> int:
    """Erase scenarios of a conversation or shopper (digests) wherever they are in `paths`: files
    of them, and folders of runs that played them.

    Raises:
        NotErased: A file could not be removed.
    """
    mark = f"{'conversation' if conversation else 'shopper'}: "
    wanted = f"{mark}{conversation or shopper}"
    erased = 0
    for path in _files(paths):
        if wanted in path.read_text(encoding="utf-8", errors="replace").replace("'", ""):
            erased += _remove(path)
    for folder in _runs(paths):
        for scenario in _made_from(folder, conversation, shopper):
            erased += _erase_in_run(folder, scenario)
    return erased


def _runs(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        yield from (found.parent for found in sorted(path.rglob("scenarios.json")))


def _made_from(folder: Path, conversation: str | None, shopper: str | None) -> tuple[str, ...]:
    """Return the ids of a run's scenarios that were made from a conversation or a shopper."""
    try:
        played = json.loads((folder / "scenarios.json").read_text(encoding="utf-8"))
    except (ValueError, OSError):
        return ()
    return tuple(
        one["id"]
        for one in (played if isinstance(played, list) else ())
        if isinstance(one, dict)
        and isinstance(made := one.get("provenance"), dict)
        and (made.get("conversation") == conversation if conversation else True)
        and (made.get("shopper") == shopper if shopper else True)
    )


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(path.rglob("log-*.yaml")) if path.is_dir() else (path,)


def _erase_place(place: Place) -> int:
    if place.kind == "scenario":
        return _remove(place.path)
    return _erase_in_run(place.path, place.scenario) if place.path.is_dir() else 0


def _erase_in_run(folder: Path, scenario: str) -> int:
    """Take one scenario out of a run's folder."""

    def trials(line: str) -> bool:
        try:
            return bool(json.loads(line).get("scenario") != scenario)
        except ValueError:
            return scenario not in line

    journal = folder / "trials.jsonl"
    erased = 0
    if journal.is_file():
        text = journal.read_text(encoding="utf-8", errors="surrogateescape")
        lines = text.splitlines(keepends=True)
        for line in lines:
            if not trials(line):
                erased += _remove_sounds(folder, line)
        kept = "".join(line for line in lines if trials(line))
        erased += kept != text
        _replace(journal, kept)
    for sound in (folder / "sounds").glob(f"*{scenario}-*"):
        erased += _remove(sound)  # also of a trial that a kill kept from being recorded
    for name in ("scenarios.json", "run.json"):
        _rewrite_json(folder / name, lambda data: _without(data, scenario))
    _rewrite_lines(folder / "judge-labels.jsonl", lambda line: scenario not in line)
    for name in _MADE_FROM_ALL:
        _remove(folder / name)
    return erased


def _remove_sounds(folder: Path, line: str) -> int:
    """Remove the recordings that a line of the journal names."""
    try:
        record = json.loads(line)
    except ValueError:
        return 0
    removed = 0
    for turn in record.get("turns", ()):
        hearing = turn.get("hearing") or {}
        for sound in (hearing.get("said"), hearing.get("reply")):
            if sound:
                removed += _remove(folder / sound["file"])
    return removed


def _without(data: Any, scenario: str) -> Any:
    """Return plain data without a scenario, wherever it is named by id."""
    if isinstance(data, dict):
        return {
            key: _without(value, scenario)
            for key, value in data.items()
            if key != scenario and not _is(value, scenario)
        }
    if isinstance(data, list):
        return [
            _without(one, scenario)
            for one in data
            if not (isinstance(one, str) and scenario in one) and not _is(one, scenario)
        ]
    return data


def _is(value: Any, scenario: str) -> bool:
    return isinstance(value, dict) and scenario in (value.get("id"), value.get("scenario"))


def _rewrite_json(path: Path, change: Callable[[Any], Any]) -> None:
    if path.is_file():
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
        except ValueError as error:
            raise NotErased(
                f"{path} is damaged, so that what it holds of a shopper cannot be taken out; "
                "remove the run's folder and erase again."
            ) from error
        _replace(path, json.dumps(change(data), indent=2))


def _rewrite_lines(path: Path, keeps: Callable[[str], bool]) -> None:
    if path.is_file():
        lines = path.read_text(encoding="utf-8", errors="surrogateescape").splitlines(keepends=True)
        _replace(path, "".join(filter(keeps, lines)))


def _replace(path: Path, text: str) -> None:
    new = path.with_name(f".new-{path.name}")
    try:
        new.write_text(text, encoding="utf-8", errors="surrogateescape")
        new.replace(path)
    except OSError as error:
        raise NotErased.because(path, error) from error


def _remove(path: Path) -> int:
    try:
        path.unlink()
    except FileNotFoundError:
        return 0
    except OSError as error:
        raise NotErased.because(path, error) from error
    return 1
