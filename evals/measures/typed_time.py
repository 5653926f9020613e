"""Where a typed turn's whole time stands in a record."""

from typing import Final

WHOLE: Final = "whole_turn_ms"
"""From the text sent to the last word of the reply, as `evals.runs.typed` writes it."""
