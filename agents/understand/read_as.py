"""A part read as an act that no rule gave it: what the act needs, from what was found there.

The trained heads say which act it is; which product, size, number, question, topic or person
is meant comes from the words, as it does for the rules.
"""

import re
from dataclasses import replace

from agents.acts import Act
from agents.reading import Question, Reading, Reference
from agents.understand import confidence
from agents.understand.cart import cart_act, quantity_of, types_named
from agents.understand.cart_changes import FEWER, MORE
from agents.understand.comparing import about
from agents.understand.part import Part, edits_of
from agents.understand.saving import board_named

WISHES = frozenset({Act.FIND, Act.REFINE, Act.INSPIRE, Act.GIFT, Act.BUNDLE})
_BARE = frozenset({
    Act.CART_UNDO, Act.CART_VIEW, Act.CHECKOUT, Act.HUMAN, Act.STOP, Act.CONFIRM, Act.DENY,
})  # fmt: skip
_SLOWNESS = re.compile(
    r"\b(?:(?:too|so|very|painfully|that|bit|is|are|really|being) slow(?!er| down)|faster|quicker|"
    r"speed (?:it )?up|hurry|pick up|chop chop|get on with|move (?:it )?along|quick quick|"
    r"more quick\w*|double time|like a (?:snail|turtle|tortoise)|forever)\b"
)
_STOCK = re.compile(
    r"\b(?:stock|left|available|availability|have|got|get|comes?|many|size|sold out|ready|hand|"
    r"warehouse|shelf|store)\b"
)
_PRICE = re.compile(
    r"\b(?:prices?|costs?|how much|set me back|damage|dear|expensive|cheap|pay|charge|going for|"
    r"worth|dollars?|euros?|pounds?|bucks|quid|discount|on sale|reduced|run me|come to)\b"
)
_MORE = re.compile(r"\b(?:more|another|extra|additional|up)\b")
_FEWER = re.compile(r"\b(?:less|fewer|too many|down)\b")
_SO_MANY = re.compile(r"(?<!not )(?<!instead of )\b(\d{1,3})\b(?! (?:inch|dollars?|percent)\b)")
_PERSON = re.compile(
    r"\b(?:for|my|our|his|her|their) (?:(?:my|our|his|her|their|the|a|an|little|old|older|younger|"
    r"best|dear|new|late|best) )*(?P<who>mom|mum|mother|dad|father|wife|husband|girlfriend|"
    r"boyfriend|sister|brother|aunt|auntie|uncle|nan|nana|granny|grandma|grandmother|grandpa|granddad|"
    r"grandfather|grandson|granddaughter|son|daughter|niece|nephew|cousin|friend|mate|boss|"
    r"coworker|colleague|neighbor|neighbour|teacher|partner|fiance|fiancee|roommate|flatmate|"
    r"godson|goddaughter|godchild|pastor|kids?|baby|parents|in laws|"
    r"(?:mother|father|sister|brother|son|daughter) in law)\b"
)


def read_as(part: Part, act: Act, topic: str | None, rule: Reading) -> Reading:
    """Return `part` as `act`, a guess in confidence, with what the act needs.

    Args:
        part: the words with what was found in them.
        act: what the words ask for.
        topic: of a smalltalk, a policy; what the heads take it for.
        rule: what the rules made of it: its wish is kept where both are wishes.
    """
    sure = confidence.GUESS
    if act in WISHES:
        return _wish(part, act, rule)
    if act in (Act.CART_ADD, Act.CART_REMOVE):
        return replace(cart_act(part, act, sure, products=True), confidence=sure)
    if act is Act.CART_CHANGE:
        return _change(part)
    if act in (Act.ASK_PRODUCT, Act.PRICE_OR_STOCK):
        return _question(part, act, rule)
    reading = Reading(act, sure, part.words)
    if act is Act.SELECT:
        form = cart_act(part, act, sure)
        return replace(form, confidence=sure, quantity=None)
    if act is Act.SAVE:
        references = part.references or (Reference("", deictic=True),)
        return replace(reading, references=references, board=board_named(part.text))
    if act is Act.COMPARE:
        pointed = tuple(r for r in part.references if not r.deictic)
        asked = about(part.text)
        # Only ratings: "which is cheapest" is asked of all that are shown, not of those heard.
        question = Question(part.words, asked) if asked == "rating" else None
        every = pointed or (Reference("", every=True),)
        return replace(reading, references=every, question=question)
    if act is Act.PACE:
        return replace(reading, topic="faster" if _SLOWNESS.search(part.text) else "slower")
    if act is Act.REPEAT:
        return replace(reading, references=tuple(r for r in part.references if r.words))
    if act is Act.OUT_OF_SCOPE:
        return replace(reading, topic="other")
    return reading if act in _BARE else replace(reading, topic=topic)


def _wish(part: Part, act: Act, rule: Reading) -> Reading:
    who = _PERSON.search(part.text) if act is Act.GIFT else None
    recipient = who["who"] if who else rule.recipient
    if rule.act in WISHES:
        return replace(rule, act=act, confidence=confidence.GUESS, recipient=recipient)
    wished = Reading(act, confidence.GUESS, part.words, edits=edits_of(part), recipient=recipient)
    return replace(wished, text=part.leftover())


def _question(part: Part, act: Act, rule: Reading) -> Reading:
    asked = rule.question
    if asked is not None and asked.attribute and rule.act in (Act.ASK_PRODUCT, Act.PRICE_OR_STOCK):
        # "What colors do you have it in": whichever act it is, it is about the colors.
        return replace(rule, act=act, confidence=confidence.GUESS)
    attribute = None
    if act is Act.PRICE_OR_STOCK:
        stock = _STOCK.search(part.text) and not _PRICE.search(part.text)
        attribute = "stock" if stock else "price"
    form = cart_act(part, act, confidence.GUESS)
    return replace(
        form,
        confidence=confidence.GUESS,
        question=Question(part.words, attribute),
        quantity=None,
    )


def _change(part: Part) -> Reading:
    form = cart_act(part, Act.CART_CHANGE, confidence.GUESS, products=True)
    many = quantity_of(part)
    if many is None and form.size is None:
        said = _SO_MANY.search(part.text)
        many = int(said[1]) if said else None
    topic = None
    if many is None and form.size is None and form.colour is None:
        topic = FEWER if _FEWER.search(part.text) else MORE if _MORE.search(part.text) else None
    references = part.references or types_named(part) or (Reference("", deictic=True),)
    return replace(
        form, confidence=confidence.GUESS, references=references, quantity=many, topic=topic
    )
