"""Every claim in words: features, materials, colours, sizes, and what nothing explains. Pure."""

from agents.guard import numbers
from agents.guard.asserted import Asserted, Said
from agents.guard.compared import WINS, wins
from agents.guard.figure_check import PEOPLE
from agents.guard.item import Item, Kind
from agents.guard.known import Key, Known
from agents.guard.lexicon import is_commercial, is_harmless, sayings
from agents.guard.of_turn import asked_in_vain, lacks, not_known, wished_lead
from agents.guard.text import root
from agents.guard.verdict import Fault, Refusal
from retrieval.wordset import wordset

_OFFERED = wordset("add cart basket bag order")
_OFFERS = wordset("want would shall should like ready can could happy")
_PRAISE = wordset(
    "highly well great good excellent strong solid fantastic impressive amazing wonderful "
    "perfect flawless glowing superb stellar positive happy love loved terrific outstanding "
    "nicely brilliant "
    "spectacular sensational magnificent glorious exceptional exceptionally commendable admirable "
    "admirably striking stupendous sublime extraordinary exemplary respectable respectably decent "
    "lovely nice perfect awesome remarkable remarkably wonderfully brilliantly superbly favorable "
    "favorably splendid marvelous incredible incredibly extremely tremendous tremendously "
    "fabulous phenomenal perfectly beautifully satisfying impressively memorable enviable "
    "delighted enchanted thrilled charmed captivated smitten impressed fascinated enthusiastic "
    "ecstatic elated overjoyed enamored"
)
_BLAME = wordset(
    "bad badly poor poorly terrible terribly awful awfully horrible dreadful lousy mediocre "
    "negative disappointing underwhelming middling mixed horrendous outrageous ordinary"
)
"""Praise turned round: no number of stars is told so."""
_MANY = wordset(
    "many several multiple various lots plenty range variety loads every sorts assorted"
)
_TWO = wordset("different other choice both choose your alternate")
"""Words beside "colors" after which there are two at least."""
_SEVERAL = 3
_WELL_RATED = 4.0
"""Stars from which on "well rated" is no invention."""
_FULL = 5.0
_CHOOSES = wordset("should do would are is which or for")

_LISTED = wordset("listed stated says mentions listing")
_TURNS = wordset("on over in under non no not without anti off free")
"""Words of a phrase without which it is another one: "on-ear", "over-ear"."""
_SCATTER = 5
"""Words between which the parts of one feature may stand: "the cover is removable"."""
_ECHOED = frozenset({Fault.UNKNOWN, Fault.ATTRIBUTE, Fault.NAME, Fault.PROMISE})


def check_claim(said: Said, a: Asserted) -> None:
    if a.item.start in said.cued:
        return
    if _cue_of_number(said, a):
        return
    known = [said.index.known[p] for p in a.places]
    if lacks(said, a):
        return
    if a.unsaid:
        before = said.lows[: a.item.start]
        as_such = ("as" in before and "listed" in before) or (
            bool({"mention", "mentions"} & {*before})
            and all(kind in ("material", "colour") for kind, _ in a.item.keys)
        )
        stated = any(
            k.holds(key) or (k.holds(key) is False and not as_such)
            for k in known
            for key in a.item.keys
        )
        if stated:
            said.refuse(Fault.ATTRIBUTE, a.item)
        return
    if _is_choice(said, a):
        return
    if known and all(_holds(said, a, k) for k in known):
        if _is_gone(said, a, known):
            said.refuse(Fault.AVAILABILITY, a.item)
        if a.only and not a.negated and not _none_else(said, a, bool(_LISTED & {*said.lows})):
            said.refuse(Fault.ATTRIBUTE, a.item)
        return
    if wished_lead(said, a) or _not_to_be_had(said, a, known):
        return
    fault = Fault.ATTRIBUTE
    if len(known) > 1 and any(_holds(said, a, k) for k in known):
        fault = Fault.REFERENT
    if any(kind == "brand" for kind, _ in a.item.keys):
        fault = Fault.NAME
    said.refuse(fault, a.item)


_GETS = wordset("get have got here buy order take grab yes")
_MADE = wordset("comes come made makes listed sold out ranges sizes")


def _is_gone(said: Said, a: Asserted, known: list[Known]) -> bool:
    """Say whether "you can get it in XS" is said of a size that is sold out."""
    sizes = [what for kind, what in a.item.keys if kind == "size"]
    if not sizes or a.negated or any(i.kind is Kind.STOCK for i in said.items):
        return False
    if not _GETS & {*said.lows} or _MADE & {*said.lows}:
        return False
    return any(not any(k.sizes.get(s) for s in sizes) for k in known if {*sizes} & {*k.sizes})


