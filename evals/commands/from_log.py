"""`aisle eval from-log` and `aisle eval forget`."""

import json
import random
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import typer

from assistant.analytics.logged import logged_turns
from assistant.config import Settings
from assistant.errors import UsageError
from assistant.replay import conversations
from evals.from_log.digest import digest_of
from evals.from_log.erasing import erase, erase_among
from evals.from_log.labels import read_labels
from evals.from_log.making import NotMade, scenario_of
from evals.from_log.writing import own_folder, served_catalog, write_scenarios
from evals.scenarios.scenario import Scenario

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
    turns = logged_turns(settings, sessions or None, folder)
    found = list(conversations(turns, frozenset(sessions)).values())
    if missing := set(sessions) - {logged[0].session_id for logged in found}:
        raise UsageError(f"The log in {folder} has no conversation {sorted(missing)[0]}.")
    if sample is not None and sample < len(found):
        found = random.Random(seed).sample(found, sample)
    given = read_labels(labels) if labels else {}
    now, catalog = datetime.now(UTC), served_catalog(settings)
    into = (out or own_folder(settings)).absolute()
    made = [scenario_of(turns, given, now, catalog) for turns in found]
    scenarios = [one for one in made if isinstance(one, Scenario)]
    left_out = [one for one in made if isinstance(one, NotMade)]
    write_scenarios(settings, into, scenarios)
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
