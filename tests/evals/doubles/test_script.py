"""Scripts from files, and which one answers what."""

import json
from pathlib import Path

import pytest

from evals.doubles import Cut, HttpError, Script, Stall, doubles
from evals.doubles.asked import Asked
from evals.doubles.errors import ScriptUnreadable
from evals.doubles.script import Player, read_scripts, scripts_of
from tests.evals.doubles.ask import client_of

_TOML = """
[[script]]
text = "Zwei Paar für 95 €."
first_content_s = 0.15
tokens_per_s = 40.0
[[script.faults]]
kind = "stall"
at = 3
[[script.faults]]
kind = "cut"
at = "finish"
how = "mid_line"

[[script]]
model = "gpt-5"
faults = [{kind = "http_error", status = 429, retry_after = "2"}]
"""


def _asked(model: str) -> Asked:
    return Asked(0, "openai-chat", "/v1/chat/completions", {}, {"model": model})


def test_a_file_says_what_a_script_can(tmp_path: Path) -> None:
    path = tmp_path / "faults.toml"
    path.write_text(_TOML, encoding="utf-8")
    first, second = read_scripts(path)
    assert first == Script(
        text="Zwei Paar für 95 €.",
        first_content_s=0.15,
        tokens_per_s=40.0,
        faults=(Stall(3), Cut("finish", "mid_line")),
    )
    assert second.model == "gpt-5" and second.fault(HttpError) == HttpError(429, retry_after="2")
    plain = tmp_path / "one.json"
    plain.write_text(json.dumps({"text": "Hello."}))
    assert read_scripts(plain) == (Script(text="Hello."),)


@pytest.mark.parametrize("data", [
    {"script": [{"txt": "typo"}]},
    {"script": [{"faults": [{"kind": "stal", "at": 1}]}]},
    {"script": [{"faults": [{"kind": "stall", "at": "middle"}]}]},
    {"script": [{"first_content_s": "soon"}]},
    {"script": []},
])  # fmt: skip
def test_a_mistake_is_named(data: object) -> None:
    with pytest.raises(ScriptUnreadable, match=r"^(Mend script|Mend \d|Give at least).*\.$"):
        scripts_of(data)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ScriptUnreadable, match="TOML or JSON"):
        read_scripts(tmp_path / "none.toml")


def test_scripts_follow_each_other_and_the_last_one_stays() -> None:
    player = Player([Script(text="a"), Script(text="b")])
    assert [player.script_for(_asked("m")).text for _ in range(4)] == ["a", "b", "b", "b"]


def test_scripts_of_a_model_are_its_own() -> None:
    player = Player([Script(text="a"), Script(text="x", model="slow"), Script(text="b")])
    assert player.script_for(_asked("slow")).text == "a"
    assert player.script_for(_asked("slow")).text == "x"
    assert [player.script_for(_asked("fast")).text for _ in range(3)] == ["a", "b", "b"]
    by_name = Player({"slow": [Script(text="1"), Script(text="2")], "*": Script(text="any")})
    models = ["slow", "fast", "slow", "slow"]
    assert [by_name.script_for(_asked(m)).text for m in models] == ["1", "any", "2", "2"]


async def test_a_function_sees_the_request_and_its_mistakes_are_heard() -> None:
    def play(asked: Asked) -> Script:
        assert asked.messages[-1]["content"] == "boots", "unexpected prompt"
        return Script(text=f"{asked.model} {asked.number}")

    async with doubles(play) as server, client_of(server.root, "m") as client:
        assert await client.heard("openai-chat") == ("m 0", None)
        assert await client.heard("openai-responses") == ("m 1", None)
    with pytest.raises(AssertionError, match="unexpected prompt"):
        async with doubles(play) as server, client_of(server.root) as client:
            _, error = await client.heard("openai-chat", prompt="socks")
            assert error is not None


@pytest.mark.parametrize("at", ["reasoning", 99, "content"])
async def test_a_place_that_never_comes_is_the_next_one(at: str | int) -> None:
    script = Script(text="one two", faults=(Cut(at),))  # type: ignore[arg-type]  # parametrised
    async with doubles(script) as server, client_of(server.root) as client:
        text, error = await client.heard("openai-chat")
    assert error is not None
    assert text == ("one two" if at == 99 else "")
