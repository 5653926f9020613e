"""From words to readings: what was meant, given the screen and what was asked."""

from dataclasses import replace

from langgraph.runtime import Runtime

from agents.acts import Act
from agents.nodes.turn_state import Tools, TurnState, products_on
from agents.pending import resume
from agents.reading import Reading
from agents.state import DialogueState
from agents.turn import Spent
from retrieval.query import Candidate

READINGS_MOST = 6
"""Acts of one utterance that are worked on; speech holds no more."""


def understand(state: TurnState, runtime: Runtime[Tools]) -> TurnState:
    """Restore the dialogue and its screen, and read the utterance against them."""
    tools = runtime.context
    started_s = tools.clock()
    saved = state.get("saved")
    dialogue = DialogueState.from_json(saved) if saved else DialogueState()
    screen = _restored(dialogue, tools)
    dialogue, readings = _read(state["utterance"].text, dialogue, screen, tools)
    return {
        "dialogue": dialogue,
        "screen": screen,
        "screen_before": screen,
        "readings": readings,
        "at": -1,
        "parts": (),
        "relaxed": (),
        "searched": {},
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


def _read(
    text: str, dialogue: DialogueState, screen: tuple[Candidate, ...], tools: Tools
) -> tuple[DialogueState, tuple[Reading, ...]]:
    if not text.strip():
        return dialogue, (Reading(Act.ASR_FAILURE, 1.0, text),)
    titles = tuple(product.title for product in products_on(screen))
    readings = tools.understander.read(text, dialogue.for_understanding(titles))
    return resumed(dialogue, readings[:READINGS_MOST] or (Reading(Act.UNCLEAR, 0.0, text),))


def resumed(
    dialogue: DialogueState, readings: tuple[Reading, ...]
) -> tuple[DialogueState, tuple[Reading, ...]]:
    """Let the reading that answers the open question, if one does, complete what waits for it."""
    pending = dialogue.pending
    if pending is None:
        return dialogue, readings
    for place, reading in enumerate(readings):
        completed = resume(pending, reading, dialogue.turn)
        if completed is None:
            continue
        if not completed.references and pending.product_id:
            dialogue = replace(dialogue, focus_id=pending.product_id)
        return dialogue, (*readings[:place], completed, *readings[place + 1 :])
    return dialogue, readings
