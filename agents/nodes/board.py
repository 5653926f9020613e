"""Save to boards, show them, take things off, and put a board into the cart after a "yes"."""

import re
from dataclasses import replace

from langgraph.runtime import Runtime

from agents import boards
from agents.acts import Act
from agents.boards import Board, Saved
from agents.nodes.turn_state import Tools, TurnState, current, scene_of
from agents.pending import AGREED, Pending, Slot
from agents.reading import Reading
from agents.references import Trouble, resolve
from agents.removal import Unclear, to_remove
from agents.reply.cart_parts import AsksConsent, Consent
from agents.reply.plan import SPOKEN, Part, Unresolved
from agents.reply.shop_parts import BoardDeed, BoardDone, BoardShown
from agents.reply.talk_parts import Talk, Talked
from agents.state import DialogueState, OnScreen
from retrieval.product import Product
from retrieval.query import Candidate

_ONE = re.compile(r"\b(?:board|list|collection|favou?rites)\b")
_MAKES = re.compile(r"\b(?:make|create|start|open|new)\b.*\b(?:board|list|collection)\b")


def board(state: TurnState, runtime: Runtime[Tools]) -> TurnState:
    """Do what the reading asks of a board."""
    tools, reading, dialogue = runtime.context, current(state), state["dialogue"]
    meant = boards.meant(dialogue.boards, reading.board, dialogue.board)
    if reading.topic == "show" and reading.board is None and not _ONE.search(reading.words.lower()):
        # "What did I save?" asks for everything, on whichever board.
        items = tuple({i.product_id: i for b in dialogue.boards for i in b.items}.values())
        meant = Board("", items) if len(dialogue.boards) > 1 else meant
    match reading.topic:
        case None:
            return _save(state, tools, reading)
        case "boards":
            dialogue = replace(dialogue, pending=None)
            names = tuple(b.name for b in dialogue.boards)
            return _said(state, dialogue, BoardDone(BoardDeed.WHICH if names else BoardDeed.NONE,
                                                    others=names))  # fmt: skip
        case _ if meant is None:
            return _said(state, replace(dialogue, pending=None), _missing(reading, dialogue))
        case "remove":
            return _take_off(state, tools, reading, meant)
        case "clear" | "agreed":
            return _clear(state, reading, meant)
        case "to_cart":
            return _to_cart(state, tools, meant)
        case _:
            return _show(state, tools, meant)


def _save(state: TurnState, tools: Tools, reading: Reading) -> TurnState:
    dialogue, scene = state["dialogue"], scene_of(state, tools)
    name = _name(reading, dialogue)
    pointed = [r for r in reading.references if r.words or not r.deictic]
    if _MAKES.search(reading.words.lower()) and reading.board and not pointed:
        made = replace(
            dialogue, boards=boards.saved(dialogue.boards, name, ()), board=name, pending=None
        )
        return _said(state, made, BoardDone(BoardDeed.MADE, name))
    resolved = resolve(reading.references, scene)
    if resolved.trouble:
        among = resolved.among[: max(scene.spoken, 1)]
        if resolved.trouble is Trouble.AMBIGUOUS:
            dialogue = replace(dialogue, pending=Pending(Slot.WHICH, (), Act.SAVE, board=name))
        return _said(
            state, dialogue, Unresolved(resolved.trouble, Act.SAVE, len(scene.screen), among)
        )
    shown = {s.product_id: s.variant_id for s in dialogue.screen}
    there = boards.find(dialogue.boards, name)
    held = set(there.product_ids) if there else set()
    already = all(p.id in held for p in resolved.products)
    items = [Saved(p.id, shown.get(p.id)) for p in resolved.products]
    after = replace(
        dialogue,
        boards=boards.saved(dialogue.boards, name, items),
        board=there.name if there else name,
        pending=None,
    )
    # "Save the first one. Add it to my cart as well": what was saved is talked of now.
    after = after.about(*(p.id for p in resolved.products))
    deed = BoardDeed.THERE_ALREADY if already else BoardDeed.SAVED
    return _said(state, after, BoardDone(deed, after.board, resolved.products))


def _name(reading: Reading, dialogue: DialogueState) -> str:
    """Return the board to save to: the one named, the last one used, the only one, or a new one."""
    if reading.board:
        found = boards.find(dialogue.boards, reading.board)
        return found.name if found else reading.board
    found = boards.meant(dialogue.boards, None, dialogue.board)
    return found.name if found else boards.UNNAMED


