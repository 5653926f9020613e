"""Put a set of products together within a total, and change it piece by piece."""

from dataclasses import replace

from langgraph.runtime import Runtime

from agents.bundles import (
    Bundle,
)
from agents.in_bundle import Deed, deed_of
from agents.nodes.set_changed import changed
from agents.nodes.set_made import made
from agents.nodes.set_pieces import SetWork
from agents.nodes.turn_state import Tools, TurnState, current
from agents.reply.ideas_parts import SetDeed
from agents.requests import request_of


def bundle(state: TurnState, runtime: Runtime[Tools]) -> TurnState:
    """Make or change the set that the current reading asks for."""
    tools, reading, dialogue = runtime.context, current(state), state["dialogue"]
    started_s = tools.clock()
    deed, held = deed_of(reading), dialogue.bundle
    if deed is Deed.NEW or held is None:
        done = made(SetWork(dialogue, held or Bundle(()), tools), SetDeed.NEW)
    else:
        ordinal = reading.references[0].ordinal if reading.references else None
        done = changed(SetWork(dialogue, held, tools), deed, reading.text, ordinal)
    dialogue, part, screen = done
    spent_ms = (tools.clock() - started_s) * 1e3 + (state["spent"].retrieve_ms or 0.0)
    update: TurnState = {
        "dialogue": dialogue,
        "parts": (*state["parts"], part),
        "query": request_of(dialogue).text,
        "spent": replace(state["spent"], retrieve_ms=spent_ms),
    }
    if screen is not None:
        update["screen"] = screen
    return update
