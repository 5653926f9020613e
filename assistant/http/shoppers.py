"""`/v1/shoppers/{id}`: erasing a known shopper everywhere, and what is held about them.

For the shop's own systems (a key with the scopes talk, logs and tokens), for the operator at this
machine, and for the shopper: a browser's token that is bound to them, and to no single session.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from typing import Annotated, Any, Final, TypeVar

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from assistant.accounts.caller import Caller, Scope
from assistant.accounts.errors import NotAllowed
from assistant.config import DEFAULT_TENANT
from assistant.http.doors import SESSION_PATTERN, SHOPPER_PATTERN, Doors, caller_of, doors_of
from assistant.http.refused import Refused
from assistant.http.responses import errors
from assistant.privacy.in_server import erased_session, erased_shopper, exported_shopper
from assistant.privacy.receipt import Receipt
from assistant.shops import Shop

router = APIRouter(prefix="/v1", tags=["privacy"])

WAITING_MOST: Final = 4
"""Erasures and exports at once: each reads the whole log, one after the other."""

_Done = TypeVar("_Done")

ShopperId = Annotated[str, Path(pattern=SHOPPER_PATTERN, description="As the shop calls them.")]
StoredId = Annotated[
    str, Path(pattern=SESSION_PATTERN, description="As the analysts' pages show it.")
]
TenantName = Annotated[
    str | None, Query(max_length=40, description="Which shop; for the operator at this machine.")
]
Looks = Annotated[
    bool, Query(description="Whether to look through all files afterwards; not for browsers.")
]


async def shop_owner(request: Request) -> Caller:
    """Return who may erase and see everybody of the shop.

    Raises:
        AccountError: They may not.
    """
    caller = caller_of(request, Scope.LOGS)
    doors_of(request).gate.allow(caller, Scope.TOKENS)
    return caller


async def shopper_caller(request: Request, shopper_id: ShopperId) -> Caller:
    """Return who asks about a shopper: the shop, or the shopper.

    Raises:
        AccountError: They may not.
    """
    caller = caller_of(request, Scope.TALK)
    if caller.is_token:
        if caller.shopper_id != shopper_id or caller.session_id is not None:
            raise NotAllowed("This token is not this shopper's own; ask for one that is.")
        return caller
    gate = doors_of(request).gate
    gate.allow(caller, Scope.LOGS)
    gate.allow(caller, Scope.TOKENS)
    return caller


ShopperCaller = Annotated[Caller, Depends(shopper_caller)]
ShopOwner = Annotated[Caller, Depends(shop_owner)]


@router.delete("/shoppers/{shopper_id}", responses=errors())
async def erase_shopper(
    request: Request,
    shopper_id: ShopperId,
    caller: ShopperCaller,
    tenant: TenantName = None,
    look: Looks = True,
) -> dict[str, Any]:
    """Erase everything about a shopper, for good; return the receipt.

    Of somebody whom nobody knows it says `"held": false`: nothing was there.
    """
    looks = look and not caller.is_token
    erase = partial(erased_shopper, shopper_id=shopper_id, looks=looks)
    return _told(await _in_turn(doors_of(request), caller, tenant, erase))


@router.get(
    "/shoppers/{shopper_id}/export",
    response_class=Response,
    responses={200: {"content": {"application/zip": {}}}, **errors()},
)
async def export_shopper(
    request: Request, shopper_id: ShopperId, caller: ShopperCaller, tenant: TenantName = None
) -> Response:
    """Return everything that is held about a shopper, as a ZIP of JSON and recordings."""
    export = partial(exported_shopper, shopper_id=shopper_id)
    made = await _in_turn(doors_of(request), caller, tenant, export)
    headers = {
        "content-disposition": 'attachment; filename="held.zip"',
        "cache-control": "no-store",
    }
    return Response(made, media_type="application/zip", headers=headers)


@router.delete("/analytics/sessions/{stored_id}", responses=errors())
async def erase_logged_session(
    request: Request,
    stored_id: StoredId,
    caller: ShopOwner,
    tenant: TenantName = None,
    look: Looks = True,
) -> dict[str, Any]:
    """Erase one session everywhere, by its id in the log; return the receipt."""
    erase = partial(erased_session, session_id=stored_id, looks=look)
    return _told(await _in_turn(doors_of(request), caller, tenant, erase))


def _told(receipt: Receipt) -> dict[str, Any]:
    return {"object": "aisle.erasure", "deleted": True, **receipt.json()}


async def _in_turn(
    doors: Doors, caller: Caller, tenant: str | None, do: Callable[[Doors, Shop], Awaitable[_Done]]
) -> _Done:
    """Do something with the data of the shop that is meant, once those before are done.

    Raises:
        Refused: Another shop is named by who may not, or too many wait already.
        ConfigError: There is no such shop.
    """
    shop = await _shop(doors, caller, tenant)
    async with _turn(doors):
        return await do(doors, shop)


async def _shop(doors: Doors, caller: Caller, tenant: str | None) -> Shop:
    """Return whose shopper is meant.

    Raises:
        Refused: Another shop is named by who may not.
        ConfigError: There is no such shop.
    """
    if tenant is not None and tenant != caller.tenant and not caller.is_local:
        raise Refused("Leave out tenant: the key says which shop it is.", param="tenant")
    if tenant not in {None, DEFAULT_TENANT, caller.tenant, *doors.settings.tenants}:
        raise Refused("There is no such shop here; look at tenants in the settings.")
    return await doors.shops.shop(tenant or caller.tenant)


@asynccontextmanager
async def _turn(doors: Doors) -> AsyncIterator[None]:
    """Wait for one's turn.

    Raises:
        Refused: Too many wait already.
    """
    if doors.asking_privacy >= WAITING_MOST:
        raise Refused(
            "Others are being erased or exported now; try again in a minute.",
            code="busy",
            status=503,
        )
    doors.asking_privacy += 1
    try:
        async with doors.privacy_order:
            yield
    finally:
        doors.asking_privacy -= 1
