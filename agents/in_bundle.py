"""What an utterance asks of the set on the screen: "swap the shoes", "without the hat". Pure."""

import re
from dataclasses import replace
from enum import StrEnum

from agents.acts import Act
from agents.bundles import Bundle, Piece
from agents.constraints import Drop, Kind, Relative, Set, Shift
from agents.goods import stems
from agents.reading import Reading, Reference
from agents.state import DialogueState, Topic
from agents.understand.things import is_thing
from agents.understand.tokens import norms


class Deed(StrEnum):
    """What is to be done; the topic of a BUNDLE reading that changes a set."""

    NEW = "new"
    SWAP = "swap"
    WITHOUT = "without"
    WITH = "with"
    CHEAPER = "cheaper"
    OTHERS = "others"
    REFIT = "refit"
    TOTAL = "total"
    BACK = "back"
    """An earlier set, as it was: "back to the outfit"."""


def deed_of(reading: Reading) -> Deed:
    """Return what a BUNDLE reading asks for."""
    return Deed(reading.topic) if reading.topic in set(Deed) else Deed.NEW


_SWAP = re.compile(
    r"\b(?:swap|change|replace|switch|exchange|different|other|another|instead of|"
    r"(?:do not|not) (?:really )?(?:like|want|love)|not those|not that)\b"
)
_WITHOUT = re.compile(
    r"\b(?:without|skip|drop|remove|leave out|leave off|take out|take off|lose|forget|minus|except|"
    r"no need for|(?:do not|not) need|already (?:have|own|got)|have (?:a|an|some) \w+ already|"
    r"get rid of)\b|^(?:and |but |please )*no \w+(?: please)?$|"
    r"\b(?:leave|take|keep|kick|throw) (?:the|that|those|this) (?:\w+ ){1,3}(?:out|off|away)\b"
)
_NOT_THAT = re.compile(
    r"^(?:(?:and|but|ok|please|also|maybe|actually|then|just) )*(?:no|without|skip|drop|remove|"
    r"lose|leave (?:out|off)|take (?:out|off)|forget)(?: the| an?| any| that)? "
    r"(?P<thing>[a-z]+(?: [a-z]+)??)(?: (?:please|then|though|thanks|out|off|from it))*$"
)
"""One thing that is not to be in it: "no hat please"."""
_BACK = re.compile(
    r"\b(?:back to|return(?:ing)? to|once more|again|(?:from )?(?:before|earlier)|bring back)\b"
)
_OUTFIT = re.compile(r"\b(?:outfits?|look|ensemble|clothes|attire)\b")
_SET_WORD = re.compile(r"\b(?:sets?|set ?ups?|kits?|outfits?|look|routine|gear|bundle)\b")
_ALL = re.compile(
    r"\b(?:all|everything|the (?:whole )?(?:set|outfit|kit|bundle|lot|thing|look|setup)|them|both|"
    r"these|those|whole)\b"
)
_TAKES_ALL = re.compile(
    r"^(?:(?:ok|yes|great|perfect|good|lovely|nice|well|then|so|please|and|now|can you|"
    r"could you) )*(?:i will (?:take|have|get|buy|order)|we will take|i would like|"
    r"i want(?: to (?:buy|get|order))?|take|add|buy|order|get(?: me)?|put|"
    r"let us (?:take|get|buy)|give me|can i (?:get|have|buy))"
    r" (?:the (?:whole |entire |full |complete )?(?:sets?|outfit|kit|bundle|lot|look|thing|setup|"
    r"set up)|all (?:of (?:it|them|that|these|those)|\d)|everything|it all|them all|the whole lot)"
    r"(?: (?:to|in|into|on) (?:my|the) \w+)?(?: (?:please|then|thanks|now))*$"
)
"""Takes the set on the screen, rather than asking for another."""
_WITH = re.compile(
    r"^(?:(?:and|ok|yes|please|also|can you|could you|maybe|then|great) )*"
    r"(?:add|include|with|also|plus|throw in|put in|and|i (?:also|would also) (?:need|want)|"
    r"i (?:need|want)(?=.* (?:too|as well|to it|to (?:the|that) \w+|also|in it)(?: please)?$))"
    r"(?: me)?(?: also)? (?:an?|some|one more|another|matching) (?P<thing>[a-z -]+?)"
    r"(?: (?:too|as well|to it|to the \w+|to that|please|also|in it))*$"
)
_TOTAL = re.compile(
    r"\b(?:total|altogether|all together|in all|how much (?:is|are|would) (?:it all|everything|"
    r"that all|they all|all of|the (?:whole |entire )?(?:set|outfit|kit|bundle|thing|lot|look|"
    r"setup)|it|that|this|they)(?: cost| be)?(?: together| in total)?$)\b"
)
_CHANGES = frozenset(
    {
        *(Act.REFINE, Act.FIND, Act.CART_REMOVE, Act.CART_CHANGE, Act.SELECT, Act.UNCLEAR),
        *(Act.OUT_OF_SCOPE, Act.CART_ADD, Act.INSPIRE, Act.DENY, Act.BUNDLE, Act.ASK_PRODUCT),
        *(Act.PRICE_OR_STOCK, Act.CART_VIEW, Act.CONFIRM),
    }
)
_OF_ALL = (Kind.PRICE, Kind.COLOUR, Kind.AUDIENCE, Kind.MATERIAL, Kind.BRAND, Kind.RATING)
"""Constraints that can hold for every piece of a set."""


