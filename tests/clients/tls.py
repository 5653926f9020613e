"""TLS in front of a server, as every deployment has it.

The JavaScript SDK's realtime socket dials wss:// whatever the base URL says, so that it needs
one even on loopback.
"""

import asyncio
import ssl
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate of this machine's loopback address that nobody else trusts."""

    certificate: Path
    key: Path


def certificate_in(folder: Path) -> Certificate:
    """Make a certificate for 127.0.0.1 that is good for a day."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Aisle tests")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=5))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address(LOOPBACK))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    kept = Certificate(folder / "loopback.pem", folder / "loopback.key")
    kept.certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    kept.key.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return kept


@contextmanager
def tls_before(port: int, shown: Certificate) -> Iterator[int]:
    """Forward TLS connections to a port of loopback; give the port that takes them."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(shown.certificate, shown.key)
    ready: Future[int] = Future()
    ends = threading.Event()

    async def forward(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        try:
            while data := await source.read(65_536):
                target.write(data)
                await target.drain()
        except ConnectionError:
            pass  # one side went away: so does the other
        finally:
            target.close()

    async def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        inner_reader, inner_writer = await asyncio.open_connection(LOOPBACK, port)
        await asyncio.gather(forward(reader, inner_writer), forward(inner_reader, writer))

    async def listen() -> None:
        server = await asyncio.start_server(accept, LOOPBACK, 0, ssl=context)
        ready.set_result(server.sockets[0].getsockname()[1])
        await asyncio.to_thread(ends.wait)
        server.close()  # asyncio.run cuts what is still forwarded

    running = threading.Thread(target=lambda: asyncio.run(listen()), name="tls")
    running.start()
    try:
        yield ready.result(10)
    finally:
        ends.set()
        running.join(timeout=10)
