"""`/v1/realtime`: the WebSocket that speaks OpenAI's Realtime protocol (docs/protocol.md)."""

import asyncio
import importlib
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING

from fastapi import APIRouter, WebSocket
from starlette.websockets import WebSocketDisconnect

from assistant.realtime.admission import REFUSALS, Admitted, admit, subprotocol_of, turn_away

if TYPE_CHECKING:  # LiveKit's libraries take seconds, and a process that serves text has none
    from assistant.realtime.seams import Connection, Talk, TalkFactory


def realtime_router(open_talk: "TalkFactory") -> APIRouter:
    """Return the route.

    Args:
        open_talk: Makes the session half of each connection.
    """
    router = APIRouter(tags=["realtime"])

    @router.websocket("/v1/realtime")
    async def realtime(websocket: WebSocket) -> None:
        """Hold one conversation."""
        with ExitStack() as stack, suppress(WebSocketDisconnect):
            try:
                admitted = await admit(websocket)
                doors = admitted.doors
                # Before sessions are counted: the older connection's place is the newer one's.
                await doors.sockets.take_over(admitted.conversation_id)
                stack.enter_context(doors.gate.session(admitted.caller))
            except REFUSALS as error:
                await turn_away(websocket, error)
                return
            await asyncio.to_thread(importlib.import_module, "assistant.realtime.connection")
            await websocket.accept(subprotocol_of(websocket))
            stack.enter_context(doors.metrics.session(admitted.caller.tenant))
            await _converse(websocket, admitted, open_talk)

    return router


async def _converse(websocket: WebSocket, admitted: Admitted, open_talk: "TalkFactory") -> None:
    from assistant.realtime.connection import SocketConnection  # noqa: PLC0415 - as above

    doors, conversation_id = admitted.doors, admitted.conversation_id
    connection = SocketConnection(websocket, admitted, open_talk)
    other = doors.sockets.add(conversation_id, connection)
    doors.closing.append(connection.drain)
    try:
        if other is not None:  # two that came at once
            await other.taken_over()
        await connection.run()
    finally:
        doors.closing.remove(connection.drain)
        doors.sockets.remove(conversation_id, connection)


def _talk(connection: "Connection") -> "Talk":
    from assistant.realtime.talk import RealtimeTalk  # noqa: PLC0415 - as above

    return RealtimeTalk(connection)


router = realtime_router(_talk)
