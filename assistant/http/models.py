"""The names under which this server can be asked, as clients of OpenAI's API list them."""

from typing import Any

from fastapi import APIRouter

from assistant.http.doors import TalkShop
from assistant.http.refused import NotThere
from assistant.http.responses import errors
from assistant.shops import Shop

router = APIRouter(prefix="/v1/models", tags=["models"])

TALKS = "aisle"
HEARS = "aisle-transcribe"
SPEAKS = "aisle-speech"
_MADE_AT = 1_767_225_600
"""2026-01-01: clients expect a time, and want it to stay."""


@router.get("", responses=errors())
async def list_models(shop: TalkShop) -> dict[str, Any]:
    """Return the models; any other name is taken too, and told back as it was sent."""
    return {"object": "list", "data": [_model(name) for name in _names(shop)]}


@router.get("/{model}", responses=errors(404))
async def get_model(model: str, shop: TalkShop) -> dict[str, Any]:
    """Return one model."""
    if model not in _names(shop):
        raise NotThere("There is no model of this name; GET /v1/models lists them.",
                       "model_not_found")  # fmt: skip
    return _model(model)


def _names(shop: Shop) -> tuple[str, ...]:
    return (TALKS,) if shop.voice is None else (TALKS, HEARS, SPEAKS)


def _model(name: str) -> dict[str, Any]:
    return {"id": name, "object": "model", "created": _MADE_AT, "owned_by": "aisle"}
