"""Addresses whose number comes last, before a postal code and a town: "Am Markt 3, 28195 Bremen".

So they are written in most of Europe and South America. What the street is called does not matter;
where no postal code follows, the town has to be one that is known, or the street's kind.
"""

from collections.abc import Iterator

from assistant.redaction.figures import PAUSES
from assistant.redaction.found import Found, Personal
from assistant.redaction.known_words import is_strange
from assistant.redaction.placed import is_placed_at
from assistant.redaction.places import FOLLOWS, LOCATES, MOVES, NO_STREET, STOPS
from assistant.redaction.tokens import Tokens, word_set
from assistant.redaction.town_names import is_only_a_town, town_at
from assistant.redaction.towns import tail_after
from assistant.redaction.units import unit_before

_KINDS = word_set(
    """
    rue via viale corso piazza largo calle avenida av avda carrer carrera plaza paseo camino rua
    travessa praça praca estrada strasse straße str platz weg allee gasse ring ufer ulica ul aleja
    al plac osiedle os straat laan plein kade gracht gata gatan vej vägen vagen gade caddesi sokak
    sok cad bulevar bulevardul strada boulevard avenue quai impasse chemin place jalan jl lorong
    calea prospekt bulvar diagonal utca ut ter ulice namesti náměstí
    """
)
"""Of streets in other languages, before their names or behind them."""
_LINKS = word_set(
    """
    am im an der dem den zum zur auf unter de du des la le les del della dei do da dos das el los
    las san santa saint na nad pod van het ter den karl
    """
)
"""Parts of such names that are words of a sentence as well."""
_ENDINGS = ("gade", "vej", "tie", "katu", "gata", "gatan", "veien", "straat", "laan", "strasse",
            "straße", "gasse", "platz", "weg", "allee")  # fmt: skip
_BEFORE = PAUSES | LOCATES | MOVES | word_set("address new hi hello hey yes oh")
"""Stand before an address, whatever it is called."""
_SIDES = frozenset(("tv", "th", "mf", "sal"))
"""Of a Danish floor."""
_DOORS = frozenset(
    ("izq", "dcha", "dto", "esq", "izda", "drcha", "piso", "stock", "étage", "andar")
)
_HOUSE_MOST = 4
_NAME_MOST = 5
_BACK_MOST = 8
_TOWN_MOST = 3
_ABBREVIATED = 4
"""Letters of "str." and "ul.", whose stop ends no sentence."""


def abroad_in(tokens: Tokens) -> Iterator[Found]:
    """Yield the addresses of a text whose number comes last."""
    for place in range(1, len(tokens)):
        if tokens.is_figures(place) and not tokens.is_glued(place):
            span = _numbered(tokens, place)
            if span is not None:
                first = unit_before(tokens, span[0])
                yield Found(tokens.starts[first], tokens.ends[span[1] - 1], Personal.ADDRESS)


def _numbered(tokens: Tokens, place: int) -> tuple[int, int] | None:
    after = _number_after(tokens, place)
    first = None if after is None else _name_first(tokens, place)
    if after is None or first is None:
        return None
    on = _unit_after(tokens, after)
    code = _code_after(tokens, on + (tokens.at(on) == ","))
    if code is not None:
        return first, code
    if tokens.at(on) != ",":
        return None
    town = town_at(tokens, on + 1)
    is_known = town > on + 1 and is_only_a_town(tokens, on + 1, town)
    is_capital = tokens.is_capital(on + 1) and tokens.is_capital(first)
    end = tail_after(tokens, on).end
    is_odd = is_capital or any(map(is_strange, tokens.low[on + 1 : end]))
    is_told = _has_kind(tokens, first, place) or is_placed_at(tokens, first)
    is_meant = is_known or (is_odd and is_told)
    return (first, end) if is_meant and end > on else None