def active(dialogue: DialogueState) -> Bundle | None:
    """Return the set that is on the screen, if one is."""
    bundle = dialogue.bundle
    if bundle is None or not bundle.chosen:
        return None
    shown = {s.product_id for s in dialogue.screen}
    return bundle if set(bundle.chosen) <= shown else None


def piece_meant(text: str, bundle: Bundle) -> Piece | None:
    """Return the piece of a set that `text` names, in whatever word for such goods."""
    said = set(stems(text))
    there = [p for p in bundle.pieces if p.chosen]
    for of in (_own, _heads):
        found = [p for p in there if said & of(p)]
        if found:
            return found[0]
    return None


def _of_another(reading: Reading, words: str, ordinal: Reference | None) -> Reading | None:
    """Return what is asked of a thing that is no piece of the set: that it come in, or not."""
    without = _NOT_THAT.match(words)
    if without and ordinal is None and _is_goods(without["thing"], reading):
        return _as(reading, Deed.WITHOUT, without["thing"])
    more = _WITH.match(words)
    if more and not reading.references:
        return _as(reading, Deed.WITH, more["thing"])
    return None


def _is_goods(thing: str, reading: Reading) -> bool:
    """Tell whether `thing` is something sold: "no hat", but neither "no leather" nor "no way"."""
    kinds = [e.constraint.kind for e in reading.edits if isinstance(e, Set)]
    of_goods = all(kind in (Kind.CATEGORY, Kind.TYPE) for kind in kinds)
    return of_goods and is_thing(thing.rpartition(" ")[2])


def _own(piece: Piece) -> set[str]:
    return set(stems(piece.name)[-1:])


def _heads(piece: Piece) -> set[str]:
    return {stems(good)[-1] for good in piece.goods if stems(good)}


def in_bundle(readings: tuple[Reading, ...], dialogue: DialogueState) -> tuple[Reading, ...]:
    """Return `readings` as what they ask of the set on the screen, where they do."""
    readings = tuple(_back(reading, dialogue) for reading in readings)
    bundle = active(dialogue)
    if bundle is None:
        return readings
    held = frozenset(item.product_id for item in dialogue.cart)
    return tuple(_one(reading, bundle, held) for reading in readings)


def _back(reading: Reading, dialogue: DialogueState) -> Reading:
    """Return a return to an earlier set as such, where there is one."""
    words = " ".join(norms(reading.words))
    asks = reading.act is Act.BUNDLE and reading.topic is None
    # "Back to the desk setup" names desks too.
    named = reading.act in (Act.FIND, Act.REFINE, Act.SELECT) and bool(_SET_WORD.search(words))
    if not (asks or named) or not _BACK.search(words):
        return reading
    topic = earlier(words, dialogue)
    if topic is None or topic.bundle is None:
        return reading
    if named and not set(stems(topic.bundle.name)) <= set(stems(words)):
        return reading
    return _as(reading, Deed.BACK, words)


