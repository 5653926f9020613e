"""Reading a file of ONNX: its constant tensors and what computes what.

Only what is needed to take weights out of a transformer encoder, so that no ONNX package
is installed for it. Tensors in files of their own (external data) are not covered.

Source: ModelProto, GraphProto, NodeProto and TensorProto of
https://github.com/onnx/onnx/blob/main/onnx/onnx.proto.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Tensor = npt.NDArray[np.float32]

_GRAPH = 7
_NODE, _INITIALIZER = 1, 5
_NODE_INPUT, _NODE_OUTPUT, _NODE_OP = 1, 2, 4
_DIMS, _DATA_TYPE, _TENSOR_NAME, _RAW_DATA = 1, 2, 8, 9
_DTYPES = {1: "<f4", 2: "u1", 3: "i1", 6: "<i4", 7: "<i8", 10: "<f2"}
_FOLDED_OPS = ("Cast", "Mul")
_VARINT, _LENGTH_DELIMITED = 0, 2
_FIXED_BYTES = {1: 8, 5: 4}


@dataclass(frozen=True, slots=True)
class Node:
    """One operation of the graph."""

    op: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]


class OnnxFile:
    """The constants and nodes of one ONNX graph."""

    def __init__(self, content: bytes) -> None:
        """Find the parts; tensors are read when they are asked for.

        Args:
            content: the file.

        Raises:
            ValueError: it is no ONNX model.
        """
        try:
            graph = next(v for field, v in _fields(memoryview(content)) if field == _GRAPH)
            parts = list(_fields(graph))
            self.nodes = tuple(_node(value) for field, value in parts if field == _NODE)
            tensors = [value for field, value in parts if field == _INITIALIZER]
            self._constants = {_text(_first(value, _TENSOR_NAME)): value for value in tensors}
        except (StopIteration, IndexError, UnicodeDecodeError) as error:
            raise ValueError("no ONNX model") from error
        self._makers: Mapping[str, Node] = {
            name: node for node in self.nodes for name in node.outputs
        }

    @property
    def names(self) -> tuple[str, ...]:
        """Names of everything that is a constant or computed."""
        return (*self._constants, *self._makers)

    def maker(self, name: str) -> Node | None:
        """Return the node that computes `name`; None for a constant or an input."""
        return self._makers.get(name)

    def is_constant(self, name: str) -> bool:
        """Whether `name` is stored in the file."""
        return name in self._constants

    def tensor(self, name: str) -> Tensor:
        """Return a constant, or what casts and products of constants make of it (stored int8).

        Returns:
            float32, of the tensor's own shape.

        Raises:
            ValueError: it depends on an input, or is stored in a way that is not covered.
        """
        stored = self._constants.get(name)
        if stored is not None:
            return _array(stored)
        node = self._makers.get(name)
        if node is None or node.op not in _FOLDED_OPS:
            raise ValueError(f"{name} is no constant")
        first, *others = (self.tensor(given) for given in node.inputs)
        for other in others:
            first = first * other
        return first


def _array(tensor: memoryview) -> Tensor:
    shape = [_number(value) for field, value in _fields(tensor) if field == _DIMS]
    dtype = _DTYPES.get(_number(_first(tensor, _DATA_TYPE)))
    data = _first(tensor, _RAW_DATA)
    if dtype is None or len(data) != np.dtype(dtype).itemsize * int(np.prod(shape)):
        raise ValueError("a tensor that is not stored as raw data")
    return np.frombuffer(data, dtype=dtype).reshape(shape).astype(np.float32)


def _node(message: memoryview) -> Node:
    inputs, outputs, op = [], [], ""
    for field, value in _fields(message):
        if field == _NODE_INPUT:
            inputs.append(_text(value))
        elif field == _NODE_OUTPUT:
            outputs.append(_text(value))
        elif field == _NODE_OP:
            op = _text(value)
    return Node(op, tuple(inputs), tuple(outputs))


def _first(message: memoryview, wanted: int) -> memoryview:
    return next((value for field, value in _fields(message) if field == wanted), memoryview(b""))


def _text(value: memoryview) -> str:
    return bytes(value).decode()


def _number(value: memoryview) -> int:
    return _varint(value, 0)[0] if value else 0


def _fields(message: memoryview) -> Iterator[tuple[int, memoryview]]:
    """Yield each field's number and its bytes (a varint's own bytes).

    Raises:
        IndexError: the bytes are no protobuf message.
    """
    at = 0
    while at < len(message):
        key, at = _varint(message, at)
        kind = key & 7
        if kind == _VARINT:
            end = _varint(message, at)[1]
        elif kind == _LENGTH_DELIMITED:
            length, at = _varint(message, at)
            end = at + length
        elif kind in _FIXED_BYTES:
            end = at + _FIXED_BYTES[kind]
        else:
            raise IndexError(kind)
        if end > len(message):
            raise IndexError(end)
        yield key >> 3, message[at:end]
        at = end


def _varint(message: memoryview, at: int) -> tuple[int, int]:
    """Return the number at `at` (base 128, low digits first) and where it ends."""
    number = shift = 0
    while True:
        digit = message[at]
        number |= (digit & 0x7F) << shift
        at += 1
        if digit < 0x80:
            return number, at
        shift += 7
