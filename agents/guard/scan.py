"""A sentence as items: names, claims, figures, comparisons, and the words that join them.

Every token ends up in exactly one item; a word that nothing explains becomes UNKNOWN.
"""

from dataclasses import dataclass, replace
from enum import Enum, auto

from agents.guard.figures import Figure, figure_at
from agents.guard.index import SheetIndex, idioms
from agents.guard.known import Key
from agents.guard.lexicon import fault_of, function_words, is_harmless
from agents.guard.metrics import Metric, metric_at
from agents.guard.text import Token, root
from agents.guard.units import UNITS
from agents.guard.verdict import Fault
from retrieval.wordset import wordset


class Kind(Enum):
    """What an item does in its sentence."""

    NAME = auto()
    ONE = auto()
    MANY = auto()
    CLAIM = auto()
    FIGURE = auto()
    MORE = auto()
    MOST = auto()
    STOCK = auto()
    NEG = auto()
    AND = auto()
    COMMA = auto()
    BREAK = auto()
    THAN = auto()
    BE = auto()
    FILLER = auto()
    BAD = auto()


@dataclass(frozen=True, slots=True)
class Item:
    """Some tokens of a sentence, and what they do there."""

    kind: Kind
    start: int
    stop: int
    low: str
    """Their words."""
    keys: frozenset[Key] = frozenset()
    places: frozenset[int] = frozenset()
    figure: Figure | None = None
    metric: Metric | None = None
    fault: Fault = Fault.UNKNOWN


BE = wordset("is are was were be being been am do does did has have had will would can")
_NEG = wordset(
    "not no never without neither nor none nothing lacks lack lacking lacked hardly barely scarcely"
)
_THAN = wordset("than unlike versus vs compared")
_BREAK = wordset("but while whereas although though however yet")
_ONE = wordset("it its itself this")
_MANY = wordset("they them their theirs these those both each all every others either everything")
_PLACES = {
    w: n for n, w in enumerate(
        [
            "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
            "tenth",
        ]
    )
} | {"1st": 0, "2nd": 1, "3rd": 2, "4th": 3, "5th": 4}  # fmt: skip
_CODES = {"1": "st", "2": "nd", "3": "rd", "4": "th", "5": "th", "6": "th", "7": "th"}
_NUMBERED = {"one": 0, "two": 1, "three": 2, "four": 3, "five": 4, "six": 5}
NOUNS = wordset(
    "one ones option options pick picks pair pairs choice choices version model item product "
    "alternative alternatives candidate"
)
"""Nouns that stand for a product of the list: "the blue one"."""
_MORE_OF = wordset(
    "details detail info information about questions help specifics choices like thoughts "
    "results ideas matches things suggestions products items"
)
_CHOSEN = wordset(
    "picked chosen bought purchased recommended selected preferred loved liked requested "
    "wanted asked"
)
_SUFFERS = wordset("is are was gets get got been being often much")
_COMPOUNDS = frozenset(
    tuple(c.split("-"))
    for c in [
        "go-to",
        "good-looking",
        "well-liked",
        "price-wise",
        "color-wise",
        "size-wise",
        "mid-range",
        "well-priced",
        "so-so",
        "all-around",
        "all-round",
        "all-rounder",
        "no-brainer",
        "follow-up",
        "in-between",
        "side-by",
        "built-in",
    ]
)
_INSTEAD = frozenset({"rather than", "instead of"})
_QUANTITY = wordset("all every any many several multiple various other more")


def scan(tokens: list[Token], index: SheetIndex) -> list[Item]:
    """Return the items of one sentence, in order."""
    return _Scanner(tokens, index).items()


