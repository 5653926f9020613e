"""Sets and gifts in a catalog with coarse categories that none of this was written for."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from agents.agent import ShoppingAgent
from agents.understand import Understander
from assistant.config import Settings
from assistant.embedding import embedder_of
from assistant.parts import open_search
from retrieval.feeds.catalog_feed import CatalogFeed
from retrieval.index import build
from retrieval.product import Product
from retrieval.search import CatalogSearch
from tests.agents.test_bundles import cost, say

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def search(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[CatalogSearch]:
    settings = Settings(home=tmp_path_factory.mktemp("other"))
    feed = CatalogFeed.open(shared_data / "dummyjson" / "products.json")
    products = [p for p in feed.products() if isinstance(p, Product)]
    build(products, settings.index_path, embedder_of(settings))
    found = open_search(settings)
    yield found
    found.close()


@pytest.fixture
def shop(search: CatalogSearch, reader: Understander) -> ShoppingAgent:
    return ShoppingAgent(search, reader)


async def test_an_outfit_is_put_together_changed_and_bought(shop: ShoppingAgent) -> None:
    turn = await say(shop, "an outfit for a party under 150")
    assert len(turn.products) > 2 and cost(turn) < 150
    less = await say(shop, "cheaper")
    assert cost(less) < cost(turn)
    bought = await say(shop, "add it all to the cart")
    assert {i.product_id for i in bought.cart} == {c.product.id for c in less.products}


async def test_what_is_not_sold_is_said(shop: ShoppingAgent) -> None:
    turn = await say(shop, "everything for my new phone under 200")
    assert turn.products and cost(turn) < 200
    assert "I found no" in turn.reply.text


async def test_a_gift_without_goods_for_the_interest_admits_it(shop: ShoppingAgent) -> None:
    turn = await say(shop, "gift for my brother who loves gardening under 100")
    assert "nothing for gardening" in turn.reply.text or "gardening" in turn.reply.text
    assert all(c.product.price < 100 for c in turn.products)
