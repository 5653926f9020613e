"""Who or what ideas are wanted for: the person, the interests, the occasion, the trouble. Pure."""

import re
from dataclasses import dataclass, replace

from agents.occasions import (
    Spark,
    for_age,
    for_person,
    likes_in,
    need_in,
    occasion_in,
    set_said,
)

CHILD_UNDER = 18


@dataclass(frozen=True, slots=True)
class Giving:
    """What ideas are wanted for."""

    gift: bool = False
    person: str | None = None
    """As said: "father", "coworker"."""
    age: int | None = None
    likes: tuple[Spark, ...] = ()
    """Interests, an occasion or a trouble, with goods for each."""
    unknown: tuple[str, ...] = ()
    """Interests that nobody wrote goods down for: searched for in their own words."""
    owns: tuple[str, ...] = ()
    """What the person has already, or does not like."""
    purpose: str | None = None
    """What it is for or against, where no person is."""
    asked: bool = False
    """Whether the one question was asked."""
    reasons: tuple[str, ...] = ()
    """What each product on the screen is for, in order: "the tea thing"."""


_WOMEN = (
    "mom|mother|mum|mama|wife|girlfriend|fiancee|sister|daughter|aunt|auntie|grandma|grandmother|"
    "granny|niece|bride|bridesmaid|mother in law|sister in law|godmother|goddaughter|lady|woman|"
    "women|girl|queen|her"
)
_MEN = (
    "dad|father|papa|husband|boyfriend|fiance|brother|son|uncle|grandpa|grandfather|granddad|"
    "nephew|groom|father in law|brother in law|godfather|godson|guy|man|men|boy|him"
)
_KINDS = {
    "women": _WOMEN,
    "men": _MEN,
    "couple": "parents|grandparents|couple|newlyweds|family|in laws|neighbors|neighbours",
    "home": "host|hostess|friend|friends|neighbor|neighbour|roommate|flatmate|cousin",
    "work": "coworker|colleague|boss|manager|teacher|secretary|assistant|client|team|doctor|"
    "nurse|mentor|professor|co worker",
    "baby": "baby|newborn|godchild|infant",
    "dog": "dog|puppy",
    "cat": "cat|kitten",
}
_PERSON = re.compile(
    r"\b(?:for |to |my |our |his |her |a |an |the |old )(?P<who>"
    + "|".join(sorted("|".join(_KINDS.values()).split("|"), key=len, reverse=True))
    + r"|kids?|children|child|toddler|teenager|teen|grandson|granddaughter|grandchild|partner|"
    r"students?|friends?)\b(?! (?:lover|fan|enthusiast|person|owner|nerd|addict)s?\b)"
)
_AGE = re.compile(
    r"\b(?P<a>\d{1,2}) (?:years?|yrs?)(?: |-)olds?\b|\b(?:turns|turning|turned|aged?|"
    r"is|are|will be)"
    r" (?P<b>\d{1,2})\b(?! (?:dollars|bucks|euros|pounds|percent))|\b(?P<c>\d{1,2})(?:st|nd|rd|th) "
    r"birthday\b|\b(?P<m>\d{1,2}) (?:months?|weeks?)(?: |-)olds?\b"
)
_MONTHS = (
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|ust|ember|"
    r"tember|ober)?"
)
_BORN = re.compile(
    r"\b(?:d ?o ?b|date of birth|birth ?date|birthday|born)\b(?: (?:is|was|on|in|the|it))*"
    rf"(?: (?:(?:the )?\d{{1,4}}(?:st|nd|rd|th)?|of|{_MONTHS})(?![a-z])|[ ]?[/.,-][ ]?\d{{1,4}})+"
)
"""When somebody was born: no age stands in it."""
_LIKES = re.compile(
    r"\b(?:(?:really |also |always )?(?:likes?|loves?|enjoys?|adores?|is into|are into|into|"
    r"is (?:a )?(?:big |huge |real )?(?:fan of|crazy about|obsessed with|keen on|interested in|"
    r"passionate about|learning)|plays?|collects?|practices|does|fan of|interested in))"
    r" (?:to )?(?P<what>[a-z][a-z' -]*?)(?=$|,| (?:and (?:has|she|he|they|under|around|it|my|is)|"
    r"but|under|around|for|less|up to|about|below|who|that|very|a lot|so|at most|maximum)\b)"
)
_LOVER = re.compile(
    r"\b(?P<what>[a-z]+(?: [a-z]+)?) (?:lover|enthusiast|fan|fanatic|nerd|addict|aficionado|buff|"
    r"geek|freak)s?\b"
)
_OWNS = re.compile(
    r"\b(?:(?:already|has already|have already|already (?:has|have|owns|got|own)|owns|has) (?:has |"
    r"have |owns |got |own )?(?:enough |plenty of |lots of |too many |an? |two |"
    r"some )?|(?:does not|"
    r"do not|hates?|dislikes?|not) (?:like |want |need |into |drink |wear |eat |use |have )?(?:an? "
    r"|any )?|no (?:more )?|anything but |nothing with |please no )(?P<what>[a-z]+(?: [a-z]+)?)"
)
_EMPTY = frozenset(
    [
        "a",
        "an",
        "the",
        "and",
        "or",
        "my",
        "his",
        "her",
        "their",
        "it",
        "that",
        "this",
        "them",
        "him",
        "to",
        "of",
        "in",
        "on",
        "really",
        "very",
        "much",
        "all",
        "everything",
        "nothing",
    ]
)


