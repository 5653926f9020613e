"""A shop that says always the same: the page's server in its tests, without models.

Speaks the protocol of docs/protocol.md, and keeps every event that the page sent.
"""

import asyncio
import base64
import math
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from struct import pack
from typing import Any, cast

import uvicorn
from fastapi import FastAPI, WebSocket, WebSocketDisconnect

from assistant.accounts.gate import Gate
from assistant.config import Settings
from assistant.config_tables import LiveKitSettings
from assistant.http.doors import Doors
from assistant.journal.reported import Reported
from assistant.shops import Shops
from assistant.web import site
from tests.patience import PATIENCE_S, until

Event = dict[str, Any]

HOSTILE = "<img src=x onerror=\"document.title='taken'\">"
RATE_HZ = 24_000
WORD_MS = 400
"""Long enough that a page which stands still for a while shows most of them."""
SPOKEN = "The Oddfell Sedge is $99, and the Brackmoor Cascade $97."
SOUND_MS = len(SPOKEN.split()) * WORD_MS


def product(number: int, brand: str, name: str, colour: str, price: float) -> Event:
    """Return a card as the server sends it."""
    return {
        "id": f"p{number}",
        "title": f"{brand} {name}",
        "brand": brand,
        "category": "hiking boots",
        "price": price,
        "list_price": price + 40 if number == 2 else None,
        "currency": "USD",
        "availability": "in_stock",
        "rating": 4.2,
        "rating_count": 31,
        "colours": [colour],
        "sizes": ["8", "9"],
        "sizes_in_stock": ["8", "9"] if number == 1 else [],
        "image": None,
        "url": None,
        "because": [],
        "why": ["Under $150.", "Not in purple."],
        "variant": None if number == 1 else {"id": f"p{number}-v", "size": "8", "colour": colour},
    }


PRODUCTS = [
    product(1, "Oddfell", "Sedge Trek Boot", "tan", 99.0),
    product(2, "Brackmoor", "Cascade Boot", "navy", 97.0),
    product(3, "Cairnsley", f"Heath {HOSTILE}", "gray", 145.0),
]
LINE = {
    "id": "0123456789abcdef",
    "product_id": "p2",
    "variant_id": "p2-v",
    "title": "Brackmoor Cascade Boot",
    "size": "8",
    "colour": "navy",
    "unit_price": 97.0,
    "currency": "USD",
}


def turn(index: int, transcript: str) -> Event:
    """Return a turn that shows all products and gave up a color."""
    wishes: list[tuple[str, Any]] = [("category", "hiking boots"), ("colour", "purple")]
    wishes.append(("price", {"low": None, "high": "149.99"}))
    return {
        "index": index,
        "transcript": transcript,
        "acts": [],
        "constraints": [
            {"kind": k, "value": v, "wanted": True, "hard": k != "colour", "words": "", "turn": 0}
            for k, v in wishes
        ],
        "products": PRODUCTS,
        "relaxed": [{"field": "colour", "value": "purple"}],
        "cart": [],
        "boards": [],
        "links": [{"kind": "policy", "url": "javascript:alert(1)"}],
        "reply": SPOKEN,
        "tier": "template",
    }


@dataclass(frozen=True)
class Request:
    """One request of a click."""

    what: str
    of: str
    body: Event


@dataclass
class ScriptedShop:
    """What the page did, and how the shop is to behave."""

    sent: list[Event] = field(default_factory=list)
    sessions: list[str | None] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    rooms: int = 0
    """Places in a LiveKit room that were asked for."""
    close_with: int | None = None
    """The next connection is closed with this code at once."""
    open: bool = True
    """Whether who knocks is let in; who is not waits at the door."""
    cart: list[Event] = field(default_factory=list)
    boards: list[Event] = field(default_factory=list)
    reported: list[tuple[str, str, int | None]] = field(default_factory=list)
    """What the page reported: the action, the product and its place."""
    sockets: list[WebSocket] = field(default_factory=list)
    loop: asyncio.AbstractEventLoop | None = None

    def kinds(self) -> list[str]:
        """Return the types of the events that came, in order, without sound and positions."""
        dull = {"input_audio_buffer.append", "aisle.playback.position"}
        return [event["type"] for event in self.sent if event["type"] not in dull]

    def of(self, kind: str) -> list[Event]:
        """Return the events of one type."""
        return [event for event in self.sent if event["type"] == kind]

    def tell(self, *events: Event) -> None:
        """Send events to the page that is connected."""
        assert self.loop is not None
        asyncio.run_coroutine_threadsafe(self._tell(events), self.loop).result(PATIENCE_S)

    def drop(self, code: int) -> None:
        """Close the page's connection."""
        assert self.loop is not None
        asyncio.run_coroutine_threadsafe(self.sockets[-1].close(code), self.loop).result(PATIENCE_S)

    async def _tell(self, events: tuple[Event, ...]) -> None:
        for event in events:
            await self.sockets[-1].send_json(event)


@cache
def sound(seconds: float) -> str:
    """Return quiet sound as the protocol carries it."""
    count = int(RATE_HZ * seconds)
    samples = (int(900 * math.sin(2 * math.pi * 220 * i / RATE_HZ)) for i in range(count))
    return base64.b64encode(b"".join(pack("<h", s) for s in samples)).decode()


