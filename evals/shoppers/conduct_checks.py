"""Whether a simulated shopper behaves as its goal and its persona say, over a conversation.

What the assistant did well or badly must not matter here: only what a shopper can perceive and
what it then did.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from evals.measures.values import folded, plain
from evals.runs.record import CartLineSeen, ProductSeen, TrialRecord, TurnSeen
from evals.scenarios.goal import Goal, Persona
from evals.scenarios.where import Look
from evals.shoppers import heard_values as heard
from evals.shoppers.held import Named, changes_made, meant_product, price_of, wishes_at
from evals.shoppers.wishing import fits, many, part_of, where_of

_SAME_MOST = 2
"""Times that the same words may be said; the third time nobody would."""
_OPENS_WITHIN = 2
_TAKES = re.compile(r"\b(?:take|add|buy|cart|get|save|list)\b")
_PAYS = re.compile(r"\bpay\b|check ?out")
_OPEN_ANSWER = re.compile(
    r"mind|matter|whatever|preference|care|anything|any\b|either|picky|surprise|not sure|fine"
)
_KINDS_OF = {"category": ("category", "type", "thing"), "feature": ("feature", "not feature")}
_POINTS = re.compile(
    r"\b(?:the|that|it|number|one|first|second|third|fourth|fifth|sixth|cheap\w*|them|those)\b"
)
_YES_NO = re.compile(
    r"\b(?:yes|yeah|yep|sure|ok|okay|please|no|nope|nah|thanks|guess|great|lovely|thank)\b"
)


def conduct_problems(
    goal: Goal, persona: Persona, record: TrialRecord, look: Look | None
) -> Iterator[str]:
    """Yield what is wrong with how the shopper behaved."""
    turns = record.turns
    if not turns:
        if record.ended in ("satisfied", "gave_up"):
            yield "silent: ends without a word"
        return
    yield from _opening(goal, turns)
    yield from _repeats(turns)
    for at in range(1, len(turns)):
        yield from _answers(goal, turns, at)
    yield from _takes(goal, turns, look)
    match record.ended:
        case "satisfied":
            yield from _satisfied(goal, turns, look)
        case "gave_up":
            yield from _gave_up(goal, persona, turns, look)
        case _:
            pass
    yield from _goes_on(goal, turns, look)


def _opening(goal: Goal, turns: Sequence[TurnSeen]) -> Iterator[str]:
    first = " ".join(turn.said for turn in turns[:_OPENS_WITHIN])
    names = [*many(goal.thing)]
    for wish in goal.wishes:
        part = part_of(wish)
        if part.kind in ("category", "type") and part.wanted:
            names += [*part.values, *(many(wish.words) if wish.words else ())]
    if not any(plain(name) in plain(first) for name in names):
        yield "topic: never says what it is looking for"


def _repeats(turns: Sequence[TurnSeen]) -> Iterator[str]:
    said = [folded(turn.said) for turn in turns if turn.said and turn.move != "interrupt"]
    for text, times in Counter(said).items():
        if times > _SAME_MOST and len(text.split()) > 1:
            yield f"repeats: says the same words {times} times"
    if any(a == b == c for a, b, c in zip(said, said[1:], said[2:], strict=False)):
        yield "repeats: says the same words three times running"


def _answers(goal: Goal, turns: Sequence[TurnSeen], at: int) -> Iterator[str]:
    turn, asked = turns[at], turns[at - 1].asked
    if turn.move != "answer" or not turn.said:
        return
    if asked is None:
        yield "answer: answers where nothing was asked"
        return
    low = folded(turn.said)
    kinds = _KINDS_OF.get(asked, (asked, f"not {asked}"))
    on_kind = any(name == k or name.startswith(f"{k} ") for name in turn.gives for k in kinds)
    match asked:
        case "which":
            fine = bool(_POINTS.search(low)) or _names_one(low, turns[at - 1])
        case "yes_no":
            fine = bool(_YES_NO.search(low))
        case "quantity":
            fine = bool(heard.numbers(low)) or "one" in low or bool(_YES_NO.search(low))
        case "order":
            fine = "order" in low or "number" in low or bool(_YES_NO.search(low))
        case _:
            fine = on_kind or bool(_OPEN_ANSWER.search(low))
    if not fine:
        yield f"answer: is asked for {asked}, and answers something else"
    elif _denies_opinion(goal, turns, at, asked, low):
        yield f"answer: has no opinion on {asked}, though the goal has one"


def _names_one(low: str, before: TurnSeen) -> bool:
    return any(folded(p.title.split()[0]) in low for p in before.products)


def _denies_opinion(goal: Goal, turns: Sequence[TurnSeen], at: int, asked: str, low: str) -> bool:
    if not _OPEN_ANSWER.search(low) or turns[at].gives:
        return False
    if asked == "size" and goal.choose.size is not None:
        return True
    if asked == "colour" and goal.choose.colour is not None:
        return True
    held = wishes_at(goal, turns, at)
    kinds = ("brand", "colour", "material", "audience", "size", "price")
    return asked in kinds and any(
        part_of(one.wish).kind == asked and part_of(one.wish).wanted for one in held
    )


def _takes(goal: Goal, turns: Sequence[TurnSeen], look: Look | None) -> Iterator[str]:
    """Yield products that are taken although the shopper can see that they are not wanted."""
    pointed: str | None = None
    for at in range(1, len(turns)):
        turn, screen = turns[at], turns[at - 1].products
        if turn.move not in ("take", "choose", "ask"):
            continue
        product = meant_product(turn.said, screen, pointed)
        if product is None:
            continue
        pointed = product.id
        if turn.move == "take" and goal.then != "compare" and _TAKES.search(folded(turn.said)):
            why = breaks(product, goal, wishes_at(goal, turns, at), look)
            if why:
                yield f"takes: takes a product that {why}"


def breaks(
    product: ProductSeen, goal: Goal, wishes: Sequence[Named], look: Look | None
) -> str | None:
    """Say which wish a product breaks, as far as it can be seen; None where none."""
    bounds = price_of(wishes)
    page = look(product.id) if look is not None else None
    if bounds is not None and page is None and not bounds.holds(product.price):
        return f"costs {product.price}"
    title = product.title.lower()
    for one in wishes:
        part = part_of(one.wish)
        if part.kind == "audience" and part.wanted and not one.wish.soft:
            shown = {a for a in ("women", "men", "kids") if re.search(rf"\b{a}'?s\b|{a}'", title)}
            if shown and not shown & set(part.values):
                return f"is for {', '.join(sorted(shown))}"
    if page is not None:
        for one in wishes:
            if part_of(one.wish).kind == "type":
                continue
            if not fits(page, where_of([one.wish])):
                return f"does not fulfil the wish for {one.name}"
        if goal.choose.where is not None and not goal.choose.where.holds(page):
            return "is not the one that the goal chooses"
    return None


def _satisfied(goal: Goal, turns: Sequence[TurnSeen], look: Look | None) -> Iterator[str]:
    if changes_made(turns) < len(goal.changes):
        yield "changes: is satisfied without the change of mind that the goal says"
    asked = sum(1 for turn in turns if turn.move == "ask")
    if asked < len(goal.asks):
        yield "asks: is satisfied without asking what the goal asks"
    if not reached(goal, turns, len(turns) - 1, look):
        yield "satisfied: says that it has what it wants, which nobody could see"


def reached(goal: Goal, turns: Sequence[TurnSeen], at: int, look: Look | None) -> bool:
    """Say whether what is wanted is there after turn `at`, as far as it can be seen."""
    turn = turns[at]
    wishes = wishes_at(goal, turns, at)
    match goal.then:
        case "look":
            near = turns[max(0, at - 1) : at + 1]  # a goodbye may clear the screen
            return any(breaks(p, goal, wishes, look) is None for t in near for p in t.products)
        case "save":
            ids = {i for board in turn.boards for i in board.product_ids}
            shown = {p.id: p for t in turns[: at + 1] for p in t.products}
            known = [shown[i] for i in ids if i in shown]
            return any(breaks(p, goal, wishes, look) is None for p in known) or (
                look is None and len(known) < len(ids)
            )
        case "compare":
            compared = (t for t in turns[: at + 1] if t.move == "take")
            return any(re.search(r"compare|differ|versus|vs\b", t.said.lower()) for t in compared)
        case "cart":
            return _holds(goal, turn, wishes, look)
        case "checkout":
            paid = any(t.move == "take" and _PAYS.search(t.said.lower()) for t in turns[: at + 1])
            return paid and _holds(goal, turn, wishes, look)


def _holds(goal: Goal, turn: TurnSeen, wishes: Sequence[Named], look: Look | None) -> bool:
    return len(turn.cart) == 1 and _right(goal, turn.cart[0], wishes, look)


def _right(goal: Goal, line: CartLineSeen, wishes: Sequence[Named], look: Look | None) -> bool:
    if line.quantity != goal.choose.quantity:
        return False
    bounds = price_of(wishes)
    if bounds is not None and not bounds.holds(line.unit_price):
        return False
    for wanted, has in ((goal.choose.size, line.size), (goal.choose.colour, line.colour)):
        if wanted is not None and (has is None or plain(wanted) != plain(has)):
            return False
    for one in wishes:
        part = part_of(one.wish)
        has = {"size": line.size, "colour": line.colour}.get(part.kind)
        hard = part.wanted and not one.wish.soft
        if hard and has is not None and plain(has) not in {plain(v) for v in part.values}:
            return False
    page = look(line.product_id) if look is not None else None
    return page is None or all(
        fits(page, where_of([one.wish])) for one in wishes if part_of(one.wish).kind != "type"
    )


def _gave_up(
    goal: Goal, persona: Persona, turns: Sequence[TurnSeen], look: Look | None
) -> Iterator[str]:
    """Yield a shopper that leaves early: counted are all turns that may have been in vain."""
    last = max((at for at, turn in enumerate(turns) if turn.move in ("tell", "change")), default=0)
    vain = 0
    for at, turn in enumerate(turns):
        if turn.move in ("chat", "ask", "leave"):
            continue
        telling = turn.move in ("open", "tell", "change") and at < last and bool(turn.products)
        vain += not telling
    if vain < persona.patience:
        yield f"patience: leaves after {vain} turns in vain of {persona.patience}"
    done = changes_made(turns) == len(goal.changes) and look is not None
    takes = goal.then in ("cart", "checkout", "save")
    if done and takes and reached(goal, turns, len(turns) - 1, look):
        yield "gave up: leaves although it has what it wants"


def _goes_on(goal: Goal, turns: Sequence[TurnSeen], look: Look | None) -> Iterator[str]:
    """Yield a shopper that does not stop once it has what it wants."""
    if goal.then not in ("cart", "checkout", "save") or look is None:
        return
    for at in range(len(turns) - 1):
        made = changes_made(turns[: at + 1]) == len(goal.changes)
        asked = sum(1 for turn in turns[: at + 1] if turn.move == "ask") >= len(goal.asks)
        if made and asked and reached(goal, turns, at, look):
            later = [turn for turn in turns[at + 1 :] if turn.move != "interrupt" and turn.said]
            if len(later) > 1 or any(turn.move != "leave" for turn in later):
                yield "goes on: says more although it has what it wants"
            return
