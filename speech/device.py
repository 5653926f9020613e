"""Where the recogniser computes: pure choice over what the machine was found to have."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from speech.cuda import load_cublas
from speech.errors import RecogniserError

_BATCH_ON_CPU = 2
"""CPU time for each of 8 recordings (2.2 to 4.2 s, one core) in batches of 1, 2, 4 and 8: 160,
117, 98 to 131 and 129 to 140 ms. A batch of 4 makes its first wait for its last: 394 to 526 ms
for all, where one after the other is 390 at the mean."""
_BATCH_ON_GPU = 16
"""Not measured: a guess for a card that computes 16 contexts of 8 s as one of 128 s."""
_ON_GPU_ONLY = ("float16", "int8_float16", "bfloat16", "int8_bfloat16")


@dataclass(frozen=True, slots=True)
class Device:
    """A place to compute and what suits it."""

    name: Literal["cpu", "cuda"]
    compute_type: str
    max_batch: int


def count_gpus() -> int:
    """Return how many GPUs CTranslate2 sees; 0 without a driver."""
    import ctranslate2  # noqa: PLC0415  # a part of the second that the recogniser's import costs

    return int(ctranslate2.get_cuda_device_count())


def choose_device(
    wanted: Literal["auto", "cpu", "cuda"],
    compute_type: str | None = None,
    *,
    gpus: Callable[[], int] = count_gpus,
    cublas: Callable[[], bool] = load_cublas,
) -> Device:
    """Return where to run.

    Args:
        wanted: "auto" takes a GPU only if everything for it is there.
        compute_type: CTranslate2's; None is int8 on a CPU and float16 on a GPU.
        gpus: Counts the GPUs.
        cublas: Makes cuBLAS loadable and says whether it is.

    Raises:
        RecogniserError: A GPU is asked for and cannot be used.
    """
    if wanted == "cpu":
        return _cpu(compute_type)
    there = gpus() > 0
    if wanted == "cuda" and not there:
        raise RecogniserError(
            "CTranslate2 sees no NVIDIA GPU; set device to 'auto' or 'cpu', or check nvidia-smi."
        )
    if there and cublas():
        return Device("cuda", compute_type or "float16", _BATCH_ON_GPU)
    if wanted == "cuda":
        # CTranslate2 would say so only at the first recognition.
        raise RecogniserError(
            "Whisper on a GPU needs libcublas.so.12, which is not found; run: pip install '.[gpu]'"
        )
    # One configuration serves machines with and without a GPU.
    return _cpu(None if compute_type in _ON_GPU_ONLY else compute_type)


def _cpu(compute_type: str | None) -> Device:
    return Device("cpu", compute_type or "int8", _BATCH_ON_CPU)
