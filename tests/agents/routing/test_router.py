"""Decisions: hard constraints, rules, fallbacks, habit, chance; whatever the policy."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agents.acts import Act
from agents.models.call import Task
from agents.models.errors import KeyRejected, ModelBusy, ModelTimedOut, ModelUnknown
from agents.models.spec import PersonalData
from agents.models.usage import Usage
from agents.routing.decision import Decision
from agents.routing.hard import REFUSALS
from agents.routing.parts import PARTS
from agents.routing.situation import Situation
from tests.agents.routing.policies import LONG, MODELS, RULES, TURN, Clock, router_of


class Headroom:
    """A ledger of which only the headroom is asked."""

    def __init__(self, usd: str | None) -> None:
        self.usd = usd

    def headroom_usd(self, tenant: str, conversation_id: str) -> Decimal | None:
        return None if self.usd is None else Decimal(self.usd)


def refusals(decision: Decision) -> dict[str, str | None]:
    return {one.model: one.refused for one in decision.alternatives}


def test_the_first_rule_that_fits_decides_and_the_others_step_in(tmp_path: Path) -> None:
    router = router_of(tmp_path)
    decision = router.decide(TURN)
    assert (decision.tier, decision.model) == ("open", "small")
    assert decision.fallbacks == ("spare", "gpt")
    assert decision.reasons == ("rule:compare",)
    assert router.decide(LONG).model == "gpt"
    assert router.decide(LONG).fallbacks == ("claude", "small")
    assert router.decide(replace(TURN, acts=(Act.FIND,))).reasons == ("default",)
    assert router.decide(replace(TURN, acts=(Act.FIND,))).tier == "template"


def test_a_rule_may_name_a_model_and_a_time_of_its_own(tmp_path: Path) -> None:
    rule = (
        '[[rules]]\nname = "one"\nmodel = "spare"\nfirst_content_s = 2.0\nopen_with_plan = true\n'
    )
    decision = router_of(tmp_path, MODELS + rule).decide(TURN)
    assert (decision.model, decision.first_content_s) == ("spare", 2.0)
    assert decision.open_with_plan
    assert decision.fallbacks == ("small", "gpt")


def test_what_is_fixed_is_said_by_the_templates(tmp_path: Path) -> None:
    decision = router_of(tmp_path).decide(replace(TURN, fixed=True))
    assert decision.tier == "template"
    assert decision.reasons == ("fixed",)
    assert set(refusals(decision).values()) == {None, "fixed"}


@pytest.mark.parametrize(
    ("added", "situation", "keyed", "model", "refused"),
    [
        ('kill = ["small"]', TURN, True, "spare", {"small": "kill"}),
        ('kill = ["open"]', TURN, True, "gpt", {"small": "kill", "spare": "kill"}),
        ('kill = ["all"]', TURN, True, "template", {"gpt": "kill", "small": "kill"}),
        ("", LONG, False, "small", {"gpt": "no_key", "claude": "no_key"}),
        ("", replace(LONG, personal_data="contact"), True, "small", {"gpt": "personal_data"}),
        (
            "",
            replace(LONG, personal_data="sensitive"),
            True,
            "template",
            {"small": "personal_data"},
        ),
        ("", replace(TURN, prompt_tokens=40_000), True, "template", {"small": "context"}),
    ],
)
def test_hard_constraints_come_first(
    tmp_path: Path,
    added: str,
    situation: Situation,
    keyed: bool,
    model: str,
    refused: dict[str, str],
) -> None:
    decision = router_of(tmp_path, f"{added}\n{MODELS}{RULES}", keys=lambda _: keyed).decide(
        situation
    )
    assert decision.model == model
    assert refused.items() <= refusals(decision).items()


def test_tenants_allow_models_and_ask_for_a_region(tmp_path: Path) -> None:
    tenants = '[tenants.eu]\nregion = "eu"\n[tenants.own]\nallow = ["open"]\n'
    tenants += "[tenants.default]\nallow = []\n"
    router = router_of(tmp_path, MODELS + RULES + tenants)
    assert router.decide(replace(LONG, tenant="eu")).model == "small"
    assert router.decide(replace(LONG, tenant="own")).model == "small"
    assert router.decide(replace(LONG, tenant="own")).fallbacks == ("spare",)
    assert router.decide(replace(LONG, tenant="another")).tier == "template"


def test_what_a_budget_does_not_hold_goes_to_a_cheaper_tier(tmp_path: Path) -> None:
    def model(usd: str | None) -> str:
        return router_of(tmp_path, ledger=Headroom(usd)).decide(LONG).model

    assert model(None) == "gpt"
    assert model("1") == "gpt"
    assert model("0.0002") == "small"
    assert model("0") == "template"


def test_a_model_without_a_price_is_asked_unless_the_policy_says_otherwise(tmp_path: Path) -> None:
    unpriced = MODELS.replace('model = "gpt-5"', 'model = "nobody-prices-this"') + RULES
    decision = router_of(tmp_path, unpriced).decide(LONG)
    assert decision.model == "gpt"
    assert next(a for a in decision.alternatives if a.model == "gpt").expected_usd is None
    decision = router_of(tmp_path, 'unpriced = "refuse"\n' + unpriced).decide(LONG)
    assert (decision.model, refusals(decision)["gpt"]) == ("claude", "unpriced")


def test_without_escalation_only_cheaper_tiers_step_in(tmp_path: Path) -> None:
    router = router_of(
        tmp_path, MODELS + RULES + "[tasks.reply]\nescalate = false\nfallbacks = 8\n"
    )
    assert router.decide(TURN).fallbacks == ("spare",)
    assert router.decide(LONG).fallbacks == ("claude", "small", "spare")


def test_vision_needs_a_model_that_sees(tmp_path: Path) -> None:
    text = MODELS.replace('model = "gpt-5"', 'model = "gpt-5"\nimages = true')
    router = router_of(tmp_path, text + '[tasks.vision]\ndefault = "open"\n')
    decision = router.decide(replace(TURN, task=Task.VISION, acts=()))
    assert decision.model == "gpt"
    assert refusals(decision)["small"] == "no_images"


def test_a_model_that_fails_is_left_alone_and_then_tried_by_one_turn(tmp_path: Path) -> None:
    clock = Clock()
    router = router_of(tmp_path, clock=clock)
    for _ in range(3):
        router.observe("small", ModelTimedOut("late"))
    decision = router.decide(TURN)
    assert (decision.model, refusals(decision)["small"]) == ("spare", "breaker_open")
    clock.now_s += 11
    assert [router.decide(TURN).model for _ in range(3)] == ["small"] * 3
    other = replace(TURN, conversation_id="c2")
    assert router.decide(other).model == "spare"
    router.observe("small", None, 120.0)
    assert router.decide(other).model == "small"


def test_a_trial_that_fails_waits_twice_as_long(tmp_path: Path) -> None:
    clock = Clock()
    router = router_of(tmp_path, clock=clock)
    for _ in range(3):
        router.observe("small", ModelTimedOut("late"))
    clock.now_s += 11
    router.observe("small", ModelTimedOut("late"))
    clock.now_s += 11
    assert router.decide(TURN).model == "spare"
    clock.now_s += 10
    assert router.decide(TURN).model == "small"


def test_a_provider_that_asks_to_wait_is_waited_for(tmp_path: Path) -> None:
    clock = Clock()
    router = router_of(tmp_path, clock=clock)
    router.observe("small", ModelBusy("busy", retry_after_s=42))
    clock.now_s += 41
    assert router.decide(TURN).model == "spare"
    clock.now_s += 2
    assert router.decide(TURN).model == "small"


def test_a_wrong_key_is_said_once_and_left_alone_for_long(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    clock = Clock()
    router = router_of(tmp_path, clock=clock)
    with caplog.at_level("ERROR", logger="agents.routing.breaker"):
        for _ in range(5):
            router.observe("gpt", KeyRejected("no"))
            clock.now_s += 601
        router.observe("gpt", KeyRejected("no"))
    assert len(caplog.records) == 1
    clock.now_s += 500
    assert router.decide(LONG).model == "claude"


def test_a_model_whose_settings_are_mended_is_asked_at_once(tmp_path: Path) -> None:
    router = router_of(tmp_path)
    for name in ("small", "spare"):
        router.observe(name, ModelUnknown("no such model", Usage()))
    assert refusals(router.decide(TURN))["small"] == "breaker_open"
    mended = (MODELS + RULES).replace('model = "small"', 'model = "smaller"')
    (tmp_path / "policy.toml").write_text(mended)
    router._source.look()
    decision = router.decide(TURN)
    assert decision.model == "small"
    assert refusals(decision)["spare"] == "breaker_open", "its settings are as they were"


def test_a_conversation_stays_with_its_model_while_that_is_cheap_enough(tmp_path: Path) -> None:
    clock = Clock()
    router = router_of(tmp_path, clock=clock)
    first = router.decide(TURN)
    router.spoken("c1", "spare", Usage(fresh=300, cached=600, output=60), turn=0)
    assert router.decide(TURN) == first, "the turn that was spoken is decided the same way again"
    second = replace(TURN, turn=1)
    assert router.decide(second).model == "small", "half the price is worth a change"
    router.spoken("c1", "gpt", Usage(), turn=0)
    assert router.decide(second).model == "small", "down is always cheaper here"
    dear = MODELS.replace(
        "input_usd = 0.1, output_usd = 0.3, cached_usd = 0.01",
        "input_usd = 0.17, output_usd = 0.6, cached_usd = 0.1",
    )
    router = router_of(tmp_path, dear + RULES, clock=clock)
    router.spoken("c1", "spare", Usage(), turn=0)
    decision = router.decide(second)
    assert (decision.model, decision.reasons) == ("spare", ("rule:compare", "sticky"))
    router = router_of(tmp_path, dear + RULES + "[sticky]\non = false\n", clock=clock)
    router.spoken("c1", "spare", Usage(), turn=0)
    assert router.decide(second).model == "small"


def test_a_cached_prompt_keeps_a_model_and_an_old_one_does_not(tmp_path: Path) -> None:
    clock = Clock()
    text = (
        MODELS.replace(
            "price = { input_usd = 0.2, output_usd = 0.6 }",
            "price = { input_usd = 0.2, output_usd = 0.3, cached_usd = 0.0 }",
        )
        + RULES
    )
    router = router_of(tmp_path, text, clock=clock)
    second = replace(TURN, turn=1, prompt_tokens=2_000)
    router.spoken("c1", "spare", Usage(cached=1_500), turn=0)
    assert router.decide(second).model == "spare"
    clock.now_s += 301
    assert router.decide(second).model == "small"


EXPLORE = '[explore]\nrate = 0.4\nacts = ["compare", "find"]\n'


def test_chance_decides_at_the_stated_rate_with_the_stated_propensities(tmp_path: Path) -> None:
    router = router_of(tmp_path, MODELS + RULES + EXPLORE)
    turns = [router.decide(replace(TURN, conversation_id=f"c{i}")) for i in range(4_000)]
    expected = {"template": 0.08, "small": 0.68, "spare": 0.08, "gpt": 0.08, "claude": 0.08}
    assert {a.model: pytest.approx(a.propensity) for a in turns[0].alternatives} == expected
    for model, share in expected.items():
        seen = sum(turn.model == model for turn in turns) / len(turns)
        assert abs(seen - share) < 4 * (share * (1 - share) / len(turns)) ** 0.5
    assert all(turn.explored == (turn.model != "small") for turn in turns)


def test_chance_has_no_say_in_turns_that_are_not_safe(tmp_path: Path) -> None:
    router = router_of(tmp_path, MODELS + RULES + EXPLORE)
    for i in range(100):
        turn = replace(TURN, conversation_id=f"c{i}", acts=(Act.COMPARE, Act.CART_ADD))
        assert router.decide(turn).propensity == 1.0


def test_a_new_policy_is_decided_by_at_once(tmp_path: Path) -> None:
    router = router_of(tmp_path)
    before = router.decide(TURN)
    (tmp_path / "policy.toml").write_text('kill = ["all"]\n' + MODELS + RULES)
    router._source.look()
    after = router.decide(TURN)
    assert (before.tier, after.tier) == ("open", "template")
    assert before.policy != after.policy
    assert before.id != after.id


SITUATIONS = st.builds(
    Situation,
    task=st.sampled_from(Task),
    tenant=st.sampled_from(["default", "eu", "own", "other"]),
    conversation_id=st.text(max_size=5),
    turn=st.integers(0, 3),
    acts=st.lists(st.sampled_from(Act), max_size=3).map(tuple),
    parts=st.lists(st.sampled_from(PARTS), max_size=2).map(tuple),
    reading_confidence=st.floats(0, 1),
    asr_confidence=st.none() | st.floats(0, 1),
    results=st.integers(0, 50),
    constraints=st.integers(0, 9),
    words=st.integers(0, 60),
    follow_up=st.booleans(),
    spoken=st.booleans(),
    fixed=st.booleans(),
    personal_data=st.sampled_from(["none", "contact", "sensitive"]),
    prompt_tokens=st.sampled_from([0, 500, 50_000]),
    seed=st.integers(0, 2**32),
)
POLICIES = st.tuples(
    st.sampled_from(["", 'kill = ["open"]\n', 'kill = ["gpt"]\n', 'unpriced = "refuse"\n']),
    st.sampled_from(["", EXPLORE]),
    st.sampled_from(
        [
            "",
            '[tasks.reply]\ndefault = "closed"\nhedge = "always"\n',
            "[tasks.reply]\nfallbacks = 0\n",
        ]
    ),
    st.sampled_from(["", '[tenants.eu]\nregion = "eu"\n[tenants.own]\nallow = ["closed"]\n']),
).map(lambda parts: parts[0] + MODELS + RULES + "".join(parts[1:]))


@settings(
    deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    policy=POLICIES,
    turns=st.lists(SITUATIONS, min_size=1, max_size=4),
    failed=st.lists(st.sampled_from(["small", "spare", "gpt", "claude"]), max_size=9),
    passed_s=st.sampled_from([0.0, 11.0]),
    usd=st.sampled_from([None, "0", "0.001", "10"]),
    keyed=st.booleans(),
)
def test_whatever_the_policy_and_the_turn(
    tmp_path: Path,
    policy: str,
    turns: list[Situation],
    failed: list[str],
    passed_s: float,
    usd: str | None,
    keyed: bool,
) -> None:
    clock = Clock()
    router = router_of(tmp_path, policy, keys=lambda _: keyed, clock=clock, ledger=Headroom(usd))
    for model in failed:
        router.observe(model, ModelTimedOut("late"))
    clock.now_s += passed_s
    for turn in turns:
        decision = router.decide(turn)
        assert router.decide(turn) == decision
        assert sum(one.propensity for one in decision.alternatives) == pytest.approx(1.0)
        allowed = {one.model for one in decision.alternatives if one.refused is None}
        assert {decision.model, *decision.fallbacks} <= allowed
        assert "template" in allowed
        assert "template" not in decision.fallbacks
        assert len({decision.model, *decision.fallbacks}) == 1 + len(decision.fallbacks)
        assert all(one.propensity == 0 for one in decision.alternatives if one.refused)
        assert {one.refused for one in decision.alternatives} <= {None, *REFUSALS}
        named = next(one for one in decision.alternatives if one.model == decision.model)
        assert decision.propensity == named.propensity > 0
        if turn.fixed:
            assert decision.tier == "template"
        if decision.model != "template":
            router.spoken(turn.conversation_id, decision.model, Usage(cached=500), turn.turn)
            assert router.decide(turn) == decision


@pytest.mark.parametrize("data", ["none", "contact", "sensitive"])
def test_no_model_hears_more_than_it_may(tmp_path: Path, data: PersonalData) -> None:
    decision = router_of(tmp_path).decide(replace(LONG, personal_data=data))
    expected = {"none": {"small", "spare", "gpt", "claude"}, "contact": {"small"}}.get(data, set())
    assert {a.model for a in decision.alternatives if not a.refused} - {"template"} == expected
