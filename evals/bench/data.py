"""Where the recordings and texts lie that benches read and that do not ship.

Nothing in them is listed here: a bench takes whatever files it finds, so that other
recordings can be put in their place. A figure that needs a missing one is "not measured".
"""

from pathlib import Path

from assistant.config import Settings, load
from assistant.errors import ConfigError

_BESIDE_CHECKOUT = Path(__file__).resolve().parents[3] / "shared" / "data"


def shared_data(settings: Settings | None = None) -> Path | None:
    """Return the folder of data for benches, or None where there is none.

    Args:
        settings: `data` (AISLE_DATA) wins over ../shared/data beside the checkout; this
            process's settings by default.

    Raises:
        ConfigError: The folder that was named is not there.
    """
    named = (settings or load()).data
    if named is not None and not named.is_dir():
        raise ConfigError(f"AISLE_DATA names {named}, which is not a folder; correct the path.")
    beside = _BESIDE_CHECKOUT if _BESIDE_CHECKOUT.is_dir() else None
    return named or beside
