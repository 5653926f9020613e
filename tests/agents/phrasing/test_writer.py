"""A reply from the decision to the last clause: who is heard, what is booked, how it ends."""

import asyncio
from contextlib import aclosing

import pytest

from agents.models.errors import CallRejected, KeyRejected, ModelBusy, ModelFailed, StreamBroken
from agents.models.usage import Usage
from agents.phrasing.as_planned import PlannedWords
from agents.phrasing.writer import ModelReplyWriter
from agents.phrasing.writing import CLEANUP_S, GRACE_S
from agents.routing.decision import template_decision
from tests.agents.phrasing.scripted import (
    USAGE,
    CountingLedger,
    Guards,
    Script,
    Scripted,
    Watch,
    lies,
    truthful,
)
from tests.agents.phrasing.turns import BOOTS, RELAXED, Heard, hear, planned, turn_for
from tests.agents.phrasing.virtual import run

GOOD = (
    "For wet trails, the {1.name} is waterproof at {1.price}. "
    "The {2.name} costs {2.price}, and the {3.name} is {3.price}."
)
SAID = (
    "For wet trails, the Fernhollow Ridge is waterproof at $129. "
    "The Tarnholm Scree costs $145, and the Ostra Fell is $99."
)
TEMPLATE = planned(*BOOTS).reply.text
SILENT = Script(GOOD, stall_after=0)


class Shop:
    """A writer over scripted models, with what it did."""

    def __init__(
        self,
        guard: Guards = truthful,
        ledger: CountingLedger | None = None,
        **scripts: Script | list[Script],
    ) -> None:
        self.models = {
            name: Scripted(name, script if isinstance(script, list) else [script])
            for name, script in scripts.items()
        }
        self.ledger = ledger or CountingLedger()
        self.watch = Watch()
        self.writer = ModelReplyWriter(self.models, self.ledger, guard, self.watch)

    def reply(self, *said: str, pause_s: float = 0.0, **decided: object) -> Heard:
        heard = run(hear(self.writer.write(turn_for(*said, **decided)), pause_s=pause_s))
        assert not self.ledger.open, "money that is never freed"
        assert len(heard.account.calls) == len(self.ledger.entries) == self.ledger.reserved
        return heard


def test_a_template_decision_asks_nobody() -> None:
    shop = Shop(qwen=Script(GOOD))
    turn = turn_for()
    writing = shop.writer.write(turn_for(tier="template"))
    assert isinstance(writing, PlannedWords)
    heard = run(hear(writing))
    assert heard.text == turn.reply.text and heard.account.tier == "template"
    assert not shop.ledger.entries and template_decision("x").tier == "template"


def test_the_model_of_the_decision_is_heard_clause_by_clause() -> None:
    shop = Shop(qwen=Script(GOOD), gpt=Script("Never asked."))
    heard = shop.reply()
    assert heard.text == SAID and len(heard.clauses) > 2
    assert (heard.account.tier, heard.account.model) == ("open", "qwen")
    assert heard.account.switches == () and heard.account.calls[0].usage == USAGE
    assert heard.account.calls[0].outcome == "completed" and not shop.models["gpt"].calls
    assert shop.watch.observed == [("qwen", None)] and shop.watch.last == ["qwen"]


def test_a_silent_model_costs_its_deadline_and_no_more() -> None:
    shop = Shop(qwen=SILENT, gpt=Script(GOOD))
    heard = shop.reply()
    assert heard.at[0] <= 0.6 + GRACE_S and heard.at[0] < 0.7
    assert shop.models["gpt"].asked_at == pytest.approx([0.6])
    assert heard.account.switches == ("qwen>gpt:timed_out",)
    assert heard.account.tier == "closed" and "Tarnholm Scree costs $145" in heard.text
    assert [(e.outcome, e.reason) for e in heard.account.calls] == [
        ("failed", "timed_out"), ("completed", None),
    ]  # fmt: skip


def test_when_all_are_silent_the_templates_speak_as_soon() -> None:
    heard = Shop(qwen=SILENT, gpt=SILENT).reply()
    assert heard.text == TEMPLATE and heard.at[0] <= 0.6 + GRACE_S
    assert heard.account.tier == "template" and heard.account.model == "template"
    assert heard.account.switches == ("qwen>gpt:timed_out", "gpt>template:timed_out")


