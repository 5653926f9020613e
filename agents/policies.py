"""What a shop answers about delivery, returns and its other rules: read from one file.

    topics:
      delivery:
        answer: Delivery takes three to five days.
        link: https://shop.example/delivery
        facts:
          - asks: [free, cost, how much]
            at_least: 60
            answer: Delivery is free from $60, and $6 below that.

Nothing is made up: what the file is silent about is answered with its page. Which topic
an utterance is about `agents.understand.policy` says; which fact, `answer_to`. The format is
described in docs/policies.md.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from agents.errors import PoliciesInvalid

TOPICS = (
    *("delivery", "returns", "exchange", "warranty", "payment", "discounts", "gift_wrap"),
    *("stores", "contact", "privacy", "account", "order", "currency"),
)
"""Topics that understanding knows; a file may add others with words of their own (`asks`)."""
ANSWER_MOST = 220
"""Characters of one answer: about 14 s of speech, and more is for the page."""

ANSWERS_MOST = 2
"""Answers in one turn; more is for the page."""
_AND = re.compile(r"(?:[,;?.]\s*|\s+)(?:and|or|also|plus)\s+|[;?.]\s+", re.I)
"""Between the questions of one utterance."""
_QUESTION = re.compile(r"\b(?:how|what|when|which|who|where|can|do|does|is|are|will)\b")

_Answer = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=ANSWER_MOST)
]
_Phrase = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=60)]
_Link = Annotated[str, StringConstraints(pattern=r"^https?://\S+$", max_length=500)]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PolicyFact(_Table):
    """One thing that a topic says, and what asks for it."""

    asks: tuple[_Phrase, ...] = Field(min_length=1)
    """Words or phrases; a question that holds all words of one asks for this."""
    answer: _Answer
    at_least: Decimal | None = None
    """What a number in the question must reach for a "yes": free from 60."""
    at_most: Decimal | None = None
    """What it must not pass: returns within 30 days."""


class PolicyTopic(_Table):
    """One topic of the file."""

    answer: _Answer
    """Said to "what is your return policy?"."""
    link: _Link | None = None
    asks: tuple[_Phrase, ...] = ()
    """For topics of the shop's own: what asks for it, such as "recycle"."""
    facts: tuple[PolicyFact, ...] = ()


class Contact(_Table):
    """How to reach a person."""

    phone: str | None = None
    email: str | None = None
    link: _Link | None = None
    hours: str | None = None
    """Goes into "... at 555 0100, HOURS": "weekdays from nine to five"."""


@dataclass(frozen=True, slots=True)
class PolicyAnswer:
    """What is said to a question; `silent` where the file does not say."""

    topic: str
    text: str
    link: str | None = None
    silent: bool = False
    verdict: Literal["yes", "no"] | None = None
    """Where the question holds a number that a fact can be checked against."""


