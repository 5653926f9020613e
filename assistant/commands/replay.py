"""`aisle replay`: logged conversations through the agent as it is now."""

import asyncio
import json
from pathlib import Path

import typer

from agents.agent import ShoppingAgent
from agents.desk import Desk
from agents.understand.current import CurrentUnderstander
from assistant.analytics.logged import logged_turns
from assistant.config import Settings
from assistant.desk import desk_of
from assistant.errors import ConversationsChanged, UsageError
from assistant.parts import live_search
from assistant.redaction.own_words import own_words
from assistant.replay import ReplayedTurn, conversations, is_whole, replay
from assistant.turn_record import TurnRecord
from retrieval.live import LiveSearch


def run(
    settings: Settings, ids: list[str], log: str | None, as_json: bool, fail_on_change: bool
) -> None:
    """Replay the conversations named, or all, and print where a turn came out otherwise."""
    folder = Path(log) if log else settings.log_path
    if not folder.is_dir():
        raise UsageError(f"There is no intent log in {folder}; name its folder with --log.")
    found = conversations(logged_turns(settings, ids or None, folder), frozenset(ids))
    if missing := [name for name in ids if name not in found]:
        raise UsageError(f"The log in {folder} has no conversation {missing[0]!r}.")
    if not found:
        raise UsageError(f"The log in {folder} holds no turns.")
    desk = desk_of(settings)
    search = live_search(settings)
    try:
        turns = asyncio.run(_replayed(search, desk, found))
    finally:
        search.close()
    cut = sum(not is_whole(logged) for logged in found.values())
    changed = [turn for turn in turns if turn.changed]
    if as_json:
        typer.echo(json.dumps(_as_json(len(found), cut, turns), indent=2, ensure_ascii=False))
    else:
        for turn in changed:
            typer.echo(_told(turn))
        typer.echo(_summary(len(found), cut, turns))
    if fail_on_change and changed:
        raise ConversationsChanged(f"{len(changed)} of {len(turns)} turns came out otherwise.")


async def _replayed(
    search: LiveSearch, desk: Desk, found: dict[str, list[TurnRecord]]
) -> list[ReplayedTurn]:
    understander = CurrentUnderstander(search.vocabulary, search.embedder)
    turns: list[ReplayedTurn] = []
    own = own_words(desk.policies)
    for logged in found.values():
        if is_whole(logged):
            agent = ShoppingAgent(search, understander, desk=desk)
            turns += [turn async for turn in replay(agent, logged, own)]
    return turns


def _told(turn: ReplayedTurn) -> str:
    data = turn.as_json()
    lines = [f"{data['session_id']} turn {data['turn']}: {data['user_query']!r}"]
    for name, sides in data["changed"].items():
        lines += [
            f"  {name}",
            f"    was {_short(sides['before'])}",
            f"    now {_short(sides['now'])}",
        ]
    return "\n".join(lines)


def _short(value: object) -> str:
    return ", ".join(map(str, value)) or "none" if isinstance(value, list) else str(value)


def _summary(count: int, cut: int, turns: list[ReplayedTurn]) -> str:
    changed = sum(bool(turn.changed) for turn in turns)
    parts = (
        f"{len(turns)} turns of {count - cut} conversations replayed, {changed} came out otherwise"
    )
    left_out = (
        f"; {cut} conversations left out, since the log lacks some of their turns" if cut else ""
    )
    return f"{parts}{left_out}."


def _as_json(count: int, cut: int, turns: list[ReplayedTurn]) -> dict[str, object]:
    return {
        "conversations": count - cut,
        "left_out": cut,
        "turns": len(turns),
        "changed": [turn.as_json() for turn in turns if turn.changed],
    }
