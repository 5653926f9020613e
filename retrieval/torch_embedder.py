"""Text to vectors: all-MiniLM-L6-v2 in full precision on torch, on a CPU or a GPU.

Optional: torch comes with `pip install '.[gpu]'` and is imported only when an embedder
is made. Weights and text go through transformers' BertModel, not sentence-transformers:
pooling is three lines, the import takes 3.3 s instead of 5.0, and the files are given one
by one, so that nothing is read whose checksum was not compared. Does not cover which
weights are installed where: the caller gives paths.

Source: Reimers and Gurevych 2019 (Sentence-BERT): mean over word pieces, unit length.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

from tokenizers import BertWordPieceTokenizer

from retrieval.embedder import MAX_WORD_PIECES, Vectors, in_batches, unit
from retrieval.errors import DeviceMissing, EmbedderUnusable, TorchMissing

Device = Literal["auto", "cpu", "cuda"]

NAME = "all-MiniLM-L6-v2"

BATCH_CPU = 8
"""Documents of similar length at a time: 21 ms each by 8, 23 by 32, 25 by 64, on one thread."""

BATCH_CUDA = 256
"""Enough to fill a small GPU; not measured."""

_UNUSED = ("pooler.", "embeddings.position_ids")
"""What the file holds and sentence vectors do not need."""


class TorchEmbedder:
    """all-MiniLM-L6-v2 as float32, on a CPU and on a GPU, so that both read one index."""

    dimensions = 384

    def __init__(
        self,
        model_path: Path,
        config_path: Path,
        vocab_path: Path,
        device: Device = "auto",
        threads: int = 1,
        name: str = NAME,
    ) -> None:
        """Load model and vocabulary.

        Args:
            model_path: safetensors file of a BERT encoder.
            config_path: its config.json.
            vocab_path: BERT's vocab.txt, one word piece a line.
            device: "auto" takes a GPU if torch sees one.
            threads: cores of one call on a CPU. torch keeps one number for the whole process.
            name: what an index made with it records; another for other weights.

        Raises:
            TorchMissing: the optional packages are not installed.
            DeviceMissing: "cuda" is asked for and torch sees no GPU.
            EmbedderUnusable: a file is missing, or is not what it should be.
        """
        self.name = name
        torch = self._torch = import_torch()
        self.device = _device(torch, device)
        if self.device == "cpu":
            torch.set_num_threads(threads)
        try:
            self._tokenizer = BertWordPieceTokenizer(str(vocab_path), lowercase=True)
            self._model = _bert(model_path, config_path).to(self.device)
        # Three libraries that share no base class, one of which raises bare Exception.
        except Exception as error:
            raise EmbedderUnusable(
                f"The embedder cannot load {model_path.name} with {config_path.name} and "
                f"{vocab_path.name}; run `aisle models` to see which file is missing or altered."
            ) from error
        self._tokenizer.enable_truncation(MAX_WORD_PIECES)
        self._tokenizer.enable_padding()

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Embed `texts`, in batches of similar length.

        Args:
            texts: any text; what exceeds 256 word pieces is ignored.

        Returns:
            float32 [N, 384], unit length, in the order of `texts`.

        Raises:
            EmbeddingInvalid: the model gave NaN, infinity or a null vector.
        """
        size = BATCH_CPU if self.device == "cpu" else BATCH_CUDA
        return in_batches(texts, self.dimensions, size, self._batch)

    def _batch(self, texts: list[str]) -> Vectors:
        encodings = self._tokenizer.encode_batch(texts)
        torch = self._torch
        ids = torch.tensor([encoding.ids for encoding in encodings], device=self.device)
        mask = torch.tensor([encoding.attention_mask for encoding in encodings], device=self.device)
        with torch.inference_mode():
            hidden = self._model(input_ids=ids, attention_mask=mask).last_hidden_state
            weights = mask[..., None].to(hidden.dtype)
            # float32 [N, 384]
            mean = (hidden * weights).sum(dim=1) / weights.sum(dim=1)
        pooled: Vectors = mean.cpu().numpy()
        return unit(pooled)


def import_torch() -> Any:  # torch is optional, so its types are not known here
    """Import what the embedder needs and return torch. Takes seconds the first time.

    Raises:
        TorchMissing: one of the optional packages is not installed.
    """
    try:
        import safetensors.torch  # noqa: F401, PLC0415
        import torch  # noqa: PLC0415
        import transformers.models.bert.modeling_bert  # noqa: F401, PLC0415
    except ModuleNotFoundError as error:
        raise TorchMissing(
            f"The torch embedder needs {error.name}, which is not installed; "
            "run: pip install '.[gpu]'"
        ) from error
    return torch


def _device(torch: Any, asked: Device) -> Literal["cpu", "cuda"]:
    if asked == "cpu":
        return "cpu"
    if torch.cuda.is_available():
        return "cuda"
    if asked == "cuda":
        raise DeviceMissing(
            "The torch embedder is set to cuda and torch sees no GPU; "
            'set embedding.device to "auto" or "cpu", or mend the driver (docs/gpu.md).'
        )
    return "cpu"


def _bert(model_path: Path, config_path: Path) -> Any:
    """Return the encoder with every weight from the file.

    Raises:
        ValueError: the file lacks weights, or holds others.
    """
    from safetensors.torch import load_file  # noqa: PLC0415
    from transformers.models.bert import BertConfig, BertModel  # noqa: PLC0415

    model = BertModel(BertConfig.from_json_file(str(config_path)), add_pooling_layer=False)
    differing = model.load_state_dict(load_file(model_path), strict=False)
    unknown = [name for name in differing.unexpected_keys if not name.startswith(_UNUSED)]
    if differing.missing_keys or unknown:
        raise ValueError(f"missing {differing.missing_keys}, unknown {unknown}")
    return model.eval()
