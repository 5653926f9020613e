"""Opening the store that the settings name."""

from collections.abc import Callable

from assistant.analytics.errors import StoreUnusable
from assistant.analytics.store import Store
from assistant.config import Settings


def _nothing(_: str) -> None:
    pass


def open_store(settings: Settings) -> Store:
    """Return the store of one shop: Postgres where `log.url` names one, else Parquet files.

    Args:
        settings: Of the shop.

    Raises:
        ConfigError: Postgres is named, and its driver or its password is missing.
        StoreUnusable: It cannot be opened.
    """
    if settings.log.url is not None:
        from assistant.analytics.postgres.store import PostgresStore  # noqa: PLC0415 - an extra

        return PostgresStore(settings)
    from assistant.analytics.duckdb_store import DuckStore  # noqa: PLC0415 - loads DuckDB

    return DuckStore(settings)


def open_fresh(settings: Settings, warn: Callable[[str], None] = _nothing) -> Store:
    """Return the store with what was logged up to now.

    Args:
        settings: Of the shop.
        warn: Told in one sentence if the newest records could not be taken in; what was there
            before can be asked all the same.

    Raises:
        ConfigError: Postgres is named, and its driver or its password is missing.
        StoreUnusable: It cannot be opened.
    """
    store = open_store(settings)
    try:
        if store.is_behind():
            store.catch_up()
    except StoreUnusable as error:
        warn(str(error))
    except OSError as error:
        warn(f"The newest records of the log cannot be read ({error.strerror}).")
    return store
