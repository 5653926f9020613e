"""The cart of a session, changed by hand: clicks are edits of the dialogue's state.

The same rules hold as for the spoken cart, and "undo that" takes a click back too. An open
Realtime session of the same id is told (`aisle.cart`).
"""

from typing import Annotated, Any

from fastapi import APIRouter, Path
from pydantic import BaseModel, ConfigDict, Field

from agents.clicked import QUANTITY_MOST
from agents.clicks import Click, Deed
from agents.turn import CartLine
from assistant.holdings import Holdings
from assistant.holdings_json import cart_json
from assistant.http.doors import TalkShop
from assistant.http.refused import NotThere
from assistant.http.responses import errors
from assistant.http.session_parts import SessionConversation
from assistant.presentation import line_id
from assistant.search_request import CleanText

router = APIRouter(prefix="/v1/sessions/{session_id}/cart", tags=["cart"])

ID_CHARS = 200
"""Of a product's or variant's id."""
_Id = Annotated[CleanText, Field(min_length=1, max_length=ID_CHARS)]
_Form = Annotated[CleanText, Field(min_length=1, max_length=60)]
LineId = Annotated[str, Path(pattern=r"^[0-9a-f]{16}$", description="`id` of a line.")]


class NewLine(BaseModel):
    """Something to put into the cart."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"product_id": "P00012", "size": "9", "quantity": 1}]},
    )

    product_id: _Id
    variant_id: _Id | None = None
    """Which variant; otherwise `size` and `colour` say it, as a shopper would."""
    size: _Form | None = None
    colour: _Form | None = None
    quantity: int = Field(default=1, ge=1, le=QUANTITY_MOST)


class ChangedLine(BaseModel):
    """What is to change of a line."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"quantity": 2}, {"size": "10"}]}
    )

    quantity: int | None = Field(default=None, ge=0, le=QUANTITY_MOST)
    """All pieces of the line; 0 takes it out."""
    size: _Form | None = None
    colour: _Form | None = None


@router.get("", responses=errors())
async def get_cart(conversation: SessionConversation, shop: TalkShop) -> dict[str, Any]:
    """Return the cart with today's prices; an empty one of a session that is new."""
    return cart_json((await conversation.holdings()).cart, shop.parts)


@router.post("/lines", responses=errors(404, 409))
async def add_line(
    body: NewLine, conversation: SessionConversation, shop: TalkShop
) -> dict[str, Any]:
    """Put a product into the cart; where a size or color is missing, 409 lists the choices."""
    click = Click(Deed.ADD, body.product_id, body.variant_id, body.size, body.colour, body.quantity)
    return cart_json((await conversation.click(click)).cart, shop.parts)


@router.patch("/lines/{line}", responses=errors(404, 409))
async def change_line(
    line: LineId, body: ChangedLine, conversation: SessionConversation, shop: TalkShop
) -> dict[str, Any]:
    """Change the number of pieces of a line, or its size or color."""
    there = _line(await conversation.holdings(), line)
    click = Click(
        Deed.CHANGE, there.product_id, there.variant_id, body.size, body.colour, body.quantity
    )
    return cart_json((await conversation.click(click)).cart, shop.parts)


@router.delete("/lines/{line}", responses=errors(404))
async def remove_line(
    line: LineId, conversation: SessionConversation, shop: TalkShop
) -> dict[str, Any]:
    """Take a line out of the cart."""
    there = _line(await conversation.holdings(), line)
    click = Click(Deed.REMOVE, there.product_id, there.variant_id)
    return cart_json((await conversation.click(click)).cart, shop.parts)


@router.delete("", responses=errors())
async def empty_cart(conversation: SessionConversation, shop: TalkShop) -> dict[str, Any]:
    """Take everything out of the cart."""
    return cart_json((await conversation.click(Click(Deed.EMPTY))).cart, shop.parts)


@router.post("/undo", responses=errors(409))
async def undo_cart(conversation: SessionConversation, shop: TalkShop) -> dict[str, Any]:
    """Take the last change of the cart back, spoken or by hand."""
    return cart_json((await conversation.click(Click(Deed.UNDO))).cart, shop.parts)


def _line(holdings: Holdings, line: str) -> CartLine:
    for each in holdings.cart:
        if line_id(each.product_id, each.variant_id) == line:
            return each
    raise NotThere("The cart has no such line.", "no_such_line")
