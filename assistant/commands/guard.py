"""`aisle guard`: what the fact guard says of a text about some products."""

import json
import sys
from pathlib import Path

import typer

from agents.guard.guard import Guard
from agents.guard.sheet import FactSheet
from agents.guard.verdict import Verdict
from agents.reply.sentences import clauses, sentences
from assistant.commands.guard_arguments import GuardOptions
from assistant.config import Settings
from assistant.errors import UsageError
from assistant.parts import open_search
from retrieval.feeds.catalog_feed import CatalogFeed
from retrieval.product import Product

MOST = 50
"""Products of one list: a reply speaks of three, and a screen shows a few more."""


def run(settings: Settings, options: GuardOptions) -> None:
    """Print each clause with its verdict; exit with 1 if one of them is refused.

    Raises:
        UsageError: there is no text, or no list of products.
    """
    text = options.text if options.text is not None else sys.stdin.read()
    if not text.strip():
        raise UsageError('Give the text to check: aisle guard "It is $99." --products FILE.')
    sheet = FactSheet(_products(settings, options), (), utterance=options.utterance)
    checked = _checked(text, sheet)
    if options.as_json:
        typer.echo(json.dumps([_json(clause, verdict) for clause, verdict in checked]))
    else:
        for clause, verdict in checked:
            typer.echo(_line(clause, verdict))
    if not all(verdict.ok for _, verdict in checked):
        raise typer.Exit(1)


def _checked(text: str, sheet: FactSheet) -> list[tuple[str, Verdict]]:
    guard = Guard(sheet)
    return [(c, guard.check(c)) for c in clauses(list(sentences(" ".join(text.split()))))]


def _products(settings: Settings, options: GuardOptions) -> tuple[Product, ...]:
    if bool(options.products) == bool(options.ids):
        raise UsageError(
            "Name the products, either with --products FILE or with --ids of the index."
        )
    found = _of_feed(Path(options.products)) if options.products else _of_index(settings, options)
    if not found:
        raise UsageError(f'There is no product that can be read in "{options.products}".')
    if len(found) > MOST:
        raise UsageError(f"A list holds at most {MOST} products; this one has {len(found)}.")
    return found


def _of_feed(path: Path) -> tuple[Product, ...]:
    if not path.is_file():
        raise UsageError(f'There is no file "{path}"; name one with --products.')
    found: list[Product] = []
    for entry in CatalogFeed.open(path).products():
        if isinstance(entry, Product):
            found.append(entry)
        if len(found) > MOST:
            break
    return tuple(found)


def _of_index(settings: Settings, options: GuardOptions) -> tuple[Product, ...]:
    search = open_search(settings)
    try:
        found = [search.product(i) for i in options.ids]
    finally:
        search.close()
    missing = [i for i, product in zip(options.ids, found, strict=True) if product is None]
    if missing:
        raise UsageError(f'The index has no product "{missing[0]}".')
    return tuple(product for product in found if product is not None)


def _line(clause: str, verdict: Verdict) -> str:
    if verdict.ok:
        return f"ok       {clause}"
    told = "; ".join(
        f'{r.fault.value} "{r.words}"' + (f", the facts say {r.expected}" if r.expected else "")
        for r in verdict.refusals
    )
    return f"refused  {clause}  [{told}]"


def _json(clause: str, verdict: Verdict) -> dict[str, object]:
    refusals = [
        {"fault": r.fault.value, "words": r.words, "expected": r.expected or None}
        for r in verdict.refusals
    ]
    return {"clause": clause, "ok": verdict.ok, "refusals": refusals}
