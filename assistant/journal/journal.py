"""The events of one conversation: what was done besides the turns, and how it is known.

An event that cannot be written is told to the server's log and to nobody else: what the shopper
asked for was done. Nothing that was said is ever in an event.
"""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from agents.turn import Turn
from assistant.analytics.errors import AnalyticsError
from assistant.config import Settings
from assistant.errors import LogUnwritable
from assistant.events.event import (
    Action,
    Event,
    EventAttributes,
    EventObject,
    EventPosition,
    Value,
)
from assistant.journal.changes import Change
from assistant.journal.experiments import MOST, drawn
from assistant.journal.shown import Showing
from assistant.journal.visits import Visit
from assistant.turn_products import asked_ids_of
from assistant.turn_record import Origin, TurnRecord

if TYPE_CHECKING:
    from assistant.parts import Parts

_log = logging.getLogger("aisle.journal")

By = Literal["voice", "text", "hand"]
"""How something was asked for."""
StoppedBy = Literal["speech", "hand", "left"]
"""What cut a reply off: words over it, a button, or a shopper who went away."""


@dataclass(frozen=True, slots=True)
class Cut:
    """How a reply was cut off."""

    heard_s: float | None = None
    """How much of its sound was heard; None of a written one."""
    by: StoppedBy = "hand"


ERRORS_MOST = 50
"""Error events of one conversation object: a client that does everything wrong fills no disk."""


