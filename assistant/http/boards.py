"""The boards of a session or of its shopper, changed by hand as the cart is."""

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from agents.clicks import Click, Deed
from assistant.holdings import Holdings
from assistant.holdings_json import boards_json
from assistant.http.cart import ID_CHARS
from assistant.http.doors import TalkShop
from assistant.http.responses import errors
from assistant.http.session_parts import SessionConversation
from assistant.search_request import CleanText
from assistant.shops import Shop

router = APIRouter(prefix="/v1/sessions/{session_id}/boards", tags=["boards"])

NAME_CHARS = 60
"""Of a board's name: what fits a tab, and what a shopper can say."""


class SavedProduct(BaseModel):
    """A board to be made, or something to be saved on one."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"name": "camping", "product_id": "P00012"}]},
    )

    name: Annotated[CleanText, Field(min_length=1, max_length=NAME_CHARS, pattern=r"\S")]
    product_id: CleanText | None = Field(default=None, min_length=1, max_length=ID_CHARS)
    """What to save; without it the board is only made."""
    variant_id: CleanText | None = Field(default=None, min_length=1, max_length=ID_CHARS)


@router.get("", responses=errors())
async def get_boards(conversation: SessionConversation, shop: TalkShop) -> dict[str, Any]:
    """Return every board with its products as cards."""
    return await _told(await conversation.holdings(), shop)


@router.post("", responses=errors(404, 409))
async def save(
    body: SavedProduct, conversation: SessionConversation, shop: TalkShop
) -> dict[str, Any]:
    """Save a product on a board, which is made if there is none of this name."""
    name = " ".join(body.name.split())
    click = Click(Deed.SAVE, body.product_id or "", body.variant_id, board=name)
    return await _told(await conversation.click(click), shop)


@router.delete("", responses=errors(404))
async def take_off(
    conversation: SessionConversation,
    shop: TalkShop,
    name: Annotated[str, Query(min_length=1, max_length=NAME_CHARS)],
    product_id: Annotated[str | None, Query(min_length=1, max_length=ID_CHARS)] = None,
) -> dict[str, Any]:
    """Take a product off a board; without a product, the whole board away."""
    deed = Deed.DROP_BOARD if product_id is None else Deed.TAKE_OFF
    return await _told(await conversation.click(Click(deed, product_id or "", board=name)), shop)


async def _told(holdings: Holdings, shop: Shop) -> dict[str, Any]:
    boards = await asyncio.to_thread(boards_json, holdings.boards, shop.parts)
    return {"object": "list", "data": boards}