def test_a_hedge_asks_the_second_before_the_first_is_late() -> None:
    shop = Shop(qwen=SILENT, gpt=Script(GOOD))
    heard = shop.reply(hedge=True)
    assert shop.models["gpt"].asked_at == pytest.approx([0.3])
    assert heard.text == SAID and heard.at[0] < 0.6
    assert {(e.model, e.outcome) for e in heard.account.calls} == {
        ("qwen", "hedge_lost"), ("gpt", "completed"),
    }  # fmt: skip


def test_a_hedge_that_is_slower_is_closed_and_booked() -> None:
    shop = Shop(qwen=Script(GOOD, first_s=0.4), gpt=Script(GOOD, first_s=0.5))
    heard = shop.reply(hedge=True)
    assert heard.account.model == "qwen" and heard.account.switches == ()
    assert ("gpt", "hedge_lost") in {(e.model, e.outcome) for e in heard.account.calls}
    assert shop.models["gpt"].closed == 1


@pytest.mark.parametrize(
    "failure",
    [ModelBusy("wait"), KeyRejected("wrong key"), CallRejected("too long"), StreamBroken("cut")],
)
def test_a_failure_gives_way_at_once(failure: ModelFailed) -> None:
    shop = Shop(qwen=Script(fails=failure, first_s=0.05), gpt=Script(GOOD))
    heard = shop.reply()
    assert heard.text == SAID and heard.at[0] < 0.4
    assert heard.account.switches == (f"qwen>gpt:{failure.reason}",)
    assert shop.watch.observed[0] == ("qwen", failure.reason)


def test_a_stream_that_dies_is_continued_from_what_was_heard() -> None:
    shop = Shop(
        qwen=Script("For wet trails, the {1.name} is wa", fails=StreamBroken("cut")),
        gpt=Script("The {1.name} is waterproof. The {2.name} costs {2.price}."),
    )
    heard = shop.reply()
    assert heard.text.startswith("For wet trails, the Fernhollow Ridge is waterproof.")
    assert heard.text.count("wet trails") == 1
    assert '"spoken":"For wet trails,"' in shop.models["gpt"].calls[0].messages[0].text
    assert "Ostra Fell" in heard.text  # the templates name what nobody named


def test_a_sentence_that_nobody_goes_on_with_is_ended() -> None:
    dying = Script("For wet trails, the {1.name} is wa", fails=StreamBroken("cut"))
    heard = Shop(qwen=dying).reply(fallbacks=())
    assert heard.text == (
        "For wet trails, the Fernhollow Ridge is $129, the Tarnholm Scree $145, "
        "and the Ostra Fell $99."
    )


def test_an_answer_that_is_cut_by_its_length_loses_its_tail() -> None:
    text = "The {1.name} is waterproof. The {2.name} costs {2.price} and th"
    heard = Shop(qwen=Script(text, finish="length")).reply(fallbacks=())
    assert heard.text == (
        "The Fernhollow Ridge is waterproof. "
        "There's also the Tarnholm Scree at $145 and the Ostra Fell at $99."
    )


def test_a_refused_clause_is_never_heard_and_tried_once_more() -> None:
    shop = Shop(
        lies("windproof"),
        qwen=[Script("The {1.name} is windproof."), Script(GOOD)],
        gpt=Script("Never asked."),
    )
    heard = shop.reply()
    assert heard.text == SAID and [f.value for f in heard.account.faults] == ["attribute"]
    assert "windproof" in shop.models["qwen"].calls[1].messages[0].text
    assert [e.outcome for e in heard.account.calls] == ["refused", "completed"]


def test_a_second_refusal_leads_to_the_templates_never_to_a_bigger_model() -> None:
    shop = Shop(lies("windproof"), qwen=Script("The {1.name} is windproof."), gpt=Script(GOOD))
    heard = shop.reply()
    assert heard.text == TEMPLATE and not shop.models["gpt"].calls
    assert heard.account.switches == ("qwen>template:guard",) and heard.account.tier == "template"


def test_a_placeholder_of_nothing_is_a_fault() -> None:
    heard = Shop(qwen=Script("The {7.name} is {1.weight}.")).reply(fallbacks=())
    assert heard.text == TEMPLATE
    assert {f.value for f in heard.account.faults} == {"unknown"}


def test_what_could_not_be_had_is_said_by_code() -> None:
    shop = Shop(qwen=Script("The {1.name} comes close, at {1.price}. The {2.name} is {2.price}."))
    heard = shop.reply(*RELAXED, fallbacks=())
    lead = planned(*RELAXED).reply.clauses[0]
    assert heard.clauses[0] == lead and heard.at[0] == 0.0
    assert f'"spoken":"{lead}"' in shop.models["qwen"].calls[0].messages[0].text
    assert "comes close" in heard.text


