"""The sockets that a server listens on, and how many files it may have open."""

import errno
import logging
import resource
import socket
from contextlib import suppress

from assistant.errors import AddressUnusable

_log = logging.getLogger("aisle.serve")

FEW_FILES = 2_048
"""File descriptors below which a server is told that they are few: a Realtime session takes
one, half-open connections one each, the index, stores and voices about 100 together."""

OWN_FILES = 256
"""Kept for the index, the stores, the log and the voices' pipes; 104 are open with all loaded."""


def bound_sockets(host: str, port: int) -> list[socket.socket]:
    """Return sockets bound to every address of a host, not listening yet.

    Args:
        host: A name or an address; "0.0.0.0" for all of IPv4.
        port: 0 takes a free one, the same for all addresses.

    Raises:
        AddressUnusable: The port is taken, or the host is not of this machine.
    """
    bound: list[socket.socket] = []
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        for family, address in dict.fromkeys((f, a) for f, _, _, _, a in found):
            name = (address[0], bound[0].getsockname()[1] if bound else port, *address[2:])
            made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
            try:
                made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                if family == socket.AF_INET6:  # IPv4 has its own
                    made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
                made.bind(name)
            except OSError:
                made.close()
                if not (bound and host == "localhost"):  # a machine may lack one of the two
                    raise
            else:
                bound.append(made)
    except (OSError, UnicodeError) as error:
        for made in bound:
            made.close()
        raise unusable(host, port, error) from error
    return bound


def unusable(host: str, port: int, error: Exception) -> AddressUnusable:
    """Return why nothing can listen there, as one sentence that says what to do."""
    return AddressUnusable(_told(host, port, error))


def _told(host: str, port: int, error: Exception) -> str:
    number = error.errno if isinstance(error, OSError) else None
    if isinstance(error, (socket.gaierror, UnicodeError)):
        return f"There is no host {host!r}; give --host an address of this machine."
    if number == errno.EADDRINUSE:
        return (
            f"Port {port} of {host} is taken; stop what listens there, or choose another "
            "with --port (0 takes a free one)."
        )
    if number == errno.EADDRNOTAVAIL:
        return f"The address {host} is not of this machine; give --host one that is."
    if number in {errno.EACCES, errno.EPERM}:
        return f"Port {port} needs more rights than this user has; choose one above 1023."
    return f"Nothing can listen on {host}, port {port} ({error}); choose another with --port."


def more_files() -> int:
    """Raise the limit of open files to what this user may have, and return it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != hard:
        with suppress(ValueError, OSError):  # macOS tells a hard limit that it does not grant
            resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
            soft = hard
    if soft == resource.RLIM_INFINITY:
        return 1_000_000
    if soft < FEW_FILES:
        _log.warning("few files may be open; raise the limit (ulimit -n)", extra={"limit": soft})
    return soft
