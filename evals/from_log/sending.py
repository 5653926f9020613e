"""Making a scenario of one session that an analyst reviewed: `aisle.scenario_makers`."""

from collections.abc import Sequence
from datetime import UTC, datetime

from agents.acts import Act
from assistant.analyst.shelf import Review
from assistant.analytics.logged import logged_turns
from assistant.config import Settings
from assistant.http.refused import NotThere, Refused
from evals.from_log.labels import Labels, TurnLabel
from evals.from_log.making import NotMade, scenario_of
from evals.from_log.writing import own_folder, served_catalog, write_scenarios


def send(settings: Settings, session_id: str, reviews: Sequence[Review]) -> str:
    """Make a scenario of a session, with what people said of its turns; return its id.

    Raises:
        NotThere: Its turns have expired or were erased.
        Refused: It can be no scenario; the message says why.
    """
    records = list(logged_turns(settings, [session_id]))
    if not records:
        raise NotThere("This session is no longer in the log.", "session_not_found")
    turns = {record.query_id: record.turn for record in records}
    labels: Labels = {
        (session_id, turn): TurnLabel(
            session_id=session_id,
            turn=turn,
            good=review.verdict == "agree",
            said=review.said,
            acts=None if review.intent is None else (Act(review.intent),),
            by=review.labelled_by,
            note=review.note,
        )
        for review in reviews
        if (turn := turns.get(review.query_id)) is not None
    }
    made = scenario_of(records, labels, datetime.now(UTC), served_catalog(settings))
    if isinstance(made, NotMade):
        raise Refused(f"No scenario can be made of this session: {made.why}.", code="not_made")
    write_scenarios(settings, own_folder(settings).absolute(), [made])
    return made.id
