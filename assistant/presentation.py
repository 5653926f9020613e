"""How products, turns and times are shown to a person and to a program."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from hashlib import sha256
from typing import Any

from agents.boards import Board
from agents.constraints import Constraint
from agents.offers import sizes_in_stock
from agents.reply.money import cost_of_candidate
from agents.turn import CartLine, Turn
from assistant.card_reasons import reasons_of
from assistant.turn_record import Timings, acts_of, constraint_of
from retrieval.query import Candidate
from retrieval.terms import Term
from speech.spoken import to_spoken

_STAGES = (
    ("final_transcript_ms", "transcript ready"),
    ("turn_committed_ms", "end of turn decided"),
    ("products_ms", "products on the screen"),
    ("first_reply_text_ms", "first words of the reply"),
    ("first_audio_ms", "first audio"),
)


Why = Callable[[Sequence[Term]], Sequence[str]]
"""Says why a shopper likes each term: "because you saved linen"."""


def _nobody(_: Sequence[Term]) -> Sequence[str]:
    return ()


def product_json(
    candidate: Candidate,
    why: Why = _nobody,
    constraints: Sequence[Constraint] = (),
    relaxed: Sequence[Term] = (),
) -> dict[str, Any]:
    """Return a product as the screen's card shows it.

    Args:
        candidate: The product with the variant that was found.
        why: Says why the shopper likes something.
        constraints: The wishes that hold.
        relaxed: Those of them that were given up.
    """
    product, variant = candidate.product, candidate.variant
    shown = variant if variant is not None else product
    liked = list(why(candidate.liked)) if candidate.liked else []
    list_price = shown.list_price
    return {
        "id": product.id,
        "title": product.title,
        "brand": product.brand,
        "category": product.category,
        "price": float(shown.price),
        "list_price": None if list_price is None else float(list_price),
        "currency": product.currency,
        "availability": shown.availability.value,
        "rating": product.rating,
        "rating_count": product.rating_count,
        "colours": list(product.colours),
        "sizes": list(product.sizes),
        "sizes_in_stock": list(sizes_in_stock(product, variant.colour if variant else None)),
        "image": web_address(variant.image if variant and variant.image else product.image),
        "url": web_address(variant.url if variant and variant.url else product.url),
        "because": liked,
        "why": reasons_of(candidate, constraints, relaxed, liked),
        "variant": None
        if variant is None
        else {"id": variant.id, "size": variant.size, "colour": variant.colour},
    }


def line_json(line: CartLine) -> dict[str, Any]:
    """Return one line of the cart; its `id` names it in addresses."""
    return {
        "id": line_id(line.product_id, line.variant_id),
        "product_id": line.product_id,
        "variant_id": line.variant_id,
        "title": line.title,
        "size": line.size,
        "colour": line.colour,
        "unit_price": float(line.unit_price),
        "currency": line.currency,
        "quantity": line.quantity,
    }


def line_id(product_id: str, variant_id: str | None) -> str:
    """Return the name of a line of a cart: ids of a catalog may hold any sign, this does not."""
    return sha256(f"{product_id}\0{variant_id or ''}".encode()).hexdigest()[:16]


def board_json(board: Board) -> dict[str, Any]:
    """Return a board with what is on it."""
    return {"name": board.name, "product_ids": list(board.product_ids)}


def web_address(address: str | None) -> str | None:
    """Return an address that a page may load or open; None for any other kind of text."""
    known = address is not None and address.startswith(("https://", "http://"))
    return address if known else None


def turn_json(turn: Turn, timings: Timings, why: Why = _nobody) -> dict[str, Any]:
    """Return a turn as `aisle demo --json` prints it."""
    return {
        "turn": turn.index,
        "query_id": turn.query_id,
        "transcript": turn.utterance.text,
        "act": turn.readings[-1].act.value,
        "acts": acts_of(turn),
        "constraints": [constraint_of(c) for c in turn.constraints],
        "products": [product_json(c, why, turn.constraints, turn.relaxed) for c in turn.products],
        "relaxed": [{"field": t.field.value, "value": t.value} for t in turn.relaxed],
        "cart": [line_json(line) for line in turn.cart],
        "links": [{"kind": link.kind, "url": link.url} for link in turn.links],
        "boards": [board_json(board) for board in turn.boards],
        "pace": turn.pace,
        "reply": to_spoken(turn.reply.text),
        "reply_display": turn.reply.text,
        "tier": turn.reply.tier,
        "cost_usd": float(turn.reply.cost_usd),
        "timings_ms": timings.told(),
    }


def turn_text(turn: Turn, timings: Timings) -> str:
    """Return a turn as a person reads it in a terminal."""
    lines = [f"You      {turn.utterance.text or '(nothing was understood)'}"]
    lines.append("Act      " + ", ".join(reading.act.value for reading in turn.readings))
    if turn.constraints:
        lines.append(
            "Wants    " + "; ".join(_constraint_text(constraint_of(c)) for c in turn.constraints)
        )
    for number, candidate in enumerate(turn.products, 1):
        product = candidate.product
        shown = candidate.variant or product
        lines.append(
            f"  {number}. {product.title}  {cost_of_candidate(candidate)}"
            f"  {shown.availability.value.replace('_', ' ')}"
        )
    lines += [
        f"Cart     {line.quantity} x {line.title} {_options(line.size, line.colour)}"
        for line in turn.cart
    ]
    lines += [f"Link     {link.url}  ({link.kind})" for link in turn.links]
    lines.append(f"Aisle    {turn.reply.text}  [{turn.reply.tier}]")
    lines += _time_lines(timings, "the end of speech" if turn.utterance.spoken else "sending")
    return "\n".join(lines)


def _constraint_text(constraint: dict[str, Any]) -> str:
    value = constraint["value"]
    if isinstance(value, dict):
        value = _range_text(value["low"], value["high"])
    prefix = "" if constraint["wanted"] else "not "
    suffix = "" if constraint["hard"] else " if possible"
    return f"{constraint['kind']}: {prefix}{value}{suffix}"


def _range_text(low: str | None, high: str | None) -> str:
    if low and high:
        return f"{low} to {high}"
    if high and high.endswith(".99"):  # "under 150" is kept as at most 149.99
        return f"under {Decimal(high) + Decimal('0.01'):.0f}"
    return f"at most {high}" if high else f"at least {low}"


def _options(size: str | None, colour: str | None) -> str:
    told = ", ".join(part for part in (size and f"size {size}", colour) if part)
    return f"({told})" if told else ""


def _time_lines(timings: Timings, begins: str) -> list[str]:
    values = timings.model_dump()
    points = [(label, values[name]) for name, label in _STAGES if values[name] is not None]
    return (
        [f"Time     ms after {begins}"] + [f"  {value:>7.0f}  {label}" for label, value in points]
        if points
        else []
    )
