"""Dates of birth: announced, told of a child, or all that somebody answers.

b. 30 April 1953        our little one came on 16 July 2024
mine's twenty three nine ninety for the insurance        january third nineteen fifty eight
"""

import re
from collections.abc import Iterator, Sequence

from assistant.redaction.common_words import COMMON
from assistant.redaction.figures import FIGURE_WORDS, PAUSES, part_at
from assistant.redaction.found import Found, Personal
from assistant.redaction.gazetteer import FIRST, english_words, kinds
from assistant.redaction.recipients import RELATIVES
from assistant.redaction.tokens import Tokens, word_set
from assistant.redaction.whole_dates import MONTHS, ORDINALS, Date, dates_of, said_date_at

_BORN = word_set(
    """
    born birthday birthdays birthdate birth dob bday bdate geb geboren né née nacido nacida nato
    nata geburtsdatum geboortedatum yob nacimiento naissance nascita nascido
    """
)
_AGE = word_set(
    "age insurance pensioner verification eighteen 18 21 over turn turns turned turning"
)
_MINE = word_set("mine his hers mine's")
_CHILDREN = word_set(
    """
    twins twin baby babies one newborn son daughter kid kid's kids boy girl grandson granddaughter
    nephew niece toddler bub sons daughters child children triplets grandchild
    """
)
_OF_CHILDREN = PAUSES | word_set(
    """
    came arrived due was were is 's on the in both are , our my little and , : ( born
    who appeared joined us early late
    """
)
_CAME = word_set("came arrived was were is 's born appeared joined due")
_OF_AGE = (
    PAUSES
    | FIGURE_WORDS
    | word_set(
        """
    is 's was on in date of : , . it the my her his check checks i'm i am years year old 'm
    be become becomes for and so confirm prove proof legally an adult 60th 18th 21st
    """
    )
)
_BETWEEN_MOST = 7
_ANSWERS = PAUSES | word_set("yes it 's is its the sure that my . , ! born on would be 'd here")
_NO_BIRTH = word_set(
    """
    by before until ordered bought deliver delivered arrive arrives ship shipped purchased placed
    paid since returned due order ordering received invoice dated receipt poster print edition
    newspaper issue magazine album vinyl released published version calendar concert tour till
    arriving delivery expected wedding party sale started event warranty
    """
)
"""Words before a date that is no birth's."""
_NEAR = 4
_SIGNED = re.compile(r"\d([./-])\d{1,2}\1\d")
_LIVING = range(1915, 2016)
"""Years of birth of those who answer; later ones are of orders, unless something announces them."""
_WRITTEN_SHORT = range(1940, 2000)
"""Years that are told by two figures: 10-12-14 are sizes."""
_PRICES = (1995, 1999)
"""Two figures that prices end in."""
_SELVES = word_set("i my me 'm is 's was mine his her")
_CENTURIES = frozenset(("nineteen", "thousand"))
_UNITS = word_set("dollars dollar euro euros pounds percent cents inch inches cm")
_LEADS = word_set(
    "discount pensioner verify proof insurance check enough senior verification prove alcohol birth"
)
_THINGS = word_set(
    """
    poster print newspaper vinyl album issue magazine edition coin stamp documentary film movie
    concert record dvd replica landing match final calendar cover
    """
)
"""Bear the date of what they show."""
_TOLD_BACK = 6
_GROWING = range(2000, 2022)
_AGED = range(1915, 2030)
DATE_WORDS = MONTHS | ORDINALS
_TOLD = _MINE | _CHILDREN | _AGE
MAY_TELL_BIRTH = _BORN | MONTHS | _TOLD
"""One of them, or a figure, stands in every text in which `may_hold_birth` is true."""
_SAID_LEAST = 3
_WHOLE_LEAST = 6
"""Figures of a date that is written in one: 040790."""


def may_hold_birth(text: str, words: Sequence[str], *, has_figures: bool) -> bool:
    """Say quickly whether a text may hold what `births_in` finds."""
    if _SIGNED.search(text):
        return True
    if not _BORN.isdisjoint(words) and (has_figures or not DATE_WORDS.isdisjoint(words)):
        return True
    has_month = not MONTHS.isdisjoint(words)
    if has_month and (has_figures or not ORDINALS.isdisjoint(words)):
        return True
    if not has_figures or _TOLD.isdisjoint(words):
        return False
    said = [word for word in words if word in FIGURE_WORDS or word[0].isdigit()]
    return len(said) >= _SAID_LEAST or any(len(word) >= _WHOLE_LEAST for word in said)


def births_in(tokens: Tokens) -> Iterator[Found]:
    """Yield the dates of birth of a text, but for those that are only a year or a month."""
    is_born = _is_born(tokens)
    dates = list(dates_of(tokens))
    last = len(tokens)
    for date in dates:
        is_next = tokens.low[last : date.first] in (["and"], [",", "and"], [","])
        if is_next or _is_birth(tokens, date, is_born=is_born):
            yield _found(tokens, date)
            last = date.after
    if dates:
        return
    is_led = True
    for place, word in enumerate(tokens.low):
        before = tokens.at(place - 1)
        is_led = is_led and (place == 0 or before in _ANSWERS)
        is_kin = before == "'s" and tokens.at(place - 2) in RELATIVES | _CHILDREN
        is_told = word in _ON_TOLD and (before in _TELLS or is_kin or _is_aged(tokens, place))
        if is_told or is_led:
            on = place + (is_told)
            said = said_date_at(tokens, on) if part_at(tokens, on) is not None else None
            if said is None or said.year not in (_AGED if is_told else _LIVING):
                continue
            if is_told or (_is_all(tokens, said) and said.year not in _PRICES):
                yield _found(tokens, said)
                return