def test_the_plans_opening_is_said_at_once_where_the_policy_wants_it() -> None:
    shop = Shop(qwen=Script("Here are some great options. " + GOOD))
    heard = shop.reply(open_with_plan=True)
    assert heard.clauses[0] == planned(*BOOTS).reply.clauses[0] and heard.at[0] == 0.0
    assert "great options" not in heard.text  # says nothing new


def test_a_model_is_not_asked_before_the_turn_is_over() -> None:
    shop = Shop(qwen=Script(GOOD))

    async def talk() -> float:
        writing = shop.writer.write(turn_for())
        asyncio.get_running_loop().call_later(2.0, writing.wanted)
        async with aclosing(writing.clauses()) as said:
            async for _ in said:
                pass
        return writing.account().first_clause_ms or 0.0

    assert run(talk()) < 400 and shop.models["qwen"].asked_at == [2.0]


def test_barge_in_stops_the_provider_and_the_bill() -> None:
    shop = Shop(qwen=Script(GOOD))

    async def talk() -> float:
        loop = asyncio.get_running_loop()
        writing = shop.writer.write(turn_for())
        writing.wanted()
        said = writing.clauses()
        await anext(said)
        before = loop.time()
        await said.aclose()
        assert shop.models["qwen"].closed == 1
        entry = writing.account().calls[0]
        assert entry.outcome == "cut_off" and entry.usage.estimated
        assert 0 < entry.usage.output < 30 and entry.usage.fresh > 300
        assert writing.account().text == "For wet trails,"
        return loop.time() - before

    assert run(talk()) < CLEANUP_S
    assert not shop.ledger.open


def test_a_slow_ledger_does_not_hold_up_a_barge_in() -> None:
    shop = Shop(ledger=CountingLedger(settle_s=3.0), qwen=Script(GOOD))

    async def talk() -> float:
        loop = asyncio.get_running_loop()
        writing = shop.writer.write(turn_for())
        writing.wanted()
        said = writing.clauses()
        await anext(said)
        before = loop.time()
        await said.aclose()
        took = loop.time() - before
        await asyncio.sleep(4)
        assert len(writing.account().calls) == 1
        return took

    assert run(talk()) == pytest.approx(CLEANUP_S)
    assert not shop.ledger.open


@pytest.mark.parametrize("after_s", [0.0, 0.01, 0.05, 0.2, 0.45, 0.9])
def test_a_cancelled_listener_leaves_no_money_behind(after_s: float) -> None:
    shop = Shop(ledger=CountingLedger(reserve_s=0.03), qwen=Script(GOOD))

    async def talk() -> None:
        listening = asyncio.create_task(hear(shop.writer.write(turn_for())))
        await asyncio.sleep(after_s)
        listening.cancel()
        await asyncio.wait([listening])
        await asyncio.sleep(1)

    run(talk())
    assert not shop.ledger.open and len(shop.ledger.entries) == shop.ledger.reserved
    if after_s == 0.01:  # the reservation was under way: made, and freed in full
        assert [e.usage for e in shop.ledger.entries] == [Usage()]


def test_what_is_withdrawn_is_booked_so() -> None:
    shop = Shop(qwen=Script(GOOD))

    async def talk() -> str:
        writing = shop.writer.write(turn_for())
        writing.wanted()
        said = writing.clauses()
        await anext(said)
        writing.withdraw()
        await said.aclose()
        return writing.account().calls[0].outcome

    assert run(talk()) == "withdrawn" and shop.watch.last == []


def test_a_spent_budget_leads_to_the_next_model() -> None:
    shop = Shop(ledger=CountingLedger(broke=("qwen",)), qwen=Script(GOOD), gpt=Script(GOOD))
    heard = shop.reply()
    assert heard.account.switches == ("qwen>gpt:budget",) and not shop.models["qwen"].calls
    assert shop.watch.observed == [("gpt", None)]


def test_a_bug_in_a_client_is_a_failure_like_any_other() -> None:
    shop = Shop(qwen=Script(crashes=True), gpt=Script(GOOD))
    heard = shop.reply()
    assert heard.text == SAID and heard.account.switches == ("qwen>gpt:failed",)