def _number_after(tokens: Tokens, place: int) -> int | None:
    """Return the place behind "14", "14a", "15/4" or "22-24"; None for a longer number."""
    if len(tokens.low[place]) > _HOUSE_MOST or not tokens.low[place].strip("0"):
        return None
    after = place + 1
    if tokens.is_glued(after) and tokens.at(after) in ("-", "/"):
        is_more = tokens.is_glued(after + 1) and len(tokens.at(after + 1)) <= _HOUSE_MOST
        return after + 2 if is_more and tokens.at(after + 1).isalnum() else None
    if tokens.is_word(after) and len(tokens.low[after]) == 1:
        is_more = tokens.is_figures(after + 1) and len(tokens.low[after + 1]) < _HOUSE_MOST
        return after + 1 + (is_more and tokens.at(after + 2) == ",")  # "20 A 5"
    if tokens.is_figures(after) and tokens.at(after + 1) == ".":  # "12 3. tv"
        return after + 3 if tokens.at(after + 2) in _SIDES else after
    return None if tokens.is_glued(after) and tokens.is_word(after) else after


def _unit_after(tokens: Tokens, place: int) -> int:
    """Return the place behind ", 3º B" or ", 2nd floor", else the place itself."""
    on = place + 1
    if tokens.at(place) != "," or not tokens.is_figures(on) or not tokens.is_glued(on + 1):
        return place
    after = tokens.chunk(on)
    if after > on + 1 and tokens.at(after - 1) == ",":
        after -= 1
    after += (len(tokens.at(after)) == 1 and tokens.is_word(after)) or tokens.at(after) in _DOORS
    return after if tokens.at(after) == "," and tokens.is_word(on + 1) else place


def _name_first(tokens: Tokens, place: int) -> int | None:
    """Return where the name before a house number begins; None where none stands there."""
    first, on, words, is_odd = place, place - 1, 0, False
    while on >= 0 and words < _NAME_MOST and place - on < _BACK_MOST:
        word = tokens.low[on]
        if word in (".", "-", "'"):
            is_joint = len(tokens.at(on - 1)) <= _ABBREVIATED if word == "." else words > 0
            if not (is_joint and tokens.is_word(on - 1)):
                break
            on -= 1
            continue
        is_name = tokens.is_word(on) and (
            tokens.is_capital(on) or is_strange(word) or word in _KINDS or word.endswith(_ENDINGS)
        )
        is_link = word in _LINKS and words > 0 and tokens.at(on - 1) != "i"
        is_stop = word in STOPS or word in NO_STREET or word in _BEFORE
        if not is_link and (is_stop or not is_name):
            break
        is_odd = is_odd or word in _KINDS or is_strange(word)
        words += 1
        first, on = on, on - 1
    while first < place and tokens.low[first] in ("-", "."):
        first += 1
    return first if words and is_odd else None


def _has_kind(tokens: Tokens, first: int, place: int) -> bool:
    return any(word in _KINDS or word.endswith(_ENDINGS) for word in tokens.low[first:place])


def _code_after(tokens: Tokens, place: int) -> int | None:
    """Return the place behind "28195 Bremen", "00-549 Warszawa" or "411 24 Göteborg"."""
    on = place
    if len(tokens.at(on)) <= 2 and tokens.is_word(on) and tokens.at(on + 1) == "-":  # "A-1070"
        on += 2
    if not tokens.is_figures(on):
        return None
    groups = [len(tokens.low[on])]
    on += 1
    while len(groups) < 2:
        on += tokens.at(on) == "-" and tokens.is_glued(on)
        if not tokens.is_figures(on):
            break
        groups.append(len(tokens.low[on]))
        on += 1
    if tuple(groups) not in _GROUPS:
        return None
    if len(groups) == 1 and len(tokens.at(on)) == 2 and tokens.is_capital(on):  # "1016 GV"
        on += 1
    on += tokens.at(on) == ","
    end = on
    while tokens.is_word(end) and end - on < _TOWN_MOST and _is_town(tokens, end, end > on):
        end += 1
    named = town_at(tokens, on)
    end = max(end, named)
    is_quarter = tokens.is_figures(end) and len(tokens.low[end]) <= 2
    end += end > on and is_quarter and tokens.at(end + 1) in FOLLOWS | {""}  # "Praha 1"
    return max(end, tail_after(tokens, end).end) if end > on else None


_GROUPS = {(4,), (5,), (6,), (3, 2), (2, 3), (4, 3), (3, 4), (5, 3)}
"""Figures of postal codes, in groups."""


def _is_town(tokens: Tokens, place: int, is_more: bool) -> bool:
    word = tokens.low[place]
    if word in STOPS or word in NO_STREET or (word in FOLLOWS and not is_more):
        return False
    return tokens.is_capital(place) or (is_strange(word) and len(word) > 1)
