"""`aisle look`: what a picture shows of goods, and what the catalog has like it."""

import asyncio
import json
from uuid import uuid4

import typer

from agents.tasks.looking import Seen, look, request_of, situation_of
from agents.tasks.picture import read_picture
from assistant.commands.tasks_arguments import LookOptions
from assistant.config import Settings
from assistant.errors import UsageError
from assistant.parts import open_search
from assistant.search_json import result_json
from assistant.search_text import result_text
from retrieval.query import SearchRequest, SearchResult
from retrieval.vocabulary import Vocabulary


def run(settings: Settings, options: LookOptions) -> None:
    """Print what is seen, and what is found where that is asked for."""
    if settings.router.policy is None:
        raise UsageError(
            "No model may look at pictures: name a routing policy in router.policy that has a "
            "model with images = true."
        )
    picture = read_picture(options.image)
    search = open_search(settings)
    try:

        async def seen_now(vocabulary: Vocabulary) -> Seen | None:
            from assistant.routing import open_routing  # noqa: PLC0415 - the SDKs take a second

            async with open_routing(settings) as routing:
                situation = situation_of(
                    settings.router.tenant, f"look {uuid4()}", shows_somebody=options.somebody
                )
                return await look(routing.desk, picture, vocabulary, situation)

        seen = asyncio.run(seen_now(search.vocabulary))
        if seen is None:
            raise UsageError(f"{options.image} shows nothing that a shop could sell.")
        request = request_of(seen, options.limit)
        result = search.search(request) if options.search else None
    finally:
        search.close()
    if options.as_json:
        typer.echo(json.dumps(_as_json(seen, request, result), indent=2))
    else:
        typer.echo(_told(seen))
        if result is not None:
            typer.echo(result_text(result))


def _as_json(seen: Seen, request: SearchRequest, result: SearchResult | None) -> dict[str, object]:
    found = {} if result is None else {"result": result_json(result)}
    return {
        "type": seen.type,
        "colours": list(seen.colours),
        "material": seen.material,
        "pattern": seen.pattern,
        "audience": seen.audience,
        "terms": [{"field": t.field.value, "value": t.value, "hard": t.hard} for t in seen.terms],
        "unknown": list(seen.unknown),
        "query": request.text,
        "model": seen.model,
        "cost_usd": str(seen.cost_usd),
        **found,
    }


def _told(seen: Seen) -> str:
    rows = (
        ("type", seen.type),
        ("colors", ", ".join(seen.colours)),
        ("material", seen.material),
        ("pattern", seen.pattern),
        ("for", seen.audience),
        ("not in this catalog", ", ".join(seen.unknown)),
        ("cost USD", f"{seen.cost_usd:.6f} by {seen.model}"),
    )
    return "\n".join(f"{name}: {value}" for name, value in rows if value)
