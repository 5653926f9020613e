"""Recording reply plans: `python -m evals.guard_record`, over the indexed sample catalog.

Plays `evals/data/guard/lines.txt` to the agent, with templates only, and writes what it planned.
Other catalogs are indexed into a folder of their own and played at once: their plans are never
written down.
"""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from agents.agent import PlannedTurn, ShoppingAgent
from agents.turn import Utterance
from agents.understand.current import CurrentUnderstander
from assistant.config import Settings, load
from assistant.embedding import embedder_of
from evals.bench.agent.shop import open_shop
from evals.bench.data import shared_data
from evals.guard_plans import DATA, PLANS, Recorded, to_json
from retrieval.feeds.catalog_feed import CatalogFeed
from retrieval.index import build
from retrieval.product import Product

LINES = DATA / "lines.txt"
OTHER_LINES = DATA / "lines_other.txt"
"""Each conversation starts with the catalog's name in brackets."""
OTHER_FEEDS = {
    "magento": ("magento/products_configurable.csv",),
    "dummyjson": ("dummyjson/products.json",),
}


def conversations(path: Path) -> tuple[tuple[str, ...], ...]:
    """Return the paragraphs of a file of shopper lines."""
    text = path.read_text(encoding="utf-8")
    paragraphs = [p.splitlines() for p in text.split("\n\n")]
    spoken = [tuple(line for line in p if line and not line.startswith("#")) for p in paragraphs]
    return tuple(p for p in spoken if p)


async def play(
    agent: ShoppingAgent, said: Sequence[Sequence[str]], catalog: str
) -> tuple[Recorded, ...]:
    """Return every turn's plan, each conversation from a fresh state."""
    turns: list[Recorded] = []
    for number, lines in enumerate(said, 1):
        for index, line in enumerate(lines, 1):
            turn = await agent.plan(f"{catalog} {number}", Utterance(line))
            await agent.commit(turn)
            if isinstance(turn, PlannedTurn):
                turns.append(Recorded(f"{number:02}-{index}", catalog, turn.plan))
    return tuple(turns)


def other_plans(
    data: Path | None, catalogs: Sequence[str] = tuple(OTHER_FEEDS)
) -> tuple[Recorded, ...]:
    """Return plans over catalogs that do not ship; none where the data is absent."""
    if data is None:
        return ()
    said = conversations(OTHER_LINES)
    found: list[Recorded] = []
    for catalog in catalogs:
        own = [tuple(c[1:]) for c in said if c[0] == f"[{catalog}]"]
        with TemporaryDirectory() as folder:
            settings = Settings(home=Path(folder))
            products = _products([data / file for file in OTHER_FEEDS[catalog]])
            build(products, settings.index_path, embedder_of(settings))
            with open_shop(settings, None) as shop:
                found += asyncio.run(play(shop.agent, own, catalog))
    return tuple(found)


def _products(files: Sequence[Path]) -> list[Product]:
    entries = (e for file in files for e in CatalogFeed.open(file).products())
    return [entry for entry in entries if isinstance(entry, Product)]


def main() -> None:
    """Record the plans of the sample catalog."""
    with open_shop(load(), shared_data()) as shop:
        agent = ShoppingAgent(
            shop.search, CurrentUnderstander(shop.search.vocabulary, shop.search.embedder)
        )
        turns = asyncio.run(play(agent, conversations(LINES), "sample"))
    PLANS.write_text("".join(f"{to_json(turn)}\n" for turn in turns), encoding="utf-8")


if __name__ == "__main__":
    main()
