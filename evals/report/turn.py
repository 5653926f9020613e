"""One turn as the page shows it."""

from collections.abc import Mapping

from evals.report.expected import wish_in_words
from evals.report.plain import Plain, rounded
from evals.report.recordings import Recordings
from evals.report.shelf import Shelf, cart_lines
from evals.report.wishes import wishes
from evals.report.wording import differences, same_words
from evals.runs.record import Barge, Hearing, TurnSeen


def turn_of(
    turn: TurnSeen,
    before: TurnSeen | None,
    grades: Mapping[str, int],
    shelf: Shelf,
    recordings: Recordings,
) -> Plain:
    """Return one turn, without what is expected of it.

    Args:
        turn: As it was seen.
        before: The one before it.
        grades: Of products that were relevant to it, by id.
        shelf: Takes its products.
        recordings: Takes its sounds.
    """
    hearing = turn.hearing
    raw = hearing.raw if hearing is not None else None
    misheard = bool(turn.said) and not same_words(turn.said, turn.heard)
    told: Plain = {
        "said": turn.said,
        "move": turn.move,
        "heard": turn.heard,
        "raw": raw,
        "misheard": differences(turn.said, turn.heard) if misheard else None,
        "repair": differences(raw, turn.heard) if raw is not None and raw != turn.heard else None,
        "acts": [act.value for act in turn.acts],
        "wishes": wishes(turn.constraints, before.constraints if before else ()),
        "products": shelf.shown(turn, grades),
        "focus": shelf.title(turn.focus) if turn.focus else None,
        "relaxed": [f"{r.get('field')} {r.get('value')}" for r in turn.relaxed],
        "cart": cart_lines(turn.cart, before.cart if before else ()),
        "boards": [
            {"name": board.name, "products": [shelf.title(one) for one in board.product_ids]}
            for board in turn.boards
        ],
        "reply": turn.reply,
        "heard_reply": turn.heard_reply,
        "asked": turn.asked,
        "links": list(turn.links),
        "tier": turn.tier,
        "cost_usd": rounded(turn.cost_usd, 6),
        "route": _route(turn.route),
        "timings": {k: v for k, v in turn.timings_ms.items() if v is not None},
        "outcome": turn.outcome,
        "hearing": _hearing(hearing, recordings),
        "barge": _barge(turn.barge),
    }
    if turn.meant.acts is not None:
        told["meant_acts"] = [act.value for act in turn.meant.acts]
    if turn.meant.wishes is not None:
        told["meant_wishes"] = [wish_in_words(wish) for wish in turn.meant.wishes]
    if turn.gives:
        told["gives"] = dict(turn.gives)
    return told


def _hearing(hearing: Hearing | None, recordings: Recordings) -> Plain | None:
    if hearing is None:
        return None
    return {
        "said": recordings.number(hearing.said),
        "reply": recordings.number(hearing.reply),
        "confidence": rounded(hearing.confidence, 2),
        "false_starts": hearing.false_starts,
        "parts": hearing.parts,
        "real_time": hearing.real_time,
    }


def _barge(barge: Barge | None) -> Plain | None:
    return barge.model_dump(mode="json") if barge is not None else None


def _route(route: Mapping[str, object] | None) -> Plain | None:
    """Return the part of a route that explains it: who was chosen, why, and what came of it."""
    if route is None:
        return None
    decision = route.get("decision")
    chosen = decision if isinstance(decision, Mapping) else {}
    return {
        "model": route.get("model"),
        "reasons": chosen.get("reasons") or [],
        "alternatives": [
            {name: one.get(name) for name in ("model", "tier", "refused", "score", "expected_usd")}
            for one in chosen.get("alternatives") or []
            if isinstance(one, Mapping)
        ],
        "calls": route.get("calls") or [],
        "readings": route.get("readings") or [],
        "faults": route.get("faults") or [],
        "switches": route.get("switches") or [],
        "policy": chosen.get("policy") or "",
        "explored": bool(chosen.get("explored")),
    }
