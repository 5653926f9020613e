"""Where a difference began."""

from evals.measures.measure import Stage
from evals.measures.scored import ScoredRun
from evals.statistics.compare import compare
from tests.evals.statistics.made import Made, run, with_points

MEASURES = (
    Made("wer", stage=Stage.HEARING, better="lower"),
    Made("act_f1", stage=Stage.UNDERSTANDING),
    Made("wish_kept", stage=Stage.FILTERING),
    Made("ndcg_5", stage=Stage.RANKING),
    Made("turn_ms", stage=Stage.LATENCY, unit="ms", better="lower", margin=1.0),
    Made(),
)
FINE = {"wer": [0.0, 0.0], "act_f1": [1.0, 1.0], "wish_kept": [1.0, 1.0], "ndcg_5": [0.9, 0.9]}
Broken = dict[str, list[float]]


def _run(name: str, broken: Broken, share: float, slower: float = 1.0) -> ScoredRun:
    """Return a run in which a share of the scenarios has other points, and fails with them."""
    trials = []
    for i in range(60):
        is_broken = i < share * 60
        own = {**FINE, **(broken if is_broken else {})}
        own |= {"turn_ms": [(100.0 + i % 5) * slower], "pass_1": [float(not is_broken)]}
        trials.append(with_points(f"s{i}", own))
    return run(trials, MEASURES, name)


def test_the_earliest_stage_explains_the_later_ones() -> None:
    deaf = {"wer": [0.5, 0.0], "act_f1": [0.0, 1.0], "ndcg_5": [0.2, 0.9]}
    found = compare(_run("a", {}, 0), _run("b", deaf, 0.4))
    assert [cause.stage for cause in found.causes] == ["hearing", "understanding", "ranking"]
    assert "24 of 24 trials that were lost came apart there first" in found.causes[0].because


def test_an_earlier_stage_that_cost_nothing_is_not_to_blame() -> None:
    lost = _run("b", {"wish_kept": [0.2, 1.0], "ndcg_5": [0.3, 0.9]}, 0.4)
    trials = []
    for i, each in enumerate(lost.trials):
        own = {name: [point.value for point in points] for name, points in each.points.items()}
        trials.append(with_points(each.scenario, own | ({"wer": [0.1, 0.0]} if i >= 40 else {})))
    found = compare(_run("a", {}, 0), run(trials, MEASURES, "b"))
    assert {v.measure for v in found.called} >= {"wer", "wish_kept", "ndcg_5"}
    assert found.causes[0].stage == "filtering"


def test_what_came_apart_first_counts_not_what_came_apart_later() -> None:
    derailed = {"ndcg_5": [0.2, 0.9], "act_f1": [1.0, 0.0]}
    found = compare(_run("a", {}, 0), _run("b", derailed, 0.4))
    assert found.causes[0].stage == "ranking"


def test_time_stands_apart() -> None:
    found = compare(_run("a", {}, 0), _run("b", {}, 0, slower=2.0))
    assert [cause.stage for cause in found.causes] == ["latency"]


def test_an_improvement_has_a_cause_too() -> None:
    bad = _run("a", {"ndcg_5": [0.2, 0.9]}, 0.4)
    found = compare(bad, _run("b", {}, 0))
    assert found.headline == "better"
    assert found.causes[0].stage == "ranking"
    assert "won" in found.causes[0].because


def test_a_loss_that_no_stage_shows_is_the_tasks_own() -> None:
    found = compare(_run("a", {}, 0), _run("b", {}, 0.4))
    assert [cause.stage for cause in found.causes] == ["task"]
    assert "no measure of a stage before it" in found.causes[0].because


def test_no_difference_has_no_cause() -> None:
    assert compare(_run("a", {}, 0), _run("b", {}, 0)).causes == ()
