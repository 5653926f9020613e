"""From words to readings: what was meant, given the screen and what was asked."""

from dataclasses import replace

from langgraph.runtime import Runtime

from agents.acts import Act
from agents.clarified import answered
from agents.in_bundle import in_bundle
from agents.in_dialogue import in_dialogue
from agents.in_ideas import in_ideas
from agents.matching import to_match
from agents.nodes.turn_state import Tools, TurnState, products_on
from agents.own_rules import own_rule
from agents.pending import Slot, resume
from agents.picked import picked
from agents.reading import Reading
from agents.renumbered import renumbered
from agents.state import DialogueState
from agents.turn import Spent
from agents.undoing import undoing
from agents.wished_instead import wished_instead
from retrieval.query import Candidate

NAMED_BEFORE = 9
"""Products of earlier lists that can be called by name; looking one up takes 0.12 ms."""
READINGS_MOST = 6
"""Acts of one utterance that are worked on; speech holds no more."""


def understand(state: TurnState, runtime: Runtime[Tools]) -> TurnState:
    """Restore the dialogue and its screen, and read the utterance against them."""
    tools = runtime.context
    started_s = tools.clock()
    saved = state.get("saved")
    dialogue = DialogueState.from_json(saved) if saved else DialogueState()
    if tools.boards is not None:
        dialogue = replace(dialogue, boards=tools.boards)
    if dialogue.focus_id:
        # Whoever singled it out, "the previous one" may mean it later.
        dialogue = dialogue.about(dialogue.focus_id)
    screen = _restored(dialogue, tools)
    dialogue, readings = _read(state["utterance"].text, dialogue, screen, tools)
    return {
        "dialogue": dialogue,
        "screen": screen,
        "screen_before": screen,
        "readings": readings,
        "at": -1,
        "parts": (),
        "clarification": None,
        "did_you_mean": None,
        "relaxed": (),
        "searched": {},
        "query": None,
        "spent": Spent(understand_ms=(tools.clock() - started_s) * 1e3),
    }


def _restored(dialogue: DialogueState, tools: Tools) -> tuple[Candidate, ...]:
    """Look the products on the screen up anew; what left the catalog leaves the screen."""
    screen = []
    for shown in dialogue.screen:
        product = tools.search.product(shown.product_id)
        if product is None:
            continue
        variant = next((v for v in product.variants if v.id == shown.variant_id), None)
        screen.append(Candidate(product, variant, shown.score, shown.cosine))
    return tuple(screen)


def _earlier_titles(dialogue: DialogueState, tools: Tools) -> tuple[str, ...]:
    """Look up what was shown before the present list: it may be called by its name again."""
    found = (tools.search.product(i) for i in dialogue.shown_before[:NAMED_BEFORE])
    return tuple(product.title for product in found if product)


def _read(
    text: str, dialogue: DialogueState, screen: tuple[Candidate, ...], tools: Tools
) -> tuple[DialogueState, tuple[Reading, ...]]:
    if not text.strip():
        return dialogue, (Reading(Act.ASR_FAILURE, 1.0, text),)
    titles = tuple(product.title for product in products_on(screen))
    in_cart = (tools.search.product(i) for i in {item.product_id for item in dialogue.cart})
    cart = tuple(product.title for product in in_cart if product)
    shown = dialogue.for_understanding(titles, _earlier_titles(dialogue, tools), cart)
    readings = tools.understander.read(text, shown)[:READINGS_MOST]
    pending = dialogue.pending
    if pending and pending.instead and all(r.act is Act.CONFIRM for r in readings):
        # "Did you mean Tarnholm?" - "yes": it is as if that had been said.
        turn = dialogue.turn - 1
        said = tuple(piece for piece in dialogue.said if piece.turn != turn)
        dialogue = replace(dialogue, pending=None, said=said)
        readings = tools.understander.read(pending.instead, shown)[:READINGS_MOST]
    readings = tuple(undoing(renumbered(reading, dialogue), dialogue) for reading in readings)
    listed = tools.search.vocabulary.attributes
    readings = tuple(own_rule(reading, tools.desk.policies, listed) for reading in readings)
    asked = pending is not None and pending.slot is Slot.WISH
    readings = in_dialogue(readings, dialogue, tools.search.vocabulary.lexicon, asked=asked)
    readings = tuple(picked(reading, dialogue, products_on(screen)) for reading in readings)
    readings = tuple(wished_instead(reading, dialogue) for reading in readings)
    readings = in_ideas(in_bundle(readings, dialogue), dialogue)
    readings = to_match(readings, dialogue, products_on(screen))
    return resumed(dialogue, readings or (Reading(Act.UNCLEAR, 0.0, text),))


def resumed(
    dialogue: DialogueState, readings: tuple[Reading, ...]
) -> tuple[DialogueState, tuple[Reading, ...]]:
    """Let the reading that answers the open question, if one does, complete what waits for it."""
    pending = dialogue.pending
    if pending is None:
        return dialogue, readings
    if answer := answered(pending, readings, dialogue.turn):
        return dialogue, answer
    for place, reading in enumerate(readings):
        completed = resume(pending, reading, dialogue.turn)
        if completed is None:
            continue
        if not completed.references and pending.product_id:
            dialogue = replace(dialogue, focus_id=pending.product_id)
        return dialogue, (*readings[:place], completed, *readings[place + 1 :])
    return dialogue, readings
