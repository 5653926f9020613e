"""Why a list of products is shown, and why it is not quite what was asked for."""

from enum import StrEnum


class Lead(StrEnum):
    """Why these products are shown."""

    MATCHES = "matches"
    IDEAS = "ideas"
    CHEAPER = "cheaper"
    DEARER = "dearer"
    BETTER_RATED = "better_rated"
    RESIZED = "resized"
    ALIKE = "alike"
    OTHERS = "others"
    CHEAPEST = "cheapest"
    DEAREST = "dearest"
    BEST_RATED = "best_rated"
    BACK = "back"
    """An earlier wish again."""
    SAME = "same"
    """The same as before: the refinement changed nothing."""


class Shortfall(StrEnum):
    """Why they are not quite what was asked for."""

    NONE_CHEAPER = "none_cheaper"
    NONE_DEARER = "none_dearer"
    NONE_BETTER = "none_better"
    NONE_IN_SIZE = "none_in_size"
    NONE_FURTHER = "none_further"
    """No listing states more of the quality that was asked for: "lighter"."""
    NOT_CLOSE = "not_close"
    """Far from the wish in words, within its constraints."""
