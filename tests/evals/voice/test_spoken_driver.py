"""One conversation through the real pipeline: said, heard, answered, spoken over, kept."""

import json
import os
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest

from speech.audio_file import read_audio

pytestmark = pytest.mark.model

_PROGRAM = """
    import sys, time
    from evals.voice.virtually import run_virtually, skipped_s

    async def main():
        import json
        from pathlib import Path
        from assistant.config import load
        from evals.runs.assistant import scratch_home
        from evals.scenarios.scenario import Interruption, Pause
        from evals.shoppers.shopper import Saying
        from evals.voice.driver import spoken_driver

        began = time.clock_gettime(time.CLOCK_MONOTONIC)
        sounds = Path(sys.argv[1])
        with scratch_home(load()) as own:
            async with spoken_driver(own, "fan 25 dB", sounds) as driver:
                async with driver.talk("eval-voice-0", 7, None) as talk:
                    hum = Interruption(after_s=1.0, say="Mm-hmm.", stops=False)
                    stop = Interruption(after_s=1.0, say="How much is the second one?")
                    told = []
                    for saying in (
                        Saying(text="Show me hiking boots for women.", move="open", interrupt=hum),
                        Saying(text="Show me backpacks, and cheap ones.", move="tell",
                               pauses=(Pause(after="backpacks", s=0.6),), interrupt=stop),
                    ):
                        told.append([t.model_dump(mode="json") for t in await talk.say(saying)])
                    troubles = list(talk.troubles)
            source = driver.noise_source
        took = time.clock_gettime(time.CLOCK_MONOTONIC) - began
        print(json.dumps({"told": told, "troubles": troubles, "skipped_s": skipped_s(),
                          "took_s": took, "noise": source}))

    run_virtually(main, timed=False)
"""


@pytest.fixture(scope="module")
def spoken(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("run")
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(_PROGRAM), str(folder / "sounds")],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        env={**os.environ, "AISLE_HOME": str(sample_home)},
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    told["folder"] = folder
    return told


def test_what_was_said_is_heard_and_answered(spoken: dict[str, Any]) -> None:
    first = spoken["told"][0][0]
    assert first["said"] == "Show me hiking boots for women."
    assert "hiking boots" in first["heard"].lower()
    assert first["products"]
    assert first["reply"]
    assert first["timings_ms"]["first_audio_ms"] is not None
    assert spoken["troubles"] == []
    assert spoken["noise"] == "made by formula"


def test_a_hum_does_not_stop_the_reply(spoken: dict[str, Any]) -> None:
    (turn,) = spoken["told"][0]
    assert turn["outcome"] == "completed"
    assert turn["barge"]["stopped"] is False
    assert turn["barge"]["meant_to_stop"] is False
    assert turn["heard_reply"] is None


def test_words_over_the_reply_stop_it_and_are_answered(spoken: dict[str, Any]) -> None:
    told = spoken["told"][1]
    cut, asked = told[-2], told[-1]
    assert cut["outcome"] == "interrupted"
    assert cut["barge"]["stopped"] is True
    assert 0 < cut["barge"]["stopped_after_ms"] < 2500
    assert len(cut["heard_reply"]) < len(cut["reply"])
    assert asked["move"] == "interrupt"
    assert "second" in asked["heard"].lower() or "2nd" in asked["heard"].lower()


def test_waiting_cost_nothing(spoken: dict[str, Any]) -> None:
    assert spoken["skipped_s"] > 10


def test_recordings_are_what_was_said_and_played(spoken: dict[str, Any]) -> None:
    hearing = spoken["told"][0][0]["hearing"]
    for kept, least_s in ((hearing["said"], 1.5), (hearing["reply"], 2.0)):
        path = spoken["folder"] / kept["file"]
        samples = read_audio(path).samples
        assert kept["seconds"] > least_s
        assert len(samples) / 16_000 == pytest.approx(kept["seconds"], abs=0.1)
        assert float(abs(samples).max()) > 0.05