def _missing(reading: Reading, dialogue: DialogueState) -> Part:
    names = tuple(b.name for b in dialogue.boards)
    unclear = reading.board is None and bool(names)
    return BoardDone(BoardDeed.WHICH if unclear else BoardDeed.NONE, reading.board, others=names)


def _show(state: TurnState, tools: Tools, meant: Board) -> TurnState:
    """Put the board's products on the screen: "the second one" then means the second of them."""
    dialogue = replace(state["dialogue"], pending=None)
    dialogue = replace(dialogue, board=meant.name or dialogue.board)
    screen = tuple(c for item in meant.items if (c := _card(item, tools)))
    if not screen:
        return _said(state, dialogue, BoardDone(BoardDeed.EMPTY, meant.name))
    spoken = min(len(screen), SPOKEN)
    cards = tuple(OnScreen(c.product.id, c.variant.id if c.variant else None) for c in screen)
    dialogue = dialogue.showing(cards, spoken)
    part = BoardShown(meant.name, tuple(c.product for c in screen), spoken)
    return {**_said(state, dialogue, part), "screen": screen}


def _card(item: Saved, tools: Tools) -> Candidate | None:
    product = tools.search.product(item.product_id)
    if product is None:
        return None
    variant = next((v for v in product.variants if v.id == item.variant_id), None)
    return Candidate(product, variant, score=0.0, cosine=0.0)


def _products(meant: Board, tools: Tools) -> tuple[Product, ...]:
    return tuple(p for i in meant.product_ids if (p := tools.search.product(i)))


def _take_off(state: TurnState, tools: Tools, reading: Reading, meant: Board) -> TurnState:
    dialogue, scene = replace(state["dialogue"], pending=None), scene_of(state, tools)
    if reading.board is None and scene.focus is not None:
        # "Take it off the board": the one that it is on.
        meant = boards.holding(dialogue.boards, scene.focus.id) or meant
    held = _products(meant, tools)
    ids = to_remove(reading, held, scene) if held else Unclear.NOT_IN_CART
    if isinstance(ids, Unclear):
        if ids is Unclear.WHICH:
            return _said(state, dialogue, Talked(Talk.REMOVE_WHICH))
        return _said(state, dialogue, BoardDone(BoardDeed.NOT_ON_IT, meant.name))
    after = replace(
        dialogue, boards=boards.taken_off(dialogue.boards, meant.name, ids), board=meant.name
    )
    gone = tuple(p for p in held if p.id in ids)
    return _said(state, after, BoardDone(BoardDeed.TAKEN_OFF, meant.name, gone))


def _clear(state: TurnState, reading: Reading, meant: Board) -> TurnState:
    dialogue = replace(state["dialogue"], pending=None)
    if not meant.items:
        return _said(state, dialogue, BoardDone(BoardDeed.EMPTY, meant.name))
    if reading.topic != AGREED:
        waits = Pending(Slot.YES_NO, (), Act.SAVE, board=meant.name)
        asks = AsksConsent(Consent.CLEAR_BOARD, len(meant.items), meant.name)
        return _said(state, replace(dialogue, pending=waits), asks)
    emptied = boards.taken_off(dialogue.boards, meant.name, meant.product_ids)
    after = replace(dialogue, boards=emptied, board=meant.name)
    return _said(state, after, BoardDone(BoardDeed.CLEARED, meant.name))


def _to_cart(state: TurnState, tools: Tools, meant: Board) -> TurnState:
    """Ask before a whole board goes into the cart."""
    dialogue = replace(state["dialogue"], board=meant.name, pending=None)
    held = _products(meant, tools)
    if not held:
        return _said(state, dialogue, BoardDone(BoardDeed.EMPTY, meant.name))
    ids = tuple(p.id for p in held)
    waits = Pending(Slot.YES_NO, (), Act.CART_ADD, waiting=ids, board=meant.name)
    asks = AsksConsent(Consent.BOARD_TO_CART, len(held), meant.name)
    return _said(state, replace(dialogue, pending=waits), asks)


def _said(state: TurnState, dialogue: DialogueState, part: Part) -> TurnState:
    return {"dialogue": dialogue, "parts": (*state["parts"], part)}
