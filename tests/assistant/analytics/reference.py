"""Every measure once more, in plain Python from the rows as they were logged.

Written from the definitions of docs/log-measures.md, turn by turn, without SQL.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any

Row = dict[str, Any]
Figure = tuple[float | None, float | None]
"""A sum, and what it is a share or a mean of; None of a total."""

SEARCHES = {"find", "refine", "gift", "bundle", "inspire"}
SHOPPING = SEARCHES | {
    *("compare", "ask_product", "price_or_stock", "select", "save", "checkout"),
    *("cart_add", "cart_remove", "cart_change", "cart_undo", "cart_view"),
}


class Reference:
    """A log, taken apart by hand.

    Args:
        turns: Rows as they are logged, of one application each.
        events: Rows.
    """

    def __init__(self, turns: list[Row], events: list[Row]) -> None:
        self.turns = [dict(row) for row in turns]
        self.events = events
        self.sessions: dict[str, list[Row]] = defaultdict(list)
        for row in sorted(self.turns, key=_order):
            self.sessions[row["session_id"]].append(row)
        for rows in self.sessions.values():
            _read([row for row in rows if row["outcome"] != "failed"])
            _read_failed([row for row in rows if row["outcome"] == "failed"])
        by_id = {row["query_id"]: row for row in self.turns}
        self.home = {
            e["event_id"]: by_id[e["query_id"]]["session_id"]
            if e["query_id"] in by_id
            else e["session_id"]
            for e in events
        }
        for row in self.turns:
            row["owed"] = []
        for event in events:
            owner = self._owner(event, by_id)
            if owner is not None:
                owner["owed"].append(event)

    def _owner(self, event: Row, by_id: dict[str, Row]) -> Row | None:
        named = by_id.get(event["query_id"])
        if named is not None and named["showed"] is not False:
            return named
        if event["object_id"] is None:
            return None
        showing = [
            row
            for row in self.turns
            if row["session_id"] == self.home[event["event_id"]]
            and row["showed"]
            and row["timestamp"] <= event["timestamp"]
            and event["object_id"] in json.loads(row["query_response_hit_ids"])
        ]
        return max(showing, key=lambda r: (r["timestamp"], r["query_id"]), default=None)

    def share(self, part: Callable[[Row], Any], whole: Callable[[Row], Any]) -> Figure:
        """Return a share of turns: of those in `whole`, those in `part`; None is not known."""
        told = [row for row in self.turns if whole(row) and part(row) is not None]
        return sum(bool(part(row)) for row in told), len(told)

    def kept(self) -> Iterable[tuple[list[Row], list[Row]]]:
        """Yield the turns and the events of each session that has a turn."""
        for name, rows in self.sessions.items():
            yield rows, [e for e in self.events if self.home[e["event_id"]] == name]


def _order(row: Row) -> tuple[Any, ...]:
    return (row["turn"] is None, row["turn"] or 0, row["timestamp"], row["query_id"])


def _read(rows: list[Row]) -> None:
    searched: Row | None = None
    for at, row in enumerate(rows):
        row["is_search"] = row["intent"] in SEARCHES
        before = rows[at - 1]["query_response_hit_ids"] if at else None
        found = row["shown"] if row["found"] is None else row["found"]
        stayed = row["query_response_hit_ids"] == before and not (row["is_search"] and found)
        row["showed"] = row["shown"] > 0 and not stayed
        row["kind"] = None
        if row["is_search"]:
            row["kind"] = _kind(searched, row)
            searched = row
    for at, row in enumerate(rows):
        after = rows[at + 1] if at + 1 < len(rows) else None
        row["clarified"] = None
        if row["asked"] is not None:
            grew = after is not None and len(after["cart"]) > len(row["cart"])
            row["clarified"] = after is not None and (after["showed"] or grew)


def _read_failed(rows: list[Row]) -> None:
    for row in rows:
        row |= {"is_search": False, "showed": False, "kind": None, "clarified": None}


def _kind(before: Row | None, row: Row) -> str | None:
    """Return how a search without wishes changes the one before: by its words."""
    if before is None or (row["timestamp"] - before["timestamp"]).total_seconds() > 1800:
        return None
    now, was = row["user_query"].lower(), before["user_query"].lower()
    if now == was:
        return "repeated"
    if f" {was} " in f" {now} ":
        return "narrowed"
    if f" {now} " in f" {was} ":
        return "broadened"
    half = (len(was) + 1) // 2
    near = now[:half] == was[:half] or now[-half:] == was[-half:]
    if near and len(was) >= 4 and abs(len(now) - len(was)) <= 3:
        return "corrected"
    return "replaced"


def figures_of(log: Reference) -> dict[str, Figure]:
    """Return every measure that is a count, a share or a mean."""

    def is_(name: str, value: Any) -> Callable[[Row], bool]:
        return lambda row: row[name] == value

    def always(_: Row) -> bool:
        return True

    def search(row: Row) -> bool:
        return bool(row["is_search"])

    def showed(row: Row) -> bool:
        return bool(row["showed"])

    def spoke(row: Row) -> bool:
        return bool(row["showed"]) and row["spoken"] > 0

    def understood(row: Row) -> bool:
        return row["intent"] not in {None, "unclear", "asr_failure"}

    def owed(*actions: str, spoken: bool = False) -> Callable[[Row], bool]:
        return lambda row: any(
            e["action_name"] in actions
            and (
                not spoken
                or e["object_id"] is None
                or e["object_id"] in json.loads(row["spoken_ids"])
            )
            for e in row["owed"]
        )

    def zero(row: Row) -> bool:
        return bool((row["shown"] if row["found"] is None else row["found"]) == 0)

    def lacks(row: Row) -> bool:
        return row["lacking"] not in {None, "[]"}

    def relaxed(row: Row) -> bool:
        return bool(row["relaxed"] != "[]")

    turns = {
        "turns": (len(log.turns), None),
        "searches": (sum(map(search, log.turns)), None),
        "voice_share": log.share(is_("modality", "voice"), always),
        "shopping_share": log.share(lambda r: r["intent"] in SHOPPING, understood),
        "unclear_share": log.share(
            is_("intent", "unclear"), lambda r: r["intent"] not in {None, "asr_failure"}
        ),
        "failed_share": log.share(is_("outcome", "failed"), always),
        "interruption_share": log.share(
            is_("outcome", "interrupted"), lambda r: r["outcome"] != "failed"
        ),
        "zero_result_share": log.share(zero, search),
        "relaxed_share": log.share(relaxed, search),
        "unmet_share": log.share(lambda r: zero(r) or relaxed(r) or lacks(r), search),
        "reformulation_share": log.share(lambda r: r["kind"] is not None, search),
        **{
            f"{kind}_share": log.share(is_("kind", kind), search)
            for kind in ("repeated", "narrowed", "broadened", "corrected", "replaced")
        },
        "clarification_share": log.share(
            lambda r: r["asked"] is not None, lambda r: r["outcome"] != "failed"
        ),
        "clarification_yield": log.share(
            lambda r: r["clarified"], lambda r: r["asked"] is not None
        ),
        "click_through": log.share(owed("click", "view"), showed),
        "shown_to_saved": log.share(owed("save"), showed),
        "shown_to_cart": log.share(owed("add_to_cart"), showed),
        "shown_to_order": log.share(owed("purchase"), showed),
        "spoken_to_asked": log.share(owed("ask", spoken=True), spoke),
        "spoken_to_cart": log.share(owed("add_to_cart", spoken=True), spoke),
        "spoken_to_order": log.share(owed("purchase", spoken=True), spoke),
        "asr_failure_share": log.share(
            is_("intent", "asr_failure"),
            lambda r: r["modality"] == "voice" and r["intent"] is not None,
        ),
        "repaired_share": log.share(
            lambda r: r["raw_transcript"] not in {None, r["user_query"]}, is_("modality", "voice")
        ),
        "asr_confidence": _mean(log.turns, lambda r: r["asr_confidence"]),
        "cost_usd": (float(sum(Fraction(r["cost_usd"]) for r in log.turns)), None),
        "cost_per_turn": _mean(log.turns, lambda r: r["cost_usd"]),
        **{
            f"{tier}_share": log.share(is_("tier", tier), lambda r: r["tier"] != "none")
            for tier in ("template", "open", "closed")
        },
    }
    return {**turns, **_of_sessions(log)}


def _mean(rows: Iterable[Row], value: Callable[[Row], float | None]) -> Figure:
    known = [found for row in rows if (found := value(row)) is not None]
    return float(sum(map(Fraction, known))), len(known)


def _of_sessions(log: Reference) -> dict[str, Figure]:
    told = [(rows, events, _actions(events)) for rows, events in log.kept()]
    looked = [one for one in told if any(row["is_search"] for row in one[0])]
    searches = [sum(row["is_search"] for row in rows) for rows, _, _ in looked]
    cost = [sum(Fraction(row["cost_usd"]) for row in rows) for rows, _, _ in told]
    done = sum(
        actions["add_to_cart"] + actions["save"] + actions["purchase"] for _, _, actions in told
    )
    clients = {
        next((row["client_id"] for row in rows if row["client_id"]), None) for rows, _, _ in told
    } - {None}
    known = sum(any(row["client_id"] for row in rows) for rows, _, _ in told)
    return {
        "sessions": (len(told), None),
        "shoppers": (len(clients), None),
        "known_share": (known, len(told)),
        "depth": (len(log.turns), len(told)),
        "search_depth": (sum(searches), len(searches)),
        "cart_sessions": (sum(a["add_to_cart"] > 0 for *_, a in looked), len(looked)),
        "order_sessions": (sum(a["purchase"] > 0 for *_, a in looked), len(looked)),
        "abandonment": (
            sum(
                not a["save"] and not a["purchase"] and a["add_to_cart"] <= a["remove_from_cart"]
                for *_, a in looked
            ),
            len(looked),
        ),
        "orders": (sum(e["action_name"] == "purchase" for e in log.events), None),
        "cost_per_session": (float(sum(cost)), len(told)),
        "cost_per_action": (float(sum(cost)), done),
    }


def _actions(events: list[Row]) -> dict[str, int]:
    counts: dict[str, int] = defaultdict(int)
    for event in events:
        counts[event["action_name"]] += 1
    return counts