_ON_TOLD = frozenset(("is", "'s", "check", "verification", ":", "was", "on", "mine's"))
_TELLS = _MINE | {"dob", "birthday", "birth", "birthdate"}


def _found(tokens: Tokens, date: Date) -> Found:
    return Found(tokens.starts[date.first], tokens.ends[date.after - 1], Personal.BIRTH)


def _is_born(tokens: Tokens) -> bool:
    if not _BORN.isdisjoint(tokens.low):
        return True
    low = tokens.low
    return (
        any(
            word == "day" and low[place - 1 - (low[place - 1] == "-")] == "b"
            for place, word in enumerate(low)
            if place
        )
        or low[:2] == ["b", "."]
        or " ".join(low[:3]) == "d . o"
    )


def _is_birth(tokens: Tokens, date: Date, *, is_born: bool) -> bool:
    near = tokens.low[max(0, date.first - _NEAR) : date.first]
    if not _NO_BIRTH.isdisjoint(near) and not (is_born and "born" in near):
        return _is_of_child(tokens, date)
    if is_born:
        return tokens.at(date.first - 1) != "for"
    if _is_of_child(tokens, date) or _is_aged(tokens, date.first):
        return True
    if date.year is None:
        return False
    if tokens.at(date.first - 1) in _ON_TOLD and tokens.at(date.first - 2) in _MINE:
        return date.year in _AGED
    if date.year not in _LIVING or not _is_open(tokens, date):
        return False
    if _has_full_year(tokens, date):
        return True
    if date.is_named:
        return date.year in _WRITTEN_SHORT
    return date.year in _WRITTEN_SHORT and (_is_all(tokens, date) or _is_of_me(tokens, date))


def _is_open(tokens: Tokens, date: Date) -> bool:
    """Say whether no thing is named by a date: "moon landing 20 july 1969 poster"."""
    before, behind = tokens.at(date.first - 1), tokens.at(date.after)
    if before.isdigit() or not _THINGS.isdisjoint(tokens.low):
        return False
    is_led = before in COMMON | _LEADS or not _is_plain(before)
    return is_led and (behind in COMMON or not _is_plain(behind)) and behind not in _UNITS


def _is_plain(word: str) -> bool:
    """Say whether an English word stands here that is no name."""
    return word in english_words() and not kinds(word) & FIRST


def _is_of_me(tokens: Tokens, date: Date) -> bool:
    """Say whether somebody speaks of themselves right before a date."""
    return not _SELVES.isdisjoint(tokens.low[max(0, date.first - _TOLD_BACK) : date.first])


def _has_full_year(tokens: Tokens, date: Date) -> bool:
    """Say whether the year is told with its century, so that it is no price."""
    said = tokens.low[date.first : date.after]
    return not _CENTURIES.isdisjoint(said) or any(
        one[:2] in ("19", "20") and len(one) == 4 for one in said
    )


def _is_of_child(tokens: Tokens, date: Date) -> bool:
    """Say whether a child is told of right before a date: "the baby came on"."""
    if date.year is None:
        return False
    on = date.first - 1
    while on >= 0 and date.first - on <= _BETWEEN_MOST and tokens.low[on] in _OF_CHILDREN:
        on -= 1
    said = tokens.low[on + 1 : date.first]
    if "on" in said and _CAME.isdisjoint(said):
        return False
    if tokens.at(on) in ("he", "she", "they") and tokens.at(on + 1) in ("is", "'s", "are", "was"):
        return date.year in _GROWING
    is_little = tokens.at(on) != "one" or tokens.at(on - 1) == "little"
    return on >= 0 and tokens.low[on] in _CHILDREN and is_little


def _is_aged(tokens: Tokens, place: int) -> bool:
    """Say whether "I turn 18 on" or "for the age check" ends before a place."""
    on, said = place - 1, 0
    while (
        on >= 0
        and said <= _BETWEEN_MOST
        and (tokens.low[on] in _OF_AGE | _AGE or tokens.is_figures(on))
    ):
        if tokens.low[on] in ("age", "verification", "turn", "turns", "turned", "turning"):
            return True
        if tokens.low[on] in ("eighteen", "18") and tokens.at(on - 1) in ("'m", "over", "im", "am"):
            return True
        if tokens.low[on] in ("be", "become", "becomes") and tokens.at(place - 1) == "on":
            return on + 2 < place
        on, said = on - 1, said + 1
    return tokens.at(on) == "id" and tokens.at(on + 1) == "check"


def _is_led(tokens: Tokens, place: int) -> bool:
    return _ANSWERS.issuperset(tokens.low[:place])


def _is_all(tokens: Tokens, date: Date) -> bool:
    """Say whether a text is nothing but a date: an answer."""
    return _is_led(tokens, date.first) and _ANSWERS.issuperset(tokens.low[date.after :])
