"""Reading tensors out of the bytes of an ONNX file."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.bert_weights import read_bert
from retrieval.onnx_file import OnnxFile
from speech.weights import resolve


def _field(number: int, content: bytes | int) -> bytes:
    if isinstance(content, int):
        return bytes((number << 3,)) + _varint(content)
    return bytes((number << 3 | 2,)) + _varint(len(content)) + content


def _varint(number: int) -> bytes:
    digits = bytearray()
    while number >= 0x80:
        digits.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*digits, number])


def _tensor(name: str, dtype: int, shape: tuple[int, ...], data: bytes) -> bytes:
    dims = b"".join(_field(1, size) for size in shape)
    return _field(5, dims + _field(2, dtype) + _field(8, name.encode()) + _field(9, data))


def _node(op: str, inputs: tuple[str, ...], output: str) -> bytes:
    names = b"".join(_field(1, name.encode()) for name in inputs)
    return _field(1, names + _field(2, output.encode()) + _field(4, op.encode()))


def test_a_tensor_stored_as_int8_is_cast_and_scaled() -> None:
    stored = np.array([[1, -2], [3, 127]], dtype=np.int8)
    scale = np.array([0.5, 2.0], dtype=np.float32)
    graph = (
        _node("Cast", ("w_q",), "w_f")
        + _node("Mul", ("w_f", "w_scale"), "w")
        + _tensor("w_q", 3, (2, 2), stored.tobytes())
        + _tensor("w_scale", 1, (2,), scale.tobytes())
    )
    file = OnnxFile(_field(1, 8) + _field(7, graph))
    assert file.tensor("w").tolist() == [[0.5, -4.0], [1.5, 254.0]]
    assert file.is_constant("w_q")
    assert not file.is_constant("w")
    with pytest.raises(ValueError, match="no constant"):
        file.tensor("input")


def test_a_tensor_whose_data_is_elsewhere_is_refused() -> None:
    file = OnnxFile(_field(7, _tensor("w", 1, (2, 2), b"")))
    with pytest.raises(ValueError, match="raw data"):
        file.tensor("w")


@given(st.binary(max_size=200))
def test_no_bytes_do_more_than_refuse(content: bytes) -> None:
    for wrapped in (content, _field(7, content)):
        with pytest.raises(ValueError):
            read_bert(wrapped)


@pytest.mark.model
def test_the_default_weights_are_a_bert_of_six_layers() -> None:
    weights = read_bert(resolve("minilm-l6-int8").read("model.onnx"))
    assert (len(weights.layers), weights.width) == (6, 384)
    assert weights.words.shape == (30_522, 384)
    assert weights.positions.shape == (512, 384)
    assert {layer.widening.weight.shape for layer in weights.layers} == {(1536, 384)}
    assert {layer.narrowing.weight.shape for layer in weights.layers} == {(384, 1536)}
