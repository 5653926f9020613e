"""Sending a session to the evals: they make a scenario of it, where they are installed.

Whoever makes scenarios offers a function in the entry-point group `aisle.scenario_makers`;
`assistant` imports none of them.
"""

from collections.abc import Callable, Sequence
from importlib.metadata import entry_points

from assistant.analyst.shelf import Review
from assistant.config import Settings
from assistant.http.refused import Refused

ScenarioMaker = Callable[[Settings, str, Sequence[Review]], str]
"""Takes settings, a session's id and the labels of its turns; returns the scenario's id. Raises an
`AssistantError` where none can be made, with the reason."""


def send_to_evals(settings: Settings, session_id: str, reviews: Sequence[Review]) -> str:
    """Make a scenario of a session; return its id.

    Raises:
        Refused: Nothing that makes scenarios is installed.
        AssistantError: None can be made of it.
    """
    for point in entry_points(group="aisle.scenario_makers"):
        maker: ScenarioMaker = point.load()
        return maker(settings, session_id, reviews)
    raise Refused("The evals are not installed here: pip install '.[evals]'.", code="no_evals")