def kind_of(person: str | None) -> str:
    """Return what kind of person a word names: "women", "men", "couple", "work", "anybody"."""
    for kind, words in _KINDS.items():
        if person in words.split("|"):
            return kind
    return "anybody"


def person_in(text: str) -> str | None:
    """Return the word for the person that a gift is for."""
    found = _PERSON.search(text)
    return found["who"] if found else None


def giving_of(text: str, before: Giving | None = None, gift: bool = False) -> Giving:
    """Return what ideas are wanted for after an utterance.

    Args:
        text: Its normal words, numbers in digits.
        before: What was known of it already.
        gift: Whether a gift was asked for.
    """
    held = before or Giving(gift=gift)
    owned = _owned(text)
    told = _OWNS.sub(" ", text) if owned else text
    person = person_in(told) or held.person
    age = _age(told) if _age(told) is not None else held.age
    named = _likes(told, person)
    likes = tuple({s.name: s for s in (*held.likes, *named)}.values())
    unknown = () if named else _unknown(told)
    purpose = held.purpose
    need = None if held.gift else need_in(told)
    if need is not None:
        likes, purpose = (need,), need.name
    elif not held.gift and not named:
        if (said := set_said(told, worn=False)) and not held.likes:
            kind, words = said
            goods = tuple(p.goods[0] for p in kind.pieces_for(None))
            likes, purpose = (Spark(words, goods),), words
    elif not held.gift and named:
        purpose = named[0].name
    return replace(
        held,
        person=person,
        age=age,
        likes=likes,
        unknown=(*held.unknown, *(u for u in unknown if u not in held.unknown)),
        owns=(*held.owns, *owned),
        purpose=purpose,
    )


def _likes(text: str, person: str | None) -> tuple[Spark, ...]:
    """Return the interests said; those words count that speak of liking, else all of them."""
    said = " ".join(m["what"] for m in (*_LIKES.finditer(text), *_LOVER.finditer(text)))
    found = likes_in(said or _without_person(text, person))
    occasion = occasion_in(text)
    return (*found, *((occasion,) if occasion and not found else ()))


def _without_person(text: str, person: str | None) -> str:
    return text.replace(person, " ") if person else text


def _unknown(text: str) -> tuple[str, ...]:
    said = [m["what"].strip() for m in (*_LIKES.finditer(text), *_LOVER.finditer(text))]
    each = [w.strip() for s in said for w in re.split(r",| and | or ", s)]
    kept = (" ".join(w for w in e.split() if w not in _EMPTY) for e in each)
    return tuple(k for k in kept if k)


def _owned(text: str) -> tuple[str, ...]:
    said = (m["what"].removesuffix(" already") for m in _OWNS.finditer(text))
    return tuple(what for what in said if what not in _EMPTY)


def _age(text: str) -> int | None:
    found = _AGE.search(_BORN.sub(" ", text))
    if not found:
        return None
    return 0 if found["m"] else int(found["a"] or found["b"] or found["c"])


def sparks_of(giving: Giving) -> tuple[Spark, ...]:
    """Return what to look for, the most telling first: interests, then age, then the person."""
    age = for_age(giving.age) if giving.age is not None else None
    if giving.likes or giving.unknown:
        return giving.likes
    if age:
        # Whoever has toys enough is given something to wear or to read.
        return (Spark(age.name, (*_NO_TOYS, *age.goods)) if "toys" in giving.owns else age,)
    if giving.person in ("kids", "kid", "children", "child", "toddler", "grandchild"):
        young = for_age(5)
        return (young,) if young else ()
    if giving.person in ("teenager", "teen"):
        teen = for_age(15)
        return (teen,) if teen else ()
    return (for_person(kind_of(giving.person)),) if giving.gift else ()


_NO_TOYS = ("children's books", "pajamas", "backpacks", "sneakers", "rain boots", "jackets")


def for_whom(giving: Giving) -> frozenset[str]:
    """Return the audiences that a gift may be for; empty where nobody can be told."""
    kind = kind_of(giving.person)
    if giving.age is not None and giving.age < 2:
        return frozenset({"baby"})
    young = giving.person in ("kids", "kid", "children", "child", "toddler", "grandchild")
    if young or (giving.age is not None and giving.age < CHILD_UNDER - 4):
        return frozenset({"kids"})
    animals = {s.name for s in giving.likes if s.name in ("dogs", "cats")}
    own = {"women": {"women"}, "men": {"men"}, "baby": {"baby"}, "dog": {"dogs"}, "cat": {"cats"}}
    return frozenset(own.get(kind, set()) | animals)
