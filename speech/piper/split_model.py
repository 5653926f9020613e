"""Cut a VITS voice in two, so that its sound can be had piece by piece.

An exported voice is one ONNX graph: text to latent frames (encoder, durations, flow),
then frames to samples (a HiFi-GAN decoder, convolutions only). Run whole, the first
sample waits for the last. Cut between the two, the decoder runs on a few frames at a
time with ten frames of context on each side, and gives the same samples.

The cut edits the file's protobuf bytes, so that no ONNX package is needed: the
messages are ModelProto, GraphProto, NodeProto, TensorProto and ValueInfoProto of
https://github.com/onnx/onnx/blob/main/onnx/onnx.proto. Weights are copied, not read.
"""

from collections.abc import Iterator
from dataclasses import dataclass

_GRAPH = 7
_NODE, _INITIALIZER, _INPUT, _OUTPUT, _VALUE_INFO = 1, 5, 11, 12, 13
_NODE_INPUT, _NODE_OUTPUT, _NODE_NAME, _NODE_OP = 1, 2, 3, 4
_TENSOR_NAME, _VALUE_NAME = 8, 1
_LENGTH_DELIMITED = 2
_FIXED_BYTES = {1: 8, 5: 4}

_DECODER_START = "/dec/conv_pre/Conv"
_DURATIONS_OP = "Ceil"


@dataclass(frozen=True, slots=True)
class SplitModel:
    """Two ONNX models as bytes, and the names that join them."""

    encoder: bytes
    """Inputs as the voice has; outputs `latent` [1, C, F] and `durations` [1, 1, P]."""
    decoder: bytes
    """Input `latent`; outputs as the voice has."""
    latent: str
    durations: str


@dataclass(frozen=True, slots=True)
class _Node:
    name: str
    op: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    raw: memoryview


def split_model(model: bytes) -> SplitModel | None:
    """Return the voice in two parts, or None if it is not built as VITS voices are."""
    try:
        return _split(memoryview(model))
    except (IndexError, UnicodeDecodeError):  # no protobuf at all
        return None


def _split(view: memoryview) -> SplitModel | None:
    head = [bytes(raw) for field, _, raw in _fields(view) if field != _GRAPH]
    graph = next((value for field, value, _ in _fields(view) if field == _GRAPH), None)
    if graph is None:
        return None
    parts = list(_fields(graph))
    nodes = [_node(value, raw) for field, value, raw in parts if field == _NODE]
    start = [node for node in nodes if node.name == _DECODER_START]
    ceils = [node for node in nodes if node.op == _DURATIONS_OP]
    if len(start) != 1 or len(ceils) != 1:
        return None
    latent, durations = start[0].inputs[0], ceils[0].outputs[0]
    outputs = [_name(value, _VALUE_NAME) for field, value, _ in parts if field == _OUTPUT]
    return SplitModel(
        encoder=_carve(head, parts, nodes, frozenset(), (latent, durations)),
        decoder=_carve(head, parts, nodes, frozenset((latent,)), tuple(outputs)),
        latent=latent,
        durations=durations,
    )


def _carve(
    head: list[bytes],
    parts: list[tuple[int, memoryview, memoryview]],
    nodes: list[_Node],
    given: frozenset[str],
    wanted: tuple[str, ...],
) -> bytes:
    """Return the model that computes `wanted` when the tensors `given` are its inputs."""
    needed = set(wanted)
    kept: list[memoryview] = []
    for node in reversed(nodes):
        if any(name in needed and name not in given for name in node.outputs):
            kept.append(node.raw)
            needed.update(node.inputs)
    graph: list[bytes | memoryview] = list(reversed(kept))
    declared: set[str] = set()
    for field, value, raw in parts:
        if field == _INITIALIZER:
            keep = _name(value, _TENSOR_NAME) in needed
        elif field == _INPUT:
            keep = _name(value, _VALUE_NAME) in needed
        elif field == _OUTPUT:
            name = _name(value, _VALUE_NAME)
            keep = name in wanted
            declared.add(name)
        else:
            keep = field not in (_NODE, _VALUE_INFO)
        if keep:
            graph.append(raw)
    graph.extend(_message(_INPUT, _float_tensor(name)) for name in given)
    graph.extend(
        _message(_OUTPUT, _message(_VALUE_NAME, name.encode()))
        for name in wanted
        if name not in declared
    )
    return b"".join((*head, _message(_GRAPH, b"".join(graph))))


def _float_tensor(name: str) -> bytes:
    """Return a ValueInfoProto: a float tensor of rank 3, every dimension free."""
    free = b"".join(_message(1, _message(2, f"{name}_{axis}".encode())) for axis in range(3))
    element_type = bytes((1 << 3, 1))  # field 1, varint, FLOAT
    tensor = _message(1, element_type + _message(2, free))
    return _message(_VALUE_NAME, name.encode()) + _message(2, tensor)


def _node(value: memoryview, raw: memoryview) -> _Node:
    found: dict[int, list[str]] = {_NODE_INPUT: [], _NODE_OUTPUT: [], _NODE_NAME: [], _NODE_OP: []}
    for field, content, _ in _fields(value):
        if field in found:
            found[field].append(bytes(content).decode())
    name, op = "".join(found[_NODE_NAME]), "".join(found[_NODE_OP])
    return _Node(name, op, tuple(found[_NODE_INPUT]), tuple(found[_NODE_OUTPUT]), raw)


def _name(value: memoryview, name_field: int) -> str:
    return next(
        (bytes(content).decode() for field, content, _ in _fields(value) if field == name_field), ""
    )


def _fields(message: memoryview) -> Iterator[tuple[int, memoryview, memoryview]]:
    """Yield (field number, content, field with its tag) of a protobuf message."""
    at = 0
    while at < len(message):
        start = at
        tag, at = _varint(message, at)
        wire_type = tag & 7
        if wire_type == _LENGTH_DELIMITED:
            length, at = _varint(message, at)
        elif wire_type in _FIXED_BYTES:
            length = _FIXED_BYTES[wire_type]
        else:
            _, end = _varint(message, at)
            length = end - at
        yield tag >> 3, message[at : at + length], message[start : at + length]
        at += length


def _varint(data: memoryview, at: int) -> tuple[int, int]:
    """Return the variable-length integer at `at` and the offset after it."""
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7


def _message(field: int, content: bytes) -> bytes:
    return _to_varint(field << 3 | _LENGTH_DELIMITED) + _to_varint(len(content)) + content


def _to_varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)
