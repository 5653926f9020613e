"""The signature of every measure: the points that it gives on a fixed corpus.

Run `python -m tests.evals.measures.golden` after a measure's `version` was raised on purpose.
"""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from agents.acts import Act
from evals.measures.measure import Case
from evals.measures.registry import ALL
from evals.runs.record import Barge, BoardSeen, Hearing, MeantSeen
from tests.evals.measures.made import card, case, held, line, record, scenario, turn

GOLDEN = Path(__file__).parent / "golden.json"
BOOTS = held("category", "hiking boots")
UNDER = held("price", {"low": None, "high": "149.99"})
SPOKEN = Hearing(false_starts=1)


def corpus() -> tuple[Case, ...]:
    """Return twenty conversations, good and bad, typed and spoken."""
    listed = turn(
        cards=(1, 2, 3),
        constraints=(BOOTS, UNDER),
        meant=MeantSeen(
            acts=(Act.FIND,), wishes=({"category": "hiking boots"}, {"price": {"at_most": 150}})
        ),
        reply="Here are three of four. The Torvane Larch is $125, the Brackmoor Cascade $97, and "
        "the Oddfell Sedge $99.",
        timings_ms={"whole_turn_ms": 40.0},
    )
    missed = listed.model_copy(
        update={"acts": (Act.GIFT,), "constraints": (BOOTS,), "products": (card(4), card(1))}
    )
    taken = turn("the first", cards=(1, 2), acts=(Act.CART_ADD,), cart=(line(1),), line=1,
                 meant=MeantSeen(acts=(Act.CART_ADD,)), reply="Added, $125.",
                 focus="p1")  # fmt: skip
    spoken = turn("torvane hiking boots", heard="tour van hiking boots", cards=(1,), hearing=SPOKEN,
                  timings_ms={"first_audio_ms": 640.0},
                  reply="The Torvane Larch is $115.")  # fmt: skip
    rest = turn("", heard="boots", hearing=Hearing())
    stopped = Barge(at_s=1.0, meant_to_stop=True, stopped=True, stopped_after_ms=180.0)
    went_on = Barge(at_s=1.0, meant_to_stop=True, stopped=False)
    asked = turn(asked="audience", reply="Are they for men or women?", tier="open",
                 cost_usd=Decimal("0.0004"))  # fmt: skip
    answer = turn(
        "women's", cards=(3,), move="answer", line=None, reply="The Oddfell Sedge is $99."
    )
    relaxed = turn(cards=(1,), constraints=(BOOTS, held("colour", "red")), reply="Nothing in red.",
                   relaxed=({"field": "colour", "value": "red"},))  # fmt: skip
    goal: dict[str, Any] = {"shown": {"where": {"id": "p1"}}, "cart": [{"where": {"id": "p1"}}]}
    plain, bought = scenario(None), scenario(None, None, ends=goal)
    expecting = scenario({"acts": ["find"], "shown": {"at_least": 3}, "constraints": [
        {"category": "hiking boots"}, {"price": {"at_most": 150}}]})  # fmt: skip
    return (
        case(bought, record(listed, taken)),
        case(bought, record(missed, taken)),
        case(bought, record(listed)),
        case(expecting, record(listed)),
        case(expecting, record(missed)),
        case(plain, record(spoken)),
        case(plain, record(spoken, rest)),
        case(plain, record(spoken.model_copy(update={"barge": stopped}))),
        case(plain, record(spoken.model_copy(update={"barge": went_on}))),
        case(plain, record(asked, answer)),
        case(plain, record(asked, asked.model_copy(update={"move": "repeat"}))),
        case(plain, record(relaxed)),
        case(plain, record(relaxed.model_copy(update={"reply": "Here is one."}))),
        case(plain, record(relaxed.model_copy(update={"relaxed": ()}))),
        case(plain, record(turn(acts=(Act.UNCLEAR,), reply="Sorry?"))),
        case(plain, record(turn(cart=(line(4),), meant=MeantSeen(acts=(Act.FIND,))))),
        case(plain, record(listed, ended="broke_off", troubles=("It broke.",))),
        case(plain, record(turn(tier="closed", cost_usd=Decimal("0.01")))),
        case(scenario(ends={"saved": [{"id": "p3"}]}), record(
            turn(boards=(BoardSeen(name="x", product_ids=("p3",)),)))),
        case(plain, record()),
    )  # fmt: skip


def signatures() -> dict[str, list[list[list[float]]]]:
    """Return by "name@version" the value, weight and turn of all points of each conversation."""
    cases = corpus()
    return {
        f"{measure.name}@{measure.version}": [
            [
                [round(p.value, 6), round(p.weight, 6), -1 if p.turn is None else p.turn]
                for p in measure.of(one)
            ]
            for one in cases
        ]
        for measure in ALL
    }


if __name__ == "__main__":
    lines = (f"{json.dumps(key)}: {json.dumps(value)}" for key, value in signatures().items())
    GOLDEN.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
