"""How well a function answers a turn: by the shop's acts, by known words, else by meaning.

A function that does what the shop does (put into the cart, compare) is meant by the act that the
turn was read as; one of a known purpose by words that ask for it; any other by nearness of
meaning, words in common, and the utterance being no business of the shop's.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from agents.acts import Act
from agents.client_tools.needs import Given
from agents.client_tools.profile import Profile
from agents.client_tools.roles import Role
from agents.client_tools.words import PLAIN_VERBS, stem, stems
from agents.constraints import Kind, Set
from agents.reading import Reading
from retrieval.wordset import wordset

SHOPPING = frozenset({
    Act.FIND, Act.REFINE, Act.COMPARE, Act.ASK_PRODUCT, Act.PRICE_OR_STOCK, Act.SELECT,
    Act.CART_ADD, Act.CART_REMOVE, Act.CART_CHANGE, Act.CART_UNDO, Act.CART_VIEW, Act.CHECKOUT,
    Act.SAVE, Act.GIFT, Act.BUNDLE, Act.INSPIRE,
})  # fmt: skip
"""What the shop itself does."""
TALK = frozenset({
    Act.SMALLTALK, Act.CONFIRM, Act.DENY, Act.REPEAT, Act.PACE, Act.STOP, Act.ASR_FAILURE,
})  # fmt: skip
"""What no function is needed for, unless words ask for one of a known purpose."""
BY_ACT = 1.0
BY_WORDS = 0.9
UNSURE = 0.45
"""What the score of an act loses where the turn was read as that act with no confidence at all:
"go back" is read as a refinement, with 0.07."""
HARDLY = 0.1
"""Acts read with less are none: "is it waterproof", of an unclear "it", is refining with 0.03."""
NEARNESS_COUNTS = 0.09
"""Of the score, where acts and words leave several: less than acts differ from words."""
LEAST = 0.5
"""Of a function that is meant by meaning alone."""
LEAST_FILLED = 0.4
"""The same where the turn names one of its arguments: a place, a code, one of its values."""
SURE_ACT = 0.6
"""A turn read as shopping with less confidence is no hindrance to another meaning."""


@dataclass(frozen=True, slots=True)
class Fitness:
    """How well one function answers."""

    profile: Profile
    score: float
    """0..1; from `LEAST` on it may be called."""


def ranked(
    profiles: Sequence[Profile], given: Given, near: Callable[[Profile], float]
) -> list[Fitness]:
    """Return how well functions answer a turn, the best first.

    Args:
        profiles: The functions.
        given: The turn.
        near: Nearness of meaning of the utterance and a function, -1..1; asked only where acts
            and words do not tell, since the utterance has to be embedded for it.
    """
    scored = [_fitness(profile, given, near) for profile in profiles]
    best = max((each.score for each in scored), default=0.0)
    close = [each for each in scored if each.score >= max(best - NEARNESS_COUNTS, LEAST)]
    if len(close) > 1:
        # Among several of one purpose the nearer one.
        scored = [
            Fitness(e.profile, e.score + NEARNESS_COUNTS * max(near(e.profile), 0.0))
            if e in close
            else e
            for e in scored
        ]
    return sorted(scored, key=lambda each: -each.score)


def _fitness(profile: Profile, given: Given, near: Callable[[Profile], float]) -> Fitness:
    score = _by_act(profile, given) or _by_words(profile, given)
    if score or (profile.meaning is not None and profile.meaning.acts):
        return Fitness(profile, score)
    if all(r.act in TALK for r in given.turn.readings):
        return Fitness(profile, 0.0)
    return Fitness(profile, _by_meaning(profile, given, near(profile)))


def _by_act(profile: Profile, given: Given) -> float:
    meaning = profile.meaning
    if meaning is None or not meaning.acts:
        return 0.0
    readings = [r for r in given.turn.readings if r.act in meaning.acts]
    if not readings:
        return 0.0
    confidence = max(r.confidence for r in readings)
    if confidence < HARDLY:
        return 0.0
    score = BY_ACT - UNSURE * (1.0 - confidence)
    if meaning.name == "price":
        return score if any(_asks(r, "price") for r in readings) else 0.0
    if meaning.name == "stock":
        return 0.0 if any(_asks(r, "price") for r in readings) else score
    if meaning.name == "search":
        searches = profile.has(*_SEARCHED_BY) or not any(s.required for s in profile.root.children)
        return score if searches and any(_is_wish(r, given) for r in readings) else 0.0
    if meaning.name == "sort":
        return score if given.sort is not None else 0.0
    return score


_SEARCHED_BY = (
    Role.QUERY, Role.CATEGORY, Role.PRICE_MOST, Role.BRAND, Role.COLOUR, Role.AUDIENCE, Role.OPEN,
)  # fmt: skip


def _asks(reading: Reading, attribute: str) -> bool:
    return reading.question is not None and reading.question.attribute == attribute


def _is_wish(reading: Reading, given: Given) -> bool:
    """Say whether a reading says what to search for."""
    if reading.act not in (Act.FIND, Act.REFINE, Act.GIFT, Act.INSPIRE):
        return False
    return bool(reading.edits or reading.text or given.turn.constraints)


def _by_words(profile: Profile, given: Given) -> float:
    meaning = profile.meaning
    if meaning is None or meaning.said is None:
        return 0.0
    text = given.said.line.text
    if not meaning.said.search(text) or (meaning.excluded and meaning.excluded.search(text)):
        return 0.0
    if not meaning.sure and meaning.acts and not _about_it(meaning.name, given):
        return 0.0
    if meaning.sure and not _wishes_thing(given):
        return BY_WORDS
    return 0.0 if _is_shopping(given) and not _about_it(meaning.name, given) else BY_WORDS


_ASKED_OF_GOODS = frozenset({"stock", "details", "compare", "price", "reviews"})


def _about_it(name: str, given: Given) -> bool:
    """Say whether a question about products is one about those that are meant."""
    if name == "human":
        return not _is_shopping(given)
    if name not in _ASKED_OF_GOODS or not given.meant.goods:
        return False
    asking = (Act.ASK_PRODUCT, Act.PRICE_OR_STOCK, Act.SELECT, Act.COMPARE, Act.OUT_OF_SCOPE)
    return any(r.act in asking for r in given.turn.readings)


def _is_shopping(given: Given) -> bool:
    return any(r.act in SHOPPING and r.confidence >= SURE_ACT for r in given.turn.readings)


def _wishes_thing(given: Given) -> bool:
    """Say whether the turn asks for a kind of thing that the catalog has: "a rain jacket"."""
    return any(
        r.act in (Act.FIND, Act.REFINE, Act.GIFT, Act.BUNDLE, Act.CART_ADD)
        and any(
            isinstance(e, Set) and e.constraint.kind in (Kind.CATEGORY, Kind.TYPE, Kind.DEPARTMENT)
            for e in r.edits
        )
        for r in given.turn.readings
    )


def _by_meaning(profile: Profile, given: Given, near: float) -> float:
    """Return nearness of meaning with words in common; little where the shop is meant."""
    spoken = stems(tuple(t.norm for t in given.said.line.tokens))
    name = profile.told
    shared = len(name & spoken) / len(name) if name else 0.0
    verb = stem(profile.name_words[0]) in spoken if profile.name_words else False
    described = len(profile.described & spoken)
    score = near + 0.3 * shared + 0.05 * min(described, 3) + (0.1 if verb else 0.0)
    if profile.meaning is not None:
        score -= 0.15  # none of the words that ask for it were said
    if _orders(profile, given) and shared + described:
        return min(score + 0.2, BY_ACT)
    whole = shared >= 1.0 and len(name) > 1 and near >= _SAME_THING
    if whole and _asks_something(profile, given):
        return min(score, BY_ACT)
    if _wishes_thing(given) and not (verb and shared >= 1.0):
        score -= 0.6
    elif _is_shopping(given):
        score -= 0.15
    if not _asks_something(profile, given):
        # The name of a thing is a wish for it: "a recipe book". Only what is told decides.
        score = min(score, LEAST - 0.01)
    return min(max(score, 0.0), 0.89)


_SAME_THING = 0.55
"""Nearness of an utterance that has all of a name's words: "add a gift message"."""


def _orders(profile: Profile, given: Given) -> bool:
    """Say whether the utterance begins with the function's own verb: "scroll down"."""
    words = [t.norm for t in given.said.line.tokens if t.norm not in _POLITE]
    own = profile.name_words[0] if profile.name_words else ""
    return bool(words) and own not in PLAIN_VERBS | _OF_SHOPS and stem(words[0]) == stem(own)


_POLITE = wordset("please can could would you will i want to ok now hey so and then let us just")
_OF_SHOPS = wordset("search add buy save compare remove order select checkout recommend filter")
_ASKS = wordset(
    "what who when where how why which is are am do does did can could will would shall should may "
    "might has have was were tell give make set turn play find show get let put take go open close "
    "start stop send call look read say change switch help i my me please want need you your add "
    "remove create write save cancel apply connect reserve schedule pick choose select wrap convert"
)


def _asks_something(profile: Profile, given: Given) -> bool:
    """Say whether the utterance is more than the name of a thing: "dice games for kids"."""
    words = [t.norm for t in given.said.line.tokens]
    verb = stem(profile.name_words[0]) if profile.name_words else ""
    return any(w in _ASKS or stem(w) == verb for w in words)
