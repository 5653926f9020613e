"""Settings from the environment and a file."""

from pathlib import Path

import pytest

from assistant.config import load, secret
from assistant.errors import ConfigError

URL = {"AISLE_EMBEDDING__BACKEND": "url", "AISLE_EMBEDDING__MODEL": "m"}


def test_defaults_need_no_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    settings = load({})
    assert settings.speech.weights == "whisper-base"
    assert settings.index_path == settings.home / "index"


def test_the_embedding_weights_follow_the_backend() -> None:
    assert load({}).embedding.weights == "minilm-l6-int8"
    assert load({"AISLE_EMBEDDING__BACKEND": "torch"}).embedding.weights == "minilm-l6"
    both = {"AISLE_EMBEDDING__BACKEND": "torch", "AISLE_EMBEDDING__WEIGHTS": "/mine"}
    assert load(both).embedding.weights == "/mine"


def test_an_embedding_server_is_named_by_url_model_and_key_variable(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_text(
        '[embedding]\nbackend = "url"\nurl = "http://localhost:11434/v1"\nmodel = "tiny"\n'
        'api_key_variable = "MY_KEY"\n'
    )
    embedding = load({"AISLE_CONFIG": str(file)}).embedding
    assert (embedding.model, embedding.api_key_variable) == ("tiny", "MY_KEY")


def test_a_key_is_read_from_the_variable_that_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MY_KEY", " sk-1 ")
    assert secret("MY_KEY") == "sk-1"
    monkeypatch.setenv("MY_KEY", " ")
    with pytest.raises(ConfigError, match="MY_KEY must hold a key"):
        secret("MY_KEY")


def test_environment_wins_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_text('home = "/x"\n[speech]\nthreads = 1\nlanguage = "de"\n')
    settings = load({"AISLE_CONFIG": str(file), "AISLE_SPEECH__THREADS": "4"})
    assert (settings.speech.threads, settings.speech.language) == (4, "de")
    assert settings.home == Path("/x")


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({"AISLE_SPEACH__DEVICE": "cpu"}, "speach"),
        ({"AISLE_SPEECH__DEVICES": "cpu"}, r"speech\.devices"),
        ({"AISLE_SPEECH__DEVICE": "tpu"}, r"speech\.device"),
        ({"AISLE_EMBEDDING__BACKEND": "tf"}, r"embedding\.backend"),
        ({"AISLE_EMBEDDING__BACKEND": "url"}, r"needs embedding\.url and embedding\.model"),
        ({"AISLE_EMBEDDING__MODEL": "x"}, r'embedding\.model is for backend = "url" only'),
        (URL | {"AISLE_EMBEDDING__URL": "ftp://x"}, r"embedding\.url must begin with http"),
        (URL | {"AISLE_EMBEDDING__URL": "http://me:key@x/v1"}, r"must hold no key"),
        (URL | {"AISLE_EMBEDDING__TIMEOUT_S": "0"}, r"embedding\.timeout_s"),
        ({"AISLE_VOICE__SPEED": "fast"}, r"voice\.speed"),
        ({"AISLE_VOICE__SPEED": "9"}, r"voice\.speed"),
        ({"AISLE_VOICE__OTHERS__AMY__SPEED": "9"}, r"voice\.others\.amy\.speed"),
        ({"AISLE_VOICE__OTHERS__AMY__PITCH": "9"}, r"voice\.others\.amy\.pitch"),
        ({"AISLE_HOME": "/x", "AISLE_HOME__X": "1"}, "home"),
        ({"AISLE_CONFIG": "/no/such.toml"}, "not a file"),
    ],
)
def test_unknown_or_bad_settings_are_named(environment: dict[str, str], message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        load(environment)


@pytest.mark.parametrize("content", [b"speech = ", b"\xff\xfe", b"[speech]\nfoo = 1\n"])
def test_a_broken_file_is_one_sentence(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "a.toml"
    file.write_bytes(content)
    with pytest.raises(ConfigError) as caught:
        load({"AISLE_CONFIG": str(file)})
    assert "\n" not in str(caught.value)
