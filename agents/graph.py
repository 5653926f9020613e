"""The agent's graph: what happens between the words heard and the words said.

    understand ─▶ [reread] ─▶ edit ─▶ retrieve | bundle | ideas | … ─▶ plan_reply ─▶ compose
                               ▲                  │
                               └──────────────────┘  while the utterance holds another act

Each node is one file of `agents.nodes`. Nodes but `reread` and `compose`, which may ask a
model, are plain functions: LangGraph runs them in worker threads, so the event loop stays free.
"""

from functools import cache

from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph

from agents.nodes.answer import answer
from agents.nodes.board import board
from agents.nodes.bundle import bundle
from agents.nodes.cart import cart
from agents.nodes.compose import compose
from agents.nodes.edit import edit, more, route
from agents.nodes.ideas import ideas
from agents.nodes.plan_reply import plan_reply
from agents.nodes.reread import doubtful, reread
from agents.nodes.retrieve import retrieve
from agents.nodes.shop_rules import shop_rules
from agents.nodes.talk import talk
from agents.nodes.turn_state import Tools, TurnState
from agents.nodes.understand import READINGS_MOST, understand

Graph = CompiledStateGraph[TurnState, Tools, TurnState, TurnState]

LAST_NODE = "compose"
"""The node in whose name a committed turn is stored."""
STEPS_MOST = 2 * READINGS_MOST + 5
"""LangGraph's limit of steps: two a reading, and the five others."""


def build_graph(checkpointer: BaseCheckpointSaver[str] | None = None) -> Graph:
    """Return the compiled graph. It holds no state of its own: all agents may use one.

    Args:
        checkpointer: Where committed turns are kept; None for a graph that only plans.
    """
    compiled = _compiled()
    return compiled.copy({"checkpointer": checkpointer}) if checkpointer is not None else compiled


@cache  # 16 ms of CPU time each; a copy takes 0.1 ms
def _compiled() -> Graph:
    """Return the graph without a checkpointer."""
    graph = StateGraph(TurnState, context_schema=Tools)
    graph.add_node("understand", understand)
    graph.add_node("reread", reread)
    graph.add_node("edit", edit)
    graph.add_node("retrieve", retrieve)
    graph.add_node("bundle", bundle)
    graph.add_node("ideas", ideas)
    graph.add_node("answer", answer)
    graph.add_node("cart", cart)
    graph.add_node("board", board)
    graph.add_node("shop_rules", shop_rules)
    graph.add_node("talk", talk)
    graph.add_node("plan_reply", plan_reply)
    graph.add_node("compose", compose)

    graph.add_edge(START, "understand")
    graph.add_conditional_edges("understand", doubtful)
    graph.add_edge("reread", "edit")
    graph.add_conditional_edges("edit", route)
    for act_node in (
        *("retrieve", "bundle", "ideas", "answer", "cart", "board", "shop_rules", "talk"),
    ):
        graph.add_conditional_edges(act_node, more)
    graph.add_edge("plan_reply", "compose")
    graph.add_edge("compose", END)
    return graph.compile()


def mermaid() -> str:
    """Return the graph as a Mermaid diagram."""
    return build_graph().get_graph().draw_mermaid()
