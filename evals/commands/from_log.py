"""`aisle eval from-log` and `aisle eval forget`."""

import json
import random
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import typer
import yaml

from assistant.config import Settings
from assistant.errors import UsageError
from assistant.intent_log import read_log
from assistant.replay import conversations
from evals.from_log.digest import digest_of
from evals.from_log.erasing import erase, erase_among
from evals.from_log.labels import read_labels
from evals.from_log.making import NotMade, scenario_of
from evals.from_log.places import Place, note_places
from evals.scenarios.scenario import Scenario
from retrieval.errors import RetrievalError

_TOLD = 5
"""Conversations left out that are told one by one."""


def make(  # noqa: PLR0913, PLR0917 - the command's options
    settings: Settings,
    log: Path | None,
    out: Path | None,
    sessions: Sequence[str],
    labels: Path | None,
    sample: int | None,
    seed: int,
    as_json: bool,
) -> None:
    """Make scenarios of logged conversations and write a file each."""
    folder = log or settings.log_path
    if not folder.is_dir():
        raise UsageError(f"There is no intent log in {folder}; name its folder with --log.")
    found = list(conversations(read_log(folder), frozenset(sessions)).values())
    if missing := set(sessions) - {turns[0].session_id for turns in found}:
        raise UsageError(f"The log in {folder} has no conversation {sorted(missing)[0]}.")
    if sample is not None and sample < len(found):
        found = random.Random(seed).sample(found, sample)
    given = read_labels(labels) if labels else {}
    now, catalog = datetime.now(UTC), _catalog(settings)
    into = (out or settings.home / "evals" / "from-log").absolute()
    made = [scenario_of(turns, given, now, catalog) for turns in found]
    scenarios = [one for one in made if isinstance(one, Scenario)]
    left_out = [one for one in made if isinstance(one, NotMade)]
    _write(settings, into, scenarios)
    typer.echo(_as_json(into, scenarios, left_out) if as_json else _as_text(into, made))


def forget(
    settings: Settings,
    shopper: str | None,
    conversation: str | None,
    paths: Sequence[Path],
    as_json: bool,
) -> None:
    """Erase what was made from a shopper's conversations, or from one."""
    shopper, conversation = shopper or None, conversation or None
    if (shopper is None) == (conversation is None):
        raise UsageError("Name either --shopper or --conversation.")
    erased = erase(settings, conversation, shopper)
    erased += erase_among(
        paths,
        None if conversation is None else digest_of(conversation),
        None if shopper is None else digest_of(shopper),
    )
    whose = shopper or conversation
    text = f"Erased {erased} of what was made from {whose}." if erased else f"Nothing of {whose}."
    typer.echo(json.dumps({"erased": erased}) if as_json else text)


def _catalog(settings: Settings) -> str | None:
    from assistant.catalog import store_of  # noqa: PLC0415

    try:
        return store_of(settings).serving().name
    except RetrievalError:
        return None


def _write(settings: Settings, into: Path, scenarios: Sequence[Scenario]) -> None:
    into.mkdir(parents=True, exist_ok=True)
    places = []
    for scenario in scenarios:
        path = into / f"{scenario.id}.yaml"
        data = scenario.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        text = yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=100)
        provenance = scenario.provenance
        assert provenance is not None and provenance.conversation is not None
        places.append(
            Place(
                kind="scenario",
                path=path,
                scenario=scenario.id,
                conversation=provenance.conversation,
                shopper=provenance.shopper,
            )
        )
        note_places(settings, places[-1:])  # first: what is not known of cannot be erased
        path.write_text(text, encoding="utf-8")


def _as_text(into: Path, made: Sequence[Scenario | NotMade]) -> str:
    left_out = [one for one in made if isinstance(one, NotMade)]
    lines = [f"{len(made) - len(left_out)} scenarios from {len(made)} conversations, in {into}"]
    lines += [f"  left out {one.conversation}: {one.why}" for one in left_out[:_TOLD]]
    if len(left_out) > _TOLD:
        lines.append(f"  and {len(left_out) - _TOLD} more were left out")
    lines.append("They expect what the assistant did then; look them through, or give --labels.")
    return "\n".join(lines)


def _as_json(into: Path, scenarios: Sequence[Scenario], left_out: Sequence[NotMade]) -> str:
    return json.dumps(
        {
            "folder": str(into),
            "scenarios": [scenario.id for scenario in scenarios],
            "left_out": [{"conversation": one.conversation, "why": one.why} for one in left_out],
        }
    )