def _not_to_be_had(said: Said, a: Asserted, known: list[Known]) -> bool:
    """Read "blue isn't available": a colour or size that is denied after it."""
    n = said.place_of.get(a.item.start)
    if n is None or not known or not {k for k, _ in a.item.keys} & {"colour", "size"}:
        return False
    after = [i.kind for i in said.items[n + 1 : n + 4]]
    follows = said.lows[said.items[n + 3].start :] if n + 3 < len(said.items) else []
    offered = follows[:3] == ["one", "of", "the"] or bool(
        {*follows[:2]} & {"option", "choice", "among", "offered", "listed"}
    )
    if after[:3] != [Kind.BE, Kind.NEG, Kind.STOCK] and not (
        after[:2] == [Kind.BE, Kind.NEG] and offered
    ):
        return False
    return all(k.holds(key) is False for k in known for key in a.item.keys)


def _cue_of_number(said: Said, a: Asserted) -> bool:
    return a.item.start in said.cued


def _none_else(said: Said, a: Asserted, listed: bool) -> bool:
    others = [p for p in range(len(said.index.known)) if p not in a.places]
    for place in others:
        values = [said.index.known[place].holds(key) for key in a.item.keys]
        if any(values) or (False not in values and not listed):
            return False
    return True


def _holds(said: Said, a: Asserted, known: Known) -> bool:
    bound = _bound(said, a, known)
    values = [known.holds(key) for key in a.item.keys if _fits_there(said, a.item, key, known)]
    if a.negated:
        return any(v is False for v in values) and not any(values) and bound is None
    if bound is not None:
        return bound
    if any(values):
        return True
    return _piecewise(said, a, known) or _scattered(said, a.item, known)


def _fits_there(said: Said, item: Item, key: Key, known: Known) -> bool:
    """Say whether "hiking" stands where it says what a hiking boot is for."""
    if key[0] != "use":
        return True
    before = said.lows[max(0, item.start - 2) : item.start]
    after = said.words[item.stop : item.stop + 2]
    return "for" in before or any(word in known.category for word in after)


def _bound(said: Said, a: Asserted, known: Known) -> bool | None:
    """Check a value that stands beside its attribute's name: "a rubber sole"."""
    words = tuple(said.words[a.item.start : a.item.stop])
    beside = (
        said.words[max(0, a.item.start - 4) : a.item.start]
        + said.words[a.item.stop : a.item.stop + 3]
    )
    for name, phrases in known.worded.items():
        label = root(name.casefold().split("_")[-1])
        if any(c.isdigit() for phrase in phrases for c in "".join(phrase)):
            continue
        if name in ("feature", "condition") or label not in beside or label in words:
            continue
        everything = {p for own in known.worded.values() for p in own} | known.materials
        if any(words == p or _inside(words, p) for p in everything):
            return any(words == p or _inside(words, p) for p in phrases)
    return None


def _piecewise(said: Said, a: Asserted, known: Known) -> bool:
    """Check each word of a phrase that another product has as a whole."""
    words = said.words[a.item.start : a.item.stop]
    if len(words) < 2:
        return False
    if _TURNS & {*words}:
        return False
    for word in words:
        if is_harmless(word):
            continue
        found = said.index.phrase_at([word], 0)
        if found is None or not any(known.holds(key) for key in found[1]):
            return False
    return True


def _scattered(said: Said, item: Item, known: Known) -> bool:
    """Check words of a feature that stand apart: "the cover is removable"."""
    own = set(said.words[item.start : item.stop])
    near = set(said.words[max(0, item.start - _SCATTER) : item.stop + _SCATTER])
    phrases = [p for p, yes in known.values.items() if yes and len(p) > 1]
    for name, yes in known.props.items():
        if yes:
            saying = sayings().get(name)
            phrases += saying.phrases if saying else [tuple(name.split("_"))]
    return any(len(p) > 1 and own <= set(p) and set(p) <= near for p in phrases)