class _Scanner:
    def __init__(self, tokens: list[Token], index: SheetIndex) -> None:
        self.tokens = tokens
        self.index = index
        self.words = [root(t.low) for t in tokens]

    def items(self) -> list[Item]:
        found: list[Item] = []
        i = 0
        while i < len(self.tokens):
            item = self._item(i)
            found.append(item)
            i = item.stop
        return found

    def _make(self, kind: Kind, i: int, stop: int) -> Item:
        return Item(kind, i, stop, " ".join(t.low for t in self.tokens[i:stop]))

    def _low(self, i: int) -> str:
        return self.tokens[i].low if 0 <= i < len(self.tokens) else ""

    def _item(self, i: int) -> Item:
        token = self.tokens[i]
        for read in (self._mark, self._code, self._name, self._idiom, self._place, self._size,
                     self._figure, self._metric):  # fmt: skip
            item = read(i)
            if item is not None:
                return item
        return self._claim(i) or self._joint(i) or self._word(i, token)

    def _mark(self, i: int) -> Item | None:
        low = self._low(i)
        if low[:1].isalnum() or self.tokens[i].number is not None or low == "'s":
            return None
        if low in ("$", "€", "£", "¥"):
            figure = figure_at(self.tokens, i)
            foreign = self.tokens[i].joined and i and self._low(i - 1).isalpha()
            if foreign and self._low(i - 1) != "us":
                return self._bad(i, figure.stop if figure else i + 1, Fault.PRICE)
            if figure is None:
                return self._bad(i, i + 1, Fault.FORM)
            return Item(Kind.FIGURE, i, figure.stop, self._text(i, figure.stop), figure=figure)
        if low in (",", "(", ")", '"', "'"):
            return self._make(Kind.COMMA, i, i + 1)
        if low in (";", ":", "—", "-", ".", "!", "?"):
            return self._make(Kind.BREAK, i, i + 1)
        if low == "&":
            return self._make(Kind.AND, i, i + 1)
        if low == "/" and self._low(i - 1) == "and" and self._low(i + 1) == "or":
            return self._make(Kind.FILLER, i, i + 1)
        return self._bad(i, i + 1, Fault.FORM)

    def _text(self, i: int, stop: int) -> str:
        return " ".join(t.low for t in self.tokens[i:stop])

    def _bad(self, i: int, stop: int, fault: Fault) -> Item:
        return Item(Kind.BAD, i, stop, " ".join(t.text for t in self.tokens[i:stop]), fault=fault)

    def _code(self, i: int) -> Item | None:
        """Read "4K", "1080p", "2nd": letters and digits in one word."""
        token = self.tokens[i]
        after = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
        if token.number is None or after is None or not after.joined or not after.word:
            return None
        if _CODES.get(token.low[-1:]) == after.low or (after.low == "th"):
            return None
        if after.low in UNITS or len(after.low) > 2 or "-" in after.text:
            return None
        name = self.index.name_at(self.tokens, self.words, i)
        phrase = self.index.phrase_at(self.words, i)
        if phrase and len(phrase[0]) > 1:
            stop = i + len(phrase[0])
            return Item(Kind.CLAIM, i, stop, self._text(i, stop), keys=phrase[1])
        if name:
            return Item(Kind.NAME, i, name.stop, self._text(i, name.stop), places=name.places)
        return self._bad(i, i + 2, Fault.NUMBER)

    def _name(self, i: int) -> Item | None:
        named = self.index.name_at(self.tokens, self.words, i)
        if named is None:
            return None
        stop = named.stop
        if stop < len(self.tokens) and self._more_name(stop, named.places):
            return self._bad(i, stop + 1, Fault.NAME)
        return Item(Kind.NAME, i, stop, self._text(i, stop), places=named.places)

    def _more_name(self, at: int, places: frozenset[int]) -> bool:
        """Say whether a name goes on with what is not in it: "Rokanda Cascade"."""
        token = self.tokens[at]
        if token.number is not None:
            numbered = any(w.isdigit() for p in places for w in self.index.names[p])
            return numbered and token.low.isdigit() and self._low(at + 1) in ("", ",", "is", "at")
        if not token.word or not token.capital or token.first:
            return False
        word = self.words[at]
        if word in self.index.name_words:
            return True
        return not is_harmless(token.low) and self.index.phrase_at(self.words, at) is None

    def _idiom(self, i: int) -> Item | None:
        for phrase, group in idioms().get(self._low(i), ()):
            if all(self._low(i + k) == word for k, word in enumerate(phrase)):
                stop = i + len(phrase)
                if phrase[-1] == "less" and self._before_figure(stop - 1):
                    continue
                if " ".join(phrase) in _INSTEAD and self._states(stop):
                    return self._make(Kind.NEG, i, stop)
                if group == "harmless":
                    return self._make(Kind.FILLER, i, stop)
                if group.startswith("stock"):
                    return Item(Kind.STOCK, i, stop, group.split()[1])
                if self._told_otherwise(i, stop):
                    return None
                if set(phrase) & self.index.turn.words and self._low(stop) in ("your", "the", ""):
                    return self._make(Kind.FILLER, i, stop)
                return self._bad(i, stop, Fault(group))
        return None

    def _states(self, i: int) -> bool:
        """Say whether a colour, material or other fact begins here: "rather than mesh"."""
        if i >= len(self.tokens) or is_harmless(self._low(i)):
            return False
        return self.index.phrase_at(self.words, i) is not None

    def _told_otherwise(self, i: int, stop: int) -> bool:
        """Say whether a fact has the very words of a refused phrase."""
        words = tuple(self.words[i:stop])
        return any(words == phrase[: len(words)] for phrase in self.index.phrases.get(words[0], {}))

    def _place(self, i: int) -> Item | None:
        low, before = self._low(i), self._low(i - 1)
        if low in _PLACES and i == 0 and self._low(1) in (",", "is", "up", ":"):
            if self._low(1) == "up":
                return self._make(Kind.FILLER, i, i + 2)
            if low != "first" or self._low(1) == "is":
                return self._at_place(i, i + 1, _PLACES[low])
        if low in _PLACES and before in ("the", "this", "that", "and", "or", "a"):
            if self._low(i + 1) in ("two", "three", "thing", "time", "place", "glance", "choice",
                                    "off", "look"):  # fmt: skip
                return None
            if before == "a":
                return None
            return self._at_place(i, i + 1, _PLACES[low])
        token = self.tokens[i]
        if token.number is not None and self._low(i + 1) in ("st", "nd", "rd", "th"):
            return self._at_place(i, i + 2, int(token.number) - 1)
        if low in ("number", "option", "product", "item") and i + 1 < len(self.tokens):
            after = self.tokens[i + 1]
            place = _NUMBERED.get(after.low)
            if after.number is not None and after.number == int(after.number):
                place = int(after.number) - 1
            if place is not None and self._low(i + 2) not in UNITS:
                return self._at_place(i, i + 2, place)
        return None

    def _at_place(self, i: int, stop: int, place: int) -> Item:
        if not 0 <= place < len(self.index.known):
            return self._bad(i, stop, Fault.REFERENT)
        if self._low(stop) in NOUNS:
            stop += 1
        return Item(Kind.NAME, i, stop, self._text(i, stop), places=frozenset({place}))

    def _size(self, i: int) -> Item | None:
        """Read a size that is a word or a letter, or a number after "size" or "in a"."""
        found = self.index.phrase_at(self.words, i)
        if found is None:
            return None
        phrase, keys = found
        if not any(kind == "size" for kind, _ in keys):
            return None
        sized = self._low(i - 1) in (
            "size",
            "sizes",
            "a",
            "an",
            "in",
            "and",
            "or",
            "to",
            ",",
            "the",
        )
        letter = len(phrase) == 1 and len(phrase[0]) <= 2 and phrase[0].isalpha()
        if letter and not (sized and self.tokens[i].capital):
            return None
        stop = i + len(phrase)
        only = frozenset(k for k in keys if k[0] == "size")
        return Item(
            Kind.CLAIM, i, stop, self._text(i, stop), keys=keys if len(only) < len(keys) else only
        )

    def _figure(self, i: int) -> Item | None:
        figure = figure_at(self.tokens, i)
        if figure is None:
            return None
        if (self._low(i - 2), self._low(i - 1)) == ("out", "of") and figure.values[0] == 5:
            return self._make(Kind.FILLER, i, figure.stop)
        return Item(Kind.FIGURE, i, figure.stop, self._text(i, figure.stop), figure=figure)

    def _metric(self, i: int) -> Item | None:
        found = metric_at([t.low for t in self.tokens], i)
        if found is None:
            return None
        metric, stop = found
        pair = [t.low for t in self.tokens[stop : stop + 4]]
        if (
            metric.sign
            and self._low(i - 1) == "the"
            and (
                pair[:3] == ["of", "the", "two"]
                or pair in (["of", "these", "two"], ["of", "the", "first", "two"])
            )
        ):
            metric = replace(metric, most=True)
        kind = Kind.MOST if metric.most else Kind.MORE
        return Item(kind, i, stop, self._text(i, stop), metric=metric)

    def _claim(self, i: int) -> Item | None:
        low = self._low(i)
        if low in _NEG or low in _THAN:
            found = self.index.phrase_at(self.words, i)
            if found is None or len(found[0]) < 2:
                return None
        elif low == "down" and self._is_filling(i):
            stop = i + 1 + (self._low(i + 1) in ("filling", "filled", "insulation", "feathers"))
            return Item(Kind.CLAIM, i, stop, low, keys=frozenset({("material", "down")}))
        elif low in function_words():
            found = self.index.phrase_at(self.words, i)
            if found is None or len(found[0]) < 2:
                return None
        else:
            found = self.index.phrase_at(self.words, i)
        if found is None:
            return None
        phrase, keys = found
        if is_harmless(low) and len(phrase) == 1:
            return None
        stop = i + len(phrase)
        return Item(Kind.CLAIM, i, stop, self._text(i, stop), keys=keys)

    def _is_filling(self, i: int) -> bool:
        """Tell the down of a jacket from the word of "down from $50"."""
        follows = self._low(i + 1) in (
            "",
            ",",
            "and",
            "filling",
            "filled",
            "insulation",
            "feathers",
        )
        return follows and self._low(i - 1) in (
            "is",
            "are",
            "of",
            "from",
            "with",
            "in",
            "and",
            "goose",
        )

    def _joint(self, i: int) -> Item | None:  # noqa: PLR0912 - one rule after another
        low, after = self._low(i), self._low(i + 1)
        if (
            low == "no"
            and (i == 0 or self._low(i - 1) in (",",))
            and after in (",", "", "it", "they", "the")
        ):
            return self._make(Kind.FILLER, i, i + 1)
        if low == "not" and after in ("only", "just"):
            return self._make(Kind.FILLER, i, i + 2)
        if low in _NEG:
            return self._make(Kind.NEG, i, i + 1)
        if (low, after) in (("anything", "but"), ("far", "from")):
            return self._make(Kind.NEG, i, i + 2)
        measured = i and (self.tokens[i - 1].number is not None or self._low(i - 1) in UNITS)
        if low == "and" and after in ("up", "older", "over", "above") and measured:
            return self._make(Kind.FILLER, i, i + 2)
        if low in ("and", "or"):
            return self._make(Kind.AND, i, i + 1)
        if (
            low == "over"
            and {"save", "saves", "saving", "saved"}
            & {t.low for t in self.tokens[max(0, i - 5) : i]}
            and after not in ("$", "")
        ):
            return self._make(Kind.THAN, i, i + 1)
        if low in _THAN:
            return self._make(Kind.THAN, i, i + 2 if after in ("to", "with") else i + 1)
        if low in _BREAK:
            return self._make(Kind.BREAK, i, i + 1)
        if low in BE:
            return self._make(Kind.BE, i, i + 1)
        if low == "that" and (after in ("one",) or (i == 0 and after in BE)):
            return self._make(Kind.ONE, i, i + (2 if after == "one" else 1))
        if low in _ONE and not (
            low == "this" and after in ("time", "way", "list", "range", "price")
        ):
            return self._make(Kind.ONE, i, i + (2 if after == "one" else 1))
        if low == "the" and after == "other" and self._low(i + 2) not in ("hand", "day"):
            stop = i + 3 if self._low(i + 2) in NOUNS else i + 2
            many = self._low(stop - 1) in ("ones", "options", "two", "three") or (
                self._low(i + 2) in ("two", "three")
            )
            stop += self._low(stop) in ("two", "three")
            return Item(Kind.MANY, i, stop, "others" if many else "other")
        if low == "the" and after == "rest":
            return Item(Kind.MANY, i, i + 2, "others")
        if low == "the" and (
            after in ("former", "latter") or (after == "last" and self._low(i + 2) in NOUNS | BE)
        ):
            return Item(Kind.MANY, i, i + 2 + (self._low(i + 2) in NOUNS), after)
        return self._set(i)

    def _set(self, i: int) -> Item | None:
        """Read words for several products: "both", "all three", "these two", "the first two"."""
        low, after = self._low(i), self._low(i + 1)
        if (
            low in ("the", "these", "those", "all")
            and after in _NUMBERED
            and after != "one"
            and (
                self._low(i + 2) not in UNITS
                and self._low(i + 2)
                not in (
                    "color",
                    "colors",
                    "sizes",
                )
            )
        ):
            return Item(Kind.MANY, i, i + 2, f"all {after}")
        if low == "the" and after == "first" and self._low(i + 2) in ("two", "three", "four"):
            return Item(Kind.MANY, i, i + 3, f"first {self._low(i + 2)}")
        if low not in _MANY:
            return None
        if low == "all" and after in (
            "the",
            "in",
            "for",
            "at",
            "day",
            "right",
            "set",
            "about",
            "you",
            "your",
            "i",
        ):
            return None
        if low in ("each", "every", "either", "all") and after in ("of", "one"):
            stop = i + 2
            if after == "of" and self._low(stop) in ("them", "these", "those", "the"):
                stop += 1
                if self._low(stop) in _NUMBERED:
                    low = f"all {self._low(stop)}"
                    stop += 1
            return Item(Kind.MANY, i, stop, "all" if low in ("each", "every") else low)
        if low == "both" and (
            after in ("the", "your") or self.index.name_at(self.tokens, self.words, i + 1)
        ):
            return self._make(Kind.FILLER, i, i + 1)
        if low == "both" and after == "of":
            stop = i + 3 if self._low(i + 2) in ("them", "these", "those") else i + 2
            return Item(Kind.MANY, i, stop, "both")
        return Item(Kind.MANY, i, i + 1, "all" if low in ("each", "every", "everything") else low)

    def _compares(self, i: int) -> bool:
        """Say whether "more" makes a comparison of the word after it: "more stylish"."""
        after, before = self._low(i + 1), self._low(i - 1)
        if after in ("", ",", ".") and before in ("usually", "normally", "costs", "was", "even"):
            return True
        return (
            bool(after)
            and after.isalpha()
            and after not in function_words()
            and (after not in _MORE_OF and after not in NOUNS)
        )

    def _before_figure(self, i: int) -> bool:
        """Say whether "less" goes on "than $100"."""
        if self._low(i + 1) != "than" or i + 2 >= len(self.tokens):
            return False
        return figure_at(self.tokens, i + 2) is not None

    def _passive(self, i: int) -> bool:
        """Say whether "chosen" says what others do: "is often chosen"."""
        before = {t.low for t in self.tokens[max(0, i - 3) : i]}
        return self._low(i + 1) != "for" and bool(before & _SUFFERS)

    def _compound(self, i: int) -> bool:
        """Say whether a word is half of a compound that no list has: "see-through"."""
        token = self.tokens[i]
        after = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
        if "wise" in (token.low, after.low if after else ""):
            return False
        if token.joined and i and self.tokens[i - 1].word:
            return (self._low(i - 1), token.low) not in _COMPOUNDS
        if after is not None and after.joined and after.word and token.word:
            return (token.low, after.low) not in _COMPOUNDS
        return False

    def _word(self, i: int, token: Token) -> Item:
        low = token.low
        if low == "'s":
            return self._make(Kind.FILLER, i, i + 1)
        if low == "done":
            if self.index.turn.deeds:
                return self._make(Kind.FILLER, i, i + 1)
            return self._bad(i, i + 1, Fault.PROMISE)
        if low in _CHOSEN and self._passive(i):
            return self._bad(i, i + 1, Fault.UNKNOWN)
        if low in ("less", "fewer") and not self._before_figure(i):
            return self._bad(i, i + 1, Fault.COMPARISON)
        if low in ("most", "least") or (low == "more" and self._compares(i)):
            return self._bad(i, i + 1, Fault.COMPARISON)
        harmless = is_harmless(low)
        content = harmless and low not in function_words()
        if token.capital and not token.first and content and len(low) > 1:
            return self._bad(i, i + 1, Fault.NAME)
        if harmless and not self._compound(i):
            return self._make(Kind.FILLER, i, i + 1)
        if token.capital and not token.first and fault_of(low) is Fault.UNKNOWN:
            return self._bad(i, i + 1, Fault.NAME)
        return self._bad(i, i + 1, fault_of(low))
