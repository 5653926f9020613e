"""Ideas for a person, an interest or a trouble: different things, each with its reason."""

from collections.abc import Iterable
from dataclasses import replace

from langgraph.runtime import Runtime

from agents.acts import Act
from agents.constraints import Kind
from agents.fitting import meant_for, people_wanted, suits_age
from agents.gifts import CHILD_UNDER, Giving, for_whom, giving_of, sparks_of
from agents.goods import called, categories_of, shelved, stems
from agents.in_ideas import MORE
from agents.nodes.turn_state import Tools, TurnState, cards_of, current, scene_of, seed_of_turn
from agents.occasions import Spark, named_goods, sets
from agents.references import resolve
from agents.reply.found import spoken_of
from agents.reply.ideas_parts import IdeasShown
from agents.reply.plan import NothingFound, Part
from agents.reply.reasons import TELLING, reasons
from agents.requests import ON_SCREEN, price_of, request_of, wished_for
from agents.state import DialogueState
from agents.understand.line import Line
from agents.understand.occasion import MATCH
from retrieval.product import Product
from retrieval.query import Candidate, PriceRange, SearchRequest, Sort
from retrieval.terms import Field, Term

PROBES = 6
"""Searches of one turn, 2 to 3 ms each: as many ideas as the screen holds."""
TRIED = 14
"""Names of goods looked for among the categories, which takes no search."""
ENOUGH = 3
SURE = 0.8
"""Chance from which a product that is not called so is what a probe looked for."""
RELEVANT = 0.5
"""Chance from which a product is what an interest means: below it, retrieval calls it foreign."""
EACH = 6
"""Products of one probe, of which the best rated that fits is taken."""
EACH_AGED = 20
RATED_ENOUGH = 5
DIVERSITY = 0.6
"""Of a search without any probe; not measured."""


def ideas(state: TurnState, runtime: Runtime[Tools]) -> TurnState:
    """Show different things for whoever or whatever the reading speaks of."""
    tools, wish, reading = runtime.context, state["wish"], current(state)
    started_s = tools.clock()
    before = state["dialogue"].giving
    giving = before or Giving()
    said = Line.read(reading.words).text
    if reading.act in (Act.GIFT, Act.INSPIRE):
        giving = giving_of(said, None, gift=reading.act is Act.GIFT)
    elif reading.topic == MORE:
        giving = giving_of(said, giving)
    anchor = _anchor(state, tools) if reading.topic == MATCH else None
    if anchor:
        giving = Giving(likes=companions(anchor, tools), purpose=None)
    base = request_of(replace(wish.state, said=()), wish.exclude_ids, wish.shown_ids)
    base = replace(base, taste=tools.taste, wanted=_soft(base.wanted))
    found = _found(giving, base, state, tools)
    lacking = _names(giving) if giving.gift and not found else ()
    if lacking:
        # Nothing here is for that interest: what most people like, and it is said.
        plain = replace(giving, likes=(), unknown=())
        found = _found(plain, base, state, tools)
    dialogue, part = _told(found, giving, state)
    if lacking and isinstance(part, IdeasShown):
        part = replace(part, lacking=lacking)
    if anchor and isinstance(part, IdeasShown):
        part = replace(part, goes_with=anchor)
    spent_ms = (tools.clock() - started_s) * 1e3 + (state["spent"].retrieve_ms or 0.0)
    update: TurnState = {
        "dialogue": dialogue,
        "parts": (*state["parts"], part),
        "query": request_of(wish.state).text,
        "spent": replace(state["spent"], retrieve_ms=spent_ms),
    }
    update["screen"] = part.candidates if isinstance(part, IdeasShown) else state["screen"]
    return update


def _anchor(state: TurnState, tools: Tools) -> Product | None:
    """Return the product that something is to go with: the one named, or talked of."""
    scene = scene_of(state, tools)
    resolved = resolve(current(state).references, scene)
    if resolved.products:
        return resolved.products[0]
    return scene.focus or (scene.screen[0] if scene.screen else None)


