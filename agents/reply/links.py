"""The pages that a reply puts on the screen: spoken of, never spoken."""

from agents.orders import OrderStatus
from agents.policies import Contact
from agents.reply.cart_parts import CheckedOut
from agents.reply.plan import ReplyPlan
from agents.reply.shop_parts import OrderSaid, PolicySaid, Reached
from agents.turn import Link


def links_of(plan: ReplyPlan) -> tuple[Link, ...]:
    """Return the links of a plan's parts, in the order they are spoken of, none twice."""
    found: dict[Link, None] = {}
    for part in plan.parts:
        match part:
            case CheckedOut(link=str(url)):
                found[Link("checkout", url)] = None
            case PolicySaid(answer) if answer.link:
                found[Link("policy", answer.link)] = None
            case OrderSaid(status=OrderStatus(link=str(url))) | OrderSaid(link=str(url)):
                found[Link("order", url)] = None
            case Reached(Contact(link=str(url))):
                found[Link("contact", url)] = None
            case _:
                pass
    return tuple(found)
