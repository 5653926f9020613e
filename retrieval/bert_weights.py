"""The weights of a BERT encoder, taken out of its ONNX file.

Exporters rename matrices ("val_49") and keep the names of biases and norms, so a matrix is
found by the bias that is added to its product. Encoders exported otherwise are refused.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from retrieval.onnx_file import OnnxFile, Tensor


@dataclass(frozen=True, slots=True)
class Linear:
    """Weight [outputs, inputs] and bias [outputs]."""

    weight: Tensor
    bias: Tensor


@dataclass(frozen=True, slots=True)
class Norm:
    """Scale and shift of a layer norm, [width] each."""

    scale: Tensor
    shift: Tensor


@dataclass(frozen=True, slots=True)
class BertLayer:
    """One layer: attention, then two matrices with a GELU between."""

    query: Linear
    key: Linear
    value: Linear
    attended: Linear
    attention_norm: Norm
    widening: Linear
    narrowing: Linear
    output_norm: Norm


@dataclass(frozen=True, slots=True)
class BertWeights:
    """Everything up to the last hidden states."""

    words: Tensor
    """[vocabulary, width]."""
    positions: Tensor
    """[longest text, width], with the embedding of the first segment added."""
    embedding_norm: Norm
    layers: tuple[BertLayer, ...]

    @property
    def width(self) -> int:
        """Length of a hidden state."""
        return int(self.words.shape[1])


def read_bert(content: bytes) -> BertWeights:
    """Return the weights of the encoder in an ONNX file.

    Args:
        content: the file.

    Raises:
        ValueError: it is no ONNX model, or none of a BERT encoder as torch exports it.
    """
    file = OnnxFile(content)
    matrices = _matrices_by_bias(file)
    names = {_short(name): name for name in file.names if "." in name}
    try:
        layers: list[BertLayer] = []
        while f"encoder.layer.{len(layers)}.output.dense.bias" in names:
            layers.append(_layer(file, names, matrices, f"encoder.layer.{len(layers)}"))
        if not layers:
            raise ValueError("no BERT layers")
        segment = file.tensor(names["embeddings.token_type_embeddings.weight"])[0]
        return BertWeights(
            words=file.tensor(names["embeddings.word_embeddings.weight"]),
            positions=file.tensor(names["embeddings.position_embeddings.weight"]) + segment,
            embedding_norm=_norm(file, names, "embeddings.LayerNorm"),
            layers=tuple(layers),
        )
    except KeyError as error:
        raise ValueError(f"no BERT encoder: {error} is missing") from error


def _layer(
    file: OnnxFile, names: Mapping[str, str], matrices: Mapping[str, str], layer: str
) -> BertLayer:
    def linear(part: str) -> Linear:
        bias = names[f"{layer}.{part}.bias"]
        return Linear(file.tensor(matrices[bias]).T.copy(), file.tensor(bias))

    return BertLayer(
        query=linear("attention.self.query"),
        key=linear("attention.self.key"),
        value=linear("attention.self.value"),
        attended=linear("attention.output.dense"),
        attention_norm=_norm(file, names, f"{layer}.attention.output.LayerNorm"),
        widening=linear("intermediate.dense"),
        narrowing=linear("output.dense"),
        output_norm=_norm(file, names, f"{layer}.output.LayerNorm"),
    )


def _norm(file: OnnxFile, names: Mapping[str, str], norm: str) -> Norm:
    return Norm(file.tensor(names[f"{norm}.weight"]), file.tensor(names[f"{norm}.bias"]))


def _matrices_by_bias(file: OnnxFile) -> dict[str, str]:
    """Return the name of the matrix [inputs, outputs] for each bias that is added after it."""
    found = {}
    for node in file.nodes:
        if node.op != "Add" or len(node.inputs) != 2:
            continue
        for product, bias in (node.inputs, node.inputs[::-1]):
            maker = file.maker(product)
            if file.is_constant(bias) and maker is not None and maker.op == "MatMul":
                found[bias] = maker.inputs[1]
    return found


def _short(name: str) -> str:
    """Return a weight's name from "embeddings." or "encoder." on, as wrappers add to its front."""
    for start in ("embeddings.", "encoder.layer."):
        at = name.find(start)
        if at >= 0:
            return name[at:]
    return name
