"""docs/log-measures.md, written from the registry: the page and the code cannot differ.

`python -m assistant.analytics.measures.page > docs/log-measures.md` writes it.
"""

import sys
from collections.abc import Iterator

from assistant.analytics.figure import MOST_ROWS, OTHER
from assistant.analytics.intervals import FEW
from assistant.analytics.made.turns import LATER_MINUTES, SEARCHES, SHOPPING
from assistant.analytics.measures.measure import Measure
from assistant.analytics.measures.registry import FAMILIES

_UNITS = {
    "share": "share, 0 to 1",
    "count": "count",
    "usd": "US dollars",
    "ms": "milliseconds",
    "per_session": "a session",
}


def page() -> str:
    """Return the whole page."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield _HEAD
    for family, measures in FAMILIES.items():
        yield f"## {family}\n"
        for measure in measures:
            yield from _measure(measure)
    yield _FOOT


def _measure(measure: Measure) -> Iterator[str]:
    better = f", {measure.better} is better" if measure.better else ""
    sources = ", ".join(f"`{source}`" for source in measure.sources)
    yield f"**`{measure.name}`** {measure.title} ({_UNITS[measure.unit]}{better}; from {sources})  "
    yield measure.about
    yield from (f"- {edge}" for edge in measure.edges)
    yield ""


_HEAD = f"""# What is measured of the intent log

This page is written by `python -m assistant.analytics.measures.page`; edit
`assistant/analytics/measures/`, not the page. The same is answered by
`GET /v1/analytics/measures`, and `GET /v1/analytics/figures` computes it.

## Rules that hold for all

- **Null where there was nothing to count, 0 where there was and none was found.** A share of no
  search is null; searches of which none was relaxed are 0. A count is 0 on a day within those that
  the log covers and null before its first day and after its last.
- **What a record does not say is not known, and not 0.** An imported log without result lists has
  no share of searches that found nothing; records older than `aisle.turn/2` have no events, no
  question back and no products spoken of. Rows that do not know either side of a share are left
  out of both sides.
- **n** is what a share or mean is of; it stands beside each as `NAME_n`.
- Days are UTC. A turn counts on its own day. A session counts on the day it began, with all its
  turns and events, over midnight and however late: an order that the shop reports next week is
  added to the day of the session, and of the turn that showed the product.
- An event is told once, however often it is reported with the same `event_id`.
- A turn that could not be answered (`outcome` failed) is a turn and nothing else. One whose reply
  was cut off counts like any other.
- A **search** is a turn whose first act is one of {", ".join(SEARCHES)}; every query of an imported
  log is one. **Shopping** adds {", ".join(act for act in SHOPPING if act not in SEARCHES)}.
- A turn **showed** products if it is a search that found some, or if the list on the screen is
  another than after the turn before. A list that only stayed on the screen is not shown again:
  otherwise each question about it would count as another search that led to nothing.
- **What an event is owed to**: the turn that its `query_id` names, if that showed products; else
  the last turn of the session up to then that showed the product. What finds no turn counts for the
  session only. A product is put into the cart by voice, by text or by hand alike.
- A **reformulation** is told against the search before it in the session, at most
  {LATER_MINUTES} minutes earlier, other turns in between or not: by the wishes that hold where the
  log knows them, by the words where it does not. Kinds after Jansen, Booth and Spink (2009).
- Sessions carry the modality, intent and category of their first turn that has one (an intent that
  was not understood only if there is no other); `both` is a session that was spoken and typed in.
  They have no tier: filtering by tier does not narrow them, and the answer says so in `notes`.
- Groups beyond `limit` are one row called `{OTHER}`. An answer has at most {MOST_ROWS:,} rows.
"""

_FOOT = f"""## Differences

`GET /v1/analytics/figures/compare` sets voice against text within each intent; `same_mix` weighs
each intent alike on both sides, and a note says when that turns the sign of the difference over
all (Simpson's paradox). `GET /v1/analytics/experiments/NAME` sets arm B against arm A.

- What varies by chance is who took the turns, not the turn. An experiment's unit is the known
  shopper, or the session of a stranger; a comparison of turns takes days for clusters (at least
  10; below that it takes turns for independent, and says so), one of sessions takes sessions.
- Shares get Wilson's interval with as many trials as say as much as the clusters do, differences
  of shares Newcombe's, with Student's t; means get Welch's. p is the level at which the interval
  just holds 0, so that the two never disagree. `p_holm` is corrected for all measures shown
  together, and where intents are compared for all intents (Holm, 1979).
- In simulations with shares of 0.02 to 0.5, 20 to 2,000 clusters a side and turns of a session
  alike by 0 or 0.2, 93 to 100 % of the 95 % intervals held the truth (800 each).
- Below {FEW} clusters a side nothing is judged: `too_few`. `cannot_tell` means that the interval
  holds 0, and `visible` says which difference would have been seen four times out of five.
- Of voice against text, `nothing_to_count` says that a side has nothing that could be a case, and
  `no_cases` that both have and neither had one: there is no interval then.
- Arms whose sizes differ with p below 0.001 were not given out evenly, and a warning says so.
- Late orders make the newest days look worse: compare arms or sides of the same days only.
"""

if __name__ == "__main__":
    sys.stdout.write(page())
