"""The front doors as one FastAPI application.

Who may call is `assistant.accounts`, what each route shares `assistant.http.doors`. Listens
on loopback unless told otherwise. Does not cover starting the process (`aisle serve`).
"""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext

from fastapi import FastAPI

from assistant.accounts.key_gate import KeyGate
from assistant.accounts.local_token import LOCAL_TOKEN_VARIABLE, new_token
from assistant.analyst import (
    compare_door,
    figures_door,
    misheard_door,
    review_door,
    sessions_door,
    unmet_door,
    views_door,
)
from assistant.analyst import site as analyst_site
from assistant.config import Settings, load
from assistant.http import (
    audio_speech,
    audio_transcriptions,
    boards,
    cart,
    chat,
    client_secrets,
    consent,
    events,
    health,
    livekit,
    models,
    products,
    sessions,
    shoppers,
    turns,
)
from assistant.http.doors import Doors
from assistant.http.errors import answer_errors
from assistant.http.host_names import guard_pages
from assistant.http.without_queries import know
from assistant.mcp_server.door import router as mcp_router
from assistant.realtime import door
from assistant.request_size import LimitedBodies
from assistant.shops import Shops, open_shops
from assistant.web import site

ROUTERS = (
    health.router,
    client_secrets.router,
    turns.router,
    chat.router,
    audio_transcriptions.router,
    audio_speech.router,
    products.router,
    sessions.router,
    shoppers.router,
    consent.router,
    events.router,
    cart.router,
    boards.router,
    models.router,
    livekit.router,
    door.router,
    mcp_router,
    figures_door.router,
    compare_door.router,
    unmet_door.router,
    misheard_door.router,
    sessions_door.router,
    review_door.router,
    views_door.router,
    analyst_site.router,
    site.router,
)


def create_app(
    settings: Settings | None = None, token: str | None = None, shops: Shops | None = None
) -> FastAPI:
    """Return the application; its parts are loaded when it starts.

    Args:
        settings: The process's own by default.
        token: Of the operator at this machine, good for everything; that of the environment
            by default, or a random one.
        shops: Already open, and closed by whoever opened them; opened at start if None.
    """
    chosen = settings or load()
    own_token = token or os.environ.get(LOCAL_TOKEN_VARIABLE) or new_token()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with open_shops(chosen) if shops is None else nullcontext(shops) as opened:
            with KeyGate(chosen, own_token) as gate:
                app.state.doors = Doors(chosen, opened, gate)
                try:
                    yield
                finally:
                    app.state.doors.stores.close()

    docs = chosen.server.docs
    app = FastAPI(
        title="Aisle",
        version="0.1.0",
        lifespan=lifespan,
        docs_url="/docs" if docs else None,
        openapi_url="/openapi.json" if docs else None,
        redoc_url=None,
    )
    app.add_middleware(LimitedBodies)
    guard_pages(app, chosen.server)
    answer_errors(app)
    for router in ROUTERS:
        app.include_router(router)
    know(app.routes)
    return app
