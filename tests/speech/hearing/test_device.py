"""Where the recogniser runs, with the machine's answers given by the test."""

from typing import Literal

import pytest

from speech.device import choose_device
from speech.errors import RecogniserError

Wanted = Literal["auto", "cpu", "cuda"]


def _choose(
    wanted: Wanted, gpus: int, cublas: bool, compute_type: str | None = None
) -> tuple[str, str]:
    device = choose_device(wanted, compute_type, gpus=lambda: gpus, cublas=lambda: cublas)
    return device.name, device.compute_type


@pytest.mark.parametrize(
    ("wanted", "gpus", "cublas", "found"),
    [
        ("auto", 1, True, ("cuda", "float16")),
        ("auto", 1, False, ("cpu", "int8")),
        ("auto", 0, True, ("cpu", "int8")),
        ("cuda", 2, True, ("cuda", "float16")),
        ("cpu", 1, True, ("cpu", "int8")),
    ],
)
def test_the_device_is_what_is_wanted_and_there(
    wanted: Wanted, gpus: int, cublas: bool, found: tuple[str, str]
) -> None:
    assert _choose(wanted, gpus, cublas) == found


def test_a_compute_type_is_kept_unless_the_cpu_stands_in_for_a_gpu() -> None:
    assert _choose("cuda", 1, True, "int8_float16") == ("cuda", "int8_float16")
    assert _choose("auto", 1, True, "int8_float16") == ("cuda", "int8_float16")
    assert _choose("auto", 0, True, "int8_float16") == ("cpu", "int8")
    assert _choose("auto", 0, True, "float32") == ("cpu", "float32")
    assert _choose("cpu", 0, True, "float16") == ("cpu", "float16")  # CTranslate2 says why not


def test_a_gpu_that_cannot_be_used_is_one_clear_sentence() -> None:
    with pytest.raises(RecogniserError, match="no NVIDIA GPU"):
        _choose("cuda", 0, True)
    with pytest.raises(RecogniserError, match=r"libcublas\.so\.12"):
        _choose("cuda", 1, False)


def test_the_probe_is_not_asked_where_it_does_not_matter() -> None:
    def fail() -> int:
        raise AssertionError

    assert choose_device("cpu", gpus=fail).name == "cpu"
    assert choose_device("auto", gpus=lambda: 0, cublas=lambda: bool(fail())).name == "cpu"


def test_a_gpu_takes_larger_batches() -> None:
    gpu = choose_device("cuda", gpus=lambda: 1, cublas=lambda: True)
    assert gpu.max_batch > choose_device("cpu").max_batch >= 1
