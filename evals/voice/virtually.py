"""A process in which waiting costs nothing: its clock, its event loop and what work it does.

What runs outside the event loop of a spoken conversation, and is counted as work: executors
(LangGraph's nodes, retrieval, the intent log), Whisper's threads, the voice's process and
SQLite's thread. A connection over the network makes the loop wait as usual while it is open, so a
model behind a URL is waited for as it is. Nothing else reaches the loop from outside.
"""

import asyncio
import functools
from collections.abc import AsyncGenerator, Callable, Coroutine
from concurrent.futures import Future
from contextlib import AbstractContextManager, aclosing, nullcontext
from typing import Any, TypeVar

from evals.voice.clock import VirtualClock, Work
from evals.voice.loop import VirtualLoop

_T = TypeVar("_T")


def run_virtually(
    main: Callable[[], Coroutine[Any, Any, _T]], *, real_time: bool = False, timed: bool = True
) -> _T:
    """Run a process's main coroutine; waiting is skipped within `skipping`.

    Call it instead of `asyncio.run`, before the assistant's modules are imported.

    Args:
        main: Makes the coroutine.
        real_time: Skip nothing.
        timed: Work takes as long as it takes, so that latencies are a listener's. If not, it takes
            no time: a machine that is busy hears and does the same as one that is not.

    Raises:
        RuntimeError: The assistant was imported already, and would keep the real clock.
    """
    if real_time:
        return asyncio.run(main())
    clock = VirtualClock(flows=timed)
    work = Work()
    if not clock.install():
        raise RuntimeError("run_virtually must be called before the assistant is imported")
    _count(work)
    with asyncio.Runner(loop_factory=lambda: VirtualLoop(clock, work)) as runner:
        return runner.run(_whole(main, clock))


def skipping() -> AbstractContextManager[None]:
    """Return a block in which waiting is skipped, if this process runs virtually."""
    clock = _running.get("clock")
    return clock.skipping() if clock is not None else nullcontext()


def skipped_s() -> float | None:
    """Return how much was skipped so far; None in real time."""
    clock = _running.get("clock")
    return clock.skipped_s if clock is not None else None


_running: dict[str, VirtualClock] = {}
"""The process's own, while `run_virtually` runs: the `time` module has one clock as well."""


async def _whole(main: Callable[[], Coroutine[Any, Any, _T]], clock: VirtualClock) -> _T:
    _running["clock"] = clock
    try:
        return await main()
    finally:
        del _running["clock"]


def _count(work: Work) -> None:
    """Count what works outside the loop and no executor knows of."""
    import aiosqlite  # noqa: PLC0415 - after the clock is installed

    from speech.piper.process import PiperWorker  # noqa: PLC0415
    from speech.recognition_job import Job  # noqa: PLC0415
    from speech.whisper import WhisperEngine  # noqa: PLC0415

    open_jobs: set[int] = set()
    for owner, name, counted in (
        (WhisperEngine, "submit", functools.partial(_counted_jobs, open_jobs=open_jobs)),
        (Job, "finish", functools.partial(_counted_ends, open_jobs=open_jobs)),
        (Job, "fail", functools.partial(_counted_ends, open_jobs=open_jobs)),
        (PiperWorker, "speak", _counted_sounds),
        (aiosqlite.Connection, "_execute", _counted_calls),
    ):
        setattr(owner, name, counted(getattr(owner, name), work))


def _counted_jobs(
    submit: Callable[..., Any], work: Work, open_jobs: set[int]
) -> Callable[..., Any]:
    @functools.wraps(submit)
    def counted(*args: Any, **kwargs: Any) -> Any:
        # Counted before a worker can take it: the job is known only afterwards.
        work.begin()
        try:
            job = submit(*args, **kwargs)
        except BaseException:
            work.end()
            raise
        number = id(job)
        open_jobs.add(number)

        def over(future: "Future[Any]") -> None:
            if future.cancelled():
                _end(number, work, open_jobs)

        job.future.add_done_callback(over)
        if job.future.done():
            _end(number, work, open_jobs)
        return job

    return counted


def _counted_ends(
    finish: Callable[..., Any], work: Work, open_jobs: set[int]
) -> Callable[..., Any]:
    @functools.wraps(finish)
    def counted(job: Any, *args: Any) -> None:
        finish(job, *args)
        _end(id(job), work, open_jobs)  # those who wait have been told

    return counted


def _end(number: int, work: Work, open_jobs: set[int]) -> None:
    """End a job once, whoever comes first."""
    try:
        open_jobs.remove(number)
    except KeyError:
        return
    work.end()


def _counted_sounds(speak: Callable[..., Any], work: Work) -> Callable[..., Any]:
    @functools.wraps(speak)
    async def counted(*args: Any, **kwargs: Any) -> AsyncGenerator[Any, None]:
        with work.during():
            async with aclosing(speak(*args, **kwargs)) as sounds:
                async for sound in sounds:
                    yield sound

    return counted


def _counted_calls(call: Callable[..., Any], work: Work) -> Callable[..., Any]:
    @functools.wraps(call)
    async def counted(*args: Any, **kwargs: Any) -> Any:
        with work.during():
            return await call(*args, **kwargs)

    return counted