def check_word(said: Said, a: Asserted) -> None:  # noqa: PLR0912 - one rule after another
    item = a.item
    if item.start in said.cued:
        return
    word = root(item.low.casefold())
    known = [said.index.known[p] for p in a.places]
    if item.low.casefold() in said.index.turn.words or word in said.index.turn.words:
        return
    if word in ("run", "last", "hold", "weigh", "cost") and any(
        i.kind in (Kind.MORE, Kind.MOST) for i in said.items
    ):
        return
    if word == "payment" and a.negated:
        return
    unrated = bool(known) and all(k.product.rating is None for k in known)
    if word == "nobody" and "rated" in said.lows and unrated:
        return
    if item.fault in (Fault.UNKNOWN, Fault.ATTRIBUTE) and asked_in_vain(said, item):
        return
    if item.fault in (Fault.DISCOUNT, Fault.PROMISE) and not_known(said, item):
        return
    if item.fault in _ECHOED and (wished_lead(said, a) or lacks(said, a)):
        return
    if item.fault is Fault.PROMISE and word in ("promise", "guarantee") and _disclaimed(said, item):
        return
    if a.unsaid and item.fault in (Fault.ATTRIBUTE, Fault.UNKNOWN, Fault.PROMISE):
        if any(_attribute_named(word, k) for k in known):
            said.refuse(Fault.ATTRIBUTE, item)
        return
    if word in PEOPLE and _rates(said):
        return
    if word in WINS and known and not a.negated and wins(said, a):
        return
    if word in _OFFERED and _is_offer(said):
        return
    if word in ("add", "added") and said.index.added:
        return
    if item.fault is Fault.DISCOUNT and _is_discounted(said, item, known) and not a.negated:
        return
    if (
        item.fault in (Fault.UNKNOWN, Fault.ATTRIBUTE)
        and known
        and not a.negated
        and all(_licensed(said, item, word, k) for k in known)
    ):
        return
    if (
        item.fault in (Fault.PROMISE,)
        and known
        and not a.negated
        and all(_attribute_named(word, k) for k in known)
    ):
        return
    fault = item.fault
    if fault is Fault.UNKNOWN and word in said.index.name_words:
        fault = Fault.NAME
    said.refuse(fault, item)


def _rates(said: Said) -> bool:
    """Say whether people only stand in a sentence with a number of stars or of reviews."""
    rated = any(w in numbers._RATED or w in ("review", "reviews", "reviewed", "give", "gave")
                for w in said.lows)  # fmt: skip
    return rated and any(i.kind is Kind.FIGURE for i in said.items)


def _disclaimed(said: Said, item: Item) -> bool:
    """Say whether the verb itself is denied: "I can't promise that it ..."."""
    return said.lows[max(0, item.start - 2) : item.start] in (["can", "not"], ["not", "really"])


def _is_choice(said: Said, a: Asserted) -> bool:
    """Say whether a question offers what some product of the list has: "black, or red?"."""
    if not a.question or "or" not in said.lows or said.lows[0] not in _CHOOSES:
        return False
    return any(k.holds(key) for k in said.index.known for key in a.item.keys)


def _is_offer(said: Said) -> bool:
    lows = said.lows
    if {"added", "ordered"} & set(lows):
        return False
    return bool(_OFFERS & set(lows)) or "word" in lows or "know" in lows or "if" in lows


def _is_discounted(said: Said, item: Item, known: list[Known]) -> bool:
    plain = root(item.low.casefold()) in (
        "sale", "discount", "discounted", "marked", "reduced", "saving", "save", "reduction",
        "regular", "regularly", "original", "originally", "retail",
    )  # fmt: skip
    if root(item.low.casefold()) in ("discount", "saving", "save") and not any(
        i.kind is Kind.FIGURE for i in said.items
    ):
        return False
    return plain and bool(known) and all(k.list_prices for k in known)


def _licensed(said: Said, item: Item, word: str, known: Known) -> bool:
    if _scattered(said, item, known):
        return True
    if item.start and said.lows[item.start - 1] == "your":
        return False
    if word in known.category or word in known.brand:
        return True
    if word in known.title and not is_commercial(word):
        return True
    if word in known.described:
        return True
    return any(
        word in q.words and word not in ("proof", "resistant", "free", "safe")
        for q in known.quantities
        if q.attribute != "feature"
    ) or any(
        word == root(part)
        for name in known.worded
        if name != "feature"
        for part in name.casefold().split("_")
    )


def _attribute_named(word: str, known: Known) -> bool:
    return any(word in q.words for q in known.quantities if q.attribute != "feature")


