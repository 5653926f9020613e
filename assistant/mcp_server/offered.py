"""The tools that agents are offered: name, schemas, annotations, scope, and what answers."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from pydantic import BaseModel

from assistant.accounts.caller import Caller, Scope
from assistant.mcp_server import cart_tools, catalog_tools
from assistant.mcp_server.answers import Cart, Compared, Found, Whole
from assistant.mcp_server.arguments import (
    AddToCart,
    CompareProducts,
    GetProduct,
    OfSession,
    RemoveFromCart,
    SearchProducts,
)
from assistant.parts import Parts
from assistant.shops import Shop

_Asked = TypeVar("_Asked", bound=BaseModel)
Answers = Callable[[Shop, Caller, BaseModel], Awaitable[BaseModel]]


@dataclass(frozen=True, slots=True)
class Offered:
    """One tool."""

    name: str
    title: str
    description: str
    scope: Scope
    asks: type[BaseModel]
    tells: type[BaseModel]
    answer: Answers
    changes: bool = False
    """Whether it changes a cart."""
    takes: bool = False
    """Whether it takes something away."""


def _catalog(work: Callable[[Parts, _Asked], BaseModel], asks: type[_Asked]) -> Answers:
    async def answer(shop: Shop, caller: Caller, asked: BaseModel) -> BaseModel:  # noqa: ARG001
        assert isinstance(asked, asks)
        return await asyncio.to_thread(work, shop.parts, asked)

    return answer


def _cart(
    work: Callable[[Shop, Caller, _Asked], Awaitable[BaseModel]], asks: type[_Asked]
) -> Answers:
    async def answer(shop: Shop, caller: Caller, asked: BaseModel) -> BaseModel:
        assert isinstance(asked, asks)
        return await work(shop, caller, asked)

    return answer


TOOLS = (
    Offered(
        "search_products",
        "Search products",
        "Search this shop's catalog. Say what is looked for in plain words; give brand, category, "
        "colour, size, price and so on as constraints where they must hold. Where nothing "
        "fulfils all of them, given_up tells what was dropped.",
        Scope.CATALOG,
        SearchProducts,
        Found,
        _catalog(catalog_tools.search_products, SearchProducts),
    ),
    Offered(
        "get_product",
        "Get a product",
        "Everything that is known of one product, with its variants, prices and stock.",
        Scope.CATALOG,
        GetProduct,
        Whole,
        _catalog(catalog_tools.get_product, GetProduct),
    ),
    Offered(
        "compare_products",
        "Compare products",
        "Two to four products side by side: every fact that one of them states.",
        Scope.CATALOG,
        CompareProducts,
        Compared,
        _catalog(catalog_tools.compare_products, CompareProducts),
    ),
    Offered(
        "view_cart",
        "View the cart",
        "What is in a cart, with today's prices and where the shopper pays.",
        Scope.TALK,
        OfSession,
        Cart,
        _cart(cart_tools.view_cart, OfSession),
    ),
    Offered(
        "add_to_cart",
        "Add to the cart",
        "Put a product into a cart. Where a size or a color has to be chosen, the error lists "
        "what can be had: ask the shopper, do not choose.",
        Scope.TALK,
        AddToCart,
        Cart,
        _cart(cart_tools.add_to_cart, AddToCart),
        changes=True,
    ),
    Offered(
        "remove_from_cart",
        "Remove from the cart",
        "Take a line out of a cart.",
        Scope.TALK,
        RemoveFromCart,
        Cart,
        _cart(cart_tools.remove_from_cart, RemoveFromCart),
        changes=True,
        takes=True,
    ),
)
"""In the order in which they are listed."""
