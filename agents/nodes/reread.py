"""A second reading by a model, where the first is unsure; without one the first stands."""

import asyncio
import logging
from dataclasses import replace
from typing import Literal

from langgraph.runtime import Runtime

from agents.acts import Act
from agents.nodes.turn_state import Tools, TurnState, products_on
from agents.nodes.understand import READINGS_MOST, resumed
from agents.reading import Reading, Shown
from agents.structured.prompt import prompt_of
from agents.structured.readings import readings_of
from agents.tier import Doubt, SecondReader
from agents.understand.confidence import GUESS_BELOW

REREAD_WITHIN_S = 1.2
"""Then the agent asks back instead: a shopper waits about that long before speaking again."""

_log = logging.getLogger(__name__)


def doubtful(state: TurnState) -> Literal["reread", "edit"]:
    """Return `reread` where a reading is unsure, else the node that takes the first."""
    unsure = any(
        reading.confidence < GUESS_BELOW and reading.act is not Act.ASR_FAILURE
        for reading in state["readings"]
    )
    return "reread" if unsure else "edit"


async def reread(state: TurnState, runtime: Runtime[Tools]) -> TurnState:
    """Ask the reader that the router names, and take its answer if it holds.

    An answer that comes late, fails or says what was not said is dropped.
    """
    tools, dialogue = runtime.context, state["dialogue"]
    doubt = Doubt(
        state["utterance"],
        state["readings"],
        state["conversation_id"],
        dialogue.turn,
        tools.tenant,
    )
    reader = tools.router.reader(doubt)
    if reader is None:
        return {}
    started_s = tools.clock()
    titles = tuple(product.title for product in products_on(state["screen"]))
    shown = dialogue.for_understanding(titles)
    readings = await _read(reader, state["utterance"].text, shown, tools)
    spent_ms = (tools.clock() - started_s) * 1e3 + (state["spent"].understand_ms or 0.0)
    spent = replace(state["spent"], understand_ms=spent_ms)
    if readings is None:
        return {"spent": spent}
    dialogue, readings = resumed(dialogue, readings[:READINGS_MOST])
    return {"dialogue": dialogue, "readings": readings, "spent": spent}


async def _read(
    reader: SecondReader, text: str, shown: Shown, tools: Tools
) -> tuple[Reading, ...] | None:
    vocabulary = tools.search.vocabulary
    try:
        async with asyncio.timeout(REREAD_WITHIN_S):
            answer = await reader.read(prompt_of(text, shown, vocabulary))
    except Exception:  # noqa: BLE001 - a model's failure must not cost the turn
        _log.warning("second reading failed", exc_info=True)
        return None
    readings = readings_of(answer, text, shown, vocabulary)
    if readings is None:
        _log.warning("second reading dropped")
    return readings
