"""The analysts' pages: static files with a strict content policy, one document at many addresses.

The document reads its address and asks `/v1/analytics` with the key of whoever signed in; it holds
nothing that is secret, so that it is served without one. Needs no build step: what lies under
`data/` is what the browser gets, with some files of the shopper's page (`assistant.web`).
Does not cover the figures nor who may see them (`assistant.analyst.doors`).
"""

from pathlib import Path

from fastapi import APIRouter, HTTPException
from fastapi.responses import Response

from assistant.web.assets import Asker, Site, serve_files
from assistant.web.site import ROOT as SHOPPERS_ROOT

ROOT = Path(__file__).parent / "data"
SHARED = {
    "shared/dom.js": SHOPPERS_ROOT / "js" / "dom.js",
    "shared/keys.js": SHOPPERS_ROOT / "js" / "keys.js",
    "shared/theme.js": SHOPPERS_ROOT / "js" / "theme.js",
    "shared/brand.css": SHOPPERS_ROOT / "css" / "brand.css",
    "shared/icon.svg": SHOPPERS_ROOT / "icon.svg",
}
"""A shop that changes its brand changes these pages too."""

CHART_STYLE = "sha256-jSYQUrW7J0b3jPqhZP9C2Xh1PyJKHKXd4s0fpGGKrww="
"""Of the one <style> that the vendored Plot puts into every chart, whatever it shows; no other
is allowed. A test makes it again from the vendored file."""

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        f"style-src 'self' '{CHART_STYLE}'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "media-src 'self' blob:",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    )
)


VIEWS = frozenset(
    (
        *("intents", "turns", "sessions", "unmet", "topics", "funnel", "voice", "speed"),
        *("misheard", "experiments", "review", "views"),
    )
)
"""What may follow `/analyst/`; nothing is the overview. `js/app.js` has a module for each."""

router = APIRouter(tags=["analyst pages"], include_in_schema=False)
site = Site(ROOT, SHARED)


@router.api_route("/analyst", methods=["GET", "HEAD"])
@router.api_route("/analyst/", methods=["GET", "HEAD"])
@router.api_route("/analyst/{view}", methods=["GET", "HEAD"])
async def page(asker: Asker, view: str = "") -> Response:
    """Return the document, whatever it will show."""
    if view and view not in VIEWS:
        raise HTTPException(404, "The analysts have no such page; /analyst leads to all of them.")
    headers = {
        "content-security-policy": POLICY,
        "permissions-policy": "microphone=(), camera=(), geolocation=()",
        "x-robots-tag": "noindex",
    }
    return await site.document(headers, asker)


serve_files(router, "/analyst-files", site, "The analysts' pages have no such file.")
