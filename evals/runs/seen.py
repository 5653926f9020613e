"""A turn of the assistant as a shopper saw and heard it."""

from collections.abc import Mapping
from decimal import Decimal

from agents.turn import CartLine, Turn
from assistant.turn_record import TurnRecord, constraint_of
from evals.runs.record import BoardSeen, CartLineSeen, MeantSeen, ProductSeen, TurnSeen
from evals.shoppers.shopper import Saying
from retrieval.query import Candidate


def turn_seen(
    turn: Turn,
    saying: Saying,
    timings: Mapping[str, float | None],
    logged: TurnRecord | None = None,
) -> TurnSeen:
    """Return what is kept of one turn.

    Args:
        turn: As it was committed, with the reply as it was phrased.
        saying: What the shopper said.
        timings: Milliseconds, as `Timings.told` and the driver measure them.
        logged: The turn in the intent log, with all costs and the router's reasons
            (`evals.runs.kept_log`).
    """
    route = logged.route if logged else None
    return TurnSeen(
        index=turn.index,
        said=saying.text,
        move=saying.move,
        line=saying.line,
        meant=MeantSeen(
            acts=saying.meant.acts,
            wishes=None
            if saying.meant.wishes is None
            else tuple(
                wish.model_dump(mode="json", by_alias=True, exclude_defaults=True)
                for wish in saying.meant.wishes
            ),
        ),
        gives=saying.gives,
        heard=turn.utterance.text,
        acts=tuple(reading.act for reading in turn.readings),
        constraints=tuple(constraint_of(c) for c in turn.constraints),
        products=tuple(_product(candidate) for candidate in turn.products),
        focus=turn.focus.id if turn.focus else None,
        relaxed=tuple({"field": t.field.value, "value": t.value} for t in turn.relaxed),
        cart=tuple(_line(line) for line in turn.cart),
        boards=tuple(BoardSeen(name=b.name, product_ids=b.product_ids) for b in turn.boards),
        reply=turn.reply.text,
        asked=turn.asked,
        links=tuple(link.kind for link in turn.links),
        tier=turn.reply.tier,
        cost_usd=Decimal(logged.cost_usd) if logged else turn.reply.cost_usd,
        route=route.model_dump(mode="json", exclude_none=True) if route else None,
        timings_ms=dict(timings),
    )


def _product(candidate: Candidate) -> ProductSeen:
    product, variant = candidate.product, candidate.variant
    shown = variant if variant is not None else product
    parts = candidate.parts
    return ProductSeen(
        id=product.id,
        variant_id=variant.id if variant else None,
        title=product.title,
        price=Decimal(shown.price),
        currency=product.currency,
        size=variant.size if variant else None,
        colour=variant.colour if variant else None,
        availability=shown.availability.value,
        score=round(candidate.score, 4),
        parts={
            name: round(getattr(parts, name), 4)
            for name in ("dense", "lexical", "soft", "taste", "quality", "shown")
            if getattr(parts, name)
        },
    )


def _line(line: CartLine) -> CartLineSeen:
    return CartLineSeen(
        product_id=line.product_id,
        variant_id=line.variant_id,
        title=line.title,
        size=line.size,
        colour=line.colour,
        unit_price=line.unit_price,
        quantity=line.quantity,
    )
