"""Everything that needs no product: manners, limits, the voice's pace, repeating, asking back."""

from dataclasses import replace

from langgraph.runtime import Runtime

from agents.acts import Act
from agents.clarified import NO_PREFERENCE
from agents.nodes.asks_back import asks_back
from agents.nodes.edit import CART_ACTS
from agents.nodes.turn_state import Tools, TurnState, current, products_on, scene_of
from agents.pending import CONSENTED, Slot
from agents.references import resolve
from agents.reply.difference import best_rated
from agents.reply.plan import Chosen, Part
from agents.reply.question_parts import LeftOpen
from agents.reply.refused import REFUSED
from agents.reply.sentences import sentences
from agents.reply.shop_parts import PaceSet
from agents.reply.talk_parts import Repeated, Talk, Talked
from agents.understand.talk import ELSE, PAUSE
from retrieval.terms import Field

_ACTS = {
    Act.BUNDLE: Talk.BUNDLE,
    Act.STOP: Talk.STOP,
    Act.OUT_OF_SCOPE: Talk.OUT_OF_SCOPE,
    Act.ASR_FAILURE: Talk.ASR_FAILURE,
    Act.CONFIRM: Talk.CONFIRMED,
}
_TOPIC_ACTS = {Act.SMALLTALK: Talk.HELP}
"""Acts with a topic, and what is said where the topic is not one of ours."""
PACE_SLOWEST, PACE_FASTEST = 0.8, 1.25
"""Beyond these the voice is hard to follow, or drags; not measured."""
PACE_STEP = 0.1
"""One request: a tenth is heard as a change, and two requests are not too many."""


def talk(state: TurnState, runtime: Runtime[Tools]) -> TurnState:
    """Plan a fixed sentence; a "no" calls off what waits for an answer."""
    dialogue, reading = state["dialogue"], current(state)
    part = _part(state, runtime.context)
    if reading.act is Act.DENY:
        dialogue = replace(dialogue, pending=None)
    if isinstance(part, PaceSet):
        dialogue = replace(dialogue, pace=part.pace)
    return {"dialogue": dialogue, "parts": (*state["parts"], part)}


def _part(state: TurnState, tools: Tools) -> Part:
    dialogue, reading = state["dialogue"], current(state)
    if reading.act is Act.REPEAT:
        return _again(state, tools)
    if reading.act is Act.PACE:
        return _paced(dialogue.pace, reading.topic or "slower", state["utterance"].spoken)
    if reading.act is Act.DENY and reading.topic == NO_PREFERENCE:
        return _left_open(state)
    if reading.act is Act.UNCLEAR and reading.topic == ELSE:
        return Talked(Talk.DENIED)
    if reading.act is Act.UNCLEAR and reading.topic == PAUSE:
        return Talked(Talk.THINKING)
    if reading.act is Act.UNCLEAR:
        return asks_back(state, tools)
    if reading.act is Act.DENY:
        pending = dialogue.pending
        if pending and pending.slot is Slot.YES_NO and pending.act in CONSENTED:
            return Talked(Talk.KEPT)
        waiting = pending is not None and pending.act in CART_ACTS
        return Talked(Talk.LEFT_OUT if waiting else Talk.DENIED)
    if reading.act in _TOPIC_ACTS:
        known = {talk.value: talk for talk in Talk}
        return Talked(known.get(reading.topic or "", _TOPIC_ACTS[reading.act]))
    refused = {talk.value: talk for talk in REFUSED}
    if reading.act is Act.OUT_OF_SCOPE and reading.topic in refused:
        return Talked(refused[reading.topic])
    return Talked(
        _ACTS.get(reading.act, Talk.UNCLEAR),
        shown=bool(state["screen"]),
        examples=_examples(tools, dialogue.turn),
    )


def _left_open(state: TurnState) -> LeftOpen:
    """Return the best of what was spoken of, for a shopper who leaves the choice open."""
    spoken = products_on(state["screen"])[: state["dialogue"].spoken or 1]
    best = best_rated(spoken)
    if best is not None:
        return LeftOpen(spoken[best], stars=True)
    return LeftOpen(spoken[0] if spoken else None)


def _again(state: TurnState, tools: Tools) -> Part:
    """Repeat the last reply, its last sentence, or one product of the list."""
    dialogue, reading = state["dialogue"], current(state)
    if reading.references:
        scene = scene_of(state, tools)
        resolved = resolve(reading.references, scene)
        if len(resolved.products) == 1:
            return Chosen(resolved.products[0])
    if not dialogue.whole_reply:
        return Talked(Talk.NOTHING_SAID)
    said = sentences(dialogue.whole_reply)
    if reading.topic == "last" and said:
        return Repeated(said[-1])
    return Repeated(dialogue.whole_reply)


def _paced(pace: float, topic: str, spoken: bool) -> PaceSet:
    """Return the next pace: a step slower or faster, or the voice's own."""
    if topic == "normal":
        return PaceSet(1.0, topic, at_limit=False, spoken=spoken)
    step = -PACE_STEP if topic == "slower" else PACE_STEP
    wanted = min(max(round(pace + step, 2), PACE_SLOWEST), PACE_FASTEST)
    return PaceSet(wanted, topic, at_limit=wanted == pace, spoken=spoken)


def _examples(tools: Tools, turn: int) -> tuple[str, ...]:
    """Return a category of this shop, another one each turn."""
    categories = tuple(tools.search.vocabulary.values[Field.CATEGORY])
    return (categories[turn % len(categories)],) if categories else ()
