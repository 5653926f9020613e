"""`aisle taste`: what is known of a shopper's taste, its switch, and erasing it.

With it go the boards, and scenarios that were made from the shopper's conversations.
"""

import json
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import typer

from assistant.board_store import BoardStore
from assistant.config import Settings
from assistant.erasers import erase_elsewhere
from assistant.errors import UsageError
from retrieval.personal.profile import Profile
from retrieval.personal.store import ProfileStore
from retrieval.terms import Term

_SHOWN = 12
"""Values listed for a person; `--json` lists all."""


class Action(StrEnum):
    """What `aisle taste` can do."""

    SHOW = "show"
    ON = "on"
    OFF = "off"
    ERASE = "erase"


def run(settings: Settings, action: str, shopper: str, as_json: bool) -> None:
    """Show, switch or erase one shopper's taste."""
    if not shopper.strip():
        raise UsageError("Name the shopper: aisle taste show SHOPPER.")
    store = ProfileStore(settings.profiles_path)
    match Action(action):
        case Action.SHOW:
            _show(store, shopper, as_json)
        case Action.ERASE:
            boards = BoardStore(settings.boards_path).erase(shopper)
            made = erase_elsewhere(settings, shopper_id=shopper)
            erased = store.erase(shopper) or boards or made > 0
            _say({"shopper": shopper, "erased": erased}, as_json, _erased(shopper, erased))
        case Action.ON | Action.OFF as switched:
            store.switch(shopper, is_on=switched is Action.ON)
            done = "on" if switched is Action.ON else "off, and what was learned is forgotten"
            on = switched is Action.ON
            _say({"shopper": shopper, "on": on}, as_json, f"The taste of {shopper} is {done}.")


def _show(store: ProfileStore, shopper: str, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(store.export(shopper) or {"shopper": shopper, "on": True}))
        return
    stored = store.get(shopper)
    profile = stored.profile.at(datetime.now(UTC))
    if not stored.is_on:
        typer.echo(f"The taste of {shopper} is switched off; nothing is kept.")
    elif not profile.liked and not profile.disliked:
        typer.echo(f"Nothing is known of the taste of {shopper}.")
    strongest = sorted(profile.liked, key=lambda term: -_weight(profile, term))
    for term in strongest[:_SHOWN]:
        reason = profile.reason(term)
        typer.echo(
            f"{term.field.value:<11} {term.value:<24} {_weight(profile, term):6.1f}  {reason}"
        )
    for term, weight in profile.disliked.items():
        typer.echo(
            f"{term.field.value:<11} {term.value:<24} {-weight:6.1f}  because you said no to it"
        )


def _weight(profile: Profile, term: Term) -> float:
    return sum(profile.liked[term].values())


def _erased(shopper: str, erased: bool) -> str:
    return f"Erased {shopper}." if erased else f"There was nothing about {shopper}."


def _say(answer: dict[str, Any], as_json: bool, words: str) -> None:
    typer.echo(json.dumps(answer) if as_json else words)
