"""The front doors as one FastAPI application.

Who may call is `assistant.accounts`, what each route shares `assistant.http.doors`. Listens
on loopback unless told otherwise. Does not cover starting the process (`aisle serve`).
"""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from assistant.accounts.local_gate import LOCAL_TOKEN_VARIABLE, LocalGate, new_token
from assistant.config import Settings, load
from assistant.http import health, products, turns
from assistant.http.doors import Doors
from assistant.http.errors import answer_errors
from assistant.request_size import LimitedBodies
from assistant.shops import open_shops
from assistant.web import site

ROUTERS = (health.router, turns.router, products.router, site.router)


def create_app(settings: Settings | None = None, token: str | None = None) -> FastAPI:
    """Return the application; its parts are loaded when it starts.

    Args:
        settings: The process's own by default.
        token: Of the operator at this machine, good for everything; that of the environment
            by default, or a random one.
    """
    chosen = settings or load()
    gate = LocalGate(token or os.environ.get(LOCAL_TOKEN_VARIABLE) or new_token())

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with open_shops(chosen) as shops:
            app.state.doors = Doors(chosen, shops, gate)
            yield

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
    answer_errors(app)
    for router in ROUTERS:
        app.include_router(router)
    return app
