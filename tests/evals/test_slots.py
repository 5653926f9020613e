"""Slot hits: found words, fair to spelling and no fairer."""

import json
from pathlib import Path

import numpy as np
import pytest

from evals.slots import labelled_clips, slot_hits
from speech.audio_file import write_wav


@pytest.mark.parametrize(
    ("slots", "transcript", "missing"),
    [
        (["two", "espresso"], "2 espressos, please.", ()),
        (["double shots"], "with a double shot", ()),
        (["soy milk"], "lots of soymilk", ()),
        (["soymilk"], "lots of soy milk", ()),
        (["light-roast"], "a light roast coffee", ()),
        (["eight ounce"], "an 8 oz coffee", ()),
        (["a bit of cream"], "cream", ("bit",)),
        (["iced mocha"], "a nice mocha", ("iced",)),
        (["medium roast"], "meet him roast", ("medium",)),
        (["glass"], "a glas", ("glass",)),
        (["latte"], "", ("latte",)),
    ],
)
def test_which_slot_words_are_missing(
    slots: list[str], transcript: str, missing: tuple[str, ...]
) -> None:
    hits = slot_hits(slots, transcript)
    assert hits.missing == missing
    assert hits.found == hits.words - len(missing)


def test_a_folder_of_recordings(tmp_path: Path) -> None:
    clip = np.sin(np.arange(8000, dtype=np.float32) / 20)
    write_wav(tmp_path / "audio" / "b.wav", clip, 16_000)
    labels = {
        "a.wav": {"intent": "order", "slots": {"size": "small"}},
        "b.wav": {"intent": "order", "slots": {"drink": "latte", "milk": " milk"}},
    }
    (tmp_path / "labels.json").write_text(json.dumps(labels))
    (only,) = labelled_clips(tmp_path)
    assert only.slots == ("latte", "milk")
    assert len(only.samples()) == 8000