class Journal:
    """Writes what one conversation did besides its turns.

    Args:
        parts: The shop's.
        session_id: The conversation's, as it is stored.
        client_id: The known shopper's; None of a stranger.
    """

    def __init__(self, parts: "Parts", session_id: str, client_id: str | None) -> None:
        self._log = parts.log
        self._settings = parts.settings
        self._shown = parts.shown
        self._title = parts.search.product
        self._session_id = session_id
        self._client_id = client_id
        self._tenant = parts.settings.tenant
        self._drawn = drawn(parts.settings.log.experiments, client_id or session_id)
        self._named: dict[str, str] = {}
        self._visits: list[Visit] = []
        """Whose beginning is not written yet."""
        self._errors = 0
        self._erased_at = 0.0
        self._looked_back = False

    # --- what every record says -----------------------------------------------------------

    @property
    def arms(self) -> dict[str, str]:
        """Arm by experiment, names in order."""
        return dict(sorted((self._named | self._drawn).items()))

    def take_part(self, arms: Mapping[str, str]) -> None:
        """Note the arms that a client named; those of the server's own experiments count more."""
        self._named = dict(list({**self._named, **arms}.items())[-MOST:])

    def origin(self, door: str | None, audio: str | None = None, at: float | None = None) -> Origin:
        """Return what a turn's record says of where it came from, and when (`time.time`)."""
        moment = None if at is None else datetime.fromtimestamp(at, UTC)
        return Origin(self._client_id, self._tenant, door, self.arms, audio, moment)

    # --- who came and went ----------------------------------------------------------------

    def begins(self, door: str, *, resumed: bool) -> Visit:
        """Note that a shopper came; it is written with the first thing that follows."""
        visit = Visit(self._session_id, door, resumed=resumed)
        self._visits.append(visit)
        return visit

    @asynccontextmanager
    async def visit(self, door: str, *, resumed: bool = False) -> AsyncIterator[None]:
        """Note that a shopper is there while the block runs."""
        visit = self.begins(door, resumed=resumed)
        try:
            yield
        finally:
            await self.ends(visit, "left")

    async def ends(self, visit: Visit, reason: str) -> None:
        """Write that the shopper left, and why."""
        if visit.began_at >= self._erased_at:
            await self.write([visit.end(reason)])

    def forgets(self, visit: Visit) -> None:
        """Leave a visit out whose beginning was not written: it goes on as another's."""
        if visit in self._visits:
            self._visits.remove(visit)

    # --- what they did --------------------------------------------------------------------

    async def changed(self, made: Sequence[Change], by: By, door: str | None = None) -> None:
        """Write what was done to the cart and the boards."""
        if made:
            await self._look_back(change.product_id for change in made)
            await self.write([self._of_change(change, by, door) for change in made])

    def of_turn(self, turn: Turn, made: Sequence[Change], door: str | None) -> list[Event]:
        """Return the events of a turn that was committed: what it changed, and asked about."""
        by: By = "voice" if turn.utterance.spoken else "text"
        asked = [
            self._event(Action.ASK, product_id, {"by": by, "door": door})
            for product_id in asked_ids_of(turn)
        ]
        return [*(self._of_change(change, by, door) for change in made), *asked]

    def interruption(self, query_id: str, turn: int, cut: Cut) -> Event:
        """Return the event of a reply that was cut off, of the turn that `query_id` names."""
        details: dict[str, Value] = {"by": cut.by}
        if cut.heard_s is not None:
            details["heard_ms"] = round(cut.heard_s * 1000)
        return self._event(Action.INTERRUPTION, None, details, Showing(query_id, turn, 0))

    async def error(self, code: str, door: str | None = None) -> None:
        """Write that something failed; a name, never a text."""
        self._errors += 1
        if self._errors <= ERRORS_MOST:
            await self.write([self._event(Action.ERROR, None, {"code": code, "door": door})])

    async def consent(self, *, audio: bool) -> None:
        """Write that consent to recordings was given or taken back."""
        await self.write([self._event(Action.CONSENT, None, {"audio": audio})])

    def forget(self) -> None:
        """Leave out what was begun and is not written: the conversation was erased."""
        self._visits = []
        self._erased_at = time.time()

    # --- writing --------------------------------------------------------------------------

    async def write(self, events: Iterable[Event]) -> None:
        """Write events, those of who came before them; returns when they are on disk."""
        await asyncio.gather(*(self._append(event) for event in self._with_visits(events)))

    def _with_visits(self, events: Iterable[Event]) -> list[Event]:
        begun, self._visits = self._visits, []
        starts = [event for visit in begun if (event := visit.start()) is not None]
        same = {"client_id": self._client_id, "tenant": self._tenant}
        return [event.model_copy(update=same) for event in (*starts, *events)]

    async def _append(self, event: Event) -> None:
        try:
            await self._log.append_async(event)
        except LogUnwritable:
            _log.error("an event was not logged", extra={"action": str(event.action_name)})

    def _of_change(self, change: Change, by: By, door: str | None) -> Event:
        details: dict[str, Value] = {"by": by, "door": door}
        if change.quantity is not None:
            details["quantity"] = change.quantity
        if change.variant_id is not None:
            details["variant_id"] = change.variant_id
        return self._event(change.action, change.product_id, details)

    def _event(
        self,
        action: Action,
        product_id: str | None,
        details: Mapping[str, Value],
        showing: Showing | None = None,
    ) -> Event:
        described = position = None
        if product_id is not None:
            showing = self._shown.of(self._session_id, product_id)
            product = self._title(product_id)
            title = product.title if product is not None else None
            described = EventObject(object_id=product_id, description=title)
            position = EventPosition(ordinal=showing.ordinal) if showing else None
        told: dict[str, Value] = {
            name: value for name, value in details.items() if value is not None
        }
        return Event(
            action_name=action,
            query_id=showing.query_id if showing else None,
            session_id=self._session_id,
            turn=showing.turn if showing else None,
            timestamp=datetime.fromtimestamp(time.time(), UTC),
            event_attributes=EventAttributes(object=described, position=position, details=told),
        )

    async def _look_back(self, product_ids: Iterable[str]) -> None:
        """Read in the log what an earlier process of this conversation showed, once."""
        if self._looked_back or all(self._shown.of(self._session_id, i) for i in product_ids):
            return
        self._looked_back = True
        if self._shown.knows(self._session_id):
            return
        try:
            records = await asyncio.to_thread(_past, self._settings, self._session_id)
        except (AnalyticsError, LogUnwritable, OSError):
            return
        self._shown.recall(records)


def _past(settings: Settings, session_id: str) -> list[TurnRecord]:
    """Return a session's turns, which may be in the log's tables by now."""
    from assistant.analytics.logged import logged_turns  # noqa: PLC0415 - loads DuckDB

    return list(logged_turns(settings, [session_id]))