class Policies(_Table):
    """A shop's policy file."""

    topics: Mapping[str, PolicyTopic] = {}
    contact: Contact | None = None

    @classmethod
    def load(cls, path: Path) -> Self:
        """Return the policies of a YAML file.

        Raises:
            PoliciesInvalid: It cannot be read, or a key or value in it is wrong.
        """
        try:
            data = yaml.safe_load(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise PoliciesInvalid(str(path), f"it cannot be read ({error})") from error
        except yaml.YAMLError as error:
            raise PoliciesInvalid(str(path), "it is not YAML" + _line_of(error)) from error
        try:
            loaded = cls.model_validate(data if data is not None else {})
        except ValidationError as error:
            raise PoliciesInvalid(str(path), _explained(error)) from error
        for name, topic in loaded.topics.items():
            if name not in TOPICS and not topic.asks:
                why = f"topics.{name} needs asks, as it is none of {', '.join(TOPICS)}"
                raise PoliciesInvalid(str(path), why)
        return loaded

    def own_topic(self, words: str) -> str | None:
        """Return the shop's own topic that `words` ask for, if one's phrase is in them."""
        said = _stems(words)
        for name, topic in self.topics.items():
            if any(_holds(said, phrase) for phrase in topic.asks):
                return name
        return None

    def answers_to(self, topic: str, words: str, goods: str = "") -> tuple[PolicyAnswer, ...]:
        """Return what the file says to one question or to several: "how long, and who pays?".

        Args:
            topic: One of `TOPICS`, or the shop's own.
            words: The questions, numbers in digits.
            goods: Names of products talked of: "wrap the mugs" asks nothing particular.

        Returns:
            At most `ANSWERS_MOST`, none twice; () if it has no such topic.
        """
        whole = self.answer_to(topic, words, goods)
        if whole is None:
            return ()
        known = self.topics[topic]
        asked = [part for part in _AND.split(words) if _stems(part) - _GENERAL]
        each = [self.answer_to(topic, part, goods) for part in asked] if len(asked) > 1 else []
        told = {
            a.text: a
            for a, part in zip(each, asked, strict=False)
            if a and not a.silent and (a.text != known.answer or _QUESTION.search(part.lower()))
        }
        return tuple(told.values())[:ANSWERS_MOST] if len(told) > 1 else (whole,)

    def answer_to(self, topic: str, words: str, goods: str = "") -> PolicyAnswer | None:
        """Return what the file says to a question about `topic`; None if it has no such topic.

        The fact whose phrase holds most words of the question, or the topic's own answer
        where nothing more particular was asked.
        """
        known = self.topics.get(topic)
        if known is None:
            return None
        said = _stems(words)
        fact = _asked_for(known, said)
        if fact is not None and not _elsewhere(known, fact, words):
            return PolicyAnswer(topic, fact.answer, known.link, verdict=_verdict(fact, words))
        about = said - _GENERAL - _TOPIC_WORDS.get(topic, frozenset()) - _stems(goods)
        about -= _stems(" ".join(known.asks)) | _stems(known.answer)
        about = frozenset(word for word in about if not word.isdigit())
        about |= _elsewhere(known, fact, words) if fact is not None else frozenset()
        if about and (fact := _telling(known, about)):
            return PolicyAnswer(topic, fact.answer, known.link)
        return PolicyAnswer(topic, known.answer, known.link, silent=bool(about))


def _asked_for(topic: PolicyTopic, said: frozenset[str]) -> PolicyFact | None:
    best, most = None, (0.0, False)
    for fact in topic.facts:
        asked = max((_told_by(p, fact) for p in fact.asks if _holds(said, p)), default=most)
        if asked > most:
            best, most = fact, asked
    return best


def _elsewhere(topic: PolicyTopic, fact: PolicyFact, words: str) -> frozenset[str]:
    """Return the place that is asked about and of which a fact on any place says nothing."""
    place = _TO_A_PLACE.search(words.lower().strip(" ?.!"))
    said = _stems(place[1]) if place else frozenset()
    known = " ".join((*fact.asks, fact.answer, *topic.asks, topic.answer))
    of_any = all(_stems(p) <= _GENERAL | _OF_ANY for p in fact.asks if _holds(_stems(words), p))
    return said - _GENERAL - _OF_ANY - _stems(known) if of_any else frozenset()


_TO_A_PLACE = re.compile(
    r"\b(?:delivery|shipping|postage|ship|deliver|send)(?: \w+){0,3}? to (?!return|exchange|my|me|"
    r"the|a\b|us\b|you|your|someone|home|another|different|be|get|arrive)([a-z]+(?: [a-z]+)?)"
    r"(?= (?:cost|costs|free|take|takes|be|come)\b|$)"
)


def _told_by(phrase: str, fact: PolicyFact) -> tuple[float, bool]:
    """Return how particular a phrase is: its words, and whether the answer speaks of them.

    "What does delivery to Canada cost" asks for Canada's, not for the cost of any.
    """
    words = _stems(phrase)
    weight = sum(_WIDE_WORD if word in _GENERAL | _OF_ANY else 1.0 for word in words)
    return weight, words <= _stems(fact.answer)


def _telling(topic: PolicyTopic, about: frozenset[str]) -> PolicyFact | None:
    """Return the fact whose own answer names what is asked about: "a store in Seattle"."""
    return next((f for f in topic.facts if about <= _stems(f.answer)), None)


def _holds(said: frozenset[str], phrase: str) -> bool:
    words = _stems(phrase)
    return bool(words) and words <= said


def _verdict(fact: PolicyFact, words: str) -> Literal["yes", "no"] | None:
    """Say yes or no to "is it free over 50?" where the fact's bound decides it."""
    numbers = [Decimal(n.replace(",", "")) for n in re.findall(r"\d[\d,]*(?:\.\d+)?", words)]
    if len(numbers) != 1 or not _YES_NO.match(words.lower()):
        return None
    asked = numbers[0] * next((n for unit, n in _UNITS.items() if unit in words.lower()), 1)
    if fact.at_least is not None:
        return "yes" if asked >= fact.at_least else "no"
    if fact.at_most is not None:
        return "yes" if asked <= fact.at_most else "no"
    return None


_YES_NO = re.compile(
    r"^(?:\W*(?:and|so|but|ok|hi|hey|um)\W+)*(?:is|are|do|does|can|could|will|would|may)\b"
)
_UNITS = {"week": 7, "month": 30, "year": 365}
"""Days; bounds of time are written in days."""
_ENDINGS = ("ing", "ed", "es", "s")


def _stems(words: str) -> frozenset[str]:
    """Return the words without endings, those that ask for the same as one."""
    text = words.lower().replace("’", "'").replace("n't", " not")
    return frozenset(_stem(w) for w in re.findall(r"[a-z0-9]+", text))


def _stem(word: str) -> str:
    word = _SAME.get(word, word)
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = word[: -len(ending)]
            break
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


_SAME = {
    "shipping": "delivery", "ship": "delivery", "ships": "delivery", "shipped": "delivery",
    "shipment": "delivery", "deliver": "delivery", "delivers": "delivery",
    "delivered": "delivery", "deliveries": "delivery", "refunded": "refund",
    "refunds": "refund", "price": "cost", "fee": "cost", "fees": "cost", "charge": "cost",
    "costs": "cost", "nearest": "near", "closest": "near", "overseas": "abroad",
    "internationally": "abroad", "international": "abroad", "foreign": "abroad",
    "pickup": "pick", "wrapping": "wrap", "wrapped": "wrap", "giftwrap": "wrap",
    "wear": "worn", "wears": "worn", "wearing": "worn", "wore": "worn", "using": "used",
    "use": "used", "uses": "used", "try": "tried", "tries": "tried", "trying": "tried",
    "broke": "break", "broken": "break", "breaks": "break", "breaking": "break", "paid": "pay",
    "sent": "send", "tore": "tear", "torn": "tear",
    "email": "mail", "telephone": "phone", "quickly": "fast", "quick": "fast", "soon": "fast",
}  # fmt: skip
"""Words that ask for the same, before their endings are cut."""


_WIDE_WORD = 0.5
"""Weight of a word that asks how much or how long of anything."""


def _set(words: str) -> frozenset[str]:
    return frozenset(_stem(w) for w in words.split())


_GENERAL = _set(
    "a an the is are was were be do does did can could will would may might should i you we "
    "they it this that these those my your our me us them to of for in on at by with from and "
    "or but if so not no yes what how when where which who why there about have has had get got "
    "tell know want need like please thanks hi hey hello ok um uh policy policies rule rules "
    "information info details question help work works offer any some more much many out up s t "
    "m re ve ll d am possible able let say see guys shop store stuff thing things item items "
    "something anything order orders buy bought purchase product products just also now here "
    "provide available option options go going customer ask "
    "sorry oh wait actually well hmm excuse pardon right alright then too quick quickly question "
    "wondering wonder curious usually normally typically generally roughly exactly approximately "
    "really maybe kind sort type before after something yet hold second moment while by"
)
_OF_ANY = _set("cost free minimum time day")
"""Words that may be asked of everything in a topic."""
_TOPIC_WORDS: Mapping[str, frozenset[str]] = {
    "delivery": _set("delivery long take time arrive come here fast send mail"),
    "returns": _set("return back refund send money long day give bring take change mind"),
    "exchange": _set("exchange swap change another different size fit"),
    "warranty": _set("warranty guarantee break broke long cover last"),
    "payment": _set("pay payment accept take method way card money"),
    "discounts": _set("discount code coupon promotion promo deal sale voucher offer cheaper"),
    "gift_wrap": _set("gift wrap present box note message come"),
    "stores": _set("open close hour location near find local physical visit time today"),
    "contact": _set("contact call phone mail number reach write address support service touch"),
    "privacy": _set("privacy data personal store keep use information record"),
    "account": _set("account password login log sign register email newsletter"),
    "order": _set("order track status package parcel cancel change arrive yet"),
}
"""Words that ask for the topic as such, not for something particular in it."""


def _line_of(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    return f" (line {mark.line + 1})" if mark else ""


def _explained(error: ValidationError) -> str:
    # A key that is misspelt says more than the one that is missing for it.
    first = min(error.errors(), key=lambda e: e["type"] != "extra_forbidden")
    where = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        return f"there is no key {where}"
    if first["type"] == "missing":
        return f"{where} is missing"
    return f"{where}: {first['msg']}"
