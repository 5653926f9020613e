"""What a sentence says is not known: "the listing doesn't say whether ...". Pure."""

from dataclasses import replace

from agents.guard.item import Kind
from agents.guard.walk import Walk
from retrieval.wordset import wordset

_SAYS = wordset(
    "promise say tell confirm guarantee know sure see mention state list specify show give "
    "note indicate describe find information info detail details data word mention record "
    "note idea indication anything clear certain"
)
_LISTINGS = wordset("listing listings description descriptions specs details page pages record")
_OTHERS = wordset("one review reviews reviewer reviewers rating ratings but")
"""Who may say nothing, without the listing saying nothing."""
_OPENS = wordset("it they that whether if either any the them these its mentions lists specifies")
_UNLIKE = wordset("like than as but except enough much how you")
_SAID = _SAYS | wordset("says states mentions confirms indicates lists specifies shows suggests")
_NOT_DISCLAIMED = wordset("enough much stress recommend wait how you")
_UNTOLD = wordset(
    "listed stated mentioned specified given known clear provided shown noted described "
    "recorded indicated said sure"
)
"""After "isn't": what the sentence spoke of is not known."""
_UNTOLD_ALONE = wordset("unclear unknown unspecified unlisted unsure")


def disclaims(walk: Walk, start: int) -> bool:
    """Say whether it goes on "... say whether it is": what follows is then not claimed."""
    lows = [t.low for t in walk.tokens[start : start + 8]]
    if start and walk.tokens[start - 1].low in ("nothing", "none", "neither", "no"):
        return _none_says(walk, start)
    for n, low in enumerate(lows[:4]):
        if low in _NOT_DISCLAIMED:
            return False
        if low in _SAYS:
            rest = lows[n + 1 :]
            if rest[:1] and rest[0] in ("that", "whether", "if"):
                rest = rest[1:]
            return bool(rest) and not _NOT_DISCLAIMED & {*rest[:2]} and (rest[0] not in ("i", "we"))
    return False


def _none_says(walk: Walk, start: int) -> bool:
    """Read "nothing in the listing says it's waterproof", "none of the listings mentions silk"."""
    lows = [t.low for t in walk.tokens[start : start + 10]]
    for n, low in enumerate(lows[:6]):
        between = {*lows[:n]}
        listed = bool(_LISTINGS & between)
        about = low in ("about", "on", "of") and listed
        if low in _NOT_DISCLAIMED or low in _OTHERS:
            return False
        if low in _SAID or about:
            rest = lows[n + 1 :]
            plain = listed or bool({"mention", "word", *_OPENS} & {low, *rest[:1]})
            return plain and bool(rest) and not _UNLIKE & {*rest} and rest[0] not in ("i", "we")
    return False


def untold(walk: Walk, n: int) -> bool:
    """Read "isn't listed": what its clause spoke of is said not to be known."""
    item = walk.items[n]
    after = [t.low for t in walk.tokens[item.stop : item.stop + 3]]
    found = item.low in _UNTOLD_ALONE or (
        item.kind is Kind.NEG and bool(_UNTOLD & {*after[:2]})
    ) or item.low in ("not listed", "not stated", "not mentioned")  # fmt: skip
    if found:
        walk.asserted = [replace(a, unsaid=True) for a in walk.asserted]
        walk.at.orphans = [replace(a, unsaid=True) for a in walk.at.orphans]
    return found