def earlier(words: str, dialogue: DialogueState) -> Topic | None:
    """Return the wish of this conversation whose set `words` mean: by its name, or the last."""
    said = set(stems(words))
    now = (replace(dialogue.now, bundle=dialogue.bundle),)
    held = [t for t in (*dialogue.topics, *now) if t.bundle and t.bundle.chosen]
    named = [t for t in held if t.bundle and said & set(stems(t.bundle.name))]
    worn = [t for t in held if t.bundle and t.bundle.worn is bool(_OUTFIT.search(words.lower()))]
    return next(reversed(named or worn or held), None)


def _every_piece(reading: Reading, bundle: Bundle) -> Reading:
    places = range(1, len(bundle.chosen) + 1)
    every = tuple(Reference(reading.words, ordinal=place) for place in places)
    return replace(reading, act=Act.CART_ADD, edits=(), references=every, topic=None, text="")


def _one(reading: Reading, bundle: Bundle, held: frozenset[str]) -> Reading:
    if _TAKES_ALL.match(" ".join(norms(reading.words))):
        return _every_piece(reading, bundle)
    if reading.act not in _CHANGES or (reading.act is Act.BUNDLE and reading.topic is None):
        return reading
    words = " ".join(norms(reading.words))
    piece = piece_meant(words, bundle)
    ordinal = next((r for r in reading.references if r.ordinal and r.ordinal > 0), None)
    if reading.act is Act.CART_ADD and _ALL.search(words) and piece is None:
        return _every_piece(reading, bundle)
    if reading.act is Act.CART_REMOVE and piece and piece.chosen in held:
        return reading  # it is in the cart already: there it is to go
    shifts = [e for e in reading.edits if isinstance(e, Shift)]
    if any(s.relative is Relative.CHEAPER for s in shifts) and reading.act is not Act.SELECT:
        return _as(reading, Deed.CHEAPER, words if piece else "")
    if (piece or ordinal) and reading.act is not Act.CART_ADD:
        of_it = (ordinal,) if ordinal else ()
        if _WITHOUT.search(words):
            return _as(reading, Deed.WITHOUT, words, of_it)
        if _SWAP.search(words) or any(s.relative is Relative.OTHERS for s in shifts):
            return _as(reading, Deed.SWAP, words, of_it)
    if piece is None and (of_another := _of_another(reading, words, ordinal)):
        return of_another
    asks = reading.act in (Act.ASK_PRODUCT, Act.PRICE_OR_STOCK, Act.CART_VIEW)
    if (asks or reading.act is Act.UNCLEAR) and _TOTAL.search(words) and not ordinal and not piece:
        return _as(reading, Deed.TOTAL, "")
    if reading.act is not Act.REFINE:
        return reading
    if any(s.relative is Relative.OTHERS for s in shifts):
        return _as(reading, Deed.OTHERS, "")
    return _refitted(reading, piece)


def _refitted(reading: Reading, piece: Piece | None) -> Reading:
    """Return what is wanted, or no longer wanted, of every piece of a set."""
    if reading.edits and all(isinstance(e, Drop) and e.kind in _OF_ALL for e in reading.edits):
        return replace(_as(reading, Deed.REFIT, ""), edits=reading.edits)
    sets = [e for e in reading.edits if isinstance(e, Set)]
    if piece and sets and not any(e.constraint.kind is Kind.PRICE for e in sets):
        return reading
    if sets and all(e.constraint.kind in _OF_ALL for e in sets):
        kept = tuple(e for e in reading.edits if not isinstance(e, Shift))
        return replace(_as(reading, Deed.REFIT, ""), edits=kept)
    return reading


def _as(reading: Reading, deed: Deed, text: str, references: tuple[Reference, ...] = ()) -> Reading:
    return replace(
        reading, act=Act.BUNDLE, topic=deed.value, text=text, references=references, edits=()
    )
