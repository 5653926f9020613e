"""Search for what is wanted, and be honest where it falls short."""

from dataclasses import dataclass, replace

from langgraph.runtime import Runtime

from agents.acts import Act
from agents.clarify import POOL, Clarification, worth_asking
from agents.constraints import Kind, Relative, Set
from agents.guesses import hardly_a_wish, means_nothing, named_thing, other_goods
from agents.likeness import another_thing, unheard_of, unlike
from agents.measures import Beyond
from agents.nodes.asks_back import asks_back
from agents.nodes.did_you_mean import did_you_mean
from agents.nodes.second_look import SecondLook, within
from agents.nodes.turn_state import Tools, TurnState, cards_of, current
from agents.pending import Pending, Slot
from agents.reply.found import spoken_of
from agents.reply.leads import Lead, Shortfall
from agents.reply.plan import SPOKEN, BeyondPrice, Found, NothingFound, Part
from agents.reply.reasons import reasons
from agents.reply.talk_parts import Talk, Talked
from agents.requests import ON_SCREEN, asked_for, is_open, price_of, request_of, wished_for
from agents.search_text import stems_of
from agents.shown_again import shown_again
from agents.state import DialogueState
from agents.understand.confidence import GUESS_BELOW
from agents.wishes import Wish
from retrieval.product import Product
from retrieval.query import Candidate, Correction, PriceRange, SearchRequest, SearchResult, Sort
from retrieval.terms import Field, Term

_LEADS = {
    Relative.CHEAPER: Lead.CHEAPER,
    Relative.DEARER: Lead.DEARER,
    Relative.BETTER_RATED: Lead.BETTER_RATED,
    Relative.BIGGER: Lead.RESIZED,
    Relative.SMALLER: Lead.RESIZED,
    Relative.LIKE_THAT: Lead.ALIKE,
    Relative.OTHERS: Lead.OTHERS,
    Relative.MORE: Lead.MATCHES,
    Relative.LESS: Lead.MATCHES,
}
_SORT_LEADS = {
    Sort.CHEAPEST: Lead.CHEAPEST,
    Sort.DEAREST: Lead.DEAREST,
    Sort.BEST_RATED: Lead.BEST_RATED,
}
_SHORTFALLS = {
    Relative.CHEAPER: Shortfall.NONE_CHEAPER,
    Relative.DEARER: Shortfall.NONE_DEARER,
    Relative.BETTER_RATED: Shortfall.NONE_BETTER,
    Relative.BIGGER: Shortfall.NONE_IN_SIZE,
    Relative.SMALLER: Shortfall.NONE_IN_SIZE,
    Relative.MORE: Shortfall.NONE_FURTHER,
    Relative.LESS: Shortfall.NONE_FURTHER,
}


