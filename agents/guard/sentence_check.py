"""What a whole sentence says of the cart and of a set, and guesses at what is not known. Pure."""

from agents.guard import numbers
from agents.guard.asserted import Asserted, Said
from agents.guard.item import Kind
from agents.guard.verdict import Fault, Refusal
from retrieval.wordset import wordset

_OTHERWISE = wordset("also too instead prefer available comes come or if rather either other like")
_CART = wordset("added put removed saved took taken cart basket board back")
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
_HEDGES = wordset("should usually probably likely surely must normally generally typically most")
_PAIRED = wordset("shoe boot sandal sock glove sneaker earring earbud jean slipper mitten")


def check_turn(said: Said) -> None:  # noqa: PLR0912 - one rule after another  # noqa: PLR0912 - one rule after another
    """Check what a sentence says of the cart: whose, in what form, and whether it is empty."""
    turn = said.index.turn
    lows = {*said.lows}
    _check_guess(said)
    _check_only(said)
    _check_pair(said)
    if "set" in turn.deeds and "all" in lows:
        for n, low in enumerate(said.lows[:-1]):
            counted = _COUNTS.get(said.lows[n + 1])
            if low == "all" and counted and turn.counts and counted not in turn.counts:
                said.found.append(Refusal(Fault.NUMBER, said.lows[n + 1]))
    if not turn.deeds:
        return
    if "set" in turn.deeds and "without" in lows:
        at = said.lows.index("without")
        goods = {*said.words[at + 1 : at + 4]} & {w for k in said.index.known for w in k.category}
        if goods - turn.pieces and not goods & turn.pieces:
            said.found.append(Refusal(Fault.PROMISE, "without"))
    if turn.empty and "still" in lows and lows & {"cart", "basket"}:
        said.found.append(Refusal(Fault.PROMISE, "still"))
    if "empty" in lows and not turn.empty and not lows & {"would", "want", "if", "shall"}:
        said.found.append(Refusal(Fault.PROMISE, "empty"))
    for n, low in enumerate(said.lows[:-1]):
        if low == "only" and said.lows[n + 1] in ("add", "put"):
            said.found.append(Refusal(Fault.PROMISE, "only add"))
    if turn.touched and lows & _CART:
        for item in said.items:
            own = {said.index.known[p].product.title for p in item.places}
            if item.kind is Kind.NAME and not own & turn.touched:
                said.found.append(Refusal(Fault.PROMISE, item.low))
    if lows & _OTHERWISE:
        return
    if turn.lines:
        _check_lines(said)
    elif "added" in turn.deeds and any(
        _is_size(a) or any(k == "size" for k, _ in a.item.keys) for a in said.asserted
    ):
        said.found.append(Refusal(Fault.NUMBER, "size"))


def _check_guess(said: Said) -> None:
    """Refuse "it doesn't say, but it should": a guess at what is not known."""
    lows = said.lows
    if not {"say", "know", "sure", "listed", "stated", "mention"} & {*lows} or "not" not in lows:
        return
    for n, low in enumerate(lows):
        if low in ("but", "though", "although") and _HEDGES & {*lows[n : n + 8]}:
            said.found.append(Refusal(Fault.UNKNOWN, " ".join(lows[n : n + 4])))


def _check_only(said: Said) -> None:
    """Check "only white", "in 8 and 10 inches only": nothing else is made."""
    ends = said.lows[-1:] == ["only"]
    for kind, own in (("colour", "colours"), ("size", "sizes")):
        claims = [
            a for a in said.asserted
            if any(k == kind for k, _ in a.item.keys) or (kind == "size" and _is_sized(said, a))
        ]  # fmt: skip
        first = min((a.item.start for a in claims), default=0)
        led = {"only", "just"} & {*said.lows[max(0, first - 2) : first]}
        if not claims or not (ends or led) or any(a.negated or a.unsaid for a in claims):
            continue
        for place in {p for a in claims for p in a.places}:
            made = getattr(said.index.known[place], own)
            named = {a.item.start for a in claims if place in a.places}
            if len(made) > len(named) and len(claims[0].places) == 1:
                said.found.append(Refusal(Fault.ATTRIBUTE, "only"))


def _is_sized(said: Said, a: Asserted) -> bool:
    figure = a.item.figure
    if figure is None or figure.currency or figure.high is not None:
        return False
    return any(numbers.sizes_of(figure, said.index.known[p]) for p in a.places)


def _check_pair(said: Said) -> None:
    """Refuse a price for "a pair" of what is not sold in pairs."""
    for n, item in enumerate(said.items):
        if item.figure is None or not item.figure.currency:
            continue
        after = said.lows[item.stop : item.stop + 2]
        goods = {w for k in said.index.known for w in k.category}
        if after == ["a", "pair"] and not goods & _PAIRED:
            said.found.append(Refusal(Fault.NUMBER, "a pair"))
        assert n >= 0


def _check_lines(said: Said) -> None:
    for a in said.asserted:
        if a.negated or a.unsaid:
            continue
        for place in a.places:
            own = [line for line in said.index.turn.lines
                   if line[0] == said.index.known[place].product.id]  # fmt: skip
            if not own:
                continue
            for kind, at in (("size", 1), ("colour", 2)):
                words = [what for k, what in a.item.keys if k == kind]
                if words and not any(w == line[at] for w in words for line in own):
                    said.found.append(Refusal(Fault.ATTRIBUTE, a.item.low))
            if _is_size(a) and a.item.figure:
                sizes = {line[1] for line in own}
                if not any(f"{v.normalize():f}" in sizes for v in a.item.figure.values):
                    said.found.append(Refusal(Fault.NUMBER, a.item.low))


def _is_size(a: Asserted) -> bool:
    figure = a.item.figure
    if figure is None or figure.currency or figure.unit is not None:
        return False
    return "size" in a.before[-2:] or a.before[-2:] in (("in", "a"), ("in", "an"))
