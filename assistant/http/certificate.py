"""TLS of the server itself: for a microphone in browsers on other machines, without a proxy."""

import ssl

from assistant.config_tables import ServerSettings
from assistant.errors import ConfigError


def check_certificate(server: ServerSettings) -> None:
    """See that the certificate and its key can be used, before anything is loaded.

    Raises:
        ConfigError: They cannot be read, or do not belong together.
    """
    if server.certificate is None or server.key is None:
        return
    try:
        ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(
            server.certificate, server.key
        )
    except OSError as error:
        reason = error.strerror if not isinstance(error, ssl.SSLError) else error.reason
        raise ConfigError(
            f"server.certificate {server.certificate} and server.key {server.key} cannot be used "
            f"({reason}): give PEM files that belong together."
        ) from error


def trusted(server: ServerSettings) -> ssl.SSLContext | None:
    """Return what a process of the same settings trusts: exactly the server's own certificate.

    Its name does not matter: it is called by its address on this machine. None without TLS.
    """
    if server.certificate is None:
        return None
    context = ssl.create_default_context(cafile=str(server.certificate))
    context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    context.check_hostname = False
    return context
