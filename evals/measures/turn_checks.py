"""What must be true of one turn of a script, checked, with a reason in words where it is not."""

from collections.abc import Iterator, Sequence

from agents.acts import Act
from evals.measures.cart_match import compare_cart
from evals.measures.failure import Failure
from evals.measures.on_screen import seen_holds, shown_faults, where_words
from evals.measures.script_turns import LineTurns, line_turns
from evals.measures.values import folded
from evals.measures.wish_match import match, wish_words
from evals.runs.record import TurnSeen
from evals.scenarios.expectations import Expect
from evals.scenarios.scenario import Scenario
from evals.scenarios.where import Look, OneOrMore, Where


def check_script(scenario: Scenario, turns: Sequence[TurnSeen], look: Look) -> tuple[Failure, ...]:
    """Check all turns of a script, and that all of it was said.

    Args:
        scenario: With `turns`; one with a goal has nothing to be checked here.
        turns: Of the record.
        look: Finds a product of the catalog.
    """
    said = {group.line: group for group in line_turns(turns)}
    found: list[Failure] = []
    for number, line in enumerate(scenario.turns):
        group = said.get(number)
        if group is None:
            why = f"line {number + 1} of the script was never said"
            found.append(Failure("said", why))
        elif line.expect is not None:
            found.extend(check_turn(line.expect, turns, group, look))
    return tuple(found)


def check_turn(
    expect: Expect, turns: Sequence[TurnSeen], group: LineTurns, look: Look
) -> tuple[Failure, ...]:
    """Check one line's turns against what is expected of them.

    Acts are those of the line itself. Where the assistant asked back and was answered, what is
    shown, held and in the cart is looked at after the answers, and the answers' own wishes are
    no surplus.

    Args:
        expect: Whatever it leaves out is not looked at.
        turns: All of the record.
        group: Which of them are the line's.
        look: Finds a product of the catalog.
    """
    own, last = turns[group.own[-1]], turns[group.last]
    found: list[Failure] = []

    def note(what: str, whys: Iterator[str], turn: int) -> None:
        found.extend(Failure(what, why, turn) for why in whys)

    note("acts", _acts(expect, [turns[place] for place in group.own]), group.own[-1])
    note("constraints", _constraints(expect, last, _asked_for(turns, group)), group.last)
    if expect.shown is not None:
        before = turns[group.own[0] - 1] if group.own[0] else None
        note("shown", iter(shown_faults(expect.shown, last, before, look)), group.last)
    note("focus", _focus(expect.focus, last, look), group.last)
    told = " ".join(heard_of(turns[place]) for place in group.judged)
    note("says", _says(expect.says, told), group.last)
    note("says_not", _says_not(expect.says_not, told), group.last)
    note("asks", _asks(expect, own), group.own[-1])
    note("relaxed", _relaxed(expect, last), group.last)
    if expect.cart is not None:
        note("cart", iter(compare_cart(expect.cart, last.cart, look).faults), group.last)
    note("link", _link(expect, [turns[place] for place in group.judged]), group.last)
    note("first_audio_ms", _first_audio(expect, own), group.own[-1])
    return tuple(found)


def heard_of(turn: TurnSeen) -> str:
    """Return what was heard of a reply: all of it, or as far as it was spoken."""
    return turn.reply if turn.heard_reply is None else turn.heard_reply


def _acts(expect: Expect, own: Sequence[TurnSeen]) -> Iterator[str]:
    understood = {act for turn in own for act in turn.acts}
    if expect.acts is not None and understood != set(expect.acts):
        yield f"wanted {_names(expect.acts)}, understood {_names(sorted(understood))}"
    if expect.any_act is not None and not understood & set(expect.any_act):
        wanted = " or ".join(act.value for act in expect.any_act)
        yield f"wanted {wanted}, understood {_names(sorted(understood))}"


def _asked_for(turns: Sequence[TurnSeen], group: LineTurns) -> frozenset[str]:
    """Return what the line's answers were asked for: "audience", "size"."""
    asked = (turns[place - 1].asked for place in group.answered if place)
    return frozenset(one for one in asked if one)


def _constraints(expect: Expect, turn: TurnSeen, asked: frozenset[str]) -> Iterator[str]:
    if expect.constraints is None:
        return
    compared = match(expect.constraints, turn.constraints)
    for wish in compared.missed:
        if not wish.soft:
            yield f"wanted {wish_words(wish)} to hold, it does not"
    for extra in compared.extra:
        if extra.hard and extra.kind not in asked:
            yield f"{extra.words} holds, nobody asked for it"


def _focus(wanted: Where | None, turn: TurnSeen, look: Look) -> Iterator[str]:
    if wanted is None:
        return
    product = look(turn.focus) if turn.focus else None
    if product is None:
        yield f'wanted "it" to be {where_words(wanted)}, it is nothing'
        return
    card = next((card for card in turn.products if card.id == product.id), None)
    if not (seen_holds(wanted, card, look) if card else wanted.holds(product)):
        yield f'wanted "it" to be {where_words(wanted)}, it is {product.title}'


def _says(wanted: Sequence[OneOrMore], told: str) -> Iterator[str]:
    for one in wanted:
        choices = (one,) if isinstance(one, str) else one
        if not any(folded(choice) in folded(told) for choice in choices):
            words = " or ".join(f'"{choice}"' for choice in choices)
            yield f"wanted the reply to say {words}, it says: {told}"


def _says_not(unwanted: Sequence[str], told: str) -> Iterator[str]:
    for one in unwanted:
        if folded(one) in folded(told):
            yield f'the reply must not say "{one}", it says: {told}'


def _asks(expect: Expect, turn: TurnSeen) -> Iterator[str]:
    if expect.asks is None:
        return
    wanted, asked = expect.asks, turn.asked or "nothing"
    if wanted != asked:
        yield f"wanted the reply to ask for {wanted}, it asks for {asked}"


def _relaxed(expect: Expect, turn: TurnSeen) -> Iterator[str]:
    if expect.relaxed is None or expect.relaxed == bool(turn.relaxed):
        return
    if expect.relaxed:
        yield "wanted a wish to be given up, none was"
        return
    given_up = ", ".join(f"{one.get('field')} {one.get('value')}" for one in turn.relaxed)
    yield f"wanted every wish kept, gave up {given_up}"


def _link(expect: Expect, turns: Sequence[TurnSeen]) -> Iterator[str]:
    links = {link for turn in turns for link in turn.links}
    if expect.link is not None and expect.link not in links:
        yield f"wanted a link to {expect.link}, saw {', '.join(sorted(links)) or 'none'}"


def _first_audio(expect: Expect, turn: TurnSeen) -> Iterator[str]:
    took = first_audio_ms(turn)
    if expect.first_audio_ms is not None and took is not None and took > expect.first_audio_ms:
        yield f"wanted the reply heard within {expect.first_audio_ms:g} ms, took {took:.0f} ms"


def first_audio_ms(turn: TurnSeen) -> float | None:
    """Return what a listener waited for a reply; None where it was typed or not in real time."""
    if turn.hearing is None or not turn.hearing.real_time:
        return None
    return turn.timings_ms.get("first_audio_ms")


def _names(acts: Sequence[Act]) -> str:
    return ", ".join(act.value for act in acts) or "nothing"
