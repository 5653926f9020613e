"""The cart of a conversation, by the same rules as the spoken one and the screen's."""

from agents.clicks import Click, Deed
from assistant.accounts.caller import Caller
from assistant.conversation import Conversation
from assistant.holdings import Holdings
from assistant.holdings_json import cart_json
from assistant.mcp_server.answers import Cart
from assistant.mcp_server.arguments import AddToCart, OfSession, RemoveFromCart
from assistant.mcp_server.errors import ToolRefused
from assistant.shops import Shop

SHARED_SESSION = "mcp"
"""The conversation whose cart is meant where a caller names none: one a key, or a shopper."""


async def view_cart(shop: Shop, caller: Caller, asked: OfSession) -> Cart:
    """Return the cart as it is."""
    session_id, conversation = _conversation(shop, caller, asked)
    return _told(session_id, await conversation.holdings(), shop)


async def add_to_cart(shop: Shop, caller: Caller, asked: AddToCart) -> Cart:
    """Put a product into the cart.

    Raises:
        ClickRefused: It cannot be had, or a size or colour must be chosen first.
    """
    session_id, conversation = _conversation(shop, caller, asked)
    click = Click(
        Deed.ADD, asked.product_id, asked.variant_id, asked.size, asked.colour, asked.quantity
    )
    return _told(session_id, await conversation.click(click), shop)


async def remove_from_cart(shop: Shop, caller: Caller, asked: RemoveFromCart) -> Cart:
    """Take a line out of the cart.

    Raises:
        ToolRefused: There is no such line, or there are several.
    """
    session_id, conversation = _conversation(shop, caller, asked)
    lines = [n for n in (await conversation.holdings()).cart if n.product_id == asked.product_id]
    if asked.variant_id is not None:
        lines = [line for line in lines if line.variant_id == asked.variant_id]
    if not lines:
        raise ToolRefused("The cart has no such line; view_cart tells what is in it.")
    if len(lines) > 1:
        raise ToolRefused("Several lines are of this product; name the variant_id of one.")
    click = Click(Deed.REMOVE, lines[0].product_id, lines[0].variant_id)
    return _told(session_id, await conversation.click(click), shop)


def _conversation(shop: Shop, caller: Caller, asked: OfSession) -> tuple[str, Conversation]:
    session_id = caller.session(asked.session_id or caller.session_id or SHARED_SESSION)
    return session_id, shop.conversation(caller, session_id)


def _told(session_id: str, holdings: Holdings, shop: Shop) -> Cart:
    return Cart.of(session_id, cart_json(holdings.cart, shop.parts))
