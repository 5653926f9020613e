"""The order of the hits: fusion, wishes, and what sinks.

Pure: no engine, no embedder. Does not cover personalisation.

Source: Cormack, Clarke and Buettcher 2009 (reciprocal rank fusion).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from retrieval.conditions import Conditions
from retrieval.engine import Hit
from retrieval.product import Flag
from retrieval.query import Sort
from retrieval.terms import Term

RRF_K = 60
"""The paper's constant, with ranks from 1."""

SOFT_BONUS = 0.008
"""For each soft term a hit fulfils: half of what the first place in one list is worth."""

AI_IMAGERY_PENALTY = 0.001
"""About four places at the top."""

NEAR_MARGIN = 0.12
"""A hit whose cosine is within this of the best one's is about the same thing.

On 1,558 judged WANDS pairs: 0.10 keeps 24 % of the relevant and 4 % of the others, 0.15 42 and
10 %, 0.20 55 and 21 %. A sorted list puts whatever is wrong in it first, so precision wins.
"""

_KINDS = 3
"""Best hits whose categories a sorted list is kept to when no category was asked for."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """One hit with its score and the offer's price that it is sorted by."""

    hit: Hit
    score: float
    price: Decimal
    in_stock: bool
    """Of the offer that was asked for, not of the product."""
    near: bool


def rank(
    hits: Sequence[Hit], conditions: Conditions, soft: Sequence[Term], sort: Sort, topical: bool
) -> list[Ranked]:
    """Order `hits`.

    Args:
        hits: all fulfil `conditions`, with their offers where `conditions.is_about_offers`.
        conditions: decide which offer of a hit counts.
        soft: terms that raise the score.
        sort: other orders than relevance only hold among the relevant.
        topical: whether the text alone says what kind of product is meant, so that what
            is far from the best hit is another thing.

    Returns:
        Best first. What cannot be bought is last, below it nothing; low quality is last
        of what can. When `topical` this holds among the near hits, and the far ones follow.
    """
    best = max((hit.cosine for hit in hits), default=0.0)
    ranked = [
        _score(hit, conditions, soft, not topical or hit.cosine >= best - NEAR_MARGIN)
        for hit in hits
    ]
    ranked.sort(key=lambda each: -each.score)
    if topical and sort is not Sort.RELEVANCE:
        ranked = [each for each in ranked if each.near]
        kinds = {each.hit.facts.category for each in ranked[:_KINDS]}
        ranked = [each for each in ranked if each.hit.facts.category in kinds]
    ranked.sort(key=lambda each: _order(each, sort))
    return ranked


def _order(each: Ranked, sort: Sort) -> tuple[bool, bool, bool, tuple[float, ...]]:
    """What a list is sorted by; equal hits stay in the order of their scores."""
    match sort:
        case Sort.RELEVANCE:
            own: tuple[float, ...] = (-each.score,)
        case Sort.CHEAPEST:
            own = (float(each.price),)
        case Sort.DEAREST:
            own = (-float(each.price),)
        case Sort.BEST_RATED:
            own = (-each.hit.facts.rating, -each.hit.facts.ratings)
    return (
        not each.near,
        not each.in_stock,
        Flag.LOW_QUALITY in each.hit.facts.flags,
        own,
    )


def _score(hit: Hit, conditions: Conditions, soft: Sequence[Term], near: bool) -> Ranked:
    facts = hit.facts
    if hit.dense_rank is None:
        score = facts.standing / 100
    else:
        score = 1 / (RRF_K + hit.dense_rank)
        if hit.lexical_rank is not None:
            score += 1 / (RRF_K + hit.lexical_rank)
    score += SOFT_BONUS * sum(term.value in facts.values.get(term.field, ()) for term in soft)
    if Flag.AI_IMAGERY in facts.flags:
        score -= AI_IMAGERY_PENALTY
    allowed = [offer for offer in facts.offers if conditions.allows(offer)]
    if not allowed:
        return Ranked(hit, score, Decimal(str(facts.price)), facts.in_stock, near)
    offered = max(allowed, key=lambda offer: (offer.in_stock, -offer.price))
    return Ranked(hit, score, offered.price, offered.in_stock, near)
