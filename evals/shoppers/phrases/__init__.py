"""What simulated shoppers say, as tables: American English, as it is spoken.

Data only, one module a kind of thing said. Every text is chosen by `evals.shoppers.wording`; a
changed text is a new `evals.shoppers.version.SIMULATOR_VERSION`.
"""

from collections.abc import Mapping
from typing import Literal

Style = Literal["plain", "terse", "chatty", "hesitant", "polite"]
Ways = tuple[str, ...]
Styled = Mapping[Style, Ways]
"""Ways to say something by style; a style that is missing says it the plain way."""