def check_many(said: Said) -> None:
    """Check "many colors", "a range of sizes": three at least."""
    for n, low in enumerate(said.lows):
        if low not in ("colors", "shades", "sizes", "styles", "finishes", "color", "size"):
            continue
        two = (["than", "one"], ["choose", "your"])
        if low in ("color", "size") and said.lows[max(0, n - 2) : n] not in two:
            continue
        near = {*said.lows[max(0, n - 4) : n]}
        least = _SEVERAL if _MANY & near else 2
        if not _MANY & near and not _offered_in(said, near):
            continue
        places = {p for i in said.items if i.kind is Kind.NAME for p in i.places}
        for place in places or set(said.index.spoken):
            known = said.index.known[place]
            if len(known.sizes if low == "sizes" else known.colours) < least:
                said.found.append(Refusal(Fault.NUMBER, said.tokens[n].text))
                return


def _offered_in(said: Said, near: set[str]) -> bool:
    """Say whether "in other colors", "than one color" is said of one product."""
    if not (_TWO & near or {"than", "one"} <= near):
        return False
    if near & {"no", "not", "any"} or {"want", "prefer", "mind", "which", "what"} & {*said.lows}:
        return False
    names = {p for i in said.items if i.kind is Kind.NAME for p in i.places}
    return len(names) == 1 or (not names and len(said.index.spoken) == 1)


def check_praise(said: Said) -> None:
    """Check "highly rated", "great reviews": praise of others, without a number."""
    rated = {"rated", "ratings", "rating", "reviewed", "reviews", "stars", "scores", "rates"}
    rated = (rated | {"reviewer", "reviewers", "raters", "voters"}) & {*said.lows}
    if not rated or any(i.kind in (Kind.FIGURE, Kind.MORE, Kind.MOST) for i in said.items):
        return
    blame = [n for n, low in enumerate(said.lows) if low in _BLAME]
    if blame:
        said.found.append(Refusal(Fault.NUMBER, said.tokens[blame[0]].text))
        return
    praise = [n for n, low in enumerate(said.lows) if low in _PRAISE]
    if not praise:
        return
    places = {p for i in said.items if i.kind is Kind.NAME for p in i.places}
    places = places or set(said.index.spoken)
    for place in places:
        product = said.index.known[place].product
        flawless = {"perfect", "flawless"} & {*said.lows} and product.rating != _FULL
        if product.rating is None or product.rating < _WELL_RATED or flawless:
            said.found.append(Refusal(Fault.NUMBER, said.tokens[praise[0]].text))
            return


def _if_you(said: Said, item: Item) -> bool:
    """Say whether words stand in "if you want ...", "if you need one for men".

    Not where a product is named: "go for the A if you need it waterproof" says that it is.
    """
    if any(i.kind is Kind.NAME for i in said.items):
        return False
    lows = said.lows
    for n in range(len(lows) - 2):
        if lows[n] == "if" and lows[n + 1] not in ("you", "it", "they", "this") and n < item.start:
            ends = [
                i.start for i in said.items if i.kind in (Kind.COMMA, Kind.BREAK) and i.start > n
            ]
            end = min(ends, default=len(lows))
            weighs = {"matters", "matter", "important", "priority", "style", "thing", "want"}
            if item.start < end and weighs & {*lows[item.stop : end]}:
                return item.kind is Kind.CLAIM
        if lows[n] == "if" and lows[n + 1] == "you" and n < item.start:
            ends = [
                i.start for i in said.items if i.kind in (Kind.COMMA, Kind.BREAK) and i.start > n
            ]
            near = {*lows[n + 2 : n + 5]} & {"want", "need", "prefer", "like", "after", "would"}
            return bool(near) and item.start < min(ends, default=len(lows))
    return False


def is_wish(said: Said, a: Asserted) -> bool:
    """Say whether words only give back what the shopper asked for."""
    if a.item.kind in (Kind.CLAIM, Kind.MORE) and _if_you(said, a.item) and not a.echoed:
        return True
    if not a.wish or a.echoed or a.item.kind not in (Kind.CLAIM, Kind.FIGURE, Kind.BAD, Kind.MORE):
        return False
    if a.item.kind is Kind.BAD and a.item.fault not in (Fault.UNKNOWN, Fault.ATTRIBUTE):
        return False
    words = [root(w) for w in a.item.low.casefold().split()]
    if a.subjects and "your" in a.before[-3:] and {"is", "are"} & {*a.before}:
        return False
    echo = all(w in said.index.wishes or is_harmless(w) or w in "$€£" for w in words)
    if a.conditional:
        return (echo and a.item.kind is Kind.BAD) or not a.subjects
    return echo or (a.question and not a.subjects and a.item.kind is Kind.CLAIM)


def _inside(words: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    return any(phrase[i : i + len(words)] == words for i in range(len(phrase) - len(words) + 1))
