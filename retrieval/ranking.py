"""The order of the hits: fusion, wishes, taste, and what sinks.

Pure: no engine, no embedder. How likely a hit is what the text means is
`retrieval.relevance`; learning a taste is `retrieval.personal`.

Source: Cormack, Clarke and Buettcher 2009 (reciprocal rank fusion).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from retrieval.conditions import Conditions
from retrieval.engine import Hit, PointId
from retrieval.inquiry import Inquiry
from retrieval.payload import amount
from retrieval.product import Flag
from retrieval.query import ScoreParts, Sort
from retrieval.taste import Taste
from retrieval.terms import Field

RRF_K = 60
"""The paper's constant, with ranks from 1."""

SOFT_BONUS = 0.008
"""For each soft term a hit fulfils: half of what the first place in one list is worth."""

AI_IMAGERY_PENALTY = 0.001
"""About four places at the top."""

SHOWN_PENALTY = 0.004
"""About ten places at the top, or 0.4 stars where there is no text: new things that are about
as good come first."""

TASTE_BOUND = 0.003
"""The most that a taste adds or takes: between the best and the worst liked it is less than one
soft term, and never more than what is near the text is apart from what is not."""

NEAR_SHARE = 0.8
"""A hit is about the same thing if it is at least so likely as the likeliest, times this.

On 1,801 judged WANDS pairs: 0.7 keeps 53 % of the relevant and 7 % of the others, 0.8 43 and
4 %, 0.9 29 and 2.5 %; a margin of the cosine keeps 23 % where it keeps 4 % of the others. A
sorted list puts whatever is wrong in it first, so precision wins.
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
    parts: ScoreParts
    relevance: float | None = None
    """Probability that it is what the text means, 0..1; None without a text."""


def rank(
    hits: Sequence[Hit],
    inquiry: Inquiry,
    relevance: Sequence[float] | None = None,
    likeness: Mapping[PointId, float] | None = None,
) -> list[Ranked]:
    """Order `hits`.

    Args:
        hits: all fulfil `inquiry.conditions`, with their offers if `inquiry.reading` has them.
        inquiry: what decides. Other orders than relevance only hold among the relevant.
        relevance: of each hit, 0..1; None without a text.
        likeness: cosines of hits with the taste's vector; others have none.

    Returns:
        Best first. What cannot be bought is last, below it nothing; low quality is last
        of what can. Where only the text says what is meant, this holds among the hits that
        are about as likely as the likeliest, and the others follow.
    """
    topical = inquiry.is_topical and relevance is not None
    least = NEAR_SHARE * max(relevance or (), default=0.0) if topical else 0.0
    usual = sum((likeness or {}).values()) / max(len(likeness or ()), 1)
    ranked = []
    for number, hit in enumerate(hits):
        chance = None if relevance is None else relevance[number]
        like = None if likeness is None or hit.id not in likeness else likeness[hit.id] - usual
        parts = _parts(hit, inquiry, like)
        near = not topical or chance is None or chance >= least
        ranked.append(_ranked(hit, inquiry.conditions, parts, near, chance))
    ranked.sort(key=lambda each: -each.score)
    if inquiry.is_topical and inquiry.sort is not Sort.RELEVANCE:
        ranked = [each for each in ranked if each.near]
        kinds = {each.hit.facts.category for each in ranked[:_KINDS]}
        ranked = [each for each in ranked if each.hit.facts.category in kinds]
    if inquiry.sort is not Sort.RELEVANCE:
        ranked = _with_wished(ranked, inquiry)
    ranked.sort(key=lambda each: _order(each, inquiry.sort))
    return ranked


def _with_wished(ranked: list[Ranked], inquiry: Inquiry) -> list[Ranked]:
    """Keep to what has the features wished for, where anything has: a sorted list shows the rest
    first, and the cheapest of "outdoor speakers, cheapest first" is to be an outdoor one."""
    wished = [term for term in inquiry.soft if term.field is Field.FEATURE]
    if not wished or not ranked:
        return ranked

    def fulfilled(each: Ranked) -> int:
        values = each.hit.facts.values.get(Field.FEATURE, ())
        return sum(term.value in values for term in wished)

    most = max(fulfilled(each) for each in ranked)
    return [each for each in ranked if fulfilled(each) == most]


def best_chance(ranked: Sequence[Ranked]) -> float | None:
    """Return the relevance of the likeliest; None without a text, or with nothing found."""
    chances = (each.relevance for each in ranked if each.relevance is not None)
    return max(chances, default=None)


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
            # Shrunk to a prior: one vote of five stars is no proof. No vote is no rating.
            own = (float(not each.hit.facts.rating), -each.hit.facts.standing)
    return (
        not each.near,
        not each.in_stock,
        Flag.LOW_QUALITY in each.hit.facts.flags,
        own,
    )


def _parts(hit: Hit, inquiry: Inquiry, like: float | None) -> ScoreParts:
    facts = hit.facts
    generated = AI_IMAGERY_PENALTY if Flag.AI_IMAGERY in facts.flags else 0.0
    without_text = facts.standing / 100 if hit.dense_rank is None else 0.0
    fulfilled = 0
    if inquiry.soft:
        fulfilled = sum(term.value in facts.values.get(term.field, ()) for term in inquiry.soft)
    return ScoreParts(
        dense=0.0 if hit.dense_rank is None else 1 / (RRF_K + hit.dense_rank),
        lexical=0.0 if hit.lexical_rank is None else 1 / (RRF_K + hit.lexical_rank),
        soft=SOFT_BONUS * fulfilled,
        taste=0.0 if inquiry.taste is None else _taste(hit, inquiry.taste, like),
        quality=without_text - generated,
        shown=-SHOWN_PENALTY if hit.id in inquiry.shown else 0.0,
    )


def _taste(hit: Hit, taste: Taste, like: float | None) -> float:
    """Return what a taste makes of a hit: half from its values, half from its vector."""
    liked = sum(
        affinities.get(value, 0.0)
        for name, affinities in taste.affinities.items()
        for value in hit.facts.values.get(name, ())
    )
    leaning = (_bounded(liked) + _bounded(2 * (like or 0.0))) / 2
    return TASTE_BOUND * _bounded(taste.weight) * leaning


def _bounded(value: float) -> float:
    return min(max(value, -1.0), 1.0)


def _ranked(
    hit: Hit, conditions: Conditions, parts: ScoreParts, near: bool, relevance: float | None
) -> Ranked:
    facts = hit.facts
    price, in_stock = amount(facts.price), facts.in_stock or conditions.in_stock_only
    if allowed := [offer for offer in facts.offers if conditions.allows(offer)]:
        offered = max(allowed, key=lambda offer: (offer.in_stock, -offer.price))
        price, in_stock = offered.price, offered.in_stock
    return Ranked(hit, parts.total, price, in_stock, near, parts, relevance)
