"""What a value's surroundings say of it: wanted or not, must or may.

"no leather or suede", "anything but Tarnholm", "leather-free", "ideally blue",
"waterproof if possible". A wish without such words is hard, but for features
that are a matter of degree (`words.SUBJECTIVE`).
"""

import re
from dataclasses import replace

from agents.constraints import Kind
from agents.understand.found import Found
from agents.understand.line import Line, Span
from retrieval.wordset import wordset

REACH = 6
"""Words between a "not" and the value that it excludes, at most."""

_NOT = wordset(
    "not no without except excluding exclude avoid hate dislike nothing never non neither nor "
    "skip minus besides nix detest despise loathe"
)
_BUT = frozenset({"anything", "everything", "any", "nothing", "all", "whatever"})
_TWO = frozenset(
    {("other", "than"), ("rather", "than"), ("instead", "of"), ("apart", "from"), ("aside", "from"),
     ("tired", "of"), ("allergic", "to"), ("sick", "of"), ("stay", "from")}
)  # fmt: skip
_PASS = wordset(
    "a an the any in of made from with by for to be is are it want like need show me give have "
    "wear buy that those these this really please anything something else kind type too from "
    "brand color colors ones one stuff products use using get into and or nor contain "
    "containing either see as for have having fan big come comes coming include includes including "
    "has got stand bear wearing"
)
_HEDGES = wordset("too very so just only necessarily sure mind care bad really that")
"""After "not" they mean no exclusion: "not too", "not only", "not sure about"."""

_SOFT_BEFORE = re.compile(
    r"\b(?:preferably|ideally|ideal|hopefully|prefer|preferred|prefers|preferring|maybe|perhaps|"
    r"leaning towards?|would love (?:it|them|that|one)|possibly|would rather|"
    r"something like|bonus points for|"
    r"bonus if|if possible|a plus if|nice if|great if|probably|would be nice to have)\b"
)
_SOFT_AFTER = re.compile(
    r"\b(?:preferably|ideally|hopefully|if possible|if you (?:have|can|got)|(?:would|will|"
    r"could) be "
    r"(?:really |very )?(?:nice|great|good|cool|lovely|ideal|a plus|a bonus|perfect|preferred|"
    r"awesome)|is (?:a plus|a bonus|preferred|nice|ideal|optional)|(?:a )?plus|preferred|"
    r"or (?:something|anything) (?:like that|similar)|or similar|or so|would be a (?:plus|bonus))\b"
)
_MUST = re.compile(
    r"\b(?:must|needs? to|has to|have to|need it to|definitely|absolutely|only|required|essential|"
    r"really need|necessary|strictly|has got to|should be)\b"
)


_EXCLUDED_AFTER = re.compile(
    r"^(?:(?:is|are) (?:a |an )?(?:absolute |total |definite )?(?:no go|no no|out|deal ?breaker|no|"
    r"not for me|not ok|not okay|not an option|not my thing|off the table|unacceptable|not allowed|"
    r"not acceptable|not good)\b|(?:does|do) not work for me\b|makes? me itch\b|gives? me a rash\b)"
)
"""After a value it excludes it: "leather is a no go"."""
_NOT_NECESSARILY = re.compile(r"\bnot necessarily(?: in| a| an| from| made of)?$")
_TOLERATED = re.compile(
    r"\b(?:(?:do|would|does) not (?:really )?(?:mind|dislike|hate|object to)|not opposed to|"
    r"not against|"
    r"not that i (?:do not like|dislike|hate)|nothing against|ok with|fine with|open to)"
    r"(?: (?:a|an|the|any|some|it in))?$"
)
"""Before a value it may be so, and need not."""


def _around(line: Line, span: Span) -> tuple[str, str]:
    """Return the words before and after a value, within its clause."""
    start = span.start
    while start > max(0, span.start - 8) and not _parts(line.tokens[start].before):
        start -= 1
    return (
        line.text_of(Span(start, span.start)),
        line.text_of(Span(span.stop, min(len(line.tokens), span.stop + 6))),
    )


def judge(line: Line, found: list[Found]) -> list[Found]:
    """Set `wanted` and `hard` of each value by the words around it."""
    judged: list[Found] = []
    for i, each in enumerate(found):
        if each.kind in (Kind.PRICE, Kind.RATING):
            hard = each.hard and not _softened(line, each.span)
            judged.append(replace(each, hard=hard))
            continue
        before, after = _around(line, each.span)
        if _NOT_NECESSARILY.search(before):
            continue
        if _TOLERATED.search(before):
            judged.append(replace(each, hard=False))
            continue
        if _EXCLUDED_AFTER.match(after):
            judged.append(replace(each, wanted=False, hard=True, keep_words=False))
            continue
        previous = judged[-1] if judged else None
        following = found[i + 1] if i + 1 < len(found) else None
        wanted, span = _wanted(line, each, previous, following)
        if not wanted:
            judged.append(replace(each, wanted=False, hard=True, span=span, keep_words=False))
            continue
        hard = each.hard and not _softened(line, each.span)
        if each.kind is Kind.FEATURE and _required(line, each.span):
            hard = True
        judged.append(replace(each, hard=hard))
    return judged


