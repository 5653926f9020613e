"""A run made by hand with everything in it that a report may meet."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np

from agents.acts import Act
from evals.runs.record import (
    Barge,
    CartLineSeen,
    Ended,
    Hearing,
    MeantSeen,
    ProductSeen,
    Sound,
    TrialRecord,
    TurnSeen,
)
from evals.runs.run import Plan, Run, Skipped
from evals.scenarios.scenario import Scenario
from retrieval.product import Product, Variant
from speech.audio_file import RATE_HZ, write_wav

MARKUP = (
    "<img src=x onerror=\"document.body.dataset.hacked='1'\"></script>"
    "<script>document.body.dataset.hacked='2'</script>"
)
"""What a page that trusts its data would run."""

TITLE = "Torvane Fjord Extra-Long Double-Insulated Water-Resistant Winter Hiking Boot " * 3

IDS = (
    "boots-1",
    "boots-2-correction",
    "cart-blue",
    "emoji",
    "markup",
    "barge-in",
    "gift-model",
    "relaxed",
    "two-topics",
    "question",
    "never-valid",
    "broken-off",
)

CONDITIONS = ("typed", "crowd 10 dB")


def product(number: int, title: str, price: str, colour: str = "black") -> Product:
    """Return one pair of boots in two sizes."""
    return Product(
        id=f"p{number}",
        title=title,
        brand="Torvane",
        price=Decimal(price),
        department="Outdoor",
        category="hiking boots",
        colours=(colour,),
        variants=tuple(
            Variant(id=f"p{number}-{size}", price=Decimal(price), size=size, colour=colour)
            for size in ("8", "9")
        ),
    )


CATALOG = (
    product(1, "Torvane Fjord Low", "129.00"),
    product(2, "Wayfold Heath Mid", "99.00", "blue"),
    product(3, TITLE.strip(), "169.00"),
    product(4, f"Boot {MARKUP}", "149.00"),
    *(product(n, f"Brackmoor Alder {n}", f"{100 + n}.50") for n in range(5, 12)),
)


def scenarios() -> dict[str, Scenario]:
    """Return one scenario an id: boots are asked for, and the first line expects some."""
    return {name: _scenario(name) for name in IDS}


def made_run(folder: Path, *, worse: bool = False, stopped: bool = False) -> Run:
    """Return the run; its sounds are written below `folder`.

    Args:
        folder: Of the run.
        worse: Whether two more scenarios fail, to be compared with one that is not.
        stopped: Whether its last trials were not played.
    """
    sounds = _sounds(folder)
    known = scenarios()
    records = [
        _record(name, trial, condition, known[name], sounds, worse=worse)
        for condition in CONDITIONS
        for name in IDS
        for trial in range(2)
    ]
    if stopped:
        records = records[:-3]
    return Run(
        folder=folder,
        plan=Plan(
            name="worse" if worse else "made <b>run</b>",
            seed=7,
            trials=2,
            conditions=CONDITIONS,
            scenarios=IDS,
        ),
        stamp={
            "commit": "abc1234" if worse else "def5678",
            "catalog": {"digest": "d" * 12, "products": len(CATALOG)},
            "weights": {"stt": "whisper-base"},
            "started_at": "2026-11-23T07:00:00+00:00",
            "cpu": "Made CPU",
            "odd": "control \x0b and \u2028 lines",
            "unknown": None,
        },
        scenarios=known,
        catalog=CATALOG,
        records=tuple(records),
        skipped=(Skipped(scenario="old-mug", file="mugs.yaml", line=3, why="No product fits."),),
        missing=3 if stopped else 0,
        notes=("The last line of the journal was torn.",) if stopped else (),
    )


def _scenario(name: str) -> Scenario:
    said = {"markup": MARKUP, "emoji": "boots 🥾 für mich, 你好"}.get(name, "show me hiking boots")
    tags = {"cart-blue": ("cart", "hard"), "barge-in": ("barge-in",), "markup": (MARKUP[:20],)}
    whole: dict[str, Any] = {
        "id": name,
        "about": f"What {name} is about. {MARKUP if name == 'markup' else ''}",
        "tags": ("find", *tags.get(name, ())),
        "ends": {"shown": {"where": {"category": "hiking boots"}, "first": 1}},
        "turns": [
            {"say": said, "expect": {"acts": ["find"], "shown": {"at_least": 1}}},
            {
                "say": "only under 150",
                "expect": {
                    "shown": {"every": {"price": {"at_most": 150}}},
                    "says": ["Torvane"],
                    "constraints": [{"category": "hiking boots"}, {"price": {"at_most": 150}}],
                },
            },
            {"say": "put the first one into my cart in size nine"},
        ],
    }
    if name == "cart-blue":
        whole["ends"] = {"cart": [{"where": {"id": "p2"}, "size": "9", "colour": "blue"}]}
    if name == "never-valid":
        whole |= {"goal": {"thing": "boots", "wishes": [{"price": {"at_most": 150}}]}, "turns": []}
    return Scenario.model_validate(whole)


def _record(
    name: str,
    trial: int,
    condition: str,
    scenario: Scenario,
    sounds: dict[str, Sound],
    *,
    worse: bool,
) -> TrialRecord:
    spoken = condition != "typed"
    fails = name in ("boots-2-correction", "two-topics") and (spoken or worse)
    turns = [_turn(name, n, spoken, fails and trial == 0, sounds) for n in range(3)]
    ended: Ended = "script_over"
    troubles: tuple[str, ...] = ()
    if name == "broken-off" and trial == 1:
        turns, ended, troubles = turns[:1], "broke_off", ("The assistant failed: Boom.",)
    invalid = name == "never-valid"
    return TrialRecord(
        scenario=name,
        digest=scenario.digest,
        trial=trial,
        condition=condition,
        seed=1000 + trial,
        ended=ended,
        turns=tuple(turns),
        troubles=troubles,
        rejected=("It asked for shoes.", "It never said its price.") if invalid else (),
        valid=not invalid,
        took_s=0.4 + trial,
        load=1.5,
        tick_ms=2.0,
    )


def _turn(name: str, n: int, spoken: bool, fails: bool, sounds: dict[str, Sound]) -> TurnSeen:
    said = ("show me hiking boots", "only under 150", "put the first one into my cart in size nine")
    said_now = (
        MARKUP if name == "markup" else "boots 🥾 für mich, 你好" if name == "emoji" else said[n]
    )
    category = _held("category", "hiking boots", 0, "hiking boots")
    price = _held("price", {"low": None, "high": "149.99"}, 1, "under 150")
    shown = CATALOG if n == 0 or fails else [p for p in CATALOG if p.price < 150]
    model = name == "gift-model"
    reply = (
        f"I found the Torvane Fjord Low for $129. {MARKUP}"
        if name == "markup"
        else "I found the Torvane Fjord Low for $129 \u2028 and 7 more."
    )
    if name == "question" and n == 1:
        reply = "The Torvane Fjord Low costs $89.00."
    cut = name == "barge-in" and n == 1
    return TurnSeen(
        index=n,
        said=said_now,
        move="script",
        line=n,
        meant=MeantSeen(acts=(Act.FIND,)) if n == 0 else MeantSeen(),
        heard="only under 115" if spoken and n == 1 and fails else said_now,
        acts=((Act.FIND,), (Act.REFINE,), (Act.CART_ADD,))[n],
        constraints=(category,) if n == 0 or fails else (category, price),
        products=tuple(_seen(p, i) for i, p in enumerate(shown)),
        focus="p1" if n == 2 else None,
        relaxed=({"field": "colour", "value": "red"},) if name == "relaxed" and n == 1 else (),
        cart=(_line(name),) if n == 2 else (),
        reply=reply,
        heard_reply="I found the" if cut else None,
        asked="size" if n == 1 else None,
        links=("checkout",) if n == 2 else (),
        tier="closed" if model else "template",
        cost_usd=Decimal("0.0021") if model else Decimal(0),
        route=_route() if model else None,
        timings_ms={"products_ms": 21.5, "first_audio_ms": 410.0 + 35 * n if spoken else None}
        | {"whole_turn_ms": 44.0 + n, "understand_ms": 6.5},
        outcome="interrupted" if cut else "completed",
        hearing=_hearing(n, sounds, fails) if spoken else None,
        barge=Barge(at_s=1.0, meant_to_stop=True, stopped=True, stopped_after_ms=310.0)
        if cut
        else None,
    )


def _held(kind: str, value: object, turn: int, words: str) -> dict[str, Any]:
    return {
        "kind": kind,
        "value": value,
        "wanted": True,
        "hard": True,
        "words": words,
        "turn": turn,
    }


def _seen(one: Product, place: int) -> ProductSeen:
    return ProductSeen(
        id=one.id,
        variant_id=one.variants[0].id,
        title=one.title,
        price=one.price,
        currency="USD",
        size="8",
        colour=one.colours[0],
        availability="in_stock",
        score=round(0.9 - 0.03 * place, 4),
        parts={"dense": 0.6, "lexical": 0.2 / (place + 1), "taste": -0.1},
    )


def _line(name: str) -> CartLineSeen:
    blue = name == "cart-blue"
    one = CATALOG[1] if blue else CATALOG[0]
    return CartLineSeen(
        product_id=one.id,
        variant_id=one.variants[1].id,
        title=one.title,
        size="9",
        colour=one.colours[0],
        unit_price=one.price,
        quantity=1,
    )


def _hearing(n: int, sounds: dict[str, Sound], fails: bool) -> Hearing:
    return Hearing(
        said=sounds["missing"] if n == 2 else sounds["said"],
        reply=sounds["outside"] if n == 2 else sounds["reply"],
        raw="only under one fifteen" if n == 1 and fails else None,
        confidence=0.71,
        false_starts=1 if n == 1 else 0,
    )


def _route() -> dict[str, Any]:
    return {
        "situation": {"task": "reply"},
        "decision": {
            "tier": "closed",
            "model": "big-one",
            "reasons": ["gift", "low confidence"],
            "alternatives": [
                {"model": "big-one", "tier": "closed", "refused": None, "expected_usd": 0.002},
                {"model": "small-one", "tier": "open", "refused": "breaker_open"},
            ],
            "policy": "0123456789ab",
            "explored": False,
        },
        "model": "big-one",
        "calls": [
            {
                "model": "big-one",
                "outcome": "ok",
                "usage": {"fresh": 900, "cached": 600, "output": 60},
                "cost_usd": "0.0021",
                "first_content_ms": 320.0,
                "took_ms": 900.0,
                "reason": None,
            }
        ],
        "readings": [],
        "faults": ["wrong_price"],
        "switches": ["big-one: wrong price"],
    }


def _sounds(folder: Path) -> dict[str, Sound]:
    """Write two short recordings; one more is missing, one lies outside the folder."""
    (folder / "sounds").mkdir(parents=True, exist_ok=True)
    dice = np.random.default_rng(7)
    for name, seconds in (("said", 1.0), ("reply", 2.0)):
        length = int(RATE_HZ * seconds)
        tone = 0.4 * np.sin(np.arange(length) * 2 * np.pi * 440 / RATE_HZ)
        swell = np.abs(np.sin(np.arange(length) * 6 / RATE_HZ))
        noise = 0.02 * dice.standard_normal(length)
        write_wav(folder / "sounds" / f"{name}.wav", (tone * swell + noise).astype("f4"), RATE_HZ)
    return {
        "said": Sound(file="sounds/said.wav", seconds=1.0),
        "reply": Sound(file="sounds/reply.wav", seconds=2.0),
        "missing": Sound(file="sounds/gone.ogg", seconds=1.5),
        "outside": Sound(file="../../etc/passwd", seconds=1.0),
    }