@pytest.mark.parametrize("text", ["", "   ", "\n\n", "<think>hm, boots", "Which size? What color?"])
def test_an_answer_without_words_is_no_answer(text: str) -> None:
    heard = Shop(qwen=Script(text), gpt=Script(GOOD)).reply()
    assert heard.text == SAID and heard.account.switches == ("qwen>gpt:empty",)


@pytest.mark.parametrize(
    "lead", ["Here's my answer:\n\n", "Sure! Here is the reply:\n", "Answer:\n"]
)
def test_a_heading_above_the_answer_is_not_spoken(lead: str) -> None:
    heard = Shop(qwen=Script(lead + GOOD)).reply()
    assert heard.text.removeprefix("Sure! ") == SAID


def test_a_model_that_repeats_itself_is_heard_once() -> None:
    heard = Shop(qwen=Script("The {1.name} is waterproof. " * 6)).reply(fallbacks=())
    assert heard.text.count("waterproof") == 1
    assert "Tarnholm Scree" in heard.text and "Ostra Fell" in heard.text


def test_a_model_that_goes_on_and_on_is_stopped() -> None:
    many = " ".join(f"The {{1.name}} is {w}." for w in ("brown", "tall", "new", "stiff", "warm"))
    shop = Shop(qwen=Script(many, per_piece_s=0.2))
    heard = shop.reply(fallbacks=())
    assert heard.text.count("brown") == 1 and "warm" not in heard.text
    assert heard.account.calls[0].usage.estimated  # it was cut off


def test_a_sentence_that_its_own_model_goes_on_with_is_left_alone() -> None:
    text = "The {1.name} is a good one, rated {1.rating}. The {2.name} and the {3.name} cost more."
    heard = Shop(qwen=Script(text)).reply(fallbacks=())
    assert heard.text.startswith("The Fernhollow Ridge is a good one, rated 4.6.")


def test_the_real_guard_lets_true_words_pass_and_no_others() -> None:
    true = "The closest I have are the {1.name} at {1.price} and the {2.name} for {2.price}."
    false = "The {1.name} is windproof."
    models = {"qwen": Scripted("qwen", [Script(false), Script(true)])}
    writer = ModelReplyWriter(models, CountingLedger())
    heard = run(hear(writer.write(turn_for(*RELAXED, fallbacks=()))))
    assert "The closest I have are the Fernhollow Ridge Mid at $129" in heard.text
    assert "windproof" not in heard.text and len(heard.account.faults) == 1


def test_thoughts_and_quotes_are_not_spoken() -> None:
    text = '<think>They want boots.</think>\n\n"' + GOOD + '"'
    assert Shop(qwen=Script(text)).reply().text == SAID


def test_a_reply_asked_for_again_is_not_paid_twice() -> None:
    shop = Shop(qwen=Script(GOOD))
    turn = turn_for()
    first = run(hear(shop.writer.write(turn)))
    again = run(hear(shop.writer.write(turn)))
    assert first.text == again.text == SAID and len(shop.models["qwen"].calls) == 1
    assert again.account.calls == first.account.calls and again.at[-1] == 0.0


def test_a_reply_that_was_closed_early_goes_on_where_it_stopped() -> None:
    shop = Shop(qwen=[Script(GOOD), Script("the {1.name} is waterproof. The {2.name} too.")])
    turn = turn_for()
    run(hear(shop.writer.write(turn), most=1))
    again = run(hear(shop.writer.write(turn)))
    assert again.text.startswith("For wet trails, the Fernhollow Ridge is waterproof.")
    assert again.at[0] == 0.0 and len(again.account.calls) == 2


def test_a_turn_that_is_gone_is_forgotten() -> None:
    shop = Shop(qwen=Script(GOOD))
    turn = turn_for()
    run(hear(shop.writer.write(turn)))
    assert len(shop.writer._courses) == 1
    del turn
    assert not shop.writer._courses


def test_a_listener_that_takes_its_time_does_not_make_the_model_late() -> None:
    heard = Shop(qwen=Script(GOOD)).reply(pause_s=5.0, total_s=3.0)
    assert heard.text == SAID and heard.account.switches == ()


def test_the_whole_reply_has_a_deadline() -> None:
    slow = Script("The {1.name} is waterproof. " + "Well, " * 200, per_piece_s=0.5)
    shop = Shop(qwen=slow, gpt=Script(GOOD))
    heard = shop.reply(total_s=4.0)
    assert heard.at[-1] <= 4.1 and heard.text.endswith(".")
