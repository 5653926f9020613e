"""Writing scenarios made from the log, a file each, remembered so that they can be erased."""

from collections.abc import Sequence
from pathlib import Path

import yaml

from assistant.config import Settings
from evals.from_log.places import Place, note_places
from evals.scenarios.scenario import Scenario
from retrieval.errors import RetrievalError


def own_folder(settings: Settings) -> Path:
    """Return where scenarios of the log lie if nobody says otherwise."""
    return settings.home / "evals" / "from-log"


def served_catalog(settings: Settings) -> str | None:
    """Return the digest of the catalog that is indexed now; None without one."""
    from assistant.catalog import store_of  # noqa: PLC0415

    try:
        return store_of(settings).serving().name
    except RetrievalError:
        return None


def write_scenarios(settings: Settings, into: Path, scenarios: Sequence[Scenario]) -> None:
    """Write each scenario to a YAML file of its own in a folder, made if it is not there.

    Raises:
        OSError: The disk is full or refuses.
    """
    into.mkdir(parents=True, exist_ok=True)
    for scenario in scenarios:
        path = into / f"{scenario.id}.yaml"
        data = scenario.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        text = yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=100)
        provenance = scenario.provenance
        assert provenance is not None and provenance.conversation is not None
        place = Place(
            kind="scenario",
            path=path,
            scenario=scenario.id,
            conversation=provenance.conversation,
            shopper=provenance.shopper,
        )
        note_places(settings, [place])  # first: what is not known of cannot be erased
        path.write_text(text, encoding="utf-8")