def _wanted(
    line: Line, each: Found, previous: Found | None, following: Found | None
) -> tuple[bool, Span]:
    """Tell whether `each` is wanted, and the span with the words that exclude it."""
    after = line.norm(each.span.stop)
    if after == "free" and each.kind is Kind.MATERIAL:
        return False, Span(each.span.start, each.span.stop + 1)
    i = each.span.start - 1
    steps = 0
    if line.tokens[each.span.start].before and _parts(line.tokens[each.span.start].before):
        return True, each.span
    while i >= 0 and steps < REACH:
        if previous is not None and i < previous.span.stop:
            return _as_previous(line, each, previous, following), each.span
        word = line.norm(i)
        two = (line.norm(i - 1), word)
        goes = line.norm(i - 2) in _BUT and line.norm(i - 1) in ("goes", "is", "else", "at")
        if word == "but" and goes:
            return False, Span(i - 2, each.span.stop)
        if two in _TWO or (word == "but" and line.norm(i - 1) in _BUT):
            return False, Span(i - 1, each.span.stop)
        if word == "but" and line.norm(i - 1) == "not":
            return True, each.span
        if word in _NOT:
            if line.norm(i + 1) in _HEDGES and i + 1 < each.span.start:
                return True, each.span
            if _harmless(line, i):
                return True, each.span
            start = i - 1 if two in _NEGATED_VERBS else i
            return False, Span(start, each.span.stop)
        if word not in _PASS or _parts(line.tokens[i].before):
            return True, each.span
        i -= 1
        steps += 1
    return True, each.span


_NEGATED_VERBS = frozenset({("do", "not"), ("does", "not"), ("is", "not"), ("are", "not")})


def _harmless(line: Line, i: int) -> bool:
    """Tell whether the "not" or "no" at `i` excludes nothing: "why not blue", "no wait blue"."""
    before, after = line.norm(i - 1), line.norm(i + 1)
    if before in ("why", "if", "or"):
        return True
    if line.norm(i) in ("hate", "dislike", "avoid", "mind") and before in ("not", "never"):
        return True
    if line.norm(i) == "no":
        comma = i + 1 < len(line.tokens) and bool(line.tokens[i + 1].before.strip("-"))
        return comma or after in ("i", "wait", "problem", "preference", "the", "it", "that")
    # "do you not have", "does it not come in": still a question about having it.
    return before in ("you", "it", "they") and line.norm(i - 2) in ("do", "does", "is", "are")


def _as_previous(line: Line, each: Found, previous: Found, following: Found | None) -> bool:
    """Carry "no" over a list: "no leather or suede", "not red, blue or green"."""
    if previous.wanted:
        return True
    link = line.text_of(Span(previous.span.stop, each.span.start)).split()
    if "or" in link or "nor" in link:
        return False
    if "but" in link or "instead" in link or "rather" in link:
        return True
    if previous.kind is not each.kind:
        return True
    if "and" in link:
        return False
    if link:
        return True
    if following is None or following.kind is not each.kind:
        return bool(line.tokens[each.span.start].before)
    return line.norm(each.span.stop) not in ("or", "and", "nor")


def _parts(before: str) -> bool:
    return any(mark in before for mark in ".?!;,—(:")


def _softened(line: Line, span: Span) -> bool:
    for match, mark in line.find(_SOFT_BEFORE):
        if match.group() == "maybe" and line.norm(mark.stop) in ("a", "an"):
            continue
        gap = Span(mark.stop, span.start)
        if 0 <= span.start - mark.stop <= 6 and not _crosses(line, gap):
            return True
    for match, mark in line.find(_SOFT_AFTER):
        last = mark.stop >= len(line.tokens) or bool(line.tokens[mark.stop].before)
        if match.group() in ("preferably", "ideally", "hopefully") and not last:
            continue
        near = 0 <= mark.start - span.stop <= 2
        if near and not any(t.before for t in line.tokens[span.stop : mark.start]):
            return True
    return False


def _required(line: Line, span: Span) -> bool:
    return any(
        0 <= span.start - mark.stop <= 5 and not _crosses(line, Span(mark.stop, span.start))
        for _, mark in line.find(_MUST)
    )


def _crosses(line: Line, gap: Span) -> bool:
    """Tell whether a clause ends within `gap`, the start of the next token included."""
    stops = any(m in t.before for t in line.tokens[gap.start : gap.stop + 1] for m in ".?!;,")
    ends = ("but", "with", "under", "must")
    return stops or any(t.norm in ends for t in line.tokens[gap.start : gap.stop])
