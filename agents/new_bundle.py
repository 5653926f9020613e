"""From a reading to the set that is wanted: which pieces, for whom, within which total. Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace

from agents.acts import Act
from agents.bundles import PIECES, Bundle, Piece
from agents.constraints import Kind, Set
from agents.edits import apply
from agents.goods import stems
from agents.in_bundle import Deed, deed_of, earlier
from agents.occasions import MEN, WOMEN, PieceKind, set_said, sets
from agents.reading import Reading
from agents.references import Scene
from agents.state import DialogueState
from agents.understand.line import Line

WORN = re.compile(
    r"\b(?:outfits?|look|ensemble|wear|wearing|clothes|clothing|head to toe|dress(?:ed)?|attire|"
    r"wardrobe|costume)\b"
)
_MATCHING = re.compile(
    r"\b(?:match(?:ing)?|go(?:es)? together|same colou?r|one colou?r|colou?r coordinated)\b"
)
_MAN = re.compile(
    r"\b(?:my (?:husband|boyfriend|dad|father|brother|fiance|grandpa)|him|his|men|mens|man|"
    r"male|guys?|groom)\b"
)
_WOMAN = re.compile(
    r"\b(?:my (?:wife|girlfriend|mom|mother|sister|fiancee|grandma)|her|women|womens|"
    r"woman|female|lady|ladies|bride)\b"
)
_COMPANY = re.compile(r"\bwith (?:my|our|his|her) \w+")
"""Who comes along: a set for "a wedding with my husband" is not for him."""
_OF_ALL = (Kind.PRICE, Kind.COLOUR, Kind.AUDIENCE, Kind.MATERIAL, Kind.BRAND, Kind.RATING)
_SET_WORD = re.compile(
    r"\b(?:kit|sets?|set ?up|setup|routine|outfit|gear|essentials|bundle|everything|"
    r"basics|supplies|"
    r"equipment|stuff|things?|look|ensemble|chews)\b"
)
"""Words for a set itself, which is no piece of it."""
PLAIN = "casual"
"""What an outfit is for where nothing is said."""


def begun(reading: Reading, state: DialogueState) -> DialogueState:
    """Return the dialogue with the set that is wanted, its pieces not chosen yet.

    Args:
        reading: A BUNDLE.
        state: The dialogue before it.
    """
    edits = tuple(
        e
        for e in reading.edits
        if not isinstance(e, Set) or (e.constraint.kind in _OF_ALL and e.constraint.wanted)
    )
    if deed_of(reading) is Deed.BACK and (topic := earlier(reading.text, state)):
        others = tuple(t for t in state.new_topic().topics if t.bundle != topic.bundle)
        return replace(state.new_topic().as_in(topic), bundle=topic.bundle, topics=others)
    if deed_of(reading) is not Deed.NEW:
        held = state.bundle
        meant = replace(reading, act=Act.REFINE, edits=edits, text="", references=())
        after = replace(apply(meant, state, Scene(())).state, bundle=held)
        return replace(after, bundle=_for_whom(held, reading) if held else None)
    meant = replace(reading, act=Act.FIND, edits=edits, text="", references=())
    after = apply(meant, state, Scene(())).state
    return replace(after, bundle=wanted(reading))


def _for_whom(bundle: Bundle, reading: Reading) -> Bundle:
    said = [
        str(e.constraint.value)
        for e in reading.edits
        if isinstance(e, Set) and e.constraint.kind is Kind.AUDIENCE and e.constraint.wanted
    ]
    person = next((v for v in said if v in (WOMEN, MEN)), None)
    return replace(bundle, person=None) if person and person != bundle.person else bundle


def wanted(reading: Reading) -> Bundle:
    """Return the set that a reading asks for; without pieces where nothing tells which."""
    text = _COMPANY.sub(" ", Line.read(reading.words).text)
    worn = bool(WORN.search(text))
    matching = bool(_MATCHING.search(text))
    person = MEN if _MAN.search(text) else WOMEN if _WOMAN.search(text) else None
    named = named_pieces(reading)
    said = set_said(text, worn)
    if len(named) > 1:
        about = said[0].text if said else ""
        if said:
            named = tuple(_as_in(piece, said[0].pieces_for(person)) for piece in named)
        return Bundle(named[:PIECES], text=about, person=person, explicit=True, matching=matching)
    if said is None:
        if not worn:
            return Bundle(named, person=person, matching=matching)
        kind, name = sets()[PLAIN], PLAIN
    else:
        kind, name = said
    pieces = tuple(Piece(p.name, p.goods, p.needed) for p in kind.pieces_for(person))
    also = tuple(n for n in named if n.name not in name and not _covered(n, pieces))
    pieces = (*also, *pieces)[:PIECES]
    return Bundle(
        pieces,
        name,
        kind.text,
        person,
        kind.worn,
        people=kind.people,
        matching=matching,
    )


def _as_in(named: Piece, known: Sequence[PieceKind]) -> Piece:
    """Return a piece of several kinds as the occasion wants it: an office has office chairs."""
    same = next((p for p in known if stems(p.name)[-1:] == stems(named.name)[-1:]), None)
    return replace(named, goods=same.goods) if same and len(named.goods) > 1 else named


def _covered(named: Piece, pieces: tuple[Piece, ...]) -> bool:
    return any(named.name in p.goods or named.name.rstrip("s") in p.name for p in pieces)


def named_pieces(reading: Reading) -> tuple[Piece, ...]:
    """Return the pieces that a reading names, alternatives of one name as one piece."""
    by_words: dict[str, list[str]] = {}
    for edit in reading.edits:
        if isinstance(edit, Set) and edit.constraint.wanted:
            held = edit.constraint
            if held.kind in (Kind.CATEGORY, Kind.TYPE, Kind.DEPARTMENT) and not _SET_WORD.search(
                held.words.casefold()
            ):
                by_words.setdefault(held.words.casefold(), []).append(str(held.value))
    return tuple(Piece(words, tuple(goods)) for words, goods in by_words.items())