MEASURED_OF = 60
"""Products of which those are kept that state more of a quality: no index orders by weight."""
SPOKEN_INSTEAD = 2
"""Products spoken of after a "nothing like that": the apology takes the third one's time."""


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What a search came to."""

    dialogue: DialogueState
    part: Part
    screen: tuple[Candidate, ...]
    relaxed: tuple[Term, ...] = ()


def retrieve(state: TurnState, runtime: Runtime[Tools]) -> TurnState:
    """Search for the wish of the current reading and put the result on the screen."""
    tools, wish = runtime.context, state["wish"]
    if is_open(wish.state) and wish.state.sort is Sort.RELEVANCE:
        return {"parts": (*state["parts"], Talked(Talk.ASK_WISH))}
    if hardly_a_wish(current(state)):
        return {"dialogue": wish.before, "parts": (*state["parts"], asks_back(state, tools))}
    started_s = tools.clock()
    searched = dict(state["searched"])
    result = shown_again(wish, tools.search) if wish.screen else None
    pool: tuple[Candidate, ...] = ()
    if result is None:
        request = request_of(wish.state, wish.exclude_ids, wish.shown_ids)
        if wish.relative is None:
            request = replace(request, limit=POOL)
        result = _search(request, searched, tools)
        if wish.relative is None:
            looks = SecondLook(
                lambda request: _search(request, searched, tools), tools.search.vocabulary.values
            )
            wish, result = looks.again(wish, current(state), result)
        pool = result.candidates
        result = replace(result, candidates=pool[:ON_SCREEN])
    if wish.beyond:
        result = _beyond(wish, wish.beyond, searched, tools) or result
    outcome = _outcome(state, wish, result, searched, tools)
    spent_ms = (tools.clock() - started_s) * 1e3 + (state["spent"].retrieve_ms or 0.0)
    return {
        "dialogue": outcome.dialogue,
        "screen": outcome.screen,
        "relaxed": outcome.relaxed,
        "parts": (*state["parts"], outcome.part),
        "clarification": _clarification(wish, result, pool),
        "did_you_mean": did_you_mean(result, state["utterance"].text),
        "searched": searched,
        "query": request_of(wish.state).text if searched else state["query"],
        "spent": replace(state["spent"], retrieve_ms=spent_ms),
    }


def _clarification(
    wish: Wish, result: SearchResult, pool: tuple[Candidate, ...]
) -> Clarification | None:
    """Return the question that would narrow what was found most, if one is worth asking."""
    if not result.relevant or result.relaxed or wish.state.sort is not Sort.RELEVANCE:
        return None
    told = {c.kind for c in wish.state.constraints if c.wanted}
    if Kind.TYPE in told or Kind.CATEGORY in told:
        told |= {Kind.CATEGORY}
    return worth_asking(
        pool, result.total if _bounded(wish.state) else 0, told | wish.state.asked_before
    )


def _beyond(
    wish: Wish,
    beyond: Beyond,
    searched: dict[SearchRequest, SearchResult],
    tools: Tools,
) -> SearchResult | None:
    """Return what states more of a quality than what was shown, the best match first."""
    wider = replace(request_of(wish.state, wish.exclude_ids), limit=MEASURED_OF)
    result = _search(wider, searched, tools)
    further = tuple(c for c in result.candidates if beyond.holds(c.product))
    if not further:
        return None
    return replace(result, candidates=further[:ON_SCREEN], total=len(further))


def _thing(state: DialogueState) -> str | None:
    """Return what was just asked for by a name that no category has."""
    named = [c for c in state.constraints if c.kind is Kind.TYPE and c.turn == state.turn]
    return str(named[-1].value) if named and named[-1].wanted else None


def _not_further(wish: Wish, result: SearchResult) -> Shortfall | None:
    beyond = wish.beyond
    if beyond is None or all(beyond.holds(c.product) for c in result.candidates):
        return None
    return Shortfall.NONE_FURTHER


def _search(
    request: SearchRequest, searched: dict[SearchRequest, SearchResult], tools: Tools
) -> SearchResult:
    request = replace(request, taste=tools.taste)
    if request not in searched:
        searched[request] = tools.search.search(request)
    return searched[request]


def _outcome(
    state: TurnState,
    wish: Wish,
    result: SearchResult,
    searched: dict[SearchRequest, SearchResult],
    tools: Tools,
) -> _Outcome:
    reading = current(state)
    told = any(not isinstance(e, Set) or e.constraint.known for e in reading.edits)
    a_try = reading.confidence >= GUESS_BELOW and (told or not state["screen"])
    bounded = wish.state.ideas or _bounded(wish.state)
    nothing = means_nothing(reading, tools.search.vocabulary.lexicon)
    if not result.relevant and not bounded and (nothing or not a_try):
        # Words that name nothing here, often misheard: what was wanted before still stands.
        # With nothing on the screen, the nearest to a real wish is worth a look.
        thing = _thing(wish.state) or named_thing(reading)
        if thing is None and nothing:
            return _Outcome(wish.before, asks_back(state, tools), state["screen"])
        return _Outcome(wish.before, NothingFound((), thing=thing), state["screen"])
    if (goods := other_goods(reading)) and state["screen"] and unlike(goods, result.candidates):
        # Within "handbags" the nearest to "weed killer" is a handbag still.
        return _Outcome(wish.before, NothingFound((), thing=goods), state["screen"])
    other_kind = any(t.field is Field.CATEGORY for t in result.relaxed)
    no_more = wish.relative is Relative.OTHERS and bool(result.relaxed)
    if other_kind and (beyond := _of_the_kind(wish, searched, tools)):
        # The budget, not the catalog, leaves none of the kind that was asked for.
        return _offered(wish, beyond, searched, tools)
    if nothing and state["screen"] and reading.act is Act.REFINE and reading.text:
        # The list would be the same, as if "gronk" had been understood.
        return _Outcome(wish.before, asks_back(state, tools), state["screen"])
    if result.candidates and not no_more:
        return _shown(wish, result, _lead(wish, result, state), _not_further(wish, result))
    if wish.nearer and wish.relative:
        near = _search(request_of(wish.nearer, wish.exclude_ids), searched, tools)
        if near.candidates:
            return _shown(replace(wish, state=wish.nearer), near, _LEADS[wish.relative])
    if wish.relative is Relative.OTHERS:
        # The same wish still holds, so what is on the screen still answers it.
        part = NothingFound(_kinds(wish.state), no_more=True)
        return _Outcome(wish.state, part, state["screen"])
    if wish.fallback and wish.relative:
        back = _search(request_of(wish.fallback, wish.exclude_ids), searched, tools)
        if back.candidates:
            # How it was sorted to find the nearest is not what the shopper asked for.
            dialogue = replace(wish.fallback, sort=state["dialogue"].sort)
            shortfall = _SHORTFALLS.get(wish.relative)
            return _shown(replace(wish, state=dialogue), back, _LEADS[wish.relative], shortfall)
    if result.cheapest_outside and not other_kind:
        return _offered(wish, result.cheapest_outside, searched, tools)
    return _Outcome(wish.state.showing((), 0), NothingFound(_kinds(wish.state)), ())


def _shown(
    wish: Wish, result: SearchResult, lead: Lead, shortfall: Shortfall | None = None
) -> _Outcome:
    screen = result.candidates
    lacking = (*asked_for(wish.state, result.relaxed), *unheard_of(wish.state, screen))
    # Without a text there is nothing to be far from.
    told = wish.state.query or not _bounded(wish.state)
    if not result.relevant and shortfall is None and not lacking and told and not wish.state.ideas:
        shortfall = Shortfall.NOT_CLOSE
    elif _names_something_else(wish.state, screen):
        shortfall = shortfall or Shortfall.NOT_CLOSE
    wished = wished_for(wish.state, hard=False)
    asked = wished_for(wish.state, hard=None, turn=wish.state.turn)
    spoken = spoken_of(screen, reasons(screen[:SPOKEN], wished, asked))
    if shortfall or lacking:
        spoken = min(spoken, SPOKEN_INSTEAD)
    part = Found(
        candidates=screen,
        lead=lead,
        total=result.total if _bounded(wish.state) else 0,
        category=wish.state.category if wish.returned else _new_category(wish.state),
        price=_budget(wish) if within(price_of(wish.state), screen) else None,
        relaxed=lacking,
        relaxations=result.relaxations if len(lacking) == len(result.relaxed) else (),
        shortfall=shortfall,
        spoken=spoken,
        corrected=_corrected(wish.state, result),
        thing=_thing(wish.state) if shortfall is Shortfall.NOT_CLOSE else None,
        wished=wished,
        asked=asked,
    )
    shown = wish.state.showing(cards_of(screen), part.spoken)
    dialogue = _softened(shown, lacking)
    return _Outcome(dialogue, part, screen, lacking)


def _names_something_else(state: DialogueState, screen: tuple[Candidate, ...]) -> bool:
    free = not _bounded(state) and not state.ideas
    return (free and unlike(state.query, screen)) or another_thing(state, screen)


def _corrected(state: DialogueState, result: SearchResult) -> tuple[Correction, ...]:
    """Return what was searched for otherwise than it was said: brands, and words of the text."""
    brands = tuple(
        Correction(c.words, str(c.value), certain=True)
        for c in state.constraints
        if c.kind is Kind.BRAND and c.wanted and c.known and c.turn == state.turn
        if not stems_of(str(c.value)) & stems_of(c.words)
    )
    return (*brands, *(c for c in result.corrections if c.certain))


def _softened(state: DialogueState, relaxed: tuple[Term, ...]) -> DialogueState:
    """Keep what was given up as a wish only, so that it is not apologised for every turn.

    The kind of thing stays as it is: without it the next search could find anything.
    """
    given_up = {(t.field.value, t.value) for t in relaxed if t.field is not Field.CATEGORY}
    constraints = tuple(
        replace(c, hard=False) if c.wanted and (c.kind.value, c.value) in given_up else c
        for c in state.constraints
    )
    return replace(state, constraints=constraints)


def _of_the_kind(
    wish: Wish, searched: dict[SearchRequest, SearchResult], tools: Tools
) -> Product | None:
    """Return the product of the kind wanted that is nearest to the budget, if one holds it off."""
    price = price_of(wish.state)
    if price == PriceRange() or wish.relative is Relative.OTHERS:
        return None
    sort = Sort.CHEAPEST if price.high is not None else Sort.DEAREST
    request = request_of(wish.state, wish.exclude_ids)
    free = _search(replace(request, price=PriceRange(), sort=sort), searched, tools)
    if not free.candidates or any(t.field is Field.CATEGORY for t in free.relaxed):
        return None
    return free.candidates[0].product


def _offered(
    wish: Wish, nearest: Product, searched: dict[SearchRequest, SearchResult], tools: Tools
) -> _Outcome:
    """Say what lies nearest beyond the budget, and show it only after a "yes"."""
    price, cost = price_of(wish.state), nearest.price
    above = price.high is not None and cost > price.high
    beyond = PriceRange(price.low, cost) if above else PriceRange(cost, price.high)
    pending = Pending(Slot.YES_NO, (), Act.REFINE, product_id=nearest.id, price=beyond)
    request = replace(request_of(wish.state, wish.exclude_ids), price=beyond)
    relaxed = _search(request, searched, tools).relaxed
    part = BeyondPrice(nearest.id, price, cost, nearest.currency, relaxed)
    dialogue = replace(wish.state.showing((), 0), pending=pending)
    return _Outcome(dialogue, part, ())


def _new_category(state: DialogueState) -> str | None:
    """Return the category wanted, if it was just named: said back, it shows what was heard."""
    new = any(c.kind is Kind.CATEGORY and c.turn == state.turn for c in state.constraints)
    return state.category if new else None


def _lead(wish: Wish, result: SearchResult, state: TurnState) -> Lead:
    if wish.relative:
        return _LEADS[wish.relative]
    if wish.returned:
        return Lead.BACK
    ordered = wish.state.sort is not wish.before.sort
    if (
        not ordered
        and current(state).act is Act.REFINE
        and _heard(result.candidates) == _heard(state["screen"])
    ):
        return Lead.SAME
    if wish.state.ideas:
        return Lead.IDEAS
    return _SORT_LEADS.get(wish.state.sort, Lead.MATCHES)


def _heard(screen: tuple[Candidate, ...]) -> list[str]:
    return [c.product.id for c in screen[:SPOKEN]]


def _budget(wish: Wish) -> PriceRange | None:
    """Return the budget worth saying: one that was stated, not one that "cheaper" made."""
    if wish.relative in (Relative.CHEAPER, Relative.DEARER):
        return None
    stated = any(
        c.kind is Kind.PRICE
        and c.wanted
        and any(d.isalnum() for d in c.words)
        and c.turn == wish.state.turn
        for c in wish.state.constraints
    )
    return price_of(wish.state) if stated else None


def _bounded(state: DialogueState) -> bool:
    """Say whether a constraint holds the search to a kind of thing, whatever the words."""
    loose = (Kind.PRICE, Kind.RATING, Kind.AVAILABILITY)
    return any(c.wanted and c.hard and c.known and c.kind not in loose for c in state.constraints)


def _kinds(state: DialogueState) -> tuple[Kind, ...]:
    """Return the kinds of constraints that could give way, the latest first."""
    giving = [c.kind for c in reversed(state.constraints)]
    fixed = (Kind.CATEGORY, Kind.DEPARTMENT)
    return tuple(dict.fromkeys(k for k in giving if k not in fixed))
