"""What a scenario has done by hand, with a product of the screen or of the cart."""

from collections.abc import Sequence

from agents.boards import UNNAMED
from agents.clicks import Click, Deed
from assistant.conversation import Conversation
from assistant.parts import Parts
from evals.scenarios.scenario import Click as ClickWanted


async def click_by_hand(
    parts: Parts, conversation: Conversation, screen: Sequence[str], wanted: ClickWanted
) -> None:
    """Click the first product that is meant; nothing if none is there.

    Args:
        parts: The assistant.
        conversation: Whose screen and cart they are.
        screen: Ids of the products that are shown, in their order.
        wanted: What is done, and with which product.
    """
    held = await conversation.holdings()
    ids = [line.product_id for line in held.cart] if wanted.deed == "remove" else screen
    for product_id in ids:
        product = parts.search.product(product_id)
        if product is None or not wanted.where.holds(product):
            continue
        variant = next((form.id for form in wanted.where.forms(product)), None)
        if wanted.deed == "remove":
            lines = [line for line in held.cart if line.product_id == product_id]
            variant = lines[0].variant_id
        board = UNNAMED if wanted.deed == "save" else ""
        deed = Deed(wanted.deed)
        await conversation.click(Click(deed, product_id, variant_id=variant, board=board))
        return
