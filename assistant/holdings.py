"""What a shopper holds in a conversation: the cart and the boards."""

from dataclasses import dataclass

from agents.boards import Board
from agents.turn import CartLine


@dataclass(frozen=True, slots=True)
class Holdings:
    """The cart with today's prices, and every board."""

    cart: tuple[CartLine, ...]
    boards: tuple[Board, ...]
