"""`aisle search`: what the index answers to some words, without a conversation."""

import json

import typer

from agents.reply.money import cost_of_candidate
from assistant.config import Settings
from assistant.errors import UsageError
from assistant.parts import open_search
from assistant.presentation import product_json
from retrieval.query import SearchRequest


def run(settings: Settings, words: str, limit: int, as_json: bool) -> None:
    """Print the products that match `words`, best first."""
    if not words.strip():
        raise UsageError("Say what to look for: aisle search WORDS.")
    search = open_search(settings)
    try:
        result = search.search(SearchRequest(text=words, limit=limit))
    finally:
        search.close()
    if as_json:
        typer.echo(
            json.dumps(
                {
                    "query": words,
                    "relevant": result.relevant,
                    "took_ms": round(result.took_ms, 2),
                    "products": [
                        {
                            **product_json(c),
                            "score": round(c.score, 4),
                            "cosine": round(c.cosine, 4),
                        }
                        for c in result.candidates
                    ],
                }
            )
        )
        return
    if not result.relevant:
        typer.echo("Nothing here is close to that; the nearest:")
    for number, candidate in enumerate(result.candidates, 1):
        product = candidate.product
        typer.echo(
            f"{number:>2}. {product.title}  {cost_of_candidate(candidate)}"
            f"  {product.availability.value.replace('_', ' ')}  [{product.id}]"
        )