def companions(anchor: Product, tools: Tools) -> tuple[Spark, ...]:
    """Return the other pieces of the sets that a product is a piece of."""
    vocabulary = tools.search.vocabulary
    for needed in (True, False):
        for kind in sets().values():
            for pieces in kind.pieces.values():
                own = [
                    p
                    for p in pieces
                    if (p.needed or not needed)
                    and (
                        anchor.category in categories_of(p.goods, vocabulary)
                        or called(anchor, p.goods[:1])
                    )
                ]
                if own:
                    goods = tuple(p.goods[0] for p in pieces if p not in own)
                    return (Spark("", goods),)
    return ()


def _names(giving: Giving) -> tuple[str, ...]:
    return tuple(s.name for s in giving.likes) or giving.unknown


_Idea = tuple[Candidate, str]


def _soft(wanted: tuple[Term, ...]) -> tuple[Term, ...]:
    """Keep colours and brands as they were asked for; who it is for is looked at afterwards."""
    hard = (Field.COLOUR, Field.BRAND)
    loose = (Field.CATEGORY, Field.DEPARTMENT)
    return tuple(
        t if t.field in hard else replace(t, hard=False) for t in wanted if t.field not in loose
    )


def _found(giving: Giving, base: SearchRequest, state: TurnState, tools: Tools) -> list[_Idea]:
    people = people_wanted(state["wish"].state) | for_whom(giving)
    found: dict[str, _Idea] = {}
    for reason, request, goods in _probes(giving, base, tools):
        fitting = [
            c
            for c in _fitting(tools, request, people, giving)
            if c.product.id not in found and _is(c, goods, request, tools)
        ]
        if fitting and (best := _best(fitting)).product.id not in found:
            found[best.product.id] = (best, reason)
        if len(found) >= ON_SCREEN:
            break
    of_child = giving.age is not None and giving.age < CHILD_UNDER and found
    if len(found) < ENOUGH and not giving.likes and not of_child:
        for candidate in _in_words(giving, base, people, state, tools):
            found.setdefault(candidate.product.id, (candidate, _reason_in_words(giving)))
    return list(found.values())[:ON_SCREEN]


def _probes(
    giving: Giving, base: SearchRequest, tools: Tools
) -> Iterable[tuple[str, SearchRequest, tuple[str, ...]]]:
    """Yield a search for each kind of goods that the catalog has, those of every interest."""
    vocabulary = tools.search.vocabulary
    # Of what tells an age many are for another.
    each = EACH if giving.age is None else EACH_AGED
    done: set[str] = set()
    loose: list[tuple[Spark, str]] = []
    count = 0
    for spark, good in named_goods(sparks_of(giving), TRIED):
        held = [c for c in categories_of((good,), vocabulary) if c not in done]
        if not held:
            loose.append((spark, good))
            continue
        done.update(held)
        count += 1
        if count > PROBES:
            return
        terms = (*base.wanted, *(Term(Field.CATEGORY, c) for c in held))
        yield spark.name, replace(base, text=good, wanted=terms, limit=each), (good,)
    for spark, good in loose[: max(PROBES - count, 0)]:
        yield spark.name, replace(base, text=good, limit=each), (good,)


def _is(candidate: Candidate, goods: tuple[str, ...], request: SearchRequest, tools: Tools) -> bool:
    """Say whether a product is what a probe looked for: by its shelf, its title or its meaning."""
    if candidate.product.category in shelved(goods, tools.search.vocabulary):
        return True
    on_shelf = any(t.field is Field.CATEGORY for t in request.wanted)
    sure = on_shelf and (candidate.relevance or 0.0) >= SURE
    return sure or called(candidate.product, goods)


def _in_words(
    giving: Giving,
    base: SearchRequest,
    people: frozenset[str],
    state: TurnState,
    tools: Tools,
) -> list[Candidate]:
    """Return what a search for the shopper's own words brings, one of each category."""
    place = _department(state["wish"].state)
    # Within a department its name tells nothing, and "for the kitchen" is hardly in any title.
    text = "" if place else " ".join(giving.unknown) or state["wish"].state.query
    base = replace(base, wanted=(*base.wanted, *place))
    sort = base.sort if text else Sort.BEST_RATED
    request = replace(base, text=text, sort=sort, diversity=DIVERSITY, limit=40)
    if not text:
        # "Surprise me" again: with something else.
        seen = frozenset(state["wish"].before.seen)
        request = replace(request, exclude_ids=request.exclude_ids | seen)
    anybody = bool(place) and not people  # "what's popular in toys": for whom, nobody said
    fitting = _fitting(tools, request, people, giving, anybody)
    if text:
        fitting = [c for c in fitting if c.relevance is None or c.relevance >= RELEVANT]
    else:
        turn = seed_of_turn(state, state["dialogue"])
        at = turn % max(len(fitting), 1)
        fitting = [*fitting[at:], *fitting[:at]]
    kinds: dict[str, Candidate] = {}
    for candidate in fitting:
        kinds.setdefault(candidate.product.category, candidate)
    return list(kinds.values())[:ON_SCREEN]


