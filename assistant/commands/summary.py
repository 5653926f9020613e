"""`aisle summary`: a logged conversation in a few sentences, for whoever takes over."""

import asyncio
import json

import typer

from agents.tasks.story import Story
from agents.tasks.summary import Summary, summed_up
from assistant.analytics.logged import logged_turns
from assistant.config import Settings
from assistant.conversation_story import story_of
from assistant.errors import UsageError
from assistant.turn_record import TurnRecord


def run(settings: Settings, conversation_id: str, as_json: bool) -> None:
    """Print the summary of one conversation of the intent log.

    Args:
        settings: Where the log is, and which models may be asked.
        conversation_id: Whose.
        as_json: JSON instead of text.
    """
    folder = settings.log_path
    records = list(logged_turns(settings, [conversation_id]))
    if not records:
        raise UsageError(f"The log in {folder} has no conversation {conversation_id!r}.")
    story = story_of(records)
    if not story.turns:
        raise UsageError(f"Conversation {conversation_id!r} has no turn that was answered.")
    summary = asyncio.run(_summed_up(settings, story, records[-1]))
    if as_json:
        typer.echo(json.dumps(_as_json(conversation_id, story, summary), indent=2))
    else:
        typer.echo(summary.text)


async def _summed_up(settings: Settings, story: Story, last: TurnRecord) -> Summary:
    tenant = settings.router.tenant
    if settings.router.policy is None:
        return await summed_up(None, story, tenant, last.session_id)
    from assistant.routing import open_routing  # noqa: PLC0415 - the SDKs take a second

    async with open_routing(settings) as routing:
        return await summed_up(routing.desk, story, tenant, last.session_id)


def _as_json(conversation_id: str, story: Story, summary: Summary) -> dict[str, object]:
    return {
        "conversation": conversation_id,
        "turns": story.turns,
        "summary": summary.text,
        "tier": summary.tier,
        "model": summary.model,
        "cost_usd": str(summary.cost_usd),
        "why": summary.why,
        "facts": [{"kind": f.kind, "turn": f.turn, "text": f.text} for f in story.facts],
    }
