"""Places of the intent log: segments, tables, recordings, reviews, and what was made from them."""

from dataclasses import asdict
from typing import Any

from assistant.analyst.answer_table import json_cell
from assistant.analyst.shelf import Shelf
from assistant.analytics.store import Parameter, Store
from assistant.analytics.tables import EVENTS, SESSIONS, TURNS
from assistant.config import Settings
from assistant.erasers import erase_elsewhere, held_elsewhere
from assistant.intent_log.log import IntentLog
from assistant.privacy.place import Held
from assistant.privacy.subject import Subject
from assistant.recordings.store import Recordings


class LogPlace:
    """Segments that have not come to the tables."""

    name = "log"
    about = "Turns and events as they were logged, before they come to the tables."

    def __init__(self, log: IntentLog) -> None:
        self._log = log

    def erase(self, subject: Subject) -> int:
        return self._log.erase(session_ids=subject.session_ids, client_ids=subject.shoppers)

    def held(self, subject: Subject) -> Held | None:
        found = self._log.records(session_ids=subject.session_ids, client_ids=subject.shoppers)
        told = [record.model_dump(mode="json", by_alias=True) for record in found]
        return Held(told) if told else None


class TablesPlace:
    """The log's tables, in whichever store."""

    name = "tables"
    about = "Turns, events and sessions as analysts ask them."

    def __init__(self, store: Store) -> None:
        self._store = store

    def erase(self, subject: Subject) -> int:
        return self._store.erase(session_ids=subject.session_ids, client_ids=subject.shoppers)

    def held(self, subject: Subject) -> Held | None:
        names = {f"s{number}": id_ for number, id_ in enumerate(subject.session_ids)}
        parameters: dict[str, Parameter] = {**names, "shopper": subject.shopper_id or ""}
        told = ", ".join(f"${name}" for name in names) or "''"
        found = {}
        for table in (TURNS, EVENTS, SESSIONS):
            sql = (
                f"SELECT * FROM {table.name}"
                f" WHERE session_id IN ({told}) OR ($shopper <> '' AND client_id = $shopper)"
                f" ORDER BY day, {', '.join(table.key)}"
            )
            rows = self._store.ask(sql, parameters).dicts()
            found[table.name] = [{k: json_cell(v) for k, v in row.items()} for row in rows]
        return Held(found) if any(found.values()) else None


class RecordingsPlace:
    """What was said, as sound."""

    name = "recordings"
    about = "Sound of what was said, kept with consent."

    def __init__(self, settings: Settings) -> None:
        self._recordings = Recordings(settings.recordings_path)

    def erase(self, subject: Subject) -> int:
        return self._recordings.erase(subject.session_ids)

    def held(self, subject: Subject) -> Held | None:
        files = {
            f"{id_}/{path.name}": path.read_bytes()
            for id_ in subject.session_ids
            for path in sorted(self._recordings.path_of(id_, 0).parent.glob("*.flac"))
        }
        agreed = [id_ for id_ in subject.session_ids if self._recordings.consented(id_)]
        if not files and not agreed:
            return None
        return Held({"consented": agreed, "recordings": sorted(files)}, files)


class ReviewsPlace:
    """What analysts said of turns, and the pages that they saved."""

    name = "reviews"
    about = "Labels of analysts on turns; notes and saved pages that name the person."

    def __init__(self, settings: Settings) -> None:
        self._shelf = Shelf(settings.analysts_path)

    def erase(self, subject: Subject) -> int:
        names = (*subject.names, *subject.turn_ids)
        gone = self._shelf.erase(subject.session_ids) + self._shelf.erase_views(names)
        return gone + self._shelf.erase_notes(names)

    def held(self, subject: Subject) -> Held | None:
        reviews = [asdict(review) for review in self._shelf.of_sessions(subject.session_ids)]
        names = (*subject.names, *subject.turn_ids)
        views = [asdict(view) for view in self._shelf.views_of(names)]
        notes = [  # on turns of others, of whom nothing else is told
            {"said": review.said, "note": review.note, "labelled_at": review.labelled_at}
            for review in self._shelf.notes_of(names)
            if review.session_id not in subject.session_ids
        ]
        if not (reviews or views or notes):
            return None
        return Held({"reviews": reviews, "views": views, "notes": notes})


class MadePlace:
    """What other packages made from conversations, such as scenarios."""

    name = "scenarios"
    about = "Scenarios for tests that were made from conversations, and what runs kept of them."

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def erase(self, subject: Subject) -> int:
        erased = sum(
            erase_elsewhere(self._settings, conversation_id=id_, in_tables=False)
            for id_ in subject.session_ids
        )
        for id_ in subject.shoppers:
            erased += erase_elsewhere(self._settings, shopper_id=id_)
        return erased

    def held(self, subject: Subject) -> Held | None:
        found: list[Any] = []
        for id_ in subject.session_ids:
            found += held_elsewhere(self._settings, conversation_id=id_)
        for id_ in subject.shoppers:
            found += held_elsewhere(self._settings, shopper_id=id_)
        once = {repr(one): one for one in found}
        return Held(list(once.values())) if once else None
