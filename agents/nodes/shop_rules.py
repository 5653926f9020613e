"""Answer from the shop's policy file and its order system; say so where they are silent.

Asks for an order number and nothing else: no card, no address, no name.
"""

import re
from dataclasses import replace

from langgraph.runtime import Runtime

from agents.acts import Act
from agents.nodes.cart_view import cart_products
from agents.nodes.turn_state import Tools, TurnState, current, products_on
from agents.orders import NUMBER_LEAST
from agents.pending import Pending, Slot
from agents.policies import Contact
from agents.reading import Reading
from agents.reply.plan import Part
from agents.reply.shop_parts import InCurrency, OrderSaid, PolicySaid, Reached
from agents.reply.talk_parts import Talk, Talked
from agents.sizes import said_as
from agents.understand.line import Line
from agents.understand.policy import CARD

_OF_AN_ORDER = "order"
_NUMBER = re.compile(r"\b\d(?:[ -]?\d)+\b")
_OWN_ORDER = re.compile(
    r"\b(?:track\w*|where|when|status|arriv\w*|locate|eta|number|check|late|lost|missing|never)\b"
)
_FALLS_BACK = {"exchange": "returns", "warranty": "returns"}
"""Topics whose answer stands in for one that a file lacks."""


def shop_rules(state: TurnState, runtime: Runtime[Tools]) -> TurnState:
    """Plan the answer to a question about orders or rules, or to the wish for a person."""
    tools, reading, dialogue = runtime.context, current(state), state["dialogue"]
    titles = (p.title for p in (*products_on(state["screen"]), *cart_products(dialogue, tools)))
    parts = _parts(reading, tools, " ".join(titles))
    part = parts[0]
    if isinstance(part, OrderSaid) and part.visible and part.number is None:
        dialogue = replace(dialogue, pending=Pending(Slot.ORDER, (), Act.ORDER_OR_POLICY))
    elif dialogue.pending and dialogue.pending.slot is Slot.ORDER:
        dialogue = replace(dialogue, pending=None)
    return {"dialogue": dialogue, "parts": (*state["parts"], *parts)}


def _parts(reading: Reading, tools: Tools, goods: str) -> tuple[Part, ...]:
    """Return the answer; two where one utterance asks two things of a topic."""
    desk = tools.desk
    if reading.topic == CARD:
        return (Talked(Talk.NO_CARDS),)
    if reading.act is Act.HUMAN:
        return (Reached(desk.policies.contact),)
    topic = reading.topic or _OF_AN_ORDER
    if topic == _OF_AN_ORDER:
        return (_order(reading, tools),)
    if topic == "contact" and "contact" not in desk.policies.topics:
        return (Reached(desk.policies.contact),)
    answers = desk.policies.answers_to(topic, _with_marks(reading.words), goods)
    if not answers and topic in _FALLS_BACK:
        answers = desk.policies.answers_to(_FALLS_BACK[topic], _with_marks(reading.words), goods)
    if answers:
        return tuple(PolicySaid(answer) for answer in answers)
    if topic == "currency":
        return (InCurrency(tools.search.vocabulary.currency),)
    known = {talk.value: talk for talk in Talk}
    return (Talked(known.get(topic, Talk.ORDER)),)


_MARKS = re.compile(r"([;?.]\s+)")


def _with_marks(words: str) -> str:
    """Return the words with numbers in digits, and the marks between sentences."""
    pieces = _MARKS.split(words)
    return "".join(p if _MARKS.fullmatch(p) else as_digits(p) for p in pieces)


def _order(reading: Reading, tools: Tools) -> Part:
    desk = tools.desk
    contact: Contact | None = desk.policies.contact
    page = desk.policies.topics.get(_OF_AN_ORDER)
    if not desk.orders.visible:
        answer = desk.policies.answer_to(_OF_AN_ORDER, said_as(reading.words))
        if answer is not None and not answer.silent:
            return PolicySaid(answer)
        return OrderSaid(contact=contact, link=page.link if page else None)
    if page is not None and not _OWN_ORDER.search(reading.words.lower()):
        # "Can I cancel an order?" is a rule; where one's own is, the orders know.
        answer = desk.policies.answer_to(_OF_AN_ORDER, said_as(reading.words))
        if answer is not None:
            return PolicySaid(answer)
    number = next((n for n in _numbers(reading.words) if len(n) >= NUMBER_LEAST), None)
    status = desk.orders.status(number) if number else None
    return OrderSaid(status, number, visible=True, contact=contact)


def _numbers(words: str) -> list[str]:
    """Return the numbers in `words`, digits read out one by one as one number."""
    return [re.sub(r"\D", "", n) for n in _NUMBER.findall(said_as(words))]


def as_digits(words: str) -> str:
    """Return the words with their numbers in digits: "over a hundred" to "over 100"."""
    return Line.read(words).text