def _department(state: DialogueState) -> tuple[Term, ...]:
    """Return the departments wanted as what ideas are looked for in."""
    said = [c for c in state.constraints if c.kind is Kind.DEPARTMENT and c.wanted and c.known]
    return tuple(Term(Field.DEPARTMENT, str(c.value)) for c in said)


def _reason_in_words(giving: Giving) -> str:
    return giving.unknown[0] if giving.unknown else ""


def _fitting(
    tools: Tools,
    request: SearchRequest,
    people: frozenset[str],
    giving: Giving,
    anybody: bool = False,
) -> list[Candidate]:
    result = tools.search.search(request)
    if any(t.field is Field.CATEGORY for t in result.relaxed):
        return []
    return [
        c
        for c in result.candidates
        if c.product.in_stock
        and (anybody or meant_for(c.product, people))
        and suits_age(c.product, giving.age)
        and not _owned(c.product, giving.owns)
    ]


def _owned(product: Product, owns: tuple[str, ...]) -> bool:
    places = set(stems(f"{product.department} {product.category}"))
    return any(called(product, (own, own.split()[0])) or set(stems(own)) <= places for own in owns)


def _best(candidates: list[Candidate]) -> Candidate:
    """Return the best rated of those that fulfil most wishes; without ratings the first."""

    def worth(candidate: Candidate) -> tuple[int, float]:
        product = candidate.product
        rated = product.rating is not None and product.rating_count >= RATED_ENOUGH
        met = sum(t.field in TELLING for t in candidate.fulfilled)
        return met, product.rating or 0.0 if rated else 0.0

    return max(candidates, key=worth)


def _told(found: list[_Idea], giving: Giving, state: TurnState) -> tuple[DialogueState, Part]:
    wished = replace(state["wish"].state, giving=giving)
    if not found:
        kinds = (Kind.PRICE,) if price_of(wished) != PriceRange() else ()
        # What is on the screen stays: an emptied one leaves nothing to talk about.
        left = state["wish"].before if state["screen"] else wished.showing((), 0)
        needed = giving.likes[0].goods[:1] if giving.purpose and giving.likes else ()
        return left, NothingFound(kinds, thing=next(iter(needed), None))
    candidates = tuple(c for c, _ in found)
    now = wished_for(wished, hard=None, turn=wished.turn)
    asked = tuple(replace(t, hard=False) for t in now)
    spoken = spoken_of(candidates)
    asks = _question(giving, price_of(wished))
    part = IdeasShown(
        candidates,
        tuple(reason for _, reason in found),
        person=giving.person,
        purpose=giving.purpose,
        gift=giving.gift,
        liked=bool(giving.unknown) or any(s.liked for s in giving.likes),
        asks=asks,
        spoken=spoken,
        why=reasons(candidates[:spoken], asked, asked),
        same=_ids(candidates[:spoken]) == _ids(state["screen"][:spoken]),
    )
    dialogue = wished.showing(cards_of(candidates), spoken)
    why = tuple(reason for _, reason in found)
    giving = replace(giving, asked=giving.asked or asks is not None, reasons=why)
    return replace(dialogue, giving=giving), part


def _ids(candidates: tuple[Candidate, ...]) -> list[str]:
    return [c.product.id for c in candidates]


def _question(giving: Giving, price: PriceRange) -> str | None:
    """Return the one question that would narrow a gift most; it is never asked twice."""
    if not giving.gift or giving.asked:
        return None
    if not (giving.likes or giving.unknown):
        return "likes"
    return "budget" if price == PriceRange() else None
