"""Which addresses a prompt may be sent to.

HTTPS, or plain HTTP to this very machine; no password in the address, nothing behind a "?", and
only characters about which no two parsers disagree.
"""

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

from agents.models.errors import EndpointRefused
from agents.models.spec import ModelSpec
from agents.models.usage import Usage

VENDOR_URLS = {
    "openai-responses": "https://api.openai.com/v1",
    "anthropic-messages": "https://api.anthropic.com/v1",
}
"""Given to the SDKs, which would else take an address from the environment."""

_PLAIN = re.compile(
    r"https?://(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?(?:/[A-Za-z0-9._~%/:+-]*)?"
)


def endpoint_of(name: str, spec: ModelSpec) -> str:
    """Return the address of a model's API, without a slash at its end.

    Args:
        name: As the policy names the model.
        spec: Its configuration.

    Raises:
        EndpointRefused: it is not one that a prompt may be sent to.
    """
    url = (spec.url or VENDOR_URLS.get(spec.protocol, "")).strip()
    if "@" in url.split("://", 1)[-1].split("/", 1)[0]:
        raise _refused(
            name, "holds a user name or password: name the key's variable in key_variable instead"
        )
    if not _PLAIN.fullmatch(url):
        raise _refused(
            name, "cannot be used: write it as https://HOST/v1, without a query or odd characters"
        )
    parts = urlsplit(url)
    try:
        port_is_good = parts.port is None or parts.port > 0
    except ValueError:
        port_is_good = False
    if not port_is_good:
        raise _refused(name, "has no possible port: write one from 1 to 65535")
    if parts.scheme == "http" and not is_loopback(parts.hostname or ""):
        raise _refused(name, "is not encrypted: use https, or a server on this machine")
    return url.rstrip("/")


def is_loopback(host: str) -> bool:
    """Return whether a host is this machine by its very name: "localhost", 127.0.0.0/8 or ::1."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _refused(name: str, why: str) -> EndpointRefused:
    return EndpointRefused(f"the url of model {name!r} {why}", Usage())
