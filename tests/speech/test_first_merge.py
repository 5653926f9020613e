import json

import pytest

from speech.first_merge import with_first_merge
from speech.weights import resolve

_SMALL = {"model": {"type": "BPE", "vocab": {"\u0120": 220, "t": 83, "\u0120t": 256}, "merges": []}}


def _file(*merges: str) -> bytes:
    data = {"model": {**_SMALL["model"], "merges": ["h e", *merges]}}
    text = json.dumps(data, ensure_ascii=False, indent=2)
    return text.encode()


def test_the_lost_merge_is_put_first() -> None:
    merges = json.loads(with_first_merge("tokenizer.json", _file()))["model"]["merges"]
    assert merges == ["\u0120 t", "h e"]


def test_a_whole_file_and_other_files_stay_as_they_are() -> None:
    whole = _file("\u0120 t")
    assert with_first_merge("tokenizer.json", whole) == whole
    assert with_first_merge("config.json", _file()) == _file()
    assert with_first_merge("tokenizer.json", b"{}") == b"{}"


@pytest.mark.model
def test_words_with_t_are_one_token_in_the_shipped_weights() -> None:
    from tokenizers import Tokenizer  # noqa: PLC0415

    data = with_first_merge("tokenizer.json", resolve("whisper-base").read("tokenizer.json"))
    tokenizer = Tokenizer.from_str(data.decode())
    tokens = tokenizer.encode(" the tents", add_special_tokens=False).tokens
    assert tokens == ["\u0120the", "\u0120tents"]