def reply_events(number: int, item_id: str, said: str, *, whole: bool = True) -> list[Event]:
    """Return the events of one spoken reply; without its end if not `whole`."""
    ids = {"response_id": f"r{number}", "item_id": f"s{number}"}
    words = SPOKEN.split()
    timed = [
        {"text": f"{word} ", "start_ms": at * WORD_MS, "end_ms": (at + 1) * WORD_MS}
        for at, word in enumerate(words)
    ]
    begun: list[Event] = [
        {"type": "response.created", "response": {"id": f"r{number}"}},
        {
            "type": "aisle.turn.committed",
            "response_id": f"r{number}",
            "item_id": item_id,
            "turn": turn(number, said),
        },
        {
            "type": "response.output_item.added",
            **ids,
            "item": {"id": f"s{number}", "type": "message", "role": "assistant"},
        },
        {"type": "response.output_audio_transcript.delta", **ids, "delta": SPOKEN},
        {"type": "aisle.words", **ids, "words": timed},
        {
            "type": "response.output_audio.delta",
            **ids,
            "delta": sound(SOUND_MS / 1000),
        },
    ]
    if not whole:
        return begun
    return [
        *begun,
        {"type": "response.output_audio.done", **ids},
        {"type": "response.done", "response": {"id": f"r{number}", "status": "completed"}},
        {
            "type": "aisle.turn.ended",
            "index": number,
            "outcome": "completed",
            "heard": None,
            "tier": "template",
            "cost_usd": 0.0,
            "timings_ms": {"first_audio_ms": 412.0},
        },
    ]


def scripted_app(shop: ScriptedShop, home: Path, livekit_url: str | None = None) -> FastAPI:
    """Return the application."""
    app = FastAPI()
    settings = Settings(home=home, livekit=LiveKitSettings(url=livekit_url))
    app.state.doors = Doors(settings, cast(Shops, None), cast(Gate, None))
    app.include_router(site.router)

    @app.websocket("/v1/realtime")
    async def realtime(socket: WebSocket, session_id: str | None = None) -> None:
        shop.loop = asyncio.get_running_loop()
        offered = socket.headers.get("sec-websocket-protocol", "").split(", ")
        shop.tokens += [each for each in offered if each.startswith("openai-insecure")]
        shop.sessions.append(session_id)
        await until(lambda: shop.open)
        await socket.accept("realtime")
        if shop.close_with is not None:
            code, shop.close_with = shop.close_with, None
            await socket.close(code)
            return
        shop.sockets.append(socket)
        greeting = {"name": "Northgate", "greeting": "What can I find you?", "currency": "USD"}
        told: Event = {"session_id": session_id, "resumed": False, "shop": greeting, "voices": []}
        session: Event = {"type": "aisle.session", **told, "cart": [], "boards": []}
        await socket.send_json({"type": "session.created", "session": {}})
        await socket.send_json(session)
        await _listen(shop, socket)

    @app.get("/v1/products/{product_id}")
    async def in_full(product_id: str) -> Event:
        card = next(p for p in PRODUCTS if p["id"] == product_id)
        variants = [
            {"id": f"{product_id}-{size}", "size": size, "colour": card["colours"][0]}
            | {"price": str(card["price"]), "availability": state}
            for size, state in (("8", "in_stock"), ("9", "out_of_stock"))
        ]
        more = {"description": "A boot.", "features": ["waterproof"], "materials": ["leather"]}
        return card | more | {"attributes": {"weight": "1 lb"}, "variants": variants, "images": []}

    @app.post("/v1/products/compare")
    async def compare(body: Event) -> Event:
        return {"reply": f"{len(body['ids'])} boots."}

    @app.post("/v1/sessions/{session_id}/cart/lines")
    async def add(session_id: str, body: Event) -> Event:
        shop.requests.append(Request("add", session_id, body))
        shop.cart = [LINE | {"quantity": 1}]
        return {"lines": shop.cart, "total": 97.0, "currency": "USD", "checkout_url": None}

    @app.patch("/v1/sessions/{session_id}/cart/lines/{line}")
    async def change(line: str, body: Event) -> Event:
        shop.requests.append(Request("change", line, body))
        shop.cart = [LINE | body]
        return {"lines": shop.cart, "checkout_url": "https://shop.example/pay"}

    @app.post("/v1/sessions/{session_id}/boards")
    async def save(body: Event) -> Event:
        shop.requests.append(Request("save", body["name"], body))
        shop.boards = [{"name": body["name"], "product_ids": [body["product_id"]]}]
        return {"data": shop.boards}

    @app.get("/v1/sessions/{session_id}/boards")
    async def boards() -> Event:
        return {"data": shop.boards}

    @app.post("/v1/events")
    async def report(body: Event) -> Event:
        for event in body["events"]:
            told = Reported.model_validate(event)
            attributes = told.event_attributes
            assert attributes.object is not None
            assert told.event_id and told.session_id and told.timestamp
            place = attributes.position.ordinal
            shop.reported.append((told.action_name, attributes.object.object_id, place))
        return {"accepted": len(body["events"])}

    @app.post("/v1/livekit/token")
    async def place() -> Event:
        shop.rooms += 1
        return {"server_url": livekit_url, "participant_token": "a.b.c"}

    @app.get("/v1/models")
    async def models() -> Event:
        return {"data": []}

    @app.get("/healthz")
    @app.get("/readyz")
    async def ready() -> Event:
        return {"status": "ready"}

    return app


async def _listen(shop: ScriptedShop, socket: WebSocket) -> None:
    """Keep what comes; answer a typed question as it is asked."""
    try:
        while True:
            event = await socket.receive_json()
            shop.sent.append(event)
            items = shop.of("conversation.item.create")
            if event["type"] == "response.create" and items:
                item = items[-1]["item"]
                number = len(items) - 1
                said = item["content"][0]["text"]
                for each in reply_events(number, item["id"], said):
                    await socket.send_json(each)
    except WebSocketDisconnect:
        return


@contextmanager
def serving(shop: ScriptedShop, home: Path, livekit_url: str | None = None) -> Iterator[str]:
    """Serve on loopback; give the address."""
    config = uvicorn.Config(scripted_app(shop, home, livekit_url), port=0, log_level="error")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(5)
