"""Where the scenarios are that come with Aisle."""

from pathlib import Path
from typing import Final

import evals

SHIPPED: Final = Path(evals.__file__).parent / "data" / "scenarios"
